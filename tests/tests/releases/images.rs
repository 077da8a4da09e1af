//! Disk images for machines, made by the release's own image tool.

use std::path::PathBuf;
use std::process::Command;

use qapi_tests::Release;
use tempfile::TempDir;

/// A folder for the images of one machine.
#[derive(Debug)]
pub(crate) struct Images {
    tool: PathBuf,
    folder: TempDir,
}

impl Images {
    /// An empty folder. `None` if the release has no image tool.
    pub(crate) fn new(release: &Release) -> Option<Self> {
        Some(Self {
            tool: release.program("qemu-img")?,
            folder: tempfile::tempdir().expect("a temporary folder can be made"),
        })
    }

    /// Path of a file in the folder.
    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Makes `disk.qcow2`, an overlay with a snapshot and a bitmap.
    pub(crate) fn make_overlay(&self) {
        self.run("create -q -f qcow2 base.qcow2 64M");
        self.run("create -q -f qcow2 -b base.qcow2 -F qcow2 disk.qcow2");
        self.run("snapshot -c before disk.qcow2");
        self.run("bitmap --add disk.qcow2 kept");
    }

    /// Makes `disk.FORMAT` for each other format, and the encrypted `secret.qcow2` (the key is `abc`).
    pub(crate) fn make_formats(&self) {
        for format in ["raw", "vmdk", "vdi", "vhdx"] {
            self.run(&format!("create -q -f {format} disk.{format} 16M"));
        }
        let key = "--object secret,id=key,data=abc";
        self.run(&format!(
            "create -q -f luks {key} -o key-secret=key,iter-time=10 disk.luks 8M"
        ));
        self.run(&format!(
            "create -q -f qcow2 {key} -o encrypt.format=luks,encrypt.key-secret=key,encrypt.iter-time=10 \
             secret.qcow2 8M"
        ));
    }

    fn run(&self, line: &str) {
        for _ in 0..20 {
            let done = Command::new(&self.tool)
                .args(line.split_whitespace())
                .current_dir(self.folder.path())
                .output()
                .expect("the tool runs");
            let said = String::from_utf8_lossy(&done.stderr);
            // The tool measures how quickly this processor derives keys, and gives up if the clock is too coarse.
            if !said.contains("accurate CPU usage") {
                assert!(done.status.success(), "qemu-img {line}: {said}");
                return;
            }
        }
        panic!("qemu-img {line}: the processor time cannot be measured");
    }
}
