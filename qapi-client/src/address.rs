//! Where a peer is to be found.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

/// Where a peer listens.
///
/// As text: `unix:/run/vm.qmp`, a bare path that contains a `/`, or `tcp:host:port` (`tcp:[::1]:4444` for IPv6).
///
/// There is no text for a descriptor by its number: to take one over is `unsafe` in Rust, since only the program knows
/// that nothing else in it uses, or closes, that number. A program that inherits a connected socket makes it an owned
/// descriptor and passes that to
#[cfg_attr(
    feature = "async-std",
    doc = "[`Builder::from_fd`](crate::Builder::from_fd), which shows how."
)]
#[cfg_attr(
    not(feature = "async-std"),
    doc = "its runtime's stream type, and that to [`Builder::over`](crate::Builder::over)."
)]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Address {
    /// A socket in the file system.
    Unix(PathBuf),
    /// A TCP port.
    Tcp {
        /// A name or an address, IPv6 without brackets.
        host: String,
        /// The port.
        port: u16,
    },
}

/// The text is not an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an address: expected unix:/path, a path with a `/`, or tcp:host:port")]
pub struct AddressError {
    text: String,
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let wrong = || AddressError {
            text: text.to_owned(),
        };
        if let Some(path) = text.strip_prefix("unix:") {
            return if path.is_empty() {
                Err(wrong())
            } else {
                Ok(Self::Unix(path.into()))
            };
        }
        if let Some(rest) = text.strip_prefix("tcp:") {
            let (host, port) = rest.rsplit_once(':').ok_or_else(wrong)?;
            let host = match host.strip_prefix('[') {
                Some(inner) => inner.strip_suffix(']').ok_or_else(wrong)?,
                None if host.contains(':') => return Err(wrong()),
                None => host,
            };
            let port = port.parse().map_err(|_| wrong())?;
            return if host.is_empty() {
                Err(wrong())
            } else {
                Ok(Self::Tcp {
                    host: host.to_owned(),
                    port,
                })
            };
        }
        if text.contains('/') {
            Ok(Self::Unix(text.into()))
        } else {
            Err(wrong())
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
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

impl From<PathBuf> for Address {
    fn from(path: PathBuf) -> Self {
        Self::Unix(path)
    }
}

impl From<&PathBuf> for Address {
    fn from(path: &PathBuf) -> Self {
        Self::Unix(path.clone())
    }
}

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
    fn addresses_read_and_print_alike() {
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
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "vm",
            "unix:",
            "tcp:",
            "tcp:host",
            "tcp::1",
            "tcp:h:65536",
            "tcp:h:-1",
            "tcp:::1:1",
            "tcp:[::1:1",
        ] {
            assert!(Address::try_from(text).is_err(), "{text}");
        }
    }
}
