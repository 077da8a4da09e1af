qapi_client::qapi_schema!("/dev/null");

fn main() {}
