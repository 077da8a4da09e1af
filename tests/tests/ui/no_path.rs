qapi_client::qapi_schema! { config: cfg }

fn main() {}
