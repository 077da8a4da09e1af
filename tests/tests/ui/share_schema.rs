qapi_client::qapi_schema!("schemas/good.json", share: crate::other { "schemas/syntax.json" });
qapi_client::qapi_schema!("schemas/good.json", share: crate::other { "schemas/nowhere.json" });
qapi_client::qapi_schema!("schemas/good.json", share: crate::other { "schemas/good.json", commands: ["sotp"] });

fn main() {}
