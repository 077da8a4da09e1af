//! Docs of the arguments and the result of a command.

use qapi_parser::{Command, Doc, Member, TypeId, TypeKind};

use super::docs::{described, split_remark};
use super::links::Place;
use super::lowering::Lowering;
use super::members::flat;
use crate::model::TypeExpr;

impl Lowering<'_> {
    /// Lists the arguments of a command, required ones first. `name` is the struct of the arguments. `None` if the
    /// command has no arguments.
    pub(super) fn argument_docs(&self, command: &Command, name: &str) -> Option<String> {
        let ty = command.arguments?;
        let mut members = flat(self.schema, ty);
        members.sort_by_key(|(member, _)| !self.is_needed(member));
        let mut lines: Vec<String> = members
            .iter()
            .map(|(member, holder)| {
                let doc = self.schema[*holder].doc.as_ref();
                self.argument(ty, member, doc.or(command.doc.as_ref()))
            })
            .collect();
        if let TypeKind::Union(u) = &self.schema[ty].kind {
            lines.push(format!(
                "- further members, which `{}` selects",
                u.discriminator
            ));
        }
        if !command.generate {
            lines.push("- further members, which the schema does not declare".to_owned());
        }
        if lines.is_empty() {
            return None;
        }
        let lines = lines.join("\n");
        Some(format!(
            "Arguments ([`{name}`](struct@self::commands::{name})):\n{lines}"
        ))
    }

    /// Describes an argument: name, type, whether it is required, release, text.
    fn argument(&self, owner: TypeId, member: &Member, doc: Option<&Doc>) -> String {
        let ty = match &self.schema[owner].kind {
            TypeKind::Union(u) if u.discriminator == member.name => self.tag_text(owner),
            _ => self.type_text(member.ty, Place::Root),
        };
        let need = match self.is_needed(member) {
            true => "required",
            false => "optional",
        };
        let text = doc.and_then(|doc| described(&doc.members, &member.name));
        let (since, text) = match text.map(split_remark) {
            Some((since, text)) => (since, text),
            None => (None, ""),
        };
        let mut out = format!("- `{}` ({ty}, {need}", member.name);
        if let Some(since) = since {
            out.push_str(&format!(", {since}"));
        }
        for feature in &member.features {
            out.push_str(&format!(", {}", feature.name));
        }
        out.push(')');
        if !text.is_empty() {
            let text = self.markdown_at(text, Place::Root);
            out.push_str(&format!(": {}", text.replace('\n', "\n  ")));
        }
        out
    }

    /// Type of the result of a command, with a link. `None` if the result is empty.
    pub(super) fn result_docs(&self, command: &Command, place: Place) -> Option<String> {
        Some(self.type_text(command.returns?, place))
    }

    /// Enum for the discriminator of a union as Markdown, with a link.
    fn tag_text(&self, union: TypeId) -> String {
        let tag = self.names.tag(union);
        match self.type_link(union, Place::Root) {
            Some(path) => {
                let module = path.rsplit_once("::").map_or("self", |(module, _)| module);
                format!("[`{tag}`]({module}::{tag})")
            }
            None => format!("`{tag}`"),
        }
    }

    /// Rust type as Markdown, with a link to the named type in it.
    fn type_text(&self, id: TypeId, place: Place) -> String {
        let text = short(&self.type_expr(id));
        match self.type_link(id, place) {
            Some(path) => format!("[`{text}`]({path})"),
            None => format!("`{text}`"),
        }
    }
}

/// Rust type as a program with imports writes it.
fn short(ty: &TypeExpr) -> String {
    match ty {
        TypeExpr::String => "String".to_owned(),
        TypeExpr::Number => "f64".to_owned(),
        TypeExpr::Primitive(name) => (*name).to_owned(),
        TypeExpr::Null => "Null".to_owned(),
        TypeExpr::Any => "Value".to_owned(),
        TypeExpr::Named(path) => path.rsplit("::").next().unwrap_or(path).to_owned(),
        TypeExpr::Array(item) => format!("Vec<{}>", short(item)),
        TypeExpr::Boxed(inner) => short(inner),
    }
}
