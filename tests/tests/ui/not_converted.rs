mod own {
    qapi_client::qapi_schema!("schemas/good.json");
}

fn call(client: own::Client) {
    let _ = client.eject(1);
}

fn main() {}
