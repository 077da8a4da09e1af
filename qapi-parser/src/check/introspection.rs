//! Answers to `query-qmp-schema`: a JSON text becomes a list of [`SchemaInfo`].

use std::collections::HashMap;

use crate::check::names;
use crate::check::object::{as_string, report_wrong_form, value_of};
use crate::error::{Context, DefinitionKind, Diagnostics, Part, SemanticError, StructureError};
use crate::parser::{Expression, Object, Value, parse_json};
use crate::schema::{SchemaInfo, SchemaMember, SchemaMeta, SchemaValue};
use crate::source::Span;

/// Reads an answer: an array of elements, or a whole reply `{ "return": [..] }`.
///
/// The type of each reference exists and has a fitting kind, if no error was reported. Unknown keys are skipped, because
/// a newer QEMU can have more.
pub(crate) fn check_introspection(
    text: &str,
    base: u32,
    diagnostics: &mut Diagnostics,
) -> Vec<SchemaInfo> {
    let Some(answer) = parse_json(text, base, diagnostics) else {
        return Vec::new();
    };
    let list = match &answer.value {
        Value::Object(reply) => value_of(reply, "return").unwrap_or(&answer),
        _ => &answer,
    };
    let Value::Array(elements) = &list.value else {
        report_wrong_form(
            "the answer",
            "an array, or an object with an array as `return`",
            list.span,
            diagnostics,
        );
        return Vec::new();
    };
    let mut reader = Reader {
        diagnostics,
        uses: Vec::new(),
    };
    let mut spans = Vec::new();
    let mut infos = Vec::new();
    for element in elements {
        if let Some(info) = reader.element(element) {
            infos.push(info);
            spans.push(element.span);
        }
        reader.diagnostics.set_context(None);
    }
    let uses = reader.uses;
    check_uses(&infos, &spans, &uses, diagnostics);
    infos
}

/// A reference to a type.
struct Use<'o> {
    name: &'o str,
    span: Span,
    role: Role,
    context: Option<Context>,
}

/// Role of the type at a reference.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Any,
    Element,
    Object(Part),
}

struct Reader<'o, 'd> {
    diagnostics: &'d mut Diagnostics,
    uses: Vec<Use<'o>>,
}

/// Kinds of an element, as an error lists them.
const META_TYPES: &str = "`builtin`, `enum`, `array`, `object`, `alternate`, `command` or `event`";

impl<'o> Reader<'o, '_> {
    fn element(&mut self, element: &'o Expression<'_>) -> Option<SchemaInfo> {
        let object = self.object(element, "an element")?;
        let name = self.string(object, "name", element.span)?;
        let (meta_type, span) = self.string_at(object, "meta-type", element.span)?;
        let kind = match meta_type {
            "command" => Some(DefinitionKind::Command),
            "event" => Some(DefinitionKind::Event),
            "enum" => Some(DefinitionKind::Enum),
            "alternate" => Some(DefinitionKind::Alternate),
            "object" if value_of(object, "variants").is_some() => Some(DefinitionKind::Union),
            "object" => Some(DefinitionKind::Struct),
            _ => None,
        };
        self.diagnostics.set_context(kind.map(|kind| Context {
            kind,
            name: name.to_owned(),
            span: element.span,
        }));
        let meta = match meta_type {
            "builtin" => self.builtin(object, element.span)?,
            "enum" => SchemaMeta::Enum(self.values(object, element.span)),
            "array" => SchemaMeta::Array(self.reference(
                object,
                "element-type",
                element.span,
                Role::Element,
            )?),
            "object" => self.members_and_variants(object, element.span)?,
            "alternate" => SchemaMeta::Alternate(self.branch_types(object, element.span)),
            "command" => self.command(object, element.span)?,
            "event" => SchemaMeta::Event(self.reference(
                object,
                "arg-type",
                element.span,
                Role::Object(Part::EventData),
            )?),
            _ => {
                report_wrong_form("`meta-type`", META_TYPES, span, self.diagnostics);
                return None;
            }
        };
        if let Some(kind @ (DefinitionKind::Command | DefinitionKind::Event)) = kind {
            let span = value_of(object, "name").map_or(element.span, |name| name.span);
            names::check_definition_name(kind, name, span, self.diagnostics);
        }
        Some(SchemaInfo {
            name: name.to_owned(),
            features: self.features(object),
            meta,
        })
    }

    fn builtin(&mut self, object: &'o Object<'_>, span: Span) -> Option<SchemaMeta> {
        let (json, span) = self.string_at(object, "json-type", span)?;
        let known = ["string", "number", "int", "boolean", "null", "value"];
        let found = known.into_iter().find(|known| *known == json);
        if found.is_none() {
            let expected = "the JSON type of a built-in type: `string`, `number`, `int`, `boolean`, `null` or `value`";
            report_wrong_form("`json-type`", expected, span, self.diagnostics);
        }
        found.map(SchemaMeta::Builtin)
    }

    /// Values of an enum. QEMU before 6.2 sends only their names, as `values`.
    fn values(&mut self, object: &'o Object<'_>, span: Span) -> Vec<SchemaValue> {
        let key = match value_of(object, "members") {
            None if value_of(object, "values").is_some() => "values",
            _ => "members",
        };
        let mut values = Vec::new();
        for item in self.list(object, key, span) {
            let (name, span, features) = match as_string(item) {
                Some(name) => (name, item.span, Vec::new()),
                None => {
                    let Some(object) = self.object(item, "a value of an enum") else {
                        continue;
                    };
                    let Some((name, span)) = self.string_at(object, "name", item.span) else {
                        continue;
                    };
                    (name, span, self.features(object))
                }
            };
            names::check_value_name(name, name, span, self.diagnostics);
            values.push(SchemaValue {
                name: name.to_owned(),
                features,
            });
        }
        values
    }

    fn members_and_variants(&mut self, object: &'o Object<'_>, span: Span) -> Option<SchemaMeta> {
        let mut members = Vec::new();
        for item in self.list(object, "members", span) {
            members.extend(self.member(item));
        }
        let variants = match value_of(object, "variants") {
            None => None,
            Some(_) => {
                let (tag, tag_span) = self.string_at(object, "tag", span)?;
                if !members.iter().any(|member| member.name == tag) {
                    let name = tag.to_owned();
                    self.diagnostics
                        .report(SemanticError::DiscriminatorMissing { name }, tag_span);
                }
                Some((tag.to_owned(), self.variants(object, span)))
            }
        };
        Some(SchemaMeta::Object { members, variants })
    }

    fn member(&mut self, item: &'o Expression<'_>) -> Option<SchemaMember> {
        let object = self.object(item, "a member")?;
        let (name, span) = self.string_at(object, "name", item.span)?;
        names::check_member_name(name, Some(name), span, self.diagnostics);
        Some(SchemaMember {
            name: name.to_owned(),
            ty: self.reference(object, "type", item.span, Role::Any)?,
            optional: value_of(object, "default").is_some(),
            features: self.features(object),
        })
    }

    fn variants(&mut self, object: &'o Object<'_>, span: Span) -> Vec<(String, String)> {
        let mut variants = Vec::new();
        for item in self.list(object, "variants", span) {
            let Some(object) = self.object(item, "a variant") else {
                continue;
            };
            let Some((case, span)) = self.string_at(object, "case", item.span) else {
                continue;
            };
            names::check_value_name(case, case, span, self.diagnostics);
            let ty = self.reference(object, "type", item.span, Role::Object(Part::Branch));
            variants.extend(ty.map(|ty| (case.to_owned(), ty)));
        }
        variants
    }

    fn branch_types(&mut self, object: &'o Object<'_>, span: Span) -> Vec<String> {
        let mut types = Vec::new();
        for item in self.list(object, "members", span) {
            let Some(object) = self.object(item, "a branch") else {
                continue;
            };
            types.extend(self.reference(object, "type", item.span, Role::Any));
        }
        types
    }

    fn command(&mut self, object: &'o Object<'_>, span: Span) -> Option<SchemaMeta> {
        let allow_oob = value_of(object, "allow-oob").map(|value| &value.value);
        Some(SchemaMeta::Command {
            arguments: self.reference(object, "arg-type", span, Role::Object(Part::Arguments))?,
            returns: self.reference(object, "ret-type", span, Role::Any)?,
            allow_oob: matches!(allow_oob, Some(Value::Bool(true))),
        })
    }

    fn features(&mut self, object: &'o Object<'_>) -> Vec<String> {
        let Some(list) = value_of(object, "features") else {
            return Vec::new();
        };
        let mut features = Vec::new();
        for item in self.list(object, "features", list.span) {
            match as_string(item) {
                Some(name) => {
                    names::check_plain_name(name, item.span, self.diagnostics);
                    features.push(name.to_owned());
                }
                None => report_wrong_form("a feature", "a string", item.span, self.diagnostics),
            }
        }
        features
    }

    /// Reads a reference to a type, and records it for [`check_uses`].
    fn reference(
        &mut self,
        object: &'o Object<'_>,
        key: &'static str,
        span: Span,
        role: Role,
    ) -> Option<String> {
        let (name, span) = self.string_at(object, key, span)?;
        self.uses.push(Use {
            name,
            span,
            role,
            context: self.diagnostics.context(),
        });
        Some(name.to_owned())
    }

    fn object(&mut self, item: &'o Expression<'_>, what: &str) -> Option<&'o Object<'o>> {
        let Value::Object(object) = &item.value else {
            report_wrong_form(what, "an object", item.span, self.diagnostics);
            return None;
        };
        Some(object)
    }

    fn string(&mut self, object: &'o Object<'_>, key: &'static str, span: Span) -> Option<&'o str> {
        self.string_at(object, key, span).map(|(text, _)| text)
    }

    /// Value of a required key, and its span.
    fn string_at(
        &mut self,
        object: &'o Object<'_>,
        key: &'static str,
        span: Span,
    ) -> Option<(&'o str, Span)> {
        let value = self.required(object, key, span)?;
        let text = as_string(value);
        if text.is_none() {
            report_wrong_form(format!("`{key}`"), "a string", value.span, self.diagnostics);
        }
        text.map(|text| (text, value.span))
    }

    /// Items of a required array.
    fn list(
        &mut self,
        object: &'o Object<'_>,
        key: &'static str,
        span: Span,
    ) -> &'o [Expression<'o>] {
        let Some(value) = self.required(object, key, span) else {
            return &[];
        };
        let Value::Array(items) = &value.value else {
            report_wrong_form(format!("`{key}`"), "an array", value.span, self.diagnostics);
            return &[];
        };
        items
    }

    fn required(
        &mut self,
        object: &'o Object<'_>,
        key: &'static str,
        span: Span,
    ) -> Option<&'o Expression<'o>> {
        let value = value_of(object, key);
        if value.is_none() {
            let what = "the object".to_owned();
            self.diagnostics
                .report(StructureError::MissingKey { what, key }, span);
        }
        value
    }
}

/// Checks that names are unique, and that the type of each reference exists and has a fitting kind.
fn check_uses(
    infos: &[SchemaInfo],
    spans: &[Span],
    uses: &[Use<'_>],
    diagnostics: &mut Diagnostics,
) {
    let mut by_name: HashMap<&str, &SchemaMeta> = HashMap::with_capacity(infos.len());
    for (info, span) in infos.iter().zip(spans) {
        if by_name.insert(&info.name, &info.meta).is_some() {
            let name = info.name.clone();
            diagnostics.report(SemanticError::Redefined { name }, *span);
        }
    }
    for reference in uses {
        let name = reference.name.to_owned();
        let wrong = |part, expected| SemanticError::WrongType {
            part,
            expected,
            found: format!("`{}`", reference.name),
        };
        let error = match (by_name.get(reference.name), reference.role) {
            (None, _) => SemanticError::UnknownType { name },
            (Some(SchemaMeta::Command { .. }), _) => SemanticError::NotAType {
                name,
                what: "a command",
            },
            (Some(SchemaMeta::Event(_)), _) => SemanticError::NotAType {
                name,
                what: "an event",
            },
            (Some(SchemaMeta::Array(_)), Role::Element) => wrong(Part::Element, "no array"),
            (Some(SchemaMeta::Object { .. }), _) | (Some(_), Role::Any | Role::Element) => continue,
            (Some(_), Role::Object(part)) => wrong(part, "a struct or a union"),
        };
        diagnostics.set_context(reference.context.clone());
        diagnostics.report(error, reference.span);
    }
    diagnostics.set_context(None);
}
