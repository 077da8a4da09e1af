//! `Client`: a session with a method for each command.

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
        "A session with a method for each command of the schema. A method returns a \
         future that sends the command when it is awaited.\n\nClones are cheap. The client derefs to the untyped session.",
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
        "impl ::core::convert::From<Client> for __qapi_client::Session {{"
    );
    code!(
        code,
        "#[inline] fn from(client: Client) -> Self {{ client.session }} }}"
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
    doc(code, "The untyped session.");
    code!(
        code,
        "#[inline] pub fn session(&self) -> &__qapi_client::Session {{ &self.session }}"
    );
    code!(code, "__qapi_client::__connect! {{ {protocol} }}");
    doc(
        code,
        "Subscribes to events: from now on, in order. Events that the schema does not know are `Other`.",
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
