//! Docs of every item: the text in the schema, then facts such as the condition and the release.

use qapi_parser::{
    Branch, Command, Condition, Doc, DocItem, DocSection, EnumValue, Event, Feature, Member,
    Module, Schema, Span, Type, TypeKind,
};

use super::links::Place;
use super::lowering::{Absence, Lowering};
use crate::docs;

/// Definition to document.
struct Subject<'a> {
    /// Kind in words: `command`, as in "the command `stop`".
    kind: &'static str,
    anchor: &'static str,
    name: &'a str,
    doc: Option<&'a Doc>,
    condition: Option<&'a Condition>,
    features: &'a [Feature],
    span: Span,
    module: Option<&'a Module>,
    /// Place of the docs.
    place: Place,
    /// Docs of the arguments, if the docs belong to a method.
    arguments: Option<String>,
    /// Type of the result.
    returns: Option<String>,
}

impl Lowering<'_> {
    /// Docs of a module. The macro adds a first sentence, because free-form documentation starts with a title.
    pub(super) fn module_docs(&self, module: &Module) -> String {
        let markdown = |text: &str| self.markdown_at(&titles(text), Place::Root);
        let mut out = format!("Types of `{}`.", module.name);
        for doc in &module.docs {
            paragraph(&mut out, &markdown(&doc.body));
            for section in doc.sections.iter().filter(|section| !is_todo(section)) {
                paragraph(&mut out, &markdown(&section.text));
            }
        }
        out
    }

    pub(super) fn type_docs(&self, ty: &Type) -> String {
        let (kind, anchor) = match ty.kind {
            TypeKind::Enum(_) => ("enum", "enum"),
            TypeKind::Union(_) => ("union", "object"),
            TypeKind::Alternate(_) => ("alternate", "alternate"),
            _ => ("struct", "object"),
        };
        self.definition(&Subject {
            kind,
            anchor,
            name: &ty.name,
            doc: ty.doc.as_ref(),
            condition: ty.condition.as_ref(),
            features: &ty.features,
            span: ty.span,
            module: ty.module.map(|id| &self.schema[id]),
            place: Place::Module,
            arguments: None,
            returns: None,
        })
    }

    pub(super) fn command_docs(&self, command: &Command) -> String {
        self.definition(&self.command_subject(command, Place::Module))
    }

    /// Docs of the method for a command with the arguments `name`.
    pub(super) fn method_docs(&self, command: &Command, name: &str) -> String {
        self.definition(&Subject {
            arguments: self.argument_docs(command, name),
            ..self.command_subject(command, Place::Root)
        })
    }

    fn command_subject<'a>(&'a self, command: &'a Command, place: Place) -> Subject<'a> {
        Subject {
            kind: "command",
            anchor: "command",
            name: &command.name,
            doc: command.doc.as_ref(),
            condition: command.condition.as_ref(),
            features: &command.features,
            span: command.span,
            module: Some(&self.schema[command.module]),
            place,
            arguments: None,
            returns: self.result_docs(command, place),
        }
    }

    pub(super) fn event_docs(&self, event: &Event) -> String {
        self.definition(&Subject {
            kind: "event",
            anchor: "event",
            name: &event.name,
            doc: event.doc.as_ref(),
            condition: event.condition.as_ref(),
            features: &event.features,
            span: event.span,
            module: Some(&self.schema[event.module]),
            place: Place::Module,
            arguments: None,
            returns: None,
        })
    }

    pub(super) fn member_docs(
        &self,
        member: &Member,
        doc: Option<&Doc>,
        absence: Option<&Absence>,
    ) -> String {
        let mut out = self.item(
            &member.name,
            doc,
            member.condition.as_ref(),
            &member.features,
        );
        if let Some(absence) = absence {
            let peers = match absence {
                Absence::Before(release) => format!("peers older than {release}"),
                Absence::Listed => "some peers".to_owned(),
            };
            out.push_str(&format!("\n\nRequired by the schema, absent from {peers}."));
        } else if member.condition.is_some() && !member.optional && !self.style.cfg_features {
            out.push_str("\n\nPresent in every peer that was built with this condition.");
        }
        out
    }

    pub(super) fn value_docs(&self, value: &EnumValue, doc: Option<&Doc>) -> String {
        self.item(&value.name, doc, value.condition.as_ref(), &value.features)
    }

    pub(super) fn branch_docs(&self, branch: &Branch, doc: Option<&Doc>) -> String {
        self.item(&branch.name, doc, branch.condition.as_ref(), &[])
    }

    fn markdown(&self, rst: &str) -> String {
        self.markdown_at(rst, Place::Module)
    }

    /// Translates a text for docs at `place`.
    pub(super) fn markdown_at(&self, rst: &str, place: Place) -> String {
        docs::markdown(rst, &|name| self.link(name, place))
    }

    /// Docs of a member, value or branch: the name on the wire, then the text in the schema.
    fn item(
        &self,
        name: &str,
        doc: Option<&Doc>,
        condition: Option<&Condition>,
        features: &[Feature],
    ) -> String {
        let mut out = format!("`{name}`");
        let text = doc.and_then(|doc| described(&doc.members, name));
        match text.map(split_remark) {
            Some((Some(remark), _)) => out.push_str(&format!(" ({remark})")),
            Some((None, text)) => out.push_str(&format!(": {}", self.markdown(text))),
            None => {}
        }
        for feature in features {
            out.push_str(&format!(" **{}**", feature.name));
        }
        if let Some(condition) = condition {
            out.push_str(&format!(" (if {})", words(condition)));
        }
        out
    }

    fn definition(&self, subject: &Subject<'_>) -> String {
        let mut out = String::new();
        if let Some(note) = self.style.notes.get(subject.name) {
            paragraph(&mut out, &self.markdown_at(note, subject.place));
        }
        if let Some(doc) = subject.doc {
            paragraph(&mut out, &self.markdown_at(&doc.body, subject.place));
        }
        let facts = facts(self.schema, subject, self.style.reference.as_ref());
        // Docs start with a sentence, not with a list.
        let undocumented = out.is_empty();
        if undocumented {
            paragraph(&mut out, &facts);
        }
        if let Some(arguments) = &subject.arguments {
            paragraph(&mut out, arguments);
        }
        if let Some(doc) = subject.doc {
            self.sections(&mut out, doc, subject.place);
        }
        self.outcome(&mut out, subject);
        self.features(&mut out, subject);
        if !undocumented {
            paragraph(&mut out, &facts);
        }
        out
    }

    fn sections(&self, out: &mut String, doc: &Doc, place: Place) {
        for section in doc.sections.iter().filter(|section| !is_todo(section)) {
            if let Some(tag) = &section.tag {
                paragraph(out, &format!("**{tag}**"));
            }
            let example = section
                .tag
                .as_deref()
                .is_some_and(|tag| tag.starts_with("Example"));
            let text = match example {
                true => docs::verbatim(&section.text),
                false => self.markdown_at(&section.text, place),
            };
            paragraph(out, &text);
        }
    }

    /// Result and errors of a command.
    fn outcome(&self, out: &mut String, subject: &Subject<'_>) {
        let text = |text: &String| self.markdown_at(text, subject.place);
        let returns = subject.doc.and_then(|doc| doc.returns.as_ref()).map(text);
        match (&subject.returns, returns) {
            (Some(ty), None) => paragraph(out, &format!("Returns {ty}.")),
            (ty, Some(text)) => {
                paragraph(out, "# Returns");
                let ty = ty.as_ref().map(|ty| format!("{ty}: "));
                paragraph(out, &(ty.unwrap_or_default() + &text));
            }
            (None, None) => {}
        }
        if let Some(errors) = subject.doc.and_then(|doc| doc.errors.as_ref()) {
            paragraph(out, "# Errors");
            paragraph(out, &text(errors));
        }
    }

    fn features(&self, out: &mut String, subject: &Subject<'_>) {
        if subject.features.is_empty() {
            return;
        }
        let mut list = String::new();
        for feature in subject.features {
            let text = subject
                .doc
                .and_then(|doc| described(&doc.features, &feature.name));
            let text = text
                .map(|text| format!(": {}", self.markdown_at(text, subject.place)))
                .unwrap_or_default();
            list.push_str(&format!(
                "- `{}`{}\n",
                feature.name,
                text.replace('\n', "\n  ")
            ));
        }
        paragraph(out, "Features:");
        paragraph(out, list.trim_end());
    }
}

/// Facts of a definition: name, kind, condition, release, line in the schema, link to QEMU's reference.
fn facts(schema: &Schema, subject: &Subject<'_>, reference: Option<&String>) -> String {
    let mut out = format!("The {} `{}`", subject.kind, subject.name);
    if let Some(since) = subject.doc.and_then(|doc| doc.since.as_deref()) {
        out.push_str(&format!(", since {since}"));
    }
    if let Some(condition) = subject.condition {
        out.push_str(&format!(", if {}", words(condition)));
    }
    if let Some(place) = schema.sources().locate(subject.span) {
        out.push_str(&format!(": `{}:{}`", place.file, place.line));
    }
    out.push('.');
    if let (Some(reference), Some(module)) = (reference, subject.module) {
        let file = module.name.rsplit('/').next().unwrap_or_default();
        let file = file.strip_suffix(".json").unwrap_or(file);
        let address = reference
            .replace("{kind}", subject.anchor)
            .replace("{module}", file)
            .replace("{name}", subject.name);
        out.push_str(&format!(" [Reference]({address})"));
    }
    out
}

/// Whether the section is a note for the authors of the schema.
fn is_todo(section: &DocSection) -> bool {
    section.tag.as_deref() == Some("TODO")
}

/// Rewrites titles of older releases (`= Title`, `== Title`) as rST titles.
fn titles(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let title = line.trim_start_matches('=').strip_prefix(' ');
        match (line.bytes().take_while(|byte| *byte == b'=').count(), title) {
            (level @ 1..=6, Some(title)) => {
                let rule = if level == 1 { "*" } else { "-" };
                let rule = rule.repeat(title.len().max(3));
                let over = if level == 1 {
                    format!("{rule}\n")
                } else {
                    String::new()
                };
                out.push_str(&format!("\n{over}{title}\n{rule}\n\n"));
            }
            _ => {
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}

pub(super) fn described<'d>(items: &'d [DocItem], name: &str) -> Option<&'d str> {
    let text = items.iter().find(|item| item.name == name)?.text.trim();
    (!text.is_empty()).then_some(text)
}

/// Splits a text that is only a remark such as `(since 2.8)` from other texts. Returns the remark and the text.
pub(super) fn split_remark(text: &str) -> (Option<&str>, &str) {
    let remark = text
        .strip_prefix('(')
        .and_then(|text| text.strip_suffix(')'))
        .filter(|remark| remark.to_ascii_lowercase().starts_with("since") && !remark.contains(')'));
    match remark {
        Some(remark) => (Some(remark), ""),
        None => (None, text),
    }
}

fn paragraph(out: &mut String, text: &str) {
    let text = text.trim_matches('\n');
    if !text.is_empty() {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(text);
    }
}

/// Describes a condition in words.
fn words(condition: &Condition) -> String {
    let inner = |c: &Condition| match c {
        Condition::All(_) | Condition::Any(_) => format!("({})", words(c)),
        _ => words(c),
    };
    let list = |of: &[Condition], joint| of.iter().map(inner).collect::<Vec<_>>().join(joint);
    match condition {
        Condition::Defined(symbol) => format!("`{symbol}`"),
        Condition::All(of) => list(of, " and "),
        Condition::Any(of) => list(of, " or "),
        Condition::Not(of) => format!("not {}", inner(of)),
    }
}
