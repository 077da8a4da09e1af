//! Suggestion of the name that was probably meant.

use strsim::osa_distance;

/// Returns the name closest to `wanted`, if it is close. Case and the kind of separator do not count.
pub(super) fn suggest<'a>(
    wanted: &str,
    names: impl Iterator<Item = &'a String>,
) -> Option<&'a String> {
    let wanted = folded(wanted);
    let limit = wanted.len().div_ceil(3);
    names
        .map(|name| (osa_distance(&wanted, &folded(name)), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn the_closest_name_is_suggested_if_it_is_close() {
        let names = ["mac", "netdev", "disable-legacy", "bootindex"].map(str::to_owned);
        let suggestion = |wanted| suggest(wanted, names.iter()).map(String::as_str);
        assert_eq!(suggestion("macc"), Some("mac"));
        assert_eq!(suggestion("disable_legacy"), Some("disable-legacy"));
        assert_eq!(suggestion("BootIndex"), Some("bootindex"));
        assert_eq!(suggestion("net-dev"), Some("netdev"));
        assert_eq!(suggestion("serial"), None);
        assert_eq!(suggestion(""), None);
    }
}
