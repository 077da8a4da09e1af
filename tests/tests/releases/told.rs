//! Values that were set on the command line, read back by their queries.

use qapi_client::qmp::Client;
use qapi_tests::{QemuBuilder, Release, run};

#[test]
fn values_of_the_command_line_are_read_back() {
    for release in Release::all() {
        let builder = QemuBuilder::q35().release(&release).args([
            "-name",
            "exact",
            "-uuid",
            "2b1b0c5e-7f4c-4ab3-9f0c-3f9d1d7a8a11",
            "-blockdev",
            "null-co,node-name=null1,size=1048576,read-zeroes=on",
        ]);
        let vm = builder.start().expect("every release has QEMU");
        run(async {
            let client = Client::connect(vm.address().as_str()).await.unwrap();
            assert_eq!(
                client.query_name().await.unwrap().name.as_deref(),
                Some("exact")
            );
            let uuid = client.query_uuid().await.unwrap();
            assert_eq!(uuid.uuid, "2b1b0c5e-7f4c-4ab3-9f0c-3f9d1d7a8a11");
            let nodes = client.query_named_block_nodes(()).await.unwrap();
            assert_eq!(nodes.len(), 1);
            assert_eq!(nodes[0].node_name, "null1");
            assert_eq!(nodes[0].image.virtual_size, 1 << 20);
            let version = client.query_version().await.unwrap();
            let greeted = &client.greeting().version;
            assert_eq!(version.qemu.major, i64::from(greeted.major));
            assert_eq!(version.package, greeted.package);
            let schema = client.query_qmp_schema().await.unwrap();
            assert!(schema.len() > 900, "{} entries", schema.len());
        });
    }
}
