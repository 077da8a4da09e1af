//! Examples that need no address run to their end, and print what they should.

use std::path::Path;

use qapi_tests::{find_program, require, run, skip};
use smol::process::Command;

/// Runs an example that was built with these tests. Returns what the example printed.
fn output_of(example: &str) -> Option<String> {
    let test = std::env::current_exe().expect("this test is a file");
    let folder = test.parent().and_then(Path::parent);
    let program = folder.expect("target/debug").join("examples").join(example);
    if !program.is_file() {
        skip(&format!(
            "example {example} is not built: run the whole workspace"
        ));
        return None;
    }
    let output = run(Command::new(program).kill_on_drop(true).output());
    let output = output.expect("the program starts");
    let (said, complained) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(output.status.success(), "{said}{complained}");
    Some(said.into_owned())
}

fn assert_lines(said: &str, wanted: &[&str]) {
    let mut lines = said.lines();
    for start in wanted {
        let found = lines.any(|line| line.starts_with(start));
        assert!(found, "no line `{start}` where it should be:\n{said}");
    }
}

#[test]
fn the_quickstart_runs_to_its_end() {
    if let Some(said) = output_of("quickstart") {
        assert_lines(
            &said,
            &["version:", "action:    cont", "refused:", "action:    quit"],
        );
    }
}

#[test]
fn the_manager_leads_a_machine_through_its_life() {
    require!(find_program("qemu-system-x86_64"), "qemu-system-x86_64");
    if let Some(said) = output_of("vm-manager") {
        let wanted = [
            "QEMU ",
            "plugged disk0",
            "backup 100 %",
            "no answer: reset",
            "unplugged disk0",
            "process `qemu-system-x86_64` ended (exit status: 0)",
        ];
        assert_lines(&said, &wanted);
    }
}

#[test]
fn a_running_machine_migrates() {
    require!(find_program("qemu-system-x86_64"), "qemu-system-x86_64");
    if let Some(said) = output_of("migrate") {
        let wanted = ["migrated in ", "source: postmigrate", "target: running"];
        assert_lines(&said, &wanted);
    }
}

#[test]
fn a_schema_of_ones_own_drives_its_stand_in() {
    if let Some(said) = output_of("thermostat") {
        assert_lines(&said, &["18.5 degrees", "21.5 degrees inside"]);
    }
}
