//! What the expansion of `qapi_schema!` is written against. Not a public interface: it changes with the macro.
//!
//! A generated object type is made of a tuple of its members and writes itself member by member to [`Out`];
//! everything that can be said once for all types is said here. All of it is generic, so that nothing is compiled
//! which a program does not use.

mod alternate;
mod buffer;
mod client;
mod debug;
mod event;
pub(crate) mod member;
mod names;
mod object;
mod out;
pub(crate) mod path;
mod same;
mod slots;
mod tagged;
mod values;

pub use alternate::{Alternate, Unfit, read_alternate};
pub use client::call;
pub use debug::debug;
pub use event::{other_event, read_event};
pub use names::{parse_name, read_name};
pub use object::{read, read_empty};
pub use out::{Out, write, write_empty};
pub use same::same;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer, de::IgnoredAny};
pub use serde_json::{Error, Map, Value, value::RawValue};
pub use slots::Many;
pub use tagged::{Branches, position, read_branch, read_free, read_rest, read_union};
pub use values::{Empty, Finite, Null};

pub use crate::command::{AllowOob, Command};
pub use crate::event::{Event, EventSet, RawEvent};
