//! Transactions of typed actions.

use qapi_client::qmp::{self, commands};
use qapi_tests::{Qemu, require, run};

use crate::nodes::connect;

#[test]
fn a_transaction_is_a_list_of_actions() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    run(async {
        let client = connect(&vm.address()).await;
        let _ = (client, qmp::MirrorSyncMode::Full, commands::Stop::new());
    });
}
