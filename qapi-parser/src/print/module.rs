//! Printing of modules.

use std::fmt::{self, Write};

use crate::condition::Condition;
use crate::error::PragmaName;
use crate::print::facts::Facts;
use crate::schema::{
    Branch, Command, Definition, Event, Feature, Member, Module, ModuleId, ModuleItem, Pragma,
    Schema, Type, TypeId, TypeKind,
};

/// Prints a schema without prose: the text of a file for each module. The text reads back to the same definitions.
///
/// Documentation keeps only versions (`Since: 1.0`). Pragmas keep the exceptions from the naming rules, so that a strict
/// [`Loader`](crate::Loader) reads the text.
///
/// ```
/// let text = "{ 'command': 'block_resize', 'data': { '*device': 'str', 'size': 'int' } }";
/// let exception = "{ 'pragma': { 'command-name-exceptions': [ 'block_resize' ] } }";
/// let schema = qapi_parser::parse_str("block.json", &format!("{exception} {text}"))?;
/// let (module, printed) = qapi_parser::print(&schema).remove(0);
/// assert_eq!(schema[module].name, "block.json");
/// assert!(printed.contains("'*device': 'str'"));
/// assert!(qapi_parser::parse_str("again.json", &printed)?.find("block_resize").is_some());
/// # Ok::<(), qapi_parser::Errors>(())
/// ```
pub fn print(schema: &Schema) -> Vec<(ModuleId, String)> {
    schema
        .modules()
        .map(|(id, module)| (id, Printer { schema, module }.to_string()))
        .collect()
}

struct Printer<'s> {
    schema: &'s Schema,
    module: &'s Module,
}

impl fmt::Display for Printer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        for pragma in self.pragmas() {
            write!(f, "{separator}{pragma}")?;
            separator = "\n";
        }
        let mut after_include = false;
        for item in &self.module.items {
            let include = matches!(item, ModuleItem::Include(_));
            if !(include && after_include) {
                f.write_str(separator)?;
            }
            after_include = include;
            separator = "\n";
            match *item {
                ModuleItem::Include(included) => {
                    let path = between(&self.module.name, &self.schema[included].name);
                    writeln!(f, "{{ 'include': {} }}", Quoted(&path))?;
                }
                ModuleItem::Definition(definition) => self.definition(f, definition)?,
            }
        }
        Ok(())
    }
}

impl Printer<'_> {
    /// Pragmas with exceptions: those of the module, and `documentation-exceptions` for descriptions that are left out.
    fn pragmas(&self) -> Vec<String> {
        let mut lists = Vec::new();
        for pragma in &self.module.pragmas {
            match pragma {
                Pragma::Exceptions(PragmaName::DocumentationExceptions, _)
                | Pragma::DocRequired(_) => {}
                Pragma::Exceptions(pragma, names) => {
                    let mut names: Vec<&str> = names.iter().map(|name| &**name).collect();
                    names.sort_unstable();
                    lists.push((pragma.keyword(), names));
                }
            }
        }
        let undocumented = self.undocumented();
        if !undocumented.is_empty() {
            lists.push((PragmaName::DocumentationExceptions.keyword(), undocumented));
        }
        let print = |(pragma, names): (&str, Vec<&str>)| {
            let mut text = format!("{{ 'pragma': {{ {}: [", Quoted(pragma));
            separated(&mut text, &names, |text, name| {
                write!(text, "\n    {}", Quoted(name))
            });
            text + " ] } }\n"
        };
        lists
            .into_iter()
            .filter(|(_, names)| !names.is_empty())
            .map(print)
            .collect()
    }

    /// Names of the definitions whose comment describes only some of the members.
    fn undocumented(&self) -> Vec<&str> {
        let name = |definition: &Definition| {
            let facts = Facts::of(self.schema, *definition);
            let lacking = !facts.comment().is_empty() && facts.lack_members();
            lacking.then_some(facts.name)
        };
        self.module.definitions.iter().filter_map(name).collect()
    }

    fn definition(&self, f: &mut fmt::Formatter<'_>, definition: Definition) -> fmt::Result {
        for line in Facts::of(self.schema, definition).comment() {
            writeln!(f, "{line}")?;
        }
        let mut keys = Vec::new();
        match definition {
            Definition::Type(id) => self.ty(&mut keys, &self.schema[id]),
            Definition::Command(id) => self.command(&mut keys, &self.schema[id]),
            Definition::Event(id) => self.event(&mut keys, &self.schema[id]),
        }
        let keys: Vec<String> = keys
            .iter()
            .map(|(key, value)| format!("'{key}': {value}"))
            .collect();
        writeln!(f, "{{ {} }}", keys.join(",\n  "))
    }

    fn ty(&self, keys: &mut Keys, ty: &Type) {
        let name = Quoted(&ty.name).to_string();
        match &ty.kind {
            TypeKind::Enum(of) => {
                keys.push(("enum", name));
                let mut data = "[".to_owned();
                separated(&mut data, &of.values, |text, value| {
                    let extras = extras(value.condition.as_ref(), &value.features);
                    let name = Quoted(&value.name);
                    match extras.is_empty() {
                        true => write!(text, "\n    {name}"),
                        false => write!(text, "\n    {{ 'name': {name}{extras} }}"),
                    }
                });
                keys.push(("data", data + " ]"));
                keys.extend(
                    of.prefix
                        .as_ref()
                        .map(|prefix| ("prefix", Quoted(prefix).to_string())),
                );
            }
            TypeKind::Struct(of) => {
                keys.push(("struct", name));
                keys.extend(of.base.map(|base| ("base", self.reference(base))));
                keys.push(("data", self.members(&of.members)));
            }
            TypeKind::Union(of) => {
                keys.push(("union", name));
                keys.push(("base", self.data(of.base)));
                keys.push(("discriminator", Quoted(&of.discriminator).to_string()));
                keys.push(("data", self.branches(&of.branches)));
            }
            TypeKind::Alternate(of) => {
                keys.push(("alternate", name));
                keys.push(("data", self.branches(&of.branches)));
            }
            TypeKind::Builtin(_) | TypeKind::Array(_) => {}
        }
        common(keys, ty.condition.as_ref(), &ty.features);
    }

    fn command(&self, keys: &mut Keys, command: &Command) {
        keys.push(("command", Quoted(&command.name).to_string()));
        keys.extend(command.arguments.map(|data| ("data", self.data(data))));
        keys.extend(command.returns.map(|ty| ("returns", self.reference(ty))));
        let flags = [
            ("boxed", command.boxed, "true"),
            ("gen", !command.generate, "false"),
            ("success-response", !command.success_response, "false"),
            ("allow-oob", command.allow_oob, "true"),
            ("allow-preconfig", command.allow_preconfig, "true"),
            ("coroutine", command.coroutine, "true"),
        ];
        let given = flags.into_iter().filter(|(_, given, _)| *given);
        keys.extend(given.map(|(flag, _, value)| (flag, value.to_owned())));
        common(keys, command.condition.as_ref(), &command.features);
    }

    fn event(&self, keys: &mut Keys, event: &Event) {
        keys.push(("event", Quoted(&event.name).to_string()));
        keys.extend(event.data.map(|data| ("data", self.data(data))));
        keys.extend(event.boxed.then(|| ("boxed", "true".to_owned())));
        common(keys, event.condition.as_ref(), &event.features);
    }

    /// Members in place for an implicit object, otherwise the name of the type.
    fn data(&self, ty: TypeId) -> String {
        match &self.schema[ty].kind {
            TypeKind::Struct(object) if object.implicit => self.members(&object.members),
            _ => self.reference(ty),
        }
    }

    fn reference(&self, ty: TypeId) -> String {
        match self.schema[ty].kind {
            TypeKind::Array(element) => format!("[ {} ]", Quoted(&self.schema[element].name)),
            _ => Quoted(&self.schema[ty].name).to_string(),
        }
    }

    fn members(&self, members: &[Member]) -> String {
        let mut text = "{".to_owned();
        separated(&mut text, members, |text, member| {
            let star = if member.optional { "*" } else { "" };
            let extras = extras(member.condition.as_ref(), &member.features);
            self.entry(text, &format!("{star}{}", member.name), member.ty, &extras)
        });
        text + " }"
    }

    fn branches(&self, branches: &[Branch]) -> String {
        let mut text = "{".to_owned();
        separated(&mut text, branches, |text, branch| {
            self.entry(
                text,
                &branch.name,
                branch.ty,
                &extras(branch.condition.as_ref(), &[]),
            )
        });
        text + " }"
    }

    fn entry(&self, text: &mut String, name: &str, ty: TypeId, extras: &str) -> fmt::Result {
        let (name, ty) = (Quoted(name), self.reference(ty));
        match extras.is_empty() {
            true => write!(text, "\n    {name}: {ty}"),
            false => write!(text, "\n    {name}: {{ 'type': {ty}{extras} }}"),
        }
    }
}

/// Keys of a definition, with their values as text.
type Keys = Vec<(&'static str, String)>;

fn common(keys: &mut Keys, condition: Option<&Condition>, features: &[Feature]) {
    keys.extend(condition.map(|condition| ("if", Shown(condition).to_string())));
    if !features.is_empty() {
        keys.push(("features", list_of(features)));
    }
}

/// Further keys of a longhand: condition and features.
fn extras(condition: Option<&Condition>, features: &[Feature]) -> String {
    let mut keys = Vec::new();
    common(&mut keys, condition, features);
    keys.iter()
        .map(|(key, value)| format!(", '{key}': {value}"))
        .collect()
}

fn list_of(features: &[Feature]) -> String {
    let mut text = "[".to_owned();
    separated(&mut text, features, |text, feature| {
        match &feature.condition {
            None => write!(text, " {}", Quoted(&feature.name)),
            Some(condition) => {
                write!(
                    text,
                    " {{ 'name': {}, 'if': {} }}",
                    Quoted(&feature.name),
                    Shown(condition)
                )
            }
        }
    });
    text + " ]"
}

fn separated<T>(
    text: &mut String,
    items: &[T],
    mut print: impl FnMut(&mut String, &T) -> fmt::Result,
) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        print(text, item).expect("writing to a string cannot fail");
    }
}

/// A string in single quotes.
struct Quoted<'t>(&'t str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "'{}'", self.0.replace('\\', "\\\\"))
    }
}

struct Shown<'c>(&'c Condition);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |parts: &[Condition]| {
            parts
                .iter()
                .map(|part| Shown(part).to_string())
                .collect::<Vec<_>>()
                .join(", ")
        };
        match self.0 {
            Condition::Defined(symbol) => Quoted(symbol).fmt(f),
            Condition::All(parts) => write!(f, "{{ 'all': [ {} ] }}", list(parts)),
            Condition::Any(parts) => write!(f, "{{ 'any': [ {} ] }}", list(parts)),
            Condition::Not(inner) => write!(f, "{{ 'not': {} }}", Shown(inner)),
        }
    }
}

/// Path from the folder of `includer` to `included`. Both paths are relative to one folder.
fn between(includer: &str, included: &str) -> String {
    let folder = includer.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let path: Vec<&str> = included.split('/').collect();
    let shared = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let up = folder[shared..].iter().map(|_| "..");
    up.chain(path[shared..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}
