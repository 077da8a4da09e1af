//! Test with random scripts.

use super::script::script;

/// Pseudo-random bytes (xorshift).
fn noise(seed: u64, len: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    (0..len).map(|_| next()).collect()
}

/// `QAPI_SCRIPTS` is the number of scripts to run. `QAPI_SCRIPT` is the seed of a single script.
#[test]
fn the_invariants_hold_for_random_scripts() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seeds = match number("QAPI_SCRIPT") {
        Some(seed) => seed..seed + 1,
        None => 0..number("QAPI_SCRIPTS").unwrap_or(20_000),
    };
    for seed in seeds {
        let bytes = noise(seed, 20 + (seed % 200) as usize);
        let result = std::panic::catch_unwind(|| script(&bytes));
        assert!(result.is_ok(), "QAPI_SCRIPT={seed} repeats this");
    }
}
