//! Descriptors that travel with a command.

/// An open descriptor, owned.
#[cfg(unix)]
pub(crate) type Descriptor = std::os::fd::OwnedFd;

/// No descriptor: this system passes none.
#[cfg(not(unix))]
#[derive(Debug)]
pub(crate) enum Descriptor {}
