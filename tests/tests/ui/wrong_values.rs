qapi_client::qapi_schema!("schemas/good.json", config: { CONFIG_A, !CONFIG_A });
qapi_client::qapi_schema!("schemas/good.json", config: features);
qapi_client::qapi_schema!("schemas/good.json", protocol: qpm);
qapi_client::qapi_schema!("schemas/good.json", since: "yesterday");
qapi_client::qapi_schema!("schemas/good.json", commands: "stop");
qapi_client::qapi_schema!("schemas/good.json", commands: [stop]);
qapi_client::qapi_schema!("schemas/good.json", crate: x);
qapi_client::qapi_schema!(path = "schemas/good.json");

fn main() {}
