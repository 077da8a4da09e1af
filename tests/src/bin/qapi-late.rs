//! `qapi-late ADDRESS OOB CALLS MILLISECONDS`: makes calls with a timeout, prints `sent`, and then prints the outcome
//! of each call.
//!
//! A test stops the process after `sent` for longer than the timeout.

use std::error::Error;
use std::io::{self, Write};
use std::time::Duration;

use qapi_client::Session;
use serde_json::Value;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [address, oob, calls, timeout] = arguments.as_slice() else {
        return Err("usage: qapi-late ADDRESS OOB CALLS MILLISECONDS".into());
    };
    let builder = Session::builder().oob(oob.parse()?);
    let (calls, timeout): (u32, u64) = (calls.parse()?, timeout.parse()?);
    async_std::task::block_on(async {
        let session = builder.connect(address.as_str()).await?;
        let call = || {
            let call = session.execute_raw("late", Value::Null);
            async_std::task::spawn(call.timeout(Duration::from_millis(timeout)))
        };
        let calls: Vec<_> = (0..calls).map(|_| call()).collect();
        // The tasks send their commands during this sleep.
        async_std::task::sleep(Duration::from_millis(20)).await;
        let mut out = io::stdout();
        writeln!(out, "sent")?;
        for call in calls {
            match call.await {
                Ok(_) => writeln!(out, "ok")?,
                Err(error) => writeln!(out, "{error}")?,
            }
        }
        Ok(())
    })
}
