//! The options of an expansion, as plain data.

use syn::{Ident, LitStr};

use crate::model::Protocol;
use crate::version::Version;

/// The options of `qapi_schema!`.
pub(crate) struct Options {
    pub(crate) path: LitStr,
    /// The `$crate` of the client, if the macro was called through it.
    pub(crate) client: Option<Ident>,
    pub(crate) config: Config,
    pub(crate) commands: Option<Vec<LitStr>>,
    pub(crate) events: Option<Vec<LitStr>>,
    pub(crate) protocol: Option<Protocol>,
    pub(crate) since: Option<Version>,
    /// Required members that may be absent from what is received, or never are: `Type.member` and the verdict.
    pub(crate) optional: Vec<(LitStr, bool)>,
    /// Mistakes in the schema's documentation are errors.
    pub(crate) strict: bool,
    pub(crate) reference: Option<String>,
    pub(crate) share: Option<Share>,
}

/// The other expansion, whose types serve here, too.
pub(crate) struct Share {
    /// Where it is, an absolute path: `crate::qmp`.
    pub(crate) home: String,
    /// The options of the other expansion.
    pub(crate) options: Box<Options>,
}

/// What becomes of `if` conditions.
#[derive(Debug)]
pub(crate) enum Config {
    /// Decided as far as the symbols are listed, open otherwise.
    Decided {
        symbols: Vec<(Ident, bool)>,
        closed: bool,
    },
    /// CargoFeatures to the cargo features of the user's crate.
    CargoFeatures,
}
