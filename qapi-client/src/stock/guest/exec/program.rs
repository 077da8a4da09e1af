//! Programs to start in the guest.

use std::fmt;
use std::pin::Pin;
use std::time::Duration;

use super::error::ExecError;
use super::output::Output;
use super::process::Process;
use crate::qga::{self, GuestExecCaptureOutputMode as Capture, commands};
use crate::session::Session;
use crate::stock::guest::base64::encode;
use crate::time::timeout;

impl qga::Client {
    /// Creates a program to run in the guest, like [`std::process::Command`].
    ///
    /// ```no_run
    /// # use std::time::Duration;
    /// # async fn example(agent: qapi_client::qga::Client) -> Result<(), qapi_client::guest::ExecError> {
    /// let limit = Duration::from_secs(5);
    /// let out = agent.exec("uname").arg("-a").output().within(limit).await?;
    /// println!("{}: {}", out.status, String::from_utf8_lossy(&out.stdout));
    /// # Ok(())
    /// # }
    /// ```
    pub fn exec(&self, program: impl Into<String>) -> Exec {
        Exec::new(self.clone(), program)
    }
}

/// Program to run in the guest, like [`std::process::Command`]; made by [`qga::Client::exec`].
///
/// The agent looks for a program without a slash in its own `PATH`. The agent uses no shell. To run a shell command,
/// run `sh` with the argument `-c`.
///
/// # Output of a program that runs on
/// The agent sends the output after the program has ended. To see the output earlier, let the program append to a file
/// of the guest, and read the file:
///
/// ```no_run
/// # async fn example(agent: qapi_client::qga::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use futures_util::AsyncReadExt;
///
/// let mut log = agent.open("/run/backup.log", "w+").await?; // exists before the program starts
/// let line = "exec backup --verbose >>/run/backup.log 2>&1";
/// let mut backup = agent.exec("sh").args(["-c", line]).spawn().await?;
/// let mut text = Vec::new();
/// loop {
///     let ended = backup.try_wait().await?;
///     log.read_to_end(&mut text).await?; // the lines since the last time
///     print!("{}", String::from_utf8_lossy(&std::mem::take(&mut text)));
///     if ended.is_some() {
///         break;
///     }
///     async_std::task::sleep(std::time::Duration::from_millis(200)).await;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "the program does not run before `spawn` or `output`"]
pub struct Exec {
    session: Session,
    program: String,
    args: Vec<String>,
    env: Vec<String>,
    input: Option<Vec<u8>>,
    capture: Capture,
}

impl Exec {
    /// Creates a program to run in the guest behind this session.
    pub fn new(session: impl Into<Session>, program: impl Into<String>) -> Self {
        Self {
            session: session.into(),
            program: program.into(),
            args: Vec::new(),
            env: Vec::new(),
            input: None,
            capture: Capture::Separated,
        }
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Adds arguments.
    pub fn args(mut self, args: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.args.extend(args.into_iter().map(Into::into));
        self
    }

    /// Adds a variable to the environment of the program.
    ///
    /// Without any variable, the program inherits the environment of the agent. With at least one variable, the
    /// environment contains only the variables set here.
    pub fn env(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.env
            .push(format!("{}={}", name.as_ref(), value.as_ref()));
        self
    }

    /// Sets the standard input, which ends after these bytes. Without this method, the standard input is empty.
    pub fn input(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.input = Some(bytes.into());
        self
    }

    /// Selects what the agent keeps of the output: nothing, one of the streams, both (the default), or both merged into
    /// one, which becomes [`Output::stdout`].
    ///
    /// `None` and `Separated` work with every agent. An agent before 8.0 refuses the other modes, and an agent on Windows
    /// refuses `Merged`.
    pub fn capture(mut self, mode: Capture) -> Self {
        self.capture = mode;
        self
    }

    /// Starts the program, and does not wait for its end: one `guest-exec`.
    ///
    /// # Errors
    /// [`ExecError::Session`]: the agent refuses the program, or the command fails. [`ExecError::Frozen`]: file systems
    /// are frozen.
    ///
    /// # Cancel safety
    /// If the future is dropped after the first poll, the program may run in the guest.
    pub async fn spawn(self) -> Result<Process, ExecError> {
        let session = self.session.clone();
        match session.execute(self.command()).await {
            Ok(started) => Ok(Process::new(session, started.pid)),
            Err(error) => Err(ExecError::explain(&session, error).await),
        }
    }

    /// Runs the program to its end: one `guest-exec`, and `guest-exec-status` as in [`Process::wait`].
    ///
    /// The agent keeps 16 MiB of each stream and sends both in one reply. A reply beyond the
    /// [`message_limit`](crate::Builder::message_limit) of the session is lost, and the error is `OutcomeUnknown`. The
    /// default of 24 MiB is enough for 18 MiB of output.
    ///
    /// # Errors
    /// The errors of [`spawn`](Self::spawn) and [`Process::wait`], and [`ExecError::TimedOut`].
    ///
    /// # Cancel safety
    /// If the future is dropped, a program that was started still runs in the guest, and its result is lost. Use
    /// [`spawn`](Self::spawn) to keep the process and its result.
    pub fn output(self) -> CollectOutput {
        CollectOutput {
            program: self,
            within: None,
        }
    }

    fn command(self) -> commands::GuestExec {
        let mut command = commands::GuestExec::new(self.program);
        if !self.args.is_empty() {
            command = command.arg(self.args);
        }
        if !self.env.is_empty() {
            command = command.env(self.env);
        }
        if let Some(bytes) = self.input {
            command = command.input_data(encode(bytes));
        }
        match self.capture {
            Capture::None => command,
            // Agents before 8.0 accept only this form.
            Capture::Separated => command.capture_output(true),
            mode => command.capture_output(mode),
        }
    }
}

impl fmt::Debug for Exec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Arguments, environment and input are never shown: they may hold passwords.
        f.debug_struct("Exec")
            .field("program", &self.program)
            .field("capture", &self.capture)
            .finish_non_exhaustive()
    }
}

/// Run of a program to its end; made by [`Exec::output`]. Nothing happens until this value is awaited.
#[derive(Debug)]
#[must_use = "the program does not run until this is awaited"]
pub struct CollectOutput {
    program: Exec,
    within: Option<Duration>,
}

impl CollectOutput {
    /// Limits the time from the first poll to the result.
    ///
    /// After this time, the run fails with [`ExecError::TimedOut`], which names the process. The process still runs in
    /// the guest.
    pub fn within(mut self, limit: Duration) -> Self {
        self.within = Some(limit);
        self
    }

    async fn run(self) -> Result<Output, ExecError> {
        let (mut pid, program) = (None, self.program);
        let run = async {
            let mut process = program.spawn().await?;
            pid = Some(process.pid());
            process.wait().await
        };
        let Some(after) = self.within else {
            return run.await;
        };
        match timeout(after, run).await {
            Some(result) => result,
            None => Err(ExecError::TimedOut { after, pid }),
        }
    }
}

impl IntoFuture for CollectOutput {
    type Output = Result<Output, ExecError>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.run())
    }
}
