//! The QEMU guest agent: its commands and types in QEMU 10.2.

crate::qapi_schema! {
    path: "schemas/qemu/qga/qapi-schema.json",
    since: "7.2",
    notes: "schemas/notes.md",
    docs: "$QAPI_DOCS/qga/qapi-schema.json",
    reference: "https://www.qemu.org/docs/master/interop/qemu-ga-ref.html#{kind}-QGA-{module}.{name}",
}
