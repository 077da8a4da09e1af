//! JSON to generated types and back, with the path to a value that does not fit.
//!
//! A generated object type is made of a tuple of its members and writes itself member by member to [`Out`]; everything
//! that is the same for all types is written here once. All of it is generic, so that nothing is compiled which a
//! program does not use.

mod alternate;
mod buffer;
mod debug;
mod depth;
mod event;
mod json;
mod member;
mod names;
mod object;
mod out;
mod path;
mod same;
mod slots;
mod tagged;
mod values;

pub use alternate::{Alternate, Unfit, read_alternate};
pub use debug::debug;
pub(crate) use depth::MAX_DEPTH;
pub use event::other_event;
pub use json::read_event;
pub(crate) use json::{from_json, write_json};
pub use names::{parse_name, read_name};
pub use object::{read, read_empty};
pub use out::{Out, write, write_empty};
pub(crate) use path::{Step, message};
pub use same::same;
pub use slots::Many;
pub use tagged::{Branches, position, read_branch, read_free, read_rest, read_union};
pub use values::{Empty, Finite, Null};
