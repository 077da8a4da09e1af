//! `qapi_schema!`: Rust from a QAPI schema. To be used through the crate `qapi-client`, which re-exports it.

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
/// The path is relative to the folder of the crate's `Cargo.toml`. Put the macro into a module of its own, as above: it
/// writes modules that refer to each other through their parent.
///
/// # What it writes
///
/// - **One module per schema file** (`block-core.json`: `block_core`) with the types of that file, all of them re-exported
///   where the macro stands.
/// - **`commands`**, a struct of the arguments for each command. Where the schema names a type for them, the struct wraps it.
/// - **`events`**, a struct of the data for each event, and `events::Event`, the enum of them all.
/// - **`Client`**, a typed handle to a session, with a method for each command.
///
/// Structs have public fields; what a program sends also has `new`, whose parameters are the required members, and a chained
/// setter for each optional one. A command with one required member converts from it, one without any from `()`.
/// The types that a program makes have `==`; commands, events and what only the peer sends have not, which is worth a
/// good tenth of the compiler's time: `serde_json::to_value` makes them comparable.
///
/// Enumerations, the discriminators of unions and `Event` have an arm `Other` for what the schema does not know, and
/// unknown members are skipped, so that a newer peer does no harm. A union is a struct of its common members, one of which,
/// named like the discriminator, is an enum that carries the data of the branch.
///
/// `Debug` masks what names say is secret: passwords, tokens, the `data` of a secret, the input of a guest's program.
///
/// `Debug` and `==` go by what is on the wire. Numbers are exact: `u64` goes through unharmed, NaN and infinities are refused
/// when they are sent, and so is a number that does not fit its type when it is received. What is absent is `None`;
/// `null` is a value of its own, [`Null`](https://docs.rs/qapi-client/latest/qapi_client/struct.Null.html).
///
/// # A whole expansion
///
/// The schema `scales.json`,
///
/// ```text
#[doc = include_str!("../tests/golden/scales.json")]
/// ```
///
/// becomes what follows here, where only lines and doc comments are laid out for people. What begins with `__` is between
/// the expansion and the client crate, and may change with every release.
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
/// Where the macro stands in a crate, there is one more item, a `const` without a name that includes the bytes of the
/// schema's files: it is what makes the compiler expand anew when one of them changes.
///
/// # Options
///
/// All but the path are optional, in any order. `qapi_schema!("path", option: ..)` is short for
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
/// Names, in which `*` stands for any text. As soon as one of the two is given, only what is named is expanded, and the
/// types that it reaches. What names nothing is an error.
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
/// `config: cfg` ties every condition to the features of the crate that expands the schema: `'if': 'THERMOSTAT_FROST'`
/// becomes `#[cfg(feature = "THERMOSTAT_FROST")]`. List the features in that crate's `Cargo.toml`; one that is not listed
/// is never on.
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
/// An address to link every definition to; `{kind}` (`command`, `event`, `object`, `enum`, `alternate`), `{module}` (the
/// schema file without folder and `.json`) and `{name}` stand for those of the definition. For QEMU's monitor that is
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
/// ## `share`: take from another expansion what it has as well
///
/// Two schemas may have definitions in common, as those of QEMU and of its storage daemon have nearly all of them. By
/// default each expansion has types of its own, and a value of the one is no value of the other. `share` names the other
/// expansion, by the absolute path of its module (`crate::..`, or `::name::..` in another crate), and in braces repeats
/// what it was given; `protocol` and `reference` make no difference there.
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
/// A type is shared if both expansions have it in a module and by a name that are the same, with the same members, values
/// or branches and the same Rust for them, and if all types in it are shared; what the schemas say of it in prose does not
/// matter. The same goes for the structs of commands and events, by what they hold and return. What is shared is
/// re-exported, so that every path is there with `share` as it is without; what differs stays the expansion's own, and so
/// do `Client` and `Event`, and all that depends on a `#[cfg]` of [`config: cfg`](#config-settle-conditions).
///
/// Paths in the braces are relative to the folder of this crate's `Cargo.toml`, too, even where the other expansion is in
/// another crate: it takes a copy of that crate's schema. Where the braces do not say what the other expansion is made of,
/// the compiler misses names in it, or its types are not quite what this schema says.
///
/// # Names
///
/// Types keep their names. Commands, events and enum values become `PascalCase`, members and methods `snake_case`; a
/// keyword becomes a raw identifier (`r#type`), a leading digit gets an underscore in front, and of two names that meet the
/// later one gets an underscore behind, as does one that meets a name of the expansion itself (a command `connect`).
///
/// # Errors
///
/// Whatever is wrong is an error of the compiler at the option that it is about; what is wrong with the schema is listed
/// completely, each with the schema's file, line and column.
///
/// # Rebuilding
///
/// The compiler expands anew whenever one of the schema's files changes, however deep it is included.
///
/// # Looking at the expansion
///
/// With `QAPI_SCHEMA_SHOW=target/expanded` in the environment the expansion is written into that folder of the workspace,
/// formatted if rustfmt is there. The file is named by the crate and the path of the schema as it stands in the macro:
/// `own-schemas__vm.rs` for `"schemas/vm.json"` in the crate `own`. Touch a source file if nothing else has changed.
/// `cargo expand` shows the expansion too.
#[proc_macro]
pub fn qapi_schema(input: TokenStream) -> TokenStream {
    let options = syn::parse_macro_input!(input as options::Options);
    expand::expand(&options).unwrap_or_else(|error| error.into_compile_error().into())
}
