//! Introspection: the reply to `query-qmp-schema` (QAPI language, "Client JSON Protocol introspection").

use std::collections::HashSet;
use std::fmt;

use crate::condition::{Condition, Config};
use crate::schema::model::{
    Alternate, Builtin, Enum, EnumValue, Feature, Schema, TypeId, TypeKind, Union,
};

/// One element of the reply to `query-qmp-schema`. Types have their names from the schema, while QEMU sends numbers.
///
/// `Display` prints JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaInfo {
    /// Name of the command, event or type.
    pub name: String,
    /// Names of the features.
    pub features: Vec<String>,
    /// Kind of the element, with the properties of the kind.
    pub meta: SchemaMeta,
}

/// Kind of a [`SchemaInfo`] (`meta-type`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemaMeta {
    /// A built-in type, with the JSON type.
    Builtin(&'static str),
    /// An enum, with its values.
    Enum(Vec<SchemaValue>),
    /// An array, with the type of its elements.
    Array(String),
    /// A struct or union.
    Object {
        /// Common members, including the members of bases.
        members: Vec<SchemaMember>,
        /// Discriminator of a union, and pairs of value and branch type; `None` for a struct.
        variants: Option<(String, Vec<(String, String)>)>,
    },
    /// An alternate, with the types of its branches.
    Alternate(Vec<String>),
    /// A command.
    Command {
        /// Object type of the arguments.
        arguments: String,
        /// Return type.
        returns: String,
        /// Whether the command can be sent out-of-band.
        allow_oob: bool,
    },
    /// An event, with the object type of its data.
    Event(String),
}

/// Enum value in a [`SchemaMeta::Enum`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaValue {
    /// String on the wire.
    pub name: String,
    /// Names of the features.
    pub features: Vec<String>,
}

/// Member in a [`SchemaMeta::Object`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SchemaMember {
    /// Name on the wire.
    pub name: String,
    /// Name of the type.
    pub ty: String,
    /// Whether the member can be absent (`"default": null`).
    pub optional: bool,
    /// Names of the features.
    pub features: Vec<String>,
}

impl Schema {
    /// Reply to `query-qmp-schema` of a QEMU with this schema and configuration. Only the names of types differ.
    ///
    /// Open conditions count as true. As in QEMU, the reply contains a type even if only items with a false condition
    /// use the type.
    ///
    /// ```
    /// use qapi_parser::Config;
    ///
    /// let schema = qapi_parser::parse_str("s", "
    ///     { 'event': 'TICK', 'data': { 'count': 'uint32' } }
    ///     { 'event': 'TOCK', 'if': 'CONFIG_TOCK' }
    /// ")?;
    /// let infos = schema.introspect(&Config::new().close());
    /// let lines: Vec<String> = infos.iter().map(ToString::to_string).collect();
    /// assert_eq!(lines, [
    ///     r#"{"name": "TICK", "meta-type": "event", "arg-type": "q_obj_TICK-arg"}"#,
    ///     r#"{"name": "q_obj_TICK-arg", "meta-type": "object", "members": [{"name": "count", "type": "int"}]}"#,
    ///     r#"{"name": "q_empty", "meta-type": "object", "members": []}"#,
    ///     r#"{"name": "int", "meta-type": "builtin", "json-type": "int"}"#,
    /// ]);
    /// # Ok::<(), qapi_parser::Errors>(())
    /// ```
    pub fn introspect(&self, config: &Config) -> Vec<SchemaInfo> {
        let mut builder = ReplyBuilder {
            schema: self,
            config,
            used: Vec::new(),
            seen: HashSet::new(),
        };
        let mut infos = Vec::new();
        for command in &self.commands {
            let meta = SchemaMeta::Command {
                arguments: builder.object_name(command.arguments),
                returns: builder.object_name(command.returns),
                allow_oob: command.allow_oob,
            };
            let info = builder.element(&command.name, &command.features, meta);
            infos.extend(builder.is_included(&command.condition).then_some(info));
        }
        for event in &self.events {
            let meta = SchemaMeta::Event(builder.object_name(event.data));
            let info = builder.element(&event.name, &event.features, meta);
            infos.extend(builder.is_included(&event.condition).then_some(info));
        }
        let mut next = 0;
        while let Some(used) = builder.used.get(next).copied() {
            next += 1;
            let info = builder.type_element(used);
            infos.extend(builder.is_included(&self[used].condition).then_some(info));
        }
        infos
    }
}

/// Builder of the reply to `query-qmp-schema`: collects the types that the reply uses, in the order of first use.
struct ReplyBuilder<'s> {
    schema: &'s Schema,
    config: &'s Config,
    used: Vec<TypeId>,
    seen: HashSet<TypeId>,
}

impl<'s> ReplyBuilder<'s> {
    /// Name of a type in the reply. Adds the type to the reply.
    fn name(&mut self, ty: TypeId) -> String {
        let ty = self.integer_as_int(ty);
        if self.seen.insert(ty) {
            self.used.push(ty);
        }
        match self.schema[ty].kind {
            TypeKind::Array(element) => format!("[{}]", self.name(element)),
            _ => self.schema[ty].name.clone(),
        }
    }

    fn object_name(&mut self, ty: Option<TypeId>) -> String {
        let ty = ty.or_else(|| self.schema.find_type("q_empty"));
        ty.map(|ty| self.name(ty)).unwrap_or_default()
    }

    /// Replaces a type by the type that QEMU sends: `int` for all integer types.
    fn integer_as_int(&self, ty: TypeId) -> TypeId {
        let integer = |ty: TypeId| match self.schema[ty].kind {
            TypeKind::Builtin(builtin) if builtin.is_integer() => self.schema.find_type("int"),
            _ => None,
        };
        match self.schema[ty].kind {
            TypeKind::Array(element) if integer(element).is_some() => self.first_integer_array(ty),
            _ => integer(ty).unwrap_or(ty),
        }
    }

    /// First array of integers in the reply, which QEMU sends for all arrays of integers.
    fn first_integer_array(&self, ty: TypeId) -> TypeId {
        let arrays = self.used.iter().copied().filter(|used| {
            let TypeKind::Array(element) = self.schema[*used].kind else {
                return false;
            };
            matches!(self.schema[element].kind, TypeKind::Builtin(of) if of.is_integer())
        });
        arrays.into_iter().next().unwrap_or(ty)
    }

    fn is_included(&self, condition: &Option<Condition>) -> bool {
        let holds = condition
            .as_ref()
            .map(|condition| condition.evaluate(self.config));
        holds.flatten() != Some(false)
    }

    fn element(&self, name: &str, features: &[Feature], meta: SchemaMeta) -> SchemaInfo {
        SchemaInfo {
            name: name.to_owned(),
            features: self.features(features),
            meta,
        }
    }

    fn features(&self, features: &[Feature]) -> Vec<String> {
        let shown = features
            .iter()
            .filter(|feature| self.is_included(&feature.condition));
        shown.map(|feature| feature.name.clone()).collect()
    }

    fn type_element(&mut self, id: TypeId) -> SchemaInfo {
        let ty = &self.schema[id];
        let meta = match &ty.kind {
            TypeKind::Builtin(builtin) => SchemaMeta::Builtin(json_type(*builtin)),
            TypeKind::Enum(of) => SchemaMeta::Enum(self.values(of)),
            TypeKind::Array(element) => {
                let element = self.name(*element);
                return self.element(&format!("[{element}]"), &[], SchemaMeta::Array(element));
            }
            TypeKind::Struct(_) => SchemaMeta::Object {
                members: self.members(id),
                variants: None,
            },
            TypeKind::Union(of) => SchemaMeta::Object {
                members: self.members(id),
                variants: Some(self.variants(of)),
            },
            TypeKind::Alternate(of) => SchemaMeta::Alternate(self.branch_types(of)),
        };
        self.element(&ty.name, &ty.features, meta)
    }

    fn values(&self, of: &Enum) -> Vec<SchemaValue> {
        let shown = of
            .values
            .iter()
            .filter(|value| self.is_included(&value.condition));
        let value = |value: &EnumValue| SchemaValue {
            name: value.name.clone(),
            features: self.features(&value.features),
        };
        shown.map(value).collect()
    }

    fn members(&mut self, ty: TypeId) -> Vec<SchemaMember> {
        let mut members = Vec::new();
        for member in self.schema.members(ty) {
            let info = SchemaMember {
                name: member.name.clone(),
                ty: self.name(member.ty),
                optional: member.optional,
                features: self.features(&member.features),
            };
            members.extend(self.is_included(&member.condition).then_some(info));
        }
        members
    }

    fn branch_types(&mut self, of: &Alternate) -> Vec<String> {
        let mut types = Vec::new();
        for branch in &of.branches {
            let name = self.name(branch.ty);
            types.extend(self.is_included(&branch.condition).then_some(name));
        }
        types
    }

    /// Discriminator and branches: the branches in the schema, then an empty branch for each other value.
    fn variants(&mut self, union: &Union) -> (String, Vec<(String, String)>) {
        let mut variants = Vec::new();
        for branch in &union.branches {
            let variant = (branch.name.clone(), self.name(branch.ty));
            variants.extend(self.is_included(&branch.condition).then_some(variant));
        }
        if let TypeKind::Enum(tag) = &self.schema[union.tag].kind {
            let written: HashSet<&str> =
                union.branches.iter().map(|branch| &*branch.name).collect();
            for value in tag
                .values
                .iter()
                .filter(|value| !written.contains(&*value.name))
            {
                let variant = (value.name.clone(), self.object_name(None));
                variants.extend(self.is_included(&value.condition).then_some(variant));
            }
        }
        (union.discriminator.clone(), variants)
    }
}

/// The JSON type (`json-type`) of a built-in type.
pub(crate) fn json_type(builtin: Builtin) -> &'static str {
    match builtin {
        Builtin::Str => "string",
        Builtin::Number => "number",
        Builtin::Bool => "boolean",
        Builtin::Null => "null",
        Builtin::Any => "value",
        _ => "int",
    }
}

/// The names are printed without escapes, because no name has a quote, a backslash or a non-ASCII character.
impl fmt::Display for SchemaInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{\"name\": \"{}\", \"meta-type\": ", self.name)?;
        match &self.meta {
            SchemaMeta::Builtin(json) => write!(f, "\"builtin\", \"json-type\": \"{json}\"")?,
            SchemaMeta::Enum(values) => {
                let quoted = |value: &SchemaValue| format!("\"{}\"", value.name);
                write!(
                    f,
                    "\"enum\", \"members\": {}",
                    json_list(values, ToString::to_string)
                )?;
                write!(f, ", \"values\": {}", json_list(values, quoted))?;
            }
            SchemaMeta::Array(element) => write!(f, "\"array\", \"element-type\": \"{element}\"")?,
            SchemaMeta::Object { members, variants } => {
                write!(
                    f,
                    "\"object\", \"members\": {}",
                    json_list(members, ToString::to_string)
                )?;
                if let Some((tag, variants)) = variants {
                    let variants = json_list(variants, |(case, ty)| {
                        format!("{{\"case\": \"{case}\", \"type\": \"{ty}\"}}")
                    });
                    write!(f, ", \"tag\": \"{tag}\", \"variants\": {variants}")?;
                }
            }
            SchemaMeta::Alternate(types) => {
                let members = json_list(types, |ty| format!("{{\"type\": \"{ty}\"}}"));
                write!(f, "\"alternate\", \"members\": {members}")?;
            }
            SchemaMeta::Command {
                arguments,
                returns,
                allow_oob,
            } => {
                write!(
                    f,
                    "\"command\", \"arg-type\": \"{arguments}\", \"ret-type\": \"{returns}\""
                )?;
                f.write_str(if *allow_oob {
                    ", \"allow-oob\": true"
                } else {
                    ""
                })?;
            }
            SchemaMeta::Event(data) => write!(f, "\"event\", \"arg-type\": \"{data}\"")?,
        }
        write!(f, "{}}}", Features(&self.features))
    }
}

impl fmt::Display for SchemaValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{{\"name\": \"{}\"{}}}",
            self.name,
            Features(&self.features)
        )
    }
}

impl fmt::Display for SchemaMember {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let default = if self.optional {
            ", \"default\": null"
        } else {
            ""
        };
        let (name, ty, features) = (&self.name, &self.ty, Features(&self.features));
        write!(
            f,
            "{{\"name\": \"{name}\", \"type\": \"{ty}\"{default}{features}}}"
        )
    }
}

struct Features<'i>(&'i [String]);

impl fmt::Display for Features<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return Ok(());
        }
        write!(
            f,
            ", \"features\": {}",
            json_list(self.0, |name| format!("\"{name}\""))
        )
    }
}

fn json_list<T>(items: &[T], show: impl Fn(&T) -> String) -> String {
    format!(
        "[{}]",
        items.iter().map(show).collect::<Vec<_>>().join(", ")
    )
}
