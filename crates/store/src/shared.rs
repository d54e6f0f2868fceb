//! What crates above keep in memory beside a database: caches, one a type.

use std::any::{Any, TypeId};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// One value a type, shared by all clones of a store.
#[derive(Default)]
pub(crate) struct Shared(Mutex<BTreeMap<TypeId, Arc<dyn Any + Send + Sync>>>);

impl Shared {
    /// The value of a type, made at first use.
    pub(crate) fn of<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        let mut values = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value = values
            .entry(TypeId::of::<T>())
            .or_insert_with(|| Arc::new(T::default()));
        Arc::clone(value)
            .downcast()
            .expect("a value is kept under its own type")
    }
}
