///The types of `since.json`.
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
    use ::qapi_client::__private;
    ///The struct `Info`: `since.json:13`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Info {
        ///`old`: from the start
        pub old: ::std::string::String,
        /**`young`: came later (since 10.1)

Always there, but for a peer that is too old to know it.*/
        pub young: ::core::option::Option<i64>,
        /**`parts`: came later, and is sent too (since 8.0)

Always there, but for a peer that is too old to know it.*/
        pub parts: ::core::option::Option<::std::vec::Vec<super::since::Part>>,
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
                &["old", "young", "parts"],
                |(old, young, parts)| { Self { old, young, parts } },
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
                "old young parts",
                (&self.old,),
                (&self.young, &self.parts),
            )
        }
    }
    ///The struct `Part`: `since.json:22`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct Part {
        ///`id`: the name
        pub id: ::std::string::String,
        /**`size`: how large (since 9.0)

Always there, but for a peer that is too old to know it.*/
        pub size: ::core::option::Option<u64>,
    }
    impl Part {
        ///With the required members; optional ones are absent.
        #[inline]
        pub fn new(
            id: impl ::core::convert::Into<::std::string::String>,
            size: u64,
        ) -> Self {
            Self {
                id: id.into(),
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
            __private::write(__serializer, "id size", (&self.id,), (&self.size,))
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
///The commands: a struct of the arguments each, to be called by the method of [`Client`](super::Client) or given to `execute`.
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
    use ::qapi_client::__private;
    ///The command `query-info`: `since.json:27`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct QueryInfo {}
    impl QueryInfo {
        ///With the required members; optional ones are absent.
        #[inline]
        pub fn new() -> Self {
            Self {}
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
    ///The command `add-part`: `since.json:36`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct AddPart {
        ///`part`: the part
        pub part: super::since::Part,
        ///`force`: without asking (since 9.0)
        pub force: bool,
    }
    impl AddPart {
        ///With the required members; optional ones are absent.
        #[inline]
        pub fn new(
            part: impl ::core::convert::Into<super::since::Part>,
            force: bool,
        ) -> Self {
            Self { part: part.into(), force }
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
}
///The events: a struct of the data each, and [`Event`], the enum of them all.
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
    use ::qapi_client::__private;
    ///The event `PART_ADDED`: `since.json:45`.
    #[derive(::core::clone::Clone)]
    #[non_exhaustive]
    pub struct PartAdded {
        ///`id`: the name
        pub id: ::std::string::String,
        /**`why`: the reason (since 9.1)

Always there, but for a peer that is too old to know it.*/
        pub why: ::core::option::Option<::std::string::String>,
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
    ///Any event: those of the schema, and a variant for those that it does not know.
    #[derive(::core::clone::Clone, ::core::fmt::Debug)]
    #[non_exhaustive]
    pub enum Event {
        ///`PART_ADDED`
        PartAdded(PartAdded),
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
                _ => {
                    ::core::result::Result::Ok(
                        Self::Other(__private::other_event(name, data)),
                    )
                }
            }
        }
    }
}
/**A session with the commands of the schema: a method each, which returns a future that sends the command once it is awaited.

Cheap to clone. It derefs to the untyped session.*/
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
    session: ::qapi_client::Session,
}
impl ::core::convert::From<::qapi_client::Session> for Client {
    #[inline]
    fn from(session: ::qapi_client::Session) -> Self {
        Self { session }
    }
}
impl ::core::ops::Deref for Client {
    type Target = ::qapi_client::Session;
    #[inline]
    fn deref(&self) -> &::qapi_client::Session {
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
    ///The session behind it.
    #[inline]
    pub fn session(&self) -> &::qapi_client::Session {
        &self.session
    }
    ::qapi_client::__connect! {
        Bare
    }
    ///The events of the schema from now on, in order; those that it does not know come as `Other`.
    #[inline]
    pub fn events(&self) -> ::qapi_client::EventStream<self::events::Event> {
        self.session.subscribe()
    }
    ///The command `query-info`: `since.json:27`.
    #[inline]
    pub fn query_info(&self) -> ::qapi_client::Call<self::commands::QueryInfo> {
        ::qapi_client::__private::call(&self.session, self::commands::QueryInfo::new())
    }
    ///The command `add-part`: `since.json:36`.
    #[inline]
    pub fn add_part(
        &self,
        arguments: impl ::core::convert::Into<self::commands::AddPart>,
    ) -> ::qapi_client::Call<self::commands::AddPart> {
        ::qapi_client::__private::call(&self.session, arguments)
    }
}
