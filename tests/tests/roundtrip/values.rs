//! JSON values made from a schema: valid values, values of a newer peer, invalid values.

use qapi_parser::{Builtin, Enum, Member, Schema, TypeId, TypeKind};
use serde_json::{Map, Value, json};

/// Generator of random numbers. The same name gives the same numbers.
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(name: &str) -> Self {
        let start = 0xcbf2_9ce4_8422_2325;
        Self(name.bytes().fold(start, |hash, b| {
            (hash ^ u64::from(b)).wrapping_mul(0x100_0000_01b3)
        }))
    }

    fn next(&mut self) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from((self.next() >> 33) % limit.max(1) as u64).expect("it is below a usize")
    }
}

/// Text of a value, with the members in random order.
pub(crate) fn shuffled(value: &Value, rng: &mut Rng) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| shuffled(item, rng)).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(members) => {
            let mut texts = Vec::new();
            for (name, value) in members {
                let text = format!("{}:{}", json!(name), shuffled(value, rng));
                texts.insert(rng.below(texts.len() + 1), text);
            }
            format!("{{{}}}", texts.join(","))
        }
        other => other.to_string(),
    }
}

/// Value that a newer peer may send, and the part of this value that an older binding keeps.
pub(crate) struct Newer {
    pub(crate) sent: Value,
    pub(crate) kept: Value,
}

/// Invalid value, and the start of the error text for this value.
pub(crate) struct Wrong {
    pub(crate) value: Value,
    pub(crate) starts: String,
}

/// Place in a value, with the type of the value at this place.
struct Spot {
    /// JSON pointer.
    pointer: String,
    /// Path in error texts.
    path: String,
    ty: TypeId,
}

pub(crate) struct Maker<'a> {
    schema: &'a Schema,
    rng: &'a mut Rng,
}

/// The list of required members that older peers do not send, from the docs of the stock module.
const ABSENT: &str = include_str!("../../../qapi-client/src/stock/qmp-absent.md");

/// Maximum nesting of optional members and arrays.
const DEPTH: usize = 5;

impl<'a> Maker<'a> {
    pub(crate) fn new(schema: &'a Schema, rng: &'a mut Rng) -> Self {
        Self { schema, rng }
    }

    /// Makes a valid value.
    pub(crate) fn value(&mut self, ty: TypeId) -> Value {
        self.make(ty, 0)
    }

    fn make(&mut self, ty: TypeId, depth: usize) -> Value {
        match &self.schema[ty].kind {
            TypeKind::Builtin(builtin) => self.builtin(*builtin),
            TypeKind::Enum(e) => json!(self.enum_value(e)),
            TypeKind::Array(item) => {
                let length = if depth >= DEPTH { 0 } else { self.rng.below(3) };
                (0..length).map(|_| self.make(*item, depth + 1)).collect()
            }
            TypeKind::Alternate(a) => {
                // The last branch of each alternate of QEMU is not an object.
                let first = if depth >= DEPTH {
                    a.branches.len() - 1
                } else {
                    0
                };
                let branch = first + self.rng.below(a.branches.len() - first);
                self.make(a.branches[branch].ty, depth + 1)
            }
            TypeKind::Struct(_) => Value::Object(self.members(ty, depth)),
            TypeKind::Union(u) => {
                let mut members = self.members(ty, depth);
                let TypeKind::Enum(e) = &self.schema[u.tag].kind else {
                    unreachable!("a tag is an enum")
                };
                let mut tag = self.enum_value(e);
                for _ in 0..8 {
                    // At this depth, a branch without members is preferred.
                    if depth < DEPTH || self.schema.branch(ty, &tag).is_none() {
                        break;
                    }
                    tag = self.enum_value(e);
                }
                members.insert(u.discriminator.clone(), json!(tag));
                if let Some(branch) = self.schema.branch(ty, &tag)
                    && let Value::Object(more) = self.make(branch, depth + 1)
                {
                    members.extend(more);
                }
                Value::Object(members)
            }
            _ => unreachable!("the schema has no other types"),
        }
    }

    fn enum_value(&mut self, e: &Enum) -> String {
        e.values[self.rng.below(e.values.len())].name.clone()
    }

    fn members(&mut self, ty: TypeId, depth: usize) -> Map<String, Value> {
        let mut members = Map::new();
        for member in self.schema.members(ty) {
            if !member.optional || (depth < DEPTH && self.rng.below(2) == 0) {
                let value = self.make(member.ty, depth + 1);
                members.insert(member.name.clone(), value);
            }
        }
        members
    }

    fn builtin(&mut self, builtin: Builtin) -> Value {
        let number = self.rng.next();
        let signed = i64::from_ne_bytes(number.to_ne_bytes());
        match builtin {
            Builtin::Str => {
                ["", "ide0", "ä\u{0}\"\\\n😀", "  x "].map(Value::from)[self.rng.below(4)].clone()
            }
            Builtin::Number => [
                json!(0.5),
                json!(-1.25e300),
                json!(5e-324),
                json!(7069.504154),
            ][self.rng.below(4)]
            .clone(),
            Builtin::Int | Builtin::Int64 => {
                [json!(signed), json!(i64::MIN), json!(i64::MAX), json!(0)][self.rng.below(4)]
                    .clone()
            }
            Builtin::Int8 => json!(signed % 128),
            Builtin::Int16 => json!(signed % 32768),
            Builtin::Int32 => json!(signed % (1 << 31)),
            Builtin::Uint8 => json!(number % (1 << 8)),
            Builtin::Uint16 => json!(number % (1 << 16)),
            Builtin::Uint32 => json!(number % (1 << 32)),
            Builtin::Uint64 | Builtin::Size => {
                [json!(number), json!(u64::MAX), json!(0)][self.rng.below(3)].clone()
            }
            Builtin::Bool => json!(number.is_multiple_of(2)),
            Builtin::Null => Value::Null,
            Builtin::Any => [
                json!(null),
                json!([u64::MAX, -1, 0.5]),
                json!({"a": {"b": [true]}}),
            ][self.rng.below(3)]
            .clone(),
        }
    }

    /// Adds unknown members to all objects of a value, and one unknown enum value or branch.
    pub(crate) fn newer(&mut self, ty: TypeId, value: &Value) -> Newer {
        let mut kept = value.clone();
        let spots = self.spots(ty, value);
        let mut free = Vec::new();
        let open: Vec<&Spot> = spots.iter().filter(|spot| self.is_open(spot.ty)).collect();
        if !open.is_empty() {
            let spot = open[self.rng.below(open.len())];
            let place = kept
                .pointer_mut(&spot.pointer)
                .expect("the spot is in the value");
            match &self.schema[spot.ty].kind {
                TypeKind::Union(u) => {
                    // All members of an unknown branch are kept.
                    place[&u.discriminator] = json!("x-unheard-of");
                    place["x-data"] = json!([{"y": u64::MAX}]);
                    free.push(spot.pointer.clone());
                }
                _ => *place = json!("x-unheard-of"),
            }
        }
        let mut sent = kept.clone();
        for spot in &spots {
            let inside = free
                .iter()
                .any(|free| spot.pointer.starts_with(free.as_str()));
            let any = matches!(self.schema[spot.ty].kind, TypeKind::Builtin(Builtin::Any));
            if !inside
                && !any
                && let Some(Value::Object(members)) = sent.pointer_mut(&spot.pointer)
            {
                members.insert("x-newer".to_owned(), json!({"nested": [1, "two"]}));
            }
        }
        Newer { sent, kept }
    }

    fn is_open(&self, ty: TypeId) -> bool {
        matches!(self.schema[ty].kind, TypeKind::Enum(_) | TypeKind::Union(_))
    }

    /// Makes invalid values from a valid value. Each has one fault, at a random place.
    pub(crate) fn wrong(&mut self, ty: TypeId, value: &Value) -> Vec<Wrong> {
        let spots = self.spots(ty, value);
        let mut wrong = Vec::new();
        for _ in 0..4 {
            let spot = &spots[self.rng.below(spots.len())];
            let mut put = |bad: Value| {
                let mut value = value.clone();
                *value
                    .pointer_mut(&spot.pointer)
                    .expect("the spot is in the value") = bad;
                let starts = if spot.path.is_empty() {
                    "invalid ".to_owned()
                } else {
                    format!("{}: invalid ", spot.path)
                };
                wrong.push(Wrong { value, starts });
            };
            kinds(self.schema, spot.ty).into_iter().for_each(&mut put);
            range(self.schema, spot.ty).into_iter().for_each(&mut put);
            wrong.extend(self.missing(spot, value));
        }
        wrong
    }

    /// Makes invalid values, each without one of the required members at `spot`.
    fn missing(&self, spot: &Spot, value: &Value) -> Vec<Wrong> {
        let required = self.schema.members(spot.ty).into_iter().filter(|member| {
            !member.optional && member.condition.is_none() && !self.is_later(spot.ty, member)
        });
        required
            .map(|member| {
                let mut value = value.clone();
                let place = value
                    .pointer_mut(&spot.pointer)
                    .expect("the spot is in the value");
                place
                    .as_object_mut()
                    .expect("it has members")
                    .remove(&member.name);
                let dot = if spot.path.is_empty() { "" } else { "." };
                let starts = format!(
                    "{}{dot}{}: required member is missing",
                    spot.path, member.name
                );
                Wrong { value, starts }
            })
            .collect()
    }

    /// Whether the stock modules list the member as one that older peers do not send.
    fn is_later(&self, ty: TypeId, member: &Member) -> bool {
        let events = self.schema.events();
        let event = events.filter(|(_, event)| event.data == Some(ty));
        let owners = event.map(|(_, event)| event.name.as_str());
        let mut owners = owners.chain([self.schema[ty].name.as_str()]);
        owners.any(|owner| ABSENT.contains(&format!("`{owner}.{}`", member.name)))
    }

    /// Lists all places in the value.
    fn spots(&self, ty: TypeId, value: &Value) -> Vec<Spot> {
        let mut spots = Vec::new();
        self.visit(ty, value, String::new(), String::new(), &mut spots);
        spots
    }

    fn visit(
        &self,
        ty: TypeId,
        value: &Value,
        pointer: String,
        path: String,
        spots: &mut Vec<Spot>,
    ) {
        match (&self.schema[ty].kind, value) {
            (TypeKind::Array(item), Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.visit(
                        *item,
                        value,
                        format!("{pointer}/{index}"),
                        format!("{path}[{index}]"),
                        spots,
                    );
                }
            }
            (TypeKind::Alternate(a), _) => {
                let fits = |ty: &TypeId| kind(self.schema, *ty) == Some(kind_of(value));
                if let Some(ty) = a.branches.iter().map(|b| b.ty).find(fits) {
                    self.inside(ty, value, &pointer, &path, spots);
                }
            }
            _ => self.inside(ty, value, &pointer, &path, spots),
        }
        spots.push(Spot { pointer, path, ty });
    }

    /// Lists the places in the members of an object.
    fn inside(&self, ty: TypeId, value: &Value, pointer: &str, path: &str, spots: &mut Vec<Spot>) {
        let Value::Object(members) = value else {
            return;
        };
        let dot = if path.is_empty() { "" } else { "." };
        for member in self.schema.members(ty) {
            if let Some(value) = members.get(&member.name) {
                let (pointer, path) = (
                    format!("{pointer}/{}", member.name),
                    format!("{path}{dot}{}", member.name),
                );
                match &self.schema[ty].kind {
                    // Any string is a valid discriminator, because an unknown string selects an unknown branch.
                    TypeKind::Union(u) if u.discriminator == member.name => {}
                    _ => self.visit(member.ty, value, pointer, path, spots),
                }
            }
        }
        if let TypeKind::Union(u) = &self.schema[ty].kind {
            let tag = members[&u.discriminator].as_str().unwrap_or_default();
            if let Some(branch) = self.schema.branch(ty, tag) {
                self.inside(branch, value, pointer, path, spots);
            }
        }
    }
}

/// JSON type.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Null,
    Bool,
    Number,
    String,
    Array,
    Object,
}

fn kind_of(value: &Value) -> Kind {
    match value {
        Value::Null => Kind::Null,
        Value::Bool(_) => Kind::Bool,
        Value::Number(_) => Kind::Number,
        Value::String(_) => Kind::String,
        Value::Array(_) => Kind::Array,
        Value::Object(_) => Kind::Object,
    }
}

/// JSON type of the values of a type; `None` if the values have several JSON types.
fn kind(schema: &Schema, ty: TypeId) -> Option<Kind> {
    match &schema[ty].kind {
        TypeKind::Builtin(Builtin::Any) | TypeKind::Alternate(_) => None,
        TypeKind::Builtin(Builtin::Str) | TypeKind::Enum(_) => Some(Kind::String),
        TypeKind::Builtin(Builtin::Bool) => Some(Kind::Bool),
        TypeKind::Builtin(Builtin::Null) => Some(Kind::Null),
        TypeKind::Builtin(_) => Some(Kind::Number),
        TypeKind::Array(_) => Some(Kind::Array),
        _ => Some(Kind::Object),
    }
}

/// Values with a JSON type that the type does not accept.
fn kinds(schema: &Schema, ty: TypeId) -> Vec<Value> {
    let taken: Vec<Kind> = match &schema[ty].kind {
        TypeKind::Alternate(a) => a
            .branches
            .iter()
            .filter_map(|b| kind(schema, b.ty))
            .collect(),
        _ => kind(schema, ty).into_iter().collect(),
    };
    if taken.is_empty() {
        return Vec::new();
    }
    let all = [
        json!(null),
        json!(true),
        json!(1),
        json!("1"),
        json!([1]),
        json!({"x": 1}),
    ];
    all.into_iter()
        .filter(|value| !taken.contains(&kind_of(value)))
        .collect()
}

/// Numbers that the type does not accept.
fn range(schema: &Schema, ty: TypeId) -> Vec<Value> {
    let TypeKind::Builtin(builtin) = &schema[ty].kind else {
        return Vec::new();
    };
    match builtin {
        Builtin::Int8 => vec![json!(128), json!(-129), json!(0.5)],
        Builtin::Int16 => vec![json!(32768), json!(-32769)],
        Builtin::Int32 => vec![json!(1_i64 << 31), json!(-(1_i64 << 31) - 1)],
        Builtin::Int | Builtin::Int64 => vec![json!(1_u64 << 63), json!(1.5)],
        Builtin::Uint8 => vec![json!(256), json!(-1)],
        Builtin::Uint16 => vec![json!(65536), json!(-1)],
        Builtin::Uint32 => vec![json!(1_u64 << 32), json!(-1)],
        Builtin::Uint64 | Builtin::Size => vec![json!(-1), json!(1e30)],
        _ => Vec::new(),
    }
}
