qapi_client::qapi_schema!("schemas/good.json", share: super::other { "schemas/good.json" });
qapi_client::qapi_schema!("schemas/good.json", share: other { "schemas/good.json" });
qapi_client::qapi_schema!("schemas/good.json", share: crate::other);
qapi_client::qapi_schema!("schemas/good.json", share: crate::other, since: "1.0");
qapi_client::qapi_schema!("schemas/good.json", share: "schemas/good.json");
qapi_client::qapi_schema!("schemas/good.json", share: crate::other {});
qapi_client::qapi_schema!("schemas/good.json", share: crate::other { "schemas/good.json", sinse: "1.0" });
qapi_client::qapi_schema! {
    path: "schemas/good.json",
    share: crate::one { "schemas/good.json" },
    share: crate::other { "schemas/good.json" },
}

fn main() {}
