//! Commands that may be sent twice.

use crate::command::Command;
use crate::error::Error;
use crate::session::Session;

/// Runs a command that does no harm if it runs twice, and sends it again on the next connection if the connection is
/// lost before the reply.
pub(super) async fn again<C: Command + Clone>(
    session: &Session,
    command: C,
) -> Result<C::Return, Error> {
    loop {
        match session.execute(command.clone()).await {
            Err(error) if error.end_reason().is_some() => session.ready().await?,
            reply => return reply,
        }
    }
}
