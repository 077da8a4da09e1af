//! Sessions in the background.

use super::Builder;
use crate::error::Error;
use crate::session::{Dialer, Driver, Session};
use crate::transport::{Connector, Transport, spawn};

impl<C> Builder<C> {
    /// Runs a session over one connection.
    pub(crate) async fn start(self, transport: Box<dyn Transport>) -> Result<Session, Error> {
        let (session, driver) = self.over_transport(transport, None);
        run_in_background(session, driver).await
    }

    /// Runs a session over one connection. The session reconnects with `connector`, according to the policy.
    pub(crate) async fn start_on_transport_with_connector(
        self,
        transport: Box<dyn Transport>,
        connector: Box<dyn Connector>,
    ) -> Result<Session, Error> {
        let dialer = Dialer::new(connector, self.message_limit_bytes());
        let (session, driver) = self.over_transport(transport, Some(dialer));
        run_in_background(session, driver).await
    }

    /// Runs a session over connections from `connector`.
    pub(crate) async fn start_with_connector(
        self,
        connector: Box<dyn Connector>,
    ) -> Result<Session, Error> {
        let (session, driver) = self.over_connector(connector).await?;
        run_in_background(session, driver).await
    }
}

async fn run_in_background(session: Session, driver: Driver) -> Result<Session, Error> {
    spawn(async move {
        driver.await;
    });
    session.ready_once().await?;
    Ok(session)
}
