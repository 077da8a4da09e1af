//! All steps from an answer to a schema.

use crate::check::check_introspection;
use crate::error::{Diagnostics, Errors, Note, PragmaName, ReadError};
use crate::files::Memory;
use crate::introspected::answer::Answer;
use crate::introspected::build::build;
use crate::introspected::names::Names;
use crate::introspected::pairs::Pairs;
use crate::loader::Loader;
use crate::print::print;
use crate::schema::{Pragma, Schema, SchemaInfo};
use crate::source::{SourceMap, Span};

/// Makes the schema of a program from the JSON text of its reply to `query-qmp-schema`: the array of elements, or the
/// whole reply with the array as `return`. Errors show `name` as the file name.
///
/// [`print`](fn@print) turns the schema into a schema file. Its only module is `introspected.json`.
///
/// QEMU sends numbers in place of the names of types. A `reference` gives the names: the schema of a similar release.
/// Where commands and events of the same name use similar types in the same places, a type gets its name from the
/// reference. Other types are named after their first use: `QueryVendorStatusResult`, `BlockInfoVendorState`. The same
/// answer and reference always give the same names.
///
/// An answer lacks some facts of a schema. They are taken from the reference as well, for commands and types that it
/// has:
///
/// - The width of an integer: an answer has only `int`. Without a reference, integers are `int`, which is 64 bits and
///   signed.
/// - The flags `gen`, `success-response`, `allow-preconfig`, `coroutine` and `boxed`.
/// - Bases: an answer lists all members in each type.
/// - The names of the branches of alternates, which are not on the wire.
/// - The release that added a name (`Since:`).
///
/// Conditions (`if`) are already decided in an answer. Types that no command or event uses are left out.
///
/// # Errors
/// The text is not an answer, or the answer breaks a rule of the schema language. Errors about the first have a span in
/// the answer. Errors about the second, such as a union that contains itself, can have a span in the printed schema.
///
/// ```
/// let answer = r#"[
///     { "name": "query-fan", "meta-type": "command", "arg-type": "0", "ret-type": "1" },
///     { "name": "0", "meta-type": "object", "members": [] },
///     { "name": "1", "meta-type": "object", "members": [
///         { "name": "speed", "type": "int" }, { "name": "mode", "type": "2", "default": null } ] },
///     { "name": "2", "meta-type": "enum", "members": [ { "name": "low" }, { "name": "high" } ] },
///     { "name": "int", "meta-type": "builtin", "json-type": "int" }
/// ]"#;
/// let schema = qapi_parser::from_introspection("fan", answer, None)?;
/// assert!(schema.find_type("QueryFanResultMode").is_some());
///
/// let reference = qapi_parser::parse_str("old", "
///     { 'struct': 'FanInfo', 'data': { 'speed': 'uint32' } }
///     { 'command': 'query-fan', 'returns': 'FanInfo' }
/// ")?;
/// let schema = qapi_parser::from_introspection("fan", answer, Some(&reference))?;
/// let (_, text) = qapi_parser::print(&schema).remove(0);
/// assert!(text.contains("\
/// { 'struct': 'FanInfo',
///   'data': {
///     'speed': 'uint32',
///     '*mode': 'FanInfoMode' } }
/// "));
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
pub fn from_introspection(
    name: &str,
    answer: &str,
    reference: Option<&Schema>,
) -> Result<Schema, Errors> {
    let mut answer = Answer::new(read(name, answer)?);
    let pairs = Pairs::find(&mut answer, reference);
    let names = Names::assign(&answer, &pairs);
    parse_with_exceptions(build(&answer, &pairs, &names, FILE))
}

/// Prints a schema and parses the text, after adding the exceptions from the naming rules that the schema needs.
pub(super) fn parse_with_exceptions(mut schema: Schema) -> Result<Schema, Errors> {
    let exceptions = needed_exceptions(&schema);
    schema.modules[0].pragmas.extend(exceptions);
    parse_printed(&schema)
}

/// Reads the elements of an answer.
fn read(name: &str, answer: &str) -> Result<Vec<SchemaInfo>, Errors> {
    let mut diagnostics = Diagnostics::default();
    let mut sources = SourceMap::default();
    let mut infos = Vec::new();
    match sources.next_offset(answer.len()) {
        Some(base) => {
            infos = check_introspection(answer, base, &mut diagnostics);
            sources.add(base, name.to_owned(), name.into(), answer.to_owned(), None);
        }
        None => diagnostics.report(
            ReadError::TooLarge {
                path: name.to_owned(),
            },
            Span::BUILTIN,
        ),
    }
    // Names that need an exception are valid: the printed schema grants the exceptions.
    diagnostics.apply_exceptions(|_, _| true);
    let (errors, _) = diagnostics.into_errors_and_warnings(false);
    match errors.is_empty() {
        true => Ok(infos),
        false => Err(Errors::new(errors, sources)),
    }
}

/// File name of the printed schema.
const FILE: &str = "introspected.json";

/// Prints a schema, and parses the text.
fn parse_printed(schema: &Schema) -> Result<Schema, Errors> {
    let files = print(schema).into_iter();
    let files = files.map(|(module, text)| (&*schema[module].name, text));
    let files: Memory = files.collect();
    Loader::new().files(files).load(&schema.modules[0].name)
}

/// Exceptions from the naming rules that a schema needs. Real schemas break rules that are younger than their names.
fn needed_exceptions(schema: &Schema) -> Vec<Pragma> {
    let Err(errors) = parse_printed(schema) else {
        return Vec::new();
    };
    let notes = errors.iter().flat_map(|error| &error.notes);
    let mut exceptions: Vec<(PragmaName, String)> = notes
        .filter_map(|note| match note {
            Note::Exception { pragma, name } => Some((*pragma, name.clone())),
            _ => None,
        })
        .collect();
    exceptions.sort_unstable();
    exceptions.dedup();
    exceptions
        .chunk_by(|one, next| one.0 == next.0)
        .map(|chunk| {
            let names = chunk.iter().map(|(_, name)| name.clone()).collect();
            Pragma::Exceptions(chunk[0].0, names)
        })
        .collect()
}
