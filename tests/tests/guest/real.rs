//! All views of a real guest. The test boots one guest with a file system in memory, and shuts the guest down at the
//! end.

use std::io::SeekFrom;
use std::time::Duration;

use futures_util::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt};
use qapi_client::guest::{ExecError, ExitStatus, FileError, FreezeError, Shutdown};
use qapi_client::qga::Client;
use qapi_client::qmp::{self, ShutdownCause, events};
use qapi_tests::{Guest, require, within};

/// Limit of the processor time of QEMU for the whole test, boot included, and of each wait.
const LIMIT: Duration = Duration::from_secs(20);

async fn shell(agent: &Client, line: &str) -> String {
    let out = agent.exec("sh").args(["-c", line]).output().await.unwrap();
    let error = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{line}: {}: {error}", out.status);
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn a_real_guest_has_all_views() {
    let mut guest = require!(Guest::start(), "tiny guest");
    within(Duration::from_secs(120), async {
        let vm = qmp::Client::connect(guest.address().as_str())
            .await
            .unwrap();
        vm.cont().await.unwrap();
        let booting = Client::builder().greeting_deadline(Duration::from_secs(50));
        let agent = booting
            .connect(guest.agent_address().as_str())
            .await
            .unwrap();
        programs(&agent).await;
        files(&agent).await;
        system(&agent).await;
        frozen(&agent).await;
        // The time of day is not measured, because other tests run at the same time.
        let cost = guest.cpu_time();
        assert!(cost < LIMIT, "{cost:?}");
        let down = vm.wait_for(|_: &events::Shutdown| true, LIMIT);
        agent.shutdown(Shutdown::PowerDown).await.unwrap();
        let event = down.await.unwrap();
        assert_eq!(
            (event.guest, event.reason.clone()),
            (true, ShutdownCause::GuestShutdown)
        );
    });
    assert!(guest.wait().success());
}

async fn programs(agent: &Client) {
    let out = agent
        .exec("uname")
        .arg("-n")
        .output()
        .within(LIMIT)
        .await
        .unwrap();
    assert_eq!(
        (out.status, out.stdout),
        (ExitStatus::Code(0), b"tiny\n".into())
    );
    let killed = agent
        .exec("sh")
        .args(["-c", "kill -9 $$"])
        .output()
        .await
        .unwrap();
    assert_eq!(killed.status, ExitStatus::Signal(9));

    // The test reads the file while the program still writes to the file.
    let line = "echo one; while [ ! -e /tmp/go ]; do sleep 0.02; done; echo two";
    let line = format!("({line}) >/tmp/log");
    let mut process = agent.exec("sh").args(["-c", &*line]).spawn().await.unwrap();
    let mut text = String::new();
    while text != "one\n" {
        assert!(process.try_wait().await.unwrap().is_none());
        text = shell(agent, "cat /tmp/log || true").await;
    }
    let mut log = agent.open("/tmp/log", "r").await.unwrap();
    text.clear();
    log.read_to_string(&mut text).await.unwrap();
    assert_eq!(text, "one\n");
    agent.write("/tmp/go", "").await.unwrap();
    assert!(process.wait().await.unwrap().status.success());
    log.read_to_string(&mut text).await.unwrap();
    assert_eq!(text, "one\ntwo\n");

    let limit = Duration::from_millis(100);
    let error = agent
        .exec("sleep")
        .arg("1000")
        .output()
        .within(limit)
        .await
        .unwrap_err();
    let ExecError::TimedOut { pid: Some(pid), .. } = error else {
        panic!("{error}")
    };
    shell(agent, &format!("kill {pid}")).await;
}

async fn files(agent: &Client) {
    let bytes: Vec<u8> = (0..1_u32 << 20)
        .map(|n| (n.wrapping_mul(n) >> 7) as u8)
        .collect();
    agent.write("/tmp/file", &bytes).await.unwrap();
    let read = agent.read("/tmp/file").await.unwrap();
    assert!(read == bytes, "read back byte for byte");
    let mut file = agent.open("/tmp/file", "r+").await.unwrap();
    assert_eq!(file.seek(SeekFrom::End(-3)).await.unwrap(), (1 << 20) - 3);
    file.write_all(b"end").await.unwrap();
    file.close().await.unwrap();
    let sum = shell(agent, "busybox tail -c 4 /tmp/file | busybox hexdump -C").await;
    assert!(sum.contains("65 6e 64"), "{sum}");
}

async fn system(agent: &Client) {
    let os = agent.os().await.unwrap();
    assert_eq!(
        (os.id.as_deref(), os.name.as_deref()),
        (Some("tiny"), Some("Tiny test guest"))
    );
    shell(
        agent,
        "busybox ip addr add 192.0.2.7/24 dev lo; busybox ip link set lo up",
    )
    .await;
    let interfaces = agent.interfaces().await.unwrap();
    let line = interfaces[0].to_string();
    assert!(
        line.starts_with("lo ") && line.contains(" 192.0.2.7/24"),
        "{line}"
    );

    // The script replaces `chpasswd` of the guest, and stores the input that it gets from the agent.
    agent
        .write("/sbin/chpasswd", "#!/bin/sh\ncat >/tmp/password\n")
        .await
        .unwrap();
    shell(agent, "busybox chmod +x /sbin/chpasswd").await;
    agent.set_password("root", "pässwörd:1").await.unwrap();
    assert_eq!(
        agent.read("/tmp/password").await.unwrap(),
        "root:pässwörd:1\n".as_bytes()
    );
}

async fn frozen(agent: &Client) {
    let disk = "insmod /lib/modules/brd.ko rd_nr=1 rd_size=8192 \
        && busybox mke2fs /dev/ram0 && mount -t ext4 /dev/ram0 /mnt";
    shell(agent, disk).await;

    let frozen = agent.freeze().within(LIMIT).await.unwrap();
    assert_eq!(frozen.file_systems(), 1);
    assert!(frozen.is_frozen().await.unwrap());
    let refused = agent.read("/etc/passwd").await.unwrap_err();
    assert!(matches!(refused, FileError::Frozen(_)), "{refused}");
    let refused = agent.exec("true").spawn().await.unwrap_err();
    assert!(matches!(refused, ExecError::Frozen(_)), "{refused}");
    let again = agent.freeze().await.unwrap_err();
    assert!(matches!(again, FreezeError::AlreadyFrozen(_)), "{again}");
    assert_eq!(frozen.thaw().await.unwrap(), 1);

    // A writer waits while the file system is frozen, and continues after the guard is dropped.
    let line = "while [ ! -e /tmp/frozen ]; do sleep 0.02; done; echo x >/mnt/x";
    let mut writer = agent.exec("sh").args(["-c", line]).spawn().await.unwrap();
    agent.write("/tmp/frozen", "").await.unwrap();
    let frozen = agent.freeze().mountpoints(["/mnt"]).await.unwrap();
    drop(frozen);
    assert!(writer.wait().await.unwrap().status.success());

    let frozen = agent
        .freeze()
        .within(Duration::from_millis(50))
        .await
        .unwrap();
    while frozen.is_frozen().await.unwrap() {}
    let error = frozen.thaw().await.unwrap_err();
    assert!(
        matches!(
            error,
            FreezeError::ThawedEarly {
                frozen: 1,
                left: 0,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(agent.read("/mnt/x").await.unwrap(), b"x\n");
}
