//! What the walk through the journal must know of the rest: codings, the model's stamps, registers.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::model::AccountingModel;
use crate::voucher::CodingKey;

/// Facts, in memory: codings and changes of the model are few beside lines.
#[derive(Default)]
pub(crate) struct Facts {
    /// Codings by number.
    pub codings: FxHashMap<i64, CodingKey>,
    /// The recomputed stamp after each version.
    pub stamps: FxHashMap<i64, [u8; 32]>,
    /// Series that another system numbers, by the model's history.
    pub outside: BTreeSet<String>,
    /// Registers as they stand; none when they cannot be read.
    pub registers: Option<AccountingModel>,
}

impl Facts {
    pub(crate) fn coding(&self, number: i64) -> Option<&CodingKey> {
        self.codings.get(&number)
    }

    /// The stamp of a version of the model.
    pub(crate) fn stamp(&self, version: i64) -> Option<&[u8]> {
        self.stamps.get(&version).map(<[u8; 32]>::as_slice)
    }

    /// Whether another system numbers the series.
    pub(crate) fn is_outside(&self, series: &str) -> bool {
        self.outside.contains(series)
    }
}
