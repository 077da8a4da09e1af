qapi_client::qapi_schema! {
    path: "schemas/good.json",
    comands: ["stop"],
}

fn main() {}
