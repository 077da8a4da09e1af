//! QEMU's monitor: the commands, events and types of QMP in QEMU 10.2.
//!
//! # Peers older than the schema
//! Members that came after QEMU 7.2 are `Option`s in what is received, though the schema requires them:
//!
#![doc = include_str!("qmp-absent.md")]
//!
//! The other way round, QEMU 7.2 documents `BlockDeviceInfo.node-name` as optional, but always sends it.

crate::qapi_schema! {
    path: "schemas/qemu/qapi/qapi-schema.json",
    since: "7.2",
    optional: {
        "SevInfo.sev-type", // since 9.1, which the schema does not say
        !"HvBalloonDeviceInfoWrapper.data", !"SevSnpGuestInfo.snp-policy", // new branches
        !"ImageInfo.filename", !"ImageInfo.format", !"ImageInfo.virtual-size", // older than their base
    },
    notes: "schemas/notes.md",
    reference: "https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html#{kind}-QMP-{module}.{name}",
}
