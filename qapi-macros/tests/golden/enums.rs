use ::qapi_client as __qapi_client;
///Types of `enums.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod enums {
    use super::__qapi_client::__private;
    ///The enum `Colour`: `enums.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Colour {
        ///`red`
        Red,
        ///`dark-green`
        DarkGreen,
        ///`old` **deprecated**
        #[deprecated]
        Old,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Colour {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Red, Self::DarkGreen, Self::Old];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Red => "red",
                Self::DarkGreen => "dark-green",
                Self::Old => "old",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Colour {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Colour {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Colour", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Colour {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Colour {}
    impl ::core::hash::Hash for Colour {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Colour {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Colour {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Colour {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The enum `Awkward`: `enums.json:5`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Awkward {
        ///`144`
        _144,
        ///`1-1`
        _1_1,
        ///`11`
        _11,
        ///`self`
        Self_,
        ///`other`
        Other,
        ///`a-b`
        AB,
        ///`ab`
        Ab,
        ///`type`
        Type,
        ///`all`
        All,
        ///`ALL`
        All_,
        ///A value that the schema does not know.
        Other_(::std::string::String),
    }
    impl Awkward {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[
            Self::_144,
            Self::_1_1,
            Self::_11,
            Self::Self_,
            Self::Other,
            Self::AB,
            Self::Ab,
            Self::Type,
            Self::All,
            Self::All_,
        ];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::_144 => "144",
                Self::_1_1 => "1-1",
                Self::_11 => "11",
                Self::Self_ => "self",
                Self::Other => "other",
                Self::AB => "a-b",
                Self::Ab => "ab",
                Self::Type => "type",
                Self::All => "all",
                Self::All_ => "ALL",
                Self::Other_(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Awkward {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Awkward {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Awkward", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Awkward {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Awkward {}
    impl ::core::hash::Hash for Awkward {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Awkward {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other_)
        }
    }
    impl<'de> __private::Deserialize<'de> for Awkward {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other_)
        }
    }
    impl __private::Serialize for Awkward {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The enum `Nothing`: `enums.json:6`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Nothing {
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Nothing {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Nothing {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Nothing {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Nothing", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Nothing {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Nothing {}
    impl ::core::hash::Hash for Nothing {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Nothing {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Nothing {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Nothing {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::enums::*;
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
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
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
