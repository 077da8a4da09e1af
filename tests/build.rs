//! Lists the types, commands and events of the stock schemas, so that tests can go through all of them.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

use qapi_parser::{Command, Schema, TypeKind};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/qemu");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut out = String::new();
    let mut queries = String::new();
    for (name, path) in [
        ("qmp", "qapi/qapi-schema.json"),
        ("qga", "qga/qapi-schema.json"),
        ("qsd", "storage-daemon/qapi/qapi-schema.json"),
    ] {
        let schema = qapi_parser::load(root.join(path)).expect("the stock schema is right");
        list(&mut out, name, &schema);
        list_queries(&mut queries, name, &schema);
    }
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    let write = |name: &str, text: String| fs::write(Path::new(&folder).join(name), text);
    write("stock.rs", out).expect("the folder is writable");
    write("queries.rs", queries).expect("the folder is writable");
}

/// One table: every command that only reads and needs no arguments.
fn list_queries(out: &mut String, module: &str, schema: &Schema) {
    let mut line = |text: String| writeln!(out, "{text}").expect("a String takes any text");
    line(format!(
        "pub(crate) const {}: &[Query] = &[",
        module.to_uppercase()
    ));
    let commands = schema.commands().map(|(_, command)| command);
    for command in commands.filter(|command| is_query(schema, command)) {
        let path = format!("qapi_client::{module}::commands::{}", pascal(&command.name));
        line(format!("query!({path}),"));
    }
    line("];".to_owned());
}

/// Whether a command only reads, and needs no arguments.
fn is_query(schema: &Schema, command: &Command) -> bool {
    let name = command.name.as_str();
    let reads = ["query-", "x-query-", "guest-get-", "guest-network-get-"]
        .iter()
        .any(|prefix| name.starts_with(prefix))
        || matches!(name, "guest-info" | "guest-ping" | "guest-fsfreeze-status");
    reads
        && command.arguments.is_none_or(|ty| {
            let union = matches!(schema[ty].kind, TypeKind::Union(_));
            !union && schema.members(ty).iter().all(|member| member.optional)
        })
}

/// One table: what the schema calls each thing, and how its Rust is read and written.
fn list(out: &mut String, module: &str, schema: &Schema) {
    let mut line = |text: String| writeln!(out, "{text}").expect("a String takes any text");
    let types = schema.types().filter(|(_, ty)| match &ty.kind {
        TypeKind::Struct(s) => !s.implicit && ty.module.is_some(),
        TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alternate(_) => ty.module.is_some(),
        _ => false,
    });
    line(format!(
        "pub(crate) const {}: Table = Table {{ types: &[",
        module.to_uppercase()
    ));
    for (_, ty) in types {
        line(format!(
            "({:?}, passed::<qapi_client::{module}::{}>),",
            ty.name, ty.name
        ));
    }
    line("], commands: &[".to_owned());
    for (_, command) in schema.commands() {
        let path = format!("qapi_client::{module}::commands::{}", pascal(&command.name));
        line(format!(
            "({:?}, passed::<{path}>, returned::<{path}>),",
            command.name
        ));
    }
    line("], events: &[".to_owned());
    for (_, event) in schema.events() {
        let path = format!(
            "qapi_client::{module}::events::{}",
            pascal(&event.name.to_lowercase())
        );
        line(format!("({:?}, passed::<{path}>),", event.name));
    }
    line(format!(
        "], event: event::<qapi_client::{module}::events::Event> }};"
    ));
}

/// The names of commands and events in Rust.
fn pascal(name: &str) -> String {
    let words = name.split(['-', '_']);
    words
        .map(|word| match word.split_at_checked(1) {
            Some((first, rest)) => first.to_uppercase() + rest,
            None => String::new(),
        })
        .collect()
}
