//! Timer thread. The process has one timer thread, which the first deadline starts.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::thread;
use std::time::Instant;

/// Key of a registration: the deadline, and a number that makes the key unique.
type Key = (Instant, u64);

/// All registered deadlines of the process, and the timer thread.
struct Timer {
    state: Mutex<State>,
    /// Notified when a new deadline is earlier than all others.
    earlier: Condvar,
}

struct State {
    wakers: BTreeMap<Key, Waker>,
    next_number: u64,
    running: bool,
}

static TIMER: Timer = Timer {
    state: Mutex::new(State {
        wakers: BTreeMap::new(),
        next_number: 0,
        running: false,
    }),
    earlier: Condvar::new(),
};

impl State {
    fn insert(&mut self, deadline: Instant, waker: Waker) -> Key {
        let key = (deadline, self.next_number);
        self.next_number += 1;
        self.wakers.insert(key, waker);
        key
    }

    /// Removes and returns the waker with the earliest passed deadline. Otherwise returns the next deadline.
    fn take_due(&mut self, now: Instant) -> Result<Waker, Option<Instant>> {
        match self.wakers.first_entry() {
            Some(first) if first.key().0 <= now => Ok(first.remove()),
            Some(first) => Err(Some(first.key().0)),
            None => Err(None),
        }
    }
}

// Wakers run foreign code, which may use the timer. They are therefore cloned, woken and dropped only while the lock is
// free.
impl Timer {
    fn lock(&self) -> MutexGuard<'_, State> {
        // No foreign code runs under this lock, so a panic cannot interrupt a change of the state.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Registers a deadline, which replaces the registration `former`.
    fn set(&'static self, former: Option<Key>, deadline: Instant, waker: Waker) -> Key {
        let mut state = self.lock();
        let (key, replaced) = match former {
            Some(key) if key.0 == deadline && state.wakers.contains_key(&key) => {
                (key, state.wakers.insert(key, waker))
            }
            _ => {
                let replaced = former.and_then(|key| state.wakers.remove(&key));
                (state.insert(deadline, waker), replaced)
            }
        };
        let is_first = state
            .wakers
            .first_key_value()
            .is_some_and(|(first, _)| *first == key);
        let started = if state.running {
            Ok(())
        } else {
            self.start(&mut state)
        };
        drop(state);
        if is_first {
            self.earlier.notify_one();
        }
        if let Err(error) = started {
            // The next registered deadline starts the thread again.
            log::error!("cannot start the timer thread: {error}");
        }
        drop(replaced);
        key
    }

    fn start(&'static self, state: &mut State) -> std::io::Result<()> {
        let name = "qapi-timer".to_owned();
        thread::Builder::new()
            .name(name)
            .spawn(|| self.run_for_ever())?;
        state.running = true;
        Ok(())
    }

    fn remove(&self, key: Key) {
        let removed = self.lock().wakers.remove(&key);
        drop(removed);
    }

    fn run_for_ever(&self) {
        loop {
            // After a panic in a waker, the other deadlines still work.
            if catch_unwind(AssertUnwindSafe(|| self.run())).is_err() {
                // A logger may panic too.
                let _ = catch_unwind(|| log::error!("a waker panicked; other deadlines are kept"));
            }
        }
    }

    /// Wakes each waker at its deadline. Unwinds if a waker panics.
    fn run(&self) {
        let mut state = self.lock();
        loop {
            let now = Instant::now();
            state = match state.take_due(now) {
                Ok(waker) => {
                    drop(state);
                    waker.wake();
                    self.lock()
                }
                Err(Some(deadline)) => {
                    let waited = self.earlier.wait_timeout(state, deadline - now);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                Err(None) => {
                    let waited = self.earlier.wait(state);
                    waited.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }
}

/// Deadline that wakes a waker once. The deadline can be changed and cleared.
///
/// The waker must not block, because it runs on the timer thread of the whole process.
#[derive(Debug, Default)]
pub(crate) struct Alarm {
    key: Option<Key>,
}

impl Alarm {
    /// Sets the deadline and the waker, and replaces the previous deadline and waker. A passed deadline wakes the waker
    /// at once.
    pub(crate) fn set(&mut self, deadline: Instant, waker: &Waker) {
        self.key = Some(TIMER.set(self.key, deadline, waker.clone()));
    }

    /// Removes the deadline and the waker.
    pub(crate) fn clear(&mut self) {
        if let Some(key) = self.key.take() {
            TIMER.remove(key);
        }
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        self.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
    use std::sync::{Arc, Mutex};
    use std::task::Wake;
    use std::time::Duration;

    use super::*;

    const MS: Duration = Duration::from_millis(1);
    /// Limit of each test.
    const LIMIT: Duration = Duration::from_secs(30);

    /// Sends its number when woken.
    struct Report(u64, Mutex<Sender<u64>>);

    impl Wake for Report {
        fn wake(self: Arc<Self>) {
            // The test may have ended and dropped the receiver.
            let _ = self.1.lock().unwrap().send(self.0);
        }
    }

    fn reports() -> (impl Fn(u64) -> Waker, Receiver<u64>) {
        let (sender, receiver) = channel();
        let waker = move |number| Arc::new(Report(number, Mutex::new(sender.clone()))).into();
        (waker, receiver)
    }

    /// Panics when woken.
    struct Panic;

    impl Wake for Panic {
        fn wake(self: Arc<Self>) {
            panic!("a waker that panics, on purpose");
        }
    }

    #[test]
    fn an_alarm_wakes_at_its_deadline_and_not_before() {
        let (waker, woken) = reports();
        let start = Instant::now();
        let mut alarm = Alarm::default();
        alarm.set(start + 50 * MS, &waker(1));
        assert_eq!(woken.recv_timeout(LIMIT), Ok(1));
        assert!(start.elapsed() >= 50 * MS);
        alarm.set(start, &waker(2));
        assert_eq!(woken.recv_timeout(LIMIT), Ok(2), "a deadline in the past");
        alarm.set(start, &waker(3));
        assert_eq!(
            woken.recv_timeout(LIMIT),
            Ok(3),
            "the same deadline once more"
        );
    }

    /// Creates a timer without a thread. The test takes the due wakers itself.
    fn stopped() -> &'static Timer {
        Box::leak(Box::new(Timer {
            state: Mutex::new(State {
                wakers: BTreeMap::new(),
                next_number: 0,
                running: true,
            }),
            earlier: Condvar::new(),
        }))
    }

    /// Wakes all wakers with a passed deadline.
    fn wake_due(timer: &Timer, now: Instant) -> Option<Instant> {
        loop {
            let due = timer.lock().take_due(now);
            match due {
                Ok(waker) => waker.wake(),
                Err(next) => return next,
            }
        }
    }

    #[test]
    fn wakers_wake_in_the_order_of_their_deadlines() {
        const COUNT: u64 = 1000;
        let (waker, woken) = reports();
        let start = Instant::now();
        let timer = stopped();
        for number in 0..COUNT {
            // 7 has no divisor in common with 1000, so that each deadline comes once, out of order.
            let place = number * 7 % COUNT;
            timer.set(None, start + Duration::from_millis(place), waker(place));
        }
        assert_eq!(wake_due(timer, start + 499 * MS), Some(start + 500 * MS));
        assert_eq!(
            woken.try_iter().collect::<Vec<_>>(),
            (0..500).collect::<Vec<_>>()
        );
        assert_eq!(wake_due(timer, start + 999 * MS), None);
        assert_eq!(
            woken.try_iter().collect::<Vec<_>>(),
            (500..COUNT).collect::<Vec<_>>()
        );
    }

    #[test]
    fn equal_deadlines_wake_in_the_order_in_which_they_were_set() {
        let (waker, woken) = reports();
        let now = Instant::now();
        let timer = stopped();
        for number in 0..100 {
            timer.set(None, now, waker(number));
        }
        assert_eq!(wake_due(timer, now), None);
        assert_eq!(
            woken.try_iter().collect::<Vec<_>>(),
            (0..100).collect::<Vec<_>>()
        );
    }

    #[test]
    fn setting_replaces_deadline_and_waker() {
        let (waker, woken) = reports();
        let now = Instant::now();
        let timer = stopped();
        let key = timer.set(None, now, waker(1));
        let key = timer.set(Some(key), now, waker(2));
        assert_eq!(wake_due(timer, now), None);
        assert_eq!(
            woken.try_iter().collect::<Vec<_>>(),
            [2],
            "another waker at the same deadline"
        );

        let key = timer.set(Some(key), now, waker(3));
        let key = timer.set(Some(key), now + 2 * MS, waker(4));
        assert_eq!(wake_due(timer, now + MS), Some(now + 2 * MS), "later");
        timer.set(Some(key), now + MS, waker(5));
        assert_eq!(wake_due(timer, now + MS), None, "earlier");
        assert_eq!(woken.try_iter().collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn many_alarms_wake() {
        const COUNT: u64 = 10_000;
        let (waker, woken) = reports();
        let start = Instant::now();
        let mut alarms: Vec<_> = (0..COUNT).map(|_| Alarm::default()).collect();
        for (alarm, number) in alarms.iter_mut().zip(0..) {
            alarm.set(start + Duration::from_micros(number % 100), &waker(number));
        }
        let mut all: Vec<_> = (0..COUNT)
            .map_while(|_| woken.recv_timeout(LIMIT).ok())
            .collect();
        all.sort_unstable();
        assert_eq!(all, (0..COUNT).collect::<Vec<_>>());
    }

    #[test]
    fn a_cleared_or_dropped_alarm_keeps_no_waker() {
        let (waker, woken) = reports();
        let late = Instant::now() + LIMIT;
        let (mut cleared, mut dropped) = (Alarm::default(), Alarm::default());
        cleared.set(late, &waker(1));
        dropped.set(late, &waker(2));
        cleared.clear();
        drop(dropped);
        drop(waker);
        assert_eq!(
            woken.try_recv(),
            Err(TryRecvError::Disconnected),
            "all wakers are gone"
        );
    }

    #[test]
    fn a_panic_in_a_waker_does_not_affect_other_deadlines() {
        let (waker, woken) = reports();
        let soon = Instant::now() + 50 * MS;
        let mut alarms: Vec<_> = (0..5).map(|_| Alarm::default()).collect();
        let panics = Waker::from(Arc::new(Panic));
        alarms[0].set(soon, &panics);
        alarms[1].set(soon, &waker(1));
        alarms[2].set(soon + MS, &panics);
        alarms[3].set(soon + 2 * MS, &waker(3));
        assert_eq!(woken.recv_timeout(LIMIT), Ok(1));
        assert_eq!(woken.recv_timeout(LIMIT), Ok(3));
        alarms[4].set(Instant::now() + MS, &waker(4));
        assert_eq!(woken.recv_timeout(LIMIT), Ok(4), "set after the panic");
    }

    static DROPPED: AtomicUsize = AtomicUsize::new(0);

    /// Uses the timer when woken and when dropped: both deadlock if they happen under the timer's lock.
    struct UsesTimer(Waker);

    impl UsesTimer {
        fn waker(inner: &Waker) -> Waker {
            Arc::new(Self(inner.clone())).into()
        }

        fn set_alarm(&self) {
            Alarm::default().set(Instant::now() + LIMIT, &self.0);
        }
    }

    impl Wake for UsesTimer {
        fn wake(self: Arc<Self>) {
            self.set_alarm();
            self.0.wake_by_ref();
        }
    }

    impl Drop for UsesTimer {
        fn drop(&mut self) {
            self.set_alarm();
            DROPPED.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn wakers_may_use_the_timer() {
        let (waker, woken) = reports();
        let (done, ended) = channel();
        // The code runs on a separate thread, so that a deadlock fails the test instead of blocking it.
        thread::spawn(move || {
            let late = Instant::now() + LIMIT;
            let mut alarm = Alarm::default();
            alarm.set(late, &UsesTimer::waker(&waker(1)));
            alarm.set(late, &UsesTimer::waker(&waker(2)));
            alarm.set(late + MS, &UsesTimer::waker(&waker(3)));
            alarm.clear();
            alarm.set(late, &UsesTimer::waker(&waker(4)));
            drop(alarm);
            let mut rings = Alarm::default();
            rings.set(Instant::now() + MS, &UsesTimer::waker(&waker(5)));
            done.send(rings).unwrap();
        });
        let rings = ended.recv_timeout(LIMIT).unwrap();
        assert_eq!(woken.recv_timeout(LIMIT), Ok(5));
        drop(rings);
        assert_eq!(
            woken.recv_timeout(LIMIT),
            Err(RecvTimeoutError::Disconnected)
        );
        assert_eq!(DROPPED.load(Ordering::SeqCst), 5);
    }
}
