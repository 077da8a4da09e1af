//! The limit of nesting, and a stack for values that nest deeply.
//!
//! Reading and writing recurse. What nests as little as nearly all messages do is read and written on the caller's
//! stack; the rest on a thread with a stack of its own, whose size follows from the limit.

use std::io;
use std::panic::resume_unwind;
use std::thread;

use serde::de;
use serde_json::ser::{CompactFormatter, Formatter};

/// How many arrays and objects may contain each other in one message, in both directions: the limit of QEMU's own
/// parser.
pub(crate) const MAX_DEPTH: usize = 1024;

/// The depth up to which values are read and written on the caller's stack: the most that serde_json reads unless its
/// limit is lifted. The largest generated types take 0.5 MB for it, 1.8 MB in debug builds.
pub(crate) const SHALLOW: usize = 127;

/// Stack for one level of a value that is read. The largest type of QEMU's schema takes 4 kB, 14 kB in debug builds.
const READING: usize = 64 << 10;

/// Stack for one level of a value that is written. The largest type of QEMU's schema takes 0.4 kB, 1.5 kB in debug
/// builds.
const WRITING: usize = 8 << 10;

/// How deep a JSON text nests.
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
/// The system has no thread.
pub(super) fn with_stack_to_read(
    depth: usize,
    read: &mut (dyn FnMut() + Send),
) -> serde_json::Result<()> {
    with_stack(READING * depth, read)
}

/// Runs `write` with enough stack to write a value of any depth up to the limit.
///
/// # Errors
/// The system has no thread.
pub(super) fn with_stack_to_write(write: &mut (dyn FnMut() + Send)) -> serde_json::Result<()> {
    with_stack(WRITING * MAX_DEPTH, write)
}

/// Runs `work` on a thread with a stack of this size, and waits for it.
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
        "cannot start a thread for a value that nests deeper than {SHALLOW} levels: {error}"
    ))
}

/// Writes compact JSON, counts how deep it nests, and stops beyond a limit.
pub(super) struct Counted<'a> {
    depth: usize,
    limit: usize,
    exceeded: &'a mut bool,
}

impl<'a> Counted<'a> {
    /// Sets `exceeded` if the value nests deeper than `limit`.
    pub(super) fn new(limit: usize, exceeded: &'a mut bool) -> Self {
        Self {
            depth: 0,
            limit,
            exceeded,
        }
    }

    fn enter(&mut self) -> io::Result<()> {
        self.depth += 1;
        if self.depth <= self.limit {
            return Ok(());
        }
        *self.exceeded = true;
        Err(io::ErrorKind::InvalidInput.into())
    }
}

impl Formatter for Counted<'_> {
    #[inline]
    fn begin_object<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.enter()?;
        CompactFormatter.begin_object(to)
    }

    #[inline]
    fn end_object<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.depth -= 1;
        CompactFormatter.end_object(to)
    }

    #[inline]
    fn begin_array<W: io::Write + ?Sized>(&mut self, to: &mut W) -> io::Result<()> {
        self.enter()?;
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
    fn a_panic_on_the_other_stack_is_a_panic_here() {
        let panic = std::panic::catch_unwind(|| with_stack_to_write(&mut || panic!("on purpose")));
        assert!(panic.is_err());
    }
}
