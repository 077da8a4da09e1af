//! The error in a reply.

use std::fmt;

/// Error in the reply of a peer (QMP specification, "Error").
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CommandError {
    /// Class of the error, nearly always [`ErrorClass::GenericError`].
    pub class: ErrorClass,
    /// Description in words. The text differs between versions of the peer. At most 2 KiB of the text are kept.
    pub desc: String,
}

impl CommandError {
    /// Creates an error with a class and a description.
    pub fn new(class: ErrorClass, desc: impl Into<String>) -> Self {
        Self {
            class,
            desc: desc.into(),
        }
    }
}

impl fmt::Display for CommandError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { class, desc } = self;
        if desc.is_empty() {
            return class.fmt(f);
        }
        write!(f, "{class}: {desc}")
    }
}

impl std::error::Error for CommandError {}

/// Class of a [`CommandError`]. The set is open, because a peer may send a class that no schema lists.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// Nearly every error: all errors without a special class.
    GenericError,
    /// The command does not exist, or is not allowed now.
    CommandNotFound,
    /// The device is not active.
    DeviceNotActive,
    /// The device does not exist.
    DeviceNotFound,
    /// The feature needs KVM, which is missing.
    KvmMissingCap,
    /// Class that this crate does not know.
    Other(String),
}

impl ErrorClass {
    /// Name on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::GenericError => "GenericError",
            Self::CommandNotFound => "CommandNotFound",
            Self::DeviceNotActive => "DeviceNotActive",
            Self::DeviceNotFound => "DeviceNotFound",
            Self::KvmMissingCap => "KVMMissingCap",
            Self::Other(name) => name,
        }
    }
}

impl From<String> for ErrorClass {
    fn from(name: String) -> Self {
        match name.as_str() {
            "GenericError" => Self::GenericError,
            "CommandNotFound" => Self::CommandNotFound,
            "DeviceNotActive" => Self::DeviceNotActive,
            "DeviceNotFound" => Self::DeviceNotFound,
            "KVMMissingCap" => Self::KvmMissingCap,
            _ => Self::Other(name),
        }
    }
}

impl fmt::Display for ErrorClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
