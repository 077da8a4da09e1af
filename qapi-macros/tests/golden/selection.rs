use ::qapi_client as __qapi_client;
///Types of `selection.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod selection {
    use super::__qapi_client::__private;
    ///The struct `Status`: `selection.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Status {
        ///`state`
        pub state: super::selection::State,
    }
    impl ::core::cmp::PartialEq for Status {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Status {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Status", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Status {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["state"], |(state,)| { Self { state } })
        }
    }
    impl __private::Serialize for Status {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "state", (&self.state,), ())
        }
    }
    ///The enum `State`: `selection.json:5`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum State {
        ///`running`
        Running,
        ///`paused`
        Paused,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl State {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Running, Self::Paused];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Running => "running",
                Self::Paused => "paused",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for State {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for State {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("State", self, f)
        }
    }
    impl ::core::cmp::PartialEq for State {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for State {}
    impl ::core::hash::Hash for State {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl<'de> __private::Deserialize<'de> for State {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for State {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The struct `Name`: `selection.json:9`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Name {
        ///`name`
        pub name: ::core::option::Option<::std::string::String>,
    }
    impl ::core::cmp::PartialEq for Name {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Name {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Name", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Name {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["name"], |(name,)| { Self { name } })
        }
    }
    impl __private::Serialize for Name {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "name", (), (&self.name,))
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::selection::*;
///Commands: a struct of the arguments for each, to be called by the method of [`Client`](struct@self::Client) or given to `execute`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod commands {
    use super::__qapi_client::__private;
    /**The command `query-status`: `selection.json:7`.

Returns [`Status`](super::selection::Status).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QueryStatus {}
    impl QueryStatus {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for QueryStatus {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for QueryStatus {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for QueryStatus {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QueryStatus", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for QueryStatus {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for QueryStatus {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for QueryStatus {
        const NAME: &'static str = "query-status";
        type Return = super::selection::Status;
    }
    /**The command `query-name`: `selection.json:8`.

Returns [`Name`](super::selection::Name).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QueryName {}
    impl QueryName {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for QueryName {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for QueryName {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for QueryName {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QueryName", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for QueryName {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for QueryName {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for QueryName {
        const NAME: &'static str = "query-name";
        type Return = super::selection::Name;
    }
    ///The command `stop`: `selection.json:10`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Stop {}
    impl Stop {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Stop {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Stop {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Stop {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Stop", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Stop {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Stop {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for Stop {
        const NAME: &'static str = "stop";
        type Return = __private::Empty;
    }
}
///Events: a struct of the data for each, and [`Event`](enum@self::events::Event), the enum of them all.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod events {
    use super::__qapi_client::__private;
    ///The event `STOP`: `selection.json:12`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Stop {}
    impl ::core::cmp::PartialEq for Stop {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Stop {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Stop", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Stop {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Stop {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Event for Stop {
        const NAME: &'static str = "STOP";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`STOP`
        Stop(Stop),
        ///An event that the schema does not know.
        Other(__private::RawEvent),
    }
    impl __private::EventSet for Event {
        const NAME: ::core::option::Option<&'static str> = ::core::option::Option::None;
        #[inline]
        fn decode(
            name: &str,
            data: ::core::option::Option<&__private::RawValue>,
        ) -> ::core::result::Result<Self, __private::Error> {
            match name {
                "STOP" => __private::read_event(data).map(Self::Stop),
                _ => {
                    ::core::result::Result::Ok(
                        Self::Other(__private::other_event(name, data)),
                    )
                }
            }
        }
    }
}
///All items of the expansion, for glob imports. Where the schema has a type with a name of Rust's prelude, such as `String`, the name stays Rust's.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod prelude {
    #[doc(no_inline)]
    pub use super::*;
}
/**A session with a method for each command of the schema. A method returns a future that sends the command when it is awaited.

Clones are cheap. The client derefs to the untyped session.*/
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Client {
    session: __qapi_client::Session,
}
impl ::core::convert::From<__qapi_client::Session> for Client {
    #[inline]
    fn from(session: __qapi_client::Session) -> Self {
        Self { session }
    }
}
impl ::core::convert::From<Client> for __qapi_client::Session {
    #[inline]
    fn from(client: Client) -> Self {
        client.session
    }
}
impl ::core::ops::Deref for Client {
    type Target = __qapi_client::Session;
    #[inline]
    fn deref(&self) -> &__qapi_client::Session {
        &self.session
    }
}
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
impl Client {
    ///The untyped session.
    #[inline]
    pub fn session(&self) -> &__qapi_client::Session {
        &self.session
    }
    __qapi_client::__connect! {
        Bare
    }
    ///Subscribes to events: from now on, in order. Events that the schema does not know are `Other`.
    #[inline]
    pub fn events(&self) -> __qapi_client::EventStream<self::events::Event> {
        self.session.subscribe()
    }
    /**The command `query-status`: `selection.json:7`.

Returns [`Status`](self::selection::Status).*/
    #[inline]
    pub fn query_status(&self) -> __qapi_client::Call<self::commands::QueryStatus> {
        __qapi_client::__private::call(&self.session, self::commands::QueryStatus::new())
    }
    /**The command `query-name`: `selection.json:8`.

Returns [`Name`](self::selection::Name).*/
    #[inline]
    pub fn query_name(&self) -> __qapi_client::Call<self::commands::QueryName> {
        __qapi_client::__private::call(&self.session, self::commands::QueryName::new())
    }
    ///The command `stop`: `selection.json:10`.
    #[inline]
    pub fn stop(&self) -> __qapi_client::Call<self::commands::Stop> {
        __qapi_client::__private::call(&self.session, self::commands::Stop::new())
    }
}
