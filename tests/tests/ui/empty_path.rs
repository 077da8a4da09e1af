qapi_client::qapi_schema!("");

fn main() {}
