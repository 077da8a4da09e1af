//! Descriptors that travel with a command.

/// Owned, open descriptor.
#[cfg(unix)]
pub(crate) type Descriptor = std::os::fd::OwnedFd;

/// Type without values, because this system cannot pass descriptors.
#[cfg(not(unix))]
#[derive(Debug)]
pub(crate) enum Descriptor {}
