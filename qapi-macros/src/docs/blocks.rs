//! Blocks of rST: paragraphs, lists, directives, literal blocks, titles.

use super::inline::inline;
use super::links::Links;

/// Maximum depth of nested blocks.
const MAX_DEPTH: usize = 16;

/// Appends `lines` as Markdown.
pub(super) fn append_blocks(lines: &[&str], links: &Links<'_>, depth: usize, out: &mut String) {
    if depth > MAX_DEPTH {
        return append_fence(lines, out);
    }
    let mut rest = lines;
    while let Some(start) = rest.iter().position(|line| !line.is_empty()) {
        let blank_before = start > 0;
        rest = &rest[start..];
        let first = rest[0];
        if indent(first) > 0 {
            let (body, after) = split_indented(rest, 1);
            append_empty_line(out);
            append_quote(&remove_indentation(body), links, depth, out);
            rest = after;
        } else if first == ".." || first.starts_with(".. ") {
            let (body, after) = split_indented(&rest[1..], 1);
            append_directive(first, &remove_indentation(body), links, depth, out);
            rest = after;
        } else if let Some((title, level, taken)) = read_title(rest) {
            append_empty_line(out);
            out.push_str(&format!("{} {}", "#".repeat(level), inline(title, links)));
            rest = &rest[taken..];
        } else if is_table(first) {
            let end = table_end(rest);
            append_empty_line(out);
            append_fence(&rest[..end], out);
            rest = &rest[end..];
        } else if let Some(marker) = marker_length(first) {
            let (body, after) = split_indented(&rest[1..], 1);
            append_item(first, marker, body, links, depth, blank_before, out);
            rest = after;
        } else {
            rest = append_paragraph(rest, links, out);
        }
    }
}

/// Appends an empty line, unless the text is empty.
fn append_empty_line(out: &mut String) {
    if !out.is_empty() {
        out.push_str("\n\n");
    }
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Splits off the first lines that are empty or indented by at least `least` columns. Returns these lines and the rest.
fn split_indented<'l, 's>(lines: &'l [&'s str], least: usize) -> (&'l [&'s str], &'l [&'s str]) {
    let end = lines
        .iter()
        .position(|line| !line.is_empty() && indent(line) < least);
    let (mut body, after) = lines.split_at(end.unwrap_or(lines.len()));
    while let [before @ .., last] = body
        && last.is_empty()
    {
        body = before;
    }
    // Empty lines at the end belong to the rest.
    (body, &lines[body.len().min(lines.len() - after.len())..])
}

/// Removes the common indentation, and the empty lines at the start and the end.
fn remove_indentation<'s>(lines: &[&'s str]) -> Vec<&'s str> {
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

fn append_quote(lines: &[&str], links: &Links<'_>, depth: usize, out: &mut String) {
    let mut inner = String::new();
    append_blocks(lines, links, depth + 1, &mut inner);
    append_prefixed(&inner, "> ", "> ", out);
}

/// Appends `text` with the prefix `first` before the first line and the prefix `other` before each other line.
fn append_prefixed(text: &str, first: &str, other: &str, out: &mut String) {
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

/// Appends a fenced block that rustdoc does not compile as Rust.
pub(super) fn append_fence(lines: &[&str], out: &mut String) {
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

fn append_directive(first: &str, body: &[&str], links: &Links<'_>, depth: usize, out: &mut String) {
    let Some((name, argument)) = first.trim_start_matches('.').trim_start().split_once("::") else {
        return; // an rST comment
    };
    let argument = argument.trim();
    match name {
        "qmp-example" | "code-block" | "code" | "parsed-literal" => {
            let options = body.iter().take_while(|line| line.starts_with(':')).count();
            let titles = body[..options]
                .iter()
                .filter_map(|line| line.strip_prefix(":title:"));
            for title in titles {
                append_empty_line(out);
                out.push_str(&format!("*{}*", inline(title.trim(), links)));
            }
            append_empty_line(out);
            append_fence(&remove_indentation(&body[options..]), out);
        }
        "note" | "warning" | "caution" | "attention" | "important" | "tip" | "hint" | "danger"
        | "error" | "seealso" | "admonition" => {
            append_admonition(name, argument, body, links, depth, out);
        }
        _ => {
            append_empty_line(out);
            let mut lines = vec![argument];
            lines.extend(body);
            append_fence(&remove_indentation(&lines), out);
        }
    }
}

fn append_admonition(
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
    append_blocks(&lines, links, depth + 1, &mut inner);
    append_empty_line(out);
    let joint = if inner.starts_with(['`', '-', '>', '#']) {
        "\n\n"
    } else {
        " "
    };
    append_prefixed(&format!("**{title}:**{joint}{inner}"), "> ", "> ", out);
}

/// Reads a title. Returns the text, the level and the number of lines.
fn read_title<'s>(lines: &[&'s str]) -> Option<(&'s str, usize, usize)> {
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

/// Whether a line consists of one repeated punctuation mark.
fn is_rule(line: &str) -> bool {
    let mut bytes = line.bytes();
    let first = bytes.next();
    line.len() >= 3
        && first.is_some_and(|first| b"=-~^*\"'#+`:._".contains(&first))
        && bytes.all(|byte| Some(byte) == first)
}

/// Whether a line starts a simple table or a grid table.
fn is_table(line: &str) -> bool {
    let grid = line.starts_with("+-") && line.bytes().all(|b| b"+-=".contains(&b));
    let simple = line.starts_with("==") && line.bytes().all(|b| b"= ".contains(&b));
    grid || simple
}

/// Number of lines of a table. A grid table ends at an empty line, and a simple table ends at its last rule.
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

/// Length of the list marker at the start of a line, with the space; `None` if there is no marker.
fn marker_length(line: &str) -> Option<usize> {
    let (mark, text) = line.split_once(' ')?;
    let bullet = matches!(mark, "-" | "*");
    let number = mark.strip_suffix(['.', ')']).is_some_and(|n| {
        let n = n.strip_prefix('(').unwrap_or(n);
        n == "#" || (!n.is_empty() && n.len() < 4 && n.bytes().all(|b| b.is_ascii_digit()))
    });
    ((bullet || number) && !text.trim().is_empty())
        .then(|| mark.len() + indent(&line[mark.len()..]))
}

fn append_item(
    first: &str,
    marker: usize,
    body: &[&str],
    links: &Links<'_>,
    depth: usize,
    blank_before: bool,
    out: &mut String,
) {
    let mut lines = vec![&first[marker..]];
    // Lines that are indented less than the text of the item belong to the item too.
    let least = body
        .iter()
        .filter(|line| !line.is_empty())
        .map(|line| indent(line))
        .min();
    let least = least.unwrap_or(0).min(marker);
    lines.extend(body.iter().map(|line| line.get(least..).unwrap_or("")));
    let mut inner = String::new();
    append_blocks(&lines, links, depth + 1, &mut inner);
    let mark = match first[..marker].trim() {
        "-" | "*" => "- ".to_owned(),
        number => match number.trim_matches(['(', ')', '.']) {
            "#" => "1. ".to_owned(),
            number => format!("{number}. "),
        },
    };
    if !out.is_empty() {
        // Items without an empty line between them form one tight list.
        let together = !blank_before
            && out
                .lines()
                .next_back()
                .is_some_and(|_| !out.ends_with("```"));
        out.push_str(if together { "\n" } else { "\n\n" });
    }
    append_prefixed(&inner, &mark, &" ".repeat(mark.len()), out);
}

/// Appends a paragraph, and the literal block after it if there is one. Returns the remaining lines.
fn append_paragraph<'l, 's>(
    lines: &'l [&'s str],
    links: &Links<'_>,
    out: &mut String,
) -> &'l [&'s str] {
    let end = lines
        .iter()
        .position(|line| line.is_empty())
        .unwrap_or(lines.len());
    // A list can follow a paragraph without an empty line.
    let end = (1..end)
        .find(|index| marker_length(lines[*index]).is_some())
        .unwrap_or(end);
    let text = lines[..end]
        .iter()
        .map(|line| line.trim_start())
        .collect::<Vec<_>>()
        .join("\n");
    let rest = &lines[end..];
    let Some(lead) = text.strip_suffix("::") else {
        append_empty_line(out);
        out.push_str(&inline(&text, links));
        return rest;
    };
    let lead = lead.trim_end();
    if !lead.is_empty() {
        append_empty_line(out);
        out.push_str(&inline(lead, links));
        out.push(':');
    }
    let (body, after) = split_indented(rest, 1);
    if !body.is_empty() {
        append_empty_line(out);
        append_fence(&remove_indentation(body), out);
    }
    after
}
