//! Facts about a peer that are valid until the version of the peer changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::protocol::Version;

/// Cache of facts with their names, for one version of the peer.
#[derive(Debug)]
pub(super) struct ByVersion<T> {
    facts: Mutex<(Version, HashMap<String, Arc<T>>)>,
}

impl<T> Default for ByVersion<T> {
    fn default() -> Self {
        Self {
            facts: Mutex::default(),
        }
    }
}

impl<T> ByVersion<T> {
    pub(super) fn get(&self, version: &Version, name: &str) -> Option<Arc<T>> {
        let facts = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        let known = facts.1.get(name).filter(|_| facts.0 == *version);
        known.map(Arc::clone)
    }

    /// Adds a fact. The facts of another version are dropped.
    pub(super) fn put(&self, version: Version, name: &str, fact: Arc<T>) {
        let mut facts = self.facts.lock().unwrap_or_else(PoisonError::into_inner);
        if facts.0 != version {
            *facts = (version, HashMap::new());
        }
        facts.1.insert(name.to_owned(), fact);
    }
}
