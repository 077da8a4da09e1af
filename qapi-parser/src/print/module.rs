//! Printing of modules.

use std::fmt::{self, Write};

use crate::condition::Condition;
use crate::error::PragmaName;
use crate::print::versions::SinceVersions;
use crate::schema::{
    Branch, Command, Definition, Event, Feature, Member, Module, ModuleId, ModuleItem, Pragma,
    Schema, Type, TypeId, TypeKind,
};

/// Prints a schema without prose: the text of a file for each module. Parsing the text gives the same definitions.
///
/// Documentation keeps only versions (`Since: 1.0`). Pragmas keep the exceptions from the naming rules, so that a
/// strict [`Loader`](crate::Loader) reads the text.
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
        for pragma in self.pragma_lines() {
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
                    let path = relative_path(&self.module.name, &self.schema[included].name);
                    writeln!(f, "{{ 'include': {} }}", Quoted(&path))?;
                }
                ModuleItem::Definition(definition) => self.write_definition(f, definition)?,
            }
        }
        Ok(())
    }
}

impl Printer<'_> {
    /// Pragmas with exceptions: all pragmas of the module, and `documentation-exceptions` for partly documented
    /// definitions.
    fn pragma_lines(&self) -> Vec<String> {
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
        let undocumented = self.partly_documented();
        if !undocumented.is_empty() {
            lists.push((PragmaName::DocumentationExceptions.keyword(), undocumented));
        }
        let print = |(pragma, names): (&str, Vec<&str>)| {
            let mut text = format!("{{ 'pragma': {{ {}: [", Quoted(pragma));
            write_list(&mut text, &names, |text, name| {
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
    fn partly_documented(&self) -> Vec<&str> {
        let name = |definition: &Definition| {
            let versions = SinceVersions::of_definition(self.schema, *definition);
            let lacking =
                !versions.comment_lines().is_empty() && versions.describe_only_some_members();
            lacking.then_some(versions.name)
        };
        self.module.definitions.iter().filter_map(name).collect()
    }

    fn write_definition(&self, f: &mut fmt::Formatter<'_>, definition: Definition) -> fmt::Result {
        for line in SinceVersions::of_definition(self.schema, definition).comment_lines() {
            writeln!(f, "{line}")?;
        }
        let mut keys = Vec::new();
        match definition {
            Definition::Type(id) => self.add_type_keys(&mut keys, &self.schema[id]),
            Definition::Command(id) => self.add_command_keys(&mut keys, &self.schema[id]),
            Definition::Event(id) => self.add_event_keys(&mut keys, &self.schema[id]),
        }
        let keys: Vec<String> = keys
            .iter()
            .map(|(key, value)| format!("'{key}': {value}"))
            .collect();
        writeln!(f, "{{ {} }}", keys.join(",\n  "))
    }

    fn add_type_keys(&self, keys: &mut Keys, ty: &Type) {
        let name = Quoted(&ty.name).to_string();
        match &ty.kind {
            TypeKind::Enum(of) => {
                keys.push(("enum", name));
                let mut data = "[".to_owned();
                write_list(&mut data, &of.values, |text, value| {
                    let extras = longhand_keys(value.condition.as_ref(), &value.features);
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
                keys.extend(of.base.map(|base| ("base", self.type_text(base))));
                keys.push(("data", self.members_text(&of.members)));
            }
            TypeKind::Union(of) => {
                keys.push(("union", name));
                keys.push(("base", self.data_text(of.base)));
                keys.push(("discriminator", Quoted(&of.discriminator).to_string()));
                keys.push(("data", self.branches_text(&of.branches)));
            }
            TypeKind::Alternate(of) => {
                keys.push(("alternate", name));
                keys.push(("data", self.branches_text(&of.branches)));
            }
            TypeKind::Builtin(_) | TypeKind::Array(_) => {}
        }
        add_common_keys(keys, ty.condition.as_ref(), &ty.features);
    }

    fn add_command_keys(&self, keys: &mut Keys, command: &Command) {
        keys.push(("command", Quoted(&command.name).to_string()));
        keys.extend(command.arguments.map(|data| ("data", self.data_text(data))));
        keys.extend(command.returns.map(|ty| ("returns", self.type_text(ty))));
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
        add_common_keys(keys, command.condition.as_ref(), &command.features);
    }

    fn add_event_keys(&self, keys: &mut Keys, event: &Event) {
        keys.push(("event", Quoted(&event.name).to_string()));
        keys.extend(event.data.map(|data| ("data", self.data_text(data))));
        keys.extend(event.boxed.then(|| ("boxed", "true".to_owned())));
        add_common_keys(keys, event.condition.as_ref(), &event.features);
    }

    /// Inline members for an implicit object; the name for any other type.
    fn data_text(&self, ty: TypeId) -> String {
        match &self.schema[ty].kind {
            TypeKind::Struct(object) if object.implicit => self.members_text(&object.members),
            _ => self.type_text(ty),
        }
    }

    fn type_text(&self, ty: TypeId) -> String {
        match self.schema[ty].kind {
            TypeKind::Array(element) => format!("[ {} ]", Quoted(&self.schema[element].name)),
            _ => Quoted(&self.schema[ty].name).to_string(),
        }
    }

    fn members_text(&self, members: &[Member]) -> String {
        let mut text = "{".to_owned();
        write_list(&mut text, members, |text, member| {
            let star = if member.optional { "*" } else { "" };
            let extras = longhand_keys(member.condition.as_ref(), &member.features);
            self.write_entry(text, &format!("{star}{}", member.name), member.ty, &extras)
        });
        text + " }"
    }

    fn branches_text(&self, branches: &[Branch]) -> String {
        let mut text = "{".to_owned();
        write_list(&mut text, branches, |text, branch| {
            self.write_entry(
                text,
                &branch.name,
                branch.ty,
                &longhand_keys(branch.condition.as_ref(), &[]),
            )
        });
        text + " }"
    }

    fn write_entry(&self, text: &mut String, name: &str, ty: TypeId, extras: &str) -> fmt::Result {
        let (name, ty) = (Quoted(name), self.type_text(ty));
        match extras.is_empty() {
            true => write!(text, "\n    {name}: {ty}"),
            false => write!(text, "\n    {name}: {{ 'type': {ty}{extras} }}"),
        }
    }
}

/// Keys of a definition, with the values as text.
type Keys = Vec<(&'static str, String)>;

fn add_common_keys(keys: &mut Keys, condition: Option<&Condition>, features: &[Feature]) {
    keys.extend(condition.map(|condition| ("if", PrintedCondition(condition).to_string())));
    if !features.is_empty() {
        keys.push(("features", feature_list(features)));
    }
}

/// Text of the keys `if` and `features` of an object in longhand.
fn longhand_keys(condition: Option<&Condition>, features: &[Feature]) -> String {
    let mut keys = Vec::new();
    add_common_keys(&mut keys, condition, features);
    keys.iter()
        .map(|(key, value)| format!(", '{key}': {value}"))
        .collect()
}

fn feature_list(features: &[Feature]) -> String {
    let mut text = "[".to_owned();
    write_list(&mut text, features, |text, feature| {
        match &feature.condition {
            None => write!(text, " {}", Quoted(&feature.name)),
            Some(condition) => {
                write!(
                    text,
                    " {{ 'name': {}, 'if': {} }}",
                    Quoted(&feature.name),
                    PrintedCondition(condition)
                )
            }
        }
    });
    text + " ]"
}

fn write_list<T>(
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

struct PrintedCondition<'c>(&'c Condition);

impl fmt::Display for PrintedCondition<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |parts: &[Condition]| {
            parts
                .iter()
                .map(|part| PrintedCondition(part).to_string())
                .collect::<Vec<_>>()
                .join(", ")
        };
        match self.0 {
            Condition::Defined(symbol) => Quoted(symbol).fmt(f),
            Condition::All(parts) => write!(f, "{{ 'all': [ {} ] }}", list(parts)),
            Condition::Any(parts) => write!(f, "{{ 'any': [ {} ] }}", list(parts)),
            Condition::Not(inner) => write!(f, "{{ 'not': {} }}", PrintedCondition(inner)),
        }
    }
}

/// Path from the folder of `includer` to `included`. Both paths are relative to one folder.
fn relative_path(includer: &str, included: &str) -> String {
    let folder = includer.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let path: Vec<&str> = included.split('/').collect();
    let shared = folder.iter().zip(&path).take_while(|(a, b)| a == b).count();
    let up = folder[shared..].iter().map(|_| "..");
    up.chain(path[shared..].iter().copied())
        .collect::<Vec<_>>()
        .join("/")
}
