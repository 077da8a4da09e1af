//! QEMU's monitor: the commands, events and types of QMP in QEMU 11.1.
//!
//! # Imports
//! Import names one by one, or all of them with `use qapi_client::qmp::prelude::*`. The schema has a type `String`, so that
//! `use qapi_client::qmp::*` replaces Rust's `String`; the prelude does not.
//!
//! ```
//! use qapi_client::qmp::prelude::*;
//!
//! let node: String = "disk0".to_owned();
//! let resize = commands::BlockResize::new(1 << 30).node_name(node);
//! let search = qapi_client::qmp::String::new("example.org");     // the type of the schema
//! # let _ = (resize, search, RunState::Running);
//! ```
//!
//! Lists take any iterator, also an array: `vm.transaction([..])`. File names are strings in QAPI, so that a `Path` needs
//! `path.to_str()` or `path.display().to_string()`.
//!
//! # Peers older than the schema
//! Members that came after QEMU 7.2 are `Option`s in what is received, though the schema requires them:
//!
#![doc = include_str!("qmp-absent.md")]
//!
//! The other way round, QEMU 7.2 documents `BlockDeviceInfo.node-name` as optional, but always sends it.
//!
//! # QEMU's own documentation
//! Commands, events and common types have short notes by this project, and each item has a link to QEMU's reference.
//! If the environment variable `QAPI_DOCS` names a source tree of QEMU, as an absolute path, a build adds QEMU's
//! documentation: `QAPI_DOCS=/src/qemu cargo doc`.

crate::qapi_schema! {
    path: "schemas/qemu/qapi/qapi-schema.json",
    since: "7.2",
    optional: {
        "SevInfo.sev-type", // since 9.1, which the schema does not say
        !"HvBalloonDeviceInfoWrapper.data", !"SevSnpGuestInfo.snp-policy", // new branches
        !"ImageInfo.filename", !"ImageInfo.format", !"ImageInfo.virtual-size", // older than their base
    },
    notes: "schemas/notes.md",
    docs: "$QAPI_DOCS/qapi/qapi-schema.json",
    reference: "https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html#{kind}-QMP-{module}.{name}",
}
