use ::qapi_client as __qapi_client;
///Types of `commands.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod commands_ {
    use super::__qapi_client::__private;
    ///The struct `Target`: `commands.json:3`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Target {
        ///`node`
        pub node: ::std::string::String,
        ///`speed`
        pub speed: ::core::option::Option<u64>,
    }
    impl Target {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(node: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                node: node.into(),
                speed: ::core::option::Option::None,
            }
        }
        ///Sets `speed`.
        #[inline]
        #[must_use]
        pub fn speed(mut self, speed: u64) -> Self {
            self.speed = ::core::option::Option::Some(speed);
            self
        }
    }
    impl ::core::cmp::PartialEq for Target {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Target {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Target", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Target {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["node", "speed"],
                |(node, speed)| { Self { node, speed } },
            )
        }
    }
    impl __private::Serialize for Target {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "node speed", (&self.node,), (&self.speed,))
        }
    }
    ///The struct `Filter`: `commands.json:4`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Filter {
        ///`name`
        pub name: ::core::option::Option<::std::string::String>,
    }
    impl Filter {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                name: ::core::option::Option::None,
            }
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
    impl ::core::default::Default for Filter {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Filter {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Filter {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Filter", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Filter {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["name"], |(name,)| { Self { name } })
        }
    }
    impl __private::Serialize for Filter {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "name", (), (&self.name,))
        }
    }
    ///The enum `Kind`: `commands.json:5`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Kind {
        ///`a`
        A,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Kind {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::A];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::A => "a",
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
    ///The union `Job`: `commands.json:6`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Job {
        ///`kind`
        pub kind: super::commands_::JobKind,
    }
    ///Discriminator `kind` of [`Job`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum JobKind {
        ///`a`
        A(super::commands_::Target),
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl JobKind {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::A(_) => "a",
                Self::Other(name, _) => name,
            }
        }
    }
    impl Job {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(kind: impl ::core::convert::Into<super::commands_::JobKind>) -> Self {
            Self { kind: kind.into() }
        }
        ///Makes a value with the branch `a`.
        #[inline]
        pub fn a(branch: impl ::core::convert::Into<super::commands_::Target>) -> Self {
            Self::new(JobKind::A(branch.into()))
        }
    }
    impl ::core::convert::From<super::commands_::Target> for JobKind {
        #[inline]
        fn from(value: super::commands_::Target) -> Self {
            Self::A(value)
        }
    }
    impl ::core::convert::From<super::commands_::Target> for Job {
        #[inline]
        fn from(value: super::commands_::Target) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Job {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Job {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Job", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for JobKind {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["a"]) {
                0 => __private::read_branch(branch, Self::A),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Job {
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
    impl __private::Serialize for Job {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("kind", self.kind.as_str());
            match &self.kind {
                JobKind::A(branch) => __out.branch(branch),
                JobKind::Other(_, rest) => __out.rest(rest, &["kind"]),
            }
            __out.end()
        }
    }
    ///The alternate `Ref`: `commands.json:7`.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    pub enum Ref {
        ///`target`
        Target(super::commands_::Target),
        ///`name`
        Name(::std::string::String),
    }
    impl ::core::convert::From<super::commands_::Target> for Ref {
        #[inline]
        fn from(value: super::commands_::Target) -> Self {
            Self::Target(value)
        }
    }
    impl ::core::convert::From<::std::string::String> for Ref {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::Name(value)
        }
    }
    impl ::core::convert::From<&str> for Ref {
        #[inline]
        fn from(value: &str) -> Self {
            Self::Name(::core::convert::From::from(value))
        }
    }
    impl __private::Alternate for Ref {
        const EXPECTED: &'static str = "an object or a string";
        fn object<'de, D: __private::Deserializer<'de>>(
            value: D,
        ) -> ::core::result::Result<Self, __private::Unfit<D::Error>> {
            ::core::result::Result::Ok(
                Self::Target(__private::Deserialize::deserialize(value)?),
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
    impl<'de> __private::Deserialize<'de> for Ref {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_alternate(__deserializer)
        }
    }
    impl __private::Serialize for Ref {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            match self {
                Self::Target(value) => {
                    __private::Serialize::serialize(value, __serializer)
                }
                Self::Name(value) => __private::Serialize::serialize(value, __serializer),
            }
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::commands_::*;
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
    ///The command `stop`: `commands.json:9`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Stop {}
    impl Stop {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Stop {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Stop {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Stop {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Stop", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Stop {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Stop {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for Stop {
        const NAME: &'static str = "stop";
        type Return = __private::Empty;
    }
    ///The command `eject`: `commands.json:10`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Eject {
        ///`id`
        pub id: ::std::string::String,
        ///`force`
        pub force: ::core::option::Option<bool>,
    }
    impl Eject {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(id: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                id: id.into(),
                force: ::core::option::Option::None,
            }
        }
        ///Sets `force`.
        #[inline]
        #[must_use]
        pub fn force(mut self, force: bool) -> Self {
            self.force = ::core::option::Option::Some(force);
            self
        }
    }
    impl ::core::convert::From<::std::string::String> for Eject {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<&str> for Eject {
        #[inline]
        fn from(value: &str) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Eject {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Eject {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Eject", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Eject {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["id", "force"],
                |(id, force)| { Self { id, force } },
            )
        }
    }
    impl __private::Serialize for Eject {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "id force", (&self.id,), (&self.force,))
        }
    }
    impl __private::Command for Eject {
        const NAME: &'static str = "eject";
        type Return = __private::Empty;
    }
    ///The command `balloon`: `commands.json:11`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Balloon {
        ///`value`
        pub value: i64,
    }
    impl Balloon {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(value: i64) -> Self {
            Self { value }
        }
    }
    impl ::core::convert::From<i64> for Balloon {
        #[inline]
        fn from(value: i64) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Balloon {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Balloon {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Balloon", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Balloon {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["value"], |(value,)| { Self { value } })
        }
    }
    impl __private::Serialize for Balloon {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "value", (&self.value,), ())
        }
    }
    impl __private::Command for Balloon {
        const NAME: &'static str = "balloon";
        type Return = __private::Empty;
    }
    /**The command `watch`: `commands.json:12`.

Returns [`Target`](super::commands_::Target).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Watch {
        ///`name`
        pub name: ::core::option::Option<::std::string::String>,
        ///`ref`
        pub r#ref: ::core::option::Option<super::commands_::Ref>,
    }
    impl Watch {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                name: ::core::option::Option::None,
                r#ref: ::core::option::Option::None,
            }
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
        ///Sets `ref`.
        #[inline]
        #[must_use]
        pub fn r#ref(
            mut self,
            r#ref: impl ::core::convert::Into<super::commands_::Ref>,
        ) -> Self {
            self.r#ref = ::core::option::Option::Some(r#ref.into());
            self
        }
    }
    impl ::core::default::Default for Watch {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::convert::From<()> for Watch {
        #[inline]
        fn from((): ()) -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Watch {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Watch {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Watch", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Watch {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["name", "ref"],
                |(name, r#ref)| { Self { name, r#ref } },
            )
        }
    }
    impl __private::Serialize for Watch {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "name ref", (), (&self.name, &self.r#ref))
        }
    }
    impl __private::Command for Watch {
        const NAME: &'static str = "watch";
        type Return = super::commands_::Target;
    }
    /**The command `link`: `commands.json:13`.

Returns [`Vec<Target>`](super::commands_::Target).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Link {
        ///`from`
        pub from: super::commands_::Ref,
        ///`to`
        pub to: super::commands_::Ref,
        ///`tags`
        pub tags: ::std::vec::Vec<::std::string::String>,
    }
    impl Link {
        ///Makes a value of the required members. Members that a caller could swap by mistake are set by name, in this order: `Link::new(tags).from(..).to(..)`. Optional members are absent.
        #[inline]
        pub fn new(
            tags: impl ::core::iter::IntoIterator<
                Item = impl ::core::convert::Into<::std::string::String>,
            >,
        ) -> super::needs::NeedsFrom<super::needs::NeedsTo<Self>> {
            let tags: ::std::vec::Vec<::std::string::String> = __private::list(
                tags,
                |item| item.into(),
            );
            super::needs::from(move |from| {
                super::needs::to(move |to| { Self { from, to, tags } })
            })
        }
    }
    impl ::core::cmp::PartialEq for Link {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Link {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Link", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Link {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["from", "to", "tags"],
                |(from, to, tags)| { Self { from, to, tags } },
            )
        }
    }
    impl __private::Serialize for Link {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "from to tags",
                (&self.from, &self.to, &self.tags),
                (),
            )
        }
    }
    impl __private::Command for Link {
        const NAME: &'static str = "link";
        type Return = ::std::vec::Vec<super::commands_::Target>;
    }
    ///The command `point`: `commands.json:14`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Point {
        ///`ref`
        pub r#ref: super::commands_::Ref,
    }
    impl Point {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(r#ref: impl ::core::convert::Into<super::commands_::Ref>) -> Self {
            Self { r#ref: r#ref.into() }
        }
    }
    impl ::core::convert::From<super::commands_::Ref> for Point {
        #[inline]
        fn from(value: super::commands_::Ref) -> Self {
            Self::new(value)
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
            __private::read(__deserializer, &["ref"], |(r#ref,)| { Self { r#ref } })
        }
    }
    impl __private::Serialize for Point {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "ref", (&self.r#ref,), ())
        }
    }
    impl __private::Command for Point {
        const NAME: &'static str = "point";
        type Return = __private::Empty;
    }
    ///The command `mirror`: `commands.json:15`.
    #[derive(::core::clone::Clone)]
    pub struct Mirror(
        ///All members.
        pub super::commands_::Target,
    );
    impl ::core::convert::From<super::commands_::Target> for Mirror {
        #[inline]
        fn from(value: super::commands_::Target) -> Self {
            Self(value)
        }
    }
    impl Mirror {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(node: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self(<super::commands_::Target>::new(node))
        }
        ///Sets `speed`.
        #[inline]
        #[must_use]
        pub fn speed(mut self, speed: u64) -> Self {
            self.0 = self.0.speed(speed);
            self
        }
    }
    impl ::core::convert::From<::std::string::String> for Mirror {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<&str> for Mirror {
        #[inline]
        fn from(value: &str) -> Self {
            Self::new(value)
        }
    }
    impl ::core::ops::Deref for Mirror {
        type Target = super::commands_::Target;
        #[inline]
        fn deref(&self) -> &super::commands_::Target {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Mirror {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Mirror", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Mirror {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Mirror {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Mirror {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Mirror {
        const NAME: &'static str = "mirror";
        type Return = __private::Empty;
    }
    /**The command `find`: `commands.json:16`.

Returns `Vec<String>`.*/
    #[derive(::core::clone::Clone)]
    pub struct Find(
        ///All members.
        pub super::commands_::Filter,
    );
    impl ::core::convert::From<super::commands_::Filter> for Find {
        #[inline]
        fn from(value: super::commands_::Filter) -> Self {
            Self(value)
        }
    }
    impl Find {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self(<super::commands_::Filter>::new())
        }
        ///Sets `name`.
        #[inline]
        #[must_use]
        pub fn name(
            mut self,
            name: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.0 = self.0.name(name);
            self
        }
    }
    impl ::core::default::Default for Find {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::convert::From<()> for Find {
        #[inline]
        fn from((): ()) -> Self {
            Self::new()
        }
    }
    impl ::core::ops::Deref for Find {
        type Target = super::commands_::Filter;
        #[inline]
        fn deref(&self) -> &super::commands_::Filter {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Find {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Find", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Find {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Find {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Find {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Find {
        const NAME: &'static str = "find";
        type Return = ::std::vec::Vec<::std::string::String>;
    }
    ///The command `run`: `commands.json:17`.
    #[derive(::core::clone::Clone)]
    pub struct Run(
        ///All members.
        pub super::commands_::Job,
    );
    impl ::core::convert::From<super::commands_::Job> for Run {
        #[inline]
        fn from(value: super::commands_::Job) -> Self {
            Self(value)
        }
    }
    impl Run {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(kind: impl ::core::convert::Into<super::commands_::JobKind>) -> Self {
            Self(<super::commands_::Job>::new(kind))
        }
    }
    impl ::core::convert::From<super::commands_::JobKind> for Run {
        #[inline]
        fn from(value: super::commands_::JobKind) -> Self {
            Self::new(value)
        }
    }
    impl ::core::ops::Deref for Run {
        type Target = super::commands_::Job;
        #[inline]
        fn deref(&self) -> &super::commands_::Job {
            &self.0
        }
    }
    impl ::core::fmt::Debug for Run {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Run", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Run {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }
    impl<'de> __private::Deserialize<'de> for Run {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::Deserialize::deserialize(__deserializer).map(Self)
        }
    }
    impl __private::Serialize for Run {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::Serialize::serialize(&self.0, __serializer)
        }
    }
    impl __private::Command for Run {
        const NAME: &'static str = "run";
        type Return = __private::Empty;
    }
    /**The command `measure`: `commands.json:18`.

Returns `f64`.*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Measure {}
    impl Measure {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Measure {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Measure {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Measure {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Measure", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Measure {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Measure {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for Measure {
        const NAME: &'static str = "measure";
        type Return = f64;
    }
    /**The command `pause`: `commands.json:19`.

Features:

- `deprecated`
- `unstable`*/
    #[deprecated]
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Pause {}
    impl Pause {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for Pause {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Pause {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Pause {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Pause", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Pause {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for Pause {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for Pause {
        const NAME: &'static str = "pause";
        type Return = __private::Empty;
    }
    impl __private::AllowOob for Pause {}
    ///The command `halt`: `commands.json:20`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Halt {
        ///`mode`
        pub mode: ::core::option::Option<::std::string::String>,
    }
    impl Halt {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {
                mode: ::core::option::Option::None,
            }
        }
        ///Sets `mode`.
        #[inline]
        #[must_use]
        pub fn mode(
            mut self,
            mode: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.mode = ::core::option::Option::Some(mode.into());
            self
        }
    }
    impl ::core::default::Default for Halt {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::convert::From<()> for Halt {
        #[inline]
        fn from((): ()) -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for Halt {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Halt {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Halt", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Halt {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["mode"], |(mode,)| { Self { mode } })
        }
    }
    impl __private::Serialize for Halt {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "mode", (), (&self.mode,))
        }
    }
    impl __private::Command for Halt {
        const NAME: &'static str = "halt";
        const SUCCESS_RESPONSE: bool = false;
        type Return = __private::Empty;
    }
    ///The command `add`: `commands.json:21`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Add {
        ///`driver`
        pub driver: ::std::string::String,
        ///`id`
        pub id: ::core::option::Option<::std::string::String>,
        ///Members that the schema does not declare.
        pub extra: __private::Map<::std::string::String, __private::Value>,
    }
    impl Add {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(driver: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self {
                driver: driver.into(),
                id: ::core::option::Option::None,
                extra: __private::Map::new(),
            }
        }
        ///Sets `id`.
        #[inline]
        #[must_use]
        pub fn id(
            mut self,
            id: impl ::core::convert::Into<::std::string::String>,
        ) -> Self {
            self.id = ::core::option::Option::Some(id.into());
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
    impl ::core::convert::From<::std::string::String> for Add {
        #[inline]
        fn from(value: ::std::string::String) -> Self {
            Self::new(value)
        }
    }
    impl ::core::convert::From<&str> for Add {
        #[inline]
        fn from(value: &str) -> Self {
            Self::new(value)
        }
    }
    impl ::core::cmp::PartialEq for Add {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Add {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Add", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Add {
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
    impl __private::Serialize for Add {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            __out.put("driver", &self.driver);
            __out.put_some("id", &self.id);
            __out
                .rest(
                    &self.extra,
                    &["driver", if self.id.is_some() { "id" } else { "" }],
                );
            __out.end()
        }
    }
    impl __private::Command for Add {
        const NAME: &'static str = "add";
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
    ///A value that lacks `from`.
    #[must_use = "`from` is missing"]
    pub struct NeedsFrom<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                super::commands_::Ref,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsFrom<Next> {
        ///Sets `from`.
        #[inline]
        pub fn from(
            self,
            from: impl ::core::convert::Into<super::commands_::Ref>,
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
            super::commands_::Ref,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsFrom<Next> {
        NeedsFrom(::std::boxed::Box::new(next))
    }
    ///A value that lacks `to`.
    #[must_use = "`to` is missing"]
    pub struct NeedsTo<Next>(
        ::std::boxed::Box<
            dyn ::core::ops::FnOnce(
                super::commands_::Ref,
            ) -> Next + ::core::marker::Send + ::core::marker::Sync,
        >,
    );
    impl<Next> NeedsTo<Next> {
        ///Sets `to`.
        #[inline]
        pub fn to(self, to: impl ::core::convert::Into<super::commands_::Ref>) -> Next {
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
            super::commands_::Ref,
        ) -> Next + ::core::marker::Send + ::core::marker::Sync + 'static,
    ) -> NeedsTo<Next> {
        NeedsTo(::std::boxed::Box::new(next))
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
    ///The command `stop`: `commands.json:9`.
    #[inline]
    pub fn stop(&self) -> __qapi_client::Call<self::commands::Stop> {
        __qapi_client::__private::call(&self.session, self::commands::Stop::new())
    }
    /**The command `eject`: `commands.json:10`.

Arguments ([`Eject`](struct@self::commands::Eject)):
- `id` (`String`, required)
- `force` (`bool`, optional)*/
    #[inline]
    pub fn eject(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Eject>,
    ) -> __qapi_client::Call<self::commands::Eject> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `balloon`: `commands.json:11`.

Arguments ([`Balloon`](struct@self::commands::Balloon)):
- `value` (`i64`, required)*/
    #[inline]
    pub fn balloon(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Balloon>,
    ) -> __qapi_client::Call<self::commands::Balloon> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `watch`: `commands.json:12`.

Arguments ([`Watch`](struct@self::commands::Watch)):
- `name` (`String`, optional)
- `ref` ([`Ref`](self::commands_::Ref), optional)

Returns [`Target`](self::commands_::Target).*/
    #[inline]
    pub fn watch(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Watch>,
    ) -> __qapi_client::Call<self::commands::Watch> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `link`: `commands.json:13`.

Arguments ([`Link`](struct@self::commands::Link)):
- `from` ([`Ref`](self::commands_::Ref), required)
- `to` ([`Ref`](self::commands_::Ref), required)
- `tags` (`Vec<String>`, required)

Returns [`Vec<Target>`](self::commands_::Target).*/
    #[inline]
    pub fn link(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Link>,
    ) -> __qapi_client::Call<self::commands::Link> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `point`: `commands.json:14`.

Arguments ([`Point`](struct@self::commands::Point)):
- `ref` ([`Ref`](self::commands_::Ref), required)*/
    #[inline]
    pub fn point(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Point>,
    ) -> __qapi_client::Call<self::commands::Point> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `mirror`: `commands.json:15`.

Arguments ([`Mirror`](struct@self::commands::Mirror)):
- `node` (`String`, required)
- `speed` (`u64`, optional)*/
    #[inline]
    pub fn mirror(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Mirror>,
    ) -> __qapi_client::Call<self::commands::Mirror> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `find`: `commands.json:16`.

Arguments ([`Find`](struct@self::commands::Find)):
- `name` (`String`, optional)

Returns `Vec<String>`.*/
    #[inline]
    pub fn find(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Find>,
    ) -> __qapi_client::Call<self::commands::Find> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `run`: `commands.json:17`.

Arguments ([`Run`](struct@self::commands::Run)):
- `kind` ([`JobKind`](self::commands_::JobKind), required)
- further members, which `kind` selects*/
    #[inline]
    pub fn run(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Run>,
    ) -> __qapi_client::Call<self::commands::Run> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `measure`: `commands.json:18`.

Returns `f64`.*/
    #[inline]
    pub fn measure(&self) -> __qapi_client::Call<self::commands::Measure> {
        __qapi_client::__private::call(&self.session, self::commands::Measure::new())
    }
    /**The command `pause`: `commands.json:19`.

Features:

- `deprecated`
- `unstable`*/
    #[deprecated]
    #[inline]
    pub fn pause(&self) -> __qapi_client::Call<self::commands::Pause> {
        __qapi_client::__private::call(&self.session, self::commands::Pause::new())
    }
    /**The command `halt`: `commands.json:20`.

Arguments ([`Halt`](struct@self::commands::Halt)):
- `mode` (`String`, optional)*/
    #[inline]
    pub fn halt(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Halt>,
    ) -> __qapi_client::Call<self::commands::Halt> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `add`: `commands.json:21`.

Arguments ([`Add`](struct@self::commands::Add)):
- `driver` (`String`, required)
- `id` (`String`, optional)
- further members, which the schema does not declare*/
    #[inline]
    pub fn add(
        &self,
        arguments: impl ::core::convert::Into<self::commands::Add>,
    ) -> __qapi_client::Call<self::commands::Add> {
        __qapi_client::__private::call(&self.session, arguments)
    }
}
