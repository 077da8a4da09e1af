//! Many futures or streams polled as one, at a cost that depends on those that were woken, not on how many there are.

use std::collections::{BTreeMap, VecDeque};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// The numbers of members to be polled, and who polls them.
#[derive(Debug, Default)]
pub(super) struct Ready {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    queue: VecDeque<u64>,
    /// Wakes whoever polls the set.
    waker: Option<Waker>,
}

impl Ready {
    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that can panic runs under this lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn push(&self, member: u64) {
        let mut state = self.lock();
        state.queue.push_back(member);
        let waker = state.waker.take();
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Wakes whoever polls the set, though no member is ready: the set itself is to change.
    pub(super) fn nudge(&self) {
        let waker = self.lock().waker.take();
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

#[derive(Debug)]
struct MemberWaker {
    member: u64,
    /// It stands in the queue already.
    queued: AtomicBool,
    ready: Arc<Ready>,
}

impl Wake for MemberWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if !self.queued.swap(true, Ordering::AcqRel) {
            self.ready.push(self.member);
        }
    }
}

/// What a member had to say when it was polled.
pub(super) enum Said<T> {
    /// Nothing yet; it wakes its waker.
    Pending,
    /// Something, and it may have more to say.
    Item(T),
    /// Something for the last time.
    Last(T),
    /// Nothing any more.
    End,
}

/// A set of futures or streams.
#[derive(Debug)]
pub(super) struct ReadySet<M> {
    members: BTreeMap<u64, (M, Arc<MemberWaker>)>,
    next: u64,
    ready: Arc<Ready>,
}

impl<M> ReadySet<M> {
    pub(super) fn new(ready: Arc<Ready>) -> Self {
        Self {
            members: BTreeMap::new(),
            next: 0,
            ready,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Adds a member, to be polled with the next poll of the set.
    pub(super) fn insert(&mut self, member: M) {
        let number = self.next;
        self.next += 1;
        let ready = Arc::clone(&self.ready);
        let waker = Arc::new(MemberWaker {
            member: number,
            queued: AtomicBool::new(false),
            ready,
        });
        waker.wake_by_ref();
        self.members.insert(number, (member, waker));
    }

    pub(super) fn retain(&mut self, mut keep: impl FnMut(&M) -> bool) {
        self.members.retain(|_, (member, _)| keep(member));
    }

    /// Takes all members out.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = M> {
        std::mem::take(&mut self.members)
            .into_values()
            .map(|(member, _)| member)
    }

    /// Polls the members that were woken, in the order in which they were, until one says something.
    ///
    /// Pending if none did; then whoever polled is woken by the next.
    pub(super) fn poll_next<T>(
        &mut self,
        cx: &mut Context<'_>,
        mut poll: impl FnMut(&mut M, &mut Context<'_>) -> Said<T>,
    ) -> Poll<T> {
        while let Some(number) = self.next_ready(cx) {
            let Some((member, waker)) = self.members.get_mut(&number) else {
                continue;
            };
            // Before the poll, so that a wake during it counts.
            waker.queued.store(false, Ordering::Release);
            match poll(
                member,
                &mut Context::from_waker(&Waker::from(Arc::clone(waker))),
            ) {
                Said::Pending => {}
                Said::Item(item) => {
                    // Behind the others: one that talks much must not keep the rest from talking.
                    waker.wake_by_ref();
                    return Poll::Ready(item);
                }
                Said::Last(item) => {
                    self.members.remove(&number);
                    return Poll::Ready(item);
                }
                Said::End => drop(self.members.remove(&number)),
            }
        }
        Poll::Pending
    }

    fn next_ready(&self, cx: &Context<'_>) -> Option<u64> {
        let mut state = self.ready.lock();
        let number = state.queue.pop_front();
        if number.is_none()
            && !state
                .waker
                .as_ref()
                .is_some_and(|waker| waker.will_wake(cx.waker()))
        {
            state.waker = Some(cx.waker().clone());
        }
        number
    }
}
