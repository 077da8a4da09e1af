qapi_client::qapi_schema!("schemas/documented.json", strict: true);

fn main() {}
