qapi_client::qapi_schema!("schemas/nowhere.json");

fn main() {}
