//! What many commands ask again: the model at a version, and the numbers of codings.
//!
//! Both are safe to keep. A model is kept under its stamp, a hash over every change that made it,
//! so two different models never share one. The number of a coding is kept only after the
//! transaction that read or gave it was committed: until then it may be rolled back and given to
//! another coding.

use std::sync::{Arc, Mutex, PoisonError};

use kameral_base::EntityId;
use rustc_hash::FxHashMap;

use crate::model::AccountingModel;
use crate::store::balances::Codings;
use crate::voucher::CodingKey;

/// Models kept: one an entity is usual; a service centre has a few hundred entities.
const MODELS_MAX: usize = 512;

/// Codings kept before the store is emptied and filled anew, about 100 MB.
const CODINGS_MAX: usize = 1_000_000;

/// Models by entity and stamp.
type Models = FxHashMap<(EntityId, Vec<u8>), Arc<AccountingModel>>;

/// Shared by all commands on one store.
#[derive(Default)]
pub struct LedgerCache {
    models: Mutex<Models>,
    codings: Mutex<FxHashMap<(EntityId, CodingKey), i64>>,
    dictionaries: Mutex<FxHashMap<EntityId, Codings>>,
}

impl LedgerCache {
    pub(super) fn model(&self, entity: EntityId, stamp: &[u8]) -> Option<Arc<AccountingModel>> {
        let models = self.models.lock().unwrap_or_else(PoisonError::into_inner);
        models.get(&(entity, stamp.to_vec())).map(Arc::clone)
    }

    pub(super) fn keep_model(&self, entity: EntityId, model: &Arc<AccountingModel>) {
        let mut models = self.models.lock().unwrap_or_else(PoisonError::into_inner);
        if MODELS_MAX <= models.len() {
            models.clear();
        }
        models.insert((entity, model.stamp.clone()), Arc::clone(model));
    }

    pub(crate) fn get(&self, entity: EntityId, coding: &CodingKey) -> Option<i64> {
        let codings = self.codings.lock().unwrap_or_else(PoisonError::into_inner);
        codings.get(&(entity, coding.clone())).copied()
    }

    /// Keeps numbers a committed transaction read or gave.
    pub(crate) fn keep_codings(&self, entity: EntityId, interned: impl IntoIterator<Item = (CodingKey, i64)>) {
        let mut codings = self.codings.lock().unwrap_or_else(PoisonError::into_inner);
        if CODINGS_MAX <= codings.len() {
            codings.clear();
        }
        codings.extend(interned.into_iter().map(|(coding, number)| ((entity, coding), number)));
    }

    pub(super) fn dictionary(&self, entity: EntityId) -> Codings {
        let dictionaries = self.dictionaries.lock().unwrap_or_else(PoisonError::into_inner);
        dictionaries.get(&entity).map(Arc::clone).unwrap_or_default()
    }

    pub(super) fn keep_dictionary(&self, entity: EntityId, codings: &Codings) {
        let mut dictionaries = self.dictionaries.lock().unwrap_or_else(PoisonError::into_inner);
        dictionaries.insert(entity, Arc::clone(codings));
    }
}
