qapi_client::qapi_schema!("schemas/syntax.json");

fn main() {}
