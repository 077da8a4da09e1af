//! Our whole reading of QEMU's QMP schema beside the bare parse of crate `qapi-parser` 0.11 on the same files, and the
//! verdicts of both on QEMU's schema test cases: `parser QEMU_TREE`.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use qapi_parser::{Loader, load};

fn best(mut run: impl FnMut()) -> Duration {
    let timed = |_| {
        let start = Instant::now();
        run();
        start.elapsed()
    };
    (0..30).map(timed).min().expect("at least one run")
}

/// What the other crate does with a text: every expression, not resolved.
fn bare(text: &str) -> Result<usize, ()> {
    let stripped = other_parser::Parser::strip_comments(text);
    let mut count = 0;
    for item in other_parser::Parser::from_string(stripped) {
        item.map_err(drop)?;
        count += 1;
    }
    Ok(count)
}

fn main() {
    let tree = std::env::args().nth(1).expect("usage: parser QEMU_TREE");
    let main_file = Path::new(&tree).join("qapi/qapi-schema.json");
    let schema = load(&main_file).expect("a real schema");
    let files: Vec<_> = schema.sources().paths().map(Path::to_owned).collect();
    let ours = best(|| drop(load(&main_file).expect("a real schema")));
    let theirs = best(|| {
        for file in &files {
            let text = fs::read_to_string(file).expect("a file");
            std::hint::black_box(bare(&text)).ok();
        }
    });
    println!(
        "{} files: everything here {ours:?}, bare parse there {theirs:?}",
        files.len()
    );

    let cases = Path::new(&tree).join("tests/qapi-schema");
    let (mut all, mut right, mut others) = (0, 0, 0);
    for entry in fs::read_dir(cases).into_iter().flatten().flatten() {
        let path = entry.path();
        let Ok(verdict) = fs::read_to_string(path.with_extension("err")) else {
            continue;
        };
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        all += 1;
        right += usize::from(Loader::new().strict(true).load(&path).is_ok() == verdict.is_empty());
        let text = fs::read(&path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        others += usize::from(bare(&text.unwrap_or_default()).is_ok() == verdict.is_empty());
    }
    println!("verdicts as QEMU's on its {all} cases: {right} here, {others} there");
}
