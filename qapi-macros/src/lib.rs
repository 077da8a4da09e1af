//! `qapi_schema!`: Rust from a QAPI schema.

mod docs;
mod emit;
mod expand;
#[cfg(test)]
mod golden;
mod input;
mod lower;
mod model;
mod names;
mod select;
mod suggest;

use proc_macro::TokenStream;

/// Expands a QAPI schema.
#[proc_macro]
pub fn qapi_schema(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as input::Input);
    expand::expand(&input)
        .unwrap_or_else(syn::Error::into_compile_error)
        .into()
}
