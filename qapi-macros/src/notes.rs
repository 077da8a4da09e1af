//! The option `notes`: a file of texts about the definitions of a schema.
//!
//! A heading `## path` names a schema file, relative to the folder of the notes. A heading `### name` names a
//! definition in this file; the lines below are the note. The notes of schema files that the schema does not include
//! are skipped, so that several schemas can have one file of notes.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use qapi_parser::{Definition, Schema, Span};
use syn::LitStr;

use crate::suggest::did_you_mean;

/// Notes by the name of the definition. Names of types, commands and events are unique in a schema.
pub(crate) type Notes = HashMap<String, String>;

/// Heading of a definition, with the lines below the heading.
struct Note<'t> {
    line: usize,
    file: &'t str,
    name: &'t str,
    text: String,
}

/// Mistake in a line of the notes.
type Mistake = (usize, String);

/// Reads the notes on the definitions of a schema. `root` is the folder that the path in the option is relative to.
pub(crate) fn read_notes(schema: &Schema, option: &LitStr, root: &Path) -> syn::Result<Notes> {
    let path = option.value();
    let error = |message: String| syn::Error::new(option.span(), message);
    let text =
        fs::read_to_string(root.join(&path)).map_err(|cause| error(read_error(&path, &cause)))?;
    let folder = Path::new(&path).parent().unwrap_or(Path::new(""));
    let exists = |file: &Path| root.join(file).is_file();
    let (notes, mistakes) = notes_of(schema, &text, folder, &exists);
    let errors = mistakes
        .into_iter()
        .map(|(line, message)| error(format!("{path}:{line}: {message}")));
    let errors = errors.reduce(|mut all, next| {
        all.combine(next);
        all
    });
    errors.map_or(Ok(notes), Err)
}

fn read_error(path: &str, cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => format!(
            "cannot find the notes `{path}`: paths are relative to the folder of this crate's Cargo.toml"
        ),
        _ => format!("cannot read the notes `{path}`: {cause}"),
    }
}

/// Finds the notes on the definitions of a schema, and all mistakes.
fn notes_of(
    schema: &Schema,
    text: &str,
    folder: &Path,
    exists: &dyn Fn(&Path) -> bool,
) -> (Notes, Vec<Mistake>) {
    let (parsed, mut mistakes) = parse(text);
    let files = definitions(schema);
    let mut notes = Notes::new();
    for note in parsed {
        let file = folder.join(note.file);
        match files.get(&normal(&file)) {
            None if exists(&file) => {}
            None => mistakes.push((
                note.line,
                format!(
                    "cannot find the schema file `{}`: the path is relative to the folder of the notes",
                    note.file
                ),
            )),
            Some(names) => match check(&note, names, &notes) {
                Ok(()) => _ = notes.insert(note.name.to_owned(), note.text),
                Err(message) => mistakes.push((note.line, message)),
            },
        }
    }
    mistakes.sort();
    (notes, mistakes)
}

fn check(note: &Note<'_>, names: &[&str], known: &Notes) -> Result<(), String> {
    let Note { name, file, .. } = note;
    if !names.contains(name) {
        let help = did_you_mean(name, names.iter().copied());
        let help = help.map(|help| format!("; {help}")).unwrap_or_default();
        return Err(format!("`{file}` has no definition `{name}`{help}"));
    }
    if note.text.is_empty() {
        return Err(format!("the note on `{name}` is empty"));
    }
    if known.contains_key(*name) {
        return Err(format!("`{name}` has two notes"));
    }
    Ok(())
}

/// Splits the text into notes. Lines before the first note of a schema file are ignored.
fn parse(text: &str) -> (Vec<Note<'_>>, Vec<Mistake>) {
    let (mut notes, mut mistakes) = (Vec::<Note<'_>>::new(), Vec::new());
    let (mut file, mut in_note) = (None, false);
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if let Some(heading) = line.strip_prefix("## ") {
            (file, in_note) = (Some(heading.trim()), false);
        } else if let Some(heading) = line.strip_prefix("### ") {
            let name = heading.trim();
            in_note = file.is_some();
            match file {
                Some(file) => notes.push(Note {
                    line: number,
                    file,
                    name,
                    text: String::new(),
                }),
                None => mistakes.push((
                    number,
                    format!(
                        "the note on `{name}` stands before the first `## path of a schema file`"
                    ),
                )),
            }
        } else if in_note && let Some(note) = notes.last_mut() {
            note.text.push_str(line);
            note.text.push('\n');
        }
    }
    for note in &mut notes {
        note.text = note.text.trim().to_owned();
    }
    (notes, mistakes)
}

/// Names of the definitions in each schema file.
fn definitions(schema: &Schema) -> HashMap<PathBuf, Vec<&str>> {
    let mut files = HashMap::<PathBuf, Vec<&str>>::new();
    let definitions = schema.modules().flat_map(|(_, module)| &module.definitions);
    for (name, span) in definitions.map(|id| name_and_span(schema, id)) {
        if let Some(place) = schema.sources().locate(span) {
            let names = files.entry(normal(Path::new(place.file))).or_default();
            names.push(name);
        }
    }
    files
}

fn name_and_span<'s>(schema: &'s Schema, definition: &Definition) -> (&'s str, Span) {
    match *definition {
        Definition::Type(id) => (&schema[id].name, schema[id].span),
        Definition::Command(id) => (&schema[id].name, schema[id].span),
        Definition::Event(id) => (&schema[id].name, schema[id].span),
    }
}

/// Path without `.` and without `folder/..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        let inside = matches!(normal.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if inside => _ = normal.pop(),
            part => normal.push(part),
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use qapi_parser::{Loader, Memory};

    use super::*;

    /// Reads notes in the folder `own` on the schema `own/main.json`, which includes `shared/more.json`.
    fn read(notes: &str) -> Result<Vec<(String, String)>, Vec<Mistake>> {
        let files = [
            (
                "own/main.json",
                "{ 'include': '../shared/more.json' }\n{ 'command': 'stop' }\n{ 'event': 'STOP' }",
            ),
            (
                "shared/more.json",
                "{ 'struct': 'Reason', 'data': { 'text': 'str' } }",
            ),
        ];
        let schema = Loader::new()
            .files(files.into_iter().collect::<Memory>())
            .load("own/main.json")
            .expect("the schema is right");
        let exists = |file: &Path| file == Path::new("own/other.json");
        let (notes, mistakes) = notes_of(&schema, notes, Path::new("own"), &exists);
        let mut notes: Vec<_> = notes.into_iter().collect();
        notes.sort();
        if mistakes.is_empty() {
            Ok(notes)
        } else {
            Err(mistakes)
        }
    }

    #[test]
    fn notes_are_found_by_file_and_name() {
        let text = "# Title\n\nFor people.\n\n## main.json\n\nAbout the file.\n\n### stop\nStops.\nNow.\n\n### STOP\n\
                    Has stopped.\n\n## other.json\n\n### unknown\nOf another schema.\n\n## ../shared/more.json\n\n\
                    ### Reason\nWhy.\n\nIn short.\n";
        let expected = [
            ("Reason", "Why.\n\nIn short."),
            ("STOP", "Has stopped."),
            ("stop", "Stops.\nNow."),
        ];
        let expected = expected.map(|(name, text)| (name.to_owned(), text.to_owned()));
        assert_eq!(read(text), Ok(expected.to_vec()));
    }

    #[test]
    fn mistakes_have_their_line() {
        for (text, line, expected) in [
            (
                "## main.json\n### stopp\nStops.",
                2,
                "`main.json` has no definition `stopp`; did you mean `stop`?",
            ),
            (
                "## main.json\n### Reason\nWhy.",
                2,
                "`main.json` has no definition `Reason`",
            ),
            (
                "## mian.json\n### stop\nStops.",
                2,
                "cannot find the schema file `mian.json`: the path is relative to the folder of the notes",
            ),
            (
                "## main.json\n### stop\n\n### STOP\nx",
                2,
                "the note on `stop` is empty",
            ),
            (
                "## main.json\n### stop\nx\n### stop\ny",
                4,
                "`stop` has two notes",
            ),
            (
                "### stop\nStops.",
                1,
                "the note on `stop` stands before the first `## path of a schema file`",
            ),
        ] {
            assert_eq!(read(text), Err(vec![(line, expected.to_owned())]), "{text}");
        }
    }
}
