//! Pass: checks features (QAPI language, "Features").

use std::collections::HashSet;

use crate::ast::{Body, Definition, SyntaxTree};
use crate::error::{Diagnostics, Part, SemanticError, StructureError};
use crate::resolve::clashes;
use crate::resolve::definition_spans::DefinitionSpans;
use crate::schema::Feature;

/// Maximum number of different features: QEMU's generator has one bit of 64 for each feature. The [`SPECIAL`] features
/// always count.
const MAX_FEATURES: usize = 64;
const SPECIAL: [&str; 2] = ["deprecated", "unstable"];

pub(super) fn check(tree: &SyntaxTree, diagnostics: &mut Diagnostics) {
    let mut known = HashSet::from(SPECIAL);
    for (_, definition) in &tree.definitions {
        if definition.feature_lists().all(<[Feature]>::is_empty) {
            continue;
        }
        let spans = DefinitionSpans::of_definition(definition);
        for features in definition.feature_lists() {
            let names = features.iter();
            let names = names.map(|feature| (&*feature.name, feature.span));
            clashes::report_clashes(names, Part::Feature, &spans, diagnostics);
            for feature in features {
                if known.insert(&feature.name) && known.len() == MAX_FEATURES + 1 {
                    let kind = StructureError::TooManyFeatures {
                        limit: MAX_FEATURES,
                    };
                    diagnostics.push(spans.error(kind, feature.span));
                }
            }
        }
        check_special(definition, &spans, diagnostics);
    }
}

/// Reports special features of a type, which are not allowed.
fn check_special(definition: &Definition, spans: &DefinitionSpans, diagnostics: &mut Diagnostics) {
    if matches!(definition.body, Body::Command { .. } | Body::Event { .. }) {
        return;
    }
    for feature in &definition.features {
        if SPECIAL.contains(&&*feature.name) {
            let name = feature.name.clone();
            let kind = SemanticError::SpecialFeature { name };
            diagnostics.push(spans.error(kind, feature.span));
        }
    }
}
