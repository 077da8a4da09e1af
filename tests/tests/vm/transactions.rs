//! Transactions of typed actions.

use qapi_client::qmp::{self, BlockDirtyBitmapAdd, MirrorSyncMode};
use qapi_tests::{QemuBuilder, Release, require, run};

use crate::nodes::{connect, null};

#[test]
fn a_transaction_is_a_list_of_actions_and_happens_whole_or_not() {
    for release in Release::all() {
        let vm = QemuBuilder::bare().release(&release).start();
        let vm = require!(vm, "qemu-system-x86_64");
        run(async {
            let client = connect(&vm.address()).await;
            null(&client, "root", 1 << 20).await;
            null(&client, "target", 1 << 20).await;
            let bitmap = |name| BlockDirtyBitmapAdd::new().node("root").name(name);
            let backup = qmp::BlockdevBackup::new(MirrorSyncMode::Full)
                .device("root")
                .target("target")
                .job_id("b0")
                .auto_dismiss(false);
            client
                .transaction([bitmap("b0").into(), bitmap("b1").into(), backup.into()])
                .await
                .unwrap();
            client
                .jobs()
                .adopt("b0")
                .await
                .unwrap()
                .finish()
                .await
                .unwrap();

            // QEMU's error does not name the action. The object in the error text shows which action failed.
            let error = client
                .transaction([bitmap("b2").into(), bitmap("b1").into()])
                .await
                .unwrap_err();
            assert!(error.to_string().contains("b1"), "{release}: {error}");
            let nodes = client.query_named_block_nodes(()).await.unwrap();
            let root = nodes.iter().find(|node| node.node_name == "root");
            let bitmaps = root.unwrap().dirty_bitmaps.as_deref().unwrap_or_default();
            assert_eq!(
                bitmaps.len(),
                2,
                "nothing of a transaction that failed stays"
            );
        });
    }
}
