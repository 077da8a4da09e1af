qapi_client::qapi_schema!("schemas/binary.json");

fn main() {}
