//! Configuration: the schema of one build.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::condition::{Condition, Config};
use crate::schema::model::{
    Branch, CommandId, Definition, EventId, Feature, Member, ModuleItem, Schema, Type, TypeId,
    TypeKind,
};

impl Schema {
    /// The schema of a build with this configuration. Items with a false condition are removed. Items with a true
    /// condition become unconditional. Items with an open condition stay conditional.
    ///
    /// A type with a false condition stays if a remaining item uses the type.
    ///
    /// ```
    /// use qapi_parser::Config;
    ///
    /// let schema = qapi_parser::parse_str("s", "
    ///     { 'command': 'spice', 'if': 'CONFIG_SPICE' }
    ///     { 'command': 'vnc', 'if': 'CONFIG_VNC' }
    /// ")?;
    /// let built = schema.with_config(&Config::new().define("CONFIG_VNC").close());
    /// assert_eq!(built.find("spice"), None);
    /// let (_, vnc) = built.commands().next().unwrap();
    /// assert_eq!((&*vnc.name, &vnc.condition), ("vnc", &None));
    /// # Ok::<(), qapi_parser::Errors>(())
    /// ```
    pub fn with_config(&self, config: &Config) -> Self {
        let mut schema = Self {
            usages: OnceLock::new(),
            ..self.clone()
        };
        for ty in &mut schema.types {
            configure_type(ty, config);
        }
        for command in &mut schema.commands {
            configure_features(&mut command.features, config);
        }
        for event in &mut schema.events {
            configure_features(&mut event.features, config);
        }
        let keep_commands: Vec<bool> = schema
            .commands
            .iter_mut()
            .map(|c| configure(&mut c.condition, config))
            .collect();
        let keep_events: Vec<bool> = schema
            .events
            .iter_mut()
            .map(|e| configure(&mut e.condition, config))
            .collect();
        retain_kept(&mut schema.commands, &keep_commands);
        retain_kept(&mut schema.events, &keep_events);
        let keep_types = schema.needed_types(config);
        let ids = Renumbered {
            types: renumber_kept(&keep_types),
            commands: renumber_kept(&keep_commands),
            events: renumber_kept(&keep_events),
        };
        retain_kept(&mut schema.types, &keep_types);
        schema.renumber(&ids);
        schema
    }

    /// Decides for each type whether the type stays. A type stays if its condition is not false, or if a remaining
    /// type, command or event uses it.
    fn needed_types(&mut self, config: &Config) -> Vec<bool> {
        let mut keep = vec![false; self.types.len()];
        let mut open: Vec<TypeId> = Vec::new();
        for command in &self.commands {
            open.extend(command.arguments.into_iter().chain(command.returns));
        }
        open.extend(self.events.iter().filter_map(|event| event.data));
        for (id, ty) in (0..).map(TypeId).zip(&mut self.types) {
            let implicit = ty.name.starts_with("q_obj_");
            if configure(&mut ty.condition, config) && !implicit {
                open.push(id);
            }
        }
        while let Some(id) = open.pop() {
            if !std::mem::replace(&mut keep[id.0 as usize], true) {
                self[id].for_each_part(|part| open.push(part));
            }
        }
        keep
    }

    fn renumber(&mut self, ids: &Renumbered) {
        for ty in &mut self.types {
            for_each_id(ty, |id| *id = ids.ty(*id));
        }
        for command in &mut self.commands {
            command.arguments = command.arguments.map(|id| ids.ty(id));
            command.returns = command.returns.map(|id| ids.ty(id));
        }
        for event in &mut self.events {
            event.data = event.data.map(|id| ids.ty(id));
        }
        for module in &mut self.modules {
            let definitions = module.definitions.iter();
            module.definitions = definitions.filter_map(|id| ids.definition(*id)).collect();
            module.items.retain_mut(|item| match item {
                ModuleItem::Definition(id) => ids.definition(*id).map(|new| *id = new).is_some(),
                ModuleItem::Include(_) => true,
            });
        }
        let names = std::mem::take(&mut self.names).into_iter();
        let kept = names.filter_map(|(name, id)| Some((name, ids.definition(id)?)));
        self.names = kept.collect::<HashMap<_, _>>();
    }
}

/// New id for each old id; `None` for a removed item.
struct Renumbered {
    types: Vec<Option<u32>>,
    commands: Vec<Option<u32>>,
    events: Vec<Option<u32>>,
}

impl Renumbered {
    /// New id of a remaining type.
    fn ty(&self, id: TypeId) -> TypeId {
        TypeId(self.types[id.0 as usize].expect("a remaining item uses only remaining types"))
    }

    fn definition(&self, id: Definition) -> Option<Definition> {
        Some(match id {
            Definition::Type(id) => Definition::Type(TypeId(self.types[id.0 as usize]?)),
            Definition::Command(id) => {
                Definition::Command(CommandId(self.commands[id.0 as usize]?))
            }
            Definition::Event(id) => Definition::Event(EventId(self.events[id.0 as usize]?)),
        })
    }
}

fn renumber_kept(keep: &[bool]) -> Vec<Option<u32>> {
    let mut next = 0..;
    keep.iter()
        .map(|keep| keep.then(|| next.next()).flatten())
        .collect()
}

fn retain_kept<T>(items: &mut Vec<T>, keep: &[bool]) {
    let mut keep = keep.iter();
    items.retain(|_| keep.next().is_some_and(|keep| *keep));
}

/// Whether an item with a condition stays. Removes a true condition.
fn configure(condition: &mut Option<Condition>, config: &Config) -> bool {
    match condition
        .as_ref()
        .map(|condition| condition.evaluate(config))
    {
        Some(Some(false)) => false,
        Some(Some(true)) => {
            *condition = None;
            true
        }
        Some(None) | None => true,
    }
}

fn configure_features(features: &mut Vec<Feature>, config: &Config) {
    features.retain_mut(|feature| configure(&mut feature.condition, config));
}

fn configure_members(members: &mut Vec<Member>, config: &Config) {
    members.retain_mut(|member| {
        configure_features(&mut member.features, config);
        configure(&mut member.condition, config)
    });
}

fn configure_branches(branches: &mut Vec<Branch>, config: &Config) {
    branches.retain_mut(|branch| configure(&mut branch.condition, config));
}

fn configure_type(ty: &mut Type, config: &Config) {
    configure_features(&mut ty.features, config);
    match &mut ty.kind {
        TypeKind::Builtin(_) | TypeKind::Array(_) => {}
        TypeKind::Enum(of) => of.values.retain_mut(|value| {
            configure_features(&mut value.features, config);
            configure(&mut value.condition, config)
        }),
        TypeKind::Struct(of) => configure_members(&mut of.members, config),
        TypeKind::Union(of) => configure_branches(&mut of.branches, config),
        TypeKind::Alternate(of) => configure_branches(&mut of.branches, config),
    }
}

fn for_each_id(ty: &mut Type, mut change: impl FnMut(&mut TypeId)) {
    match &mut ty.kind {
        TypeKind::Builtin(_) | TypeKind::Enum(_) => {}
        TypeKind::Struct(of) => {
            of.base.iter_mut().for_each(&mut change);
            of.members
                .iter_mut()
                .for_each(|member| change(&mut member.ty));
        }
        TypeKind::Union(of) => {
            change(&mut of.base);
            change(&mut of.tag);
            of.branches
                .iter_mut()
                .for_each(|branch| change(&mut branch.ty));
        }
        TypeKind::Alternate(of) => of
            .branches
            .iter_mut()
            .for_each(|branch| change(&mut branch.ty)),
        TypeKind::Array(element) => change(element),
    }
}
