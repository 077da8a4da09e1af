//! Dump of a schema in the format of the `.out` files of QEMU's schema test cases.

use std::fmt::Write;

use qapi_parser::{
    Branch, Condition, Definition, Doc, Feature, Member, Module, ModuleItem, Schema, Struct, Type,
    TypeId, TypeKind, Union,
};

/// Content of an `.out` file.
#[derive(Debug, PartialEq)]
pub(crate) struct Dump {
    /// Modules, includes, definitions and implicit objects, in order.
    pub(crate) blocks: Vec<String>,
    /// Array types, sorted. An `.out` file has them in the order of their first use, which a schema does not keep.
    pub(crate) arrays: Vec<String>,
    /// Documentation, in order: all sections with their text, without indentation and blank lines.
    pub(crate) docs: Vec<Vec<String>>,
}

impl Dump {
    /// Puts blocks and documentation into one order, whatever the order of their parts.
    pub(crate) fn new(mut blocks: Vec<String>, mut docs: Vec<Vec<String>>) -> Self {
        let mut arrays: Vec<String> = blocks
            .extract_if(.., |block| block.starts_with("array "))
            .collect();
        arrays.sort();
        for doc in &mut docs {
            // A schema does not keep the order of sections of different kinds.
            doc.sort_by_key(|section| {
                (
                    section.starts_with("section="),
                    !section.starts_with("doc "),
                )
            });
            let sections = doc
                .iter()
                .position(|s| s.starts_with("section="))
                .unwrap_or(doc.len());
            doc[sections..].sort();
        }
        Self {
            blocks,
            arrays,
            docs,
        }
    }

    /// Content of the `.out` file of a schema.
    pub(crate) fn of(schema: &Schema) -> Self {
        let mut blocks = vec!["module ./builtin\n".to_owned()];
        for name in ["q_empty", "QType"] {
            let id = schema.find_type(name).expect("built in");
            blocks.extend(types(schema, id));
        }
        for (_, module) in schema.modules() {
            blocks.push(format!("module {}\n", module.name));
            module
                .items
                .iter()
                .for_each(|item| blocks.extend(entries(schema, module, *item)));
        }
        let arrays = schema.types().filter(|(_, ty)| ty.module.is_some());
        for (id, ty) in arrays.filter(|(_, ty)| matches!(ty.kind, TypeKind::Array(_))) {
            blocks.extend(types(schema, id));
            assert!(ty.name.ends_with("List"));
        }
        Self::new(blocks, docs(schema))
    }
}

fn entries(schema: &Schema, module: &Module, item: ModuleItem) -> Vec<String> {
    let implicit = |ty: Option<TypeId>| ty.filter(|ty| schema[*ty].name.starts_with("q_obj_"));
    match item {
        ModuleItem::Include(included) => {
            let folder = module
                .name
                .rsplit_once('/')
                .map_or("", |(folder, _)| folder);
            let name = &schema[included].name;
            let name = name
                .strip_prefix(folder)
                .map_or(&**name, |name| name.trim_start_matches('/'));
            vec![format!("include {name}\n")]
        }
        ModuleItem::Definition(Definition::Type(id)) => match &schema[id].kind {
            TypeKind::Union(union) => {
                let base = implicit(Some(union.base)).into_iter();
                base.chain([id]).flat_map(|id| types(schema, id)).collect()
            }
            _ => types(schema, id),
        },
        ModuleItem::Definition(Definition::Command(id)) => {
            let arguments = implicit(schema[id].arguments).into_iter();
            arguments
                .flat_map(|id| types(schema, id))
                .chain([command(schema, &schema[id])])
                .collect()
        }
        ModuleItem::Definition(Definition::Event(id)) => {
            let data = implicit(schema[id].data).into_iter();
            data.flat_map(|id| types(schema, id))
                .chain([event(schema, &schema[id])])
                .collect()
        }
        other => panic!("unknown item {other:?}"),
    }
}

fn types(schema: &Schema, id: TypeId) -> Vec<String> {
    let ty = &schema[id];
    let mut text = String::new();
    match &ty.kind {
        TypeKind::Enum(of) => {
            writeln!(text, "enum {}", ty.name).expect("a string grows");
            if let Some(prefix) = of.prefix.as_ref().filter(|_| ty.module.is_some()) {
                writeln!(text, "    prefix {prefix}").expect("a string grows");
            }
            for value in &of.values {
                writeln!(text, "    member {}", value.name).expect("a string grows");
                conditions(&mut text, 8, value.condition.as_ref(), &value.features);
            }
        }
        TypeKind::Struct(of) => object(&mut text, schema, ty, of),
        TypeKind::Union(of) => union(&mut text, schema, ty, of),
        TypeKind::Alternate(of) => {
            writeln!(text, "alternate {}\n    tag type", ty.name).expect("a string grows");
            of.branches
                .iter()
                .for_each(|branch| case(&mut text, schema, branch));
        }
        TypeKind::Array(element) => {
            return vec![format!("array {} {}\n", ty.name, schema[*element].name)];
        }
        other => panic!("no block for {other:?}"),
    }
    conditions(&mut text, 4, ty.condition.as_ref(), &ty.features);
    vec![text]
}

fn object(text: &mut String, schema: &Schema, ty: &Type, of: &Struct) {
    writeln!(text, "object {}", ty.name).expect("a string grows");
    if let Some(base) = of.base {
        writeln!(text, "    base {}", schema[base].name).expect("a string grows");
    }
    for Member {
        name,
        ty,
        optional,
        condition,
        features,
        ..
    } in &of.members
    {
        let optional = if *optional { "True" } else { "False" };
        writeln!(
            text,
            "    member {name}: {} optional={optional}",
            schema[*ty].name
        )
        .expect("a string grows");
        conditions(text, 8, condition.as_ref(), features);
    }
}

/// Writes a union. The branch of a value without branch is the empty object.
fn union(text: &mut String, schema: &Schema, ty: &Type, of: &Union) {
    writeln!(text, "object {}", ty.name).expect("a string grows");
    writeln!(
        text,
        "    base {}\n    tag {}",
        schema[of.base].name, of.discriminator
    )
    .expect("a string grows");
    of.branches
        .iter()
        .for_each(|branch| case(text, schema, branch));
    let TypeKind::Enum(tag) = &schema[of.tag].kind else {
        panic!("a tag is an enum")
    };
    for value in &tag.values {
        if schema
            .branch(schema.find_type(&ty.name).expect("a type"), &value.name)
            .is_none()
        {
            writeln!(text, "    case {}: q_empty", value.name).expect("a string grows");
            conditions(text, 8, value.condition.as_ref(), &[]);
        }
    }
}

fn case(text: &mut String, schema: &Schema, branch: &Branch) {
    writeln!(text, "    case {}: {}", branch.name, schema[branch.ty].name).expect("a string grows");
    conditions(text, 8, branch.condition.as_ref(), &[]);
}

fn command(schema: &Schema, command: &qapi_parser::Command) -> String {
    let name = |ty: Option<TypeId>| ty.map_or("None", |ty| &schema[ty].name);
    let truth = |flag: bool| if flag { "True" } else { "False" };
    let mut text = format!(
        "command {} {} -> {}\n    gen={} success_response={} boxed={} oob={} preconfig={}{}\n",
        command.name,
        name(command.arguments),
        name(command.returns),
        truth(command.generate),
        truth(command.success_response),
        truth(command.boxed),
        truth(command.allow_oob),
        truth(command.allow_preconfig),
        if command.coroutine {
            " coroutine=True"
        } else {
            ""
        },
    );
    conditions(&mut text, 4, command.condition.as_ref(), &command.features);
    text
}

fn event(schema: &Schema, event: &qapi_parser::Event) -> String {
    let data = event.data.map_or("None", |ty| &schema[ty].name);
    let boxed = if event.boxed { "True" } else { "False" };
    let mut text = format!("event {} {data}\n    boxed={boxed}\n", event.name);
    conditions(&mut text, 4, event.condition.as_ref(), &event.features);
    text
}

fn conditions(
    text: &mut String,
    indent: usize,
    condition: Option<&Condition>,
    features: &[Feature],
) {
    if let Some(condition) = condition {
        let shown = match condition {
            Condition::Defined(symbol) => symbol.clone(),
            other => python(other),
        };
        writeln!(text, "{:indent$}if {shown}", "").expect("a string grows");
    }
    for feature in features {
        writeln!(text, "{:indent$}feature {}", "", feature.name).expect("a string grows");
        conditions(text, indent + 4, feature.condition.as_ref(), &[]);
    }
}

fn python(condition: &Condition) -> String {
    let list = |parts: &[Condition]| parts.iter().map(python).collect::<Vec<_>>().join(", ");
    match condition {
        Condition::Defined(symbol) => format!("'{symbol}'"),
        Condition::All(parts) => format!("{{'all': [{}]}}", list(parts)),
        Condition::Any(parts) => format!("{{'any': [{}]}}", list(parts)),
        Condition::Not(inner) => format!("{{'not': {}}}", python(inner)),
    }
}

/// All documentation, in the order of the text.
fn docs(schema: &Schema) -> Vec<Vec<String>> {
    let mut docs: Vec<(u32, Vec<String>)> = Vec::new();
    let line = |doc: &Doc| {
        schema
            .sources()
            .locate(doc.span)
            .expect("documentation has a place")
            .line
    };
    let mut keep = |name: &str, doc: Option<&Doc>, members: Vec<&str>| {
        if let Some(doc) = doc {
            docs.push((line(doc), of_definition(name, doc, &members)));
        }
    };
    for (id, ty) in schema.types() {
        let members = match &ty.kind {
            TypeKind::Enum(of) => of.values.iter().map(|value| &*value.name).collect(),
            TypeKind::Alternate(of) => of.branches.iter().map(|branch| &*branch.name).collect(),
            TypeKind::Struct(of) => of.members.iter().map(|member| &*member.name).collect(),
            TypeKind::Union(of) => implicit(schema, Some(of.base)),
            _ => Vec::new(),
        };
        keep(&schema[id].name, ty.doc.as_ref(), members);
    }
    for (_, command) in schema.commands() {
        keep(
            &command.name,
            command.doc.as_ref(),
            implicit(schema, command.arguments),
        );
    }
    for (_, event) in schema.events() {
        keep(
            &event.name,
            event.doc.as_ref(),
            implicit(schema, event.data),
        );
    }
    for (_, module) in schema.modules() {
        for doc in &module.docs {
            let text = section("body=", &doc.body);
            docs.push((line(doc), vec!["doc freeform".to_owned(), text]));
        }
    }
    docs.sort_by_key(|(line, _)| *line);
    docs.into_iter().map(|(_, doc)| doc).collect()
}

/// Members of an implicit object. Empty for other types.
fn implicit(schema: &Schema, ty: Option<TypeId>) -> Vec<&str> {
    let ty = ty.filter(|ty| schema[*ty].name.starts_with("q_obj_"));
    ty.map(|ty| {
        schema
            .members(ty)
            .iter()
            .map(|member| &*member.name)
            .collect()
    })
    .unwrap_or_default()
}

fn section(start: &str, text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    std::iter::once(start)
        .chain(lines)
        .collect::<Vec<_>>()
        .join("\n")
}

fn of_definition(name: &str, doc: &Doc, members: &[&str]) -> Vec<String> {
    let mut sections = vec![format!("doc symbol={name}"), section("body=", &doc.body)];
    let described = |member: &&&str| doc.members.iter().any(|item| item.name == **member);
    sections.extend(
        doc.members
            .iter()
            .map(|item| section(&format!("arg={}", item.name), &item.text)),
    );
    sections.extend(
        members
            .iter()
            .filter(|m| !described(m))
            .map(|member| format!("arg={member}")),
    );
    sections.extend(
        doc.features
            .iter()
            .map(|item| section(&format!("feature={}", item.name), &item.text)),
    );
    for (tag, text) in [
        ("Returns", &doc.returns),
        ("Errors", &doc.errors),
        ("Since", &doc.since),
    ] {
        sections.extend(
            text.iter()
                .map(|text| section(&format!("section={tag}"), text)),
        );
    }
    for other in &doc.sections {
        let tag = if other.tag.is_some() { "Todo" } else { "Plain" };
        sections.push(section(&format!("section={tag}"), &other.text));
    }
    sections
}
