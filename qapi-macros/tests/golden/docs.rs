use ::qapi_client as __qapi_client;
/**Types of `docs.json`.

# Heating

Everything that is warm, see [`Valve`](self::docs::Valve).

# Valves

## Of radiators*/
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod docs {
    use super::__qapi_client::__private;
    /**A valve of a radiator \[the thing on the wall\].

> **Note:** Valves stick in summer.

Features:

- `smart`: it listens

The struct `Valve`, since 0.3: `docs.json:40`. [Reference](https://example.org/ref#object-docs.Valve)*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Valve {
        ///`open`: how far it is open, in percent; see `id` and [`heat`](super::Client::heat)
        pub open: i64,
        /**`id`: its name

- short
- unique*/
        pub id: ::core::option::Option<::std::string::String>,
    }
    impl Valve {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(open: i64) -> Self {
            Self {
                open,
                id: ::core::option::Option::None,
            }
        }
        ///Sets `id`.
        #[inline]
        #[must_use]
        pub fn id(
            mut self,
            id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.id = ::core::option::Option::Some(id.into());
            self
        }
    }
    impl ::core::cmp::PartialEq for Valve {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Valve {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Valve", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Valve {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["open", "id"],
                |(open, id)| { Self { open, id } },
            )
        }
    }
    impl __private::Serialize for Valve {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "open id", (&self.open,), (&self.id,))
        }
    }
    /**A type with the name of an item of the expansion.

The struct `Event`: `docs.json:80`. [Reference](https://example.org/ref#object-docs.Event)*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Event {
        ///`at`: when
        pub at: i64,
    }
    impl Event {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(at: i64) -> Self {
            Self { at }
        }
    }
    impl ::core::cmp::PartialEq for Event {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Event {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Event", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Event {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["at"], |(at,)| { Self { at } })
        }
    }
    impl __private::Serialize for Event {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "at", (&self.at,), ())
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::docs::*;
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
    /**Heat a room with its [`Valve`](super::docs::Valve).

```text
-> { "execute": "heat", "arguments": { "valve": "north" } }
<- { "return": 21.5 }
```

# Returns

`f64`: how warm it got

# Errors

- If the valve is stuck

The command `heat`, since 0.4: `docs.json:61`. [Reference](https://example.org/ref#command-docs.heat)*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Heat {
        ///`valve`: which one
        pub valve: ::std::string::String,
    }
    impl Heat {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(valve: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { valve: valve.into() }
        }
    }
    impl ::core::convert::From<::std::string::String> for Heat {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<&str> for Heat {
        #[inline]
        fn from(value: &str) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Heat {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Heat {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Heat", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Heat {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["valve"], |(valve,)| { Self { valve } })
        }
    }
    impl __private::Serialize for Heat {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "valve", (&self.valve,), ())
        }
    }
    impl __private::Command for Heat {
        const NAME: &'static str = "heat";
        type Return = f64;
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
    /**Somebody left a window open.

The event `COLD`, since 0.5, if `CONFIG_WINTER`: `docs.json:71`. [Reference](https://example.org/ref#event-docs.COLD)*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Cold {
        ///`celsius`
        pub celsius: f64,
    }
    impl ::core::cmp::PartialEq for Cold {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Cold {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Cold", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Cold {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["celsius"],
                |(celsius,)| { Self { celsius } },
            )
        }
    }
    impl __private::Serialize for Cold {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "celsius",
                (&__private::Finite(&self.celsius),),
                (),
            )
        }
    }
    impl __private::Event for Cold {
        const NAME: &'static str = "COLD";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`COLD`
        Cold(Cold),
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
                "COLD" => __private::read_event(data).map(Self::Cold),
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
    /**Heat a room with its [`Valve`](self::docs::Valve).

Arguments ([`Heat`](struct@self::commands::Heat)):
- `valve` (`String`, required): which one

```text
-> { "execute": "heat", "arguments": { "valve": "north" } }
<- { "return": 21.5 }
```

# Returns

`f64`: how warm it got

# Errors

- If the valve is stuck

The command `heat`, since 0.4: `docs.json:61`. [Reference](https://example.org/ref#command-docs.heat)*/
    #[inline]
    pub fn heat(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Heat>,
    ) -> __qapi_client::Call<self::commands::Heat> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
