qapi_client::qapi_schema! {
    path: "schemas/good.json",
    share: crate::other { "schemas/good.json" },
}

fn main() {}
