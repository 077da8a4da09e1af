//! Errors: their texts, their chains of sources, and the results of their accessors.

#![allow(clippy::unwrap_used, reason = "the helpers of a test may fail it")]

mod common;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use common::{ready, run};
use qapi_client::{
    Address, Cause, CommandError, EndReason, Error, ErrorClass, EventError, Health, ProtocolError,
    Session,
};
use rustix::io::Errno;
use serde_json::{Value, json};

const STOP: Cow<'static, str> = Cow::Borrowed("stop");
const LATE: Duration = Duration::from_millis(1500);

/// An error with a source of its own, as a transport of a user may give.
#[derive(Debug)]
struct Tls(io::Error);

impl fmt::Display for Tls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("handshake failed")
    }
}

impl StdError for Tls {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&self.0)
    }
}

fn system(error: Errno) -> Arc<io::Error> {
    Arc::new(io::Error::from(error))
}

fn tls() -> Arc<io::Error> {
    let inner = io::Error::other("certificate expired");
    Arc::new(io::Error::other(Tls(inner)))
}

fn reasons() -> Vec<EndReason> {
    let garbage = ProtocolError::Unknown;
    let refusal = CommandError::new(ErrorClass::CommandNotFound, "no such command");
    let mut reasons = vec![
        EndReason::Eof,
        EndReason::Closed,
        EndReason::Dropped,
        EndReason::DriverDropped,
        EndReason::Io(system(Errno::CONNRESET)),
        EndReason::Io(tls()),
        EndReason::Protocol(Arc::new(garbage)),
        EndReason::Negotiation(Arc::new(refusal)),
        EndReason::NoGreeting(LATE),
        EndReason::NoAgent(LATE),
    ];
    reasons.push(EndReason::GaveUp {
        attempts: 3,
        lost: Arc::new(EndReason::Eof),
        last: Arc::new(EndReason::Io(system(Errno::CONNREFUSED))),
    });
    reasons
}

fn causes() -> Vec<Cause> {
    let busy = Health::Busy { since: 2 * LATE };
    let health = [
        Health::Unknown,
        Health::Idle,
        busy,
        Health::Stuck,
        Health::Gone,
    ];
    let timed_out = health.map(|health| Cause::TimedOut {
        after: LATE,
        health,
    });
    let mut causes = Vec::from(timed_out);
    causes.extend(reasons().into_iter().map(Cause::Ended));
    causes.extend(reasons().into_iter().map(|reason| Cause::Gap { reason }));
    causes.extend([
        Cause::Skipped,
        Cause::Oversized { size: 1 << 25 },
        Cause::Lagged { missed: 7 },
        Cause::Undecodable {
            name: "STOP".to_owned(),
            message: "data.n: missing".to_owned(),
        },
    ]);
    causes
}

/// Every variant of `Error` with every reason that it can carry.
fn errors() -> Vec<Error> {
    let address = || Box::new(Address::Unix("/run/vm.qmp".into()));
    let number = serde_json::from_str::<u8>("x").unwrap_err();
    let refusal = CommandError::new(ErrorClass::DeviceNotFound, "device 'net0' not found");
    let mut errors = vec![
        Error::from(Address::try_from("vm").unwrap_err()),
        Error::TimedOut { after: LATE },
        Error::NoGreeting { after: LATE },
        Error::NoAgent { after: LATE },
        Error::Refused {
            command: STOP,
            error: refusal,
        },
        Error::Encode {
            command: STOP,
            source: Arc::new(number),
        },
        Error::Decode {
            command: STOP,
            message: "return.status: missing".to_owned(),
        },
        Error::Unsupported {
            command: STOP,
            what: "the connection carries no descriptors",
        },
    ];
    for source in [
        system(Errno::NOENT),
        system(Errno::ACCESS),
        system(Errno::CONNREFUSED),
        tls(),
    ] {
        errors.extend([
            Error::Connect {
                address: address(),
                source: Arc::clone(&source),
            },
            Error::Listen {
                address: address(),
                source: Arc::clone(&source),
            },
            Error::Spawn {
                program: "qemu-system-x86_64".to_owned(),
                source,
            },
        ]);
    }
    errors.extend(reasons().into_iter().map(Error::Ended));
    for cause in causes() {
        errors.extend([
            Error::OutcomeUnknown {
                command: STOP,
                cause: cause.clone(),
            },
            Error::NotSent {
                command: STOP,
                cause: cause.clone(),
            },
            Error::EventNotSeen {
                command: Some(STOP),
                cause: cause.clone(),
            },
            Error::EventNotSeen {
                command: None,
                cause,
            },
        ]);
    }
    errors
}

fn chain(error: &(dyn StdError + 'static)) -> Vec<String> {
    let mut texts = vec![error.to_string()];
    let mut next = error.source();
    while let Some(error) = next {
        texts.push(error.to_string());
        next = error.source();
    }
    texts
}

#[test]
fn no_text_stands_twice_in_a_chain() {
    for error in errors() {
        let texts = chain(&error);
        for (index, text) in texts.iter().enumerate() {
            assert!(!text.is_empty(), "{error:?}");
            let above = &texts[..index];
            assert!(
                !above.iter().any(|above| above.contains(text.as_str())),
                "{texts:?}"
            );
        }
        if let Some(command) = error.command() {
            let all = texts.join(": ");
            assert_eq!(all.matches(&format!("`{command}`")).count(), 1, "{all}");
        }
    }
}

#[test]
fn the_text_alone_tells_why() {
    for source in [system(Errno::NOENT), system(Errno::ACCESS), tls()] {
        let error = Error::Connect {
            address: Box::new(Address::Unix("/run/vm.qmp".into())),
            source: Arc::clone(&source),
        };
        let text = error.to_string();
        assert!(
            text.starts_with("cannot connect to `unix:/run/vm.qmp`: "),
            "{text}"
        );
        assert!(text.contains(&source.to_string()), "{text}");
    }
    for reason in reasons() {
        let text = reason.to_string();
        let not_sent = Error::NotSent {
            command: STOP,
            cause: Cause::Ended(reason.clone()),
        };
        assert_eq!(not_sent.to_string(), format!("`stop` not sent: {text}"));
        assert_eq!(Error::Ended(reason).to_string(), text);
    }
}

#[test]
fn a_chain_goes_on_where_the_text_ends() {
    let wrapped = [
        Error::Ended(EndReason::Io(tls())),
        Error::OutcomeUnknown {
            command: STOP,
            cause: Cause::Ended(EndReason::Io(tls())),
        },
        Error::NotSent {
            command: STOP,
            cause: Cause::Ended(EndReason::GaveUp {
                attempts: 1,
                lost: Arc::new(EndReason::Eof),
                last: Arc::new(EndReason::Io(tls())),
            }),
        },
        Error::Connect {
            address: Box::new(Address::Unix("/run/vm.qmp".into())),
            source: tls(),
        },
    ];
    for error in wrapped {
        let texts = chain(&error);
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert!(texts[0].contains("handshake failed"), "{texts:?}");
        assert_eq!(texts[1], "certificate expired");
    }
    let closed = EventError::Closed(EndReason::Io(tls()));
    let texts = chain(&closed);
    assert_eq!(
        texts,
        [
            "the connection failed: handshake failed",
            "certificate expired"
        ]
    );
}

#[test]
fn the_accessors_cover_every_variant_with_a_cause() {
    for cause in causes() {
        let errors = [
            Error::OutcomeUnknown {
                command: STOP,
                cause: cause.clone(),
            },
            Error::NotSent {
                command: STOP,
                cause: cause.clone(),
            },
            Error::EventNotSeen {
                command: None,
                cause: cause.clone(),
            },
        ];
        for error in errors {
            let expected = match &cause {
                Cause::TimedOut { health, .. } => Some(*health),
                _ => None,
            };
            assert_eq!(error.health(), expected, "{error}");
            assert_eq!(error.is_timeout(), expected.is_some(), "{error}");
            let ended = matches!(cause, Cause::Ended(_) | Cause::Gap { .. });
            assert_eq!(error.end_reason().is_some(), ended, "{error}");
        }
    }
    let refused = Error::Connect {
        address: Box::new(Address::Unix("/run/vm.qmp".into())),
        source: system(Errno::CONNREFUSED),
    };
    let kind = refused.io_error().map(io::Error::kind);
    assert_eq!(kind, Some(io::ErrorKind::ConnectionRefused));
    let gave_up = Error::Ended(reasons().pop().unwrap());
    let code = gave_up.io_error().unwrap().raw_os_error();
    assert_eq!(code, Some(Errno::CONNREFUSED.raw_os_error()));
}

#[test]
fn a_refusal_has_a_class() {
    run(async {
        let (session, mut peer) = ready().await;
        let (refused, ()) = futures_util::join!(
            session.execute_raw("device_del", json!({"id": "x"})),
            async {
                let id = peer.expect("device_del").await;
                peer.refuse(&id, "DeviceNotFound").await;
            }
        );
        let refused = refused.unwrap_err();
        assert_eq!(refused.class(), Some(&ErrorClass::DeviceNotFound));
        assert_eq!(Error::TimedOut { after: LATE }.class(), None);
    });
}

#[test]
fn a_timeout_names_the_deadline_that_was_set() {
    run(async {
        let (session, _peer) = common::ready_with(Session::builder().oob(false)).await;
        let set = Duration::from_millis(20);
        let late = session.execute_raw("stop", Value::Null).timeout(set).await;
        let text = late.unwrap_err().to_string();
        assert_eq!(
            text,
            "outcome of `stop` unknown: deadline of 20ms passed (peer not probed)"
        );
        let late = session
            .wait_for(|_: &qapi_client::RawEvent| true, set)
            .await;
        let text = late.unwrap_err().to_string();
        assert_eq!(
            text,
            "event not seen: deadline of 20ms passed (peer not probed)"
        );
    });
}

/// Size of the attacks in the tests below.
const LONG: usize = 1 << 20;

#[test]
fn a_refusal_quotes_the_peer_up_to_a_limit() {
    run(async {
        let (session, mut peer) = ready().await;
        let (refused, ()) = futures_util::join!(session.execute_raw("stop", Value::Null), async {
            let id = peer.expect("stop").await;
            let long = "x".repeat(LONG);
            peer.send(format!(
                "{{\"id\":{id},\"error\":{{\"class\":\"{long}\",\"desc\":\"{long}\"}}}}\r\n"
            ))
            .await;
        });
        let text = refused.unwrap_err().to_string();
        assert!(text.len() < 5000, "{} bytes", text.len());
        assert!(text.ends_with("... (1048576 bytes)"), "{text}");
    });
}

#[test]
fn a_decoding_error_quotes_the_peer_up_to_a_limit() {
    run(async {
        let (session, mut peer) = ready().await;
        let call = session.execute_raw("stop", Value::Null);
        let (unfit, ()) = futures_util::join!(call.reply_as::<Vec<u8>>(), async {
            let id = peer.expect("stop").await;
            let long = "x".repeat(LONG);
            peer.reply(&id, &format!("\"{long}\"")).await;
        });
        let text = unfit.unwrap_err().to_string();
        assert!(text.len() < 5000, "{} bytes", text.len());
        assert!(text.ends_with(" bytes)"), "{text}");
    });
}

#[test]
fn the_end_of_a_session_quotes_the_peer_up_to_a_limit() {
    run(async {
        for bytes in [
            vec![b'x'; LONG],
            [&b"{\"x\":"[..], &[b'x'; LONG], b"}"].concat(),
        ] {
            let (session, mut peer) = ready().await;
            let (reason, ()) = futures_util::join!(session.closed(), async {
                peer.send(bytes).await;
            });
            assert!(matches!(reason, EndReason::Protocol(_)), "{reason:?}");
            let text = reason.to_string();
            assert!(text.len() < 1000, "{} bytes", text.len());
        }
    });
}

#[test]
fn an_unreadable_reply_with_an_unknown_id_ends_no_session() {
    run(async {
        let (session, mut peer) = ready().await;
        let (reply, ()) = futures_util::join!(session.execute_raw("stop", Value::Null), async {
            let id = peer.expect("stop").await;
            for unknown in ["7777", "\"foreign\""] {
                peer.send(format!("{{\"id\":{unknown},\"return\":NaN}}\r\n"))
                    .await;
            }
            peer.reply(&id, "1").await;
        });
        assert_eq!(reply.unwrap(), 1);
    });
}
