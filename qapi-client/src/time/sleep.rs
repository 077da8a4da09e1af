//! Sleeps and timeouts.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use super::timer::Alarm;

/// Future that completes at a deadline.
#[derive(Debug)]
pub(crate) struct Sleep {
    /// Deadline; `None` if it is too far in the future for the clock.
    deadline: Option<Instant>,
    alarm: Alarm,
}

impl Sleep {
    /// Creates a sleep that completes after the time `after`.
    pub(crate) fn new(after: Duration) -> Self {
        Self {
            deadline: Instant::now().checked_add(after),
            alarm: Alarm::default(),
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let Some(deadline) = self.deadline else {
            return Poll::Pending;
        };
        if deadline <= Instant::now() {
            self.alarm.clear();
            return Poll::Ready(());
        }
        self.alarm.set(deadline, cx.waker());
        Poll::Pending
    }
}

/// Runs `future` until it completes, or until the time `after` has passed since this call. Returns `None` at the
/// deadline.
///
/// At the deadline the future is polled one last time, so a result that is already available counts. The deadline is
/// checked after each poll, so it also ends a future that wakes itself repeatedly.
pub(crate) fn timeout<F: Future>(
    after: Duration,
    future: F,
) -> impl Future<Output = Option<F::Output>> {
    let mut sleep = Sleep::new(after);
    async move {
        let mut future = pin!(future);
        poll_fn(|cx| match future.as_mut().poll(cx) {
            Poll::Ready(output) => Poll::Ready(Some(output)),
            Poll::Pending => Pin::new(&mut sleep).poll(cx).map(|()| None),
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::sync::Arc;
    use std::task::{Wake, Waker};
    use std::thread::{self, Thread};

    use super::*;

    const MS: Duration = Duration::from_millis(1);
    /// Limit of each test.
    const LIMIT: Duration = Duration::from_secs(30);

    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    /// Runs a future on this thread, without an executor.
    fn block_on<F: Future>(future: F) -> F::Output {
        let mut future = pin!(future);
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let start = Instant::now();
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(&waker)) {
                return output;
            }
            thread::park_timeout(LIMIT);
            assert!(start.elapsed() < LIMIT, "nobody woke the future");
        }
    }

    #[test]
    fn a_sleep_ends_at_its_deadline() {
        let start = Instant::now();
        block_on(Sleep::new(30 * MS));
        assert!(start.elapsed() >= 30 * MS);
        block_on(Sleep::new(Duration::ZERO));
    }

    #[test]
    fn timeout_returns_the_first_of_result_and_deadline() {
        assert_eq!(block_on(timeout(Duration::ZERO, ready(7))), Some(7));
        let start = Instant::now();
        assert_eq!(block_on(timeout(30 * MS, pending::<()>())), None);
        assert!(start.elapsed() >= 30 * MS);
        let in_time = async {
            Sleep::new(MS).await;
            8
        };
        assert_eq!(block_on(timeout(LIMIT, in_time)), Some(8));
    }

    #[test]
    fn timeout_counts_from_the_call() {
        let late = timeout(20 * MS, pending::<()>());
        thread::sleep(20 * MS);
        let mut late = pin!(late);
        let mut cx = Context::from_waker(Waker::noop());
        assert_eq!(late.as_mut().poll(&mut cx), Poll::Ready(None));
    }

    #[test]
    fn timeout_ends_a_future_that_wakes_itself() {
        let restless = poll_fn(|cx| {
            cx.waker().wake_by_ref();
            Poll::<()>::Pending
        });
        assert_eq!(block_on(timeout(20 * MS, restless)), None);
    }

    #[test]
    fn a_sleep_beyond_the_clock_never_ends() {
        let mut sleep = Sleep::new(Duration::MAX);
        let mut cx = Context::from_waker(Waker::noop());
        assert!(Pin::new(&mut sleep).poll(&mut cx).is_pending());
        assert_eq!(block_on(timeout(Duration::MAX, ready(1))), Some(1));
    }
}
