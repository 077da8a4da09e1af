//! The notes on stock definitions: complete, and in the words of this project.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use qapi_parser::{Definition, Schema};
use qapi_tests::{qemu_trees, schema_folder, skip};

/// Length of a run of words that must not be in QEMU's text.
const RUN: usize = 6;

struct Note {
    /// Path of the schema file, relative to the folder of the notes.
    file: String,
    name: String,
    text: String,
}

/// Folder of the notes.
fn folder_of_schemas() -> PathBuf {
    let stock = fs::canonicalize(schema_folder()).expect("the project has schemas");
    stock.parent().expect("a folder above").to_owned()
}

fn read_notes() -> Vec<Note> {
    let path = folder_of_schemas().join("notes.md");
    let text = fs::read_to_string(path).expect("the project has notes");
    let sections = text.split("\n## ").skip(1);
    let notes = sections.flat_map(|section| {
        let (file, notes) = section.split_once('\n').expect("a heading has a line");
        notes.split("\n### ").skip(1).map(|note| {
            let (name, text) = note.split_once('\n').expect("a heading has a line");
            Note {
                file: file.to_owned(),
                name: name.to_owned(),
                text: text.to_owned(),
            }
        })
    });
    notes.collect()
}

fn stock_schemas() -> Vec<Schema> {
    let main_files = ["qapi", "qga", "storage-daemon/qapi"];
    let load = |folder: &str| {
        let path = schema_folder().join(folder).join("qapi-schema.json");
        qapi_parser::load(&path).unwrap_or_else(|errors| panic!("{errors}"))
    };
    main_files.map(load).into()
}

/// File of each definition of a schema, as the notes name the file, and whether the definition is a command or event.
fn definitions(schema: &Schema) -> HashMap<&str, (String, bool)> {
    let all = schema.modules().flat_map(|(_, module)| &module.definitions);
    let all = all.map(|definition| match *definition {
        Definition::Type(id) => (&*schema[id].name, schema[id].span, false),
        Definition::Command(id) => (&*schema[id].name, schema[id].span, true),
        Definition::Event(id) => (&*schema[id].name, schema[id].span, true),
    });
    let folder = folder_of_schemas();
    let all = all.filter_map(|(name, span, called)| {
        let place = schema.sources().locate(span)?;
        let file = fs::canonicalize(place.file).expect("the file was read");
        let file = file.strip_prefix(&folder).ok()?.display();
        Some((name, (file.to_string(), called)))
    });
    all.collect()
}

#[test]
fn each_command_and_event_has_a_note_and_no_note_names_anything_else() {
    let notes = read_notes();
    let noted: HashSet<(&str, &str)> = notes.iter().map(|n| (&*n.file, &*n.name)).collect();
    assert_eq!(noted.len(), notes.len(), "a definition has two notes");
    let schemas = stock_schemas();
    let mut known = HashSet::new();
    for (name, (file, called)) in schemas.iter().flat_map(definitions) {
        let has_note = noted.contains(&(&*file, name));
        assert!(has_note || !called, "{file}: `{name}` has no note");
        known.insert((file, name));
    }
    for (file, name) in noted {
        let is_known = known.contains(&(file.to_owned(), name));
        assert!(is_known, "{file} does not define `{name}`");
    }
}

/// Notes become the first lines of documentation.
#[test]
fn notes_start_with_a_short_sentence() {
    for Note { name, text, .. } in read_notes() {
        let first = text.trim_start().split("\n\n").next().unwrap_or_default();
        assert!(first.trim_end().ends_with('.'), "{name}: {first}");
        assert!(!first.contains(". "), "{name}: {first}");
        assert!(first.len() <= 140, "{name}: {first}");
    }
}

/// Words of a text, without punctuation and in lower case.
fn words(text: &str) -> Vec<String> {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    text.split(|c| !word(c))
        .map(|text| text.trim_matches(['-', '_']).to_ascii_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Comments of a schema file. A line that is no comment ends a text.
fn comments(schema: &str) -> Vec<String> {
    let mut texts = vec![String::new()];
    for line in schema.lines().map(str::trim_start) {
        match (line.strip_prefix('#'), texts.last_mut()) {
            (Some(text), Some(last)) => {
                last.push_str(text);
                last.push('\n');
            }
            _ => texts.push(String::new()),
        }
    }
    texts
}

fn schema_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).expect("the folder is readable");
    for path in entries.map(|entry| entry.expect("the entry is readable").path()) {
        if path.is_dir() {
            schema_files(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            found.push(path);
        }
    }
}

/// All runs of words in the documentation of QEMU's schemas, of all releases.
fn qemu_runs(trees: &Path) -> HashSet<Vec<String>> {
    let mut files = Vec::new();
    for release in ["7.2.0", "10.0.13", "10.2.2"] {
        for folder in ["qapi", "qga", "storage-daemon"] {
            schema_files(&trees.join(release).join(folder), &mut files);
        }
    }
    let mut runs = HashSet::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("the schema is readable");
        for text in comments(&text) {
            runs.extend(words(&text).windows(RUN).map(<[String]>::to_vec));
        }
    }
    runs
}

/// Names of definitions, members and values. A list of names may be the same everywhere.
fn names() -> HashSet<String> {
    let mut names = HashSet::new();
    for schema in stock_schemas() {
        names.extend(definitions(&schema).keys().flat_map(|name| words(name)));
        for (id, ty) in schema.types() {
            names.extend(schema.members(id).iter().flat_map(|m| words(&m.name)));
            if let qapi_parser::TypeKind::Enum(e) = &ty.kind {
                names.extend(e.values.iter().flat_map(|value| words(&value.name)));
            }
        }
    }
    names
}

/// Runs of words in `text` that are also in QEMU's text and do not consist of names.
fn repeated(text: &str, qemu: &HashSet<Vec<String>>, names: &HashSet<String>) -> Vec<String> {
    let words = words(text);
    let runs = words.windows(RUN);
    runs.filter(|run| qemu.contains(*run) && !run.iter().all(|word| names.contains(word)))
        .map(|run| run.join(" "))
        .collect()
}

#[test]
fn notes_do_not_repeat_the_text_of_qemu() {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schemas are not here");
    };
    let (qemu, names) = (qemu_runs(&trees), names());
    assert!(qemu.len() > 50_000, "{} runs", qemu.len());
    let found: Vec<String> = read_notes()
        .iter()
        .flat_map(|note| {
            let found = repeated(&note.text, &qemu, &names);
            found.into_iter().map(|run| format!("{}: {run}", note.name))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// The check finds a sentence of QEMU in a note, over line ends and punctuation.
#[test]
fn a_repeated_sentence_is_found() {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schemas are not here");
    };
    let path = trees.join("10.2.2/qapi/run-state.json");
    let text = fs::read_to_string(path).expect("the schema is readable");
    let comments = comments(&text);
    let longest = comments.iter().max_by_key(|text| text.len());
    let copied = words(longest.expect("the schema has comments"));
    let copied = copied[copied.len() / 2..][..2 * RUN].join(",\n");
    assert!(!repeated(&copied, &qemu_runs(&trees), &names()).is_empty());
}
