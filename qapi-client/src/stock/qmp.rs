//! QEMU's monitor: the commands, events and types of QMP in QEMU 10.2.

crate::qapi_schema! {
    path: "schemas/qemu/qapi/qapi-schema.json",
    crate: crate,
    since: "7.2",
    reference: "https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html#{kind}-QMP-{module}.{name}",
}
