//! The option `docs`: the schema whose documentation is used.

use std::env;
use std::path::Path;

use syn::LitStr;

/// Environment variable in the path of the option: `QAPI_DOCS` in `$QAPI_DOCS/qapi/qapi-schema.json`.
pub(crate) fn docs_variable(option: &LitStr) -> Option<String> {
    let path = option.value();
    let (variable, _) = path.strip_prefix('$')?.split_once('/')?;
    Some(variable.to_owned())
}

/// Path of the schema. `None` if the environment variable in the path is not set.
pub(crate) fn docs_path(option: &LitStr) -> syn::Result<Option<String>> {
    resolve(&option.value(), |variable| env::var(variable).ok())
        .map_err(|message| syn::Error::new(option.span(), message))
}

fn resolve(path: &str, value: impl Fn(&str) -> Option<String>) -> Result<Option<String>, String> {
    let Some(rest) = path.strip_prefix('$') else {
        return Ok(Some(path.to_owned()));
    };
    let Some((variable, file)) = rest.split_once('/') else {
        return Err(format!(
            "expected a path below `${rest}`: `${rest}/qapi-schema.json`"
        ));
    };
    let Some(folder) = value(variable).filter(|folder| !folder.is_empty()) else {
        return Ok(None);
    };
    // Cargo compiles each crate in a folder of its own choice.
    if !Path::new(&folder).is_absolute() {
        return Err(format!(
            "the environment variable `{variable}` has the relative path `{folder}`: set an absolute path"
        ));
    }
    Ok(Some(format!("{}/{file}", folder.trim_end_matches('/'))))
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn a_variable_stands_for_a_folder() {
        let value = |variable: &str| match variable {
            "TREE" => Some("/src/qemu/".to_owned()),
            "RELATIVE" => Some("qemu".to_owned()),
            "EMPTY" => Some(String::new()),
            _ => None,
        };
        let found = |path: &str| resolve(path, value);
        assert_eq!(found("a/b.json"), Ok(Some("a/b.json".to_owned())));
        assert_eq!(
            found("$TREE/q/a.json"),
            Ok(Some("/src/qemu/q/a.json".to_owned()))
        );
        assert_eq!(found("$UNSET/q/a.json"), Ok(None));
        assert_eq!(found("$EMPTY/q/a.json"), Ok(None));
        let relative = found("$RELATIVE/a.json").expect_err("the path is relative");
        assert!(
            relative.ends_with("`RELATIVE` has the relative path `qemu`: set an absolute path")
        );
        assert!(found("$TREE").is_err_and(|message| message.contains("`$TREE/qapi-schema.json`")));
    }
}
