//! The queries, and one pass over all of them.

use std::pin::Pin;

use qapi_client::{Command, CommandError, Error, ErrorClass, Session};
use qapi_parser::TypeKind;
use serde::Serialize;
use serde_json::Value;

use crate::differences::{Difference, differences};

/// One query that needs no arguments, with its own return type.
pub(crate) struct Query {
    name: &'static str,
    ask: for<'a> fn(&'a Session) -> Asked<'a>,
}

type Asked<'a> = Pin<Box<dyn Future<Output = Result<Reply, Error>> + 'a>>;

/// A reply as the peer sent it, and as its generated type writes it; or why the type cannot be read.
type Reply = Result<(Value, Value), String>;

macro_rules! query {
    ($command:ty) => {
        Query {
            name: <$command as Command>::NAME,
            ask: |session| Box::pin(ask(session, <$command>::new)),
        }
    };
}

#[allow(deprecated, reason = "deprecated commands answer too")]
mod listed {
    use super::{Command, Query, ask};
    include!(concat!(env!("OUT_DIR"), "/queries.rs"));
}
pub(crate) use listed::{QGA, QMP, QSD};

async fn ask<C>(session: &Session, command: fn() -> C) -> Result<Reply, Error>
where
    C: Command<Return: Serialize>,
{
    match session.execute(command()).await {
        Err(Error::Decode { message, .. }) => return Ok(Err(message)),
        other => drop(other?),
    }
    // The typed call keeps no text: the reply to compare with is another one.
    let sent = session.execute(command()).raw().await?;
    Ok(written(&sent, C::read_return(&sent)).map_err(|error| error.to_string()))
}

fn written(
    sent: &serde_json::value::RawValue,
    read: Result<impl Serialize, serde_json::Error>,
) -> Result<(Value, Value), serde_json::Error> {
    Ok((
        serde_json::from_str(sent.get())?,
        serde_json::to_value(read?)?,
    ))
}

/// What one pass over all queries found.
#[derive(Debug, Default)]
pub(crate) struct Sweep {
    /// Names of the queries that succeeded.
    pub(crate) answered: Vec<&'static str>,
    /// Replies that do not decode or are not written as they were sent, and refusals that no list documents.
    pub(crate) faults: Vec<String>,
}

/// Asks every query of the list.
///
/// # Panics
/// The session ends.
pub(crate) async fn sweep(session: &Session, queries: &[Query]) -> Sweep {
    let mut found = Sweep::default();
    for Query { name, ask } in queries {
        match ask(session).await {
            Ok(Ok((sent, written))) => {
                found.answered.push(name);
                let known = |unlike: &Difference| unlike.is_loss_of(name, UNKNOWN);
                let unlike = differences(&sent, &written).into_iter();
                let unlike = unlike.filter(|unlike| !known(unlike));
                found
                    .faults
                    .extend(unlike.map(|unlike| format!("{name}: {unlike}")));
            }
            Ok(Err(message)) => found.faults.push(format!("{name}: {message}")),
            Err(error) => {
                let refusal = error.refusal();
                let refusal = refusal.unwrap_or_else(|| panic!("{name}: {error}"));
                if !is_documented(name, refusal) {
                    found.faults.push(format!("{name}: refused: {refusal}"));
                }
            }
        }
    }
    found
}

/// Whether this refusal is how a peer says that it lacks the command, or the thing that the command asks about.
fn is_documented(name: &str, refusal: &CommandError) -> bool {
    refusal.class == ErrorClass::CommandNotFound || NOT_HERE.contains(&name)
}

/// Queries about devices and features that the machine may lack; a machine without the feature refuses the query.
const NOT_HERE: &[&str] = &[
    "query-acpi-ospm-status",
    "query-balloon",
    "query-firmware-log",
    "query-gic-capabilities",
    "query-hotpluggable-cpus",
    "query-hv-balloon-status-report",
    "query-s390x-cpu-polarization",
    "query-sev-capabilities",
    "query-sev-launch-measure",
    "query-sgx",
    "query-sgx-capabilities",
    "query-vm-generation-id",
    "x-query-usb",
    "x-query-virtio",
];

/// Members of replies that the types lack: removed before the release of the stock schema, or (members of `query-sev`)
/// moved into a branch of a union, which an older peer does not name.
const UNKNOWN: &[(&str, &str)] = &[
    ("query-migrate-parameters", "block-incremental"),
    ("query-migrate-parameters", "compress-level"),
    ("query-migrate-parameters", "compress-threads"),
    ("query-migrate-parameters", "compress-wait-thread"),
    ("query-migrate-parameters", "decompress-threads"),
    ("query-migrate", "skipped"),
    ("query-sev", "handle"),
    ("query-sev", "policy"),
    ("query-status", "singlestep"),
];

#[test]
fn members_that_may_be_lost_are_not_in_the_schema() {
    let schema = qapi_tests::qemu_schema();
    for (query, member) in UNKNOWN {
        let mut commands = schema.commands().map(|(_, command)| command);
        let command = commands.find(|command| command.name == *query);
        let returns = command.and_then(|command| command.returns);
        let mut returns = returns.expect("the query returns something");
        if let TypeKind::Array(element) = schema[returns].kind {
            returns = element;
        }
        let members = schema.members(returns);
        assert!(
            members.iter().all(|known| known.name != *member),
            "{query}: {member} is known"
        );
    }
}
