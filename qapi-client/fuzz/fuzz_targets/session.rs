//! Whatever callers do and however a lawful peer answers, each caller gets its own answer.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| qapi_client::__check::session(data));
