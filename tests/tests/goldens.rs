//! The expected expansions of the golden tests compile without warnings, with docs on everything and without a prelude,
//! and read and write values according to their schemas.

#![deny(warnings, missing_docs)]

macro_rules! golden {
    ($($(#[$attribute:meta])* $name:ident = $path:literal;)*) => {
        $(
            $(#[$attribute])*
            #[no_implicit_prelude]
            #[path = $path]
            pub mod $name;
        )*
    };
}

golden! {
    /// Structs.
    structs = "../../qapi-macros/tests/golden/structs.rs";
    /// Enums.
    enums = "../../qapi-macros/tests/golden/enums.rs";
    /// Unions.
    unions = "../../qapi-macros/tests/golden/unions.rs";
    /// Alternates.
    alternates = "../../qapi-macros/tests/golden/alternates.rs";
    /// Recursive types.
    recursion = "../../qapi-macros/tests/golden/recursion.rs";
    /// Awkward names.
    names = "../../qapi-macros/tests/golden/names.rs";
    /// Commands.
    commands = "../../qapi-macros/tests/golden/commands.rs";
    /// Events.
    events = "../../qapi-macros/tests/golden/events.rs";
    /// Open conditions.
    conditions = "../../qapi-macros/tests/golden/conditions.rs";
    /// Conditions tied to features.
    #[allow(unexpected_cfgs, reason = "this crate has none of these features")]
    features = "../../qapi-macros/tests/golden/features.rs";
    /// A selection.
    selection = "../../qapi-macros/tests/golden/selection.rs";
    /// Members added in different versions (`since`).
    since = "../../qapi-macros/tests/golden/since.rs";
    /// Documentation.
    docs = "../../qapi-macros/tests/golden/docs.rs";
    /// Documentation from another schema.
    documented = "../../qapi-macros/tests/golden/documented.rs";
    /// Notes.
    notes = "../../qapi-macros/tests/golden/notes.rs";
    /// Expansion whose types another expansion shares.
    lender = "../../qapi-macros/tests/golden/lender.rs";
    /// Expansion that shares the types of another expansion.
    borrower = "../../qapi-macros/tests/golden/borrower.rs";
    /// Required members that a caller could swap by mistake.
    needs = "../../qapi-macros/tests/golden/needs.rs";
    /// Expansion that the documentation of the macro shows.
    scales = "../../qapi-macros/tests/golden/scales.rs";
}

use serde_json::json;

fn read<T: serde::de::DeserializeOwned>(value: serde_json::Value) -> Result<T, String> {
    serde_json::from_value(value).map_err(|error| error.to_string())
}

#[test]
fn all_the_numbers_are_exact() {
    let most = json!({
        "a": i64::MIN, "b": -128, "c": -32768, "d": i32::MIN, "e": i64::MAX, "f": 255, "g": 65535, "h": u32::MAX,
        "i": u64::MAX, "j": u64::MAX, "k": true, "l": null, "m": [u64::MAX, 1.5], "n": "", "o": "qdict", "p": 0.1,
        "q": null, "r": null, "s": false, "t": -1,
    });
    let scalars: structs::Scalars = read(most.clone()).expect("all are in range");
    assert_eq!(
        (scalars.i, scalars.q, scalars.r.clone()),
        (u64::MAX, Some(qapi_client::Null), Some(json!(null)))
    );
    assert_eq!(serde_json::to_value(&scalars).ok(), Some(most.clone()));
    for (member, value) in [
        ("b", json!(128)),
        ("c", json!(32768)),
        ("d", json!(1_u64 << 31)),
        ("e", json!(1_u64 << 63)),
        ("f", json!(-1)),
        ("f", json!(256)),
        ("g", json!(65536)),
        ("h", json!(1_u64 << 32)),
        ("i", json!(-1)),
        ("j", json!(1.0)),
        ("l", json!(false)),
        ("k", json!(0)),
        ("q", json!(0)),
        ("a", json!("1")),
    ] {
        let mut wrong = most.clone();
        wrong[member] = value.clone();
        let error = read::<structs::Scalars>(wrong).expect_err("it is out of range");
        assert!(
            error.starts_with(&format!("{member}: invalid ")),
            "{member} = {value}: {error}"
        );
    }
}

#[test]
fn members_of_free_form_commands_pass_through() {
    let add = commands::commands::Add::new("virtio-net")
        .id("n")
        .extra("mac", "00:00")
        .extra("queues", 4);
    let wire = json!({"driver": "virtio-net", "id": "n", "mac": "00:00", "queues": 4});
    assert_eq!(serde_json::to_value(&add).ok(), Some(wire.clone()));
    let back = read::<commands::commands::Add>(wire.clone()).expect("what is written can be read");
    assert_eq!(serde_json::to_value(&back).ok(), Some(wire));
}

#[test]
fn a_member_is_never_written_twice() {
    let add = commands::commands::Add::new("a").extra("driver", "b");
    let error = serde_json::to_string(&add).expect_err("the driver is given twice");
    assert!(
        error
            .to_string()
            .starts_with("driver: the object would have the member twice"),
        "{error}"
    );
    let add = commands::commands::Add::new("a").extra("id", "i");
    assert_eq!(
        serde_json::to_value(&add).ok(),
        Some(json!({"driver": "a", "id": "i"})),
        "a setter that was not used"
    );
    let add = commands::commands::Add::new("a").id("i").extra("id", "i");
    assert!(serde_json::to_string(&add).is_err());
    let rest = [("id".to_owned(), json!(1))].into_iter().collect();
    let nested = unions::Nested::new(unions::NestedKind::Other("x".into(), rest), "i");
    assert!(serde_json::to_string(&nested).is_err());
}

#[test]
fn unions_in_unions_share_one_object() {
    let wire = json!({"kind": "node", "id": "i", "driver": "qcow2", "cache": true, "backing":
        {"driver": "null-co", "cache": false, "node-name": "n"}});
    let nested: unions::Nested = read(wire.clone()).expect("it conforms");
    let unions::NestedKind::Node(node) = &nested.kind else {
        panic!("{nested:?}")
    };
    let unions::NodeDriver::Qcow2(data) = &node.driver else {
        panic!("{nested:?}")
    };
    assert_eq!(data.backing.driver.as_str(), "null-co");
    assert_eq!(serde_json::to_value(&nested).ok(), Some(wire.clone()));
    // `serde_json::Value` is sorted; from text, the inner union's members come before both discriminators.
    let text = r#"{"lazy":true,"id":"i","backing":{"cache":false,"driver":"null-co"},"cache":true,"kind":"node","driver":"qcow2"}"#;
    let nested: unions::Nested = serde_json::from_str(text).expect("it conforms");
    assert_eq!(nested.id, "i");
    let error =
        read::<unions::Nested>(json!({"kind": "node", "id": "i", "driver": "file", "cache": true}));
    assert_eq!(
        error.err().as_deref(),
        Some("filename: required member is missing")
    );
}

#[test]
fn what_is_compiled_out_of_the_peer_may_be_absent() {
    let always: conditions::Always =
        read(json!({"plain": "p", "on": "o"})).expect("it is optional");
    assert_eq!((always.open, always.on.as_str()), (None, "o"));
    assert!(read::<conditions::Always>(json!({"plain": "p"})).is_err());
    let tied: features::Always = read(json!({"plain": "p"})).expect("no feature is on");
    assert_eq!(tied.plain, "p");
}

#[test]
fn recursion_goes_as_deep_as_the_value() {
    let mut value = json!({"op": "all", "of": []});
    for _ in 0..20 {
        value = json!({"op": "not", "of": value});
    }
    let expression: recursion::Expression = read(value.clone()).expect("it conforms");
    assert_eq!(serde_json::to_value(&expression).ok(), Some(value));
}

#[test]
fn an_older_peer_does_not_know_younger_members() {
    let info: since::Info = read(json!({"old": "o", "kept": "k"})).expect("the others are younger");
    assert_eq!((info.young, info.parts), (None, None));
    assert!(read::<since::Info>(json!({"kept": "k"})).is_err());
    let kept = read::<since::Info>(json!({"old": "o"}));
    assert!(
        kept.is_err(),
        "`optional` says that every peer sends the member"
    );
    let part = since::Part::new("p", 1);
    assert_eq!(
        serde_json::to_value(&part).ok(),
        Some(json!({"id": "p", "size": 1}))
    );
    let part: since::Part = read(json!({})).expect("one member is younger, one is listed");
    assert_eq!((part.id, part.size), (None, None));
    assert!(
        read::<since::commands::AddPart>(json!({"part": {"id": "p"}})).is_err(),
        "arguments only go out"
    );
    assert_eq!(
        read::<since::events::PartAdded>(json!({"id": "p"})).map(|event| event.why),
        Ok(None)
    );
}

#[test]
fn a_branch_of_an_older_peer_lacks_the_members_of_a_younger_type() {
    let job: since::Job =
        read(json!({"id": "j", "kind": "mirror"})).expect("`flavour` and `Mirror` are younger");
    let since::JobBranch::Mirror(mirror) = &job.kind else {
        panic!("{job:?}")
    };
    assert_eq!((mirror.synced, job.flavour), (None, None));
    let backup = json!({"id": "j", "kind": "backup"});
    assert!(
        read::<since::Job>(backup).is_err(),
        "the branch came with its value"
    );
}

#[test]
fn an_older_peer_does_not_know_a_younger_base_or_discriminator() {
    let holder: since::Holder =
        read(json!({"guard": {"enabled": true, "synced": 1}})).expect("both are younger");
    assert!(holder.name.is_none() && holder.guard.kind.is_none());
    let wire = json!({"guard": {"enabled": true}});
    assert_eq!(serde_json::to_value(&holder).ok(), Some(wire));
    let wire = json!({"guard": {"enabled": true, "kind": "mirror", "synced": true}, "name": "n"});
    let holder: since::Holder = read(wire.clone()).expect("a newer peer sends everything");
    assert_eq!(serde_json::to_value(&holder).ok(), Some(wire));
}

#[test]
fn a_command_or_event_of_a_later_release_has_what_was_there_by_then() {
    assert_eq!(
        read::<since::Late>(json!({"first": "f"})).map(|late| late.second),
        Ok(None)
    );
    assert!(read::<since::Late>(json!({})).is_err());
    assert!(read::<since::events::Late>(json!({})).is_err());
}

fn wire(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("it can be sent")
}

#[test]
fn members_that_could_be_mixed_up_are_set_by_name() {
    let copy = || needs::Copy::new("fast").from("a").to("b").speed(7_u64);
    let copied = json!({"from": "a", "to": "b", "mode": "fast", "speed": 7});
    assert_eq!(wire(&copy()), copied);
    let command = needs::commands::Copy::new(needs::Mode::Fast).from("a");
    assert_eq!(wire(&command.to("b").speed(7_u64)), copied);
    let range = needs::Range::new(0.5).from(1).to(1 << 40);
    assert_eq!(
        wire(&range),
        json!({"from": 1, "to": 1_u64 << 40, "step": 0.5})
    );
    let flags = || needs::Flags::new().on(true).off(false);
    assert_eq!(wire(&flags()), json!({"on": true, "off": false}));
    let lists = needs::Lists::new([1], [flags()])
        .names(["n"])
        .modes([needs::Mode::Slow]);
    assert_eq!(
        wire(&lists),
        json!({"names": ["n"], "modes": ["slow"], "counts": [1], "flags": [{"on": true, "off": false}]})
    );
    let any = needs::Anything::new([copy()]).value("v").flag(true);
    assert_eq!(
        wire(&any),
        json!({"value": "v", "flag": true, "copies": [copied]})
    );
    let owner = needs::Owner::new().name("n").owner(qapi_client::Null);
    assert_eq!(
        wire(&owner.r#type(1).self_(2)),
        json!({"name": "n", "owner": null, "type": 1, "self": 2})
    );
    let plug = needs::commands::Plug::new()
        .driver("d")
        .id("i")
        .extra("x", 1);
    assert_eq!(wire(&plug), json!({"driver": "d", "id": "i", "x": 1}));
    assert_eq!(format!("{:?}", needs::Flags::new()), "NeedsOn");
}

#[test]
fn enums_that_could_be_mixed_up_by_their_names_are_passed_as_they_are() {
    let label = needs::Label::new("fast", needs::Mode::Slow);
    assert_eq!(wire(&label), json!({"text": "fast", "mode": "slow"}));
    let modes = needs::Modes::new(needs::Mode::Slow, "b".into(), 1);
    assert_eq!(
        wire(&modes),
        json!({"mode": "slow", "kind": "b", "count": 1})
    );
}

#[test]
fn unions_have_members_that_are_set_by_name_after_the_branch() {
    let export = needs::Export::b("d", needs::Mode::Slow).id("i").node("n");
    let wired = json!({"kind": "b", "id": "i", "node": "n", "state": "slow", "data": "d"});
    assert_eq!(wire(&export), wired);
    assert_eq!(wire(&needs::commands::Export::from(export)), wired);
    let copy = || needs::Copy::new("slow").from("a").to("b");
    let alone = json!({"kind": "a", "copy": wire(&copy()), "from": "a", "to": "b", "mode": "slow"});
    assert_eq!(wire(&needs::Alone::a(copy()).copy(copy())), alone);
    assert_eq!(
        wire(&needs::commands::Alone::new(copy()).copy(copy())),
        alone
    );
    let leaf = needs::Tree::new().left("l").right("r");
    let tree = needs::commands::Grow::new().left(leaf).right("r");
    assert_eq!(
        wire(&tree),
        json!({"left": {"left": "l", "right": "r"}, "right": "r"})
    );
}

#[test]
fn values_that_lack_members_go_between_threads() {
    fn between_threads<T: Send + Sync>(_: &T) {}
    between_threads(&needs::Copy::new("fast"));
}

#[test]
fn what_two_expansions_share_is_one_type() {
    fn draw(shape: lender::Shape) -> lender::commands::Draw {
        shape.into()
    }
    let point = borrower::shapes::Point::new().x(1).y(2);
    let command: borrower::commands::Draw = draw(borrower::Shape::new(
        borrower::ShapeBranch::Point(point.clone()),
    ));
    assert_eq!(
        serde_json::to_value(&command).ok(),
        Some(json!({"kind": "point", "x": 1, "y": 2}))
    );
    let flip = lender::commands::Flip::new(point);
    let _: borrower::commands::Flip = flip;
    // The label differs, and so whatever holds one.
    let sign: borrower::Sign = read(json!({"label": {"text": "t", "size": 3}})).expect("it fits");
    assert_eq!(sign.label.size, Some(3));
    let sign: lender::Sign = read(json!({"label": {"text": "t", "size": 3}})).expect("it fits");
    assert_eq!(sign.label.text, "t");
    // Events are named by each expansion for itself.
    let data = json!({"colour": "red", "at": {"x": 0, "y": 0}}).to_string();
    let data = serde_json::value::RawValue::from_string(data).expect("it is JSON");
    let event = <borrower::events::Event as qapi_client::EventSet>::decode("DRAWN", Some(&data));
    let borrower::events::Event::Drawn(drawn) = event.expect("it conforms") else {
        panic!("it is known")
    };
    let _: lender::events::Drawn = drawn;
}
