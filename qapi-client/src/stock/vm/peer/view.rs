//! Queries about the schema of one peer.

use std::sync::Arc;

use super::compare::Comparison;
use super::error::PeerError;
use super::item::PeerItem;
use super::types::Types;
use crate::command::Command;
use crate::event::Event;
use crate::protocol::Version;
use crate::qmp::{SchemaInfo, SchemaInfoMetaType, commands};
use crate::session::Session;
use crate::stock::vm::again::again;
use crate::stock::vm::by_version::ByVersion;

/// Description of the schema that [`qmp`](crate::qmp) was made from, in the form of `query-qmp-schema`, with one item
/// on each line.
const COMPILED: &str = include_str!("compiled.json");

/// Commands with members that `query-qmp-schema` does not list.
const FREE_FORM: [&str; 1] = ["device_add"];

/// Commands, events, members and values of a peer, as the peer describes them (`query-qmp-schema`).
///
/// ```no_run
/// # async fn example() -> Result<(), Box<dyn std::error::Error>> {
/// use qapi_client::qmp::{self, commands, MirrorSyncMode};
///
/// let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
/// let peer = vm.peer().await?;
/// if peer.supports::<commands::BlockdevMirror>() {
///     let is_zero = peer.argument("blockdev-mirror", "target-is-zero").is_some();
///     println!("mirrors; has `target-is-zero`: {is_zero}");
/// }
/// println!("{}", peer.compare());                     // the compiled schema against the peer
///
/// // Refused here, and not by QEMU, if the peer lacks the command, a member or a value.
/// let stream = peer.checked(commands::BlockStream::new("disk0"))?;
/// vm.block_stream(stream).await?;
/// # Ok(())
/// # }
/// ```
///
/// A description lists the commands that were compiled into the peer. The peer may still refuse such a command, for
/// instance because the machine has no such device.
#[derive(Debug)]
pub struct Peer {
    version: Version,
    types: Types,
}

impl Peer {
    /// Reads the description of the peer of a session.
    ///
    /// Costs one `query-qmp-schema` of some 200 kB. The session keeps the description until the version of the peer
    /// changes.
    ///
    /// # Errors
    /// The command failed, or the session ended.
    ///
    /// # Cancel safety
    /// The future may be dropped at any time.
    pub async fn of(session: impl Into<Session>) -> Result<Arc<Self>, PeerError> {
        let session = session.into();
        let cache = session.kept::<ByVersion<Self>>();
        let version = session.greeting().version.clone();
        if let Some(known) = cache.get(&version, "") {
            return Ok(known);
        }
        let infos = again(&session, commands::QueryQmpSchema::new()).await?;
        let peer = Arc::new(Self::from_description(version.clone(), infos));
        cache.put(version, "", Arc::clone(&peer));
        Ok(peer)
    }

    /// Uses a given description, for instance of another schema, or one that was stored earlier.
    #[must_use]
    pub fn from_description(version: Version, infos: Vec<SchemaInfo>) -> Self {
        let types = Types::new(infos);
        Self { version, types }
    }

    /// Description of the schema that [`qmp`](crate::qmp) was made from. Its version is 0.0.0.
    #[must_use]
    pub fn compiled() -> Self {
        let infos = serde_json::from_str(COMPILED).expect("a test reads the file");
        Self::from_description(Version::default(), infos)
    }

    /// Version of the peer.
    #[must_use]
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// True if the peer has the command `C`.
    #[must_use]
    pub fn supports<C: Command>(&self) -> bool {
        self.command(C::NAME).is_some()
    }

    /// True if the peer has the event `E`.
    #[must_use]
    pub fn emits<E: Event>(&self) -> bool {
        self.event(E::NAME).is_some()
    }

    /// Command of this name.
    #[must_use]
    pub fn command(&self, name: &str) -> Option<PeerItem<'_>> {
        self.types.commands.get(name).map(|info| self.item(info))
    }

    /// Event of this name.
    #[must_use]
    pub fn event(&self, name: &str) -> Option<PeerItem<'_>> {
        self.types.events.get(name).map(|info| self.item(info))
    }

    /// Argument of a command at a path such as `job-id` or `options/driver`. A path leads through unions, arrays and
    /// alternates.
    #[must_use]
    pub fn argument(&self, command: &str, path: &str) -> Option<PeerItem<'_>> {
        match &self.types.commands.get(command)?.meta_type {
            SchemaInfoMetaType::Command(command) => self.member(&command.arg_type, path),
            _ => None,
        }
    }

    /// Member of the result of a command, at a path.
    #[must_use]
    pub fn result(&self, command: &str, path: &str) -> Option<PeerItem<'_>> {
        match &self.types.commands.get(command)?.meta_type {
            SchemaInfoMetaType::Command(command) => self.member(&command.ret_type, path),
            _ => None,
        }
    }

    /// Member of the data of an event, at a path.
    #[must_use]
    pub fn event_data(&self, event: &str, path: &str) -> Option<PeerItem<'_>> {
        match &self.types.events.get(event)?.meta_type {
            SchemaInfoMetaType::Event(event) => self.member(&event.arg_type, path),
            _ => None,
        }
    }

    /// Compares the schema that [`qmp`](crate::qmp) was made from with this peer. A storage daemon does not have most
    /// of this schema.
    #[must_use]
    pub fn compare(&self) -> Comparison {
        self.compare_with(&Self::compiled())
    }

    /// Compares the schema of another description with this peer.
    #[must_use]
    pub fn compare_with(&self, schema: &Self) -> Comparison {
        Comparison::of(&schema.types, &self.types)
    }

    /// Returns the command if the peer has the command, all its arguments and all their values.
    ///
    /// # Errors
    /// [`PeerError::Lacks`] names the first item that the peer does not have.
    pub fn checked<C: Command>(&self, command: C) -> Result<C, PeerError> {
        let name = C::NAME.to_owned();
        let arguments = serde_json::to_value(&command).map_err(|error| PeerError::Encode {
            command: name.clone(),
            message: error.to_string(),
        })?;
        let lack = match self.types.commands.get(C::NAME).map(|info| &info.meta_type) {
            _ if FREE_FORM.contains(&C::NAME) => None,
            Some(SchemaInfoMetaType::Command(info)) => {
                self.types.lacks(C::NAME, &info.arg_type, &arguments)
            }
            _ => Some(name.clone()),
        };
        match lack {
            None => Ok(command),
            Some(what) => Err(PeerError::Lacks {
                command: name,
                what,
            }),
        }
    }

    fn item<'a>(&'a self, info: &'a SchemaInfo) -> PeerItem<'a> {
        PeerItem {
            types: &self.types,
            features: info.features.as_deref(),
            ty: None,
        }
    }

    fn member(&self, ty: &str, path: &str) -> Option<PeerItem<'_>> {
        let member = self.types.at(ty, path)?;
        Some(PeerItem {
            types: &self.types,
            features: member.features.as_deref(),
            ty: Some(&member.r#type),
        })
    }
}

impl crate::qmp::Client {
    /// Description of the peer; calls [`Peer::of`].
    ///
    /// # Errors
    /// The errors of [`Peer::of`].
    pub async fn peer(&self) -> Result<Arc<Peer>, PeerError> {
        Peer::of(self.session().clone()).await
    }
}

#[cfg(feature = "qsd")]
impl crate::qsd::Client {
    /// Description of the peer; calls [`Peer::of`].
    ///
    /// # Errors
    /// The errors of [`Peer::of`].
    pub async fn peer(&self) -> Result<Arc<Peer>, PeerError> {
        Peer::of(self.session().clone()).await
    }
}
