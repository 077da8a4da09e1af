use ::qapi_client as __qapi_client;
///Types of `features.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod features {
    use super::__qapi_client::__private;
    ///The struct `Always`: `features.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Always {
        ///`plain`
        pub plain: ::std::string::String,
        #[cfg(feature = "CONFIG_OPEN")]
        ///`open` (if `CONFIG_OPEN`)
        pub open: ::std::string::String,
        #[cfg(feature = "CONFIG_ON")]
        ///`on` (if `CONFIG_ON`)
        pub on: ::std::string::String,
        #[cfg(feature = "CONFIG_OFF")]
        ///`off` (if `CONFIG_OFF`)
        pub off: ::std::string::String,
    }
    impl Always {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Always::new().plain(..).open(..).on(..).off(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsPlain<
            super::needs::NeedsOpenOrNext<
                super::needs::NeedsOnOrNext<super::needs::NeedsOffOrNext<Self>>,
            >,
        > {
            super::needs::plain(move |plain| {
                super::needs::open(move |open| {
                    #[cfg(not(feature = "CONFIG_OPEN"))]
                    let () = open;
                    super::needs::on(move |on| {
                        #[cfg(not(feature = "CONFIG_ON"))]
                        let () = on;
                        super::needs::off(move |off| {
                            #[cfg(not(feature = "CONFIG_OFF"))]
                            let () = off;
                            Self {
                                plain,
                                #[cfg(feature = "CONFIG_OPEN")]
                                open,
                                #[cfg(feature = "CONFIG_ON")]
                                on,
                                #[cfg(feature = "CONFIG_OFF")]
                                off,
                            }
                        })
                    })
                })
            })
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
                &["plain", "open", "on", "off"],
                |(plain, open, on, off)| {
                    #[cfg(not(feature = "CONFIG_OPEN"))]
                    let _: ::core::option::Option<__private::IgnoredAny> = open;
                    #[cfg(not(feature = "CONFIG_ON"))]
                    let _: ::core::option::Option<__private::IgnoredAny> = on;
                    #[cfg(not(feature = "CONFIG_OFF"))]
                    let _: ::core::option::Option<__private::IgnoredAny> = off;
                    Self {
                        plain,
                        #[cfg(feature = "CONFIG_OPEN")]
                        open,
                        #[cfg(feature = "CONFIG_ON")]
                        on,
                        #[cfg(feature = "CONFIG_OFF")]
                        off,
                    }
                },
            )
        }
    }
    impl __private::Serialize for Always {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("plain", &self.plain);
            #[cfg(feature = "CONFIG_OPEN")] __out.put("open", &self.open);
            #[cfg(feature = "CONFIG_ON")] __out.put("on", &self.on);
            #[cfg(feature = "CONFIG_OFF")] __out.put("off", &self.off);
            __out.end()
        }
    }
    #[cfg(all(feature = "CONFIG_OPEN", not(feature = "CONFIG_OTHER")))]
    ///The struct `Sometimes`, if `CONFIG_OPEN` and not `CONFIG_OTHER`: `features.json:9`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Sometimes {
        ///`x`
        pub x: i64,
    }
    #[cfg(all(feature = "CONFIG_OPEN", not(feature = "CONFIG_OTHER")))]
    impl Sometimes {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: i64) -> Self {
            Self { x }
        }
    }
    #[cfg(all(feature = "CONFIG_OPEN", not(feature = "CONFIG_OTHER")))]
    impl ::core::cmp::PartialEq for Sometimes {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    #[cfg(all(feature = "CONFIG_OPEN", not(feature = "CONFIG_OTHER")))]
    impl ::core::fmt::Debug for Sometimes {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Sometimes", self, f)
        }
    }
    #[cfg(all(feature = "CONFIG_OPEN", not(feature = "CONFIG_OTHER")))]
    impl<'de> __private::Deserialize<'de> for Sometimes {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["x"], |(x,)| { Self { x } })
        }
    }
    #[cfg(all(feature = "CONFIG_OPEN", not(feature = "CONFIG_OTHER")))]
    impl __private::Serialize for Sometimes {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "x", (&self.x,), ())
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    ///The struct `Never`, if `CONFIG_OFF`: `features.json:10`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Never {}
    #[cfg(feature = "CONFIG_OFF")]
    impl Never {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl ::core::default::Default for Never {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl ::core::cmp::PartialEq for Never {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl ::core::fmt::Debug for Never {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Never", self, f)
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl<'de> __private::Deserialize<'de> for Never {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl __private::Serialize for Never {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    ///The enum `Kind`: `features.json:11`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Kind {
        ///`a`
        A,
        #[cfg(feature = "CONFIG_OPEN")]
        ///`b` (if `CONFIG_OPEN`)
        B,
        #[cfg(feature = "CONFIG_OFF")]
        ///`c` (if `CONFIG_OFF`)
        C,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Kind {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[
            Self::A,
            #[cfg(feature = "CONFIG_OPEN")]
            Self::B,
            #[cfg(feature = "CONFIG_OFF")]
            Self::C,
        ];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::A => "a",
                #[cfg(feature = "CONFIG_OPEN")]
                Self::B => "b",
                #[cfg(feature = "CONFIG_OFF")]
                Self::C => "c",
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
    ///The union `Tagged`: `features.json:12`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Tagged {
        ///`kind`
        pub kind: super::features::TaggedKind,
    }
    ///Discriminator `kind` of [`Tagged`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum TaggedKind {
        #[cfg(any(feature = "CONFIG_OFF", feature = "CONFIG_OPEN"))]
        ///`a`
        A(super::features::Always),
        #[cfg(all(feature = "CONFIG_OPEN", feature = "CONFIG_OPEN"))]
        ///`b` (if `CONFIG_OPEN`)
        B(super::features::Sometimes),
        #[cfg(all(feature = "CONFIG_OFF", feature = "CONFIG_OFF"))]
        ///`c` (if `CONFIG_OFF`)
        C(super::features::Never),
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
                #[cfg(any(feature = "CONFIG_OFF", feature = "CONFIG_OPEN"))]
                Self::A(_) => "a",
                #[cfg(all(feature = "CONFIG_OPEN", feature = "CONFIG_OPEN"))]
                Self::B(_) => "b",
                #[cfg(all(feature = "CONFIG_OFF", feature = "CONFIG_OFF"))]
                Self::C(_) => "c",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Tagged {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::features::TaggedKind>,
        ) -> Self {
            Self { kind: kind.into() }
        }
        #[cfg(any(feature = "CONFIG_OFF", feature = "CONFIG_OPEN"))]
        ///Makes a value with the branch `a`.
        #[inline]
        pub fn a(branch: impl ::core::convert::Into<super::features::Always>) -> Self {
            Self::new(TaggedKind::A(branch.into()))
        }
        #[cfg(all(feature = "CONFIG_OPEN", feature = "CONFIG_OPEN"))]
        ///Makes a value with the branch `b`.
        #[inline]
        pub fn b(
            branch: impl ::core::convert::Into<super::features::Sometimes>,
        ) -> Self {
            Self::new(TaggedKind::B(branch.into()))
        }
        #[cfg(all(feature = "CONFIG_OFF", feature = "CONFIG_OFF"))]
        ///Makes a value with the branch `c`.
        #[inline]
        pub fn c(branch: impl ::core::convert::Into<super::features::Never>) -> Self {
            Self::new(TaggedKind::C(branch.into()))
        }
    }
    #[cfg(any(feature = "CONFIG_OFF", feature = "CONFIG_OPEN"))]
    impl ::core::convert::From<super::features::Always> for TaggedKind {
        #[inline]
        fn from(value: super::features::Always) -> Self {
            Self::A(value)
        }
    }
    #[cfg(any(feature = "CONFIG_OFF", feature = "CONFIG_OPEN"))]
    impl ::core::convert::From<super::features::Always> for Tagged {
        #[inline]
        fn from(value: super::features::Always) -> Self {
            Self::new(value)
        }
    }
    #[cfg(all(feature = "CONFIG_OPEN", feature = "CONFIG_OPEN"))]
    impl ::core::convert::From<super::features::Sometimes> for TaggedKind {
        #[inline]
        fn from(value: super::features::Sometimes) -> Self {
            Self::B(value)
        }
    }
    #[cfg(all(feature = "CONFIG_OPEN", feature = "CONFIG_OPEN"))]
    impl ::core::convert::From<super::features::Sometimes> for Tagged {
        #[inline]
        fn from(value: super::features::Sometimes) -> Self {
            Self::new(value)
        }
    }
    #[cfg(all(feature = "CONFIG_OFF", feature = "CONFIG_OFF"))]
    impl ::core::convert::From<super::features::Never> for TaggedKind {
        #[inline]
        fn from(value: super::features::Never) -> Self {
            Self::C(value)
        }
    }
    #[cfg(all(feature = "CONFIG_OFF", feature = "CONFIG_OFF"))]
    impl ::core::convert::From<super::features::Never> for Tagged {
        #[inline]
        fn from(value: super::features::Never) -> Self {
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
            match __private::position(&tag, &["a", "b", "c"]) {
                #[cfg(any(feature = "CONFIG_OFF", feature = "CONFIG_OPEN"))]
                0 => __private::read_branch(branch, Self::A),
                #[cfg(all(feature = "CONFIG_OPEN", feature = "CONFIG_OPEN"))]
                1 => __private::read_branch(branch, Self::B),
                #[cfg(all(feature = "CONFIG_OFF", feature = "CONFIG_OFF"))]
                2 => __private::read_branch(branch, Self::C),
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
                #[cfg(any(feature = "CONFIG_OFF", feature = "CONFIG_OPEN"))]
                TaggedKind::A(branch) => __out.branch(branch),
                #[cfg(all(feature = "CONFIG_OPEN", feature = "CONFIG_OPEN"))]
                TaggedKind::B(branch) => __out.branch(branch),
                #[cfg(all(feature = "CONFIG_OFF", feature = "CONFIG_OFF"))]
                TaggedKind::C(branch) => __out.branch(branch),
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
pub use self::features::*;
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
    #[cfg(feature = "CONFIG_OPEN")]
    ///The command `open`, if `CONFIG_OPEN`: `features.json:16`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Open {
        ///`always`
        pub always: super::features::Always,
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl Open {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(always: impl ::core::convert::Into<super::features::Always>) -> Self {
            Self { always: always.into() }
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl ::core::convert::From<super::features::Always> for Open {
        #[inline]
        fn from(value: super::features::Always) -> Self {
            Self::new(value)
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl ::core::cmp::PartialEq for Open {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl ::core::fmt::Debug for Open {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Open", self, f)
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl<'de> __private::Deserialize<'de> for Open {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["always"], |(always,)| { Self { always } })
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl __private::Serialize for Open {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "always", (&self.always,), ())
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl __private::Command for Open {
        const NAME: &'static str = "open";
        type Return = __private::Empty;
    }
    #[cfg(feature = "CONFIG_OFF")]
    /**The command `off`, if `CONFIG_OFF`: `features.json:17`.

Returns `Never`.*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Off {}
    #[cfg(feature = "CONFIG_OFF")]
    impl Off {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl ::core::default::Default for Off {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl ::core::cmp::PartialEq for Off {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl ::core::fmt::Debug for Off {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Off", self, f)
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl<'de> __private::Deserialize<'de> for Off {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl __private::Serialize for Off {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl __private::Command for Off {
        const NAME: &'static str = "off";
        type Return = super::features::Never;
    }
    ///The command `use-always`: `features.json:19`.
    #[derive(::core::clone::Clone)]
    pub struct UseAlways(
        ///All members.
        pub super::features::Always,
    );
    impl ::core::convert::From<super::features::Always> for UseAlways {
        #[inline]
        fn from(value: super::features::Always) -> Self {
            Self(value)
        }
    }
    impl UseAlways {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `UseAlways::new().plain(..).open(..).on(..).off(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsPlain<
            super::needs::NeedsOpenOrNext<
                super::needs::NeedsOnOrNext<super::needs::NeedsOffOrNext<Self>>,
            >,
        > {
            super::needs::plain(move |plain| {
                super::needs::open(move |open| {
                    #[cfg(not(feature = "CONFIG_OPEN"))]
                    let () = open;
                    super::needs::on(move |on| {
                        #[cfg(not(feature = "CONFIG_ON"))]
                        let () = on;
                        super::needs::off(move |off| {
                            #[cfg(not(feature = "CONFIG_OFF"))]
                            let () = off;
                            let __value = <super::features::Always>::new();
                            let __value = __value.plain(plain);
                            #[cfg(feature = "CONFIG_OPEN")]
                            let __value = __value.open(open);
                            #[cfg(feature = "CONFIG_ON")]
                            let __value = __value.on(on);
                            #[cfg(feature = "CONFIG_OFF")]
                            let __value = __value.off(off);
                            Self(__value)
                        })
                    })
                })
            })
        }
    }
    impl ::core::ops::Deref for UseAlways {
        type Target = super::features::Always;
        #[inline]
        fn deref(&self) -> &super::features::Always {
            &self.0
        }
    }
    impl ::core::fmt::Debug for UseAlways {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("UseAlways", self, f)
        }
    }
    impl ::core::cmp::PartialEq for UseAlways {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for UseAlways {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for UseAlways {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for UseAlways {
        const NAME: &'static str = "use-always";
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
    #[cfg(feature = "CONFIG_OPEN")]
    ///The event `OPEN`, if `CONFIG_OPEN`: `features.json:18`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Open {}
    #[cfg(feature = "CONFIG_OPEN")]
    impl ::core::cmp::PartialEq for Open {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl ::core::fmt::Debug for Open {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Open", self, f)
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl<'de> __private::Deserialize<'de> for Open {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl __private::Serialize for Open {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl __private::Event for Open {
        const NAME: &'static str = "OPEN";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        #[cfg(feature = "CONFIG_OPEN")]
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
                #[cfg(feature = "CONFIG_OPEN")]
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
    #[cfg(feature = "CONFIG_OPEN")]
    ///A value that lacks `open`.
    #[must_use = "`open` is missing"]
    pub struct NeedsOpen<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    #[cfg(feature = "CONFIG_OPEN")]
    impl<Next> NeedsOpen<Next> {
        ///Sets `open`.
        #[inline]
        pub fn open(
            self,
            open: impl ::core::convert::Into<::std::string::String>,
        ) -> Next {
            (self.0)(open.into())
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    impl<Next> ::core::fmt::Debug for NeedsOpen<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsOpen")
        }
    }
    #[cfg(feature = "CONFIG_OPEN")]
    pub(super) fn open<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsOpen<Next> {
        NeedsOpen(::std::boxed::Box::new(next))
    }
    #[cfg(feature = "CONFIG_OPEN")]
    ///`NeedsOpen`, or `Next` if `open` is compiled out.
    pub type NeedsOpenOrNext<Next> = NeedsOpen<Next>;
    #[cfg(not(feature = "CONFIG_OPEN"))]
    ///`NeedsOpen`, or `Next` if `open` is compiled out.
    pub type NeedsOpenOrNext<Next> = Next;
    #[cfg(not(feature = "CONFIG_OPEN"))]
    pub(super) fn open<Next>(next: impl ::core::ops::FnOnce(()) -> Next) -> Next {
        next(())
    }
    #[cfg(feature = "CONFIG_ON")]
    ///A value that lacks `on`.
    #[must_use = "`on` is missing"]
    pub struct NeedsOn<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    #[cfg(feature = "CONFIG_ON")]
    impl<Next> NeedsOn<Next> {
        ///Sets `on`.
        #[inline]
        pub fn on(self, on: impl ::core::convert::Into<::std::string::String>) -> Next {
            (self.0)(on.into())
        }
    }
    #[cfg(feature = "CONFIG_ON")]
    impl<Next> ::core::fmt::Debug for NeedsOn<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsOn")
        }
    }
    #[cfg(feature = "CONFIG_ON")]
    pub(super) fn on<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsOn<Next> {
        NeedsOn(::std::boxed::Box::new(next))
    }
    #[cfg(feature = "CONFIG_ON")]
    ///`NeedsOn`, or `Next` if `on` is compiled out.
    pub type NeedsOnOrNext<Next> = NeedsOn<Next>;
    #[cfg(not(feature = "CONFIG_ON"))]
    ///`NeedsOn`, or `Next` if `on` is compiled out.
    pub type NeedsOnOrNext<Next> = Next;
    #[cfg(not(feature = "CONFIG_ON"))]
    pub(super) fn on<Next>(next: impl ::core::ops::FnOnce(()) -> Next) -> Next {
        next(())
    }
    #[cfg(feature = "CONFIG_OFF")]
    ///A value that lacks `off`.
    #[must_use = "`off` is missing"]
    pub struct NeedsOff<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    #[cfg(feature = "CONFIG_OFF")]
    impl<Next> NeedsOff<Next> {
        ///Sets `off`.
        #[inline]
        pub fn off(
            self,
            off: impl ::core::convert::Into<::std::string::String>,
        ) -> Next {
            (self.0)(off.into())
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    impl<Next> ::core::fmt::Debug for NeedsOff<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsOff")
        }
    }
    #[cfg(feature = "CONFIG_OFF")]
    pub(super) fn off<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsOff<Next> {
        NeedsOff(::std::boxed::Box::new(next))
    }
    #[cfg(feature = "CONFIG_OFF")]
    ///`NeedsOff`, or `Next` if `off` is compiled out.
    pub type NeedsOffOrNext<Next> = NeedsOff<Next>;
    #[cfg(not(feature = "CONFIG_OFF"))]
    ///`NeedsOff`, or `Next` if `off` is compiled out.
    pub type NeedsOffOrNext<Next> = Next;
    #[cfg(not(feature = "CONFIG_OFF"))]
    pub(super) fn off<Next>(next: impl ::core::ops::FnOnce(()) -> Next) -> Next {
        next(())
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
    #[cfg(feature = "CONFIG_OPEN")]
    /**The command `open`, if `CONFIG_OPEN`: `features.json:16`.

Arguments ([`Open`](struct@self::commands::Open)):
- `always` ([`Always`](self::features::Always), required)*/
    #[inline]
    pub fn open(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Open>,
    ) -> __qapi_client::Call<self::commands::Open> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    #[cfg(feature = "CONFIG_OFF")]
    /**The command `off`, if `CONFIG_OFF`: `features.json:17`.

Returns `Never`.*/
    #[inline]
    pub fn off(&self) -> __qapi_client::Call<self::commands::Off> {
        __qapi_client::__private::call(&self.session, self::commands::Off::new())
    }
    /**The command `use-always`: `features.json:19`.

Arguments ([`UseAlways`](struct@self::commands::UseAlways)):
- `plain` (`String`, required)
- `open` (`String`, required)
- `on` (`String`, required)
- `off` (`String`, required)*/
    #[inline]
    pub fn use_always(
        &self,
        arguments: impl ::core::convert::Into<self::commands::UseAlways>,
    ) -> __qapi_client::Call<self::commands::UseAlways> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
