//! Clients and block nodes for the tests of the views.

use std::path::Path;

use qapi_client::qmp::{self, Client};
use serde_json::{Value, json};

/// Connects a client to the first monitor.
pub(crate) async fn connect(address: &str) -> Client {
    Client::connect(address).await.expect("QEMU greets")
}

/// Adds a node that returns zeroes for each read and accepts each write.
pub(crate) async fn null(client: &Client, name: &str, size: i64) {
    let null = qmp::BlockdevOptionsNull::new().size(size).read_zeroes(true);
    let driver = qmp::BlockdevOptionsDriver::NullCo(null);
    let options = qmp::BlockdevOptions::new(driver).node_name(name);
    client
        .blockdev_add(options)
        .await
        .expect("the name is free");
}

/// Adds a node that is given as JSON.
pub(crate) async fn node(client: &Client, options: Value) {
    client
        .execute_raw("blockdev-add", options)
        .await
        .expect("the node can be added");
}

/// Creates an image in a file with two jobs, and adds it as the node `name` over `name-file`.
pub(crate) async fn qcow2(client: &Client, folder: &Path, name: &str, size: i64, backing: Value) {
    let file = folder.join(format!("{name}.qcow2"));
    let file = file.to_str().expect("temporary paths are text");
    std::fs::write(file, "").expect("the folder is writable");
    let protocol = format!("{name}-file");
    node(
        client,
        json!({ "driver": "file", "node-name": protocol, "filename": file }),
    )
    .await;
    let qcow2 = qmp::BlockdevCreateOptionsQcow2::new(protocol.as_str(), size.unsigned_abs());
    let options = qmp::BlockdevCreateOptions::new(qmp::BlockdevCreateOptionsDriver::Qcow2(qcow2));
    let create = qmp::commands::BlockdevCreate::new(format!("create-{name}"), options);
    let job = client.jobs().start(create).await.expect("the job starts");
    job.finish().await.expect("the image is created");
    let options =
        json!({ "driver": "qcow2", "node-name": name, "file": protocol, "backing": backing });
    node(client, options).await;
}
