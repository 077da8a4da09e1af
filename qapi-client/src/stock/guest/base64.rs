//! Bytes as the agent sends them: base64 in a JSON string.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::command::Command;
use crate::error::Error;

pub(super) fn encode(bytes: impl AsRef<[u8]>) -> String {
    BASE64_STANDARD.encode(bytes)
}

/// Decodes `member` of the reply to the command `C`.
pub(super) fn decode<C: Command>(member: &str, text: &str) -> Result<Vec<u8>, Error> {
    BASE64_STANDARD.decode(text).map_err(|error| Error::Decode {
        command: C::NAME.into(),
        message: format!("return.{member}: invalid base64: {error}"),
    })
}
