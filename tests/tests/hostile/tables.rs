//! Tables of the attacks and of their places in a conversation. Each script combines one attack and one place.

use qapi_client::Protocol;

/// Parts of an attack, in the order in which they are sent.
#[derive(Clone, Copy)]
pub(crate) struct Payload {
    pub(crate) name: &'static str,
    pub(crate) before: &'static str,
    /// Repeated until the attack has about the size that the test asks for.
    pub(crate) unit: &'static [u8],
    /// Repeated as often as `unit`, after the last unit.
    pub(crate) closing: &'static str,
    pub(crate) behind: &'static str,
}

const fn payload(
    name: &'static str,
    before: &'static str,
    unit: &'static [u8],
    closing: &'static str,
    behind: &'static str,
) -> Payload {
    Payload {
        name,
        before,
        unit,
        closing,
        behind,
    }
}

/// Complete JSON values.
pub(crate) const VALUES: &[Payload] = &[
    payload("string", "\"", b"hunter2 ", "", "\""),
    payload("escapes", "\"", b"hunter2\\u0041\\n", "", "\""),
    payload("number", "", b"7", "", ""),
    payload("zeros", "[", b"0,", "", "0]"),
    payload("strings", "[", b"\"hunter2\",", "", "0]"),
    payload("objects", "[", b"{},", "", "0]"),
    payload("members", "{", b"\"hunter2\":0,", "", "\"a\":0}"),
    payload("member name", "{\"", b"hunter2 ", "", "\":0}"),
    payload("nested arrays", "", b"[", "]", ""),
    payload("nested objects", "", b"{\"hunter2\":", "}", ""),
];

/// Endless text in place of messages.
pub(crate) const FLOODS: &[Payload] = &[
    payload("white space", "", b"  \r\n\t ", "", ""),
    payload("text", "", b"login: hunter2\r\n", "", ""),
    payload("delimiters", "", b"\xff", "", ""),
    payload("zero bytes", "", b"\0", "", ""),
    payload("closing brackets", "", b"]}", "", ""),
    payload(
        "a string without end",
        "{\"return\":\"",
        b"hunter2 ",
        "",
        "",
    ),
    payload("members without end", "{", b"\"hunter2\":0,", "", ""),
    payload("nesting without end", "", b"{\"hunter2\":[", "", ""),
    payload("a member name without end", "{\"", b"hunter2 ", "", ""),
    payload(
        "invalid UTF-8",
        "{\"return\":\"",
        b"\xc3hunter2(",
        "",
        "\"}",
    ),
];

/// Messages one after the other.
pub(crate) const STORMS: &[Payload] = &[
    payload(
        "events",
        "",
        b"{\"event\":\"hunter2\",\"timestamp\":{\"seconds\":1,\"microseconds\":2}}\r\n",
        "",
        "",
    ),
    payload(
        "events without timestamp",
        "",
        b"{\"event\":\"hunter2\",\"data\":{\"hunter2\":\"hunter2\"}}\n",
        "",
        "",
    ),
    payload(
        "events that are none",
        "",
        b"{\"event\":{\"hunter2\":1}}\n",
        "",
        "",
    ),
    payload(
        "replies to nothing",
        "",
        b"{\"return\":\"hunter2\",\"id\":123456789}\r\n",
        "",
        "",
    ),
    payload(
        "replies to strangers",
        "",
        b"{\"return\":{},\"id\":\"hunter2\"}\r\n",
        "",
        "",
    ),
    payload(
        "replies without id",
        "",
        b"{\"return\":\"hunter2\"}\r\n",
        "",
        "",
    ),
    payload(
        "errors without id",
        "",
        b"{\"error\":{\"class\":\"hunter2\",\"desc\":\"hunter2\"}}\r\n",
        "",
        "",
    ),
    payload("empty objects", "", b"{}", "", ""),
    payload(
        "commands",
        "",
        b"{\"execute\":\"hunter2\",\"id\":1}\r\n",
        "",
        "",
    ),
];

/// Place of an attack: a moment in a conversation, and the message around the attack.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) name: &'static str,
    pub(crate) protocol: Protocol,
    pub(crate) moment: Moment,
    /// Part of the message before the attack. `ID` stands for the id of the command that the message replies to.
    pub(crate) before: &'static str,
    /// Part of the message after the attack, also with `ID`.
    pub(crate) behind: &'static str,
}

/// Moment at which the attack is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    /// Where the client expects the greeting.
    Greeting,
    /// Where the client expects the reply to the negotiation or to the synchronisation.
    Negotiation,
    /// After the start of the session, before the first command.
    Idle,
    /// Where the client expects the reply to a command.
    Reply,
}

use Moment::{Greeting, Idle, Negotiation, Reply};
use Protocol::{Bare, GuestAgent, Qmp};

pub(crate) const fn place(
    name: &'static str,
    protocol: Protocol,
    moment: Moment,
    before: &'static str,
    behind: &'static str,
) -> Place {
    Place {
        name,
        protocol,
        moment,
        before,
        behind,
    }
}

/// Places of values in messages.
pub(crate) const MESSAGES: &[Place] = &[
    place(
        "capability",
        Qmp,
        Greeting,
        "{\"QMP\":{\"version\":{\"qemu\":{\"micro\":0,\"minor\":0,\"major\":9},\"package\":\"\"},\"capabilities\":[",
        ",\"oob\"]}}\r\n",
    ),
    place(
        "package",
        Qmp,
        Greeting,
        "{\"QMP\":{\"version\":{\"qemu\":{\"micro\":0,\"minor\":0,\"major\":9},\"package\":",
        "},\"capabilities\":[]}}\r\n",
    ),
    place(
        "reply to the negotiation",
        Qmp,
        Negotiation,
        "{\"return\":",
        ",\"id\":ID}\r\n",
    ),
    place(
        "refusal of the negotiation",
        Qmp,
        Negotiation,
        "{\"id\":ID,\"error\":{\"class\":\"X\",\"desc\":",
        "}}\r\n",
    ),
    place("reply", Qmp, Reply, "{\"return\":", ",\"id\":ID}\r\n"),
    place(
        "reply, id first",
        Qmp,
        Reply,
        "{\"id\":ID,\"return\":",
        "}\r\n",
    ),
    place(
        "description",
        Qmp,
        Reply,
        "{\"error\":{\"class\":\"X\",\"desc\":",
        "},\"id\":ID}\r\n",
    ),
    place(
        "class",
        Qmp,
        Reply,
        "{\"error\":{\"desc\":\"x\",\"class\":",
        "},\"id\":ID}\r\n",
    ),
    place("error", Qmp, Reply, "{\"error\":", ",\"id\":ID}\r\n"),
    place("id", Qmp, Reply, "{\"return\":true,\"id\":", "}\r\n"),
    place(
        "unknown member",
        Qmp,
        Reply,
        "{\"more\":",
        ",\"return\":true,\"id\":ID}\r\n",
    ),
    place(
        "data of an event",
        Qmp,
        Idle,
        "{\"event\":\"X\",\"data\":",
        ",\"timestamp\":{\"seconds\":1,\"microseconds\":2}}\r\n",
    ),
    place(
        "timestamp",
        Qmp,
        Idle,
        "{\"event\":\"X\",\"timestamp\":",
        "}\r\n",
    ),
    place(
        "name of an event",
        Qmp,
        Idle,
        "{\"timestamp\":{\"seconds\":1,\"microseconds\":2},\"event\":",
        "}\r\n",
    ),
    place(
        "answer to the synchronisation",
        GuestAgent,
        Negotiation,
        "\u{1}{\"return\":",
        "}\n",
    ),
    place(
        "reply of an agent",
        GuestAgent,
        Reply,
        "{\"return\":",
        "}\n",
    ),
    place(
        "event of an agent",
        GuestAgent,
        Reply,
        "{\"event\":\"X\",\"data\":",
        "}\n",
    ),
];

/// Places of floods and storms.
pub(crate) const MOMENTS: &[Place] = &[
    place("before the greeting", Qmp, Greeting, "", ""),
    place("before the negotiation is over", Qmp, Negotiation, "", ""),
    place("before any command", Qmp, Idle, "", ""),
    place("before a reply", Qmp, Reply, "", ""),
    place("before a reply of an agent", GuestAgent, Reply, "", ""),
    place("before a reply without greeting", Bare, Reply, "", ""),
];
