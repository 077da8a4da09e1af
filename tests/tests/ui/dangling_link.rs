qapi_client::qapi_schema!("dangling.json");

fn main() {}
