//! Views of a virtual machine, against real peers.

mod devices;
mod examples;
mod jobs;
mod nodes;
mod peer;
mod power;
mod transactions;
