qapi_client::qapi_schema!("schemas/folder");

fn main() {}
