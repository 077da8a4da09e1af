qapi_client::qapi_schema!("looping.json");

fn main() {}
