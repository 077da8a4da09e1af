use ::qapi_client as __qapi_client;
///Types of `notes.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod notes {
    use super::__qapi_client::__private;
    /**A heater with its power in watts.

The struct `Heater`: `notes.json:6`. [Reference](https://example.org/#Heater)*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Heater {
        ///`power`
        pub power: u32,
    }
    impl Heater {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(power: u32) -> Self {
            Self { power }
        }
    }
    impl ::core::cmp::PartialEq for Heater {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Heater {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Heater", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Heater {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["power"], |(power,)| { Self { power } })
        }
    }
    impl __private::Serialize for Heater {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "power", (&self.power,), ())
        }
    }
    ///The struct `HeatOptions`: `notes.json:13`. [Reference](https://example.org/#HeatOptions)
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct HeatOptions {
        ///`degrees`
        pub degrees: i64,
        ///`boost` (since 1.2)
        pub boost: ::core::option::Option<bool>,
    }
    impl HeatOptions {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(degrees: i64) -> Self {
            Self {
                degrees,
                boost: ::core::option::Option::None,
            }
        }
        ///Sets `boost`.
        #[inline]
        #[must_use]
        pub fn boost(mut self, boost: bool) -> Self {
            self.boost = ::core::option::Option::Some(boost);
            self
        }
    }
    impl ::core::cmp::PartialEq for HeatOptions {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for HeatOptions {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("HeatOptions", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for HeatOptions {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["degrees", "boost"],
                |(degrees, boost)| { Self { degrees, boost } },
            )
        }
    }
    impl __private::Serialize for HeatOptions {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "degrees boost",
                (&self.degrees,),
                (&self.boost,),
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
pub use self::notes::*;
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
    /**Warms the room, until a [`WARM`](super::events::Warm) follows. Fails if the [`Heater`](super::notes::Heater) is off.

Documentation of the schema.

Returns [`Heater`](super::notes::Heater).

The command `heat`, since 1.0: `notes.json:22`. [Reference](https://example.org/#heat)*/
    #[derive(::core::clone::Clone)]
    pub struct Heat(
        ///All members.
        pub super::notes::HeatOptions,
    );
    impl ::core::convert::From<super::notes::HeatOptions> for Heat {
        #[inline]
        fn from(value: super::notes::HeatOptions) -> Self {
            Self(value)
        }
    }
    impl Heat {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(degrees: i64) -> Self {
            Self(<super::notes::HeatOptions>::new(degrees))
        }
        ///Sets `boost`.
        #[inline]
        #[must_use]
        pub fn boost(mut self, boost: bool) -> Self {
            self.0 = self.0.boost(boost);
            self
        }
    }
    impl ::core::convert::From<i64> for Heat {
        #[inline]
        fn from(value: i64) -> Self {
            Self::new(value)
        }
    }
    impl ::core::ops::Deref for Heat {
        type Target = super::notes::HeatOptions;
        #[inline]
        fn deref(&self) -> &super::notes::HeatOptions {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Heat {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Heat", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Heat {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Heat {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Heat {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Heat {
        const NAME: &'static str = "heat";
        type Return = super::notes::Heater;
    }
    /**The command `list-heaters`: `notes.json:24`. [Reference](https://example.org/#list-heaters)

Returns [`Vec<Heater>`](super::notes::Heater).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct ListHeaters {}
    impl ListHeaters {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for ListHeaters {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for ListHeaters {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for ListHeaters {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("ListHeaters", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for ListHeaters {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for ListHeaters {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for ListHeaters {
        const NAME: &'static str = "list-heaters";
        type Return = ::std::vec::Vec<super::notes::Heater>;
    }
    /**Name a [`Heater`](super::notes::Heater), as [`list-heaters`](super::Client::list_heaters) shows it.

# Returns

`String`: the label that it had

The command `label`: `notes.json:38`. [Reference](https://example.org/#label)*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Label {
        /**`like`: another heater
to compare it with **deprecated***/
        #[deprecated]
        pub like: ::core::option::Option<super::notes::Heater>,
        ///`text`: its label (since 1.1)
        pub text: ::std::string::String,
    }
    impl Label {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(text: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                like: ::core::option::Option::None,
                text: text.into(),
            }
        }
        ///Sets `like`.
        #[deprecated]
        #[inline]
        #[must_use]
        pub fn like(
            mut self,
            like: impl ::core::convert::Into<super::notes::Heater>,
        ) -> Self {
            self.like = ::core::option::Option::Some(like.into());
            self
        }
    }
    impl ::core::convert::From<::std::string::String> for Label {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<&str> for Label {
        #[inline]
        fn from(value: &str) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Label {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Label {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Label", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Label {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["like", "text"],
                |(like, text)| { Self { like, text } },
            )
        }
    }
    impl __private::Serialize for Label {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "text like", (&self.text,), (&self.like,))
        }
    }
    impl __private::Command for Label {
        const NAME: &'static str = "label";
        type Return = ::std::string::String;
    }
    ///The command `tune`: `notes.json:43`. [Reference](https://example.org/#tune)
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Tune {
        ///`knob`
        pub knob: ::core::option::Option<::std::string::String>,
        ///Members that the schema does not declare.
        pub extra: __private::Map<::std::string::String, __private::Value>,
    }
    impl Tune {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                knob: ::core::option::Option::None,
                extra: __private::Map::new(),
            }
        }
        ///Sets `knob`.
        #[inline]
        #[must_use]
        pub fn knob(
            mut self,
            knob: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.knob = ::core::option::Option::Some(knob.into());
            self
        }
        ///Adds a member that the schema does not declare.
        #[inline]
        #[must_use]
        pub fn extra(
            mut self,
            name: impl ::core::convert::Into<::std::string::String>,
            value: impl ::core::convert::Into<__private::Value>,
        ) -> Self {
            self.extra.insert(name.into(), value.into());
            self
        }
    }
    impl ::core::default::Default for Tune {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::convert::From<()> for Tune {
        #[inline]
        fn from((): ()) -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Tune {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Tune {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Tune", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Tune {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_free(
                __deserializer,
                &["knob"],
                |extra, (knob,)| { Self { knob, extra } },
            )
        }
    }
    impl __private::Serialize for Tune {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put_some("knob", &self.knob);
            __out.rest(&self.extra, &[if self.knob.is_some() { "knob" } else { "" }]);
            __out.end()
        }
    }
    impl __private::Command for Tune {
        const NAME: &'static str = "tune";
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
    /**The room is warm.

The event `WARM`: `notes.json:45`. [Reference](https://example.org/#WARM)*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Warm {}
    impl ::core::cmp::PartialEq for Warm {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Warm {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Warm", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Warm {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Warm {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Event for Warm {
        const NAME: &'static str = "WARM";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`WARM`
        Warm(Warm),
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
                "WARM" => __private::read_event(data).map(Self::Warm),
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
    /**Warms the room, until a [`WARM`](self::events::Warm) follows. Fails if the [`Heater`](self::notes::Heater) is off.

Documentation of the schema.

Arguments ([`Heat`](struct@self::commands::Heat)):
- `degrees` (`i64`, required)
- `boost` (`bool`, optional, since 1.2)

Returns [`Heater`](self::notes::Heater).

The command `heat`, since 1.0: `notes.json:22`. [Reference](https://example.org/#heat)*/
    #[inline]
    pub fn heat(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Heat>,
    ) -> __qapi_client::Call<self::commands::Heat> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `list-heaters`: `notes.json:24`. [Reference](https://example.org/#list-heaters)

Returns [`Vec<Heater>`](self::notes::Heater).*/
    #[inline]
    pub fn list_heaters(&self) -> __qapi_client::Call<self::commands::ListHeaters> {
        __qapi_client::__private::call(&self.session, self::commands::ListHeaters::new())
    }
    /**Name a [`Heater`](self::notes::Heater), as [`list-heaters`](self::Client::list_heaters) shows it.

Arguments ([`Label`](struct@self::commands::Label)):
- `text` (`String`, required): its label (since 1.1)
- `like` ([`Heater`](self::notes::Heater), optional, deprecated): another heater
  to compare it with

# Returns

`String`: the label that it had

The command `label`: `notes.json:38`. [Reference](https://example.org/#label)*/
    #[inline]
    pub fn label(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Label>,
    ) -> __qapi_client::Call<self::commands::Label> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `tune`: `notes.json:43`. [Reference](https://example.org/#tune)

Arguments ([`Tune`](struct@self::commands::Tune)):
- `knob` (`String`, optional)
- further members, which the schema does not declare*/
    #[inline]
    pub fn tune(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Tune>,
    ) -> __qapi_client::Call<self::commands::Tune> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
