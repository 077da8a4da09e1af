use ::qapi_client as __qapi_client;
///Types of `recursion.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod recursion {
    use super::__qapi_client::__private;
    ///The struct `Matryoshka`: `recursion.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Matryoshka {
        ///`inner`
        pub inner: ::core::option::Option<
            ::std::boxed::Box<super::recursion::Matryoshka>,
        >,
    }
    impl Matryoshka {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                inner: ::core::option::Option::None,
            }
        }
        ///Sets `inner`.
        #[inline]
        #[must_use]
        pub fn inner(
            mut self,
            inner: impl ::core::convert::Into<super::recursion::Matryoshka>,
        ) -> Self {
            self.inner = ::core::option::Option::Some(
                ::std::boxed::Box::new(inner.into()),
            );
            self
        }
    }
    impl ::core::default::Default for Matryoshka {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Matryoshka {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Matryoshka {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Matryoshka", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Matryoshka {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["inner"], |(inner,)| { Self { inner } })
        }
    }
    impl __private::Serialize for Matryoshka {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "inner", (), (&self.inner,))
        }
    }
    ///The struct `Chicken`: `recursion.json:5`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Chicken {
        ///`egg`
        pub egg: ::core::option::Option<super::recursion::Egg>,
    }
    impl Chicken {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                egg: ::core::option::Option::None,
            }
        }
        ///Sets `egg`.
        #[inline]
        #[must_use]
        pub fn egg(
            mut self,
            egg: impl ::core::convert::Into<super::recursion::Egg>,
        ) -> Self {
            self.egg = ::core::option::Option::Some(egg.into());
            self
        }
    }
    impl ::core::default::Default for Chicken {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Chicken {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Chicken {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Chicken", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Chicken {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["egg"], |(egg,)| { Self { egg } })
        }
    }
    impl __private::Serialize for Chicken {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "egg", (), (&self.egg,))
        }
    }
    ///The struct `Egg`: `recursion.json:6`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Egg {
        ///`chicken`
        pub chicken: ::std::boxed::Box<super::recursion::Chicken>,
        ///`siblings`
        pub siblings: ::std::vec::Vec<super::recursion::Egg>,
    }
    impl Egg {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            chicken: impl ::core::convert::Into<super::recursion::Chicken>,
            siblings: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::recursion::Egg>,
            >,
        ) -> Self {
            Self {
                chicken: ::std::boxed::Box::new(chicken.into()),
                siblings: __private::list(siblings, |item| item.into()),
            }
        }
    }
    impl ::core::cmp::PartialEq for Egg {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Egg {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Egg", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Egg {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["chicken", "siblings"],
                |(chicken, siblings)| { Self { chicken, siblings } },
            )
        }
    }
    impl __private::Serialize for Egg {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "chicken siblings",
                (&self.chicken, &self.siblings),
                (),
            )
        }
    }
    ///The enum `Operator`: `recursion.json:7`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Operator {
        ///`not`
        Not,
        ///`all`
        All,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Operator {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Not, Self::All];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Not => "not",
                Self::All => "all",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Operator {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Operator {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Operator", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Operator {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Operator {}
    impl ::core::hash::Hash for Operator {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Operator {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Operator {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Operator {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The struct `Operands`: `recursion.json:8`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Operands {
        ///`of`
        pub of: ::std::vec::Vec<super::recursion::Expression>,
    }
    impl Operands {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            of: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::recursion::Expression>,
            >,
        ) -> Self {
            Self {
                of: __private::list(of, |item| item.into()),
            }
        }
    }
    impl ::core::cmp::PartialEq for Operands {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Operands {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Operands", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Operands {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["of"], |(of,)| { Self { of } })
        }
    }
    impl __private::Serialize for Operands {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "of", (&self.of,), ())
        }
    }
    ///The struct `Operand`: `recursion.json:9`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Operand {
        ///`of`
        pub of: super::recursion::Expression,
    }
    impl Operand {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            of: impl ::core::convert::Into<super::recursion::Expression>,
        ) -> Self {
            Self { of: of.into() }
        }
    }
    impl ::core::cmp::PartialEq for Operand {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Operand {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Operand", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Operand {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["of"], |(of,)| { Self { of } })
        }
    }
    impl __private::Serialize for Operand {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "of", (&self.of,), ())
        }
    }
    ///The union `Expression`: `recursion.json:10`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Expression {
        ///`op`
        pub op: super::recursion::ExpressionOp,
    }
    ///Discriminator `op` of [`Expression`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum ExpressionOp {
        ///`not`
        Not(::std::boxed::Box<super::recursion::Operand>),
        ///`all`
        All(super::recursion::Operands),
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl ExpressionOp {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Not(_) => "not",
                Self::All(_) => "all",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Expression {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            op: impl ::core::convert::Into<super::recursion::ExpressionOp>,
        ) -> Self {
            Self { op: op.into() }
        }
        ///Makes a value with the branch `not`.
        #[inline]
        pub fn not(
            branch: impl ::core::convert::Into<super::recursion::Operand>,
        ) -> Self {
            Self::new(ExpressionOp::Not(::std::boxed::Box::new(branch.into())))
        }
        ///Makes a value with the branch `all`.
        #[inline]
        pub fn all(
            branch: impl ::core::convert::Into<super::recursion::Operands>,
        ) -> Self {
            Self::new(ExpressionOp::All(branch.into()))
        }
    }
    impl ::core::convert::From<super::recursion::Operand> for ExpressionOp {
        #[inline]
        fn from(value: super::recursion::Operand) -> Self {
            Self::Not(::std::boxed::Box::new(value))
        }
    }
    impl ::core::convert::From<super::recursion::Operand> for Expression {
        #[inline]
        fn from(value: super::recursion::Operand) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<super::recursion::Operands> for ExpressionOp {
        #[inline]
        fn from(value: super::recursion::Operands) -> Self {
            Self::All(value)
        }
    }
    impl ::core::convert::From<super::recursion::Operands> for Expression {
        #[inline]
        fn from(value: super::recursion::Operands) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Expression {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Expression {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Expression", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for ExpressionOp {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["not", "all"]) {
                0 => __private::read_branch(branch, Self::Not),
                1 => __private::read_branch(branch, Self::All),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Expression {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_union(__deserializer, &["op"], |op, ()| { Self { op } })
        }
    }
    impl __private::Serialize for Expression {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("op", self.op.as_str());
            match &self.op {
                ExpressionOp::Not(branch) => __out.branch(branch),
                ExpressionOp::All(branch) => __out.branch(branch),
                ExpressionOp::Other(_, rest) => __out.rest(rest, &["op"]),
            }
            __out.end()
        }
    }
    ///The struct `Aa`: `recursion.json:12`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Aa {
        ///`x`
        pub x: ::std::boxed::Box<super::recursion::Aa>,
    }
    impl Aa {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: impl ::core::convert::Into<super::recursion::Aa>) -> Self {
            Self {
                x: ::std::boxed::Box::new(x.into()),
            }
        }
    }
    impl ::core::cmp::PartialEq for Aa {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Aa {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Aa", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Aa {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["x"], |(x,)| { Self { x } })
        }
    }
    impl __private::Serialize for Aa {
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
pub use self::recursion::*;
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
    ///The command `aa`: `recursion.json:13`.
    #[derive(::core::clone::Clone)]
    pub struct Aa(
        ///All members.
        pub super::recursion::Aa,
    );
    impl ::core::convert::From<super::recursion::Aa> for Aa {
        #[inline]
        fn from(value: super::recursion::Aa) -> Self {
            Self(value)
        }
    }
    impl Aa {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: impl ::core::convert::Into<super::recursion::Aa>) -> Self {
            Self(<super::recursion::Aa>::new(x))
        }
    }
    impl ::core::ops::Deref for Aa {
        type Target = super::recursion::Aa;
        #[inline]
        fn deref(&self) -> &super::recursion::Aa {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Aa {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Aa", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Aa {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Aa {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Aa {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Aa {
        const NAME: &'static str = "aa";
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
    /**The command `aa`: `recursion.json:13`.

Arguments ([`Aa`](struct@self::commands::Aa)):
- `x` ([`Aa`](self::recursion::Aa), required)*/
    #[inline]
    pub fn aa(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Aa>,
    ) -> __qapi_client::Call<self::commands::Aa> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
