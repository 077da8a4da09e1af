//! `qapi_schema!`: Rust from a QAPI schema. Programs call the macro of that name in the crate `qapi-client`.

#[cfg(test)]
mod absent;
mod conditions;
mod docs;
mod emit;
mod expand;
#[cfg(test)]
mod golden;
mod input;
mod lower;
mod model;
mod names;
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
/// The path is relative to the folder of the crate's `Cargo.toml`. Put the macro into a module of its own, as above: the
/// modules of the expansion refer to each other through their parent.
///
/// # The expansion
///
/// - **A module for each schema file** (`block-core.json`: `block_core`) with the types of that file. All types are
///   re-exported where the macro stands.
/// - **`commands`**, a struct of the arguments for each command. Where the schema names a type for the arguments, the
///   struct wraps that type.
/// - **`events`**, a struct of the data for each event, and `events::Event`, the enum of all events.
/// - **`prelude`**, all of that for glob imports. A schema may have a type `String`, which `use own::*` would put in the
///   place of Rust's; `use own::prelude::*` does not.
/// - **`Client`**, a typed handle to a session, with a method for each command.
///
/// Structs have public fields. Types that a program sends also have `new`, whose parameters are the required members, and
/// a chained setter for each optional member. Lists are taken from any iterator, arrays included; file names are strings
/// in QAPI, so that a path needs `path.to_str()` or `path.display().to_string()`. A command with one required member converts from the type of that member,
/// a command without required members from `()`.
///
/// All types have `Clone`, `Debug` and `==`. Types that a program sends and that have no required member have `Default`.
///
/// A union is a struct of its common members. The field of the discriminator is an enum whose variants carry the data of
/// the branches. A union has a constructor for each branch (`SocketAddress::unix(..)`), and converts from the data of a
/// branch if nothing else is required and the type of the data tells the branch.
///
/// Peers may be newer than the schema: enumerations, discriminators and `Event` have a variant `Other` for values that
/// the schema does not know, and unknown members are skipped.
///
/// `Debug` and `==` go by the value on the wire. `Debug` masks members whose names say that they are secret: passwords,
/// tokens, the `data` of a secret, the input of a program in the guest.
///
/// Numbers are exact: every `u64` is kept, NaN and infinities are refused
/// when they are sent, and a number that does not fit its type is refused when it is received. An absent member is
/// `None`; `null` is a value of its own, [`Null`](https://docs.rs/qapi-client/latest/qapi_client/struct.Null.html).
///
/// # A whole expansion
///
/// The schema `scales.json`,
///
/// ```text
#[doc = include_str!("../tests/golden/scales.json")]
/// ```
///
/// becomes the code below, here with line breaks for readers. Names that begin with `__` are private to the expansion and
/// the client crate, and may change with every release.
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
/// The expansion in a crate has one more item: a `const` without a name that includes the bytes of the schema's files, so
/// that the compiler expands again when one of these files changes.
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
/// Lists of names, in which `*` stands for any text. With either option the macro expands only these commands and events
/// and the types that they need. A name that the schema does not have is an error.
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
/// A schema makes parts of itself depend on symbols of the peer's build (`'if': 'CONFIG_LINUX'`). `CONFIG_X` says that
/// the symbol is defined, `!CONFIG_X` that it is not, `!_` that no other symbol is. Definitions whose condition does not
/// hold are not expanded. Definitions whose condition stays open are expanded and documented with their condition; a
/// member with an open condition may be absent when it is received. A symbol that the schema does not name is an error.
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
/// `config: cfg` makes every condition depend on the features of the crate that expands the schema: `'if':
/// 'THERMOSTAT_FROST'` becomes `#[cfg(feature = "THERMOSTAT_FROST")]`. List the features in that crate's `Cargo.toml`; a
/// feature that is not listed is never on.
///
/// ```
/// # #![allow(unexpected_cfgs)]
/// mod own {
///     qapi_client::qapi_schema! { path: "schemas/thermostat.json", config: cfg }
/// }
/// # fn main() {}
/// ```
///
/// ## `since`: the oldest peer to be understood
///
/// Members that such a peer does not send yet are `Option`s in what is received, as if the schema called them optional;
/// `new` takes them all the same. The schema's documentation says since when a member exists: by its own `(since 10.1)`,
/// or by the `Since:` of its type, of the base that brings it, of the type of its branch, or of what a command returns.
/// A command or event that is younger than the oldest peer counts from its own release.
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
/// Documentation is not always right. `"Type.member"` makes a required member an `Option` in what is received;
/// `!"Type.member"` keeps a member required that `since` would make an `Option`, such as one that was moved into a new
/// base. The name of an event stands for its data.
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
/// ## `strict`: documentation that is right
///
/// QEMU's generator also refuses mistakes in documentation comments: a description of a member that does not exist, a
/// return value that is not described, a definition without documentation. `strict: true` makes them errors.
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
/// `qmp` (a greeting, then capabilities), `guest_agent` (synchronisation) or `bare` (neither). Without it the schema
/// decides: one with the command `qmp_capabilities` speaks QMP, one with `guest-sync-delimited` or `guest-sync` is a guest
/// agent's, any other is bare.
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
/// Address for a link from each definition. `{kind}` (`command`, `event`, `object`, `enum`, `alternate`), `{module}` (the
/// schema file without folder and `.json`) and `{name}` are replaced by those of the definition. For QEMU's monitor:
/// `https://www.qemu.org/docs/master/interop/qemu-qmp-ref.html#{kind}-QMP-{module}.{name}`.
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
/// ## `share`: reuse the types of another expansion
///
/// Two schemas may have definitions in common, such as those of QEMU and of its storage daemon. Without `share` each
/// expansion has types of its own, so that a value of one expansion does not fit the other. `share` names the other
/// expansion by the absolute path of its module (`crate::..`, or `::name::..` in another crate) and repeats its options in
/// braces; `protocol` and `reference` make no difference there.
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
/// if all types within it are shared. Prose does not matter. The same rule holds for the structs of commands and events.
/// Shared items are re-exported, so that all paths are the same as without `share`. Items that differ stay the
/// expansion's own, and so do `Client`, `Event` and items with a `#[cfg]` of [`config: cfg`](#config-decide-conditions).
///
/// Paths in the braces are relative to the folder of this crate's `Cargo.toml`, also where the other expansion is in
/// another crate: this crate then needs a copy of that schema. If the braces differ from the options of the other
/// expansion, the compiler reports missing names, or shared types differ from this schema.
///
/// # Names
///
/// Types keep their names. Commands, events and enum values become `PascalCase`, members and methods `snake_case`; a
/// keyword becomes a raw identifier (`r#type`), and a leading digit gets an underscore in front. A name that is taken, by
/// another name or by the expansion itself (`connect`), gets an underscore at its end. The discriminator of the union
/// `Shape` is `ShapeKind` if its member is `kind`, or `ShapeBranch` if the schema has a type `ShapeKind`.
///
/// # Errors
///
/// Every mistake is a compile error at its option. Errors of the schema are all listed, each with file, line and column.
///
/// # Rebuilding
///
/// The compiler expands again when a file of the schema changes, also when that file is included by others.
///
/// # Looking at the expansion
///
/// With `QAPI_SCHEMA_SHOW=target/expanded` in the environment the macro writes the expansion into that folder, formatted
/// if rustfmt is installed. The crate and the path in the macro name the file: `own-schemas__vm.rs` for
/// `"schemas/vm.json"` in the crate `own`. Touch a source file if nothing else has changed. `cargo expand` works as well.
#[proc_macro]
pub fn qapi_schema(input: TokenStream) -> TokenStream {
    let options = syn::parse_macro_input!(input as options::Options);
    expand::expand(&options).unwrap_or_else(|error| error.into_compile_error().into())
}
