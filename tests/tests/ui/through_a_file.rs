qapi_client::qapi_schema!("Cargo.toml/own.json");

fn main() {}
