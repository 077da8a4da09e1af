//! Stock bindings: QEMU's own schemas, expanded.

#[cfg(feature = "qga")]
pub mod qga;
#[cfg(feature = "qmp")]
pub mod qmp;
#[cfg(feature = "qsd")]
pub mod qsd;
