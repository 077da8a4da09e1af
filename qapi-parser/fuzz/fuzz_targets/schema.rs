//! Fuzz target: any bytes give a schema or errors, both can be rendered, and a printed schema reads back to itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use qapi_parser::{Config, Errors, Loader, Memory, Schema, print};

fn read(bytes: &[u8], strict: bool) -> Result<Schema, Errors> {
    let files = Memory::from_iter([("main.json", bytes)]);
    Loader::new().strict(strict).files(files).load("main.json")
}

fuzz_target!(|bytes: &[u8]| {
    let loose = read(bytes, false);
    let strict = read(bytes, true);
    let schema = match loose {
        Ok(schema) => schema,
        Err(errors) => {
            assert!(strict.is_err(), "a strict loader accepts what another refuses");
            assert!(!errors.to_string().is_empty());
            return;
        }
    };
    assert!(strict.is_err() || schema.warnings().is_empty());
    for warning in schema.warnings() {
        assert!(!warning.render(schema.sources()).to_string().is_empty());
    }
    // The schema is one module: the only file to include is the file itself, which is refused.
    let (_, text) = print(&schema).remove(0);
    let again = read(text.as_bytes(), true).unwrap_or_else(|errors| panic!("{text}\n{errors}"));
    assert_eq!(print(&again)[0].1, text);
    let config = Config::new().define("A").close();
    let built = schema.with_config(&config);
    assert!(built.types().len() <= schema.types().len());
    for info in schema.introspect(&config) {
        assert!(!info.to_string().is_empty());
    }
    for (id, _) in built.types() {
        let _ = (built.usage(id), built.members(id));
    }
});
