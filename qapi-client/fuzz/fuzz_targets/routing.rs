//! Whatever a peer says, routing does not panic, and whoever is woken finds an answer.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| qapi_client::__check::routing(data));
