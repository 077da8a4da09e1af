//! A command, an event or a member of a peer.

use super::types::Types;

/// Command, event or member that a peer has.
#[derive(Debug, Clone, Copy)]
pub struct PeerItem<'a> {
    pub(super) types: &'a Types,
    pub(super) features: Option<&'a [String]>,
    /// Type of a member; `None` for a command or an event.
    pub(super) ty: Option<&'a str>,
}

impl<'a> PeerItem<'a> {
    /// Features, such as `deprecated`.
    #[must_use]
    pub fn features(&self) -> &'a [String] {
        self.features.unwrap_or_default()
    }

    /// True if the item has this feature.
    #[must_use]
    pub fn has_feature(&self, name: &str) -> bool {
        self.features().iter().any(|feature| feature == name)
    }

    /// True if a later version may remove the item.
    #[must_use]
    pub fn is_deprecated(&self) -> bool {
        self.has_feature("deprecated")
    }

    /// True if any later version may change the item.
    #[must_use]
    pub fn is_unstable(&self) -> bool {
        self.has_feature("unstable")
    }

    /// Values of a member whose type is an enum, or an array or alternate of enums; empty for other types.
    #[must_use]
    pub fn values(&self) -> Vec<&'a str> {
        self.ty.map(|ty| self.types.values(ty)).unwrap_or_default()
    }

    /// True if the type of the member is an enum with this value.
    #[must_use]
    pub fn has_value(&self, value: &str) -> bool {
        self.values().contains(&value)
    }
}
