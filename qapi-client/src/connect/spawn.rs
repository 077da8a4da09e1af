//! Starting a peer as a child process.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::io;
use std::os::fd::RawFd;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use super::{Builder, Child};
use crate::error::Error;
use crate::session::Session;
use crate::transport::{ChildTransport, Connection, DescriptorArgs, Launch};

/// Command line of a peer that [`Builder::spawn`] starts as a child process.
///
/// The child inherits one end of a socketpair. The client need not wait for a socket file, and no other client can
/// connect first. The client reads stderr, and keeps the last bytes for the [`ChildExit`](crate::ChildExit). By default
/// [`stdin`](Self::stdin) is empty, and [`stdout`](Self::stdout) is the stdout of this program.
///
/// ```no_run
/// # async fn example() -> Result<(), qapi_client::Error> {
/// use qapi_client::{Session, Spawn};
///
/// let vm = Session::builder().spawn(Spawn::qemu("qemu-system-x86_64").args(["-machine", "none", "-display",
/// "none"])).await?; println!("QEMU {}", vm.greeting().version); let exit = vm.close().await; println!("{exit}");
/// # Ok(())
/// # }
/// ```
///
/// # When this program is killed
/// Dropping the [`Child`] kills the child process. If this program is killed, no value is dropped, and the child
/// processes continue without a monitor. These measures also end the child processes:
/// - a service manager or container that ends all processes of the service, as systemd does by default;
/// - QEMU's own option `-run-with exit-with-parent=on`, since 10.2;
/// - on Linux, for any program: `setpriv --pdeathsig KILL` before its name ([`qemu_command`](Self::qemu_command)).
///
/// The last two measures end the child when the *thread* that started the child ends. This is the thread that polls
/// [`Builder::spawn`]. Use a thread that lives as long as the child.
#[must_use = "nothing is started until the builder spawns it"]
pub struct Spawn {
    command: Command,
    /// Function that returns the arguments for the descriptor; `None` if the connection is stdin.
    descriptor_args: Option<DescriptorArgs>,
    detaches: fn(&OsStr) -> bool,
    stdin: Option<Stdio>,
    stdout: Stdio,
    stderr_tail: usize,
    grace: Duration,
}

impl Spawn {
    /// Describes a program that uses stdin as the connection.
    ///
    /// The settings of `command` for stdin, stdout and stderr are ignored.
    pub fn new(command: Command) -> Self {
        Self {
            command,
            descriptor_args: None,
            detaches: |_| false,
            stdin: None,
            stdout: Stdio::inherit(),
            stderr_tail: 8 * 1024,
            grace: Duration::from_secs(10),
        }
    }

    /// Describes a program that uses a separate descriptor as the connection. `args` returns the last arguments of the
    /// command for the number of the descriptor.
    ///
    /// ```
    /// use std::process::Command;
    ///
    /// use qapi_client::Spawn;
    ///
    /// let spawn = Spawn::on_descriptor(Command::new("mydaemon"), |number| [format!("--control-fd={number}")]);
    /// ```
    pub fn on_descriptor<A>(
        command: Command,
        args: impl FnOnce(RawFd) -> A + Send + 'static,
    ) -> Self
    where
        A: IntoIterator<Item: Into<OsString>>,
    {
        let args = |number| args(number).into_iter().map(Into::into).collect();
        Self {
            descriptor_args: Some(Box::new(args)),
            ..Self::new(command)
        }
    }

    /// Describes QEMU with a monitor on a separate descriptor: `-chardev socket,id=qapi-monitor,fd=…`,
    /// `-mon chardev=qapi-monitor,mode=control`.
    pub fn qemu(program: impl AsRef<OsStr>) -> Self {
        Self::qemu_command(Command::new(program))
    }

    /// Describes QEMU with a prepared `command`: with environment variables, or through another program such as
    /// `numactl`, `setpriv` or `ip netns exec`. The other program must keep the descriptor open.
    pub fn qemu_command(command: Command) -> Self {
        let args = |number| {
            [
                "-chardev".to_owned(),
                format!("socket,id=qapi-monitor,fd={number}"),
                "-mon".to_owned(),
                "chardev=qapi-monitor,mode=control".to_owned(),
            ]
        };
        Self {
            detaches: |arg| arg == "-daemonize" || arg == "--daemonize",
            ..Self::on_descriptor(command, args)
        }
    }

    /// Describes the storage daemon with a monitor on a separate descriptor.
    pub fn storage_daemon(program: impl AsRef<OsStr>) -> Self {
        let args = |number| {
            [
                "--chardev".to_owned(),
                format!("socket,id=qapi-monitor,fd={number}"),
                "--monitor".to_owned(),
                "chardev=qapi-monitor".to_owned(),
            ]
        };
        Self {
            // The storage daemon accepts abbreviated options.
            detaches: |arg| {
                let arg = arg.as_encoded_bytes();
                arg.starts_with(b"--d") && b"--daemonize".starts_with(arg)
            },
            ..Self::on_descriptor(Command::new(program), args)
        }
    }

    /// Adds an argument.
    pub fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// Source of stdin. Default: empty (`/dev/null`).
    ///
    /// If QEMU has a console on stdin (`-nographic`, `-monitor stdio`, `-serial mon:stdio`), use `Stdio::inherit()` for
    /// the stdin of this program, or the reading end of a [`std::io::pipe`].
    pub fn stdin(mut self, stdin: impl Into<Stdio>) -> Self {
        self.stdin = Some(stdin.into());
        self
    }

    /// Destination of stdout. Default: the stdout of this program.
    ///
    /// Use `Stdio::null()` to discard stdout, or the writing end of a [`std::io::pipe`] to read it.
    pub fn stdout(mut self, stdout: impl Into<Stdio>) -> Self {
        self.stdout = stdout.into();
        self
    }

    /// Number of last bytes of stderr to keep. Default: 8 KiB.
    pub fn stderr_tail(mut self, bytes: usize) -> Self {
        self.stderr_tail = bytes;
        self
    }

    /// Time in which the process must end after [`Child::close`], before it is killed. Default: 10 s.
    pub fn grace(mut self, grace: Duration) -> Self {
        self.grace = grace;
        self
    }

    fn program(&self) -> String {
        self.command.get_program().to_string_lossy().into_owned()
    }

    /// Checks the arguments, and adds the arguments of the descriptor.
    fn into_launch(self) -> io::Result<Launch> {
        if let Some(arg) = self.command.get_args().find(|arg| (self.detaches)(arg)) {
            return Err(invalid_argument(format!(
                "`{}` detaches the process from its parent, which then cannot see it end: leave the option out \
                 (the child runs in the background anyway), or start the program by other means and connect to its socket",
                arg.display()
            )));
        }
        let connection = match (self.descriptor_args, self.stdin) {
            (Some(args), stdin) => Connection::Descriptor {
                args,
                stdin: stdin.unwrap_or_else(Stdio::null),
            },
            (None, None) => Connection::Stdin,
            (None, Some(_)) => {
                let why = "stdin is the connection: use `Spawn::on_descriptor` for a program that needs stdin";
                return Err(invalid_argument(why.to_owned()));
            }
        };
        Ok(Launch {
            command: self.command,
            connection,
            stdout: self.stdout,
            stderr_tail: self.stderr_tail,
        })
    }
}

fn invalid_argument(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why)
}

/// Shows the program and the number of arguments. The arguments may contain passwords.
impl fmt::Debug for Spawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Spawn")
            .field("program", &self.program())
            .field("args", &self.command.get_args().len())
            .finish_non_exhaustive()
    }
}

impl<C: From<Session>> Builder<C> {
    /// Starts a peer as a child process and connects to it.
    ///
    /// If the process exits, the session ends with [`EndReason::Exited`](crate::EndReason::Exited), with the exit
    /// status and the end of stderr. A policy to [reconnect](Builder::reconnect) is ignored, because the connection
    /// ends with the process.
    ///
    /// # Errors
    /// - [`Error::Spawn`]: there is no such program, or an option such as `-daemonize` detaches it.
    /// - [`EndReason::Exited`](crate::EndReason::Exited) in [`Error::Ended`]: the process exits before it sends a
    ///   greeting.
    /// - The errors of [`connect`](Builder::connect).
    ///
    /// # Cancel safety
    /// If the future is dropped, the process is killed.
    pub async fn spawn(self, spawn: Spawn) -> Result<Child<C>, Error> {
        let program = spawn.program();
        let grace = spawn.grace;
        let started = spawn
            .into_launch()
            .and_then(|launch| ChildTransport::start(launch, self.message_limit_bytes()));
        let (process, transport) = started.map_err(|source| Error::Spawn {
            program,
            source: Arc::new(source),
        })?;
        let session = self.start(Box::new(transport)).await?;
        Ok(Child::new(session, process, grace))
    }
}
