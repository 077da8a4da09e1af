//! QEMU's schemas of several releases: the parser reads them, and printing keeps their interface.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use qapi_parser::{Definition, Loader, Memory, Schema, extend, print};
use qapi_tests::{qemu_trees, skip};

use crate::dump::Dump;

/// Main files of a release: monitor, guest agent, storage daemon.
fn main_files(release: &Path) -> [PathBuf; 3] {
    ["qapi", "qga", "storage-daemon/qapi"]
        .map(|folder| release.join(folder).join("qapi-schema.json"))
}

#[test]
fn all_schemas_of_three_releases_are_read() {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schemas are not here");
    };
    for (release, strict) in [
        ("7.2.0", false),
        ("10.0.13", false),
        ("10.2.2", false),
        ("10.2.2", true),
    ] {
        for path in main_files(&trees.join(release)) {
            let schema = Loader::new().strict(strict).load(&path);
            let schema = schema.unwrap_or_else(|errors| panic!("{}:\n{errors}", path.display()));
            assert!(schema.commands().len() > 40, "{}", path.display());
            assert_eq!(
                schema.warnings().is_empty(),
                release == "10.2.2",
                "{}",
                path.display()
            );
        }
    }
}

#[test]
fn an_older_release_breaks_documentation_rules_only() {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schemas are not here");
    };
    for path in main_files(&trees.join("7.2.0")) {
        let schema = Loader::new()
            .load(&path)
            .expect("a loader that is not strict accepts the schema");
        let errors = Loader::new()
            .strict(true)
            .load(&path)
            .expect_err("a strict loader refuses the schema");
        assert!(errors.iter().all(|error| error.is_documentation()));
        assert_eq!(errors.iter().len(), schema.warnings().len());
    }
}

/// Prints a schema and reads the text with a strict loader.
fn reread(schema: &Schema) -> Schema {
    // A module can be two folders above the main module.
    let printed = print(schema);
    let files = printed
        .iter()
        .map(|(id, text)| (format!("a/b/{}", schema[*id].name), text.as_str()));
    let main = schema
        .modules()
        .next()
        .map(|(_, module)| format!("a/b/{}", module.name));
    let read = Loader::new()
        .strict(true)
        .files(files.collect::<Memory>())
        .load(main.expect("a main module"));
    read.unwrap_or_else(|errors| panic!("{errors}"))
}

/// Versions of all definitions and their members.
fn since(schema: &Schema) -> Vec<String> {
    let definitions = schema.modules().flat_map(|(_, module)| &module.definitions);
    let lines = definitions.filter_map(|definition| {
        let (name, doc) = match *definition {
            Definition::Type(id) => (&schema[id].name, schema[id].doc.as_ref()),
            Definition::Command(id) => (&schema[id].name, schema[id].doc.as_ref()),
            Definition::Event(id) => (&schema[id].name, schema[id].doc.as_ref()),
        };
        let items = doc?.members.iter().chain(&doc?.features);
        let members = items.filter_map(|item| Some(format!("{} {}", item.name, item.since()?)));
        let members = members.collect::<Vec<_>>().join(", ");
        let version = doc?.version();
        (version.is_some() || !members.is_empty()).then(|| format!("{name} {version:?}: {members}"))
    });
    lines.collect()
}

#[test]
fn a_printed_schema_reads_back_to_the_same_schema() {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schemas are not here");
    };
    for release in ["7.2.0", "10.0.13", "10.2.2"] {
        for path in main_files(&trees.join(release)) {
            let schema = Loader::new().load(&path).expect("a real schema is read");
            let again = reread(&schema);
            let (wanted, given) = (Dump::of(&schema), Dump::of(&again));
            assert_eq!(wanted.arrays, given.arrays, "{}", path.display());
            for (wanted, given) in wanted.blocks.iter().zip(&given.blocks) {
                assert_eq!(wanted, given, "{}", path.display());
            }
            assert_eq!(
                wanted.blocks.len(),
                given.blocks.len(),
                "{}",
                path.display()
            );
            assert_eq!(since(&schema), since(&again), "{}", path.display());
            assert_eq!(print(&schema), print(&again), "{}", path.display());
        }
    }
}

/// Release from which `extend-schema` added facts to the schemas of QEMU 10.2.2.
const NEWEST: &str = "11.1";

/// Definitions of a schema, as text. The releases after 10.2 count as one.
fn definitions(schema: &Schema) -> BTreeSet<String> {
    let modules = print(schema);
    let text: Vec<String> = modules.into_iter().map(|(_, text)| text).collect();
    let text = text.join("\n").replace("ince 11.0", "ince 11.1");
    let text = text.replace("ince: 11.0", "ince: 11.1");
    let blocks = text.split("\n\n").map(|block| block.trim().to_owned());
    blocks
        .filter(|block| !block.starts_with("{ 'pragma'") && !block.starts_with("{ 'include'"))
        .collect()
}

#[test]
fn the_stock_schemas_are_those_of_qemu_with_the_additions_of_newer_releases() {
    let Some(trees) = qemu_trees() else {
        return skip("QEMU's schemas are not here");
    };
    let committed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas/qemu");
    for (ours, theirs) in main_files(&committed)
        .iter()
        .zip(main_files(&trees.join("10.2.2")))
    {
        let ours = Loader::new()
            .strict(true)
            .load(ours)
            .expect("a committed schema is read");
        let theirs = Loader::new().load(theirs).expect("a real schema is read");
        let both = extend(&theirs, &ours, NEWEST).expect("both schemas fit");
        assert_eq!(both.conflicts, [""; 0]);
        let (wanted, given) = (definitions(&both.schema), definitions(&ours));
        let different: Vec<_> = wanted.symmetric_difference(&given).collect();
        assert!(
            different.is_empty(),
            "the stock schemas are out of date: run refresh-schemas and extend-schema: {different:#?}"
        );
    }
}

#[test]
fn the_sample_schemas_have_no_warnings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let entries = fs::read_dir(folder).expect("the folder of the schemas");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    for path in paths.filter(|path| path.extension().is_some_and(|end| end == "json")) {
        let schema = Loader::new().strict(true).load(path);
        let schema = schema.unwrap_or_else(|errors| panic!("{errors}"));
        assert_eq!(Dump::of(&schema).blocks, Dump::of(&reread(&schema)).blocks);
    }
}
