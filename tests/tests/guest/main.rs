//! The views of a guest: programs, files and frozen file systems.
//!
//! The agent of this machine shows what a real agent does. A scripted agent shows what a real one does seldom: counts that
//! lie, replies that are missing, restarts in between.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod exec;
mod exec_host;
mod files;
mod files_host;
mod freeze;
mod scripted_agent;
