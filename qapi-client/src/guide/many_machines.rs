//! Reconnect; watch and command many machines.
//!
//! A session with a [`Reconnect`] policy survives the loss of its connection, for instance when QEMU or its host is
//! restarted. A [`Fleet`] holds sessions with names, sends a command to all of them, and merges their events.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::Duration;
//!
//! use async_std::prelude::*;
//! use qapi_client::qmp::{self, commands, events::Event};
//! use qapi_client::{Fleet, FleetItem, Reconnect};
//!
//! let policy = Reconnect::new().give_up_after(Duration::from_secs(60)).repeat_queries(true);
//! let db = qmp::Client::builder().reconnect(policy).connect("unix:/run/db.qmp").await?;
//!
//! let fleet = Fleet::new();
//! fleet.add("db", db);
//! fleet.dial("web", "unix:/run/web.qmp")?;      // joins when it is ready, and again after each loss
//!
//! // A stuck machine does not delay the others, because each reply has the deadline.
//! let replies = fleet.execute_all(commands::QueryStatus::new(), Duration::from_secs(2));
//! for (name, reply) in replies.all().await {
//!     match reply {
//!         Ok(status) => println!("{name}: {}", status.status),
//!         Err(error) => println!("{name}: {error}"),
//!     }
//! }
//!
//! let mut events = fleet.subscribe::<Event>();
//! while let Some(event) = events.next().await {
//!     match event.item {
//!         FleetItem::Joined => println!("{} is there", event.name),
//!         FleetItem::Event(happened) => println!("{}: {:?}", event.name, happened.event),
//!         other => println!("{}: {other:?}", event.name),
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! What a lost connection means:
//!
//! | | |
//! | --- | --- |
//! | commands that wait in the client | are sent on the next connection |
//! | commands that were sent | fail as [`OutcomeUnknown`](crate::Error::OutcomeUnknown); queries are sent again with [`repeat_queries`](crate::Reconnect::repeat_queries) |
//! | event streams | continue, with an [`EventError::Gap`](crate::EventError::Gap) for the time without a connection |
//!
//! Without limits the session tries forever. At a limit the session ends, and all calls and streams return the reason.
//! The first connection must succeed at once, unless the policy has
//! [`from_the_start`](crate::Reconnect::from_the_start).
//!
//! A member stays in the fleet when its session ends, and its calls fail; [`Fleet::remove`] takes it out. `Client::from(session)`
//! makes a typed client of a member.
//!
//! [`Fleet`]: crate::Fleet
//! [`Fleet::remove`]: crate::Fleet::remove
//! [`Reconnect`]: crate::Reconnect
