//! Checks schemas: `schema-check [--strict] [--warnings] FILE...`.
//!
//! Prints every error of each file with its place. A break of a documentation rule is a warning; the program counts the
//! warnings by kind.
//!
//! - `--warnings` lists every warning with its place.
//! - `--strict` makes warnings errors, as QEMU's own generator does.
//! - `--help` prints the usage.
//!
//! The exit status is 0 if all files are schemas, 1 if one is not, and 2 for wrong arguments.

use std::collections::BTreeMap;
use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

use qapi_parser::{Error, ErrorKind, Loader, Schema};

const USAGE: &str = "\
usage: schema-check [--strict] [--warnings] FILE...

Checks QAPI schemas. Warnings are about documentation only and are counted by kind.

  --strict    makes warnings errors, as QEMU's own generator does
  --warnings  lists every warning with its place
  --help      prints this text
";

fn main() -> io::Result<ExitCode> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match check(&arguments, &mut io::stdout().lock()) {
        // The reader of the output has closed the pipe, as in `schema-check FILE | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        result => result.map(ExitCode::from),
    }
}

/// Runs the program. Returns its exit status.
pub(crate) fn check(arguments: &[String], out: &mut impl Write) -> io::Result<u8> {
    let (flags, files): (Vec<_>, Vec<_>) =
        arguments.iter().partition(|word| word.starts_with("--"));
    let given = |flag: &str| flags.iter().any(|given| *given == flag);
    if given("--help") {
        write!(out, "{USAGE}")?;
        return Ok(0);
    }
    let known = |flag: &&String| ["--strict", "--warnings"].contains(&flag.as_str());
    if files.is_empty() || !flags.iter().all(known) {
        write!(out, "{USAGE}")?;
        return Ok(2);
    }
    let loader = Loader::new().strict(given("--strict"));
    let mut status = 0;
    for file in files {
        match loader.load(file) {
            Ok(schema) => report(file, &schema, given("--warnings"), out)?,
            Err(errors) => {
                writeln!(out, "{errors}")?;
                status = 1;
            }
        }
    }
    Ok(status)
}

/// Prints what a schema defines, and its warnings.
fn report(file: &str, schema: &Schema, list: bool, out: &mut impl Write) -> io::Result<()> {
    if list {
        for warning in schema.warnings() {
            writeln!(out, "warning: {}", warning.render(schema.sources()))?;
        }
    }
    let (commands, events, types) = (schema.commands(), schema.events(), schema.types());
    let (commands, events, types) = (commands.len(), events.len(), types.len());
    writeln!(
        out,
        "{file}: {commands} commands, {events} events, {types} types"
    )?;
    if schema.warnings().is_empty() {
        return Ok(());
    }
    let hint = if list { "" } else { "; --warnings lists them" };
    writeln!(out, "{} warnings{hint}", schema.warnings().len())?;
    for (kind, count) in counts(schema.warnings()) {
        writeln!(out, "{count:>7} {kind}")?;
    }
    Ok(())
}

/// The kinds of warning, the most frequent first.
fn counts(warnings: &[Error]) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    for warning in warnings {
        let kind = match &warning.kind {
            ErrorKind::Documentation(error) => error.summary().to_owned(),
            other => other.to_string(),
        };
        *counts.entry(kind).or_insert(0) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
