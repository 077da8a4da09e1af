//! The fake server of the feature `testing`. Its replies and refusals are compared with a real QEMU.

use std::sync::Arc;

use qapi_client::testing::{Conversation, FakeServer, Reply};
use qapi_tests::{Qemu, RawQmp, qemu_schema, require};
use serde_json::{Value, json};

const LAMP: &str = "
{ 'enum': 'Colour', 'data': [ 'red', 'green' ] }
{ 'struct': 'Size', 'data': { 'watts': 'uint8', '*note': 'str' } }
{ 'union': 'Glow', 'base': { 'kind': 'Colour' }, 'discriminator': 'kind',
  'data': { 'red': 'Size' } }
{ 'alternate': 'ColourOrSize', 'data': { 'colour': 'Colour', 'size': 'Size' } }
{ 'struct': 'State', 'data': { 'on': 'bool', 'glow': 'Glow', 'parts': [ 'Size' ], '*level': 'number' } }
{ 'command': 'query-lamp', 'returns': 'State' }
{ 'command': 'set-lamp', 'data': { 'on': 'bool', '*to': 'ColourOrSize', '*all': [ 'Colour' ] } }
{ 'command': 'glow', 'data': 'Glow', 'boxed': true }
{ 'command': 'wreck', 'success-response': false }
{ 'command': 'tune', 'gen': false, 'data': { 'driver': 'str' } }
{ 'event': 'LAMP', 'data': { 'on': 'bool' } }
";

fn lamp() -> FakeServer {
    let schema = qapi_parser::parse_str("lamp.json", LAMP).expect("the schema is right");
    FakeServer::new(Arc::new(schema))
}

fn say(conversation: &mut Conversation, text: &str) -> Vec<Value> {
    conversation.receive(text.as_bytes());
    lines(&conversation.take_output())
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    serde_json::Deserializer::from_slice(bytes)
        .into_iter()
        .map(|value| value.expect("the server speaks JSON"))
        .collect()
}

fn ask(server: &FakeServer, command: &str, arguments: Value) -> Value {
    let request = json!({ "execute": command, "arguments": arguments, "id": 1 });
    let mut replies = say(&mut server.converse(), &request.to_string());
    assert_eq!(replies.len(), 1, "{replies:?}");
    let reply = replies.remove(0);
    assert_eq!(reply["id"], 1);
    reply
}

fn refusal(server: &FakeServer, command: &str, arguments: Value) -> String {
    let reply = ask(server, command, arguments);
    let desc = reply["error"]["desc"].as_str();
    desc.unwrap_or_else(|| panic!("not refused: {reply}"))
        .to_owned()
}

#[test]
fn arguments_nest_up_to_the_limit_of_the_server() {
    let server = lamp();
    let nested = |levels: usize| {
        let deep = "[".repeat(levels - 1) + &"]".repeat(levels - 1);
        format!("{{\"execute\": \"tune\", \"arguments\": {{\"driver\": \"x\", \"deep\": {deep}}}}}")
    };
    let replies = say(&mut server.converse(), &nested(127));
    assert!(replies[0].get("return").is_some(), "{replies:?}");
    let replies = say(&mut server.converse(), &nested(128));
    let desc = replies[0]["error"]["desc"].as_str().expect("a refusal");
    assert!(desc.contains("nests deeper than the 127 levels"), "{desc}");
}

#[test]
fn what_fits_the_schema_is_accepted() {
    let server = lamp();
    for (command, arguments) in [
        ("set-lamp", json!({ "on": true })),
        (
            "set-lamp",
            json!({ "on": true, "to": "red", "all": ["green", "red"] }),
        ),
        (
            "set-lamp",
            json!({ "on": false, "to": { "watts": 255, "note": "big" } }),
        ),
        ("glow", json!({ "kind": "green" })),
        ("glow", json!({ "kind": "red", "watts": 3 })),
        ("tune", json!({ "driver": "x", "anything": [1, 2] })),
    ] {
        let reply = ask(&server, command, arguments.clone());
        assert_eq!(reply["return"], json!({}), "{command} {arguments}");
    }
    assert_eq!(server.received().len(), 6);
    assert_eq!(server.received()[0].arguments["on"], true);
}

#[test]
fn what_does_not_fit_is_refused_by_name() {
    let server = lamp();
    for (command, arguments, desc) in [
        ("set-lamp", json!({}), "Parameter 'on' is missing"),
        (
            "set-lamp",
            json!({ "on": 1 }),
            "Invalid parameter type for 'on', expected: boolean",
        ),
        (
            "set-lamp",
            json!({ "on": true, "of": 1 }),
            "Parameter 'of' is unexpected",
        ),
        (
            "set-lamp",
            json!({ "on": true, "to": "blue" }),
            "Parameter 'to' does not accept value 'blue'",
        ),
        (
            "set-lamp",
            json!({ "on": true, "to": 7 }),
            "Invalid parameter type for 'to', expected: ColourOrSize",
        ),
        (
            "set-lamp",
            json!({ "on": true, "to": { "watts": 256 } }),
            "Parameter 'to.watts' expects uint8_t",
        ),
        (
            "set-lamp",
            json!({ "on": true, "to": { "watts": 1.5 } }),
            "Invalid parameter type for 'to.watts', expected: integer",
        ),
        (
            "set-lamp",
            json!({ "on": true, "all": ["red", 1] }),
            "Invalid parameter type for 'all[1]', expected: string",
        ),
        (
            "set-lamp",
            json!({ "on": true, "all": {} }),
            "Invalid parameter type for 'all', expected: array",
        ),
        (
            "glow",
            json!({ "kind": "red" }),
            "Parameter 'watts' is missing",
        ),
        (
            "glow",
            json!({ "kind": "green", "watts": 3 }),
            "Parameter 'watts' is unexpected",
        ),
        (
            "tune",
            json!({ "anything": 1 }),
            "Parameter 'driver' is missing",
        ),
        (
            "query-lamp",
            json!({ "x": 1 }),
            "Parameter 'x' is unexpected",
        ),
        (
            "no-lamp",
            json!({}),
            "The command no-lamp has not been found",
        ),
    ] {
        assert_eq!(refusal(&server, command, arguments), desc);
    }
    assert!(
        server.received().is_empty(),
        "nothing refused counts as received"
    );
}

#[test]
fn unscripted_commands_return_the_least_value() {
    let server = lamp();
    let reply = ask(&server, "query-lamp", json!({}));
    let glow = json!({ "kind": "red", "watts": 0 });
    assert_eq!(
        reply["return"],
        json!({ "on": false, "glow": glow, "parts": [] })
    );
}

#[test]
fn scripts_are_held_to_the_schema() {
    let server = lamp();
    server.reply("query-lamp", json!({ "on": true }));
    assert_eq!(
        refusal(&server, "query-lamp", json!({})),
        "the script of 'query-lamp' does not fit the schema: Parameter 'return.glow' is missing"
    );
    server.on("set-lamp", |turn| {
        turn.emit("LAMP", json!({ "on": "yes" }));
        json!({})
    });
    assert_eq!(
        refusal(&server, "set-lamp", json!({ "on": true })),
        "the script of 'set-lamp' does not fit the schema: \
         Invalid parameter type for 'on', expected: boolean"
    );
    assert!(server.emit("LAMP", json!({})).is_err());
    assert!(server.emit("LAMP", json!([])).is_err());
    assert!(server.emit("LAMP", json!({ "on": true })).is_ok());
    assert!(
        server.emit("NEW_EVENT", ()).is_ok(),
        "a newer peer has more events"
    );
}

#[test]
fn events_come_before_their_reply_and_reach_every_client() {
    let server = lamp();
    server.on("set-lamp", |turn| {
        let on = turn.arguments()["on"].clone();
        turn.emit("LAMP", json!({ "on": on }));
        json!({})
    });
    let (mut first, mut second) = (server.converse(), server.converse());
    let said = say(
        &mut first,
        r#"{"execute":"set-lamp","arguments":{"on":true}}"#,
    );
    assert_eq!(said[0]["event"], "LAMP");
    assert_eq!(said[0]["data"]["on"], true);
    assert!(said[0]["timestamp"]["seconds"].as_i64() > Some(0));
    assert_eq!(said[1]["return"], json!({}));
    assert_eq!(lines(&second.take_output())[0]["event"], "LAMP");
}

#[test]
fn answers_of_every_kind() {
    let server = lamp();
    let mut client = server.converse();
    server.reply("set-lamp", Reply::refuse_as("DeviceNotFound", "no lamp"));
    let said = say(
        &mut client,
        r#"{"execute":"set-lamp","arguments":{"on":true},"id":[1,null]}"#,
    );
    assert_eq!(said[0]["error"]["class"], "DeviceNotFound");
    assert_eq!(said[0]["id"], json!([1, null]));

    server.reply("glow", Reply::Hold(json!({})));
    assert!(
        say(
            &mut client,
            r#"{"execute":"glow","arguments":{"kind":"green"},"id":1}"#
        )
        .is_empty()
    );
    server.release();
    assert_eq!(
        lines(&client.take_output()),
        [json!({ "return": {}, "id": 1 })]
    );

    assert!(
        say(&mut client, r#"{"execute":"wreck"}"#).is_empty(),
        "success-response: false"
    );
    server.reply("wreck", Reply::refuse("not now"));
    assert_eq!(
        say(&mut client, r#"{"execute":"wreck"}"#)[0]["error"]["desc"],
        "not now"
    );

    server.reply("query-lamp", Reply::Bytes(b"{garbage".to_vec()));
    client.receive(br#"{"execute":"query-lamp"}"#);
    assert_eq!(client.take_output(), b"{garbage");
    server.reply("query-lamp", Reply::Disconnect);
    assert!(!client.is_disconnected());
    client.receive(br#"{"execute":"query-lamp"}"#);
    assert!(client.is_disconnected());
}

#[test]
fn requests_may_come_in_pieces_and_together() {
    let server = lamp();
    let mut client = server.converse();
    let request = br#"{"execute":"set-lamp","arguments":{"on":true},"id":"a}"} "#;
    for byte in request {
        client.receive(&[*byte]);
    }
    assert_eq!(
        lines(&client.take_output()),
        [json!({ "return": {}, "id": "a}" })]
    );
    let both = [request.as_slice(), request].concat();
    client.receive(&both);
    assert_eq!(lines(&client.take_output()).len(), 2);
}

#[test]
fn garbage_is_refused_without_an_id_and_survived() {
    let server = lamp();
    let mut client = server.converse();
    for garbage in ["{\"execute\": nope}\n", "{]\n", "\u{1}\n"] {
        let said = say(&mut client, garbage);
        assert!(!said.is_empty(), "{garbage:?}");
        assert!(
            said.iter()
                .all(|line| line["error"].is_object() && line.get("id").is_none())
        );
    }
    assert_eq!(
        say(
            &mut client,
            r#"{"execute":"set-lamp","arguments":{"on":true}}"#
        )[0]["return"],
        json!({})
    );
}

#[test]
fn a_guest_agent_synchronises() {
    let schema = "{ 'pragma': { 'command-returns-exceptions': [ 'guest-sync-delimited' ] } }
                  { 'command': 'guest-sync-delimited', 'data': { 'id': 'int' }, 'returns': 'int' }
                  { 'command': 'guest-ping' }";
    let schema = qapi_parser::parse_str("ga.json", schema).expect("the schema is right");
    let mut client = FakeServer::new(Arc::new(schema)).converse();
    assert!(client.take_output().is_empty(), "no greeting");
    client.receive(b"{\"execute\": \"guest-pi");
    client.receive(b"\xff{\"execute\":\"guest-sync-delimited\",\"arguments\":{\"id\":7}}\n");
    let output = client.take_output();
    let delimiter = output
        .iter()
        .position(|&byte| byte == 0xff)
        .expect("there is one");
    let before = lines(&output[..delimiter]);
    assert_eq!(before[0]["error"]["class"], "GenericError");
    assert_eq!(lines(&output[delimiter + 1..]), [json!({ "return": 7 })]);
}

#[test]
fn it_speaks_as_qemu_does() {
    let vm = require!(Qemu::bare(), "qemu-system-x86_64");
    let mut real = RawQmp::connect(vm.socket(0)).expect("QEMU answers");
    let mut fake = FakeServer::new(Arc::new(qemu_schema())).converse();
    let greeting = lines(&fake.take_output());
    assert_eq!(greeting[0]["QMP"]["capabilities"], json!(["oob"]));
    let early = say(&mut fake, r#"{"execute":"query-status"}"#);
    assert_eq!(early[0]["error"]["class"], "CommandNotFound");
    assert_eq!(
        say(&mut fake, r#"{"execute":"qmp_capabilities"}"#)[0]["return"],
        json!({})
    );

    for request in [
        r#"{"execute":"nope","id":1}"#,
        r#"{"execute":"qmp_capabilities","id":2}"#,
        r#"{"execute":"query-status","arguments":{"a":1},"id":{"x":null}}"#,
        r#"{"execute":"block_resize","arguments":{"size":"x"}}"#,
        r#"{"execute":"block_resize"}"#,
        r#"{"execute":"set-action","arguments":{"reboot":"zzz"}}"#,
        r#"{"execute":"migrate-set-parameters","arguments":{"cpu-throttle-initial":-1}}"#,
        r#"{"execute":"blockdev-add","arguments":{"driver":"raw","file":7}}"#,
        r#"{"execute":"set_password","arguments":{"protocol":"vnc","password":5}}"#,
        r#"{"execute":"device_add","arguments":{}}"#,
        r#"{"execute":5,"id":"five"}"#,
        r#"{"exec":"a"}"#,
        r#"{"execute":"stop","arguments":[]}"#,
        r#"{"execute":"stop","x":1}"#,
        r#"{"execute":"stop","exec-oob":"stop"}"#,
        r#"{"exec-oob":"query-yank","id":18446744073709551615}"#,
        "[]",
    ] {
        let expected = lines(real.ask(&format!("{request}\n")).expect("QEMU answers"));
        let said = say(&mut fake, request);
        assert_eq!(said, expected, "{request}");
    }
}
