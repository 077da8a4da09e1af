//! Views of a guest operating system, through the guest agent: programs, files, file systems, users.
//!
//! A view is a small handle made from a session. It sends the typed commands of [`qga`](crate::qga). A
//! [`qga::Client`](crate::qga::Client) has one method for each view. Each view also has a function `new`, which takes any
//! [`Session`](crate::Session) or client, so that the client of another expansion has the views too.
