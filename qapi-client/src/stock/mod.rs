//! Stock bindings: QEMU's own schemas, expanded, and the views over them.

#[cfg(feature = "qga")]
pub mod guest;
#[cfg(feature = "qga")]
pub mod qga;
#[cfg(feature = "qmp")]
pub mod qmp;
#[cfg(feature = "qsd")]
pub mod qsd;
#[cfg(feature = "qmp")]
pub mod vm;
