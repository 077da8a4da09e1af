//! Macro that expands a schema.

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
/// The path is relative to the folder of the crate's `Cargo.toml`. A change of this file, or of an included file,
/// triggers a rebuild. Options follow the path: `config`, `commands`, `events`, `since`, `optional`, `strict`,
/// `protocol`, `reference`, `share`. The [reference](macro@qapi_macros::qapi_schema) of the macro describes the
/// options, shows a whole expansion and lists the rules for Rust names.
///
/// The expansion finds this crate without an option, even if the dependency is renamed or the crate is re-exported.
#[macro_export]
macro_rules! qapi_schema {
    ($($options:tt)*) => {
        $crate::__private::qapi_schema! { @$crate $($options)* }
    };
}
