//! Paragraphs, lists, directives, literal blocks, titles.

use super::inline::inline;
use super::links::Links;

/// Maximal nesting of blocks.
const DEPTH: usize = 16;

/// Appends `lines` as Markdown.
pub(super) fn blocks(lines: &[&str], links: &Links<'_>, depth: usize, out: &mut String) {
    if depth > DEPTH {
        return fence(lines, out);
    }
    let mut rest = lines;
    while let Some(start) = rest.iter().position(|line| !line.is_empty()) {
        let blank_before = start > 0;
        rest = &rest[start..];
        let first = rest[0];
        if indent(first) > 0 {
            let (body, after) = indented(rest, 1);
            separate(out);
            quote(&dedent(body), links, depth, out);
            rest = after;
        } else if first == ".." || first.starts_with(".. ") {
            let (body, after) = indented(&rest[1..], 1);
            directive(first, &dedent(body), links, depth, out);
            rest = after;
        } else if let Some((title, level, taken)) = title(rest) {
            separate(out);
            out.push_str(&format!("{} {}", "#".repeat(level), inline(title, links)));
            rest = &rest[taken..];
        } else if is_table(first) {
            let end = table_end(rest);
            separate(out);
            fence(&rest[..end], out);
            rest = &rest[end..];
        } else if let Some(marker) = marker(first) {
            let (body, after) = indented(&rest[1..], 1);
            item(first, marker, body, links, depth, blank_before, out);
            rest = after;
        } else {
            rest = paragraph(rest, links, out);
        }
    }
}

/// Appends an empty line, unless the text is empty.
fn separate(out: &mut String) {
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The lines at the start that are indented by `least` or empty, and what follows them.
fn indented<'l, 's>(lines: &'l [&'s str], least: usize) -> (&'l [&'s str], &'l [&'s str]) {
    let end = lines
        .iter()
        .position(|line| !line.is_empty() && indent(line) < least);
    let (mut body, after) = lines.split_at(end.unwrap_or(lines.len()));
    while let [before @ .., last] = body
        && last.is_empty()
    {
        body = before;
    }
    // Empty lines belong to what follows.
    (body, &lines[body.len().min(lines.len() - after.len())..])
}

/// The lines without their common indentation and without empty lines around them.
fn dedent<'s>(lines: &[&'s str]) -> Vec<&'s str> {
    let least = lines
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| indent(line))
        .min()
        .unwrap_or(0);
    let lines = lines.iter().map(|line| line.get(least..).unwrap_or(""));
    let mut lines: Vec<&str> = lines.skip_while(|line| line.is_empty()).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

fn quote(lines: &[&str], links: &Links<'_>, depth: usize, out: &mut String) {
    let mut inner = String::new();
    blocks(lines, links, depth + 1, &mut inner);
    prefixed(&inner, "> ", "> ", out);
}

/// Appends `text`, the first line after `first` and the others after `other`.
fn prefixed(text: &str, first: &str, other: &str, out: &mut String) {
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            out.push('\n');
        }
        let prefix = if number == 0 { first } else { other };
        out.push_str(if line.is_empty() {
            prefix.trim_end()
        } else {
            prefix
        });
        out.push_str(line);
    }
}

/// Appends a fenced block that rustdoc does not take for Rust.
pub(super) fn fence(lines: &[&str], out: &mut String) {
    let longest = lines
        .iter()
        .map(|line| line.len() - line.trim_start_matches('`').len())
        .max();
    let ticks = "`".repeat(longest.unwrap_or(0).max(2) + 1);
    out.push_str(&ticks);
    out.push_str("text\n");
    for line in lines {
        out.push_str(line);
        out.push('\n');
    }
    out.push_str(&ticks);
}

fn directive(first: &str, body: &[&str], links: &Links<'_>, depth: usize, out: &mut String) {
    let Some((name, argument)) = first.trim_start_matches('.').trim_start().split_once("::") else {
        return; // a comment
    };
    let argument = argument.trim();
    match name {
        "qmp-example" | "code-block" | "code" | "parsed-literal" => {
            let options = body.iter().take_while(|line| line.starts_with(':')).count();
            let titles = body[..options]
                .iter()
                .filter_map(|line| line.strip_prefix(":title:"));
            for title in titles {
                separate(out);
                out.push_str(&format!("*{}*", inline(title.trim(), links)));
            }
            separate(out);
            fence(&dedent(&body[options..]), out);
        }
        "note" | "warning" | "caution" | "attention" | "important" | "tip" | "hint" | "danger"
        | "error" | "seealso" | "admonition" => {
            admonition(name, argument, body, links, depth, out);
        }
        _ => {
            separate(out);
            let mut lines = vec![argument];
            lines.extend(body);
            fence(&dedent(&lines), out);
        }
    }
}

fn admonition(
    name: &str,
    argument: &str,
    body: &[&str],
    links: &Links<'_>,
    depth: usize,
    out: &mut String,
) {
    let (title, lines) = match name {
        "admonition" => (inline(argument, links), body.to_vec()),
        _ => {
            let mut title = name.to_owned();
            title[..1].make_ascii_uppercase();
            let text = std::iter::once(argument).filter(|text| !text.is_empty());
            (title, text.chain(body.iter().copied()).collect())
        }
    };
    let mut inner = String::new();
    blocks(&lines, links, depth + 1, &mut inner);
    separate(out);
    let joint = if inner.starts_with(['`', '-', '>', '#']) {
        "\n\n"
    } else {
        " "
    };
    prefixed(&format!("**{title}:**{joint}{inner}"), "> ", "> ", out);
}

/// A title, its level and the number of lines it takes.
fn title<'s>(lines: &[&'s str]) -> Option<(&'s str, usize, usize)> {
    match lines {
        [over, title, under, ..] if is_rule(over) && over == under && !title.is_empty() => {
            Some((title.trim(), 1, 3))
        }
        [title, under, ..]
            if is_rule(under) && !is_rule(title) && under.len() + 1 >= title.len() =>
        {
            Some((title, 2, 2))
        }
        _ => None,
    }
}

/// A line of one repeated punctuation mark.
fn is_rule(line: &str) -> bool {
    let mut bytes = line.bytes();
    let first = bytes.next();
    line.len() >= 3
        && first.is_some_and(|first| b"=-~^*\"'#+`:._".contains(&first))
        && bytes.all(|byte| Some(byte) == first)
}

/// The first line of a simple or a grid table.
fn is_table(line: &str) -> bool {
    let grid = line.starts_with("+-") && line.bytes().all(|b| b"+-=".contains(&b));
    let simple = line.starts_with("==") && line.bytes().all(|b| b"= ".contains(&b));
    grid || simple
}

/// A grid table ends at an empty line, a simple one with its last rule.
fn table_end(lines: &[&str]) -> usize {
    if lines[0].starts_with('+') {
        return lines
            .iter()
            .position(|line| line.is_empty())
            .unwrap_or(lines.len());
    }
    let rules = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| **line == lines[0]);
    rules
        .map(|(index, _)| index + 1)
        .take(3)
        .last()
        .unwrap_or(1)
}

/// The length of the list marker that the line starts with, the space included.
fn marker(line: &str) -> Option<usize> {
    let (mark, text) = line.split_once(' ')?;
    let bullet = matches!(mark, "-" | "*");
    let number = mark.strip_suffix(['.', ')']).is_some_and(|n| {
        let n = n.strip_prefix('(').unwrap_or(n);
        n == "#" || (!n.is_empty() && n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit()))
    });
    ((bullet || number) && !text.trim().is_empty())
        .then(|| mark.len() + indent(&line[mark.len()..]))
}

fn item(
    first: &str,
    marker: usize,
    body: &[&str],
    links: &Links<'_>,
    depth: usize,
    blank_before: bool,
    out: &mut String,
) {
    let mut lines = vec![&first[marker..]];
    // Lines with less indentation than the text of the item belong to the item, too.
    let least = body
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| indent(line))
        .min();
    let least = least.unwrap_or(0).min(marker);
    lines.extend(body.iter().map(|line| line.get(least..).unwrap_or("")));
    let mut inner = String::new();
    blocks(&lines, links, depth + 1, &mut inner);
    let mark = match first[..marker].trim() {
        "-" | "*" => "- ".to_owned(),
        number => match number.trim_matches(['(', ')', '.']) {
            "#" => "1. ".to_owned(),
            number => format!("{number}. "),
        },
    };
    if !out.is_empty() {
        // Items without an empty line between them stay together.
        let together = !blank_before
            && out
                .lines()
                .next_back()
                .is_some_and(|_| !out.ends_with("```"));
        out.push_str(if together { "\n" } else { "\n\n" });
    }
    prefixed(&inner, &mark, &" ".repeat(mark.len()), out);
}

/// Appends a paragraph and the literal block after it. Returns the lines that are left.
fn paragraph<'l, 's>(lines: &'l [&'s str], links: &Links<'_>, out: &mut String) -> &'l [&'s str] {
    let end = lines
        .iter()
        .position(|line| line.is_empty())
        .unwrap_or(lines.len());
    // A list may follow without an empty line.
    let end = (1..end)
        .find(|index| marker(lines[*index]).is_some())
        .unwrap_or(end);
    let text = lines[..end]
        .iter()
        .map(|line| line.trim_start())
        .collect::<Vec<_>>()
        .join("\n");
    let rest = &lines[end..];
    let Some(lead) = text.strip_suffix("::") else {
        separate(out);
        out.push_str(&inline(&text, links));
        return rest;
    };
    let lead = lead.trim_end();
    if !lead.is_empty() {
        separate(out);
        out.push_str(&inline(lead, links));
        out.push(':');
    }
    let (body, after) = indented(rest, 1);
    if !body.is_empty() {
        separate(out);
        fence(&dedent(body), out);
    }
    after
}
