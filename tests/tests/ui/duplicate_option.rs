qapi_client::qapi_schema! {
    path: "schemas/good.json",
    events: [],
    events: ["STOP"],
}

fn main() {}
