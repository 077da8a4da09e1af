//! Checks schemas: `schema-check FILE… [--strict]`.
//!
//! Prints every error of each file, and what breaks the rules of documentation style as warnings. Ends with 1 if there
//! is an error. With `--strict` the rules of style are errors too, as for QEMU's own generator.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use qapi_parser::Loader;

fn main() -> io::Result<ExitCode> {
    match run() {
        // Who reads has seen enough: `| head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        result => result,
    }
}

fn run() -> io::Result<ExitCode> {
    let (flags, files): (Vec<String>, Vec<String>) = env::args()
        .skip(1)
        .partition(|argument| argument.starts_with("--"));
    let mut out = io::stdout().lock();
    if files.is_empty() || flags.iter().any(|flag| flag != "--strict") {
        writeln!(out, "usage: schema-check FILE... [--strict]")?;
        return Ok(ExitCode::from(2));
    }
    let loader = Loader::new().strict(!flags.is_empty());
    let mut code = ExitCode::SUCCESS;
    for file in files {
        match loader.load(&file) {
            Ok(schema) => {
                for warning in schema.warnings() {
                    writeln!(out, "warning: {}", warning.render(schema.sources()))?;
                }
                let (types, commands, events) = (
                    schema.types().len(),
                    schema.commands().len(),
                    schema.events().len(),
                );
                writeln!(
                    out,
                    "{file}: {commands} commands, {events} events, {types} types"
                )?;
            }
            Err(errors) => {
                writeln!(out, "{errors}")?;
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}
