//! Pass: features (QAPI language, "Features").

use std::collections::HashSet;

use crate::ast::Loaded;
use crate::ast::{Body, Data, Definition, Member};
use crate::error::{Diagnostics, Part, SemanticError, StructureError};
use crate::resolve::clashes;
use crate::resolve::place::Place;
use crate::schema::Feature;

/// Limit of the number of features: QEMU's generator has a bit for each in 64 bits. [`SPECIAL`] features always count.
const MOST: usize = 64;
const SPECIAL: [&str; 2] = ["deprecated", "unstable"];

pub(super) fn check(loaded: &Loaded, diagnostics: &mut Diagnostics) {
    let mut known = HashSet::from(SPECIAL);
    for (_, definition) in &loaded.definitions {
        let lists = lists(definition);
        if lists.clone().all(<[Feature]>::is_empty) {
            continue;
        }
        let place = Place::of(definition);
        for features in lists {
            let names = features
                .iter()
                .map(|feature| (&*feature.name, feature.span));
            clashes::among(names, Part::Feature, &place, diagnostics);
            for feature in features {
                if known.insert(&feature.name) && known.len() == MOST + 1 {
                    let kind = StructureError::TooManyFeatures { limit: MOST };
                    diagnostics.push(place.error(kind, feature.span));
                }
            }
        }
        if !matches!(definition.body, Body::Command { .. } | Body::Event { .. }) {
            for feature in definition
                .features
                .iter()
                .filter(|f| SPECIAL.contains(&&*f.name))
            {
                let kind = SemanticError::SpecialFeature {
                    name: feature.name.clone(),
                };
                diagnostics.push(place.error(kind, feature.span));
            }
        }
    }
}

/// Features of a definition, of its members and of its values.
fn lists(definition: &Definition) -> impl Iterator<Item = &[Feature]> + Clone {
    let (members, values): (&[Member], &[_]) = match &definition.body {
        Body::Enum { values, .. } => (&[], values),
        Body::Struct { members, .. }
        | Body::Union {
            base: Data::Members(members),
            ..
        } => (members, &[]),
        Body::Command {
            data: Some(Data::Members(members)),
            ..
        } => (members, &[]),
        Body::Event {
            data: Some(Data::Members(members)),
            ..
        } => (members, &[]),
        _ => (&[], &[]),
    };
    std::iter::once(&*definition.features)
        .chain(members.iter().map(|member| &*member.features))
        .chain(values.iter().map(|value| &*value.features))
}
