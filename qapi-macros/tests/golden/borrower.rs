use ::qapi_client as __qapi_client;
///Types of `borrower/shapes.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod shapes {
    use super::__qapi_client::__private;
    pub use crate::lender::shapes::{
        Circle, Colour, Made, Node, Point, Shape, ShapeBranch, ShapeKind, Spot,
    };
    ///The struct `Label`: `borrower/shapes.json:16`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Label {
        ///`text`
        pub text: ::std::string::String,
        ///`size`
        pub size: ::core::option::Option<i64>,
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
                &["text", "size"],
                |(text, size)| { Self { text, size } },
            )
        }
    }
    impl __private::Serialize for Label {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "text size", (&self.text,), (&self.size,))
        }
    }
    ///The struct `Sign`: `borrower/shapes.json:17`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Sign {
        ///`label`
        pub label: super::shapes::Label,
    }
    impl ::core::cmp::PartialEq for Sign {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Sign {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Sign", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Sign {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["label"], |(label,)| { Self { label } })
        }
    }
    impl __private::Serialize for Sign {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "label", (&self.label,), ())
        }
    }
    ///The struct `Signs`: `borrower/shapes.json:18`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Signs {
        ///`signs`
        pub signs: ::std::vec::Vec<super::shapes::Sign>,
    }
    impl ::core::cmp::PartialEq for Signs {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Signs {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Signs", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Signs {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["signs"], |(signs,)| { Self { signs } })
        }
    }
    impl __private::Serialize for Signs {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "signs", (&self.signs,), ())
        }
    }
    ///The struct `Old`: `borrower/shapes.json:21`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Old {
        ///`x`
        pub x: i64,
    }
    impl Old {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: i64) -> Self {
            Self { x }
        }
    }
    impl ::core::cmp::PartialEq for Old {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Old {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Old", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Old {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["x"], |(x,)| { Self { x } })
        }
    }
    impl __private::Serialize for Old {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "x", (&self.x,), ())
        }
    }
    ///The struct `Received`: `borrower/shapes.json:23`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Received {
        ///`x`
        pub x: i64,
    }
    impl Received {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: i64) -> Self {
            Self { x }
        }
    }
    impl ::core::cmp::PartialEq for Received {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Received {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Received", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Received {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["x"], |(x,)| { Self { x } })
        }
    }
    impl __private::Serialize for Received {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "x", (&self.x,), ())
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::shapes::*;
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
    pub use crate::lender::commands::{Draw, Flip};
    ///The command `erase`: `borrower.json:8`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Erase {
        ///`spot`
        pub spot: super::shapes::Spot,
    }
    impl Erase {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(spot: impl ::core::convert::Into<super::shapes::Spot>) -> Self {
            Self { spot: spot.into() }
        }
    }
    impl ::core::convert::From<super::shapes::Spot> for Erase {
        #[inline]
        fn from(value: super::shapes::Spot) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Erase {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Erase {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Erase", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Erase {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["spot"], |(spot,)| { Self { spot } })
        }
    }
    impl __private::Serialize for Erase {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "spot", (&self.spot,), ())
        }
    }
    impl __private::Command for Erase {
        const NAME: &'static str = "erase";
        type Return = __private::Empty;
    }
    ///The command `flush`: `borrower.json:9`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Flush {}
    impl Flush {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Flush {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Flush {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Flush {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Flush", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Flush {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Flush {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for Flush {
        const NAME: &'static str = "flush";
        type Return = __private::Empty;
    }
    impl __private::AllowOob for Flush {}
    /**The command `query-signs`: `borrower.json:10`.

Returns [`Signs`](super::shapes::Signs).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QuerySigns {}
    impl QuerySigns {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for QuerySigns {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for QuerySigns {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for QuerySigns {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QuerySigns", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for QuerySigns {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for QuerySigns {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for QuerySigns {
        const NAME: &'static str = "query-signs";
        type Return = super::shapes::Signs;
    }
    /**The command `query-order`: `borrower.json:11`.

Returns [`Made`](super::shapes::Made).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QueryOrder {}
    impl QueryOrder {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for QueryOrder {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for QueryOrder {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for QueryOrder {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QueryOrder", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for QueryOrder {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for QueryOrder {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for QueryOrder {
        const NAME: &'static str = "query-order";
        type Return = super::shapes::Made;
    }
    ///The command `set-order`: `borrower.json:12`.
    #[derive(::core::clone::Clone)]
    pub struct SetOrder(
        ///All members.
        pub super::shapes::Received,
    );
    impl ::core::convert::From<super::shapes::Received> for SetOrder {
        #[inline]
        fn from(value: super::shapes::Received) -> Self {
            Self(value)
        }
    }
    impl SetOrder {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: i64) -> Self {
            Self(<super::shapes::Received>::new(x))
        }
    }
    impl ::core::convert::From<i64> for SetOrder {
        #[inline]
        fn from(value: i64) -> Self {
            Self::new(value)
        }
    }
    impl ::core::ops::Deref for SetOrder {
        type Target = super::shapes::Received;
        #[inline]
        fn deref(&self) -> &super::shapes::Received {
            &self.0
        }
    }
    impl ::core::fmt::Debug for SetOrder {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("SetOrder", self, f)
        }
    }
    impl ::core::cmp::PartialEq for SetOrder {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for SetOrder {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for SetOrder {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for SetOrder {
        const NAME: &'static str = "set-order";
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
    pub use crate::lender::events::Drawn;
    ///The event `SIGNED`: `borrower.json:14`.
    #[derive(::core::clone::Clone)]
    pub struct Signed(
        ///All members.
        pub super::shapes::Sign,
    );
    impl ::core::convert::From<super::shapes::Sign> for Signed {
        #[inline]
        fn from(value: super::shapes::Sign) -> Self {
            Self(value)
        }
    }
    impl ::core::ops::Deref for Signed {
        type Target = super::shapes::Sign;
        #[inline]
        fn deref(&self) -> &super::shapes::Sign {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Signed {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Signed", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Signed {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Signed {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Signed {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Event for Signed {
        const NAME: &'static str = "SIGNED";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`DRAWN`
        Drawn(Drawn),
        ///`SIGNED`
        Signed(Signed),
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
                "DRAWN" => __private::read_event(data).map(Self::Drawn),
                "SIGNED" => __private::read_event(data).map(Self::Signed),
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
    /**The command `draw`: `borrower.json:6`.

Arguments ([`Draw`](struct@self::commands::Draw)):
- `kind` ([`ShapeBranch`](self::shapes::ShapeBranch), required)
- further members, which `kind` selects*/
    #[inline]
    pub fn draw(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Draw>,
    ) -> __qapi_client::Call<self::commands::Draw> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `flip`: `borrower.json:7`.

Arguments ([`Flip`](struct@self::commands::Flip)):
- `point` ([`Point`](self::shapes::Point), required)

Returns [`Vec<Node>`](self::shapes::Node).*/
    #[inline]
    pub fn flip(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Flip>,
    ) -> __qapi_client::Call<self::commands::Flip> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `erase`: `borrower.json:8`.

Arguments ([`Erase`](struct@self::commands::Erase)):
- `spot` ([`Spot`](self::shapes::Spot), required)*/
    #[inline]
    pub fn erase(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Erase>,
    ) -> __qapi_client::Call<self::commands::Erase> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    ///The command `flush`: `borrower.json:9`.
    #[inline]
    pub fn flush(&self) -> __qapi_client::Call<self::commands::Flush> {
        __qapi_client::__private::call(&self.session, self::commands::Flush::new())
    }
    /**The command `query-signs`: `borrower.json:10`.

Returns [`Signs`](self::shapes::Signs).*/
    #[inline]
    pub fn query_signs(&self) -> __qapi_client::Call<self::commands::QuerySigns> {
        __qapi_client::__private::call(&self.session, self::commands::QuerySigns::new())
    }
    /**The command `query-order`: `borrower.json:11`.

Returns [`Made`](self::shapes::Made).*/
    #[inline]
    pub fn query_order(&self) -> __qapi_client::Call<self::commands::QueryOrder> {
        __qapi_client::__private::call(&self.session, self::commands::QueryOrder::new())
    }
    /**The command `set-order`: `borrower.json:12`.

Arguments ([`SetOrder`](struct@self::commands::SetOrder)):
- `x` (`i64`, required)*/
    #[inline]
    pub fn set_order(
        &self,
        arguments: impl ::core::convert::Into<self::commands::SetOrder>,
    ) -> __qapi_client::Call<self::commands::SetOrder> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
