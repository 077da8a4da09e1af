//! Files that the agent of this machine reads and writes.

use std::io::SeekFrom;

use futures_util::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use qapi_client::guest::FileError;
use qapi_client::qga::Client;
use qapi_tests::{HostAgent, require, run};

#[test]
fn a_file_is_written_read_and_sought() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    let path = agent.path().join("note").display().to_string();
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let mut file = client.open(&*path, "w+").await.unwrap();
        file.write_all(b"hello world").await.unwrap();
        file.flush().await.unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"hello world");
        assert_eq!(file.seek(SeekFrom::Start(1)).await.unwrap(), 1);
        let mut bytes = [0; 3];
        file.read_exact(&mut bytes).await.unwrap();
        assert_eq!(&bytes, b"ell");
        assert_eq!(
            file.seek(SeekFrom::Current(1)).await.unwrap(),
            5,
            "after what was read"
        );
        assert_eq!(file.seek(SeekFrom::End(-5)).await.unwrap(), 6);
        file.read_exact(&mut bytes).await.unwrap();
        // The write starts where the caller has stopped reading. The agent has read further.
        file.write_all(b"LD").await.unwrap();
        file.close().await.unwrap();
        assert_eq!(client.read(&*path).await.unwrap(), b"hello worLD");

        let too_far = client
            .open(&*path, "r")
            .await
            .unwrap()
            .seek(SeekFrom::Start(u64::MAX))
            .await;
        assert_eq!(
            too_far.unwrap_err().kind(),
            std::io::ErrorKind::InvalidInput
        );
    });
}

#[test]
fn a_file_that_grows_is_followed() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    let path = agent.path().join("log").display().to_string();
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        client.write(&*path, "one").await.unwrap();
        let mut log = client.open(&*path, "r").await.unwrap();
        let mut text = String::new();
        log.read_to_string(&mut text).await.unwrap();
        let mut writer = client.open(&*path, "a").await.unwrap();
        writer.write_all(b" two").await.unwrap();
        writer.close().await.unwrap();
        log.read_to_string(&mut text).await.unwrap();
        assert_eq!(text, "one two");
    });
}

#[test]
fn many_chunks_arrive_as_they_were() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    let path = agent.path().join("large").display().to_string();
    let bytes: Vec<u8> = (0..1_000_003_u32)
        .map(|n| (n.wrapping_mul(n) >> 7) as u8)
        .collect();
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        client.write(&*path, &bytes).await.unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
        assert!(client.read(&*path).await.unwrap() == bytes);
    });
}

#[test]
fn what_cannot_be_read_or_written_is_an_error_with_its_reason() {
    let agent = require!(HostAgent::start(), "qemu-ga (as root)");
    run(async {
        let client = Client::connect(agent.address().as_str()).await.unwrap();
        let missing = client.read("/no/such/file").await.unwrap_err();
        assert!(missing.to_string().contains("/no/such/file"), "{missing}");
        let full = client.write("/dev/full", "x").await.unwrap_err();
        assert!(full.to_string().contains("refused"), "{full}");
        let endless = client.read("/dev/zero").await.unwrap_err();
        assert!(matches!(endless, FileError::TooLarge { .. }), "{endless}");
        client.guest_ping().await.unwrap();
    });
}
