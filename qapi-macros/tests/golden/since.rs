use ::qapi_client as __qapi_client;
///Types of `since.json`.
#[allow(
    dead_code,
    deprecated,
    unused_imports,
    unused_qualifications,
    clippy::all,
    clippy::pedantic,
    reason = "generated: the schema decides on names, sizes and what there is"
)]
pub mod since {
    use super::__qapi_client::__private;
    ///The struct `Info`: `since.json:15`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Info {
        ///`old`: from the start
        pub old: ::std::string::String,
        /**`young`: came later (since 10.1)

Required by the schema, absent from peers older than 10.1.*/
        pub young: ::core::option::Option<i64>,
        /**`parts`: came later, and is sent too (since 8.0)

Required by the schema, absent from peers older than 8.0.*/
        pub parts: ::core::option::Option<::std::vec::Vec<super::since::Part>>,
        ///`kept`: moved here (since 8.0)
        pub kept: ::std::string::String,
    }
    impl ::core::cmp::PartialEq for Info {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Info {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Info", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Info {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["old", "young", "parts", "kept"],
                |(old, young, parts, kept)| { Self { old, young, parts, kept } },
            )
        }
    }
    impl __private::Serialize for Info {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "old kept young parts",
                (&self.old, &self.kept),
                (&self.young, &self.parts),
            )
        }
    }
    ///The struct `Part`: `since.json:24`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Part {
        /**`id`: the name

Required by the schema, absent from some peers.*/
        pub id: ::core::option::Option<::std::string::String>,
        /**`size`: how large (since 9.0)

Required by the schema, absent from peers older than 9.0.*/
        pub size: ::core::option::Option<u64>,
    }
    impl Part {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            id: impl ::core::convert::Into<::std::string::String>,
            size: u64,
        ) -> Self {
            Self {
                id: ::core::option::Option::Some(id.into()),
                size: ::core::option::Option::Some(size),
            }
        }
    }
    impl ::core::cmp::PartialEq for Part {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Part {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Part", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Part {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["id", "size"],
                |(id, size)| { Self { id, size } },
            )
        }
    }
    impl __private::Serialize for Part {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "id size", (), (&self.id, &self.size))
        }
    }
    ///The enum `JobKind`, since 6.0: `since.json:58`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum JobKind {
        ///`mirror`: from the start
        Mirror,
        ///`backup`: came later (since 9.0)
        Backup,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl JobKind {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Mirror, Self::Backup];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Mirror => "mirror",
                Self::Backup => "backup",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for JobKind {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for JobKind {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("JobKind", self, f)
        }
    }
    impl ::core::cmp::PartialEq for JobKind {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for JobKind {}
    impl ::core::hash::Hash for JobKind {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for JobKind {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for JobKind {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for JobKind {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The struct `Mirror`, since 8.2: `since.json:67`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Mirror {
        /**`synced`: whether it has caught up

Required by the schema, absent from peers older than 8.2.*/
        pub synced: ::core::option::Option<bool>,
    }
    impl ::core::cmp::PartialEq for Mirror {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Mirror {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Mirror", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Mirror {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["synced"], |(synced,)| { Self { synced } })
        }
    }
    impl __private::Serialize for Mirror {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "synced", (), (&self.synced,))
        }
    }
    ///The struct `Backup`, since 9.0: `since.json:76`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Backup {
        ///`speed`: bytes a second
        pub speed: i64,
    }
    impl ::core::cmp::PartialEq for Backup {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Backup {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Backup", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Backup {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["speed"], |(speed,)| { Self { speed } })
        }
    }
    impl __private::Serialize for Backup {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "speed", (&self.speed,), ())
        }
    }
    ///The enum `Flavour`, since 9.1: `since.json:83`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub enum Flavour {
        ///`plain`
        Plain,
        ///A value that the schema does not know.
        Other(::std::string::String),
    }
    impl Flavour {
        ///The values of the schema, in its order.
        pub const ALL: &'static [Self] = &[Self::Plain];
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Plain => "plain",
                Self::Other(name) => name,
            }
        }
    }
    impl ::core::fmt::Display for Flavour {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.pad(self.as_str())
        }
    }
    impl ::core::fmt::Debug for Flavour {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Flavour", self, f)
        }
    }
    impl ::core::cmp::PartialEq for Flavour {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            self.as_str() == other.as_str()
        }
    }
    impl ::core::cmp::Eq for Flavour {}
    impl ::core::hash::Hash for Flavour {
        fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
            ::core::hash::Hash::hash(self.as_str(), state)
        }
    }
    impl ::core::convert::From<&str> for Flavour {
        #[inline]
        fn from(name: &str) -> Self {
            __private::parse_name(name, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl<'de> __private::Deserialize<'de> for Flavour {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_name(__deserializer, Self::ALL, Self::as_str, Self::Other)
        }
    }
    impl __private::Serialize for Flavour {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __serializer.serialize_str(self.as_str())
        }
    }
    ///The union `Job`, since 6.0: `since.json:96`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Job {
        ///`id`: the name
        pub id: ::std::string::String,
        ///`kind`: what it does
        pub kind: super::since::JobBranch,
        /**`flavour`: how it does that

Required by the schema, absent from peers older than 9.1.*/
        pub flavour: ::core::option::Option<super::since::Flavour>,
    }
    ///Discriminator `kind` of [`Job`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum JobBranch {
        ///`mirror`: from the start
        Mirror(super::since::Mirror),
        ///`backup`: came later (since 9.0)
        Backup(super::since::Backup),
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl JobBranch {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Mirror(_) => "mirror",
                Self::Backup(_) => "backup",
                Self::Other(name, _) => name,
            }
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
    impl<'de> __private::Branches<'de> for JobBranch {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["mirror", "backup"]) {
                0 => __private::read_branch(branch, Self::Mirror),
                1 => __private::read_branch(branch, Self::Backup),
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
                &["kind", "id", "flavour"],
                |kind, (id, flavour)| { Self { id, flavour, kind } },
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
            __out.put("id", &self.id);
            __out.put_some("flavour", &self.flavour);
            match &self.kind {
                JobBranch::Mirror(branch) => __out.branch(branch),
                JobBranch::Backup(branch) => __out.branch(branch),
                JobBranch::Other(_, rest) => __out.rest(rest, &["id", "kind", "flavour"]),
            }
            __out.end()
        }
    }
    ///The struct `Common`, since 8.0: `since.json:113`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Common {
        ///`name`: shared by later types
        pub name: ::std::string::String,
    }
    impl Common {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(name: impl ::core::convert::Into<::std::string::String>) -> Self {
            Self { name: name.into() }
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
            __private::read(__deserializer, &["name"], |(name,)| { Self { name } })
        }
    }
    impl __private::Serialize for Common {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "name", (&self.name,), ())
        }
    }
    ///The union `Guard`, since 6.0: `since.json:122`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Guard {
        ///`enabled`
        pub enabled: bool,
        /**`kind`: what kind of guard; Old peers know one only (since 9.1)

Required by the schema, absent from peers older than 9.1.*/
        pub kind: ::core::option::Option<super::since::GuardKind>,
    }
    ///Discriminator `kind` of [`Guard`], with the data of each branch.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum GuardKind {
        ///`mirror`: from the start
        Mirror(super::since::Mirror),
        ///`backup`: came later (since 9.0)
        Backup,
        ///A value that the schema does not know, with the members that came with it.
        Other(
            ::std::string::String,
            __private::Map<::std::string::String, __private::Value>,
        ),
    }
    impl GuardKind {
        ///The value on the wire.
        #[inline]
        pub fn as_str(&self) -> &str {
            match self {
                Self::Mirror(_) => "mirror",
                Self::Backup => "backup",
                Self::Other(name, _) => name,
            }
        }
    }
    impl ::core::cmp::PartialEq for Guard {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Guard {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Guard", self, f)
        }
    }
    impl<'de> __private::Branches<'de> for GuardKind {
        fn read<D: __private::Deserializer<'de>>(
            tag: ::std::string::String,
            branch: D,
        ) -> ::core::result::Result<Self, D::Error> {
            match __private::position(&tag, &["mirror", "backup"]) {
                0 => __private::read_branch(branch, Self::Mirror),
                1 => ::core::result::Result::Ok(Self::Backup),
                _ => __private::read_rest(tag, branch, Self::Other),
            }
        }
    }
    impl<'de> __private::Deserialize<'de> for Guard {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_optional_tag(
                __deserializer,
                &["kind", "enabled"],
                |kind, (enabled,)| { Self { enabled, kind } },
            )
        }
    }
    impl __private::Serialize for Guard {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            let mut __out = __private::Out::new(__serializer);
            if let ::core::option::Option::Some(__tag) = &self.kind {
                __out.put("kind", __tag.as_str());
            }
            __out.put("enabled", &self.enabled);
            match &self.kind {
                ::core::option::Option::Some(GuardKind::Mirror(branch)) => {
                    __out.branch(branch)
                }
                ::core::option::Option::Some(GuardKind::Other(_, rest)) => {
                    __out.rest(rest, &["enabled", "kind"])
                }
                _ => {}
            }
            __out.end()
        }
    }
    ///The struct `Holder`, since 6.0: `since.json:132`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Holder {
        /**`name`: shared by later types

Required by the schema, absent from peers older than 8.0.*/
        pub name: ::core::option::Option<::std::string::String>,
        ///`guard`: the guard
        pub guard: super::since::Guard,
    }
    impl ::core::cmp::PartialEq for Holder {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Holder {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Holder", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Holder {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["name", "guard"],
                |(name, guard)| { Self { name, guard } },
            )
        }
    }
    impl __private::Serialize for Holder {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "guard name", (&self.guard,), (&self.name,))
        }
    }
    ///The struct `Late`, since 8.0: `since.json:150`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Late {
        ///`first`: came with the command
        pub first: ::std::string::String,
        /**`second`: came after the command (since 9.2)

Required by the schema, absent from peers older than 9.2.*/
        pub second: ::core::option::Option<::std::string::String>,
    }
    impl ::core::cmp::PartialEq for Late {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Late {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Late", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Late {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["first", "second"],
                |(first, second)| { Self { first, second } },
            )
        }
    }
    impl __private::Serialize for Late {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(
                __serializer,
                "first second",
                (&self.first,),
                (&self.second,),
            )
        }
    }
}
#[allow(
    unused_imports,
    unused_qualifications,
    reason = "what is used is up to the user"
)]
#[doc(no_inline)]
pub use self::since::*;
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
    /**The command `query-info`: `since.json:29`.

Returns [`Vec<Info>`](super::since::Info).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QueryInfo {}
    impl QueryInfo {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for QueryInfo {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for QueryInfo {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for QueryInfo {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QueryInfo", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for QueryInfo {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for QueryInfo {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for QueryInfo {
        const NAME: &'static str = "query-info";
        type Return = ::std::vec::Vec<super::since::Info>;
    }
    ///The command `add-part`: `since.json:38`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct AddPart {
        ///`part`: the part
        pub part: super::since::Part,
        ///`force`: without asking (since 9.0)
        pub force: bool,
    }
    impl AddPart {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new(
            part: impl ::core::convert::Into<super::since::Part>,
            force: bool,
        ) -> Self {
            Self { part: part.into(), force }
        }
    }
    impl ::core::cmp::PartialEq for AddPart {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for AddPart {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("AddPart", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for AddPart {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["part", "force"],
                |(part, force)| { Self { part, force } },
            )
        }
    }
    impl __private::Serialize for AddPart {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "part force", (&self.part, &self.force), ())
        }
    }
    impl __private::Command for AddPart {
        const NAME: &'static str = "add-part";
        type Return = __private::Empty;
    }
    /**The command `query-jobs`, since 6.0: `since.json:104`.

Returns [`Vec<Job>`](super::since::Job).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QueryJobs {}
    impl QueryJobs {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for QueryJobs {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for QueryJobs {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for QueryJobs {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QueryJobs", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for QueryJobs {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for QueryJobs {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for QueryJobs {
        const NAME: &'static str = "query-jobs";
        type Return = ::std::vec::Vec<super::since::Job>;
    }
    /**The command `query-holder`, since 6.0: `since.json:139`.

Returns [`Holder`](super::since::Holder).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QueryHolder {}
    impl QueryHolder {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for QueryHolder {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for QueryHolder {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for QueryHolder {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QueryHolder", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for QueryHolder {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for QueryHolder {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for QueryHolder {
        const NAME: &'static str = "query-holder";
        type Return = super::since::Holder;
    }
    /**The command `query-late`, since 9.0: `since.json:157`.

Returns [`Late`](super::since::Late).*/
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QueryLate {}
    impl QueryLate {
        ///Makes a value of the required members. Optional members are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
        }
    }
    impl ::core::default::Default for QueryLate {
        #[inline]
        fn default() -> Self {
            Self::new()
        }
    }
    impl ::core::cmp::PartialEq for QueryLate {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for QueryLate {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("QueryLate", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for QueryLate {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read_empty(__deserializer, Self {})
        }
    }
    impl __private::Serialize for QueryLate {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write_empty(__serializer)
        }
    }
    impl __private::Command for QueryLate {
        const NAME: &'static str = "query-late";
        type Return = super::since::Late;
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
    ///The event `PART_ADDED`: `since.json:47`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct PartAdded {
        ///`id`: the name
        pub id: ::std::string::String,
        /**`why`: the reason (since 9.1)

Required by the schema, absent from peers older than 9.1.*/
        pub why: ::core::option::Option<::std::string::String>,
    }
    impl ::core::cmp::PartialEq for PartAdded {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for PartAdded {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("PartAdded", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for PartAdded {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(
                __deserializer,
                &["id", "why"],
                |(id, why)| { Self { id, why } },
            )
        }
    }
    impl __private::Serialize for PartAdded {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "id why", (&self.id,), (&self.why,))
        }
    }
    impl __private::Event for PartAdded {
        const NAME: &'static str = "PART_ADDED";
    }
    ///The event `LATE`, since 9.0: `since.json:166`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Late {
        ///`why`: came with the event (since 9.0)
        pub why: ::std::string::String,
    }
    impl ::core::cmp::PartialEq for Late {
        #[inline]
        fn eq(&self, other: &Self) -> bool {
            __private::same(self, other)
        }
    }
    impl ::core::fmt::Debug for Late {
        #[inline]
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            __private::debug("Late", self, f)
        }
    }
    impl<'de> __private::Deserialize<'de> for Late {
        fn deserialize<D: __private::Deserializer<'de>>(
            __deserializer: D,
        ) -> ::core::result::Result<Self, D::Error> {
            __private::read(__deserializer, &["why"], |(why,)| { Self { why } })
        }
    }
    impl __private::Serialize for Late {
        fn serialize<S: __private::Serializer>(
            &self,
            __serializer: S,
        ) -> ::core::result::Result<S::Ok, S::Error> {
            __private::write(__serializer, "why", (&self.why,), ())
        }
    }
    impl __private::Event for Late {
        const NAME: &'static str = "LATE";
    }
    ///An event of the schema, or one that the schema does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::core::cmp::PartialEq)]
    #[non_exhaustive]
    pub enum Event {
        ///`PART_ADDED`
        PartAdded(PartAdded),
        ///`LATE`
        Late(Late),
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
                "PART_ADDED" => __private::read_event(data).map(Self::PartAdded),
                "LATE" => __private::read_event(data).map(Self::Late),
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
    /**The command `query-info`: `since.json:29`.

Returns [`Vec<Info>`](self::since::Info).*/
    #[inline]
    pub fn query_info(&self) -> __qapi_client::Call<self::commands::QueryInfo> {
        __qapi_client::__private::call(&self.session, self::commands::QueryInfo::new())
    }
    /**The command `add-part`: `since.json:38`.

Arguments ([`AddPart`](struct@self::commands::AddPart)):
- `part` ([`Part`](self::since::Part), required): the part
- `force` (`bool`, required): without asking (since 9.0)*/
    #[inline]
    pub fn add_part(
        &self,
        arguments: impl ::core::convert::Into<self::commands::AddPart>,
    ) -> __qapi_client::Call<self::commands::AddPart> {
        __qapi_client::__private::call(&self.session, arguments)
    }
    /**The command `query-jobs`, since 6.0: `since.json:104`.

Returns [`Vec<Job>`](self::since::Job).*/
    #[inline]
    pub fn query_jobs(&self) -> __qapi_client::Call<self::commands::QueryJobs> {
        __qapi_client::__private::call(&self.session, self::commands::QueryJobs::new())
    }
    /**The command `query-holder`, since 6.0: `since.json:139`.

Returns [`Holder`](self::since::Holder).*/
    #[inline]
    pub fn query_holder(&self) -> __qapi_client::Call<self::commands::QueryHolder> {
        __qapi_client::__private::call(&self.session, self::commands::QueryHolder::new())
    }
    /**The command `query-late`, since 9.0: `since.json:157`.

Returns [`Late`](self::since::Late).*/
    #[inline]
    pub fn query_late(&self) -> __qapi_client::Call<self::commands::QueryLate> {
        __qapi_client::__private::call(&self.session, self::commands::QueryLate::new())
    }
}
