use ::qapi_client as __qapi_client;
///Types of `scales.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod scales {
    use super::__qapi_client::__private;
    ///The struct `Weight`: `scales.json:1`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Weight {
        ///`grams`
        pub grams: f64,
        ///`label`
        pub label: ::core::option::Option<::std::string::String>,
    }
    impl ::core::cmp::PartialEq for Weight {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Weight {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Weight", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Weight {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["grams", "label"],
                |(grams, label)| { Self { grams, label } },
            )
        }
    }
    impl __private::Serialize for Weight {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "grams label",
                (&__private::Finite(&self.grams),),
                (&self.label,),
            )
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::scales::*;
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
    /**The command `weigh`: `scales.json:2`.

Returns [`Weight`](super::scales::Weight).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Weigh {
        ///`what`
        pub what: ::std::string::String,
    }
    impl Weigh {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(what: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { what: what.into() }
        }
    }
    impl ::core::convert::From<::std::string::String> for Weigh {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<&str> for Weigh {
        #[inline]
        fn from(value: &str) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Weigh {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Weigh {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Weigh", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Weigh {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["what"], |(what,)| { Self { what } })
        }
    }
    impl __private::Serialize for Weigh {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "what", (&self.what,), ())
        }
    }
    impl __private::Command for Weigh {
        const NAME: &'static str = "weigh";
        type Return = super::scales::Weight;
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
    ///The event `TILT`: `scales.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Tilt {}
    impl ::core::cmp::PartialEq for Tilt {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Tilt {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Tilt", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Tilt {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Tilt {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Event for Tilt {
        const NAME: &'static str = "TILT";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`TILT`
        Tilt(Tilt),
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
                "TILT" => __private::read_event(data).map(Self::Tilt),
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
    /**The command `weigh`: `scales.json:2`.

Arguments ([`Weigh`](struct@self::commands::Weigh)):
- `what` (`String`, required)

Returns [`Weight`](self::scales::Weight).*/
    #[inline]
    pub fn weigh(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Weigh>,
    ) -> __qapi_client::Call<self::commands::Weigh> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
