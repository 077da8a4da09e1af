//! The views of a guest: programs, files, frozen file systems, the system, power.
//!
//! Tests with the agent of this machine and with a real guest cover the usual behaviour. Tests with a scripted agent
//! cover rare behaviour: wrong counts, missing replies, restarts between two commands.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod exec;
mod exec_host;
mod files;
mod files_host;
mod freeze;
mod real;
mod scripted_agent;
mod system;
