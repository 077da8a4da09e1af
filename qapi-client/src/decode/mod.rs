//! Conversion of JSON to generated types and back. Errors have the path to the value that does not fit.
//!
//! The expansion of `qapi_schema!` calls these functions through the hidden `__private` module. A generated object type
//! is read as a tuple of its members (`read`, `Slots`) and written member by member (`write`, `Out`). All code is
//! generic, so a program compiles only the functions that it uses.

mod alternate;
mod buffer;
mod debug;
mod depth;
mod json;
mod member;
mod names;
mod object;
mod out;
mod path;
mod same;
mod secret;
mod slots;
mod tagged;
mod text;
mod values;

pub use alternate::{Alternate, Unfit, read_alternate};
pub use debug::debug;
pub(crate) use depth::MAX_DEPTH;
#[cfg(feature = "testing")]
pub(crate) use depth::{CALLER_STACK_DEPTH, depth_of};
pub use json::read_event;
pub(crate) use json::{from_json, write_json};
pub use names::{parse_name, read_name};
pub use object::{read, read_empty};
pub use out::{Out, write, write_empty};
pub(crate) use path::{Step, message};
pub use same::same;
pub use secret::{Secret, is_secret};
pub use slots::Many;
pub use tagged::{
    Branches, position, read_branch, read_free, read_optional_tag, read_rest, read_union,
};
pub(crate) use text::Text;
pub use values::{Empty, Finite, Null, list};
