use ::qapi_client as __qapi_client;
///Types of `names.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod names {
    use super::__qapi_client::__private;
    ///The struct `String`: `names.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct String {
        ///`str`
        pub str: ::std::string::String,
    }
    impl String {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(str: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { str: str.into() }
        }
    }
    impl ::core::cmp::PartialEq for String {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for String {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("String", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for String {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["str"], |(str,)| { Self { str } })
        }
    }
    impl __private::Serialize for String {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "str", (&self.str,), ())
        }
    }
    ///The struct `Option`: `names.json:5`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Option {
        ///`option`
        pub option: super::names::String,
    }
    impl Option {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(option: impl ::core::convert::Into<super::names::String>) -> Self {
            Self { option: option.into() }
        }
    }
    impl ::core::cmp::PartialEq for Option {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Option {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Option", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Option {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["option"], |(option,)| { Self { option } })
        }
    }
    impl __private::Serialize for Option {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "option", (&self.option,), ())
        }
    }
    ///The struct `Result`: `names.json:6`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Result {
        ///`result`
        pub result: ::core::option::Option<super::names::Option>,
    }
    impl Result {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                result: ::core::option::Option::None,
            }
        }
        ///Sets `result`.
        #[inline]
        #[must_use]
        pub fn result(
            mut self,
            result: impl ::core::convert::Into<super::names::Option>,
        ) -> Self {
            self.result = ::core::option::Option::Some(result.into());
            self
        }
    }
    impl ::core::default::Default for Result {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Result {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Result {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Result", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Result {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["result"], |(result,)| { Self { result } })
        }
    }
    impl __private::Serialize for Result {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "result", (), (&self.result,))
        }
    }
    ///The struct `Client`: `names.json:7`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Client_ {
        ///`client`
        pub client: bool,
    }
    impl Client_ {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(client: bool) -> Self {
            Self { client }
        }
    }
    impl ::core::cmp::PartialEq for Client_ {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Client_ {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Client_", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Client_ {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["client"], |(client,)| { Self { client } })
        }
    }
    impl __private::Serialize for Client_ {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "client", (&self.client,), ())
        }
    }
    ///The struct `Vec`: `names.json:8`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Vec {
        ///`vec`
        pub vec: ::std::vec::Vec<super::names::String>,
        ///`new`
        pub new_: ::core::option::Option<bool>,
        ///`clone`
        pub clone: ::core::option::Option<i64>,
    }
    impl Vec {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            vec: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::names::String>,
            >,
        ) -> Self {
            Self {
                vec: __private::list(vec, |item| item.into()),
                new_: ::core::option::Option::None,
                clone: ::core::option::Option::None,
            }
        }
        ///Sets `new`.
        #[inline]
        #[must_use]
        pub fn new_(mut self, new_: bool) -> Self {
            self.new_ = ::core::option::Option::Some(new_);
            self
        }
        ///Sets `clone`.
        #[inline]
        #[must_use]
        pub fn clone(mut self, clone: i64) -> Self {
            self.clone = ::core::option::Option::Some(clone);
            self
        }
    }
    impl ::core::cmp::PartialEq for Vec {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Vec {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Vec", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Vec {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["vec", "new", "clone"],
                |(vec, new_, clone)| { Self { vec, new_, clone } },
            )
        }
    }
    impl __private::Serialize for Vec {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "vec new clone",
                (&self.vec,),
                (&self.new_, &self.clone),
            )
        }
    }
    ///The struct `Keywords`: `names.json:9`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Keywords {
        ///`type`
        pub r#type: ::std::string::String,
        ///`self`
        pub self_: bool,
        ///`async`
        pub r#async: ::core::option::Option<i64>,
        ///`gen`
        pub r#gen: ::core::option::Option<bool>,
        ///`match`
        pub r#match: ::core::option::Option<super::names::Box>,
        ///`members`
        pub members: ::core::option::Option<::std::string::String>,
        ///`out`
        pub out: ::core::option::Option<::std::string::String>,
        ///`index`
        pub index: ::core::option::Option<::std::string::String>,
        ///`value`
        pub value: ::core::option::Option<::std::string::String>,
        ///`name`
        pub name: ::core::option::Option<::std::string::String>,
    }
    impl Keywords {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            r#type: impl ::core::convert::Into<::std::string::String>,
            self_: bool,
        ) -> Self {
            Self {
                r#type: r#type.into(),
                self_,
                r#async: ::core::option::Option::None,
                r#gen: ::core::option::Option::None,
                r#match: ::core::option::Option::None,
                members: ::core::option::Option::None,
                out: ::core::option::Option::None,
                index: ::core::option::Option::None,
                value: ::core::option::Option::None,
                name: ::core::option::Option::None,
            }
        }
        ///Sets `async`.
        #[inline]
        #[must_use]
        pub fn r#async(mut self, r#async: i64) -> Self {
            self.r#async = ::core::option::Option::Some(r#async);
            self
        }
        ///Sets `gen`.
        #[inline]
        #[must_use]
        pub fn r#gen(mut self, r#gen: bool) -> Self {
            self.r#gen = ::core::option::Option::Some(r#gen);
            self
        }
        ///Sets `match`.
        #[inline]
        #[must_use]
        pub fn r#match(
            mut self,
            r#match: impl ::core::convert::Into<super::names::Box>,
        ) -> Self {
            self.r#match = ::core::option::Option::Some(r#match.into());
            self
        }
        ///Sets `members`.
        #[inline]
        #[must_use]
        pub fn members(
            mut self,
            members: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.members = ::core::option::Option::Some(members.into());
            self
        }
        ///Sets `out`.
        #[inline]
        #[must_use]
        pub fn out(
            mut self,
            out: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.out = ::core::option::Option::Some(out.into());
            self
        }
        ///Sets `index`.
        #[inline]
        #[must_use]
        pub fn index(
            mut self,
            index: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.index = ::core::option::Option::Some(index.into());
            self
        }
        ///Sets `value`.
        #[inline]
        #[must_use]
        pub fn value(
            mut self,
            value: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.value = ::core::option::Option::Some(value.into());
            self
        }
        ///Sets `name`.
        #[inline]
        #[must_use]
        pub fn name(
            mut self,
            name: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.name = ::core::option::Option::Some(name.into());
            self
        }
    }
    impl ::core::cmp::PartialEq for Keywords {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Keywords {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Keywords", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Keywords {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &[
                    "type",
                    "self",
                    "async",
                    "gen",
                    "match",
                    "members",
                    "out",
                    "index",
                    "value",
                    "name",
                ],
                |
                    (
                        r#type,
                        self_,
                        r#async,
                        r#gen,
                        r#match,
                        members,
                        out,
                        index,
                        value,
                        name,
                    )|
                {
                    Self {
                        r#type,
                        self_,
                        r#async,
                        r#gen,
                        r#match,
                        members,
                        out,
                        index,
                        value,
                        name,
                    }
                },
            )
        }
    }
    impl __private::Serialize for Keywords {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "type self async gen match members out index value name",
                (&self.r#type, &self.self_),
                (
                    &self.r#async,
                    &self.r#gen,
                    &self.r#match,
                    &self.members,
                    &self.out,
                    &self.index,
                    &self.value,
                    &self.name,
                ),
            )
        }
    }
    ///The struct `Box`: `names.json:12`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Box {
        ///`box`
        pub r#box: ::core::option::Option<::std::boxed::Box<super::names::Box>>,
        ///`a-b`
        pub a_b: ::core::option::Option<i64>,
        ///`aB`
        pub a_b_: ::core::option::Option<i64>,
    }
    impl Box {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                r#box: ::core::option::Option::None,
                a_b: ::core::option::Option::None,
                a_b_: ::core::option::Option::None,
            }
        }
        ///Sets `box`.
        #[inline]
        #[must_use]
        pub fn r#box(
            mut self,
            r#box: impl ::core::convert::Into<super::names::Box>,
        ) -> Self {
            self.r#box = ::core::option::Option::Some(
                ::std::boxed::Box::new(r#box.into()),
            );
            self
        }
        ///Sets `a-b`.
        #[inline]
        #[must_use]
        pub fn a_b(mut self, a_b: i64) -> Self {
            self.a_b = ::core::option::Option::Some(a_b);
            self
        }
        ///Sets `aB`.
        #[inline]
        #[must_use]
        pub fn a_b_(mut self, a_b_: i64) -> Self {
            self.a_b_ = ::core::option::Option::Some(a_b_);
            self
        }
    }
    impl ::core::default::Default for Box {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Box {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Box {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Box", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Box {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["box", "a-b", "aB"],
                |(r#box, a_b, a_b_)| { Self { r#box, a_b, a_b_ } },
            )
        }
    }
    impl __private::Serialize for Box {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "box a-b aB",
                (),
                (&self.r#box, &self.a_b, &self.a_b_),
            )
        }
    }
    ///The enum `Kind`: `names.json:13`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Kind {
        ///`some`
        Some,
        ///`none`
        None,
        ///`ok`
        Ok,
        ///`err`
        Err,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Kind {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Some, Self::None, Self::Ok, Self::Err];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Some => "some",
                Self::None => "none",
                Self::Ok => "ok",
                Self::Err => "err",
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
    ///The union `Thing`: `names.json:14`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Thing {
        ///`kind`
        pub kind: super::names::ThingBranch,
    }
    ///Discriminator `kind` of [`Thing`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum ThingBranch {
        ///`some`
        Some(super::names::Box),
        ///`none`
        None,
        ///`ok`
        Ok,
        ///`err`
        Err,
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl ThingBranch {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Some(_) => "some",
                Self::None => "none",
                Self::Ok => "ok",
                Self::Err => "err",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Thing {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(kind: impl ::core::convert::Into<super::names::ThingBranch>) -> Self {
            Self { kind: kind.into() }
        }
        ///Makes a value with the branch `some`.
        #[inline]
        pub fn some(branch: impl ::core::convert::Into<super::names::Box>) -> Self {
            Self::new(ThingBranch::Some(branch.into()))
        }
        ///Makes a value with the branch `none`.
        #[inline]
        pub fn none() -> Self {
            Self::new(ThingBranch::None)
        }
        ///Makes a value with the branch `ok`.
        #[inline]
        pub fn ok() -> Self {
            Self::new(ThingBranch::Ok)
        }
        ///Makes a value with the branch `err`.
        #[inline]
        pub fn err() -> Self {
            Self::new(ThingBranch::Err)
        }
    }
    impl ::core::convert::From<super::names::Box> for ThingBranch {
        #[inline]
        fn from(value: super::names::Box) -> Self {
            Self::Some(value)
        }
    }
    impl ::core::convert::From<super::names::Box> for Thing {
        #[inline]
        fn from(value: super::names::Box) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Thing {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Thing {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Thing", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for ThingBranch {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["some", "none", "ok", "err"]) {
                0 => __private::read_branch(branch, Self::Some),
                1 => ::core::result::Result::Ok(Self::None),
                2 => ::core::result::Result::Ok(Self::Ok),
                3 => ::core::result::Result::Ok(Self::Err),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Thing {
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
    impl __private::Serialize for Thing {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("kind", self.kind.as_str());
            match &self.kind {
                ThingBranch::Some(branch) => __out.branch(branch),
                ThingBranch::Other(_, rest) => __out.rest(rest, &["kind"]),
                _ => {}
            }
            __out.end()
        }
    }
    ///The struct `ThingKind`: `names.json:15`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct ThingKind {}
    impl ThingKind {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for ThingKind {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for ThingKind {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for ThingKind {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("ThingKind", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for ThingKind {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for ThingKind {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::names::*;
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
    ///The command `connect`: `names.json:16`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Connect {}
    impl Connect {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Connect {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Connect {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Connect {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Connect", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Connect {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Connect {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for Connect {
        const NAME: &'static str = "connect";
        type Return = __private::Empty;
    }
    ///The command `session`: `names.json:17`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Session {
        ///`session`
        pub session: ::std::string::String,
    }
    impl Session {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(session: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { session: session.into() }
        }
    }
    impl ::core::convert::From<::std::string::String> for Session {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<&str> for Session {
        #[inline]
        fn from(value: &str) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Session {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Session {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Session", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Session {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["session"],
                |(session,)| { Self { session } },
            )
        }
    }
    impl __private::Serialize for Session {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "session", (&self.session,), ())
        }
    }
    impl __private::Command for Session {
        const NAME: &'static str = "session";
        type Return = __private::Empty;
    }
    ///The command `move`: `names.json:18`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Move {
        ///`to`
        pub to: super::names::Thing,
    }
    impl Move {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(to: impl ::core::convert::Into<super::names::Thing>) -> Self {
            Self { to: to.into() }
        }
    }
    impl ::core::convert::From<super::names::Thing> for Move {
        #[inline]
        fn from(value: super::names::Thing) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Move {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Move {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Move", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Move {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["to"], |(to,)| { Self { to } })
        }
    }
    impl __private::Serialize for Move {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "to", (&self.to,), ())
        }
    }
    impl __private::Command for Move {
        const NAME: &'static str = "move";
        type Return = __private::Empty;
    }
    ///The command `__org.example_x-do`: `names.json:21`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct OrgExampleXDo {
        ///`arguments`
        pub arguments: ::std::string::String,
    }
    impl OrgExampleXDo {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            arguments: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                arguments: arguments.into(),
            }
        }
    }
    impl ::core::convert::From<::std::string::String> for OrgExampleXDo {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<&str> for OrgExampleXDo {
        #[inline]
        fn from(value: &str) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for OrgExampleXDo {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for OrgExampleXDo {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("OrgExampleXDo", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for OrgExampleXDo {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["arguments"],
                |(arguments,)| { Self { arguments } },
            )
        }
    }
    impl __private::Serialize for OrgExampleXDo {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "arguments", (&self.arguments,), ())
        }
    }
    impl __private::Command for OrgExampleXDo {
        const NAME: &'static str = "__org.example_x-do";
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
    ///The event `EVENT`: `names.json:19`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Event_ {}
    impl ::core::cmp::PartialEq for Event_ {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Event_ {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Event_", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Event_ {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Event_ {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Event for Event_ {
        const NAME: &'static str = "EVENT";
    }
    ///The event `OTHER`: `names.json:20`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Other {
        ///`other`
        pub other: ::core::option::Option<::std::string::String>,
    }
    impl ::core::cmp::PartialEq for Other {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Other {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Other", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Other {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["other"], |(other,)| { Self { other } })
        }
    }
    impl __private::Serialize for Other {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "other", (), (&self.other,))
        }
    }
    impl __private::Event for Other {
        const NAME: &'static str = "OTHER";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`EVENT`
        Event(Event_),
        ///`OTHER`
        Other(Other),
        ///An event that the schema does not know.
        Other_(__private::RawEvent),
    }
    impl __private::EventSet for Event {
        const NAME: ::core::option::Option<&'static str> = ::core::option::Option::None;
        #[inline]
        fn decode(
            name: &str,
            data: ::core::option::Option<&__private::RawValue>,
        ) -> ::core::result::Result<Self, __private::Error> {
            match name {
                "EVENT" => __private::read_event(data).map(Self::Event),
                "OTHER" => __private::read_event(data).map(Self::Other),
                _ => {
                    ::core::result::Result::Ok(
                        Self::Other_(__private::other_event(name, data)),
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
    #[doc(no_inline)]
    pub use ::std::boxed::Box;
    #[doc(no_inline)]
    pub use ::core::option::Option;
    #[doc(no_inline)]
    pub use ::core::result::Result;
    #[doc(no_inline)]
    pub use ::std::string::String;
    #[doc(no_inline)]
    pub use ::std::vec::Vec;
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
    ///The command `connect`: `names.json:16`.
    #[inline]
    pub fn connect_(&self) -> __qapi_client::Call<self::commands::Connect> {
        __qapi_client::__private::call(&self.session, self::commands::Connect::new())
    }
    /**The command `session`: `names.json:17`.

Arguments ([`Session`](struct@self::commands::Session)):
- `session` (`String`, required)*/
    #[inline]
    pub fn session_(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Session>,
    ) -> __qapi_client::Call<self::commands::Session> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `move`: `names.json:18`.

Arguments ([`Move`](struct@self::commands::Move)):
- `to` ([`Thing`](self::names::Thing), required)*/
    #[inline]
    pub fn r#move(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Move>,
    ) -> __qapi_client::Call<self::commands::Move> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `__org.example_x-do`: `names.json:21`.

Arguments ([`OrgExampleXDo`](struct@self::commands::OrgExampleXDo)):
- `arguments` (`String`, required)*/
    #[inline]
    pub fn org_example_x_do(
        &self,
        arguments: impl ::core::convert::Into<self::commands::OrgExampleXDo>,
    ) -> __qapi_client::Call<self::commands::OrgExampleXDo> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
