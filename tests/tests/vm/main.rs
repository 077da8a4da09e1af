//! Views of a virtual machine, against real peers.

mod jobs;
mod nodes;
