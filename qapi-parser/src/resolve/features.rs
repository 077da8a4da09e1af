//! Pass: features (QAPI language, "Features").

use std::collections::HashSet;

use crate::ast::{Body, Definition, Loaded};
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
        if definition.features().all(<[Feature]>::is_empty) {
            continue;
        }
        let place = Place::of(definition);
        for features in definition.features() {
            let names = features.iter();
            let names = names.map(|feature| (&*feature.name, feature.span));
            clashes::among(names, Part::Feature, &place, diagnostics);
            for feature in features {
                if known.insert(&feature.name) && known.len() == MOST + 1 {
                    let kind = StructureError::TooManyFeatures { limit: MOST };
                    diagnostics.push(place.error(kind, feature.span));
                }
            }
        }
        check_special(definition, &place, diagnostics);
    }
}

/// Reports special features of a type.
fn check_special(definition: &Definition, place: &Place, diagnostics: &mut Diagnostics) {
    if matches!(definition.body, Body::Command { .. } | Body::Event { .. }) {
        return;
    }
    for feature in &definition.features {
        if SPECIAL.contains(&&*feature.name) {
            let name = feature.name.clone();
            let kind = SemanticError::SpecialFeature { name };
            diagnostics.push(place.error(kind, feature.span));
        }
    }
}
