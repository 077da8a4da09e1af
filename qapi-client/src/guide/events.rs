//! Read events, and wait for one.
//!
//! A subscription starts when it is made: [`Client::events`] for all events, [`Session::subscribe`] for one type.
//! Events arrive in order. Errors in the stream show where events are missing.
//!
//! ```toml
//! [dependencies]
//! qapi-client = { version = "0.1", features = ["qmp"] }
//! async-std = "1"
//! ```
//!
//! ```no_run
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! use std::time::{Duration, SystemTime};
//!
//! use async_std::prelude::*;
//! use qapi_client::qmp::{self, commands, events};
//! use qapi_client::{EventError, EventStream};
//!
//! let vm = qmp::Client::connect("unix:/run/vm.qmp").await?;
//! let started = SystemTime::now();
//!
//! // One event that a command causes. The subscription starts before the command is sent.
//! vm.stop().and_event(|_: &events::Stop| true).timeout(Duration::from_secs(5)).await?;
//!
//! // One event that something else causes. The closure may borrow.
//! let cd = String::from("cd0");
//! let opened = vm.wait_for(|e: &events::DeviceTrayMoved| e.tray_open && e.id == cd, Duration::from_secs(10));
//! vm.eject(commands::Eject::new().id("cd0")).await?;
//! opened.await?;
//!
//! // Events of the recent past, then all new ones.
//! let mut resets: EventStream<events::Reset> = vm.events_since(started);
//! if let Some(Ok(reset)) = resets.try_next() {
//!     println!("reset at {:?}: {}", reset.timestamp, reset.reason);
//! }
//!
//! let mut all = vm.events();
//! while let Some(item) = all.next().await {
//!     match item {
//!         Ok(event) => match event.event {
//!             events::Event::Shutdown(shutdown) => println!("shuts down: {}", shutdown.reason),
//!             other => println!("{other:?}"),
//!         },
//!         Err(EventError::Lagged { missed }) => println!("{missed} events dropped: query the state"),
//!         Err(EventError::Gap { reason }) => println!("connected again, after {reason}: query the state"),
//!         Err(error) => println!("{error}"),
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! [`Lagged`](crate::EventError::Lagged): the program reads more slowly than QEMU sends, and the queue of this stream
//! was full. [`Gap`](crate::EventError::Gap): the session [reconnects](super::many_machines), and had no connection for
//! a time. In both cases the stream continues, and the program must query the state that it needs.
//! [`Closed`](crate::EventError::Closed) is the last item.
//!
//! The closure of [`Call::and_event`] must own the values that it uses, because a call may move to another task. Write
//! `move |e| ..` and use values such as a cloned id. The closure of [`Session::wait_for`] may borrow.
//!
//! [`Waits`](crate::vm::Waits) has methods for the most frequent waits: `vm.waits().tray_opened("cd0").within(limit)`.
//!
//! A wait fails with [`Error::EventNotSeen`](crate::Error::EventNotSeen) if the event did not arrive in time, or may
//! have been missed. If a call with `and_event` returns this error, the command itself has succeeded.
//!
//! [`Call::and_event`]: crate::Call::and_event
//! [`Client::events`]: crate::qmp::Client::events
//! [`Session::subscribe`]: crate::Session::subscribe
//! [`Session::wait_for`]: crate::Session::wait_for
