mod own {
    qapi_client::qapi_schema!("schemas/good.json");
}

async fn call(client: own::Client) {
    let _ = client.stop().oob().await;
}

fn main() {}
