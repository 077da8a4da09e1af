//! Adds what a newer release has to a schema: `extend-schema SCHEMA NEWER RELEASE`.
//!
//! ```console
//! $ cargo run --example schema-from-peer -- unix:/run/vm.qmp schemas/qemu/qapi/qapi-schema.json > newer.json
//! $ cargo run --example extend-schema -- schemas/qemu/qapi/qapi-schema.json newer.json 11.1
//! ```
//!
//! Changes the files of `SCHEMA` in place, and prints each addition (`+`) and each conflict (`!`). A file that gets
//! additions loses its prose. Types without a name in QEMU's answer have names from their place: give them better names
//! in `NEWER` first.

use std::io::{self, Write};
use std::path::Path;
use std::{env, fs};

use qapi_parser::{extend, load, print};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [file, newer, release] = &arguments[..] else {
        return Err("usage: extend-schema SCHEMA NEWER RELEASE".into());
    };
    let folder = Path::new(file).parent().unwrap_or(Path::new(""));
    let schema = load(file)?;
    let both = extend(&schema, &load(newer)?, release)?;
    let before = print(&schema).into_iter();
    for ((module, before), (_, after)) in before.zip(print(&both.schema)) {
        if before != after {
            let path = folder.join(&schema[module].name);
            let header = header(&fs::read_to_string(&path)?);
            fs::write(&path, header + &after)?;
        }
    }
    let mut out = io::stdout().lock();
    for line in &both.additions {
        writeln!(out, "+ {line}")?;
    }
    for line in &both.conflicts {
        writeln!(out, "! {line}")?;
    }
    Ok(())
}

/// Plain comment at the start of a file, and the empty line after it.
fn header(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    let comment = lines.take_while(|line| line.starts_with("# ") || line.trim().is_empty());
    comment.collect()
}
