use ::qapi_client as __qapi_client;
///Types of `events.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod events_ {
    use super::__qapi_client::__private;
    ///The struct `Change`: `events.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Change {
        ///`node`
        pub node: ::std::string::String,
    }
    impl ::core::cmp::PartialEq for Change {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Change {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Change", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Change {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["node"], |(node,)| { Self { node } })
        }
    }
    impl __private::Serialize for Change {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "node", (&self.node,), ())
        }
    }
    ///The enum `Why`: `events.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Why {
        ///`host`
        Host,
        ///`guest`
        Guest,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Why {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Host, Self::Guest];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Host => "host",
                Self::Guest => "guest",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Why {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Why {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Why", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Why {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Why {}
    impl ::core::hash::Hash for Why {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Why {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Why {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Why {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The union `Cause`: `events.json:5`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Cause {
        ///`why`
        pub why: super::events_::CauseWhy,
    }
    ///Discriminator `why` of [`Cause`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum CauseWhy {
        ///`host`
        Host(super::events_::Change),
        ///`guest`
        Guest,
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl CauseWhy {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Host(_) => "host",
                Self::Guest => "guest",
                Self::Other(name, _) => name,
            }
        }
    }
    impl ::core::cmp::PartialEq for Cause {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Cause {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Cause", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for CauseWhy {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["host", "guest"]) {
                0 => __private::read_branch(branch, Self::Host),
                1 => ::core::result::Result::Ok(Self::Guest),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Cause {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_union(__deserializer, &["why"], |why, ()| { Self { why } })
        }
    }
    impl __private::Serialize for Cause {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("why", self.why.as_str());
            match &self.why {
                CauseWhy::Host(branch) => __out.branch(branch),
                CauseWhy::Other(_, rest) => __out.rest(rest, &["why"]),
                _ => {}
            }
            __out.end()
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::events_::*;
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
    ///The event `STOP`: `events.json:7`.
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
    ///The event `SHUTDOWN`: `events.json:8`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Shutdown {
        ///`guest`
        pub guest: bool,
        ///`reason`
        pub reason: ::core::option::Option<super::events_::Why>,
    }
    impl ::core::cmp::PartialEq for Shutdown {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Shutdown {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Shutdown", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Shutdown {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["guest", "reason"],
                |(guest, reason)| { Self { guest, reason } },
            )
        }
    }
    impl __private::Serialize for Shutdown {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "guest reason",
                (&self.guest,),
                (&self.reason,),
            )
        }
    }
    impl __private::Event for Shutdown {
        const NAME: &'static str = "SHUTDOWN";
    }
    ///The event `NODE_CHANGED`: `events.json:9`.
    #[derive(::core::clone::Clone)]
    pub struct NodeChanged(
        ///All members.
        pub super::events_::Change,
    );
    impl ::core::convert::From<super::events_::Change> for NodeChanged {
        #[inline]
        fn from(value: super::events_::Change) -> Self {
            Self(value)
        }
    }
    impl ::core::ops::Deref for NodeChanged {
        type Target = super::events_::Change;
        #[inline]
        fn deref(&self) -> &super::events_::Change {
            &self.0
        }
    }
    impl ::core::fmt::Debug for NodeChanged {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("NodeChanged", self, f)
        }
    }
    impl ::core::cmp::PartialEq for NodeChanged {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for NodeChanged {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for NodeChanged {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Event for NodeChanged {
        const NAME: &'static str = "NODE_CHANGED";
    }
    /**The event `CRASHED`: `events.json:10`.

Features:

- `deprecated`*/
    #[deprecated]
    #[derive(::core::clone::Clone)]
    pub struct Crashed(
        ///All members.
        pub super::events_::Cause,
    );
    impl ::core::convert::From<super::events_::Cause> for Crashed {
        #[inline]
        fn from(value: super::events_::Cause) -> Self {
            Self(value)
        }
    }
    impl ::core::ops::Deref for Crashed {
        type Target = super::events_::Cause;
        #[inline]
        fn deref(&self) -> &super::events_::Cause {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Crashed {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Crashed", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Crashed {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Crashed {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Crashed {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Event for Crashed {
        const NAME: &'static str = "CRASHED";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`STOP`
        Stop(Stop),
        ///`SHUTDOWN`
        Shutdown(Shutdown),
        ///`NODE_CHANGED`
        NodeChanged(NodeChanged),
        ///`CRASHED`
        Crashed(Crashed),
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
                "SHUTDOWN" => __private::read_event(data).map(Self::Shutdown),
                "NODE_CHANGED" => __private::read_event(data).map(Self::NodeChanged),
                "CRASHED" => __private::read_event(data).map(Self::Crashed),
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
}
