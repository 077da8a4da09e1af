//! The macro `qapi_schema!` generates Rust from a QAPI schema. Programs use the macro through the crate `qapi-client`.

#[cfg(test)]
mod absent;
mod conditions;
mod docs;
mod docs_path;
mod emit;
mod expand;
#[cfg(test)]
mod golden;
mod input;
mod lower;
mod model;
mod names;
mod notes;
mod options;
#[cfg(test)]
mod reference;
#[cfg(test)]
mod secrets;
mod select;
mod share;
mod show;
#[cfg(test)]
mod stock;
mod suggest;
mod unusable;
mod version;

use proc_macro::TokenStream;

/// Expands a QAPI schema in place: types, commands, events and a typed client.
///
/// ```no_run
/// mod thermostat {
///     qapi_client::qapi_schema!("schemas/thermostat.json");
/// }
///
/// # async fn example() -> Result<(), qapi_client::Error> {
/// let client = thermostat::Client::connect("unix:/run/thermostat").await?;
/// let measured = client.query_temperature(()).await?;
/// println!("{} degrees", measured.degrees);
/// # Ok(())
/// # }
/// # fn main() {}
/// ```
///
/// The path is relative to the folder of the crate's `Cargo.toml`. Call the macro in a separate module, as above,
/// because the modules of the expansion refer to each other through the parent module.
///
/// # The expansion
///
/// - **A module for each schema file** (`block_core` for `block-core.json`) with the types of that file. The module that
///   calls the macro re-exports all types.
/// - **`commands`**, with a struct for the arguments of each command. If the schema names a type for the arguments, the
///   struct wraps this type.
/// - **`events`**, with a struct for the data of each event, and `events::Event`, the enum of all events.
/// - **`needs`**, with the types of values that still lack a required member, if some members are [set by
///   name](#members-that-are-set-by-name).
/// - **`prelude`**, all of these names for glob imports. A schema may have a type `String`. `use own::*` would replace
///   Rust's `String` by this type; `use own::prelude::*` does not.
/// - **`Client`**, a typed handle to a session, with a method for each command.
///
/// Structs have public fields. A type that a program sends also has a constructor `new`, whose parameters are the
/// required members, and a chained setter for each optional member. Lists are taken from any iterator, arrays included;
/// file names are strings in QAPI, so that a path needs `path.to_str()` or `path.display().to_string()`. A command with
/// one required member converts from the type of this member. A command without required members converts from `()`.
///
/// All types have `Clone`, `Debug` and `==`. Types that a program sends and that have no required member have
/// `Default`.
///
/// A union is a struct of its common members. The field of the discriminator is an enum whose variants carry the data
/// of the branches. A union has a constructor for each branch (`SocketAddress::unix(..)`). A union without other
/// required members also converts from the data of a branch, if no other branch has the same type.
///
/// Peers may be newer than the schema: enumerations, discriminators and `Event` have a variant `Other` for values that
/// the schema does not know, and unknown members are skipped.
///
/// `Debug` and `==` use the value on the wire. `Debug` masks secret members: passwords, tokens, the `data` of a secret,
/// the input of a program in the guest.
///
/// Numbers are exact: every `u64` is kept, NaN and infinities are refused
/// when they are sent, and a number that does not fit its type is refused when it is received. An absent member is
/// `None`; `null` is a separate value, [`Null`](https://docs.rs/qapi-client/latest/qapi_client/struct.Null.html).
///
/// # Members that are set by name
///
/// Required members that a caller could swap by mistake are not parameters of `new`. Methods set these members, right
/// after `new` and in the order of the schema:
///
/// ```
/// mod own {
///     qapi_client::qapi_schema!("schemas/qemu/qapi/qapi-schema.json", commands: ["blockdev-mirror"]);
/// }
/// use own::{MirrorSyncMode, commands::BlockdevMirror};
///
/// # fn main() {
/// let mirror = BlockdevMirror::new(MirrorSyncMode::Full).device("disk0").target("node1").speed(1 << 20);
/// # assert_eq!((mirror.device.as_str(), mirror.target.as_str()), ("disk0", "node1"));
/// # }
/// ```
///
/// Before the last of these methods the value is not a `BlockdevMirror` yet. The compiler names the missing member:
/// `BlockdevMirror::new(MirrorSyncMode::Full).device("disk0")` has the type `NeedsTarget<BlockdevMirror>`, from the module
/// `needs`.
///
/// A caller could swap two members by mistake if one value fits both: members of one type, two integers of any size
/// (`1` fits both), and types that convert from the same type. Enumerations convert from strings. Beside a string or
/// another enumeration, `new` therefore takes the enumeration itself: `MirrorSyncMode::Full`, not `"full"`. The
/// constructors of a union take the branch as a parameter.
///
/// # A whole expansion
///
/// The schema `scales.json`,
///
/// ```text
#[doc = include_str!("../tests/golden/scales.json")]
/// ```
///
/// becomes the code below, here with line breaks for readers. Names that begin with `__` are private to the expansion
/// and the client crate, and may change with every release.
///
/// <details><summary>The expansion of <code>scales.json</code></summary>
///
/// ```
#[doc = include_str!("../tests/golden/scales.rs")]
/// # fn main() {}
/// ```
///
/// </details>
///
/// In a crate, the expansion has one more item: an unnamed `const` that includes the bytes of the schema files. Because
/// of this item the compiler expands the schema again when a file changes.
///
/// # Options
///
/// All options but the path are optional. Their order does not matter. `qapi_schema!("path", option: ..)` is short for
/// `qapi_schema!(path: "path", option: ..)`.
///
/// ## `path`: the schema's main file
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! { path: "schemas/thermostat.json" }
/// }
/// # fn main() {}
/// ```
///
/// ## `commands` and `events`: expand a part
///
/// Lists of names; `*` matches any text. With one of these options, the macro expands only the listed commands and
/// events, and the types that they need. An unknown name is an error.
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! {
///         path: "schemas/thermostat.json",
///         commands: ["query-*", "set-mode"],
///         events: ["FROST"],
///     }
/// }
/// # fn main() { let _ = own::commands::QueryTemperature::new(); }
/// ```
///
/// ## `config`: decide conditions
///
/// Parts of a schema depend on symbols of the peer's build (`'if': 'CONFIG_LINUX'`). `CONFIG_X` makes a symbol defined,
/// `!CONFIG_X` makes a symbol undefined, and `!_` makes all other symbols undefined. A definition with a false
/// condition is not expanded. A definition with an open condition is expanded, and its docs show the condition. A
/// member with an open condition may be absent from received values. An unknown symbol is an error.
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! {
///         path: "schemas/thermostat.json",
///         config: { THERMOSTAT_FROST, !_ },
///     }
/// }
/// # fn main() {}
/// ```
///
/// `config: cfg` turns every condition into a feature of the crate that expands the schema: `'if':
/// 'THERMOSTAT_FROST'` becomes `#[cfg(feature = "THERMOSTAT_FROST")]`. List the features in the `Cargo.toml` of the
/// crate. A feature that is not listed is never enabled.
///
/// ```
/// # #![allow(unexpected_cfgs)]
/// mod own {
///     qapi_client::qapi_schema! { path: "schemas/thermostat.json", config: cfg }
/// }
/// # fn main() {}
/// ```
///
/// ## `since`: the oldest supported peer
///
/// A required member that the oldest supported peer does not send becomes an `Option` in received types, like an
/// optional member. `new` still takes the member. The release of a member is in the documentation of the schema: in the
/// member's `(since 10.1)`, or in the `Since:` of its type, of its base, of the type of its branch, or of a returned
/// type. If a command or event is newer than the oldest peer, then its own release is the oldest.
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! { path: "schemas/thermostat.json", since: "1.0" }
/// }
/// # fn main() {}
/// ```
///
/// ## `optional`: exceptions to `since`
///
/// The documentation of a schema can be wrong. `"Type.member"` makes a required member an `Option` in received types.
/// `!"Type.member"` keeps a member required that `since` would make an `Option`, such as a member that was moved into a
/// new base. For the data of an event, write the name of the event as the type.
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! {
///         path: "schemas/thermostat.json",
///         since: "1.0",
///         optional: { "TEMPERATURE_CHANGED.sensor", !"Temperature.degrees" },
///     }
/// }
/// # fn main() {}
/// ```
///
/// ## `strict`: refuse wrong documentation
///
/// QEMU's generator also refuses mistakes in documentation comments, such as a description of a missing member, a
/// return value without description, or a definition without documentation. With `strict: true` these mistakes are
/// errors.
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! { path: "schemas/thermostat.json", strict: true }
/// }
/// # fn main() {}
/// ```
///
/// ## `protocol`: the handshake
///
/// `qmp` (a greeting, then capabilities), `guest_agent` (synchronisation) or `bare` (neither). Without this option the
/// commands of the schema decide: `qmp_capabilities` means `qmp`, `guest-sync-delimited` or `guest-sync` means
/// `guest_agent`, and any other schema is `bare`.
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! { path: "schemas/thermostat.json", protocol: qmp }
/// }
/// # fn main() {}
/// ```
///
/// ## `reference`: online documentation
///
/// Address for a link from each definition. `{kind}` (`command`, `event`, `object`, `enum`, `alternate`), `{module}`
/// (the schema file without folder and `.json`) and `{name}` are replaced by the values of the definition. For QEMU's
/// monitor: `https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html#{kind}-QMP-{module}.{name}`.
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! {
///         path: "schemas/thermostat.json",
///         reference: "https://example.org/thermostat#{kind}-{name}",
///     }
/// }
/// # fn main() {}
/// ```
///
/// ## `notes`: texts about the definitions
///
/// Path of a file with a text for each of some definitions, for schemas whose documentation is short or absent. The
/// text comes first in the documentation of the definition. A heading of the second level is the path of a schema file,
/// relative to the folder of the notes; a heading of the third level is the name of a definition in this file. Names
/// between backticks become links. A note on an unknown definition is an error.
///
/// ```text
#[doc = include_str!("../tests/golden/notes.md")]
/// ```
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! {
///         path: "schemas/qemu/qapi/qapi-schema.json",
///         notes: "schemas/notes.md",
///         commands: ["stop"],
///     }
/// }
/// # fn main() {}
/// ```
///
/// ## `docs`: documentation from another schema
///
/// Path of a schema with the same definitions. Its documentation replaces the documentation of the expanded schema, and
/// does not change the types. A path that starts with an environment variable (`$NAME/..`) has an effect only if the
/// variable is set when the crate is built. The variable is the absolute path of a folder.
///
/// The stock modules take the documentation of QEMU from `$QAPI_DOCS`, a source tree of QEMU:
/// `QAPI_DOCS=/src/qemu cargo doc`.
///
/// ```
/// mod own {
///     qapi_client::qapi_schema! {
///         path: "schemas/thermostat.json",
///         docs: "$THERMOSTAT_SOURCES/schemas/thermostat.json",
///     }
/// }
/// # fn main() {}
/// ```
///
/// ## `share`: reuse the types of another expansion
///
/// Two schemas may have definitions in common, such as those of QEMU and of its storage daemon. Without `share` each
/// expansion has separate types, and a value of one expansion cannot be used with the other. `share` names the other
/// expansion by the absolute path of its module (`crate::..`, or `::name::..` in another crate) and repeats the options
/// of the other expansion in braces. `protocol`, `reference`, `notes` and
/// `docs` have no effect in the braces.
///
/// ```
/// mod plain {
///     qapi_client::qapi_schema!("schemas/thermostat.json");
/// }
/// mod small {
///     qapi_client::qapi_schema! {
///         path: "schemas/thermostat.json",
///         commands: ["query-temperature"],
///         share: crate::plain { "schemas/thermostat.json" },
///     }
/// }
/// # fn main() {
/// let degrees: plain::Temperature = small::Temperature::new(21.5);
/// # }
/// ```
///
/// A type is shared if both expansions have the same module, name, members, values, branches and Rust types for it, and
/// if all types within it are shared. Differences in documentation do not matter. The same rule applies to the structs
/// of commands and events. Shared items are re-exported, so all paths are the same as without `share`. Not shared are
/// items that differ, `Client`, `Event`, and items with a `#[cfg]` of [`config: cfg`](#config-decide-conditions).
///
/// Paths in the braces are relative to the folder of this crate's `Cargo.toml`. If the other expansion is in another
/// crate, this crate needs a copy of the other schema. The options in the braces must be those of the other expansion:
/// otherwise the compiler reports missing names, or shared types do not match the schema.
///
/// # Names
///
/// Types keep their names. Commands, events and enum values become `PascalCase`, members and methods `snake_case`; a
/// keyword becomes a raw identifier (`r#type`), and a leading digit gets an underscore in front. A name that another
/// item has, or that the expansion itself uses (`connect`), gets an underscore at the end. The enum for the
/// discriminator `kind` of the union `Shape` is `ShapeKind`, or `ShapeBranch` if the schema has a type `ShapeKind`.
///
/// # Errors
///
/// Every wrong option is a compile error at that option. A compile error lists the errors of the schema, each with
/// file, line and column.
///
/// # Rebuilding
///
/// The compiler expands the schema again when any file of the schema changes, including included files, when the
/// file of the option `notes` changes, or when the environment variable of the option `docs` changes.
///
/// # Looking at the expansion
///
/// If the environment variable `QAPI_SCHEMA_SHOW` names a folder, such as `target/expanded`, the macro writes the
/// expansion into this folder, formatted if rustfmt is installed. The file is named after the crate and the path in the
/// macro: `own-schemas__vm.rs` for `"schemas/vm.json"` in the crate `own`. Touch a source file if nothing else has
/// changed. `cargo expand` works too.
#[proc_macro]
pub fn qapi_schema(input: TokenStream) -> TokenStream {
    let options = syn::parse_macro_input!(input as options::Options);
    expand::expand(&options).unwrap_or_else(|error| error.into_compile_error().into())
}
