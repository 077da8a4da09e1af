use ::qapi_client as __qapi_client;
///Types of `lender/shapes.json`.
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
    ///The enum `Colour`: `lender/shapes.json:1`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Colour {
        ///`red`
        Red,
        ///`green`
        Green,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Colour {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Red, Self::Green];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Red => "red",
                Self::Green => "green",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Colour {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Colour {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Colour", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Colour {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Colour {}
    impl ::core::hash::Hash for Colour {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Colour {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Colour {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Colour {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The struct `Point`: `lender/shapes.json:2`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Point {
        ///`x`
        pub x: i64,
        ///`y`
        pub y: i64,
    }
    impl Point {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Point::new().x(..).y(..)`. Optional members are absent.
        #[inline]
        pub fn new() -> super::needs::NeedsX<super::needs::NeedsY<Self>> {
            super::needs::x(move |x| { super::needs::y(move |y| { Self { x, y } }) })
        }
    }
    impl ::core::cmp::PartialEq for Point {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Point {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Point", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Point {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["x", "y"], |(x, y)| { Self { x, y } })
        }
    }
    impl __private::Serialize for Point {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "x y", (&self.x, &self.y), ())
        }
    }
    ///The struct `Circle`: `lender/shapes.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Circle {
        ///`centre`
        pub centre: super::shapes::Point,
        ///`radius`
        pub radius: u32,
        ///`colour`
        pub colour: ::core::option::Option<super::shapes::Colour>,
    }
    impl Circle {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            centre: impl ::core::convert::Into<super::shapes::Point>,
            radius: u32,
        ) -> Self {
            Self {
                centre: centre.into(),
                radius,
                colour: ::core::option::Option::None,
            }
        }
        ///Sets `colour`.
        #[inline]
        #[must_use]
        pub fn colour(
            mut self,
            colour: impl ::core::convert::Into<super::shapes::Colour>,
        ) -> Self {
            self.colour = ::core::option::Option::Some(colour.into());
            self
        }
    }
    impl ::core::cmp::PartialEq for Circle {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Circle {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Circle", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Circle {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["centre", "radius", "colour"],
                |(centre, radius, colour)| { Self { centre, radius, colour } },
            )
        }
    }
    impl __private::Serialize for Circle {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "centre radius colour",
                (&self.centre, &self.radius),
                (&self.colour,),
            )
        }
    }
    ///The enum `ShapeKind`: `lender/shapes.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum ShapeKind {
        ///`point`
        Point,
        ///`circle`
        Circle,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl ShapeKind {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Point, Self::Circle];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Point => "point",
                Self::Circle => "circle",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for ShapeKind {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for ShapeKind {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("ShapeKind", self, f)
        }
    }
    impl ::core::cmp::PartialEq for ShapeKind {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for ShapeKind {}
    impl ::core::hash::Hash for ShapeKind {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for ShapeKind {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for ShapeKind {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for ShapeKind {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The union `Shape`: `lender/shapes.json:5`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Shape {
        ///`kind`
        pub kind: super::shapes::ShapeBranch,
    }
    ///Discriminator `kind` of [`Shape`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum ShapeBranch {
        ///`point`
        Point(super::shapes::Point),
        ///`circle`
        Circle(super::shapes::Circle),
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl ShapeBranch {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Point(_) => "point",
                Self::Circle(_) => "circle",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Shape {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::shapes::ShapeBranch>,
        ) -> Self {
            Self { kind: kind.into() }
        }
        ///Makes a value with the branch `point`.
        #[inline]
        pub fn point(branch: impl ::core::convert::Into<super::shapes::Point>) -> Self {
            Self::new(ShapeBranch::Point(branch.into()))
        }
        ///Makes a value with the branch `circle`.
        #[inline]
        pub fn circle(
            branch: impl ::core::convert::Into<super::shapes::Circle>,
        ) -> Self {
            Self::new(ShapeBranch::Circle(branch.into()))
        }
    }
    impl ::core::convert::From<super::shapes::Point> for ShapeBranch {
        #[inline]
        fn from(value: super::shapes::Point) -> Self {
            Self::Point(value)
        }
    }
    impl ::core::convert::From<super::shapes::Point> for Shape {
        #[inline]
        fn from(value: super::shapes::Point) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<super::shapes::Circle> for ShapeBranch {
        #[inline]
        fn from(value: super::shapes::Circle) -> Self {
            Self::Circle(value)
        }
    }
    impl ::core::convert::From<super::shapes::Circle> for Shape {
        #[inline]
        fn from(value: super::shapes::Circle) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Shape {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Shape {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Shape", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for ShapeBranch {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["point", "circle"]) {
                0 => __private::read_branch(branch, Self::Point),
                1 => __private::read_branch(branch, Self::Circle),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Shape {
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
    impl __private::Serialize for Shape {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("kind", self.kind.as_str());
            match &self.kind {
                ShapeBranch::Point(branch) => __out.branch(branch),
                ShapeBranch::Circle(branch) => __out.branch(branch),
                ShapeBranch::Other(_, rest) => __out.rest(rest, &["kind"]),
            }
            __out.end()
        }
    }
    ///The alternate `Spot`: `lender/shapes.json:7`.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Spot {
        ///`point`
        Point(super::shapes::Point),
        ///`name`
        Name(::std::string::String),
    }
    impl ::core::convert::From<super::shapes::Point> for Spot {
        #[inline]
        fn from(value: super::shapes::Point) -> Self {
            Self::Point(value)
        }
    }
    impl ::core::convert::From<::std::string::String> for Spot {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::Name(value)
        }
    }
    impl ::core::convert::From<&str> for Spot {
        #[inline]
        fn from(value: &str) -> Self {
            Self::Name(::core::convert::From::from(value))
        }
    }
    impl __private::Alternate for Spot {
        const EXPECTED: &'static str = "an object or a string";
        fn object<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Point(__private::Deserialize::deserialize(value)?),
            )
        }
        fn string<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Name(__private::Deserialize::deserialize(value)?),
            )
        }
    }
    impl<'de> __private::Deserialize<'de> for Spot {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_alternate(__deserializer)
        }
    }
    impl __private::Serialize for Spot {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Point(value) => {
                    __private::Serialize::serialize(value, __serializer)
                }
                Self::Name(value) => __private::Serialize::serialize(value, __serializer),
            }
        }
    }
    ///The struct `Node`: `lender/shapes.json:8`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Node {
        ///`shape`
        pub shape: super::shapes::Shape,
        ///`next`
        pub next: ::core::option::Option<::std::boxed::Box<super::shapes::Node>>,
    }
    impl ::core::cmp::PartialEq for Node {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Node {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Node", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Node {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["shape", "next"],
                |(shape, next)| { Self { shape, next } },
            )
        }
    }
    impl __private::Serialize for Node {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "shape next", (&self.shape,), (&self.next,))
        }
    }
    ///The struct `Label`: `lender/shapes.json:10`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Label {
        ///`text`
        pub text: ::std::string::String,
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
            __private::read(__deserializer, &["text"], |(text,)| { Self { text } })
        }
    }
    impl __private::Serialize for Label {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "text", (&self.text,), ())
        }
    }
    ///The struct `Sign`: `lender/shapes.json:11`.
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
    ///The struct `Signs`: `lender/shapes.json:12`.
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
    ///The struct `Old`: `lender/shapes.json:14`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Old {
        ///`x` **deprecated**
        #[deprecated]
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
    ///The struct `Made`: `lender/shapes.json:15`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Made {
        ///`x`
        pub x: i64,
    }
    impl Made {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: i64) -> Self {
            Self { x }
        }
    }
    impl ::core::cmp::PartialEq for Made {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Made {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Made", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Made {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["x"], |(x,)| { Self { x } })
        }
    }
    impl __private::Serialize for Made {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "x", (&self.x,), ())
        }
    }
    ///The struct `Received`: `lender/shapes.json:16`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Received {
        ///`x`
        pub x: i64,
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
    ///The command `draw`: `lender.json:5`.
    #[derive(::core::clone::Clone)]
    pub struct Draw(
        ///All members.
        pub super::shapes::Shape,
    );
    impl ::core::convert::From<super::shapes::Shape> for Draw {
        #[inline]
        fn from(value: super::shapes::Shape) -> Self {
            Self(value)
        }
    }
    impl Draw {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::shapes::ShapeBranch>,
        ) -> Self {
            Self(<super::shapes::Shape>::new(kind))
        }
    }
    impl ::core::convert::From<super::shapes::ShapeBranch> for Draw {
        #[inline]
        fn from(value: super::shapes::ShapeBranch) -> Self {
            Self::new(value)
        }
    }
    impl ::core::ops::Deref for Draw {
        type Target = super::shapes::Shape;
        #[inline]
        fn deref(&self) -> &super::shapes::Shape {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Draw {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Draw", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Draw {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Draw {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Draw {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Draw {
        const NAME: &'static str = "draw";
        type Return = __private::Empty;
    }
    /**The command `flip`: `lender.json:6`.

Returns [`Vec<Node>`](super::shapes::Node).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Flip {
        ///`point`
        pub point: super::shapes::Point,
    }
    impl Flip {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(point: impl ::core::convert::Into<super::shapes::Point>) -> Self {
            Self { point: point.into() }
        }
    }
    impl ::core::convert::From<super::shapes::Point> for Flip {
        #[inline]
        fn from(value: super::shapes::Point) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Flip {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Flip {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Flip", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Flip {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["point"], |(point,)| { Self { point } })
        }
    }
    impl __private::Serialize for Flip {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "point", (&self.point,), ())
        }
    }
    impl __private::Command for Flip {
        const NAME: &'static str = "flip";
        type Return = ::std::vec::Vec<super::shapes::Node>;
    }
    ///The command `erase`: `lender.json:7`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Erase {
        ///`spot`
        pub spot: super::shapes::Spot,
        ///`why`
        pub why: ::core::option::Option<::std::string::String>,
    }
    impl Erase {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(spot: impl ::core::convert::Into<super::shapes::Spot>) -> Self {
            Self {
                spot: spot.into(),
                why: ::core::option::Option::None,
            }
        }
        ///Sets `why`.
        #[inline]
        #[must_use]
        pub fn why(
            mut self,
            why: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.why = ::core::option::Option::Some(why.into());
            self
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
            __private::read(
                __deserializer,
                &["spot", "why"],
                |(spot, why)| { Self { spot, why } },
            )
        }
    }
    impl __private::Serialize for Erase {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "spot why", (&self.spot,), (&self.why,))
        }
    }
    impl __private::Command for Erase {
        const NAME: &'static str = "erase";
        type Return = __private::Empty;
    }
    ///The command `flush`: `lender.json:8`.
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
    /**The command `query-signs`: `lender.json:9`.

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
    /**The command `query-order`: `lender.json:10`.

Returns [`Received`](super::shapes::Received).*/
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
        type Return = super::shapes::Received;
    }
    ///The command `set-order`: `lender.json:11`.
    #[derive(::core::clone::Clone)]
    pub struct SetOrder(
        ///All members.
        pub super::shapes::Made,
    );
    impl ::core::convert::From<super::shapes::Made> for SetOrder {
        #[inline]
        fn from(value: super::shapes::Made) -> Self {
            Self(value)
        }
    }
    impl SetOrder {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(x: i64) -> Self {
            Self(<super::shapes::Made>::new(x))
        }
    }
    impl ::core::convert::From<i64> for SetOrder {
        #[inline]
        fn from(value: i64) -> Self {
            Self::new(value)
        }
    }
    impl ::core::ops::Deref for SetOrder {
        type Target = super::shapes::Made;
        #[inline]
        fn deref(&self) -> &super::shapes::Made {
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
    ///The event `DRAWN`: `lender.json:12`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Drawn {
        ///`colour`
        pub colour: super::shapes::Colour,
        ///`at`
        pub at: super::shapes::Point,
    }
    impl ::core::cmp::PartialEq for Drawn {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Drawn {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Drawn", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Drawn {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["colour", "at"],
                |(colour, at)| { Self { colour, at } },
            )
        }
    }
    impl __private::Serialize for Drawn {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "colour at", (&self.colour, &self.at), ())
        }
    }
    impl __private::Event for Drawn {
        const NAME: &'static str = "DRAWN";
    }
    ///The event `SIGNED`: `lender.json:13`.
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
    ///A value that lacks `x`.
    #[must_use = "`x` is missing"]
    pub struct NeedsX<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsX<Next> {
        ///Sets `x`.
        #[inline]
        pub fn x(self, x: i64) -> Next {
            (self.0)(x)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsX<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsX")
        }
    }
    pub(super) fn x<Next>(
        next: impl ::core::ops::FnOnce(
            i64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsX<Next> {
        NeedsX(::std::boxed::Box::new(next))
    }
    ///A value that lacks `y`.
    #[must_use = "`y` is missing"]
    pub struct NeedsY<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                i64,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsY<Next> {
        ///Sets `y`.
        #[inline]
        pub fn y(self, y: i64) -> Next {
            (self.0)(y)
        }
    }
    impl<Next> ::core::fmt::Debug for NeedsY<Next> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.write_str("NeedsY")
        }
    }
    pub(super) fn y<Next>(
        next: impl ::core::ops::FnOnce(
            i64,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsY<Next> {
        NeedsY(::std::boxed::Box::new(next))
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
    /**The command `draw`: `lender.json:5`.

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
    /**The command `flip`: `lender.json:6`.

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
    /**The command `erase`: `lender.json:7`.

Arguments ([`Erase`](struct@self::commands::Erase)):
- `spot` ([`Spot`](self::shapes::Spot), required)
- `why` (`String`, optional)*/
    #[inline]
    pub fn erase(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Erase>,
    ) -> __qapi_client::Call<self::commands::Erase> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    ///The command `flush`: `lender.json:8`.
    #[inline]
    pub fn flush(&self) -> __qapi_client::Call<self::commands::Flush> {
        __qapi_client::__private::call(&self.session, self::commands::Flush::new())
    }
    /**The command `query-signs`: `lender.json:9`.

Returns [`Signs`](self::shapes::Signs).*/
    #[inline]
    pub fn query_signs(&self) -> __qapi_client::Call<self::commands::QuerySigns> {
        __qapi_client::__private::call(&self.session, self::commands::QuerySigns::new())
    }
    /**The command `query-order`: `lender.json:10`.

Returns [`Received`](self::shapes::Received).*/
    #[inline]
    pub fn query_order(&self) -> __qapi_client::Call<self::commands::QueryOrder> {
        __qapi_client::__private::call(&self.session, self::commands::QueryOrder::new())
    }
    /**The command `set-order`: `lender.json:11`.

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
