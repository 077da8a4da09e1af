//! Guide: the first tasks of a program that manages virtual machines, one short page each.
//!
//! | page | task |
//! | --- | --- |
//! | [`connect`] | connect to a running QEMU; addresses, deadlines |
//! | [`start_qemu`] | start QEMU, and end it |
//! | [`commands`] | send commands, and handle errors |
//! | [`events`] | read events, and wait for one |
//! | [`devices`] | plug and unplug devices |
//! | [`jobs`] | back up a disk, and follow the job |
//! | [`transactions`] | several block commands, all or nothing |
//! | [`descriptors`] | pass an open file or socket to QEMU |
//! | [`other_commands`] | human monitor, commands outside the schema, commands of a vendor |
#![cfg_attr(
    feature = "qga",
    doc = "| [`guest_agent`] | control the guest through its agent |"
)]
//! | [`many_machines`] | reconnect; watch and command many machines |
//! | [`runtimes`] | tokio, smol, other runtimes |
#![cfg_attr(
    feature = "testing",
    doc = "| [`testing`] | test a program without QEMU |"
)]
//!
//! Each page has the lines of `Cargo.toml` and one example, which the tests of this crate compile. An example is the body
//! of an `async` function that returns `Result<(), Box<dyn std::error::Error>>`. The page [`connect`] shows a whole
//! program around it.

pub mod commands;
pub mod connect;
pub mod descriptors;
pub mod devices;
pub mod events;
#[cfg(feature = "qga")]
pub mod guest_agent;
pub mod jobs;
pub mod many_machines;
pub mod other_commands;
pub mod runtimes;
pub mod start_qemu;
#[cfg(feature = "testing")]
pub mod testing;
pub mod transactions;
