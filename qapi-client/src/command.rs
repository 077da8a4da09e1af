//! Commands: the traits that argument structs implement.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::decode::from_json;

/// Command of a schema with its arguments. The argument structs in `commands` implement it.
///
/// A command serialises to the `arguments` object of the QMP specification, "Issuing Commands".
pub trait Command: Serialize + Send + Unpin + 'static {
    /// Type of `return` in the success reply.
    type Return: DeserializeOwned + Send + 'static;

    /// Name on the wire.
    const NAME: &'static str;

    /// False if the peer does not reply on success (`success-response: false`). The peer still replies with an error.
    const SUCCESS_RESPONSE: bool = true;

    /// Reads `return` of the success reply.
    ///
    /// # Errors
    /// The value does not fit the schema. The message starts with the path to the mismatch.
    fn read_return(reply: &RawValue) -> Result<Self::Return, serde_json::Error> {
        from_json(reply)
    }
}

/// Command that may be sent out-of-band (`allow-oob`), ahead of queued commands.
pub trait AllowOob: Command {}
