//! Prints the reply to `query-qmp-schema` of a QEMU with this schema: `introspect FILE [-D CONFIG_X…]`.
//!
//! Only the given symbols are defined. Types have their names from the schema. The example `schema-from-peer` is the way
//! back: it makes a schema from the reply of a running program.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use qapi_parser::{Config, load};

fn main() -> io::Result<ExitCode> {
    match run() {
        // The reader of the output has closed the pipe, as in `| head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        result => result,
    }
}

fn run() -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let Some((file, config)) = arguments(env::args().skip(1)) else {
        writeln!(out, "usage: introspect FILE [-D CONFIG_X...]")?;
        return Ok(ExitCode::from(2));
    };
    let schema = match load(file) {
        Ok(schema) => schema,
        Err(errors) => {
            writeln!(out, "{errors}")?;
            return Ok(ExitCode::FAILURE);
        }
    };
    for (index, info) in schema.introspect(&config.close()).iter().enumerate() {
        let separator = if index == 0 { "[" } else { "," };
        write!(out, "{separator}\n  {info}")?;
    }
    writeln!(out, "\n]")?;
    Ok(ExitCode::SUCCESS)
}

/// File, and symbols of `-D SYMBOL` or `-DSYMBOL`.
fn arguments(arguments: impl Iterator<Item = String>) -> Option<(String, Config)> {
    let (mut file, mut config, mut defines) = (None, Config::new(), false);
    for argument in arguments {
        match argument.strip_prefix("-D") {
            Some("") => defines = true,
            Some(symbol) => config = config.define(symbol),
            None if defines => config = config.define(argument),
            None if file.is_none() => file = Some(argument),
            None => return None,
        }
    }
    file.map(|file| (file, config))
}
