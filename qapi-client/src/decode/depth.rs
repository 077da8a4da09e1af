//! Depth of nesting: the limit, and threads with a large stack for deep values.
//!
//! Reading and writing are recursive. Nearly all values are read and written on the stack of the caller. Values that
//! nest deeper are read and written on a thread with a larger stack.

use std::io;
use std::panic::resume_unwind;
use std::thread;

use serde::de;
use serde_json::ser::{CompactFormatter, Formatter};

/// Maximum depth of nested arrays and objects in a message, sent or received. QEMU's parser has the same limit.
pub(crate) const MAX_DEPTH: usize = 1024;

/// Maximum depth of values that are read and written on the stack of the caller. serde_json has the same limit by
/// default. At this depth, the largest generated types need 0.5 MB of stack, and 1.8 MB in debug builds.
pub(crate) const CALLER_STACK_DEPTH: usize = 127;

/// Stack size for each level of a value that is read. The largest type of QEMU's schema needs 4 kB, and 14 kB in debug
/// builds.
const READ_STACK_PER_LEVEL: usize = 64 << 10;

/// Stack size for each level of a value that is written. The largest type of QEMU's schema needs 0.4 kB, and 1.5 kB in
/// debug builds.
const WRITE_STACK_PER_LEVEL: usize = 8 << 10;

/// Depth of nesting in a JSON text.
pub(crate) fn depth_of(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            _ if in_string => {}
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// Runs `read` with enough stack to read a value of this depth.
///
/// # Errors
/// The system cannot start a thread.
pub(super) fn with_stack_to_read(
    depth: usize,
    read: &mut (dyn FnMut() + Send),
) -> serde_json::Result<()> {
    with_stack(READ_STACK_PER_LEVEL * depth, read)
}

/// Runs `write` with enough stack to write a value of any depth up to the limit.
///
/// # Errors
/// The system cannot start a thread.
pub(super) fn with_stack_to_write(write: &mut (dyn FnMut() + Send)) -> serde_json::Result<()> {
    with_stack(WRITE_STACK_PER_LEVEL * MAX_DEPTH, write)
}

/// Runs `work` on a thread with a stack of this size, and waits for the end of the thread.
fn with_stack(size: usize, work: &mut (dyn FnMut() + Send)) -> serde_json::Result<()> {
    let ended = thread::scope(|scope| {
        let builder = thread::Builder::new().name("qapi-deep".to_owned());
        let thread = builder.stack_size(size).spawn_scoped(scope, work)?;
        Ok(thread.join())
    });
    match ended {
        Ok(Ok(())) => Ok(()),
        Ok(Err(panic)) => resume_unwind(panic),
        Err(error) => Err(no_thread(&error)),
    }
}

fn no_thread(error: &io::Error) -> serde_json::Error {
    de::Error::custom(format_args!(
        "cannot start a thread for a value that nests deeper than {CALLER_STACK_DEPTH} levels: {error}"
    ))
}

/// Formatter for compact JSON that counts the depth of nesting, and fails beyond a limit.
pub(super) struct DepthCounter<'a> {
    depth: usize,
    limit: usize,
    exceeded: &'a mut bool,
}

impl<'a> DepthCounter<'a> {
    /// Creates a formatter, which sets `exceeded` if the value nests deeper than `limit`.
    pub(super) fn new(limit: usize, exceeded: &'a mut bool) -> Self {
        Self {
            depth: 0,
            limit,
            exceeded,
        }
    }

    fn enter_level(&mut self) -> io::Result<()> {
        self.depth += 1;
        if self.depth <= self.limit {
            return Ok(());
        }
        *self.exceeded = true;
        Err(io::ErrorKind::InvalidInput.into())
    }
}

impl Formatter for DepthCounter<'_> {
    #[inline]
    fn begin_object<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.enter_level()?;
        CompactFormatter.begin_object(to)
    }

    #[inline]
    fn end_object<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth -= 1;
        CompactFormatter.end_object(to)
    }

    #[inline]
    fn begin_array<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.enter_level()?;
        CompactFormatter.begin_array(to)
    }

    #[inline]
    fn end_array<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth -= 1;
        CompactFormatter.end_array(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_counts_brackets_outside_of_strings() {
        for (text, depth) in [
            ("7", 0),
            ("{}", 1),
            ("[[],[{}]]", 3),
            (r#"{"a[{":"[[\"[\\","b":[]}"#, 2),
            ("}}[", 1),
        ] {
            assert_eq!(depth_of(text), depth, "{text}");
        }
    }

    #[test]
    fn a_panic_on_the_other_thread_reaches_the_caller() {
        let panic = std::panic::catch_unwind(|| with_stack_to_write(&mut || panic!("on purpose")));
        assert!(panic.is_err());
    }
}
