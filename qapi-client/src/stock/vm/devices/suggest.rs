//! The name that was probably meant.

/// Returns the name closest to `wanted`, if it is close. Case and the kind of separator do not count.
pub(super) fn suggest<'a>(
    wanted: &str,
    names: impl Iterator<Item = &'a String>,
) -> Option<&'a String> {
    let wanted = folded(wanted);
    let limit = wanted.len().div_ceil(3);
    names
        .map(|name| (distance(&wanted, &folded(name)), name))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, name)| name)
}

fn folded(name: &str) -> Vec<u8> {
    let fold = |byte: u8| match byte {
        b'_' => b'-',
        byte => byte.to_ascii_lowercase(),
    };
    name.bytes().map(fold).collect()
}

/// Number of bytes to insert, delete or replace to get from one name to the other.
fn distance(one: &[u8], other: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
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
