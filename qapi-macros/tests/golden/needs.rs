use ::qapi_client as __qapi_client;
///Types of `needs.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod needs_ {
    use super::__qapi_client::__private;
    ///The enum `Mode`: `needs.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Mode {
        ///`fast`
        Fast,
        ///`slow`
        Slow,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Mode {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Fast, Self::Slow];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Fast => "fast",
                Self::Slow => "slow",
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
    ///The enum `Kind`: `needs.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Kind {
        ///`a`
        A,
        ///`b`
        B,
        ///`c`
        C,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Kind {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::A, Self::B, Self::C];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::A => "a",
                Self::B => "b",
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
    ///The alternate `NameOrNull`: `needs.json:5`.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum NameOrNull {
        ///`name`
        Name(::std::string::String),
        ///`none`
        None(__private::Null),
    }
    impl ::core::convert::From<::std::string::String> for NameOrNull {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::Name(value)
        }
    }
    impl ::core::convert::From<&str> for NameOrNull {
        #[inline]
        fn from(value: &str) -> Self {
            Self::Name(::core::convert::From::from(value))
        }
    }
    impl ::core::convert::From<__private::Null> for NameOrNull {
        #[inline]
        fn from(value: __private::Null) -> Self {
            Self::None(value)
        }
    }
    impl __private::Alternate for NameOrNull {
        const EXPECTED: &'static str = "a string or null";
        fn string<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Name(__private::Deserialize::deserialize(value)?),
            )
        }
        fn null<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::None(__private::Deserialize::deserialize(value)?),
            )
        }
    }
    impl<'de> __private::Deserialize<'de> for NameOrNull {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_alternate(__deserializer)
        }
    }
    impl __private::Serialize for NameOrNull {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Name(value) => __private::Serialize::serialize(value, __serializer),
                Self::None(value) => __private::Serialize::serialize(value, __serializer),
            }
        }
    }
    ///The struct `Tree`: `needs.json:6`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Tree {
        ///`left`
        pub left: super::needs_::Branch,
        ///`right`
        pub right: super::needs_::Branch,
    }
    impl Tree {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Tree::new().left(..).right(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsLeft<super::needs::NeedsRight<Self>> {
            super::needs::left(move |left| {
                super::needs::right(move |right| { Self { left, right } })
            })
        }
    }
    impl ::core::cmp::PartialEq for Tree {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Tree {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Tree", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Tree {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["left", "right"],
                |(left, right)| { Self { left, right } },
            )
        }
    }
    impl __private::Serialize for Tree {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "left right", (&self.left, &self.right), ())
        }
    }
    ///The alternate `Branch`: `needs.json:7`.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Branch {
        ///`tree`
        Tree(::std::boxed::Box<super::needs_::Tree>),
        ///`leaf`
        Leaf(::std::string::String),
    }
    impl ::core::convert::From<super::needs_::Tree> for Branch {
        #[inline]
        fn from(value: super::needs_::Tree) -> Self {
            Self::Tree(::std::boxed::Box::new(value))
        }
    }
    impl ::core::convert::From<::std::string::String> for Branch {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::Leaf(value)
        }
    }
    impl ::core::convert::From<&str> for Branch {
        #[inline]
        fn from(value: &str) -> Self {
            Self::Leaf(::core::convert::From::from(value))
        }
    }
    impl __private::Alternate for Branch {
        const EXPECTED: &'static str = "an object or a string";
        fn object<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Tree(__private::Deserialize::deserialize(value)?),
            )
        }
        fn string<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Leaf(__private::Deserialize::deserialize(value)?),
            )
        }
    }
    impl<'de> __private::Deserialize<'de> for Branch {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_alternate(__deserializer)
        }
    }
    impl __private::Serialize for Branch {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Tree(value) => __private::Serialize::serialize(value, __serializer),
                Self::Leaf(value) => __private::Serialize::serialize(value, __serializer),
            }
        }
    }
    ///The struct `Copy`: `needs.json:9`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Copy {
        ///`from`
        pub from: ::std::string::String,
        ///`to`
        pub to: ::std::string::String,
        ///`mode`
        pub mode: super::needs_::Mode,
        ///`speed`
        pub speed: ::core::option::Option<u64>,
    }
    impl Copy {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Copy::new(mode).from(..).to(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            mode: impl ::core::convert::Into<super::needs_::Mode>,
        ) -> super::needs::NeedsFrom<super::needs::NeedsTo<Self>> {
            let mode: super::needs_::Mode = mode.into();
            super::needs::from(move |from| {
                super::needs::to(move |to| {
                    Self {
                        from,
                        to,
                        mode,
                        speed: ::core::option::Option::None,
                    }
                })
            })
        }
        ///Sets `speed`.
        #[inline]
        #[must_use]
        pub fn speed(mut self, speed: u64) -> Self {
            self.speed = ::core::option::Option::Some(speed);
            self
        }
    }
    impl ::core::cmp::PartialEq for Copy {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Copy {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Copy", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Copy {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["from", "to", "mode", "speed"],
                |(from, to, mode, speed)| { Self { from, to, mode, speed } },
            )
        }
    }
    impl __private::Serialize for Copy {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "from to mode speed",
                (&self.from, &self.to, &self.mode),
                (&self.speed,),
            )
        }
    }
    ///The struct `Label`: `needs.json:10`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Label {
        ///`text`
        pub text: ::std::string::String,
        ///`mode`
        pub mode: super::needs_::Mode,
    }
    impl Label {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            text: impl ::core::convert::Into<::std::string::String>,
            mode: super::needs_::Mode,
        ) -> Self {
            Self { text: text.into(), mode }
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
                &["text", "mode"],
                |(text, mode)| { Self { text, mode } },
            )
        }
    }
    impl __private::Serialize for Label {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "text mode", (&self.text, &self.mode), ())
        }
    }
    ///The struct `Modes`: `needs.json:11`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Modes {
        ///`mode`
        pub mode: super::needs_::Mode,
        ///`kind`
        pub kind: super::needs_::Kind,
        ///`count`
        pub count: i64,
    }
    impl Modes {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            mode: super::needs_::Mode,
            kind: super::needs_::Kind,
            count: i64,
        ) -> Self {
            Self { mode, kind, count }
        }
    }
    impl ::core::cmp::PartialEq for Modes {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Modes {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Modes", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Modes {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["mode", "kind", "count"],
                |(mode, kind, count)| { Self { mode, kind, count } },
            )
        }
    }
    impl __private::Serialize for Modes {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "mode kind count",
                (&self.mode, &self.kind, &self.count),
                (),
            )
        }
    }
    ///The struct `Range`: `needs.json:12`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Range {
        ///`from`
        pub from: u8,
        ///`to`
        pub to: u64,
        ///`step`
        pub step: f64,
    }
    impl Range {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Range::new(step).from(..).to(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            step: f64,
        ) -> super::needs::NeedsFromU8<super::needs::NeedsToU64<Self>> {
            super::needs::from_(move |from| {
                super::needs::to_(move |to| { Self { from, to, step } })
            })
        }
    }
    impl ::core::cmp::PartialEq for Range {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Range {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Range", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Range {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["from", "to", "step"],
                |(from, to, step)| { Self { from, to, step } },
            )
        }
    }
    impl __private::Serialize for Range {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "from to step",
                (&self.from, &self.to, &__private::Finite(&self.step)),
                (),
            )
        }
    }
    ///The struct `Flags`: `needs.json:13`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Flags {
        ///`on`
        pub on: bool,
        ///`off`
        pub off: bool,
    }
    impl Flags {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Flags::new().on(..).off(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsOn<super::needs::NeedsOff<Self>> {
            super::needs::on(move |on| {
                super::needs::off(move |off| { Self { on, off } })
            })
        }
    }
    impl ::core::cmp::PartialEq for Flags {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Flags {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Flags", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Flags {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["on", "off"],
                |(on, off)| { Self { on, off } },
            )
        }
    }
    impl __private::Serialize for Flags {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "on off", (&self.on, &self.off), ())
        }
    }
    ///The struct `Lists`: `needs.json:14`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Lists {
        ///`names`
        pub names: ::std::vec::Vec<::std::string::String>,
        ///`modes`
        pub modes: ::std::vec::Vec<super::needs_::Mode>,
        ///`counts`
        pub counts: ::std::vec::Vec<i64>,
        ///`flags`
        pub flags: ::std::vec::Vec<super::needs_::Flags>,
    }
    impl Lists {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Lists::new(counts, flags).names(..).modes(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            counts: impl ::core::iter::IntoIterator<Item = i64>,
            flags: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::needs_::Flags>,
            >,
        ) -> super::needs::NeedsNames<super::needs::NeedsModes<Self>> {
            let counts: ::std::vec::Vec<i64> = __private::list(counts, |item| item);
            let flags: ::std::vec::Vec<super::needs_::Flags> = __private::list(
                flags,
                |item| item.into(),
            );
            super::needs::names(move |names| {
                super::needs::modes(move |modes| {
                    Self {
                        names,
                        modes,
                        counts,
                        flags,
                    }
                })
            })
        }
    }
    impl ::core::cmp::PartialEq for Lists {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Lists {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Lists", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Lists {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["names", "modes", "counts", "flags"],
                |(names, modes, counts, flags)| {
                    Self {
                        names,
                        modes,
                        counts,
                        flags,
                    }
                },
            )
        }
    }
    impl __private::Serialize for Lists {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "names modes counts flags",
                (&self.names, &self.modes, &self.counts, &self.flags),
                (),
            )
        }
    }
    ///The struct `Anything`: `needs.json:15`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Anything {
        ///`value`
        pub value: __private::Value,
        ///`flag`
        pub flag: bool,
        ///`copies`
        pub copies: ::std::vec::Vec<super::needs_::Copy>,
    }
    impl Anything {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Anything::new(copies).value(..).flag(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            copies: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::needs_::Copy>,
            >,
        ) -> super::needs::NeedsValue<super::needs::NeedsFlag<Self>> {
            let copies: ::std::vec::Vec<super::needs_::Copy> = __private::list(
                copies,
                |item| item.into(),
            );
            super::needs::value(move |value| {
                super::needs::flag(move |flag| { Self { value, flag, copies } })
            })
        }
    }
    impl ::core::cmp::PartialEq for Anything {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Anything {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Anything", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Anything {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["value", "flag", "copies"],
                |(value, flag, copies)| { Self { value, flag, copies } },
            )
        }
    }
    impl __private::Serialize for Anything {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "value flag copies",
                (&self.value, &self.flag, &self.copies),
                (),
            )
        }
    }
    ///The struct `Owner`: `needs.json:16`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Owner {
        ///`name`
        pub name: ::std::string::String,
        ///`owner`
        pub owner: super::needs_::NameOrNull,
        ///`type`
        pub r#type: i64,
        ///`self`
        pub self_: i64,
    }
    impl Owner {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Owner::new().name(..).owner(..).r#type(..).self_(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsName<
            super::needs::NeedsOwner<
                super::needs::NeedsType<super::needs::NeedsSelf_<Self>>,
            >,
        > {
            super::needs::name(move |name| {
                super::needs::owner(move |owner| {
                    super::needs::r#type(move |r#type| {
                        super::needs::self_(move |self_| {
                            Self { name, owner, r#type, self_ }
                        })
                    })
                })
            })
        }
    }
    impl ::core::cmp::PartialEq for Owner {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Owner {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Owner", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Owner {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["name", "owner", "type", "self"],
                |(name, owner, r#type, self_)| { Self { name, owner, r#type, self_ } },
            )
        }
    }
    impl __private::Serialize for Owner {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "name owner type self",
                (&self.name, &self.owner, &self.r#type, &self.self_),
                (),
            )
        }
    }
    ///The struct `Wrapped`: `needs.json:18`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Wrapped {
        ///`data`
        pub data: ::std::string::String,
    }
    impl Wrapped {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(data: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { data: data.into() }
        }
    }
    impl ::core::cmp::PartialEq for Wrapped {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Wrapped {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Wrapped", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Wrapped {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["data"], |(data,)| { Self { data } })
        }
    }
    impl __private::Serialize for Wrapped {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "data", (&self.data,), ())
        }
    }
    ///The union `Export`: `needs.json:19`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Export {
        ///`kind`
        pub kind: super::needs_::ExportKind,
        ///`id`
        pub id: ::std::string::String,
        ///`node`
        pub node: ::std::string::String,
        ///`state`
        pub state: super::needs_::Mode,
    }
    ///Discriminator `kind` of [`Export`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum ExportKind {
        ///`a`
        A(super::needs_::Copy),
        ///`b`
        B(super::needs_::Wrapped),
        ///`c`
        C,
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl ExportKind {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::A(_) => "a",
                Self::B(_) => "b",
                Self::C => "c",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Export {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Export::new(kind, state).id(..).node(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::needs_::ExportKind>,
            state: super::needs_::Mode,
        ) -> super::needs::NeedsId<super::needs::NeedsNode<Self>> {
            let kind: super::needs_::ExportKind = kind.into();
            super::needs::id(move |id| {
                super::needs::node(move |node| { Self { kind, id, node, state } })
            })
        }
        ///Makes a value with the branch `a`. Members that a caller could swap by mistake are set by name, in this order: `Export::a(..).id(..).node(..)`.
        #[inline]
        pub fn a(
            branch: impl ::core::convert::Into<super::needs_::Copy>,
            state: super::needs_::Mode,
        ) -> super::needs::NeedsId<super::needs::NeedsNode<Self>> {
            Self::new(ExportKind::A(branch.into()), state)
        }
        ///Makes a value with the branch `b`. Members that a caller could swap by mistake are set by name, in this order: `Export::b(..).id(..).node(..)`.
        #[inline]
        pub fn b(
            branch: impl ::core::convert::Into<::std::string::String>,
            state: super::needs_::Mode,
        ) -> super::needs::NeedsId<super::needs::NeedsNode<Self>> {
            Self::new(ExportKind::B(<super::needs_::Wrapped>::new(branch)), state)
        }
        ///Makes a value with the branch `c`. Members that a caller could swap by mistake are set by name, in this order: `Export::c(..).id(..).node(..)`.
        #[inline]
        pub fn c(
            state: super::needs_::Mode,
        ) -> super::needs::NeedsId<super::needs::NeedsNode<Self>> {
            Self::new(ExportKind::C, state)
        }
    }
    impl ::core::convert::From<super::needs_::Copy> for ExportKind {
        #[inline]
        fn from(value: super::needs_::Copy) -> Self {
            Self::A(value)
        }
    }
    impl ::core::convert::From<super::needs_::Wrapped> for ExportKind {
        #[inline]
        fn from(value: super::needs_::Wrapped) -> Self {
            Self::B(value)
        }
    }
    impl ::core::convert::From<::std::string::String> for ExportKind {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::B(<super::needs_::Wrapped>::new(value))
        }
    }
    impl ::core::cmp::PartialEq for Export {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Export {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Export", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for ExportKind {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["a", "b", "c"]) {
                0 => __private::read_branch(branch, Self::A),
                1 => __private::read_branch(branch, Self::B),
                2 => ::core::result::Result::Ok(Self::C),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Export {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_union(
                __deserializer,
                &["kind", "id", "node", "state"],
                |kind, (id, node, state)| { Self { id, node, state, kind } },
            )
        }
    }
    impl __private::Serialize for Export {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("kind", self.kind.as_str());
            __out.put("id", &self.id);
            __out.put("node", &self.node);
            __out.put("state", &self.state);
            match &self.kind {
                ExportKind::A(branch) => __out.branch(branch),
                ExportKind::B(branch) => __out.branch(branch),
                ExportKind::Other(_, rest) => {
                    __out.rest(rest, &["kind", "id", "node", "state"])
                }
                _ => {}
            }
            __out.end()
        }
    }
    ///The union `Alone`: `needs.json:21`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Alone {
        ///`kind`
        pub kind: super::needs_::AloneKind,
        ///`copy`
        pub copy: super::needs_::Copy,
    }
    ///Discriminator `kind` of [`Alone`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum AloneKind {
        ///`a`
        A(super::needs_::Copy),
        ///`b`
        B,
        ///`c`
        C,
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl AloneKind {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::A(_) => "a",
                Self::B => "b",
                Self::C => "c",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Alone {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Alone::new(kind).copy(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::needs_::AloneKind>,
        ) -> super::needs::NeedsCopy<Self> {
            let kind: super::needs_::AloneKind = kind.into();
            super::needs::copy(move |copy| { Self { kind, copy } })
        }
        ///Makes a value with the branch `a`. Members that a caller could swap by mistake are set by name, in this order: `Alone::a(..).copy(..)`.
        #[inline]
        pub fn a(
            branch: impl ::core::convert::Into<super::needs_::Copy>,
        ) -> super::needs::NeedsCopy<Self> {
            Self::new(AloneKind::A(branch.into()))
        }
        ///Makes a value with the branch `b`. Members that a caller could swap by mistake are set by name, in this order: `Alone::b(..).copy(..)`.
        #[inline]
        pub fn b() -> super::needs::NeedsCopy<Self> {
            Self::new(AloneKind::B)
        }
        ///Makes a value with the branch `c`. Members that a caller could swap by mistake are set by name, in this order: `Alone::c(..).copy(..)`.
        #[inline]
        pub fn c() -> super::needs::NeedsCopy<Self> {
            Self::new(AloneKind::C)
        }
    }
    impl ::core::convert::From<super::needs_::Copy> for AloneKind {
        #[inline]
        fn from(value: super::needs_::Copy) -> Self {
            Self::A(value)
        }
    }
    impl ::core::cmp::PartialEq for Alone {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Alone {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Alone", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for AloneKind {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["a", "b", "c"]) {
                0 => __private::read_branch(branch, Self::A),
                1 => ::core::result::Result::Ok(Self::B),
                2 => ::core::result::Result::Ok(Self::C),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Alone {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_union(
                __deserializer,
                &["kind", "copy"],
                |kind, (copy,)| { Self { copy, kind } },
            )
        }
    }
    impl __private::Serialize for Alone {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("kind", self.kind.as_str());
            __out.put("copy", &self.copy);
            match &self.kind {
                AloneKind::A(branch) => __out.branch(branch),
                AloneKind::Other(_, rest) => __out.rest(rest, &["kind", "copy"]),
                _ => {}
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
pub use self::needs_::*;
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
    ///The command `copy`: `needs.json:23`.
    #[derive(::core::clone::Clone)]
    pub struct Copy(
        ///All members.
        pub super::needs_::Copy,
    );
    impl ::core::convert::From<super::needs_::Copy> for Copy {
        #[inline]
        fn from(value: super::needs_::Copy) -> Self {
            Self(value)
        }
    }
    impl Copy {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Copy::new(mode).from(..).to(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            mode: impl ::core::convert::Into<super::needs_::Mode>,
        ) -> super::needs::NeedsFrom<super::needs::NeedsTo<Self>> {
            let mode: super::needs_::Mode = mode.into();
            super::needs::from(move |from| {
                super::needs::to(move |to| {
                    let __value = <super::needs_::Copy>::new(mode);
                    let __value = __value.from(from);
                    let __value = __value.to(to);
                    Self(__value)
                })
            })
        }
        ///Sets `speed`.
        #[inline]
        #[must_use]
        pub fn speed(mut self, speed: u64) -> Self {
            self.0 = self.0.speed(speed);
            self
        }
    }
    impl ::core::ops::Deref for Copy {
        type Target = super::needs_::Copy;
        #[inline]
        fn deref(&self) -> &super::needs_::Copy {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Copy {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Copy", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Copy {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Copy {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Copy {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Copy {
        const NAME: &'static str = "copy";
        type Return = __private::Empty;
    }
    ///The command `export`: `needs.json:24`.
    #[derive(::core::clone::Clone)]
    pub struct Export(
        ///All members.
        pub super::needs_::Export,
    );
    impl ::core::convert::From<super::needs_::Export> for Export {
        #[inline]
        fn from(value: super::needs_::Export) -> Self {
            Self(value)
        }
    }
    impl Export {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Export::new(kind, state).id(..).node(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::needs_::ExportKind>,
            state: super::needs_::Mode,
        ) -> super::needs::NeedsId<super::needs::NeedsNode<Self>> {
            let kind: super::needs_::ExportKind = kind.into();
            super::needs::id(move |id| {
                super::needs::node(move |node| {
                    let __value = <super::needs_::Export>::new(kind, state);
                    let __value = __value.id(id);
                    let __value = __value.node(node);
                    Self(__value)
                })
            })
        }
    }
    impl ::core::ops::Deref for Export {
        type Target = super::needs_::Export;
        #[inline]
        fn deref(&self) -> &super::needs_::Export {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Export {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Export", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Export {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Export {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Export {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Export {
        const NAME: &'static str = "export";
        type Return = __private::Empty;
    }
    ///The command `alone`: `needs.json:25`.
    #[derive(::core::clone::Clone)]
    pub struct Alone(
        ///All members.
        pub super::needs_::Alone,
    );
    impl ::core::convert::From<super::needs_::Alone> for Alone {
        #[inline]
        fn from(value: super::needs_::Alone) -> Self {
            Self(value)
        }
    }
    impl Alone {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Alone::new(kind).copy(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::needs_::AloneKind>,
        ) -> super::needs::NeedsCopy<Self> {
            let kind: super::needs_::AloneKind = kind.into();
            super::needs::copy(move |copy| {
                let __value = <super::needs_::Alone>::new(kind);
                let __value = __value.copy(copy);
                Self(__value)
            })
        }
    }
    impl ::core::ops::Deref for Alone {
        type Target = super::needs_::Alone;
        #[inline]
        fn deref(&self) -> &super::needs_::Alone {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Alone {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Alone", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Alone {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Alone {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Alone {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Alone {
        const NAME: &'static str = "alone";
        type Return = __private::Empty;
    }
    ///The command `grow`: `needs.json:26`.
    #[derive(::core::clone::Clone)]
    pub struct Grow(
        ///All members.
        pub super::needs_::Tree,
    );
    impl ::core::convert::From<super::needs_::Tree> for Grow {
        #[inline]
        fn from(value: super::needs_::Tree) -> Self {
            Self(value)
        }
    }
    impl Grow {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Grow::new().left(..).right(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsLeft<super::needs::NeedsRight<Self>> {
            super::needs::left(move |left| {
                super::needs::right(move |right| {
                    let __value = <super::needs_::Tree>::new();
                    let __value = __value.left(left);
                    let __value = __value.right(right);
                    Self(__value)
                })
            })
        }
    }
    impl ::core::ops::Deref for Grow {
        type Target = super::needs_::Tree;
        #[inline]
        fn deref(&self) -> &super::needs_::Tree {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Grow {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Grow", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Grow {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Grow {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Grow {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Grow {
        const NAME: &'static str = "grow";
        type Return = __private::Empty;
    }
    ///The command `name`: `needs.json:27`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Name {
        ///`owner`
        pub owner: super::needs_::Owner,
        ///`labels`
        pub labels: ::std::vec::Vec<super::needs_::Label>,
        ///`modes`
        pub modes: super::needs_::Modes,
        ///`range`
        pub range: super::needs_::Range,
        ///`lists`
        pub lists: super::needs_::Lists,
        ///`anything`
        pub anything: super::needs_::Anything,
    }
    impl Name {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            owner: impl ::core::convert::Into<super::needs_::Owner>,
            labels: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::needs_::Label>,
            >,
            modes: impl ::core::convert::Into<super::needs_::Modes>,
            range: impl ::core::convert::Into<super::needs_::Range>,
            lists: impl ::core::convert::Into<super::needs_::Lists>,
            anything: impl ::core::convert::Into<super::needs_::Anything>,
        ) -> Self {
            Self {
                owner: owner.into(),
                labels: __private::list(labels, |item| item.into()),
                modes: modes.into(),
                range: range.into(),
                lists: lists.into(),
                anything: anything.into(),
            }
        }
    }
    impl ::core::cmp::PartialEq for Name {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Name {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Name", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Name {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["owner", "labels", "modes", "range", "lists", "anything"],
                |(owner, labels, modes, range, lists, anything)| {
                    Self {
                        owner,
                        labels,
                        modes,
                        range,
                        lists,
                        anything,
                    }
                },
            )
        }
    }
    impl __private::Serialize for Name {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "owner labels modes range lists anything",
                (
                    &self.owner,
                    &self.labels,
                    &self.modes,
                    &self.range,
                    &self.lists,
                    &self.anything,
                ),
                (),
            )
        }
    }
    impl __private::Command for Name {
        const NAME: &'static str = "name";
        type Return = __private::Empty;
    }
    ///The command `plug`: `needs.json:29`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Plug {
        ///`driver`
        pub driver: ::std::string::String,
        ///`id`
        pub id: ::std::string::String,
        ///Members that the schema does not declare.
        pub extra: __private::Map<::std::string::String, __private::Value>,
    }
    impl Plug {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Plug::new().driver(..).id(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsDriver<super::needs::NeedsId<Self>> {
            super::needs::driver(move |driver| {
                super::needs::id(move |id| {
                    Self {
                        driver,
                        id,
                        extra: __private::Map::new(),
                    }
                })
            })
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
    impl ::core::cmp::PartialEq for Plug {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Plug {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Plug", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Plug {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_free(
                __deserializer,
                &["driver", "id"],
                |extra, (driver, id)| { Self { driver, id, extra } },
            )
        }
    }
    impl __private::Serialize for Plug {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("driver", &self.driver);
            __out.put("id", &self.id);
            __out.rest(&self.extra, &["driver", "id"]);
            __out.end()
        }
    }
    impl __private::Command for Plug {
        const NAME: &'static str = "plug";
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
    ///A value that lacks `left`.
    #[must_use = "`left` is missing"]
    pub struct NeedsLeft<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                super::needs_::Branch,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsLeft<Next> {
        ///Sets `left`.
        #[inline]
        pub fn left(
            self,
            left: impl ::core::convert::Into<super::needs_::Branch>,
        ) -> Next {
            (self.0)(left.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsLeft<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsLeft")
        }
    }
    pub(super) fn left<Next>(
        next: impl ::core::ops::FnOnce(
            super::needs_::Branch,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsLeft<Next> {
        NeedsLeft(::std::boxed::Box::new(next))
    }
    ///A value that lacks `right`.
    #[must_use = "`right` is missing"]
    pub struct NeedsRight<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                super::needs_::Branch,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsRight<Next> {
        ///Sets `right`.
        #[inline]
        pub fn right(
            self,
            right: impl ::core::convert::Into<super::needs_::Branch>,
        ) -> Next {
            (self.0)(right.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsRight<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsRight")
        }
    }
    pub(super) fn right<Next>(
        next: impl ::core::ops::FnOnce(
            super::needs_::Branch,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsRight<Next> {
        NeedsRight(::std::boxed::Box::new(next))
    }
    ///A value that lacks `from`.
    #[must_use = "`from` is missing"]
    pub struct NeedsFrom<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsFrom<Next> {
        ///Sets `from`.
        #[inline]
        pub fn from(
            self,
            from: impl ::core::convert::Into<::std::string::String>,
        ) -> Next {
            (self.0)(from.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsFrom<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsFrom")
        }
    }
    pub(super) fn from<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsFrom<Next> {
        NeedsFrom(::std::boxed::Box::new(next))
    }
    ///A value that lacks `to`.
    #[must_use = "`to` is missing"]
    pub struct NeedsTo<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsTo<Next> {
        ///Sets `to`.
        #[inline]
        pub fn to(self, to: impl ::core::convert::Into<::std::string::String>) -> Next {
            (self.0)(to.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsTo<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsTo")
        }
    }
    pub(super) fn to<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsTo<Next> {
        NeedsTo(::std::boxed::Box::new(next))
    }
    ///A value that lacks `from`.
    #[must_use = "`from` is missing"]
    pub struct NeedsFromU8<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                u8,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsFromU8<Next> {
        ///Sets `from`.
        #[inline]
        pub fn from(self, from: u8) -> Next {
            (self.0)(from)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsFromU8<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsFromU8")
        }
    }
    pub(super) fn from_<Next>(
        next: impl ::core::ops::FnOnce(
            u8,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsFromU8<Next> {
        NeedsFromU8(::std::boxed::Box::new(next))
    }
    ///A value that lacks `to`.
    #[must_use = "`to` is missing"]
    pub struct NeedsToU64<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                u64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsToU64<Next> {
        ///Sets `to`.
        #[inline]
        pub fn to(self, to: u64) -> Next {
            (self.0)(to)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsToU64<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsToU64")
        }
    }
    pub(super) fn to_<Next>(
        next: impl ::core::ops::FnOnce(
            u64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsToU64<Next> {
        NeedsToU64(::std::boxed::Box::new(next))
    }
    ///A value that lacks `on`.
    #[must_use = "`on` is missing"]
    pub struct NeedsOn<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                bool,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsOn<Next> {
        ///Sets `on`.
        #[inline]
        pub fn on(self, on: bool) -> Next {
            (self.0)(on)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsOn<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsOn")
        }
    }
    pub(super) fn on<Next>(
        next: impl ::core::ops::FnOnce(
            bool,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsOn<Next> {
        NeedsOn(::std::boxed::Box::new(next))
    }
    ///A value that lacks `off`.
    #[must_use = "`off` is missing"]
    pub struct NeedsOff<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                bool,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsOff<Next> {
        ///Sets `off`.
        #[inline]
        pub fn off(self, off: bool) -> Next {
            (self.0)(off)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsOff<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsOff")
        }
    }
    pub(super) fn off<Next>(
        next: impl ::core::ops::FnOnce(
            bool,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsOff<Next> {
        NeedsOff(::std::boxed::Box::new(next))
    }
    ///A value that lacks `names`.
    #[must_use = "`names` is missing"]
    pub struct NeedsNames<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::vec::Vec<::std::string::String>,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsNames<Next> {
        ///Sets `names`.
        #[inline]
        pub fn names(
            self,
            names: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> Next {
            (self.0)(__private::list(names, |item| item.into()))
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsNames<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsNames")
        }
    }
    pub(super) fn names<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::vec::Vec<::std::string::String>,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsNames<Next> {
        NeedsNames(::std::boxed::Box::new(next))
    }
    ///A value that lacks `modes`.
    #[must_use = "`modes` is missing"]
    pub struct NeedsModes<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::vec::Vec<super::needs_::Mode>,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsModes<Next> {
        ///Sets `modes`.
        #[inline]
        pub fn modes(
            self,
            modes: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::needs_::Mode>,
            >,
        ) -> Next {
            (self.0)(__private::list(modes, |item| item.into()))
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsModes<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsModes")
        }
    }
    pub(super) fn modes<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::vec::Vec<super::needs_::Mode>,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsModes<Next> {
        NeedsModes(::std::boxed::Box::new(next))
    }
    ///A value that lacks `value`.
    #[must_use = "`value` is missing"]
    pub struct NeedsValue<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                __private::Value,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsValue<Next> {
        ///Sets `value`.
        #[inline]
        pub fn value(self, value: impl ::core::convert::Into<__private::Value>) -> Next {
            (self.0)(value.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsValue<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsValue")
        }
    }
    pub(super) fn value<Next>(
        next: impl ::core::ops::FnOnce(
            __private::Value,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsValue<Next> {
        NeedsValue(::std::boxed::Box::new(next))
    }
    ///A value that lacks `flag`.
    #[must_use = "`flag` is missing"]
    pub struct NeedsFlag<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                bool,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsFlag<Next> {
        ///Sets `flag`.
        #[inline]
        pub fn flag(self, flag: bool) -> Next {
            (self.0)(flag)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsFlag<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsFlag")
        }
    }
    pub(super) fn flag<Next>(
        next: impl ::core::ops::FnOnce(
            bool,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsFlag<Next> {
        NeedsFlag(::std::boxed::Box::new(next))
    }
    ///A value that lacks `name`.
    #[must_use = "`name` is missing"]
    pub struct NeedsName<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsName<Next> {
        ///Sets `name`.
        #[inline]
        pub fn name(
            self,
            name: impl ::core::convert::Into<::std::string::String>,
        ) -> Next {
            (self.0)(name.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsName<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsName")
        }
    }
    pub(super) fn name<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsName<Next> {
        NeedsName(::std::boxed::Box::new(next))
    }
    ///A value that lacks `owner`.
    #[must_use = "`owner` is missing"]
    pub struct NeedsOwner<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                super::needs_::NameOrNull,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsOwner<Next> {
        ///Sets `owner`.
        #[inline]
        pub fn owner(
            self,
            owner: impl ::core::convert::Into<super::needs_::NameOrNull>,
        ) -> Next {
            (self.0)(owner.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsOwner<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsOwner")
        }
    }
    pub(super) fn owner<Next>(
        next: impl ::core::ops::FnOnce(
            super::needs_::NameOrNull,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsOwner<Next> {
        NeedsOwner(::std::boxed::Box::new(next))
    }
    ///A value that lacks `type`.
    #[must_use = "`type` is missing"]
    pub struct NeedsType<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsType<Next> {
        ///Sets `type`.
        #[inline]
        pub fn r#type(self, r#type: i64) -> Next {
            (self.0)(r#type)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsType<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsType")
        }
    }
    pub(super) fn r#type<Next>(
        next: impl ::core::ops::FnOnce(
            i64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsType<Next> {
        NeedsType(::std::boxed::Box::new(next))
    }
    ///A value that lacks `self`.
    #[must_use = "`self` is missing"]
    pub struct NeedsSelf_<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsSelf_<Next> {
        ///Sets `self`.
        #[inline]
        pub fn self_(self, self_: i64) -> Next {
            (self.0)(self_)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsSelf_<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsSelf_")
        }
    }
    pub(super) fn self_<Next>(
        next: impl ::core::ops::FnOnce(
            i64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsSelf_<Next> {
        NeedsSelf_(::std::boxed::Box::new(next))
    }
    ///A value that lacks `id`.
    #[must_use = "`id` is missing"]
    pub struct NeedsId<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsId<Next> {
        ///Sets `id`.
        #[inline]
        pub fn id(self, id: impl ::core::convert::Into<::std::string::String>) -> Next {
            (self.0)(id.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsId<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsId")
        }
    }
    pub(super) fn id<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsId<Next> {
        NeedsId(::std::boxed::Box::new(next))
    }
    ///A value that lacks `node`.
    #[must_use = "`node` is missing"]
    pub struct NeedsNode<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsNode<Next> {
        ///Sets `node`.
        #[inline]
        pub fn node(
            self,
            node: impl ::core::convert::Into<::std::string::String>,
        ) -> Next {
            (self.0)(node.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsNode<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsNode")
        }
    }
    pub(super) fn node<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsNode<Next> {
        NeedsNode(::std::boxed::Box::new(next))
    }
    ///A value that lacks `copy`.
    #[must_use = "`copy` is missing"]
    pub struct NeedsCopy<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                super::needs_::Copy,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsCopy<Next> {
        ///Sets `copy`.
        #[inline]
        pub fn copy(
            self,
            copy: impl ::core::convert::Into<super::needs_::Copy>,
        ) -> Next {
            (self.0)(copy.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsCopy<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsCopy")
        }
    }
    pub(super) fn copy<Next>(
        next: impl ::core::ops::FnOnce(
            super::needs_::Copy,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsCopy<Next> {
        NeedsCopy(::std::boxed::Box::new(next))
    }
    ///A value that lacks `driver`.
    #[must_use = "`driver` is missing"]
    pub struct NeedsDriver<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsDriver<Next> {
        ///Sets `driver`.
        #[inline]
        pub fn driver(
            self,
            driver: impl ::core::convert::Into<::std::string::String>,
        ) -> Next {
            (self.0)(driver.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsDriver<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsDriver")
        }
    }
    pub(super) fn driver<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsDriver<Next> {
        NeedsDriver(::std::boxed::Box::new(next))
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
    #[doc(no_inline)]
    pub use ::core::marker::Copy;
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
    /**The command `copy`: `needs.json:23`.

Arguments ([`Copy`](struct@self::commands::Copy)):
- `from` (`String`, required)
- `to` (`String`, required)
- `mode` ([`Mode`](self::needs_::Mode), required)
- `speed` (`u64`, optional)*/
    #[inline]
    pub fn copy(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Copy>,
    ) -> __qapi_client::Call<self::commands::Copy> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `export`: `needs.json:24`.

Arguments ([`Export`](struct@self::commands::Export)):
- `kind` ([`ExportKind`](self::needs_::ExportKind), required)
- `id` (`String`, required)
- `node` (`String`, required)
- `state` ([`Mode`](self::needs_::Mode), required)
- further members, which `kind` selects*/
    #[inline]
    pub fn export(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Export>,
    ) -> __qapi_client::Call<self::commands::Export> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `alone`: `needs.json:25`.

Arguments ([`Alone`](struct@self::commands::Alone)):
- `kind` ([`AloneKind`](self::needs_::AloneKind), required)
- `copy` ([`Copy`](self::needs_::Copy), required)
- further members, which `kind` selects*/
    #[inline]
    pub fn alone(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Alone>,
    ) -> __qapi_client::Call<self::commands::Alone> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `grow`: `needs.json:26`.

Arguments ([`Grow`](struct@self::commands::Grow)):
- `left` ([`Branch`](self::needs_::Branch), required)
- `right` ([`Branch`](self::needs_::Branch), required)*/
    #[inline]
    pub fn grow(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Grow>,
    ) -> __qapi_client::Call<self::commands::Grow> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `name`: `needs.json:27`.

Arguments ([`Name`](struct@self::commands::Name)):
- `owner` ([`Owner`](self::needs_::Owner), required)
- `labels` ([`Vec<Label>`](self::needs_::Label), required)
- `modes` ([`Modes`](self::needs_::Modes), required)
- `range` ([`Range`](self::needs_::Range), required)
- `lists` ([`Lists`](self::needs_::Lists), required)
- `anything` ([`Anything`](self::needs_::Anything), required)*/
    #[inline]
    pub fn name(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Name>,
    ) -> __qapi_client::Call<self::commands::Name> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `plug`: `needs.json:29`.

Arguments ([`Plug`](struct@self::commands::Plug)):
- `driver` (`String`, required)
- `id` (`String`, required)
- further members, which the schema does not declare*/
    #[inline]
    pub fn plug(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Plug>,
    ) -> __qapi_client::Call<self::commands::Plug> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
