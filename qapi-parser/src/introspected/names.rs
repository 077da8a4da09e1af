//! Names of the types in an answer, and the order of the definitions.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};

use crate::introspected::answer::{Answer, InfoId, Kind};
use crate::introspected::pairs::Pairs;
use crate::schema::{Builtin, SchemaMeta, TypeKind};

/// Definitions of the schema in order, and the names of the types.
pub(super) struct Names {
    /// Commands, events and named types. A type comes before the first command or event that uses it.
    pub(super) order: Vec<InfoId>,
    types: HashMap<InfoId, String>,
    /// The element for "no arguments", "no result" and "no branch".
    empty: Option<InfoId>,
}

impl Names {
    /// Name of a type; `None` for a built-in type, an array and an inline object.
    pub(super) fn of(&self, id: InfoId) -> Option<&str> {
        self.types.get(&id).map(String::as_str)
    }

    /// Whether the element stands for no arguments, no result or no branch.
    pub(super) fn is_nothing(&self, id: InfoId) -> bool {
        self.empty == Some(id)
    }

    pub(super) fn assign(answer: &Answer, pairs: &Pairs<'_>) -> Self {
        let mut namer = Namer {
            answer,
            pairs,
            names: Self {
                order: Vec::new(),
                types: HashMap::new(),
                empty: empty_object(answer, pairs),
            },
            data: answer.data().collect(),
            visited: HashSet::new(),
            taken: HashMap::new(),
        };
        namer.reserve();
        for (id, info) in answer.infos.iter().enumerate() {
            let name = camel_case(&info.name);
            match &info.meta {
                SchemaMeta::Command {
                    arguments, returns, ..
                } => {
                    namer.visit_data(answer.id(arguments), &name, "Arguments");
                    namer.visit_result(answer.id(returns), format!("{name}Result"));
                    namer.names.order.push(id);
                }
                SchemaMeta::Event(data) => {
                    namer.visit_data(answer.id(data), &name, "Data");
                    namer.names.order.push(id);
                }
                _ => {}
            }
        }
        namer.names
    }
}

/// Finds the element for "no arguments": the empty object that most commands and events have as data.
fn empty_object(answer: &Answer, pairs: &Pairs<'_>) -> Option<InfoId> {
    let mut counts: HashMap<InfoId, usize> = HashMap::new();
    for id in answer.data() {
        if answer.is_empty(id) && pairs.named(id).is_none() {
            *counts.entry(id).or_default() += 1;
        }
    }
    let by_name = |id: &InfoId| answer.infos[*id].name == "q_empty";
    let most_used = counts
        .iter()
        .max_by_key(|(id, count)| (**count, usize::MAX - **id));
    let named = counts.keys().copied().find(by_name);
    named.or(most_used.map(|(id, _)| *id))
}

/// Names types in the order of first use.
struct Namer<'a> {
    answer: &'a Answer,
    pairs: &'a Pairs<'a>,
    names: Names,
    /// Arguments of commands and data of events.
    data: HashSet<InfoId>,
    visited: HashSet<InfoId>,
    /// Names in lower case, with the next number for a name like it. Names that differ only in case would be hard to
    /// tell apart.
    taken: HashMap<String, usize>,
}

/// Maximum length of a name that is made from a path.
const MAX_LENGTH: usize = 80;

impl Namer<'_> {
    /// Reserves the names of all types of the reference schema, and of all types that the answer names.
    fn reserve(&mut self) {
        let reference = self.pairs.reference();
        let theirs = reference
            .into_iter()
            .flat_map(|reference| reference.types());
        let theirs = theirs.map(|(_, ty)| &*ty.name);
        let types = self.answer.infos.iter().map(|info| &*info.name);
        let types = types.filter(|name| is_type_name(name));
        for name in theirs.chain(types).chain(["QType"]) {
            self.taken.insert(name.to_ascii_lowercase(), 2);
        }
    }

    /// Visits the data of a command or event. Inline data has no name, but the types in it are named after `owner`.
    fn visit_data(&mut self, id: InfoId, owner: &str, suffix: &str) {
        if self.names.is_nothing(id) {
            return;
        }
        let name = if self.is_inline(id) {
            owner.to_owned()
        } else {
            format!("{owner}{suffix}")
        };
        self.visit(id, name);
    }

    fn visit_result(&mut self, id: InfoId, name: String) {
        if !self.names.is_nothing(id) {
            self.visit(id, name);
        }
    }

    /// Whether the data of a command or event is written in place: one use, and no name in the reference schema or in
    /// the answer. Only members of a named type can have exceptions from the naming rules.
    fn is_inline(&self, id: InfoId) -> bool {
        let exception = |name: &str| name.contains(|c: char| c.is_ascii_uppercase() || c == '_');
        self.answer.is_used_once(id)
            && !self.answer.is_union(id)
            && self.answer.infos[id].features.is_empty()
            && self.pairs.named(id).is_none()
            && !is_type_name(&self.answer.infos[id].name)
            && self.data.contains(&id)
            && !self
                .answer
                .members(id)
                .iter()
                .any(|member| exception(&member.name))
    }

    /// Names a type and the types that it uses. `name` is the name for a type that has no other.
    fn visit(&mut self, id: InfoId, name: String) {
        let mut open = VecDeque::from([(id, name)]);
        while let Some((id, name)) = open.pop_front() {
            if !self.visited.insert(id) {
                continue;
            }
            match self.answer.meta(id) {
                SchemaMeta::Array(element) => open.push_back((self.answer.id(element), name)),
                SchemaMeta::Builtin(_) | SchemaMeta::Command { .. } | SchemaMeta::Event(_) => {}
                _ => {
                    let owner = self.name_type(id, name);
                    self.push_parts(id, &owner, &mut open);
                }
            }
        }
    }

    /// Names a type, and returns the name or, for inline data, the name of its owner.
    fn name_type(&mut self, id: InfoId, name: String) -> String {
        if self.is_inline(id) {
            return name;
        }
        let given = &self.answer.infos[id].name;
        let name = match self.pairs.named(id) {
            _ if is_type_name(given) => given.clone(),
            Some((reference, ty)) => reference[ty].name.clone(),
            None => self.unique(name),
        };
        self.names.types.insert(id, name.clone());
        if name != "QType" {
            self.names.order.push(id);
        }
        name
    }

    fn push_parts(&self, id: InfoId, owner: &str, open: &mut VecDeque<(InfoId, String)>) {
        let base = self.pairs.base(self.answer, id);
        open.extend(base.map(|base| (base, format!("{owner}Base"))));
        for member in self.answer.members(id) {
            let name = format!("{owner}{}", camel_case(&member.name));
            open.push_back((self.answer.id(&member.ty), name));
        }
        for (case, ty) in self.answer.branches(id) {
            let ty = self.answer.id(ty);
            if !self.names.is_nothing(ty) {
                open.push_back((ty, format!("{owner}{}", camel_case(case))));
            }
        }
        if let SchemaMeta::Alternate(types) = self.answer.meta(id) {
            for ty in types.iter().map(|ty| self.answer.id(ty)) {
                let kind = self.answer.kind(ty).map_or("", branch_name);
                open.push_back((ty, format!("{owner}{}", camel_case(kind))));
            }
        }
    }

    /// A valid name that no other type has: the name itself, or the name with a suffix.
    fn unique(&mut self, mut name: String) -> String {
        if name.len() > MAX_LENGTH {
            name.truncate(MAX_LENGTH);
        }
        // Names that end in `List` are reserved, and a name needs a lower-case letter.
        if name.ends_with("List") || !name.contains(|c: char| c.is_ascii_lowercase()) {
            name.push_str("Type");
        }
        loop {
            let number = self.taken.entry(name.to_ascii_lowercase()).or_insert(1);
            *number += 1;
            let numbered = match *number - 1 {
                1 => return name,
                number => format!("{name}{number}"),
            };
            if let Entry::Vacant(entry) = self.taken.entry(numbered.to_ascii_lowercase()) {
                entry.insert(2);
                return numbered;
            }
        }
    }
}

/// Name of a branch of an alternate, for which the answer has no name.
pub(super) fn branch_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Builtin("boolean") => "bool",
        Kind::Builtin("int") => "integer",
        Kind::Builtin("value") => "any",
        Kind::Builtin(json) => json,
        Kind::Enum => "enum",
        Kind::Array => "list",
        Kind::Object => "object",
        Kind::Alternate => "alternate",
    }
}

/// Whether the answer names a type for people. QEMU sends numbers, unless it was built with unmasked names.
fn is_type_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && name.contains(|c: char| c.is_ascii_lowercase())
        && !name.ends_with("List")
        && name != "QType"
}

/// Name in CamelCase: each run of letters and digits starts with a capital. A name in capitals gets lower-case letters.
fn camel_case(name: &str) -> String {
    let capitals = !name.contains(|c: char| c.is_ascii_lowercase());
    let words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let mut camel = String::new();
    for word in words.filter(|word| !word.is_empty()) {
        let (first, rest) = word.split_at(1);
        camel.push_str(&first.to_ascii_uppercase());
        match capitals {
            true => camel.push_str(&rest.to_ascii_lowercase()),
            false => camel.push_str(rest),
        }
    }
    camel
}

/// Built-in type of an element: by name, or by JSON type if the name is unknown.
pub(super) fn builtin(name: &str, json: &str) -> Builtin {
    let mut all = Builtin::ALL.into_iter();
    all.find(|builtin| builtin.name() == name)
        .unwrap_or(match json {
            "string" => Builtin::Str,
            "number" => Builtin::Number,
            "int" => Builtin::Int,
            "boolean" => Builtin::Bool,
            "null" => Builtin::Null,
            _ => Builtin::Any,
        })
}

/// Integer type of the reference schema, for an integer in the answer.
pub(super) fn integer(kind: &TypeKind) -> Option<Builtin> {
    match kind {
        TypeKind::Builtin(builtin) if builtin.is_integer() => Some(*builtin),
        _ => None,
    }
}
