//! Errors in names.

use std::fmt;

use thiserror::Error;

/// A name breaks the naming rules (QAPI language, "Naming rules and reserved names").
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the names of the fields say what they hold")]
pub enum NameError {
    /// A name with a forbidden character, or whose first character is not a letter.
    #[error(
        "invalid name `{name}`: names have letters, digits, `-` and `_` only and start with a letter"
    )]
    Invalid { name: String },
    /// An enum value with a forbidden character, or whose first character is not a letter or digit.
    #[error(
        "invalid value `{name}`: values have letters, digits, `-` and `_` only and start with a letter or a digit"
    )]
    InvalidValue { name: String },
    /// A name that starts with `q_`.
    #[error("invalid name `{name}`: the prefix `q_` is reserved for generated code")]
    ReservedPrefix { name: String },
    /// A name that generated code uses.
    #[error("the name `{name}` is reserved for generated code")]
    Reserved { name: String },
    /// A name that ends in `List`.
    #[error("the name `{name}` ends in `List`, which is reserved for array types")]
    ReservedList { name: String },
    /// Upper case or `_` in a name that must be lower case with `-`.
    #[error("name `{name}` must be lower case, with `-` and not `_` between words")]
    NotLower { name: String },
    /// Lower case or `-` in the name of an event.
    #[error("event name `{name}` must be upper case, with `_` and not `-` between words")]
    NotUpper { name: String },
    /// A type name that is not in CamelCase.
    #[error("type name `{name}` is not in CamelCase: it needs {}", All(needs))]
    NotCamel {
        name: String,
        needs: Vec<CamelCaseRule>,
    },
}

/// Rule for names in CamelCase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CamelCaseRule {
    /// The first character, after any prefix, is a capital letter.
    CapitalFirst,
    /// All characters are letters or digits.
    LettersAndDigits,
    /// At least one character is a lower-case letter.
    LowerCaseLetter,
}

impl fmt::Display for CamelCaseRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::CapitalFirst => "a capital first letter",
            Self::LettersAndDigits => "letters and digits only",
            Self::LowerCaseLetter => "a lower-case letter",
        })
    }
}

/// List of rules. `Display` joins the rules with `and`.
struct All<'r>(&'r [CamelCaseRule]);

impl fmt::Display for All<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, rule) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { " and " };
            write!(f, "{separator}{rule}")?;
        }
        Ok(())
    }
}
