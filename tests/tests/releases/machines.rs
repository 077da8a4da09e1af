//! Machines of many kinds, each on every release.

use qapi_client::qmp::Client;
use qapi_tests::{QemuBuilder, Release, run};

use crate::images::Images;
use crate::queries::{QMP, sweep};

/// Starts the machine on every release, and asks everything.
fn everywhere(must_answer: &[&str], machine: impl Fn(&Images) -> QemuBuilder) {
    for release in Release::all() {
        let Some(images) = Images::new(&release) else {
            qapi_tests::skip(&format!("no qemu-img of {release} here"));
            continue;
        };
        let vm = machine(&images).release(&release).start();
        let vm = vm.expect("every release has QEMU");
        run(async {
            let client = Client::connect(vm.address().as_str())
                .await
                .expect("QEMU greets");
            let found = sweep(&client, QMP).await;
            assert!(found.faults.is_empty(), "{release}: {:#?}", found.faults);
            for name in must_answer {
                assert!(found.answered.contains(name), "{release}: {name}");
            }
            // What needs no machine alone is more than half of the list.
            assert!(
                found.answered.len() >= 40,
                "{release}: {:?}",
                found.answered
            );
        });
    }
}

/// Splits arguments at blanks.
pub(crate) fn words(line: &str) -> impl Iterator<Item = String> {
    line.split_whitespace().map(str::to_owned)
}

#[test]
fn no_machine() {
    everywhere(&["query-version", "query-qmp-schema"], |_| {
        QemuBuilder::bare()
    });
}

#[test]
fn q35() {
    everywhere(&["query-cpus-fast", "query-pci"], |_| QemuBuilder::q35());
}

#[test]
fn q35_of_an_older_release() {
    everywhere(&["query-cpus-fast", "query-pci"], |_| {
        QemuBuilder::machine("pc-q35-7.2")
    });
}

#[test]
fn i440fx_of_an_older_release() {
    everywhere(&["query-cpus-fast", "query-pci"], |_| {
        QemuBuilder::machine("pc-i440fx-7.2")
    });
}

#[test]
fn isa_only() {
    everywhere(&["query-cpus-fast"], |_| {
        QemuBuilder::machine("isapc").args(["-cpu", "486"])
    });
}

#[test]
fn microvm() {
    everywhere(&["query-block", "query-rx-filter"], |_| {
        QemuBuilder::machine("microvm").args(words(
            "-blockdev null-co,node-name=n1,size=1048576 -device virtio-blk-device,drive=n1 \
             -netdev hubport,id=net1,hubid=0 -device virtio-net-device,netdev=net1 \
             -device virtio-rng-device -device virtio-serial-device",
        ))
    });
}

#[test]
fn numa_with_memory_devices() {
    everywhere(&["query-memdev", "query-memory-devices"], |images| {
        QemuBuilder::machine("q35,hmat=on")
            .args(words(
                "-smp 4,sockets=2,cores=2,maxcpus=8 -cpu max -m 256,slots=4,maxmem=2G \
                 -object memory-backend-ram,id=m0,size=128M -object memory-backend-ram,id=m1,size=128M \
                 -numa node,memdev=m0,nodeid=0 -numa node,memdev=m1,nodeid=1 \
                 -object memory-backend-ram,id=vm,size=64M \
                 -device virtio-mem-pci,memdev=vm,id=vmem0,requested-size=0,node=0 \
                 -object memory-backend-ram,id=dimm,size=16M -device pc-dimm,id=dimm1,memdev=dimm",
            ))
            .args([
                "-object".to_owned(),
                format!(
                    "memory-backend-file,id=pm,mem-path={},size=16M,share=on",
                    images.path("pmem")
                ),
            ])
            .args(words("-device virtio-pmem-pci,memdev=pm"))
    });
}

#[test]
fn iommu_and_hot_plug_ports() {
    everywhere(&["query-pci"], |_| {
        QemuBuilder::machine("q35,kernel-irqchip=split").args(words(
            "-device intel-iommu -device pcie-root-port,id=port1,chassis=1 \
             -device virtio-net-pci,bus=port1,romfile= -device pcie-root-port,id=port2,chassis=2",
        ))
    });
}

#[test]
fn counted_instructions() {
    everywhere(&["query-replay"], |_| {
        QemuBuilder::q35().args(["-icount", "shift=3"])
    });
}

#[test]
fn rich_q35() {
    everywhere(RICH, |images| rich(QemuBuilder::machine("q35"), images));
}

#[test]
fn rich_i440fx() {
    everywhere(RICH, |images| rich(QemuBuilder::machine("pc"), images));
}

const RICH: &[&str] = &[
    "query-balloon",
    "query-block",
    "query-blockstats",
    "query-iothreads",
    "query-memory-devices",
    "query-mice",
    "query-named-block-nodes",
    "query-rx-filter",
    "query-vm-generation-id",
    "query-vnc",
];

/// One of nearly everything.
fn rich(builder: QemuBuilder, images: &Images) -> QemuBuilder {
    images.make_overlay();
    images.make_formats();
    let disk = |name: &str| images.path(name);
    builder
        .args(words(
            "-smp 2,maxcpus=4 -m 128,slots=4,maxmem=1G -name rich,process=rich \
             -uuid 2b1b0c5e-7f4c-4ab3-9f0c-3f9d1d7a8a11 -fw_cfg name=opt/x,string=abc -rtc base=utc \
             -object memory-backend-ram,id=ram1,size=16M -device pc-dimm,id=dimm1,memdev=ram1 \
             -object iothread,id=io1 -object rng-builtin,id=rng1 -device virtio-rng-pci,rng=rng1 \
             -object cryptodev-backend-builtin,id=crypto1 -device virtio-crypto-pci,cryptodev=crypto1 \
             -object secret,id=key,data=abc -object throttle-group,id=group,x-iops-total=100",
        ))
        .args(words(
            "-device virtio-scsi-pci,id=hba,iothread=io1 -device usb-ehci,id=ehci \
             -device qemu-xhci,id=xhci -device usb-tablet,bus=xhci.0 -device usb-mouse,bus=xhci.0 \
             -device usb-kbd,bus=xhci.0 -device virtio-balloon-pci,id=balloon -device vmgenid,guid=auto \
             -device VGA -device virtio-gpu-pci -audiodev none,id=audio -device intel-hda \
             -device hda-duplex,audiodev=audio -device i6300esb -watchdog-action pause \
             -device virtio-iommu-pci -vnc none,password=on -incoming defer",
        ))
        .args(words(
            "-netdev socket,id=net1,listen=127.0.0.1:0 -device e1000,netdev=net1,romfile= \
             -netdev hubport,id=net2,hubid=0 -device virtio-net-pci,netdev=net2,romfile= \
             -chardev null,id=c1 -chardev pty,id=c2 -chardev ringbuf,id=c3 -serial chardev:c2 \
             -device virtio-serial-pci -device virtserialport,chardev=c3,name=org.example",
        ))
        .args(words(
            "-blockdev null-co,node-name=null1,size=1048576 \
             -blockdev driver=throttle,node-name=slow,throttle-group=group,file=null1 \
             -blockdev driver=quorum,node-name=votes,vote-threshold=1,children.0.driver=null-co,children.1.driver=null-aio \
             -blockdev driver=blkdebug,node-name=faulty,image.driver=null-co \
             -drive if=none,id=cd,media=cdrom -device scsi-cd,drive=cd,id=cd1,bus=hba.0",
        ))
        .args([
            "-drive".to_owned(),
            format!("if=none,id=q1,file={},bps=1000000,iops_rd=50,iops_rd_max=60,werror=stop", disk("disk.qcow2")),
            "-drive".to_owned(),
            format!("if=none,id=r1,file={},format=raw,readonly=on,stats-intervals.0=1,stats-intervals.1=5", disk("disk.raw")),
            "-drive".to_owned(),
            format!("if=none,id=v1,file={},format=vmdk", disk("disk.vmdk")),
            "-drive".to_owned(),
            format!("if=none,id=s1,file={},encrypt.key-secret=key,format=qcow2", disk("secret.qcow2")),
            "-blockdev".to_owned(),
            format!("driver=luks,node-name=luks1,key-secret=key,file.driver=file,file.filename={}", disk("disk.luks")),
            "-blockdev".to_owned(),
            format!("driver=vdi,node-name=vdi1,file.driver=file,file.filename={}", disk("disk.vdi")),
            "-blockdev".to_owned(),
            format!("driver=vhdx,node-name=vhdx1,file.driver=file,file.filename={}", disk("disk.vhdx")),
        ])
        .args(words(
            "-device virtio-blk-pci,drive=q1,id=disk1 -device scsi-hd,drive=r1,id=disk2,bus=hba.0 \
             -device usb-storage,drive=v1,bus=ehci.0 -device scsi-hd,drive=s1,bus=hba.0",
        ))
}
