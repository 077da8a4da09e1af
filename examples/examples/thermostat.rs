//! Your own schema: expands the bindings, and calls the commands of a peer with this schema.
//!
//! ```console
//! $ cargo run --example thermostat                           # against an embedded peer
//! $ cargo run --example thermostat -- unix:/run/thermostat   # against a real peer
//! ```

#![allow(clippy::print_stdout, reason = "a program that shows something")]

use std::sync::Arc;

use qapi_client::testing::FakeServer;
use serde_json::json;

mod thermostat {
    qapi_client::qapi_schema!("schemas/thermostat.json");
}

use thermostat::{HoldOptions, ModeOptions, ModeOptionsMode, Place, Temperature, events};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

#[async_std::main]
async fn main() -> Result<()> {
    if let Some(address) = std::env::args().nth(1) {
        return drive(&address).await;
    }
    let folder = tempfile::tempdir()?;
    let peer = embedded()?.listen(folder.path().join("thermostat")).await?;
    drive(&peer.address()).await
}

async fn drive(address: &str) -> Result<()> {
    let client = thermostat::Client::connect(address).await?;
    let now = client.query_temperature(()).await?;
    println!("{} degrees", now.degrees);

    let hold = HoldOptions::new(Temperature::new(21.5)).minutes(90);
    let changed = client
        .set_mode(ModeOptions::new(ModeOptionsMode::Hold(hold)))
        .and_event(|e: &events::TemperatureChanged| e.sensor == Place::Inside)
        .await?;
    println!("{} degrees inside", changed.temperature.degrees);
    Ok(())
}

/// Fake thermostat that reaches every target temperature at once.
fn embedded() -> Result<FakeServer> {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/thermostat.json");
    let server = FakeServer::new(Arc::new(qapi_parser::load(schema)?));
    server.reply("query-temperature", json!({ "degrees": 18.5 }));
    server.on("set-mode", |turn| {
        let target = turn.arguments()["target"].clone();
        let changed = json!({ "sensor": "inside", "temperature": target });
        turn.emit("TEMPERATURE_CHANGED", changed);
        json!({})
    });
    Ok(server)
}
