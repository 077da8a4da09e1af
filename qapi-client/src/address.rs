//! Addresses of peers.

use std::borrow::Cow;
#[cfg(any(target_os = "linux", target_os = "android"))]
use std::ffi::OsString;
use std::fmt;
#[cfg(unix)]
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Address of a peer.
///
/// An address has one of these texts: `unix:/run/vm.qmp`, a path with a `/`, `unix-abstract:name` (a Linux socket
/// outside of the file system, QEMU's `abstract=on`), or `tcp:host:port` (`tcp:[::1]:4444` for IPv6).
///
/// A descriptor number has no text. Creating an owned descriptor from a number is `unsafe` in Rust, because only the
/// program knows that no other part of the program uses the number. A program that inherits a connected socket creates
/// an owned descriptor and passes it to
#[cfg_attr(
    any(feature = "async-std", feature = "smol"),
    doc = "[`Builder::from_fd`](crate::Builder::from_fd), which shows how."
)]
#[cfg_attr(
    not(any(feature = "async-std", feature = "smol")),
    doc = "the stream type of its runtime, and the stream to [`Builder::over`](crate::Builder::over)."
)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Address {
    /// A socket in the file system.
    #[cfg(unix)]
    Unix(PathBuf),
    /// A socket outside of the file system. The name has at most 107 bytes.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    UnixAbstract(OsString),
    /// A TCP host and port.
    Tcp {
        /// Host name or IP address. An IPv6 address has no brackets here.
        host: String,
        /// The port.
        port: u16,
    },
}

/// A text that is not an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an address: {reason}")]
pub struct AddressError {
    text: String,
    reason: Cow<'static, str>,
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        parse(text).map_err(|reason| AddressError {
            text: text.to_owned(),
            reason,
        })
    }
}

/// Error in the text of an address, and what is expected instead.
type Reason = Cow<'static, str>;

#[cfg(any(target_os = "linux", target_os = "android"))]
const FORMS: &str = "expected unix:/path, a path with a `/`, unix-abstract:name, or tcp:host:port";
#[cfg(all(unix, not(any(target_os = "linux", target_os = "android"))))]
const FORMS: &str = "expected unix:/path, a path with a `/`, or tcp:host:port";
#[cfg(not(unix))]
const FORMS: &str = "expected tcp:host:port";

fn parse(text: &str) -> Result<Address, Reason> {
    let Some((kind, rest)) = text.split_once(':') else {
        return parse_bare(text);
    };
    match kind {
        #[cfg(unix)]
        "unix" if rest.is_empty() => Err("the path after `unix:` is empty".into()),
        #[cfg(unix)]
        "unix" => Ok(Address::Unix(rest.into())),
        #[cfg(any(target_os = "linux", target_os = "android"))]
        "unix-abstract" => parse_abstract(rest),
        "tcp" => parse_tcp(rest),
        _ if kind.contains('/') => parse_bare(text),
        _ => Err(format!("unknown kind `{kind}:`, {FORMS}").into()),
    }
}

fn parse_bare(text: &str) -> Result<Address, Reason> {
    #[cfg(unix)]
    if text.contains('/') {
        return Ok(Address::Unix(text.into()));
    }
    #[cfg(not(unix))]
    let _ = text;
    Err(FORMS.into())
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn parse_abstract(name: &str) -> Result<Address, Reason> {
    match name.len() {
        0 => Err("the name after `unix-abstract:` is empty".into()),
        1..=107 => Ok(Address::UnixAbstract(name.into())),
        length => Err(format!("the name has {length} bytes, at most 107 are possible").into()),
    }
}

fn parse_tcp(text: &str) -> Result<Address, Reason> {
    let (host, port) = split_port(text)?;
    if host.is_empty() {
        return Err("the host before the port is missing, expected tcp:host:port".into());
    }
    match port.parse() {
        // The parser of the standard library also accepts `+80`.
        Ok(number) if port.starts_with(|first: char| first.is_ascii_digit()) => Ok(Address::Tcp {
            host: host.to_owned(),
            port: number,
        }),
        _ => Err(format!("the port `{port}` is not a number from 0 to 65535").into()),
    }
}

/// Splits at the colon before the port, and removes the brackets of an IPv6 address.
fn split_port(text: &str) -> Result<(&str, &str), Reason> {
    let no_port = "the port is missing, expected tcp:host:port";
    if let Some(inner) = text.strip_prefix('[') {
        let Some((host, port)) = inner.split_once(']') else {
            return Err("the bracket `[` is not closed, expected tcp:[host]:port".into());
        };
        let port = port.strip_prefix(':').ok_or(no_port)?;
        return Ok((host, port));
    }
    let (host, port) = text.rsplit_once(':').ok_or(no_port)?;
    if host.contains(':') {
        return Err(format!(
            "the host `{host}` contains a `:`, an IPv6 address goes into brackets: tcp:[{host}]:{port}"
        )
        .into());
    }
    Ok((host, port))
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(unix)]
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            #[cfg(any(target_os = "linux", target_os = "android"))]
            Self::UnixAbstract(name) => write!(f, "unix-abstract:{}", name.display()),
            Self::Tcp { host, port } if host.contains(':') => write!(f, "tcp:[{host}]:{port}"),
            Self::Tcp { host, port } => write!(f, "tcp:{host}:{port}"),
        }
    }
}

impl TryFrom<&str> for Address {
    type Error = AddressError;

    fn try_from(text: &str) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl TryFrom<&String> for Address {
    type Error = AddressError;

    fn try_from(text: &String) -> Result<Self, AddressError> {
        text.parse()
    }
}

impl TryFrom<String> for Address {
    type Error = AddressError;

    fn try_from(text: String) -> Result<Self, AddressError> {
        text.parse()
    }
}

#[cfg(unix)]
impl From<PathBuf> for Address {
    fn from(path: PathBuf) -> Self {
        Self::Unix(path)
    }
}

#[cfg(unix)]
impl From<&PathBuf> for Address {
    fn from(path: &PathBuf) -> Self {
        Self::Unix(path.clone())
    }
}

#[cfg(unix)]
impl From<&Path> for Address {
    fn from(path: &Path) -> Self {
        Self::Unix(path.to_owned())
    }
}

impl From<&Address> for Address {
    fn from(address: &Address) -> Self {
        address.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_addresses_parse_to_the_same_address() {
        for text in [
            "unix:/run/vm.qmp",
            "unix:relative",
            "tcp:localhost:4444",
            "tcp:[::1]:1",
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!(address.to_string(), text);
        }
        assert_eq!(
            Address::try_from("./vm.qmp"),
            Ok(Address::Unix("./vm.qmp".into()))
        );
        assert_eq!(
            Address::try_from("tcp:[::1]:1"),
            Ok(Address::Tcp {
                host: "::1".into(),
                port: 1
            })
        );
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn abstract_names_are_read() {
        let address: Address = "unix-abstract:vm/a:b".parse().unwrap();
        assert_eq!(address, Address::UnixAbstract("vm/a:b".into()));
        assert_eq!(address.to_string(), "unix-abstract:vm/a:b");
    }

    #[test]
    fn errors_name_the_wrong_part() {
        let long = format!("unix-abstract:{}", "n".repeat(108));
        for (text, wrong) in [
            ("", "expected unix:/path"),
            ("vm", "expected unix:/path"),
            ("unix:", "the path"),
            ("unix-abstract:", "the name"),
            (long.as_str(), "108 bytes"),
            ("unxi:/run/vm.qmp", "unknown kind `unxi:`"),
            ("fd:3", "unknown kind `fd:`"),
            ("tcp:", "the port is missing"),
            ("tcp:host", "the port is missing"),
            ("tcp:[::1]", "the port is missing"),
            ("tcp::1", "the host before the port is missing"),
            ("tcp:h:", "the port ``"),
            ("tcp:h:65536", "the port `65536`"),
            ("tcp:h:-1", "the port `-1`"),
            ("tcp:h:+1", "the port `+1`"),
            ("tcp:127.0.0.1:4444,server=on", "the port `4444,server=on`"),
            ("tcp:::1:1", "tcp:[::1]:1"),
            ("tcp:[::1:1", "is not closed"),
        ] {
            let error = Address::try_from(text).unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{text}`")), "{error}");
            assert!(error.contains(wrong), "{error}");
        }
    }
}
