//! Translation of whole texts to Markdown.

use super::blocks;
use super::links::Links;

/// Translates rST to Markdown.
pub(crate) fn markdown(rst: &str, links: &Links<'_>) -> String {
    let lines: Vec<&str> = rst.lines().map(str::trim_end).collect();
    let mut out = String::with_capacity(rst.len() + 16);
    blocks::append_blocks(&lines, links, 0, &mut out);
    out
}

/// Puts a text into a fence, for example messages on the wire.
pub(crate) fn verbatim(text: &str) -> String {
    let mut out = String::new();
    blocks::append_fence(&text.lines().collect::<Vec<_>>(), &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::markdown;

    fn plain(rst: &str) -> String {
        markdown(rst, &|name| {
            (name == "Known").then(|| "super::file::Known".to_owned())
        })
    }

    #[test]
    fn paragraphs_stay_and_markup_is_translated() {
        assert_eq!(
            plain("See @device and ``x < y``,\n*or* **not**.\n\nMore."),
            "See `device` and `x < y`,\n*or* **not**.\n\nMore."
        );
    }

    #[test]
    fn references_to_known_definitions_become_links() {
        assert_eq!(
            plain("a `Known` and an `Unknown`"),
            "a [`Known`](super::file::Known) and an `Unknown`"
        );
        assert_eq!(
            plain("`the thing <Known>`"),
            "[the thing](super::file::Known)"
        );
        assert_eq!(
            plain(":qapi:event:`Known`, :doc:`The Spec </interop/spec>`"),
            "[`Known`](super::file::Known), The Spec"
        );
        assert_eq!(plain("`site <https://x.org/>`_"), "[site](https://x.org/)");
    }

    #[test]
    fn brackets_and_special_characters_are_escaped() {
        assert_eq!(
            plain("ring[] at [256, 512] of <addr>"),
            "ring\\[\\] at \\[256, 512\\] of \\<addr\\>"
        );
        assert_eq!(
            plain("see <http://zlib.net/> or http://a.b/c."),
            "see <http://zlib.net/> or <http://a.b/c>."
        );
        assert_eq!(
            plain("guest-* and a * b, 2*3*4"),
            "guest-\\* and a \\* b, 2\\*3\\*4"
        );
        assert_eq!(plain("# no title\n+ 1"), "\\# no title\n\\+ 1");
    }

    #[test]
    fn notes_become_quotes() {
        assert_eq!(
            plain(".. note:: Be @careful\n   out there.\n\n   Twice.\n\nEnd."),
            "> **Note:** Be `careful`\n> out there.\n>\n> Twice.\n\nEnd."
        );
        assert_eq!(
            plain(".. admonition:: Limits\n\n   None."),
            "> **Limits:** None."
        );
    }

    #[test]
    fn examples_become_text_fences() {
        assert_eq!(
            plain(
                ".. qmp-example::\n   :title: Stop it\n\n     -> { \"execute\": \"stop\" }\n       x"
            ),
            "*Stop it*\n\n```text\n-> { \"execute\": \"stop\" }\n  x\n```"
        );
        assert_eq!(
            plain("Like this::\n\n    let x;\n\nEnd."),
            "Like this:\n\n```text\nlet x;\n```\n\nEnd."
        );
        assert_eq!(plain("A::\n\n  ```\n  x"), "A:\n\n````text\n```\nx\n````");
    }

    #[test]
    fn lists_keep_their_structure() {
        assert_eq!(
            plain("- one\n  more\n- two\n\n  deep::\n\n    x"),
            "- one\n  more\n- two\n\n  deep:\n\n  ```text\n  x\n  ```"
        );
        assert_eq!(
            plain("1. one\n2. two\n   - sub"),
            "1. one\n2. two\n   - sub"
        );
        assert_eq!(plain("* a\n\n* b"), "- a\n\n- b");
    }

    #[test]
    fn indented_text_becomes_a_quote() {
        assert_eq!(
            plain("Term:\n\n    deeper\n    text\n\nEnd."),
            "Term:\n\n> deeper\n> text\n\nEnd."
        );
        assert_eq!(plain("term\n    its definition"), "term\nits definition");
    }

    #[test]
    fn titles_tables_and_comments() {
        assert_eq!(plain("*****\nBlock\n*****\n\nText"), "# Block\n\nText");
        assert_eq!(plain("Part\n----\n\nText"), "## Part\n\nText");
        assert_eq!(
            plain("==  ==\na   b\n==  ==\n1   2\n==  =="),
            "```text\n==  ==\na   b\n==  ==\n1   2\n==  ==\n```"
        );
        assert_eq!(
            plain("+---+\n| a |\n+---+"),
            "```text\n+---+\n| a |\n+---+\n```"
        );
        assert_eq!(plain(".. a comment\n   of two lines\n\nText"), "Text");
    }

    #[test]
    fn deep_nesting_is_limited() {
        let deep = "- ".repeat(10_000) + "x";
        assert!(plain(&deep).contains("```text"));
    }
}
