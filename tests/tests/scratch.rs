//! Expansions in crates outside of the workspace: rebuilds when an included file changes, editions, renamed dependencies,
//! libraries, binaries and tests, names of the prelude that are taken, docs.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use qapi_parser::{from_introspection, print};
use qapi_tests::{QemuBuilder, RawQmp, Release, qemu_schema};

/// A crate in a temporary folder that depends on the client without its transports.
struct Scratch(tempfile::TempDir);

impl Scratch {
    /// Crates need different names: they share a target folder, and executables of one name overwrite each other.
    fn new(name: &str, edition: &str, dependency: &str, files: &[(&str, &str)]) -> Self {
        let scratch = Self(tempfile::tempdir().expect("a temporary folder can be made"));
        let root = workspace();
        let client = root.join("qapi-client");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"{edition}\"\n\n[features]\n\
             HEATED = []\ndefault = [\"HEATED\"]\n\n[dependencies]\n{dependency} = {{ path = {client:?}, \
             package = \"qapi-client\", default-features = false }}\n\n[workspace]\n"
        );
        scratch.write("Cargo.toml", &manifest);
        fs::copy(root.join("Cargo.lock"), scratch.path("Cargo.lock")).expect("the folder is ours");
        for (name, text) in files {
            scratch.write(name, text);
        }
        scratch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("it is in the folder"))
            .expect("the folder is ours");
        fs::write(path, text).expect("the folder is ours");
    }

    fn cargo(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("cargo runs")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .arg("--offline")
            .current_dir(self.0.path());
        command
            .env("CARGO_TARGET_DIR", target())
            .env_remove("RUSTFLAGS");
        command
    }

    /// Runs cargo and gives its output; a failure ends the test.
    fn succeed(&self, arguments: &[&str]) -> (String, String) {
        let output = self.cargo(arguments);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{arguments:?}: {complained}{said}");
        (said, complained)
    }
}

fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("a member's folder").to_owned()
}

/// Target folder of all scratch crates.
fn target() -> PathBuf {
    let executable = std::env::current_exe().expect("this test is a file");
    let target = executable.ancestors().nth(3).expect("target/debug/deps");
    target.join("scratch")
}

#[test]
fn an_edit_two_includes_down_rebuilds_and_nothing_else_does() {
    let scratch = Scratch::new(
        "rebuilt",
        "2024",
        "qapi-client",
        &[
            ("schema/main.json", "{ 'include': 'middle/middle.json' }"),
            ("schema/middle/middle.json", "{ 'include': '../deep.json' }"),
            (
                "schema/deep.json",
                "{ 'enum': 'Colour', 'data': [ 'red' ] }",
            ),
            (
                "src/main.rs",
                "mod own { qapi_client::qapi_schema!(\"schema/main.json\"); }\n\
                 fn main() { println!(\"{:?}\", own::Colour::ALL); }\n",
            ),
        ],
    );
    let (said, _) = scratch.succeed(&["run"]);
    assert_eq!(said, "[Colour \"red\"]\n");
    let (_, complained) = scratch.succeed(&["build", "--verbose"]);
    assert!(
        complained.contains("Fresh rebuilt"),
        "nothing was touched: {complained}"
    );

    scratch.write(
        "schema/deep.json",
        "{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }",
    );
    let (said, _) = scratch.succeed(&["run"]);
    assert_eq!(said, "[Colour \"red\", Colour \"green\"]\n");
    let (_, complained) = scratch.succeed(&["build", "--verbose"]);
    assert!(
        complained.contains("Fresh rebuilt"),
        "nothing was touched: {complained}"
    );
}

#[test]
fn an_edit_in_the_notes_rebuilds() {
    let schema = "{ 'command': 'stop' }";
    let scratch = Scratch::new(
        "noted",
        "2024",
        "qapi-client",
        &[
            ("schema/main.json", schema),
            ("schema/notes.md", "## main.json\n### stop\nStops."),
            (
                "src/main.rs",
                "mod own { qapi_client::qapi_schema!(\"schema/main.json\", notes: \"schema/notes.md\"); }\n\
                 fn main() { own::commands::Stop::new(); }\n",
            ),
        ],
    );
    scratch.succeed(&["run"]);
    scratch.write("schema/notes.md", "## main.json\n### stopp\nStops.");
    let output = scratch.cargo(&["build"]);
    let said = String::from_utf8_lossy(&output.stderr);
    let expected = "schema/notes.md:2: `main.json` has no definition `stopp`; did you mean `stop`?";
    assert!(said.contains(expected), "{said}");
}

/// The variable names a folder with a schema that has the text.
#[test]
fn the_variable_of_the_option_docs_rebuilds() {
    let schema = "{ 'command': 'stop' }";
    let documented = "##\n# @stop:\n#\n# Stop it all.\n##\n{ 'command': 'stop' }";
    let scratch = Scratch::new(
        "worded",
        "2024",
        "qapi-client",
        &[
            ("schema/main.json", schema),
            ("texts/main.json", documented),
            (
                "src/lib.rs",
                "mod own { qapi_client::qapi_schema!(\"schema/main.json\", docs: \"$WORDED_DOCS/main.json\"); }\n",
            ),
        ],
    );
    let build = |docs: Option<&Path>| {
        let mut command = scratch.command(&["check"]);
        command.env("QAPI_SCHEMA_SHOW", scratch.path("shown"));
        if let Some(docs) = docs {
            command.env("WORDED_DOCS", docs);
        }
        let output = command.output().expect("cargo runs");
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let shown = || fs::read_to_string(scratch.path("shown/worded-schema__main.rs"));
    let has_text = || shown().is_ok_and(|text| text.contains("Stop it all."));
    build(None);
    assert!(shown().is_ok() && !has_text());
    build(Some(&scratch.path("texts")));
    assert!(has_text(), "the variable was set");
    fs::write(scratch.path("texts/main.json"), schema).expect("the folder is ours");
    build(Some(&scratch.path("texts")));
    assert!(!has_text(), "the other schema has changed");
    for (docs, expected) in [
        (
            scratch.path("nowhere"),
            "nowhere/main.json`: paths are relative",
        ),
        (
            PathBuf::from("texts"),
            "`WORDED_DOCS` has the relative path `texts`: set an absolute path",
        ),
    ] {
        let said = build(Some(&docs));
        assert!(said.contains(expected), "{said}");
    }
}

/// The other expansion is written by hand, since the macro would also track the file for that expansion.
#[test]
fn an_edit_in_the_schema_of_the_other_expansion_rebuilds() {
    let red = "{ 'enum': 'Colour', 'data': [ 'red' ] }";
    let scratch = Scratch::new(
        "sharing",
        "2024",
        "qapi-client",
        &[
            ("own/main.json", "{ 'include': 'colours.json' }"),
            ("own/colours.json", red),
            ("other/main.json", "{ 'include': 'colours.json' }"),
            ("other/colours.json", red),
            (
                "src/main.rs",
                "mod other { pub mod colours {\n\
                 pub struct Colour; impl Colour { pub const ALL: &'static str = \"shared\"; } } }\n\
                 mod own { qapi_client::qapi_schema!(\"own/main.json\", share: crate::other { \"other/main.json\" }); }\n\
                 fn main() { println!(\"{:?}\", own::Colour::ALL); }\n",
            ),
        ],
    );
    assert_eq!(scratch.succeed(&["run"]).0, "\"shared\"\n");
    scratch.write(
        "other/colours.json",
        "{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }",
    );
    assert_eq!(scratch.succeed(&["run"]).0, "[Colour \"red\"]\n");
}

#[test]
fn expansions_are_shown_each_in_a_file_of_its_own() {
    let one = "{ 'struct': 'One', 'data': { 'a': 'int' } }";
    let two = "{ 'struct': 'Two', 'data': { 'b': 'int' } }";
    let library = "//! Two schemas.\n/// One.\npub mod one { qapi_client::qapi_schema!(\"one/main.json\"); }\n\
                   /// Two.\npub mod two { qapi_client::qapi_schema!(\"two/main.json\"); }\n";
    let scratch = Scratch::new(
        "scratch",
        "2024",
        "qapi-client",
        &[
            ("one/main.json", one),
            ("two/main.json", two),
            ("src/lib.rs", library),
        ],
    );
    let mut check = scratch.command(&["check"]);
    check.env("QAPI_SCHEMA_SHOW", scratch.path("shown"));
    assert!(check.status().is_ok_and(|status| status.success()));
    for (file, expected) in [
        ("shown/scratch-one__main.rs", "pub struct One "),
        ("shown/scratch-two__main.rs", "pub struct Two "),
    ] {
        let text = fs::read_to_string(scratch.path(file)).unwrap_or_default();
        assert!(text.contains(expected), "{file}: {text}");
    }
}

const OF_A_PEER: &str = r#"#![deny(warnings)]
mod own { qapi_client::qapi_schema!("peer.json"); }
fn main() {
    let reply = std::env::args().nth(1).expect("a reply");
    let status: own::StatusInfo = serde_json::from_str(&reply).expect("a status");
    println!("{status:?}");
}
"#;

#[test]
fn the_answer_of_the_newest_release_becomes_bindings() {
    let Some(release) = Release::all().pop() else {
        return;
    };
    let vm = QemuBuilder::bare().release(&release).start();
    let vm = vm.expect("the release runs");
    let mut raw = RawQmp::connect(vm.socket(0)).expect("QEMU listens");
    let mut ask = |command: &str| {
        let line = raw.ask(&format!("{{\"execute\":\"{command}\"}}\n"));
        let line = line.expect("QEMU replies").to_vec();
        String::from_utf8(line).expect("QEMU speaks UTF-8")
    };
    let answer = ask("query-qmp-schema");
    let made = from_introspection("answer", &answer, Some(&qemu_schema()));
    let made = made.unwrap_or_else(|errors| panic!("{errors}"));
    let (_, schema) = print(&made).remove(0);
    let scratch = Scratch::new(
        "peer",
        "2024",
        "qapi-client",
        &[("peer.json", &schema), ("src/main.rs", OF_A_PEER)],
    );
    let manifest = fs::read_to_string(scratch.path("Cargo.toml")).expect("the file is ours");
    let json = "serde_json = \"1\"\n\n[workspace]";
    scratch.write("Cargo.toml", &manifest.replace("\n[workspace]", json));
    let reply: serde_json::Value = serde_json::from_str(&ask("query-status")).expect("JSON");
    let status = reply["return"].to_string();
    let (said, _) = scratch.succeed(&["run", "--", &status]);
    assert!(said.starts_with("StatusInfo {"), "{said}");
    assert!(said.contains("\"status\":\"prelaunch\""), "{said}");
}

const SCHEMA: &str = "\
{ 'enum': 'Mode', 'data': [ 'slow', { 'name': 'warm', 'if': 'HEATED' } ] }
{ 'struct': 'String', 'data': { 'text': 'str', '*more': 'String' } }
{ 'union': 'Options', 'base': { 'mode': 'Mode' }, 'discriminator': 'mode', 'data': { 'slow': 'String' } }
{ 'alternate': 'Ref', 'data': { 'name': 'str', 'options': 'Options' } }
{ 'command': 'use', 'data': { 'ref': 'Ref', '*list': [ 'number' ] }, 'returns': [ 'String' ] }
{ 'command': 'warm', 'if': 'HEATED', 'data': 'Options', 'boxed': true }
{ 'struct': 'Step', 'data': { 'from': 'str', 'by': { 'type': 'str', 'if': 'HEATED' }, 'to': 'str' } }
{ 'command': 'move', 'data': 'Step', 'boxed': true }
{ 'event': 'USED', 'data': { 'by': 'str' } }
";

/// A library that takes names of the prelude and denies all lints.
const LIBRARY: &str = r#"//! A library.
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub, unused_qualifications)]
#![deny(future_incompatible, nonstandard_style, rust_2018_idioms, unused, deprecated)]

/// Item with a name from the prelude of Rust.
#[derive(Debug)]
pub struct String;
/// Item with a name from the prelude of Rust.
#[derive(Debug)]
pub struct Vec;
/// Item with a name from the prelude of Rust.
#[derive(Debug)]
pub struct Box;
/// Item with a name from the prelude of Rust.
#[derive(Debug)]
pub enum Option { /** Not it. */ None }
/// Item with a name from the prelude of Rust.
#[derive(Debug)]
pub enum Result { /** Not it. */ Ok }
/// Item with a name from the prelude of Rust.
pub trait Into {}

/// The crate under another name, as a prefix of one's own would give it.
pub mod prefix {
    pub use renamed as qapi_client;
}

prefix::qapi_client::qapi_schema! { path: "schema.json" }

/// Once more, deeper, with the conditions tied to the features of this crate.
pub mod deeper {
    /// Still deeper.
    pub mod still {
        renamed::qapi_schema! { path: "schema.json", config: cfg, protocol: bare }
    }
    /// And a part of it.
    pub mod part {
        renamed::qapi_schema! { path: "schema.json", events: ["USE*"], config: { HEATED, !_ } }
    }
}

/// The types meet.
pub fn meet(client: &deeper::still::Client) -> impl Sized + use<> {
    client.r#use(deeper::still::Ref::from("x"))
}

/// All members.
#[cfg(feature = "HEATED")]
pub fn moved() -> deeper::still::commands::Move {
    deeper::still::commands::Move::new().from("a").by("b").to("c")
}

/// One member is compiled out.
#[cfg(not(feature = "HEATED"))]
pub fn moved() -> deeper::still::commands::Move {
    deeper::still::commands::Move::new().from("a").to("c")
}
"#;

const BINARY: &str = r#"#![deny(warnings)]
mod own { renamed::qapi_schema!("schema.json"); }
fn main() {
    let options = own::Options::new(own::OptionsMode::Slow(own::String::new("t")));
    println!("{options:?} {}", own::Mode::ALL.len());
}
"#;

const TEST: &str = r#"#![deny(warnings)]
renamed::qapi_schema!("schema.json", commands: ["use"]);
#[test]
fn in_a_test() { assert_eq!(commands::Use::new("n").list([0.5]).list, Some(vec![0.5])); }
"#;

fn builds_everywhere(edition: &str) {
    let scratch = Scratch::new(
        "everywhere",
        edition,
        "renamed",
        &[
            ("schema.json", SCHEMA),
            ("src/lib.rs", LIBRARY),
            ("src/main.rs", BINARY),
            ("tests/it.rs", TEST),
        ],
    );
    let (said, _) = scratch.succeed(&["test"]);
    assert!(said.contains("test in_a_test ... ok"), "{said}");
    let (said, _) = scratch.succeed(&["run"]);
    assert_eq!(said, "Options {\"mode\":\"slow\",\"text\":\"t\"} 2\n");
    scratch.succeed(&["check", "--no-default-features"]);
    let (_, complained) = scratch.succeed(&["doc", "--no-deps"]);
    assert!(!complained.contains("warning"), "{complained}");
}

#[test]
fn edition_2021() {
    builds_everywhere("2021");
}

#[test]
fn edition_2024() {
    builds_everywhere("2024");
}

const DOCUMENTED: &str = "\
##
# = Old title
#
# See `Valve`.
##

##
# @Valve:
#
# A valve.
#
# TODO: mend the valve
##
{ 'struct': 'Valve', 'data': { 'open': 'int' } }

##
# @Event:
#
# A type with the name of an item of the expansion.
##
{ 'struct': 'Event', 'data': { 'valve': 'Valve' } }
{ 'command': 'stop' }
{ 'event': 'STOPPED' }
";

#[test]
fn docs_link_to_what_they_name() {
    let scratch = Scratch::new(
        "documented",
        "2024",
        "qapi-client",
        &[
            ("valves.json", DOCUMENTED),
            (
                "src/lib.rs",
                "//! Docs.\n/// Own.\npub mod own { qapi_client::qapi_schema!(\"valves.json\"); }\n",
            ),
        ],
    );
    scratch.succeed(&["doc", "--no-deps"]);
    let page = |name: &str| {
        let file = target().join("doc/documented/own").join(name);
        fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
    };
    for (name, expected) in [
        ("events/index.html", "<a href=\"enum.Event.html\""),
        ("commands/index.html", "<a href=\"../struct.Client.html\""),
        ("valves/index.html", "<a href=\"struct.Valve.html\""),
        ("valves/index.html", "Old title</h"),
        ("index.html", "Types of <code>valves.json</code>."),
    ] {
        let page = page(name);
        assert!(page.contains(expected), "{name} has no {expected}");
    }
    assert!(!page("valves/struct.Valve.html").contains("mend the valve"));
}
