//! `Client`: the typed face of a session.

use super::code::{ALLOW, Code, code, doc};
use super::commands;
use crate::model::{Expansion, Protocol};

pub(super) fn client(code: &mut Code, expansion: &Expansion) {
    let protocol = match expansion.protocol {
        Protocol::Qmp => "Qmp",
        Protocol::GuestAgent => "GuestAgent",
        Protocol::Bare => "Bare",
    };
    doc(
        code,
        "A session with the commands of the schema: a method each, which returns a \
         future that sends the command once it is awaited.\n\nCheap to clone. It derefs to the untyped session.",
    );
    code!(
        code,
        "{ALLOW} #[derive(::core::clone::Clone, ::core::fmt::Debug)]"
    );
    code!(
        code,
        "pub struct Client {{ session: __qapi_client::Session }}"
    );
    code!(
        code,
        "impl ::core::convert::From<__qapi_client::Session> for Client {{"
    );
    code!(
        code,
        "#[inline] fn from(session: __qapi_client::Session) -> Self {{ Self {{ session }} }} }}"
    );
    code!(
        code,
        "impl ::core::ops::Deref for Client {{ type Target = __qapi_client::Session;"
    );
    code!(
        code,
        "#[inline] fn deref(&self) -> &__qapi_client::Session {{ &self.session }} }}"
    );
    code!(code, "{ALLOW} impl Client {{");
    doc(code, "The session behind it.");
    code!(
        code,
        "#[inline] pub fn session(&self) -> &__qapi_client::Session {{ &self.session }}"
    );
    code!(code, "__qapi_client::__connect! {{ {protocol} }}");
    doc(
        code,
        "The events of the schema from now on, in order; those that it does not know come as `Other`.",
    );
    code!(
        code,
        "#[inline] pub fn events(&self) -> __qapi_client::EventStream<self::events::Event> {{ self.session.subscribe() }}"
    );
    for command in &expansion.commands {
        commands::method(code, command);
    }
    code!(code, "}}");
}
