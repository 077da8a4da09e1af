//! Options of an expansion, as plain data.

use syn::{Ident, LitStr};

use crate::model::Protocol;
use crate::version::Version;

/// Options of `qapi_schema!`.
pub(crate) struct Options {
    pub(crate) path: LitStr,
    /// The token `$crate` of the client, if the client's macro was called.
    pub(crate) client: Option<Ident>,
    pub(crate) config: Config,
    pub(crate) commands: Option<Vec<LitStr>>,
    pub(crate) events: Option<Vec<LitStr>>,
    pub(crate) protocol: Option<Protocol>,
    pub(crate) since: Option<Version>,
    /// Exceptions to `since`: `Type.member`, and whether the member may be absent from received values.
    pub(crate) optional: Vec<(LitStr, bool)>,
    /// Whether mistakes in the documentation of the schema are errors.
    pub(crate) strict: bool,
    pub(crate) reference: Option<String>,
    /// Path of the schema whose documentation is used.
    pub(crate) docs: Option<LitStr>,
    /// Path of the file with texts about definitions.
    pub(crate) notes: Option<LitStr>,
    pub(crate) share: Option<Share>,
}

/// Another expansion, whose types this expansion re-exports.
pub(crate) struct Share {
    /// Absolute path of the other expansion: `crate::qmp`.
    pub(crate) home: String,
    /// The options of the other expansion.
    pub(crate) options: Box<Options>,
}

/// Treatment of `if` conditions.
#[derive(Debug)]
pub(crate) enum Config {
    /// The listed symbols are defined or undefined. All other symbols are open, or undefined if the list is closed.
    Decided {
        symbols: Vec<(Ident, bool)>,
        closed: bool,
    },
    /// Conditions become `#[cfg(feature = ..)]` of the user's crate.
    CargoFeatures,
}
