//! The QEMU storage daemon: the commands, events and types of its monitor in QEMU 11.1.
//!
//! QEMU and the storage daemon share most types, and this module reuses the types of [`qmp`](crate::qmp), so that the
//! same `BlockdevOptions` value is valid for both. For glob imports, use `qapi_client::qsd::prelude::*`, as with
//! [`qmp`](crate::qmp#imports).

crate::qapi_schema! {
    path: "schemas/qemu/storage-daemon/qapi/qapi-schema.json",
    since: "7.2",
    optional: { !"ImageInfo.filename", !"ImageInfo.format", !"ImageInfo.virtual-size" },
    notes: "schemas/notes.md",
    docs: "$QAPI_DOCS/storage-daemon/qapi/qapi-schema.json",
    reference: "https://www.qemu.org/docs/master/interop/qemu-storage-daemon-qmp-ref.html#{kind}-QSD-{module}.{name}",
    share: crate::qmp {
        path: "schemas/qemu/qapi/qapi-schema.json",
        since: "7.2",
        optional: {
            "SevInfo.sev-type",
            !"HvBalloonDeviceInfoWrapper.data", !"SevSnpGuestInfo.snp-policy",
            !"ImageInfo.filename", !"ImageInfo.format", !"ImageInfo.virtual-size",
        },
    },
}
