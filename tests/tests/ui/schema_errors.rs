qapi_client::qapi_schema!("schemas/bad.json");

fn main() {}
