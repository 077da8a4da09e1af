//! The protocol without I/O: no async, no sockets, no clock below this line.

mod message;

pub use message::{Greeting, RequestId, Timestamp, Version};
