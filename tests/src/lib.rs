//! Helpers for the tests of the toolkit: real peers on sockets in a temporary folder.
//!
//! A peer ends when its value is dropped, or when the thread that started it ends. If a peer is not installed, the
//! constructor returns `None`, and [`require!`] skips the test with a message.

mod agent;
mod attacked;
mod bench;
mod echo;
mod guest;
mod load;
mod peer;
mod probing;
mod proxy;
mod qemu;
mod raw;
mod releases;
mod report;
mod run;
mod schemas;
mod scripted_peer;
mod skip;
mod slow;
mod soak;
mod storage;

pub use agent::HostAgent;
pub use attacked::{CollectedLog, Damage, MARKER, run_attacked};
pub use bench::{Figure, Table, cpu_time};
pub use echo::{EchoServer, serve_echo};
pub use guest::{Guest, GuestBuilder};
pub use load::{Counts, bare_qemus, load};
pub use peer::{Peer, find_program};
pub use probing::{probe, probe_server};
pub use proxy::CutProxy;
pub use qemu::{BARE_QEMU, Qemu, QemuBuilder, listening_monitor_args, monitor_args};
pub use raw::RawQmp;
pub use releases::Release;
pub use report::report_of;
pub use run::{DEADLINE, run, within};
pub use schemas::{qemu_schema, schema_folder};
pub use scripted_peer::{GREETING, ScriptedClient, ScriptedPeer};
pub use skip::{qemu_trees, skip};
pub use slow::{is_slow_run, soak_time};
pub use soak::run_soak;
pub use storage::StorageDaemon;
