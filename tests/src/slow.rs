//! Duration of tests.

use std::time::Duration;

/// Whether tests run at full length, which takes minutes (`QAPI_TESTS_SLOW=1`).
pub fn is_slow_run() -> bool {
    std::env::var("QAPI_TESTS_SLOW").is_ok_and(|value| value == "1")
}

/// Duration of a soak test: `QAPI_SOAK_SECONDS`, or else `seconds`.
pub fn soak_time(seconds: u64) -> Duration {
    let wanted = std::env::var("QAPI_SOAK_SECONDS").ok();
    let wanted = wanted.and_then(|text| text.parse().ok());
    Duration::from_secs(wanted.unwrap_or(seconds))
}
