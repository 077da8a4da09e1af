//! Loader: all steps from a file to a schema.

use std::path::Path;

use crate::error::{Diagnostics, Errors};
use crate::files::{Disk, Files, Memory};
use crate::load::load_files;
use crate::resolve::resolve;
use crate::schema::Schema;

/// Reads a schema: the file at `path` and all files that it includes.
///
/// A broken documentation rule is a [warning](Schema::warnings). A [`Loader`] can turn warnings into errors, and can
/// read files from other sources than the file system.
///
/// # Errors
/// All mistakes in the schema, each with its span.
///
/// ```no_run
/// let schema = qapi_parser::load("qapi/qapi-schema.json")?;
/// for (_, command) in schema.commands() {
///     println!("{}", command.name);
/// }
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
pub fn load(path: impl AsRef<Path>) -> Result<Schema, Errors> {
    Loader::new().load(path)
}

/// Reads a schema from a text that includes no files. Errors show `name` as the file name.
///
/// # Errors
/// All mistakes in the schema, each with its span.
///
/// ```
/// let schema = qapi_parser::parse_str("colour.json", "{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }")?;
/// assert!(schema.find("Colour").is_some());
///
/// let errors = qapi_parser::parse_str("colour.json", "{ 'enum': 'Colour' 'data': [] }").unwrap_err();
/// assert!(errors.to_string().starts_with("colour.json:1:20: "));
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
pub fn parse_str(name: &str, text: &str) -> Result<Schema, Errors> {
    Loader::new()
        .files(Memory::from_iter([(name, text)]))
        .load(name)
}

/// Reader of schemas, with options.
///
/// ```
/// use qapi_parser::{Loader, Memory};
///
/// let files = Memory::from_iter([("main.json", "##\n#No space after the hash sign.\n##\n")]);
/// let loader = Loader::new().files(files);
/// assert_eq!(loader.load("main.json")?.warnings().len(), 1);
/// assert!(loader.strict(true).load("main.json").is_err());
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Loader<F = Disk> {
    files: F,
    strict: bool,
}

impl Loader {
    /// Creates a loader that reads from the file system and is not strict.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<F: Files> Loader<F> {
    /// Makes the loader strict or not. A strict loader refuses the same schemas as the generator of QEMU 10.2: broken
    /// documentation rules are errors, and pragma names from before QEMU 6.0 are unknown.
    pub fn strict(self, strict: bool) -> Self {
        Self { strict, ..self }
    }

    /// Sets the source of files.
    pub fn files<G: Files>(self, files: G) -> Loader<G> {
        Loader {
            files,
            strict: self.strict,
        }
    }

    /// Reads a schema: the file at `path` and all files that it includes. Errors show the main file as `path`, and
    /// other files relative to the same folder.
    ///
    /// # Errors
    /// All mistakes in the schema, each with its span.
    pub fn load(&self, path: impl AsRef<Path>) -> Result<Schema, Errors> {
        let mut diagnostics = Diagnostics::default();
        let files = &self.files;
        let mut tree = load_files(path.as_ref(), files, self.strict, &mut diagnostics);
        let pragmas = std::mem::take(&mut tree.pragmas);
        diagnostics.apply_exceptions(|pragma, name| pragmas.exempts(pragma, name));
        let schema = resolve(tree, &pragmas, &mut diagnostics);
        let (errors, warnings) = diagnostics.into_errors_and_warnings(self.strict);
        if errors.is_empty() {
            Ok(Schema { warnings, ..schema })
        } else {
            Err(Errors::new(errors, schema.sources))
        }
    }
}
