//! The views of a guest: programs, files, frozen file systems, the system, power.
//!
//! What a real agent does is shown by the agent of this machine and by a real guest. A scripted agent shows what a real
//! one does seldom: counts that lie, replies that are missing, restarts in between.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod exec;
mod exec_host;
mod files;
mod files_host;
mod freeze;
mod real;
mod scripted_agent;
mod system;
