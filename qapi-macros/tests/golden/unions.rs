use ::qapi_client as __qapi_client;
///Types of `unions.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod unions {
    use super::__qapi_client::__private;
    ///The enum `Driver`: `unions.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Driver {
        ///`file`
        File,
        ///`qcow2`
        Qcow2,
        ///`null-co`
        NullCo,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Driver {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::File, Self::Qcow2, Self::NullCo];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::File => "file",
                Self::Qcow2 => "qcow2",
                Self::NullCo => "null-co",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Driver {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Driver {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Driver", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Driver {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Driver {}
    impl ::core::hash::Hash for Driver {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Driver {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Driver {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Driver {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The struct `File`: `unions.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct File {
        ///`filename`
        pub filename: ::std::string::String,
    }
    impl File {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(filename: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { filename: filename.into() }
        }
    }
    impl ::core::cmp::PartialEq for File {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for File {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("File", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for File {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["filename"],
                |(filename,)| { Self { filename } },
            )
        }
    }
    impl __private::Serialize for File {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "filename", (&self.filename,), ())
        }
    }
    ///The struct `Qcow2`: `unions.json:5`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Qcow2 {
        ///`backing`
        pub backing: super::unions::Node,
        ///`lazy`
        pub lazy: ::core::option::Option<bool>,
    }
    impl Qcow2 {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(backing: impl ::core::convert::Into<super::unions::Node>) -> Self {
            Self {
                backing: backing.into(),
                lazy: ::core::option::Option::None,
            }
        }
        ///Sets `lazy`.
        #[inline]
        #[must_use]
        pub fn lazy(mut self, lazy: bool) -> Self {
            self.lazy = ::core::option::Option::Some(lazy);
            self
        }
    }
    impl ::core::cmp::PartialEq for Qcow2 {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Qcow2 {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Qcow2", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Qcow2 {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["backing", "lazy"],
                |(backing, lazy)| { Self { backing, lazy } },
            )
        }
    }
    impl __private::Serialize for Qcow2 {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "backing lazy",
                (&self.backing,),
                (&self.lazy,),
            )
        }
    }
    /**A node of the block graph.

The union `Node`: `unions.json:16`.*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Node {
        ///`driver`: what it is
        pub driver: super::unions::NodeDriver,
        ///`node-name`: how it is called
        pub node_name: ::core::option::Option<::std::string::String>,
        ///`cache`
        pub cache: bool,
    }
    ///Discriminator `driver` of [`Node`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum NodeDriver {
        ///`file`
        File(super::unions::File),
        ///`qcow2`
        Qcow2(::std::boxed::Box<super::unions::Qcow2>),
        ///`null-co`
        NullCo,
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl NodeDriver {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::File(_) => "file",
                Self::Qcow2(_) => "qcow2",
                Self::NullCo => "null-co",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Node {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            driver: impl ::core::convert::Into<super::unions::NodeDriver>,
            cache: bool,
        ) -> Self {
            Self {
                driver: driver.into(),
                node_name: ::core::option::Option::None,
                cache,
            }
        }
        ///Sets `node-name`.
        #[inline]
        #[must_use]
        pub fn node_name(
            mut self,
            node_name: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.node_name = ::core::option::Option::Some(node_name.into());
            self
        }
        ///Makes a value with the branch `file`.
        #[inline]
        pub fn file(
            branch: impl ::core::convert::Into<super::unions::File>,
            cache: bool,
        ) -> Self {
            Self::new(NodeDriver::File(branch.into()), cache)
        }
        ///Makes a value with the branch `qcow2`.
        #[inline]
        pub fn qcow2(
            branch: impl ::core::convert::Into<super::unions::Qcow2>,
            cache: bool,
        ) -> Self {
            Self::new(NodeDriver::Qcow2(::std::boxed::Box::new(branch.into())), cache)
        }
        ///Makes a value with the branch `null-co`.
        #[inline]
        pub fn null_co(cache: bool) -> Self {
            Self::new(NodeDriver::NullCo, cache)
        }
    }
    impl ::core::convert::From<super::unions::File> for NodeDriver {
        #[inline]
        fn from(value: super::unions::File) -> Self {
            Self::File(value)
        }
    }
    impl ::core::convert::From<super::unions::Qcow2> for NodeDriver {
        #[inline]
        fn from(value: super::unions::Qcow2) -> Self {
            Self::Qcow2(::std::boxed::Box::new(value))
        }
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
    impl<'de> __private::Branches<'de> for NodeDriver {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["file", "qcow2", "null-co"]) {
                0 => __private::read_branch(branch, Self::File),
                1 => __private::read_branch(branch, Self::Qcow2),
                2 => ::core::result::Result::Ok(Self::NullCo),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Node {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_union(
                __deserializer,
                &["driver", "node-name", "cache"],
                |driver, (node_name, cache)| { Self { node_name, cache, driver } },
            )
        }
    }
    impl __private::Serialize for Node {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("driver", self.driver.as_str());
            __out.put_some("node-name", &self.node_name);
            __out.put("cache", &self.cache);
            match &self.driver {
                NodeDriver::File(branch) => __out.branch(branch),
                NodeDriver::Qcow2(branch) => __out.branch(branch),
                NodeDriver::Other(_, rest) => {
                    __out.rest(rest, &["driver", "node-name", "cache"])
                }
                _ => {}
            }
            __out.end()
        }
    }
    ///The enum `Outer`: `unions.json:21`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Outer {
        ///`node`
        Node,
        ///`plain`
        Plain,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Outer {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Node, Self::Plain];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Node => "node",
                Self::Plain => "plain",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Outer {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Outer {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Outer", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Outer {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Outer {}
    impl ::core::hash::Hash for Outer {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Outer {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Outer {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Outer {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The struct `Common`: `unions.json:22`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Common {
        ///`kind`
        pub kind: super::unions::Outer,
        ///`id`
        pub id: ::std::string::String,
    }
    impl Common {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            kind: super::unions::Outer,
            id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self { kind, id: id.into() }
        }
    }
    impl ::core::cmp::PartialEq for Common {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Common {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Common", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Common {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["kind", "id"],
                |(kind, id)| { Self { kind, id } },
            )
        }
    }
    impl __private::Serialize for Common {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "kind id", (&self.kind, &self.id), ())
        }
    }
    ///The union `Nested`: `unions.json:23`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Nested {
        ///`kind`
        pub kind: super::unions::NestedKind,
        ///`id`
        pub id: ::std::string::String,
    }
    ///Discriminator `kind` of [`Nested`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum NestedKind {
        ///`node`
        Node(super::unions::Node),
        ///`plain`
        Plain,
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl NestedKind {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Node(_) => "node",
                Self::Plain => "plain",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Nested {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            kind: impl ::core::convert::Into<super::unions::NestedKind>,
            id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self {
                kind: kind.into(),
                id: id.into(),
            }
        }
        ///Makes a value with the branch `node`.
        #[inline]
        pub fn node(
            branch: impl ::core::convert::Into<super::unions::Node>,
            id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            Self::new(NestedKind::Node(branch.into()), id)
        }
        ///Makes a value with the branch `plain`.
        #[inline]
        pub fn plain(id: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self::new(NestedKind::Plain, id)
        }
    }
    impl ::core::convert::From<super::unions::Node> for NestedKind {
        #[inline]
        fn from(value: super::unions::Node) -> Self {
            Self::Node(value)
        }
    }
    impl ::core::cmp::PartialEq for Nested {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Nested {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Nested", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for NestedKind {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["node", "plain"]) {
                0 => __private::read_branch(branch, Self::Node),
                1 => ::core::result::Result::Ok(Self::Plain),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Nested {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_union(
                __deserializer,
                &["kind", "id"],
                |kind, (id,)| { Self { id, kind } },
            )
        }
    }
    impl __private::Serialize for Nested {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("kind", self.kind.as_str());
            __out.put("id", &self.id);
            match &self.kind {
                NestedKind::Node(branch) => __out.branch(branch),
                NestedKind::Other(_, rest) => __out.rest(rest, &["kind", "id"]),
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
pub use self::unions::*;
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
