//! Frozen file systems, with a scripted agent that reports two file systems.

use std::time::Duration;

use qapi_client::guest::FreezeError;
use qapi_client::{Error, Reconnect, qga};
use qapi_tests::run;
use serde_json::{Value, json};

use crate::scripted_agent::Reply::{self, HangUp, Refuse, Return, Silence};
use crate::scripted_agent::ScriptedAgent;

const FREEZE: &str = "guest-fsfreeze-freeze";
const THAW: &str = "guest-fsfreeze-thaw";

/// Starts an agent that replies to a freeze with the result of `freeze`, and that thaws the frozen file systems.
fn agent(mut freeze: impl FnMut() -> Reply + Send + 'static) -> ScriptedAgent {
    let mut frozen = 0;
    ScriptedAgent::start(
        move |_, command: &Value| match command["execute"].as_str() {
            Some(FREEZE | "guest-fsfreeze-freeze-list") => {
                let reply = freeze();
                if matches!(reply, Return(_)) {
                    frozen = 2;
                }
                reply
            }
            Some(THAW) => Return(json!(std::mem::take(&mut frozen))),
            Some("guest-fsfreeze-status") => {
                Return(json!(if frozen > 0 { "frozen" } else { "thawed" }))
            }
            _ => Return(json!({})),
        },
    )
}

fn two() -> Reply {
    Return(json!(2))
}

#[test]
fn a_freeze_and_a_thaw_cost_two_commands() {
    let agent = agent(two);
    run(async {
        let client = agent.client().await;
        let frozen = client.freeze().await.unwrap();
        assert_eq!(frozen.file_systems(), 2);
        assert_eq!(frozen.thaw().await.unwrap(), 2);
        client.guest_ping().await.unwrap();
        assert_eq!(agent.names(), [FREEZE, THAW, "guest-ping"]);
        let frozen = client.freeze().mountpoints(["/", "/home"]).await.unwrap();
        assert!(frozen.is_frozen().await.unwrap());
        let list = &agent.commands()[3];
        assert_eq!(list["execute"], "guest-fsfreeze-freeze-list");
        assert_eq!(list["arguments"], json!({ "mountpoints": ["/", "/home"] }));
    });
}

#[test]
fn a_dropped_guard_thaws() {
    let agent = agent(two);
    run(async {
        let client = agent.client().await;
        drop(client.freeze().await.unwrap());
        client.guest_ping().await.unwrap();
        assert_eq!(agent.names(), [FREEZE, THAW, "guest-ping"]);
    });
}

#[test]
fn the_deadline_thaws_and_the_guard_says_so() {
    let agent = agent(two);
    run(async {
        let limit = Duration::from_millis(30);
        let frozen = agent.client().await.freeze().within(limit).await.unwrap();
        agent.wait_for(THAW).await;
        assert!(!frozen.is_frozen().await.unwrap());
        let error = frozen.thaw().await.unwrap_err();
        assert!(matches!(
            error,
            FreezeError::ThawedEarly {
                frozen: 2,
                left: 0,
                ..
            }
        ));
        let text = "only 0 of 2 file systems stayed frozen: the deadline of 30ms passed";
        assert_eq!(error.to_string(), text);
    });
}

#[test]
fn a_guest_that_thaws_by_itself_is_noticed() {
    let agent = agent(two);
    run(async {
        let client = agent.client().await;
        let frozen = client.freeze().within(Duration::MAX).await.unwrap();
        client.guest_fsfreeze_thaw().await.unwrap();
        let error = frozen.thaw().await.unwrap_err();
        assert!(
            matches!(error, FreezeError::ThawedEarly { deadline: None, .. }),
            "{error}"
        );
    });
}

#[test]
fn nothing_to_freeze_is_no_error() {
    let agent = agent(|| Return(json!(0)));
    run(async {
        let frozen = agent
            .client()
            .await
            .freeze()
            .mountpoints(["/nowhere"])
            .await
            .unwrap();
        assert_eq!(frozen.file_systems(), 0);
        frozen.thaw().await.unwrap();
    });
}

#[test]
fn a_refused_freeze_leaves_the_freeze_of_others_alone() {
    let status = "guest-fsfreeze-status";
    let agent = agent(|| Refuse("CommandNotFound"));
    run(async {
        let client = agent.client().await;
        let error = client.freeze().await.unwrap_err();
        assert!(
            matches!(error, FreezeError::Session(Error::Refused { .. })),
            "{error}"
        );
        client.guest_ping().await.unwrap();
        assert_eq!(agent.names(), [FREEZE, status, "guest-ping"]);
    });
    let mut is_first = true;
    let agent = self::agent(move || match std::mem::take(&mut is_first) {
        true => two(),
        false => Refuse("CommandNotFound"),
    });
    run(async {
        let client = agent.client().await;
        let frozen = client.freeze().await.unwrap();
        let error = client.freeze().await.unwrap_err();
        assert!(matches!(error, FreezeError::AlreadyFrozen(_)), "{error}");
        assert_eq!(frozen.thaw().await.unwrap(), 2);
        assert_eq!(agent.names(), [FREEZE, FREEZE, status, THAW]);
    });
}

#[test]
fn a_freeze_without_reply_is_thawed() {
    let silent = agent(|| Silence);
    run(async {
        let impatient = qga::Client::builder().call_timeout(Duration::from_millis(50));
        let error = silent.connect(impatient).await.freeze().await.unwrap_err();
        let FreezeError::Session(error) = error else {
            panic!("{error}")
        };
        assert!(error.is_timeout(), "{error}");
        silent.wait_for(THAW).await;
    });
    let silent = agent(|| Silence);
    run(async {
        let client = silent.client().await;
        let freeze = client.freeze().into_future();
        let dropped = async_std::future::timeout(Duration::from_millis(50), freeze).await;
        assert!(dropped.is_err());
        silent.wait_for(THAW).await;
    });
}

#[test]
fn a_guard_that_is_dropped_without_a_connection_thaws_on_the_next() {
    let agent = ScriptedAgent::start(|_, command| match command["execute"].as_str() {
        Some("guest-ping") => HangUp,
        _ => two(),
    });
    run(async {
        let reconnecting = qga::Client::builder().reconnect(Reconnect::new());
        let client = agent.connect(reconnecting).await;
        let frozen = client.freeze().await.unwrap();
        assert!(client.guest_ping().await.unwrap_err().is_outcome_unknown());
        drop(frozen);
        agent.wait_for(THAW).await;
    });
}
