//! A crate outside of the workspace, with a schema of its own and the code of the README, builds and drives a peer.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use qapi_client::testing::FakeServer;
use qapi_tests::run;
use serde_json::json;

fn workspace() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().expect("a member's folder").to_owned()
}

/// The code block of the README that shows a schema of one's own, hidden lines included.
fn readme_code() -> String {
    let readme = std::fs::read_to_string(workspace().join("README.md")).expect("there is a README");
    let block = readme
        .split("```rust,no_run\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .find(|block| block.contains("thermostat::Client::connect"))
        .expect("the README shows a schema of one's own");
    let shown = block
        .lines()
        .map(|line| line.strip_prefix("# ").unwrap_or(line));
    shown.collect::<Vec<_>>().join("\n")
}

fn write_crate(folder: &Path, address: &str) -> std::io::Result<()> {
    let root = workspace();
    std::fs::create_dir_all(folder.join("src"))?;
    std::fs::create_dir_all(folder.join("schemas"))?;
    std::fs::copy(
        root.join("schemas/thermostat.json"),
        folder.join("schemas/thermostat.json"),
    )?;
    // The versions that the workspace was built with are on this machine already.
    std::fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    let client = root.join("qapi-client");
    let manifest = format!(
        "[package]\nname = \"qapi-outside\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n\
         [dependencies]\nasync-std = \"1\"\nqapi-client = {{ path = {client:?} }}\n\n[workspace]\n"
    );
    std::fs::write(folder.join("Cargo.toml"), manifest)?;
    let main = format!(
        "#![deny(warnings)]\n\
         {}\n\
         fn main() {{\n    if let Err(error) = async_std::task::block_on(example()) {{\n        \
         panic!(\"{{error}}\");\n    }}\n}}\n",
        readme_code().replace("unix:/run/thermostat", address)
    );
    std::fs::write(folder.join("src/main.rs"), main)
}

/// This build's own folder: what the workspace compiled already serves here too.
fn target() -> PathBuf {
    let executable = std::env::current_exe().expect("this test is a file");
    let target = executable.ancestors().nth(3).expect("target/debug/deps");
    target.to_owned()
}

#[test]
fn a_crate_outside_of_the_workspace_drives_a_peer_as_the_readme_shows() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let schema = workspace().join("schemas/thermostat.json");
    let schema = qapi_parser::load(schema).unwrap_or_else(|errors| panic!("{errors}"));
    let server = FakeServer::new(Arc::new(schema));
    server.on("set-mode", |turn| {
        let target = turn.arguments()["target"].clone();
        let changed = json!({ "sensor": "inside", "temperature": target });
        turn.emit("TEMPERATURE_CHANGED", changed);
        json!({})
    });
    let peer = run(server.listen(folder.path().join("peer"))).expect("the socket is free");
    write_crate(folder.path(), &peer.address()).expect("the folder is ours");

    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", target())
        .output()
        .expect("cargo runs");
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{complained}");
    assert_eq!(said, "21.5 degrees inside\n", "{complained}");
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].arguments["minutes"], 90);
}
