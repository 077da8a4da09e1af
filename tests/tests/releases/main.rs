//! Every `query-*` command that needs no arguments, typed, against a real QEMU that has something to tell.

use std::collections::BTreeSet;
use std::pin::Pin;

use qapi_client::qmp::{Client, commands};
use qapi_client::{Command, Error};
use qapi_parser::{Schema, TypeKind};
use qapi_tests::{QemuBuilder, qemu_schema, qemu_version, require, run};

type Outcome<'a> = Pin<Box<dyn Future<Output = Result<(), Error>> + 'a>>;
type Ask = for<'a> fn(&'a Client) -> Outcome<'a>;

macro_rules! queries {
    ($($command:ident),* $(,)?) => {
        &[$((commands::$command::NAME, |vm| {
            Box::pin(async move { vm.execute(commands::$command::new()).await.map(drop) })
        })),*]
    };
}

#[allow(deprecated, reason = "deprecated commands answer too")]
/// Listed by type, so that each reply is read as its own type; a test compares the list with the schema.
const QUERIES: &[(&str, Ask)] = queries![
    QueryAccelerators,
    QueryAcpiOspmStatus,
    QueryAudiodevs,
    QueryBalloon,
    QueryBlock,
    QueryBlockExports,
    QueryBlockJobs,
    QueryBlockstats,
    QueryChardev,
    QueryChardevBackends,
    QueryColoStatus,
    QueryCommandLineOptions,
    QueryCommands,
    QueryCpuDefinitions,
    QueryCpusFast,
    QueryCryptodev,
    QueryCurrentMachine,
    QueryDirtyRate,
    QueryDisplayOptions,
    QueryDump,
    QueryDumpGuestMemoryCapability,
    QueryFdsets,
    QueryFirmwareLog,
    QueryGicCapabilities,
    QueryHotpluggableCpus,
    QueryHvBalloonStatusReport,
    QueryIothreads,
    QueryJobs,
    QueryKvm,
    QueryMachines,
    QueryMemdev,
    QueryMemoryDevices,
    QueryMemorySizeSummary,
    QueryMice,
    QueryMigrate,
    QueryMigrateCapabilities,
    QueryMigrateParameters,
    QueryMigrationthreads,
    QueryName,
    QueryNamedBlockNodes,
    QueryPci,
    QueryPrManagers,
    QueryQmpSchema,
    QueryReplay,
    QueryRxFilter,
    QueryS390xCpuPolarization,
    QuerySev,
    QuerySevCapabilities,
    QuerySevLaunchMeasure,
    QuerySgx,
    QuerySgxCapabilities,
    QuerySpice,
    QueryStatsSchemas,
    QueryStatus,
    QueryTarget,
    QueryTpm,
    QueryTpmModels,
    QueryTpmTypes,
    QueryUuid,
    QueryVcpuDirtyLimit,
    QueryVersion,
    QueryVmGenerationId,
    QueryVnc,
    QueryVncServers,
    QueryXenReplicationStatus,
    QueryYank,
];

fn needs_no_arguments(schema: &Schema, command: &qapi_parser::Command) -> bool {
    command.arguments.is_none_or(|ty| {
        let union = matches!(schema[ty].kind, TypeKind::Union(_));
        !union && schema.members(ty).iter().all(|member| member.optional)
    })
}

#[test]
fn the_list_is_that_of_the_schema() {
    let schema = qemu_schema();
    let expected: BTreeSet<&str> = schema
        .commands()
        .map(|(_, command)| command)
        .filter(|command| command.name.starts_with("query-"))
        .filter(|command| needs_no_arguments(&schema, command))
        .map(|command| command.name.as_str())
        .collect();
    let listed: BTreeSet<&str> = QUERIES.iter().map(|(name, _)| *name).collect();
    assert_eq!(listed, expected);
}

#[test]
fn every_query_without_arguments_runs_and_decodes() {
    let builder = QemuBuilder::q35()
        .args([
            "-smp",
            "2,maxcpus=4",
            "-name",
            "talkative",
            "-uuid",
            "2b1b0c5e-7f4c-4ab3-9f0c-3f9d1d7a8a11",
        ])
        .args(["-m", "64,slots=2,maxmem=256M"])
        .args(["-object", "memory-backend-ram,id=ram1,size=16M"])
        .args(["-device", "pc-dimm,id=dimm1,memdev=ram1"])
        .args([
            "-object",
            "iothread,id=io1",
            "-object",
            "rng-builtin,id=rng1",
        ])
        .args(["-object", "cryptodev-backend-builtin,id=crypto1"])
        .args([
            "-blockdev",
            "null-co,node-name=null1,size=1048576,read-zeroes=on",
        ])
        .args([
            "-device",
            "virtio-blk-pci,drive=null1,iothread=io1,id=disk1",
        ])
        .args([
            "-device",
            "qemu-xhci,id=usb",
            "-device",
            "usb-tablet,id=tablet",
        ])
        .args([
            "-netdev",
            "hubport,hubid=0,id=net1",
            "-device",
            "virtio-net-pci,netdev=net1,id=nic1,romfile=",
        ])
        .args([
            "-device",
            "virtio-balloon-pci",
            "-device",
            "vmgenid,guid=auto",
            "-device",
            "VGA",
        ])
        .args(["-audiodev", "none,id=audio1", "-chardev", "null,id=chr1"]);
    let vm = require!(builder.start(), "qemu-system-x86_64");
    run(async {
        let client = Client::connect(vm.address().as_str()).await.unwrap();
        let (mut answered, mut unreadable) = (Vec::new(), Vec::new());
        for (name, ask) in QUERIES {
            match ask(&client).await {
                Ok(()) => answered.push(*name),
                // Not in this QEMU, or not with this machine: the peer's own word, not a failure to read it.
                Err(Error::Refused { .. }) => {}
                Err(error) => unreadable.push((*name, error.to_string())),
            }
        }
        // 9.1 made a union of what was a struct, under the same name.
        if qemu_version() < Some((9, 1)) {
            unreadable.retain(|(name, _)| *name != "query-sev");
        }
        assert!(unreadable.is_empty(), "{unreadable:#?}");
        assert!(
            answered.len() >= 45,
            "only {} answered: {answered:?}",
            answered.len()
        );
        for name in [
            "query-block",
            "query-cpus-fast",
            "query-pci",
            "query-qmp-schema",
            "query-rx-filter",
        ] {
            assert!(answered.contains(&name), "{name} must answer");
        }
    });
}

#[test]
fn what_was_asked_for_is_told_exactly() {
    let builder = QemuBuilder::q35()
        .args([
            "-name",
            "exact",
            "-uuid",
            "2b1b0c5e-7f4c-4ab3-9f0c-3f9d1d7a8a11",
        ])
        .args([
            "-blockdev",
            "null-co,node-name=null1,size=1048576,read-zeroes=on",
        ]);
    let vm = require!(builder.start(), "qemu-system-x86_64");
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
