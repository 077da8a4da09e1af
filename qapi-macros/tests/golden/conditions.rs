use ::qapi_client as __qapi_client;
///Types of `conditions.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod conditions {
    use super::__qapi_client::__private;
    ///The struct `Always`: `conditions.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Always {
        ///`plain`
        pub plain: ::std::string::String,
        /**`open` (if `CONFIG_OPEN`)

Present in every peer that was built with this condition.*/
        pub open: ::core::option::Option<::std::string::String>,
        ///`on`
        pub on: ::std::string::String,
    }
    impl Always {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Always::new().plain(..).on(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsPlain<super::needs::NeedsOn<Self>> {
            super::needs::plain(move |plain| {
                super::needs::on(move |on| {
                    Self {
                        plain,
                        open: ::core::option::Option::None,
                        on,
                    }
                })
            })
        }
        ///Sets `open`.
        #[inline]
        #[must_use]
        pub fn open(
            mut self,
            open: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.open = ::core::option::Option::Some(open.into());
            self
        }
    }
    impl ::core::cmp::PartialEq for Always {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Always {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Always", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Always {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["plain", "open", "on"],
                |(plain, open, on)| { Self { plain, open, on } },
            )
        }
    }
    impl __private::Serialize for Always {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "plain on open",
                (&self.plain, &self.on),
                (&self.open,),
            )
        }
    }
    ///The struct `Sometimes`, if `CONFIG_OPEN` and not `CONFIG_OTHER`: `conditions.json:9`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Sometimes {
        ///`x`
        pub x: i64,
    }
    impl Sometimes {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: i64) -> Self {
            Self { x }
        }
    }
    impl ::core::cmp::PartialEq for Sometimes {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Sometimes {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Sometimes", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Sometimes {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["x"], |(x,)| { Self { x } })
        }
    }
    impl __private::Serialize for Sometimes {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "x", (&self.x,), ())
        }
    }
    ///The enum `Kind`: `conditions.json:11`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Kind {
        ///`a`
        A,
        ///`b` (if `CONFIG_OPEN`)
        B,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Kind {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::A, Self::B];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::A => "a",
                Self::B => "b",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Kind {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Kind {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Kind", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Kind {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Kind {}
    impl ::core::hash::Hash for Kind {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Kind {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Kind {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Kind {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The union `Tagged`: `conditions.json:12`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Tagged {
        ///`kind`
        pub kind: super::conditions::TaggedKind,
    }
    ///Discriminator `kind` of [`Tagged`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum TaggedKind {
        ///`a`
        A(super::conditions::Always),
        ///`b` (if `CONFIG_OPEN`)
        B(super::conditions::Sometimes),
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl TaggedKind {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::A(_) => "a",
                Self::B(_) => "b",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Tagged {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::conditions::TaggedKind>,
        ) -> Self {
            Self { kind: kind.into() }
        }
        ///Makes a value with the branch `a`.
        #[inline]
        pub fn a(branch: impl ::core::convert::Into<super::conditions::Always>) -> Self {
            Self::new(TaggedKind::A(branch.into()))
        }
        ///Makes a value with the branch `b`.
        #[inline]
        pub fn b(
            branch: impl ::core::convert::Into<super::conditions::Sometimes>,
        ) -> Self {
            Self::new(TaggedKind::B(branch.into()))
        }
    }
    impl ::core::convert::From<super::conditions::Always> for TaggedKind {
        #[inline]
        fn from(value: super::conditions::Always) -> Self {
            Self::A(value)
        }
    }
    impl ::core::convert::From<super::conditions::Always> for Tagged {
        #[inline]
        fn from(value: super::conditions::Always) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<super::conditions::Sometimes> for TaggedKind {
        #[inline]
        fn from(value: super::conditions::Sometimes) -> Self {
            Self::B(value)
        }
    }
    impl ::core::convert::From<super::conditions::Sometimes> for Tagged {
        #[inline]
        fn from(value: super::conditions::Sometimes) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Tagged {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Tagged {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Tagged", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for TaggedKind {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["a", "b"]) {
                0 => __private::read_branch(branch, Self::A),
                1 => __private::read_branch(branch, Self::B),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Tagged {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_union(
                __deserializer,
                &["kind"],
                |kind, ()| { Self { kind } },
            )
        }
    }
    impl __private::Serialize for Tagged {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("kind", self.kind.as_str());
            match &self.kind {
                TaggedKind::A(branch) => __out.branch(branch),
                TaggedKind::B(branch) => __out.branch(branch),
                TaggedKind::Other(_, rest) => __out.rest(rest, &["kind"]),
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
pub use self::conditions::*;
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
    ///The command `open`, if `CONFIG_OPEN`: `conditions.json:16`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Open {
        ///`always`
        pub always: super::conditions::Always,
    }
    impl Open {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            always: impl ::core::convert::Into<super::conditions::Always>,
        ) -> Self {
            Self { always: always.into() }
        }
    }
    impl ::core::convert::From<super::conditions::Always> for Open {
        #[inline]
        fn from(value: super::conditions::Always) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Open {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Open {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Open", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Open {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["always"], |(always,)| { Self { always } })
        }
    }
    impl __private::Serialize for Open {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "always", (&self.always,), ())
        }
    }
    impl __private::Command for Open {
        const NAME: &'static str = "open";
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
    ///The event `OPEN`, if `CONFIG_OPEN`: `conditions.json:18`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Open {}
    impl ::core::cmp::PartialEq for Open {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Open {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Open", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Open {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Open {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Event for Open {
        const NAME: &'static str = "OPEN";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`OPEN`
        Open(Open),
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
                "OPEN" => __private::read_event(data).map(Self::Open),
                _ => {
                    ::core::result::Result::Ok(
                        Self::Other(__private::other_event(name, data)),
                    )
                }
            }
        }
    }
}
///Types of values with a missing required member. Each type is named after its member, and its only method sets that member. `new` returns such a value if the caller could swap two required members by mistake, because they take the same kind of argument. The method returns the next such value, or the finished value if no member is missing any more.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod needs {
    use super::__qapi_client::__private;
    ///A value that lacks `plain`.
    #[must_use = "`plain` is missing"]
    pub struct NeedsPlain<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsPlain<Next> {
        ///Sets `plain`.
        #[inline]
        pub fn plain(
            self,
            plain: impl ::core::convert::Into<::std::string::String>,
        ) -> Next {
            (self.0)(plain.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsPlain<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsPlain")
        }
    }
    pub(super) fn plain<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsPlain<Next> {
        NeedsPlain(::std::boxed::Box::new(next))
    }
    ///A value that lacks `on`.
    #[must_use = "`on` is missing"]
    pub struct NeedsOn<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsOn<Next> {
        ///Sets `on`.
        #[inline]
        pub fn on(self, on: impl ::core::convert::Into<::std::string::String>) -> Next {
            (self.0)(on.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsOn<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsOn")
        }
    }
    pub(super) fn on<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsOn<Next> {
        NeedsOn(::std::boxed::Box::new(next))
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
    /**The command `open`, if `CONFIG_OPEN`: `conditions.json:16`.

Arguments ([`Open`](struct@self::commands::Open)):
- `always` ([`Always`](self::conditions::Always), required)*/
    #[inline]
    pub fn open(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Open>,
    ) -> __qapi_client::Call<self::commands::Open> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
