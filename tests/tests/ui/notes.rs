mod missing {
    qapi_client::qapi_schema!("schemas/good.json", notes: "schemas/nowhere.md");
}

mod wrong {
    qapi_client::qapi_schema!("schemas/good.json", notes: "schemas/notes.md");
}

fn main() {}
