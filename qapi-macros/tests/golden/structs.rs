use ::qapi_client as __qapi_client;
///Types of `structs.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod structs {
    use super::__qapi_client::__private;
    ///The struct `Empty`: `structs.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Empty {}
    impl Empty {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Empty {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Empty {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Empty {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Empty", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Empty {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Empty {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    /**What a sensor tells.

The struct `Reading`, since 1.0: `structs.json:16`.*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Reading {
        ///`celsius`: the temperature
        pub celsius: f64,
        ///`label`: a name, see [`Place`](super::structs::Place) and `celsius`
        pub label: ::core::option::Option<::std::string::String>,
    }
    impl Reading {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(celsius: f64) -> Self {
            Self {
                celsius,
                label: ::core::option::Option::None,
            }
        }
        ///Sets `label`.
        #[inline]
        #[must_use]
        pub fn label(
            mut self,
            label: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.label = ::core::option::Option::Some(label.into());
            self
        }
    }
    impl ::core::cmp::PartialEq for Reading {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Reading {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Reading", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Reading {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["celsius", "label"],
                |(celsius, label)| { Self { celsius, label } },
            )
        }
    }
    impl __private::Serialize for Reading {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "celsius label",
                (&__private::Finite(&self.celsius),),
                (&self.label,),
            )
        }
    }
    ///The struct `Place`: `structs.json:19`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Place {
        ///`celsius`: the temperature
        pub celsius: f64,
        ///`label`: a name, see [`Place`](super::structs::Place) and `celsius`
        pub label: ::core::option::Option<::std::string::String>,
        ///`room`
        pub room: ::std::string::String,
        ///`floor`
        pub floor: ::core::option::Option<i8>,
    }
    impl Place {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            celsius: f64,
            room: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                celsius,
                label: ::core::option::Option::None,
                room: room.into(),
                floor: ::core::option::Option::None,
            }
        }
        ///Sets `label`.
        #[inline]
        #[must_use]
        pub fn label(
            mut self,
            label: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.label = ::core::option::Option::Some(label.into());
            self
        }
        ///Sets `floor`.
        #[inline]
        #[must_use]
        pub fn floor(mut self, floor: i8) -> Self {
            self.floor = ::core::option::Option::Some(floor);
            self
        }
    }
    impl ::core::cmp::PartialEq for Place {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Place {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Place", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Place {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["celsius", "label", "room", "floor"],
                |(celsius, label, room, floor)| {
                    Self {
                        celsius,
                        label,
                        room,
                        floor,
                    }
                },
            )
        }
    }
    impl __private::Serialize for Place {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "celsius room label floor",
                (&__private::Finite(&self.celsius), &self.room),
                (&self.label, &self.floor),
            )
        }
    }
    /**The struct `Shelf`: `structs.json:22`.

Features:

- `sturdy`*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Shelf {
        ///`celsius`: the temperature
        pub celsius: f64,
        ///`label`: a name, see [`Place`](super::structs::Place) and `celsius`
        pub label: ::core::option::Option<::std::string::String>,
        ///`room`
        pub room: ::std::string::String,
        ///`floor`
        pub floor: ::core::option::Option<i8>,
        ///`boards`
        pub boards: ::std::vec::Vec<super::structs::Empty>,
        ///`marks`
        pub marks: ::core::option::Option<::std::vec::Vec<f64>>,
    }
    impl Shelf {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            celsius: f64,
            room: impl ::core::convert::Into<::std::string::String>,
            boards: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<super::structs::Empty>,
            >,
        ) -> Self {
            Self {
                celsius,
                label: ::core::option::Option::None,
                room: room.into(),
                floor: ::core::option::Option::None,
                boards: __private::list(boards, |item| item.into()),
                marks: ::core::option::Option::None,
            }
        }
        ///Sets `label`.
        #[inline]
        #[must_use]
        pub fn label(
            mut self,
            label: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.label = ::core::option::Option::Some(label.into());
            self
        }
        ///Sets `floor`.
        #[inline]
        #[must_use]
        pub fn floor(mut self, floor: i8) -> Self {
            self.floor = ::core::option::Option::Some(floor);
            self
        }
        ///Sets `marks`.
        #[inline]
        #[must_use]
        pub fn marks(
            mut self,
            marks: impl ::core::iter::IntoIterator<Item = f64>,
        ) -> Self {
            self.marks = ::core::option::Option::Some(
                __private::list(marks, |item| item),
            );
            self
        }
    }
    impl ::core::cmp::PartialEq for Shelf {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Shelf {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Shelf", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Shelf {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["celsius", "label", "room", "floor", "boards", "marks"],
                |(celsius, label, room, floor, boards, marks)| {
                    Self {
                        celsius,
                        label,
                        room,
                        floor,
                        boards,
                        marks,
                    }
                },
            )
        }
    }
    impl __private::Serialize for Shelf {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "celsius room boards label floor marks",
                (&__private::Finite(&self.celsius), &self.room, &self.boards),
                (&self.label, &self.floor, &self.marks.as_ref().map(__private::Finite)),
            )
        }
    }
    ///The struct `Scalars`: `structs.json:26`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Scalars {
        ///`a`
        pub a: i64,
        ///`b`
        pub b: i8,
        ///`c`
        pub c: i16,
        ///`d`
        pub d: i32,
        ///`e`
        pub e: i64,
        ///`f`
        pub f: u8,
        ///`g`
        pub g: u16,
        ///`h`
        pub h: u32,
        ///`i`
        pub i: u64,
        ///`j`
        pub j: u64,
        ///`k`
        pub k: bool,
        ///`l`
        pub l: __private::Null,
        ///`m`
        pub m: __private::Value,
        ///`n`
        pub n: ::std::string::String,
        ///`o`
        pub o: ::core::option::Option<super::builtin::QType>,
        ///`p`
        pub p: ::core::option::Option<f64>,
        ///`q`
        pub q: ::core::option::Option<__private::Null>,
        ///`r`
        pub r: ::core::option::Option<__private::Value>,
        ///`s`
        pub s: ::core::option::Option<bool>,
        ///`t` **deprecated** **unstable**
        #[deprecated]
        pub t: ::core::option::Option<i64>,
    }
    impl Scalars {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Scalars::new(l).a(..).b(..).c(..).d(..).e(..).f(..).g(..).h(..).i(..).j(..).k(..).m(..).n(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            l: impl ::core::convert::Into<__private::Null>,
        ) -> super::needs::NeedsA<
            super::needs::NeedsB<
                super::needs::NeedsC<
                    super::needs::NeedsD<
                        super::needs::NeedsE<
                            super::needs::NeedsF<
                                super::needs::NeedsG<
                                    super::needs::NeedsH<
                                        super::needs::NeedsI<
                                            super::needs::NeedsJ<
                                                super::needs::NeedsK<
                                                    super::needs::NeedsM<super::needs::NeedsN<Self>>,
                                                >,
                                            >,
                                        >,
                                    >,
                                >,
                            >,
                        >,
                    >,
                >,
            >,
        > {
            let l: __private::Null = l.into();
            super::needs::a(move |a| {
                super::needs::b(move |b| {
                    super::needs::c(move |c| {
                        super::needs::d(move |d| {
                            super::needs::e(move |e| {
                                super::needs::f(move |f| {
                                    super::needs::g(move |g| {
                                        super::needs::h(move |h| {
                                            super::needs::i(move |i| {
                                                super::needs::j(move |j| {
                                                    super::needs::k(move |k| {
                                                        super::needs::m(move |m| {
                                                            super::needs::n(move |n| {
                                                                Self {
                                                                    a,
                                                                    b,
                                                                    c,
                                                                    d,
                                                                    e,
                                                                    f,
                                                                    g,
                                                                    h,
                                                                    i,
                                                                    j,
                                                                    k,
                                                                    l,
                                                                    m,
                                                                    n,
                                                                    o: ::core::option::Option::None,
                                                                    p: ::core::option::Option::None,
                                                                    q: ::core::option::Option::None,
                                                                    r: ::core::option::Option::None,
                                                                    s: ::core::option::Option::None,
                                                                    t: ::core::option::Option::None,
                                                                }
                                                            })
                                                        })
                                                    })
                                                })
                                            })
                                        })
                                    })
                                })
                            })
                        })
                    })
                })
            })
        }
        ///Sets `o`.
        #[inline]
        #[must_use]
        pub fn o(
            mut self,
            o: impl ::core::convert::Into<super::builtin::QType>,
        ) -> Self {
            self.o = ::core::option::Option::Some(o.into());
            self
        }
        ///Sets `p`.
        #[inline]
        #[must_use]
        pub fn p(mut self, p: f64) -> Self {
            self.p = ::core::option::Option::Some(p);
            self
        }
        ///Sets `q`.
        #[inline]
        #[must_use]
        pub fn q(mut self, q: impl ::core::convert::Into<__private::Null>) -> Self {
            self.q = ::core::option::Option::Some(q.into());
            self
        }
        ///Sets `r`.
        #[inline]
        #[must_use]
        pub fn r(mut self, r: impl ::core::convert::Into<__private::Value>) -> Self {
            self.r = ::core::option::Option::Some(r.into());
            self
        }
        ///Sets `s`.
        #[inline]
        #[must_use]
        pub fn s(mut self, s: bool) -> Self {
            self.s = ::core::option::Option::Some(s);
            self
        }
        ///Sets `t`.
        #[deprecated]
        #[inline]
        #[must_use]
        pub fn t(mut self, t: i64) -> Self {
            self.t = ::core::option::Option::Some(t);
            self
        }
    }
    impl ::core::cmp::PartialEq for Scalars {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Scalars {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Scalars", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Scalars {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &[
                    "a",
                    "b",
                    "c",
                    "d",
                    "e",
                    "f",
                    "g",
                    "h",
                    "i",
                    "j",
                    "k",
                    "l",
                    "m",
                    "n",
                    "o",
                    "p",
                    "q",
                    "r",
                    "s",
                    "t",
                ],
                |
                    __private::Many(
                        (a, b, c, d, e, f, g, h, i, j, k, l),
                        (m, n, o, p, q, r, s, t),
                    )|
                {
                    Self {
                        a,
                        b,
                        c,
                        d,
                        e,
                        f,
                        g,
                        h,
                        i,
                        j,
                        k,
                        l,
                        m,
                        n,
                        o,
                        p,
                        q,
                        r,
                        s,
                        t,
                    }
                },
            )
        }
    }
    impl __private::Serialize for Scalars {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "a b c d e f g h i j k l m n o p q r s t",
                __private::Many(
                    (
                        &self.a,
                        &self.b,
                        &self.c,
                        &self.d,
                        &self.e,
                        &self.f,
                        &self.g,
                        &self.h,
                        &self.i,
                        &self.j,
                        &self.k,
                        &self.l,
                    ),
                    (&self.m, &self.n),
                ),
                (
                    &self.o,
                    &self.p.as_ref().map(__private::Finite),
                    &self.q,
                    &self.r,
                    &self.s,
                    &self.t,
                ),
            )
        }
    }
    ///The struct `SecretBytes`: `structs.json:33`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct SecretBytes {
        ///`data`
        pub data: ::std::string::String,
        ///`format`
        pub format: ::core::option::Option<::std::string::String>,
    }
    impl SecretBytes {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(data: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                data: data.into(),
                format: ::core::option::Option::None,
            }
        }
        ///Sets `format`.
        #[inline]
        #[must_use]
        pub fn format(
            mut self,
            format: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.format = ::core::option::Option::Some(format.into());
            self
        }
    }
    impl ::core::cmp::PartialEq for SecretBytes {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for SecretBytes {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("SecretBytes", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for SecretBytes {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["data", "format"],
                |(data, format)| { Self { data, format } },
            )
        }
    }
    impl __private::Serialize for SecretBytes {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "data format",
                (&__private::Secret(&self.data),),
                (&self.format,),
            )
        }
    }
}
///Types of the QAPI language itself.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod builtin {
    use super::__qapi_client::__private;
    ///The enum `QType`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum QType {
        ///`none`
        None,
        ///`qnull`
        Qnull,
        ///`qnum`
        Qnum,
        ///`qstring`
        Qstring,
        ///`qdict`
        Qdict,
        ///`qlist`
        Qlist,
        ///`qbool`
        Qbool,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl QType {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[
            Self::None,
            Self::Qnull,
            Self::Qnum,
            Self::Qstring,
            Self::Qdict,
            Self::Qlist,
            Self::Qbool,
        ];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::None => "none",
                Self::Qnull => "qnull",
                Self::Qnum => "qnum",
                Self::Qstring => "qstring",
                Self::Qdict => "qdict",
                Self::Qlist => "qlist",
                Self::Qbool => "qbool",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for QType {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for QType {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QType", self, f)
        }
    }
    impl ::core::cmp::PartialEq for QType {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for QType {}
    impl ::core::hash::Hash for QType {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for QType {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for QType {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for QType {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::structs::*;
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::builtin::*;
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
    ///A value that lacks `a`.
    #[must_use = "`a` is missing"]
    pub struct NeedsA<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsA<Next> {
        ///Sets `a`.
        #[inline]
        pub fn a(self, a: i64) -> Next {
            (self.0)(a)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsA<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsA")
        }
    }
    pub(super) fn a<Next>(
        next: impl ::core::ops::FnOnce(
            i64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsA<Next> {
        NeedsA(::std::boxed::Box::new(next))
    }
    ///A value that lacks `b`.
    #[must_use = "`b` is missing"]
    pub struct NeedsB<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i8,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsB<Next> {
        ///Sets `b`.
        #[inline]
        pub fn b(self, b: i8) -> Next {
            (self.0)(b)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsB<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsB")
        }
    }
    pub(super) fn b<Next>(
        next: impl ::core::ops::FnOnce(
            i8,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsB<Next> {
        NeedsB(::std::boxed::Box::new(next))
    }
    ///A value that lacks `c`.
    #[must_use = "`c` is missing"]
    pub struct NeedsC<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i16,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsC<Next> {
        ///Sets `c`.
        #[inline]
        pub fn c(self, c: i16) -> Next {
            (self.0)(c)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsC<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsC")
        }
    }
    pub(super) fn c<Next>(
        next: impl ::core::ops::FnOnce(
            i16,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsC<Next> {
        NeedsC(::std::boxed::Box::new(next))
    }
    ///A value that lacks `d`.
    #[must_use = "`d` is missing"]
    pub struct NeedsD<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i32,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsD<Next> {
        ///Sets `d`.
        #[inline]
        pub fn d(self, d: i32) -> Next {
            (self.0)(d)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsD<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsD")
        }
    }
    pub(super) fn d<Next>(
        next: impl ::core::ops::FnOnce(
            i32,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsD<Next> {
        NeedsD(::std::boxed::Box::new(next))
    }
    ///A value that lacks `e`.
    #[must_use = "`e` is missing"]
    pub struct NeedsE<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsE<Next> {
        ///Sets `e`.
        #[inline]
        pub fn e(self, e: i64) -> Next {
            (self.0)(e)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsE<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsE")
        }
    }
    pub(super) fn e<Next>(
        next: impl ::core::ops::FnOnce(
            i64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsE<Next> {
        NeedsE(::std::boxed::Box::new(next))
    }
    ///A value that lacks `f`.
    #[must_use = "`f` is missing"]
    pub struct NeedsF<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                u8,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsF<Next> {
        ///Sets `f`.
        #[inline]
        pub fn f(self, f: u8) -> Next {
            (self.0)(f)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsF<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsF")
        }
    }
    pub(super) fn f<Next>(
        next: impl ::core::ops::FnOnce(
            u8,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsF<Next> {
        NeedsF(::std::boxed::Box::new(next))
    }
    ///A value that lacks `g`.
    #[must_use = "`g` is missing"]
    pub struct NeedsG<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                u16,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsG<Next> {
        ///Sets `g`.
        #[inline]
        pub fn g(self, g: u16) -> Next {
            (self.0)(g)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsG<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsG")
        }
    }
    pub(super) fn g<Next>(
        next: impl ::core::ops::FnOnce(
            u16,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsG<Next> {
        NeedsG(::std::boxed::Box::new(next))
    }
    ///A value that lacks `h`.
    #[must_use = "`h` is missing"]
    pub struct NeedsH<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                u32,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsH<Next> {
        ///Sets `h`.
        #[inline]
        pub fn h(self, h: u32) -> Next {
            (self.0)(h)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsH<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsH")
        }
    }
    pub(super) fn h<Next>(
        next: impl ::core::ops::FnOnce(
            u32,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsH<Next> {
        NeedsH(::std::boxed::Box::new(next))
    }
    ///A value that lacks `i`.
    #[must_use = "`i` is missing"]
    pub struct NeedsI<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                u64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsI<Next> {
        ///Sets `i`.
        #[inline]
        pub fn i(self, i: u64) -> Next {
            (self.0)(i)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsI<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsI")
        }
    }
    pub(super) fn i<Next>(
        next: impl ::core::ops::FnOnce(
            u64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsI<Next> {
        NeedsI(::std::boxed::Box::new(next))
    }
    ///A value that lacks `j`.
    #[must_use = "`j` is missing"]
    pub struct NeedsJ<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                u64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsJ<Next> {
        ///Sets `j`.
        #[inline]
        pub fn j(self, j: u64) -> Next {
            (self.0)(j)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsJ<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsJ")
        }
    }
    pub(super) fn j<Next>(
        next: impl ::core::ops::FnOnce(
            u64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsJ<Next> {
        NeedsJ(::std::boxed::Box::new(next))
    }
    ///A value that lacks `k`.
    #[must_use = "`k` is missing"]
    pub struct NeedsK<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                bool,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsK<Next> {
        ///Sets `k`.
        #[inline]
        pub fn k(self, k: bool) -> Next {
            (self.0)(k)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsK<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsK")
        }
    }
    pub(super) fn k<Next>(
        next: impl ::core::ops::FnOnce(
            bool,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsK<Next> {
        NeedsK(::std::boxed::Box::new(next))
    }
    ///A value that lacks `m`.
    #[must_use = "`m` is missing"]
    pub struct NeedsM<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                __private::Value,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsM<Next> {
        ///Sets `m`.
        #[inline]
        pub fn m(self, m: impl ::core::convert::Into<__private::Value>) -> Next {
            (self.0)(m.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsM<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsM")
        }
    }
    pub(super) fn m<Next>(
        next: impl ::core::ops::FnOnce(
            __private::Value,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsM<Next> {
        NeedsM(::std::boxed::Box::new(next))
    }
    ///A value that lacks `n`.
    #[must_use = "`n` is missing"]
    pub struct NeedsN<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                ::std::string::String,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsN<Next> {
        ///Sets `n`.
        #[inline]
        pub fn n(self, n: impl ::core::convert::Into<::std::string::String>) -> Next {
            (self.0)(n.into())
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsN<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsN")
        }
    }
    pub(super) fn n<Next>(
        next: impl ::core::ops::FnOnce(
            ::std::string::String,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsN<Next> {
        NeedsN(::std::boxed::Box::new(next))
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
}
