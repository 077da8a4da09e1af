//! Events: a struct for the data of each event, and the enum of all events.

use super::code::{Code, cfg, code, doc};
use super::module::open_module;
use super::needs::Needs;
use super::payload::payload;
use super::structs::Role;
use crate::model::{EVENTS, Expansion, RustEvent};

pub(super) fn module(code: &mut Code, needs: &Needs, expansion: &Expansion) {
    open_module(
        code,
        expansion,
        EVENTS,
        "Events: a struct of the data for each, and [`Event`](enum@self::events::Event), the enum of them all.",
    );
    let shared = |e: &&RustEvent| expansion.shared.has(EVENTS, e.data.name());
    for event in expansion.events.iter().filter(|e| !shared(e)) {
        payload(code, needs, &event.data, Role::Other);
        cfg(code, event.data.attrs());
        code!(code, "impl __private::Event for {} {{", event.data.name());
        code!(code, "const NAME: &'static str = {:?}; }}", event.wire);
    }
    all(code, expansion);
    code!(code, "}}");
}

fn all(code: &mut Code, expansion: &Expansion) {
    let Expansion {
        events,
        other_event: other,
        ..
    } = expansion;
    doc(
        code,
        "An event of the schema, or one that the schema does not know.",
    );
    code!(
        code,
        "#[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]"
    );
    code!(code, "#[non_exhaustive] pub enum Event {{");
    for event in events {
        cfg(code, event.data.attrs());
        doc(code, &format!("`{}`", event.wire));
        code!(code, "{}({}),", event.variant, event.data.name());
    }
    doc(code, "An event that the schema does not know.");
    code!(code, "{other}(__private::RawEvent), }}");
    decode(code, events, other);
}

fn decode(code: &mut Code, events: &[RustEvent], other: &str) {
    code!(code, "impl __private::EventSet for Event {{");
    code!(
        code,
        "const NAME: ::core::option::Option<&'static str> = ::core::option::Option::None;"
    );
    code!(
        code,
        "#[inline] fn decode(name: &str, data: ::core::option::Option<&__private::RawValue>) \
         -> ::core::result::Result<Self, __private::Error> {{ match name {{"
    );
    for event in events {
        cfg(code, event.data.attrs());
        code!(
            code,
            "{:?} => __private::read_event(data).map(Self::{}),",
            event.wire,
            event.variant
        );
    }
    code!(
        code,
        "_ => ::core::result::Result::Ok(Self::{other}(__private::other_event(name, data))), }} }} }}"
    );
}
