//! Views of a virtual machine, tested with real peers.

mod devices;
mod examples;
mod jobs;
mod nodes;
mod peer;
mod power;
mod transactions;
