//! Deadlines of tests.

use std::future::Future;
use std::time::Duration;

/// Default deadline of a test.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// Runs an async test to its end.
///
/// # Panics
/// The test takes longer than [`DEADLINE`].
pub fn run<T>(test: impl Future<Output = T>) -> T {
    within(DEADLINE, test)
}

/// Runs an async test to its end.
///
/// # Panics
/// The test takes longer than `deadline`.
pub fn within<T>(deadline: Duration, test: impl Future<Output = T>) -> T {
    async_std::task::block_on(async_std::future::timeout(deadline, test))
        .expect("the test ends before its deadline")
}
