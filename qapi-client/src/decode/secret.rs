//! Secrets: members that `Debug` masks. The wire has the real values.

use serde::ser::{Serialize, Serializer};

/// Name of the newtype that marks a secret for the serialiser of `Debug`. Other serialisers write the value inside.
pub(super) const SECRET: &str = "$qapi_client::Secret";

/// Serialises a value that `Debug` masks.
#[derive(Debug)]
pub struct Secret<'a, T: ?Sized>(pub &'a T);

impl<T: Serialize + ?Sized> Serialize for Secret<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(SECRET, self.0)
    }
}

/// Names of members that contain secrets.
///
/// Free text that often contains passwords counts too: input and environment of a program in the guest, the bytes of a
/// file, and a line of the human monitor (`set_password`).
const SECRET_NAMES: [&str; 23] = [
    "access-key",
    "api-key",
    "buf-b64",
    "command-line",
    "cookie",
    "cookies",
    "credential",
    "credentials",
    "env",
    "input-data",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "pin",
    "private-key",
    "psk",
    "pwd",
    "secret",
    "secret-key",
    "session-key",
    "token",
    "tokens",
];

/// Endings of names of secret members, as in `user-password`. A `password-secret` is the id of a secret, and is not
/// masked.
const SECRET_ENDINGS: [&str; 5] = ["passphrase", "passwd", "password", "private-key", "token"];

/// Whether `Debug` masks a member with this name.
pub fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['_', '.'], "-");
    let ends = |end: &&str| {
        name.strip_suffix(*end)
            .is_some_and(|rest| rest.ends_with('-'))
    };
    SECRET_NAMES.contains(&name.as_str()) || SECRET_ENDINGS.iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::is_secret;

    #[test]
    fn names_of_secrets_differ_from_names_of_ids() {
        for name in [
            "password",
            "PASSWD",
            "user_password",
            "api_key",
            "x-auth-token",
            "input-data",
            "command-line",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "password-secret",
            "passwordid",
            "keyid",
            "keys",
            "tokenizer",
            "data",
            "-",
            "",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
