//! However bytes arrive, the frames are the same.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| qapi_client::__check::framing(data));
