//! Errors in logs: what failed, without text from a peer or a child process.

use std::fmt;
use std::io;

use super::client_error::Error;
use super::end::{EndReason, ProtocolError};
use super::refusal::ErrorClass;

/// Text of an error for a log.
pub(crate) struct LogText<'a, E>(&'a E);

impl EndReason {
    /// Text of the reason for logs.
    pub(crate) fn for_log(&self) -> LogText<'_, Self> {
        LogText(self)
    }
}

impl fmt::Display for LogText<'_, EndReason> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            EndReason::Io(error) => write!(f, "the connection failed: {}", LogText(&**error)),
            EndReason::Protocol(error) => {
                write!(f, "the peer does not speak QMP: {}", LogText(&**error))
            }
            EndReason::Negotiation(error) => write!(
                f,
                "the peer refused the capabilities negotiation: {}",
                error.class.for_log()
            ),
            EndReason::Exited(exit) => {
                write!(f, "process `{}` ended ({})", exit.program, exit.outcome())
            }
            EndReason::GaveUp { attempts, last, .. } => {
                write!(
                    f,
                    "{attempts} attempts to reconnect failed: {}",
                    last.for_log()
                )
            }
            plain => plain.fmt(f),
        }
    }
}

impl fmt::Display for LogText<'_, io::Error> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self
            .0
            .get_ref()
            .and_then(|inner| inner.downcast_ref::<Error>())
        {
            Some(error) => error.for_log().fmt(f),
            // The text of an error of the operating system is safe to show. Other errors may quote a peer.
            None if self.0.raw_os_error().is_some() => self.0.fmt(f),
            None => self.0.kind().fmt(f),
        }
    }
}

impl fmt::Display for LogText<'_, ProtocolError> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ProtocolError::Garbage { size, .. } => {
                write!(f, "{size} unexpected bytes between messages")
            }
            ProtocolError::Malformed { size, .. } => {
                write!(f, "malformed message of {size} bytes")
            }
            plain => plain.fmt(f),
        }
    }
}

impl ProtocolError {
    /// Text of the error for logs.
    pub(crate) fn for_log(&self) -> LogText<'_, Self> {
        LogText(self)
    }
}

impl Error {
    /// Text of the error for logs.
    pub(crate) fn for_log(&self) -> LogText<'_, Self> {
        LogText(self)
    }
}

impl fmt::Display for LogText<'_, Error> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Error::Connect { address, source } => {
                write!(f, "cannot connect to `{address}`: {}", LogText(&**source))
            }
            Error::Ended(reason) => reason.for_log().fmt(f),
            Error::TimedOut { .. } | Error::NoGreeting { .. } | Error::NoAgent { .. } => {
                self.0.fmt(f)
            }
            other => match other.command() {
                Some(command) => write!(f, "`{command}` failed"),
                None => f.write_str("failed"),
            },
        }
    }
}

impl ErrorClass {
    /// Text of the class for logs. A class that this crate does not know is not shown, because a peer can send any
    /// text.
    pub(crate) fn for_log(&self) -> &str {
        match self {
            Self::Other(_) => "a class unknown to this crate",
            known => known.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::error::{ChildExit, CommandError};

    /// Text from a peer.
    const SAID: &str = "hunter2";

    #[test]
    fn no_log_contains_text_of_a_peer() {
        let class = ErrorClass::from(SAID.to_owned());
        let not_json = serde_json::from_str::<u8>("\"hunter2\"").expect_err("no number");
        let mut reasons = vec![
            EndReason::Protocol(Arc::new(ProtocolError::garbage(SAID.as_bytes()))),
            EndReason::Protocol(Arc::new(ProtocolError::malformed(
                &not_json,
                SAID.as_bytes(),
            ))),
            EndReason::Negotiation(Arc::new(CommandError::new(class, SAID))),
            EndReason::Exited(Arc::new(ChildExit::new("qemu", None, SAID))),
            EndReason::Io(Arc::new(io::Error::other(SAID))),
        ];
        for reason in reasons.clone() {
            reasons.push(EndReason::Io(Arc::new(io::Error::other(Error::Ended(
                reason.clone(),
            )))));
            reasons.push(EndReason::GaveUp {
                attempts: 2,
                lost: Arc::new(EndReason::Eof),
                last: Arc::new(reason),
            });
        }
        for reason in &reasons {
            assert!(reason.to_string().contains(SAID), "{reason}");
            let text = reason.for_log().to_string();
            assert!(!text.contains(SAID) && !text.is_empty(), "{text}");
        }
        assert_eq!(
            reasons[0].for_log().to_string(),
            "the peer does not speak QMP: 7 unexpected bytes between messages"
        );
    }

    #[test]
    fn a_log_contains_errors_of_the_system() {
        let refused = io::Error::from_raw_os_error(111);
        let text = refused.to_string();
        let reason = EndReason::from(refused);
        assert!(reason.for_log().to_string().ends_with(&text), "{text}");
    }
}
