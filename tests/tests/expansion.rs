//! Use of an expansion: construction, conversion, decoding, errors with paths, `Debug`.

#![deny(warnings, missing_docs)]

use serde_json::{Value, json};

/// The sample schema.
pub mod thermostat {
    qapi_client::qapi_schema!("../schemas/thermostat.json");
}

use qapi_client::{Command, Event, EventSet, qga, qmp};
use thermostat::{
    HoldOptions, Mode, ModeOptions, ModeOptionsMode, Place, Scale, SensorRef, Temperature,
    commands, events,
};

fn read<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, String> {
    let text = value.to_string();
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

fn refused<T: serde::de::DeserializeOwned + std::fmt::Debug>(value: Value, start: &str) {
    let error = read::<T>(value.clone()).expect_err("it does not conform");
    assert!(error.starts_with(start), "{value} is refused with {error}");
}

#[test]
fn optional_members_are_setters_and_absent_when_not_set() {
    let plain = Temperature::new(21.5);
    assert_eq!(
        serde_json::to_value(&plain).ok(),
        Some(json!({"degrees": 21.5}))
    );
    let full = plain.clone().scale(Scale::Fahrenheit);
    let wire = json!({"degrees": 21.5, "scale": "fahrenheit"});
    assert_eq!(serde_json::to_value(&full).ok(), Some(wire.clone()));
    assert_eq!(read::<Temperature>(wire), Ok(full.clone()));
    assert_ne!(full, plain);
    assert_eq!(format!("{plain:?}"), r#"Temperature {"degrees":21.5}"#);
}

#[test]
fn null_is_not_absent() {
    refused::<Temperature>(
        json!({"degrees": 1, "scale": null}),
        "scale: invalid type: null, expected a string",
    );
    refused::<Temperature>(json!({"degrees": null}), "degrees: invalid type: null");
}

#[test]
fn what_is_not_a_number_is_never_sent() {
    let error = serde_json::to_string(&Temperature::new(f64::NAN)).expect_err("NaN is no JSON");
    assert_eq!(error.to_string(), "degrees: NaN is no JSON number");
    let mode = HoldOptions::new(Temperature::new(f64::INFINITY));
    let error = serde_json::to_string(&mode).expect_err("infinity is no JSON");
    assert_eq!(error.to_string(), "target.degrees: inf is no JSON number");
}

#[test]
fn a_newer_peer_does_not_break_an_older_program() {
    let unknown: Temperature =
        read(json!({"degrees": 1, "scale": "kelvin", "accuracy": 0.1})).expect("it is open");
    assert_eq!(unknown.scale, Some(Scale::Other("kelvin".into())));
    let mode: ModeOptions =
        read(json!({"fan": 3, "mode": "blow", "dry": true})).expect("it is open");
    let ModeOptionsMode::Other(name, rest) = &mode.mode else {
        panic!("{mode:?}")
    };
    assert_eq!((name.as_str(), rest.len()), ("blow", 2));
    assert_eq!(
        serde_json::to_value(&mode).ok(),
        Some(json!({"fan": 3, "mode": "blow", "dry": true}))
    );
    let event = <events::Event as EventSet>::decode("STEAM", None).expect("any name goes");
    assert!(matches!(event, events::Event::Other(raw) if raw.name == "STEAM"));
}

#[test]
fn a_union_is_read_in_any_order() {
    let expected = ModeOptions::new(ModeOptionsMode::Hold(
        HoldOptions::new(Temperature::new(20.0)).minutes(30),
    ));
    for text in [
        r#"{"mode":"hold","target":{"degrees":20},"minutes":30}"#,
        r#"{"target":{"degrees":20},"mode":"hold","minutes":30}"#,
        r#"{"minutes":30,"x":[{}],"target":{"y":1,"degrees":20},"mode":"hold"}"#,
    ] {
        assert_eq!(
            serde_json::from_str::<ModeOptions>(text).ok().as_ref(),
            Some(&expected),
            "{text}"
        );
    }
    let off: ModeOptions =
        read(json!({"target": 1, "mode": "off", "minutes": {}})).expect("unknown members go");
    assert_eq!(off.mode, ModeOptionsMode::Off);
    assert_eq!(off.mode.as_str(), "off");
}

#[test]
fn refusals_name_the_path() {
    refused::<ModeOptions>(json!({}), "mode: required member is missing");
    refused::<ModeOptions>(
        json!({"mode": 1}),
        "mode: invalid type: integer `1`, expected a string",
    );
    refused::<ModeOptions>(
        json!({"mode": "hold"}),
        "target: required member is missing",
    );
    refused::<ModeOptions>(
        json!({"mode": "hold", "target": {}}),
        "target.degrees: required member is missing",
    );
    refused::<ModeOptions>(
        json!({"target": {"degrees": "x"}, "mode": "hold"}),
        "target.degrees: invalid type: string",
    );
    refused::<ModeOptions>(
        json!({"mode": "schedule", "entries": [{"minute": 1, "target": {"degrees": 1}}, {"minute": 65536}]}),
        "entries[1].minute: invalid value: integer `65536`",
    );
    refused::<ModeOptions>(
        json!({"mode": "schedule", "entries": [[]]}),
        "entries[0]: invalid type: sequence, expected an object",
    );
    refused::<HoldOptions>(
        json!({"target": {"degrees": 1}, "minutes": -1}),
        "minutes: invalid value: integer `-1`",
    );
    refused::<HoldOptions>(json!([]), "invalid type: sequence, expected an object");
}

#[test]
fn alternates_go_by_the_kind_of_value() {
    assert_eq!(read(json!(3)), Ok(SensorRef::Number(3)));
    assert_eq!(read(json!("outside")), Ok(SensorRef::Name(Place::Outside)));
    assert_eq!(
        SensorRef::from(Place::Inside),
        SensorRef::Name(Place::Inside)
    );
    refused::<SensorRef>(
        json!(null),
        "invalid type: null, expected a number or a string",
    );
    refused::<SensorRef>(json!(1.5), "invalid type: floating point `1.5`");
    refused::<commands::QueryTemperature>(
        json!({"sensor": {}}),
        "sensor: invalid type: map, expected a number or a string",
    );
}

#[test]
fn commands_convert_from_what_they_need() {
    let all: commands::QueryTemperature = ().into();
    assert_eq!(serde_json::to_value(&all).ok(), Some(json!({})));
    let one = commands::QueryTemperature::new().sensor(7);
    assert_eq!(serde_json::to_value(&one).ok(), Some(json!({"sensor": 7})));
    #[allow(deprecated, reason = "it is there to be tested")]
    let target = commands::SetTarget::from(Temperature::new(1.0));
    assert_eq!(
        serde_json::to_value(&target).ok(),
        Some(json!({"target": {"degrees": 1.0}}))
    );
    let mode: commands::SetMode = ModeOptions::new(ModeOptionsMode::Off).into();
    assert_eq!(
        serde_json::to_value(&mode).ok(),
        Some(json!({"mode": "off"}))
    );
    assert_eq!(mode.mode.as_str(), "off");
    assert_eq!(<commands::SetMode as Command>::NAME, "set-mode");
    const { assert!(!<commands::Reset as Command>::SUCCESS_RESPONSE) };
}

#[test]
fn events_are_read_with_and_without_data() {
    let frost = <events::Event as EventSet>::decode("FROST", None).expect("it needs no data");
    assert!(matches!(frost, events::Event::Frost(_)));
    assert_eq!(
        <events::TemperatureChanged as Event>::NAME,
        "TEMPERATURE_CHANGED"
    );
    let data = serde_json::value::RawValue::from_string(
        r#"{"sensor":"inside","temperature":{"degrees":3}}"#.to_owned(),
    )
    .expect("it is JSON");
    let event = <events::Event as EventSet>::decode("TEMPERATURE_CHANGED", Some(&data))
        .expect("it conforms");
    let events::Event::TemperatureChanged(event) = event else {
        panic!("{event:?}")
    };
    assert_eq!(event.temperature.degrees, 3.0);
    let error = <events::Event as EventSet>::decode("TEMPERATURE_CHANGED", None)
        .expect_err("it needs data");
    assert!(
        error
            .to_string()
            .starts_with("sensor: required member is missing"),
        "{error}"
    );
}

#[test]
fn enumerations_know_their_names() {
    assert_eq!(Mode::from("schedule"), Mode::Schedule);
    assert_eq!(Mode::from("nap").as_str(), "nap");
    assert_eq!(format!("{:>6}", Mode::Off), "   off");
}

#[test]
fn an_enumeration_compares_and_hashes_by_its_name() {
    let named = Place::Other("inside".to_owned());
    assert_eq!(named, Place::Inside);
    let places: std::collections::HashSet<Place> = [Place::Inside, named].into();
    assert_eq!(places.len(), 1);
}

#[test]
fn debug_masks_secrets_wherever_they_are() {
    let secret = qmp::SecretProperties::new().data("p4ss").format("raw");
    let object = qmp::ObjectOptions::new(qmp::ObjectOptionsQomType::Secret(secret), "sec0");
    let add = qmp::commands::ObjectAdd::from(object);
    for text in [format!("{add:?}"), format!("{:?}", add.qom_type)] {
        assert!(!text.contains("p4ss"), "{text}");
        assert!(text.contains("raw"), "{text}");
    }
    let wire = serde_json::to_value(&add).expect("it can be sent");
    assert_eq!(wire["data"], "p4ss");

    let protocol = qmp::SetPasswordOptionsProtocol::Spice;
    let texts = [
        format!("{:?}", qmp::SetPasswordOptions::new(protocol, "p4ss")),
        format!("{:#?}", qmp::commands::ChangeVncPassword::new("p4ss")),
        format!(
            "{:?}",
            qmp::commands::HumanMonitorCommand::new("set_password vnc p4ss")
        ),
        format!(
            "{:?}",
            qga::commands::GuestSetUserPassword::new(false)
                .username("u")
                .password("p4ss")
        ),
        format!(
            "{:?}",
            qga::commands::GuestExec::new("x").input_data("p4ss")
        ),
        format!(
            "{:?}",
            qmp::commands::DeviceAdd::new("x").extra("password", "p4ss")
        ),
        format!(
            "{:?}",
            qmp::commands::QomSet::new()
                .path("/a")
                .property("b")
                .value(json!({"passwd": "p4ss"}))
        ),
    ];
    for text in texts {
        assert!(
            text.contains("<secret>") && !text.contains("p4ss"),
            "{text}"
        );
    }
}

#[test]
fn everything_compares() {
    let set = |text: &str| qmp::commands::ChangeVncPassword::new(text);
    assert_eq!(set("a"), set("a"));
    assert_ne!(set("a"), set("b"));
    let mode = |mode| commands::SetMode::from(ModeOptions::new(mode));
    assert_eq!(mode(ModeOptionsMode::Off), mode(ModeOptionsMode::Off));
    let changed = |degrees: f64| {
        read::<events::TemperatureChanged>(
            json!({"sensor": "inside", "temperature": {"degrees": degrees}}),
        )
    };
    assert_eq!(changed(1.0), changed(1.0));
    assert_ne!(changed(1.0), changed(2.0));
    let unknown = |name| <events::Event as EventSet>::decode(name, None).expect("any name goes");
    assert_eq!(unknown("STEAM"), unknown("STEAM"));
    assert_ne!(unknown("STEAM"), unknown("FROST"));
    assert_eq!(
        read::<qmp::commands::Stop>(json!({})),
        Ok(qmp::commands::Stop::new())
    );
}

#[test]
fn types_without_required_members_have_a_default() {
    assert_eq!(
        commands::QueryTemperature::default(),
        commands::QueryTemperature::new()
    );
    assert_eq!(qmp::commands::Cont::default(), qmp::commands::Cont::new());
}

/// The schema calls the enumeration of this discriminator `SocketAddressType`.
#[test]
fn a_discriminator_whose_name_is_taken_is_a_branch() {
    let address = qmp::UnixSocketAddress::new("/run/x");
    let address = qmp::SocketAddress::new(qmp::SocketAddressBranch::Unix(address));
    assert_eq!(
        serde_json::to_value(&address).ok(),
        Some(json!({"type": "unix", "path": "/run/x"}))
    );
}

#[test]
fn a_command_whose_data_is_a_type_has_the_constructor_of_the_type() {
    let set = commands::SetMode::new(ModeOptionsMode::Off);
    assert_eq!(set, commands::SetMode::from(ModeOptions::off()));
    let backup = qmp::commands::BlockdevBackup::new(qmp::MirrorSyncMode::Full)
        .device("disk")
        .target("target")
        .job_id("j")
        .speed(1);
    assert_eq!(
        serde_json::to_value(&backup).ok(),
        Some(
            json!({"device": "disk", "sync": "full", "target": "target", "job-id": "j", "speed": 1})
        )
    );
    let parameters = qmp::commands::MigrateSetParameters::default().max_bandwidth(7_u64);
    assert_eq!(
        serde_json::to_value(&parameters).ok(),
        Some(json!({"max-bandwidth": 7}))
    );
}

/// If two of these members were swapped, the command would still be valid, but would do something else.
#[test]
fn required_members_that_could_be_mixed_up_are_set_by_name() {
    let mirror = qmp::commands::BlockdevMirror::new(qmp::MirrorSyncMode::Full)
        .device("disk")
        .target("node")
        .speed(7);
    let mirror = serde_json::to_value(&mirror).ok();
    assert_eq!(
        mirror,
        Some(json!({"device": "disk", "target": "node", "sync": "full", "speed": 7}))
    );
    let save = qmp::commands::SnapshotSave::new(["disk"])
        .job_id("j9")
        .tag("root")
        .vmstate("disk");
    let save = serde_json::to_value(&save).ok();
    assert_eq!(
        save,
        Some(json!({"job-id": "j9", "tag": "root", "vmstate": "disk", "devices": ["disk"]}))
    );
    let nbd = qmp::BlockExportOptionsNbd::new().name("n");
    let export = qmp::BlockExportOptions::nbd(nbd).id("e").node_name("disk");
    let export = serde_json::to_value(qmp::commands::BlockExportAdd::from(export)).ok();
    assert_eq!(
        export,
        Some(json!({"type": "nbd", "id": "e", "node-name": "disk", "name": "n"}))
    );
}

#[test]
fn unions_are_made_of_their_branches() {
    let unix = || qmp::UnixSocketAddress::new("/run/x");
    let wire = json!({"addr": {"type": "unix", "data": {"path": "/run/x"}}});
    let server = qmp::NbdServerOptionsLegacy::new(unix());
    assert_eq!(serde_json::to_value(&server).ok(), Some(wire));
    let address = qmp::SocketAddressLegacy::unix(unix());
    assert_eq!(qmp::NbdServerOptionsLegacy::new(address), server);

    let add = qmp::BlockDirtyBitmapAdd::new().node("root").name("b0");
    let enable = qmp::BlockDirtyBitmap::new().node("root").name("b0");
    let actions = [
        qmp::TransactionAction::from(add.clone()),
        qmp::TransactionAction::block_dirty_bitmap_add(add),
        qmp::TransactionAction::block_dirty_bitmap_enable(enable),
        qmp::TransactionAction::abort(qmp::Abort::new()),
    ];
    assert_eq!(actions[0], actions[1]);
    let wire = serde_json::to_value(&actions[2]).ok();
    let data = json!({"node": "root", "name": "b0"});
    assert_eq!(
        wire,
        Some(json!({"type": "block-dirty-bitmap-enable", "data": data}))
    );
    let wire = serde_json::to_value(&actions[3]).ok();
    assert_eq!(wire, Some(json!({"type": "abort", "data": {}})));
}

/// The branch is boxed in the enum; neither the constructor nor the conversion shows the box.
#[test]
fn recursive_branches_need_no_box() {
    let file = || qmp::BlockdevOptionsFile::new("/disk");
    let file = qmp::BlockdevOptions::file(file()).node_name("f");
    let node = qmp::BlockdevOptions::qcow2(qmp::BlockdevOptionsQcow2::new(file));
    let wire = json!({"driver": "qcow2", "file": {"driver": "file", "filename": "/disk", "node-name": "f"}});
    assert_eq!(serde_json::to_value(&node).ok(), Some(wire));
    let add = qmp::commands::BlockdevAdd::from(node);
    assert_eq!(add.driver.as_str(), "qcow2");
}

mod glob {
    use qapi_client::qmp::prelude::*;

    /// Both are Rust's, although QMP has a type `String`.
    pub(super) fn name(status: &StatusInfo) -> Option<String> {
        Some(status.status.to_string())
    }
}

#[test]
fn the_prelude_leaves_rusts_names_alone() {
    let status = read::<qmp::StatusInfo>(json!({"status": "running", "running": true}));
    assert_eq!(
        glob::name(&status.expect("it conforms")),
        Some("running".to_owned())
    );
}

#[test]
fn lists_come_from_arrays_and_iterators() {
    let job = |devices: Vec<&str>| {
        qmp::commands::SnapshotDelete::new(devices)
            .job_id("j")
            .tag("t")
    };
    assert_eq!(
        job(vec!["a", "b"]),
        qmp::commands::SnapshotDelete::new(["a", "b"])
            .job_id("j")
            .tag("t")
    );
    let abort = || qmp::TransactionAction::abort(qmp::Abort::new());
    let transaction = qmp::commands::Transaction::from([abort(), abort()]);
    assert_eq!(
        transaction,
        qmp::commands::Transaction::new(vec![abort(), abort()])
    );
    assert_eq!(transaction.actions.len(), 2);
}
