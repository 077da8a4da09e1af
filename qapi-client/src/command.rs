//! What a command is to the session.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::decode::from_json;

/// A command of a schema with its arguments: what the argument structs in `commands` implement.
///
/// It serialises to the `arguments` object of the QMP specification, "Issuing Commands".
pub trait Command: Serialize + Send + Unpin + 'static {
    /// What the success reply carries in `return`.
    type Return: DeserializeOwned + Send + 'static;

    /// The name on the wire.
    const NAME: &'static str;

    /// False where success sends no reply (`success-response: false`); a refusal is still sent.
    const SUCCESS_RESPONSE: bool = true;

    /// Reads what the success reply carries in `return`.
    ///
    /// # Errors
    /// It does not fit the schema; the message starts with the path to the value that does not.
    fn read_return(reply: &RawValue) -> Result<Self::Return, serde_json::Error> {
        from_json(reply)
    }
}

/// A command that may be sent out-of-band (`allow-oob`): it overtakes those that wait.
pub trait AllowOob: Command {}
