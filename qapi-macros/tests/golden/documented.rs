use ::qapi_client as __qapi_client;
///Types of `documented.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod documented {
    use super::__qapi_client::__private;
    /**A lamp of another release.

The struct `Lamp`: `documented.json:11`.*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Lamp {
        ///`power`: in watts
        pub power: i64,
        /**`colour`: as [`dim`](super::Client::dim) left it

Required by the schema, absent from peers older than 2.0.*/
        pub colour: ::core::option::Option<::std::string::String>,
    }
    impl ::core::cmp::PartialEq for Lamp {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Lamp {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Lamp", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Lamp {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["power", "colour"],
                |(power, colour)| { Self { power, colour } },
            )
        }
    }
    impl __private::Serialize for Lamp {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "power colour",
                (&self.power,),
                (&self.colour,),
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
pub use self::documented::*;
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
    /**Dim a [`Lamp`](super::documented::Lamp).

# Returns

[`Lamp`](super::documented::Lamp): the lamp

The command `dim`, since 1.5: `documented.json:20`.*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Dim {
        ///`level`: in percent
        pub level: i64,
    }
    impl Dim {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(level: i64) -> Self {
            Self { level }
        }
    }
    impl ::core::convert::From<i64> for Dim {
        #[inline]
        fn from(value: i64) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Dim {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Dim {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Dim", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Dim {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["level"], |(level,)| { Self { level } })
        }
    }
    impl __private::Serialize for Dim {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "level", (&self.level,), ())
        }
    }
    impl __private::Command for Dim {
        const NAME: &'static str = "dim";
        type Return = super::documented::Lamp;
    }
    /**Only this schema has this command.

The command `blink`: `documented.json:27`.*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Blink {}
    impl Blink {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Blink {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Blink {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Blink {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Blink", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Blink {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Blink {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for Blink {
        const NAME: &'static str = "blink";
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
    /**Dim a [`Lamp`](self::documented::Lamp).

Arguments ([`Dim`](struct@self::commands::Dim)):
- `level` (`i64`, required): in percent

# Returns

[`Lamp`](self::documented::Lamp): the lamp

The command `dim`, since 1.5: `documented.json:20`.*/
    #[inline]
    pub fn dim(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Dim>,
    ) -> __qapi_client::Call<self::commands::Dim> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**Only this schema has this command.

The command `blink`: `documented.json:27`.*/
    #[inline]
    pub fn blink(&self) -> __qapi_client::Call<self::commands::Blink> {
        __qapi_client::__private::call(&self.session, self::commands::Blink::new())
    }
}
