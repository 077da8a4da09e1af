use ::qapi_client as __qapi_client;
///Types of `alternates.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod alternates {
    use super::__qapi_client::__private;
    ///The enum `Mode`: `alternates.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Mode {
        ///`slow`
        Slow,
        ///`fast`
        Fast,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Mode {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Slow, Self::Fast];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Slow => "slow",
                Self::Fast => "fast",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Mode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Mode {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Mode", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Mode {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Mode {}
    impl ::core::hash::Hash for Mode {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Mode {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Mode {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Mode {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The struct `Options`: `alternates.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Options {
        ///`ref`
        pub r#ref: ::core::option::Option<super::alternates::Reference>,
    }
    impl Options {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                r#ref: ::core::option::Option::None,
            }
        }
        ///Sets `ref`.
        #[inline]
        #[must_use]
        pub fn r#ref(
            mut self,
            r#ref: impl ::core::convert::Into<super::alternates::Reference>,
        ) -> Self {
            self.r#ref = ::core::option::Option::Some(r#ref.into());
            self
        }
    }
    impl ::core::default::Default for Options {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Options {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Options {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Options", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Options {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["ref"], |(r#ref,)| { Self { r#ref } })
        }
    }
    impl __private::Serialize for Options {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "ref", (), (&self.r#ref,))
        }
    }
    ///The alternate `Reference`: `alternates.json:5`.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Reference {
        ///`definition`
        Definition(::std::boxed::Box<super::alternates::Options>),
        ///`reference`
        Reference(::std::string::String),
    }
    impl ::core::convert::From<super::alternates::Options> for Reference {
        #[inline]
        fn from(value: super::alternates::Options) -> Self {
            Self::Definition(::std::boxed::Box::new(value))
        }
    }
    impl ::core::convert::From<::std::string::String> for Reference {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::Reference(value)
        }
    }
    impl ::core::convert::From<&str> for Reference {
        #[inline]
        fn from(value: &str) -> Self {
            Self::Reference(::core::convert::From::from(value))
        }
    }
    impl __private::Alternate for Reference {
        const EXPECTED: &'static str = "an object or a string";
        fn object<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Definition(__private::Deserialize::deserialize(value)?),
            )
        }
        fn string<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Reference(__private::Deserialize::deserialize(value)?),
            )
        }
    }
    impl<'de> __private::Deserialize<'de> for Reference {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_alternate(__deserializer)
        }
    }
    impl __private::Serialize for Reference {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Definition(value) => {
                    __private::Serialize::serialize(value, __serializer)
                }
                Self::Reference(value) => {
                    __private::Serialize::serialize(value, __serializer)
                }
            }
        }
    }
    ///The alternate `Anything`: `alternates.json:6`.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Anything {
        ///`mode`
        Mode(super::alternates::Mode),
        ///`flag`
        Flag(bool),
        ///`list`
        List(::std::vec::Vec<f64>),
        ///`number`
        Number(f64),
    }
    impl ::core::convert::From<super::alternates::Mode> for Anything {
        #[inline]
        fn from(value: super::alternates::Mode) -> Self {
            Self::Mode(value)
        }
    }
    impl ::core::convert::From<bool> for Anything {
        #[inline]
        fn from(value: bool) -> Self {
            Self::Flag(value)
        }
    }
    impl ::core::convert::From<::std::vec::Vec<f64>> for Anything {
        #[inline]
        fn from(value: ::std::vec::Vec<f64>) -> Self {
            Self::List(value)
        }
    }
    impl ::core::convert::From<f64> for Anything {
        #[inline]
        fn from(value: f64) -> Self {
            Self::Number(value)
        }
    }
    impl __private::Alternate for Anything {
        const EXPECTED: &'static str = "a string or a boolean or an array or a number";
        fn string<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Mode(__private::Deserialize::deserialize(value)?),
            )
        }
        fn boolean<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Flag(__private::Deserialize::deserialize(value)?),
            )
        }
        fn array<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::List(__private::Deserialize::deserialize(value)?),
            )
        }
        fn number<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Number(__private::Deserialize::deserialize(value)?),
            )
        }
    }
    impl<'de> __private::Deserialize<'de> for Anything {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_alternate(__deserializer)
        }
    }
    impl __private::Serialize for Anything {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Mode(value) => __private::Serialize::serialize(value, __serializer),
                Self::Flag(value) => __private::Serialize::serialize(value, __serializer),
                Self::List(value) => {
                    __private::Serialize::serialize(
                        &__private::Finite(value),
                        __serializer,
                    )
                }
                Self::Number(value) => {
                    __private::Serialize::serialize(
                        &__private::Finite(value),
                        __serializer,
                    )
                }
            }
        }
    }
    ///The alternate `Count`: `alternates.json:8`.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Count {
        ///`number`
        Number(u8),
        ///`flag`
        Flag(bool),
    }
    impl ::core::convert::From<u8> for Count {
        #[inline]
        fn from(value: u8) -> Self {
            Self::Number(value)
        }
    }
    impl ::core::convert::From<bool> for Count {
        #[inline]
        fn from(value: bool) -> Self {
            Self::Flag(value)
        }
    }
    impl __private::Alternate for Count {
        const EXPECTED: &'static str = "a number or a boolean";
        fn number<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Number(__private::Deserialize::deserialize(value)?),
            )
        }
        fn boolean<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Flag(__private::Deserialize::deserialize(value)?),
            )
        }
    }
    impl<'de> __private::Deserialize<'de> for Count {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_alternate(__deserializer)
        }
    }
    impl __private::Serialize for Count {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Number(value) => {
                    __private::Serialize::serialize(value, __serializer)
                }
                Self::Flag(value) => __private::Serialize::serialize(value, __serializer),
            }
        }
    }
    ///The alternate `StrOrNull`: `alternates.json:9`.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum StrOrNull {
        ///`s`
        S(::std::string::String),
        ///`n`
        N(__private::Null),
    }
    impl ::core::convert::From<::std::string::String> for StrOrNull {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::S(value)
        }
    }
    impl ::core::convert::From<&str> for StrOrNull {
        #[inline]
        fn from(value: &str) -> Self {
            Self::S(::core::convert::From::from(value))
        }
    }
    impl ::core::convert::From<__private::Null> for StrOrNull {
        #[inline]
        fn from(value: __private::Null) -> Self {
            Self::N(value)
        }
    }
    impl __private::Alternate for StrOrNull {
        const EXPECTED: &'static str = "a string or null";
        fn string<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::S(__private::Deserialize::deserialize(value)?),
            )
        }
        fn null<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::N(__private::Deserialize::deserialize(value)?),
            )
        }
    }
    impl<'de> __private::Deserialize<'de> for StrOrNull {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_alternate(__deserializer)
        }
    }
    impl __private::Serialize for StrOrNull {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::S(value) => __private::Serialize::serialize(value, __serializer),
                Self::N(value) => __private::Serialize::serialize(value, __serializer),
            }
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::alternates::*;
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
