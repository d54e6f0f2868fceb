//! Which codings a report is about, and which of its groups each belongs to.
//!
//! Evaluated once a report, in one pass over the codings: the cube's rows are then sorted by small
//! numbers, however many they are. The scope's conditions stand beside the question's in the one
//! place where a row is let in (peers §3 row 6).

use std::collections::BTreeSet;

use kameral_base::Date;
use kameral_ledger::model::AccountingModel;
use kameral_ledger::store::balances::Codings;
use rustc_hash::FxHashMap;

use crate::condition::Condition;
use crate::question::Question;
use crate::source::{Coding, Source};

/// Codings sorted into groups.
#[derive(Debug)]
pub struct Selection {
    group_of: Vec<u32>,
    carries: Vec<bool>,
    groups: Vec<Vec<String>>,
    order: Vec<u32>,
    outside: BTreeSet<String>,
}

/// The group of a coding that is not selected.
const NONE: u32 = u32::MAX;

impl Selection {
    /// Sorts every coding that passes into the group of its values.
    pub fn new(model: &AccountingModel, codings: &Codings, question: &Question, by: &[&Source]) -> Self {
        let last = codings.last_key_value().map_or(0, |(number, _)| *number);
        let size = usize::try_from(last).unwrap_or(0) + 1;
        let mut selection = Self {
            group_of: vec![NONE; size],
            carries: vec![true; size],
            groups: Vec::new(),
            order: Vec::new(),
            outside: BTreeSet::new(),
        };
        let mut gate = Gate::new(model, question);
        let mut values: Vec<Memo<String>> = by.iter().map(|_| Memo::default()).collect();
        let mut numbers: FxHashMap<Vec<String>, u32> = FxHashMap::default();
        for (number, key) in codings.iter() {
            let owned = key.values();
            let coding = Coding {
                account: key.account(),
                values: &owned,
            };
            let at = usize::try_from(*number).expect("codings are numbered from 1");
            let account = model.accounts.get(coding.account);
            // An account the chart does not know keeps its balance in sight.
            selection.carries[at] = account.is_none_or(|account| account.kind.carries_forward());
            if !gate.passes(coding) {
                selection.outside.insert(coding.account.to_owned());
                continue;
            }
            let group: Vec<String> = by
                .iter()
                .zip(&mut values)
                .map(|(source, memo)| {
                    let value = || source.value(model, coding, question.day).into_owned();
                    memo.get(source.root_value(coding), value)
                })
                .collect();
            selection.group_of[at] = selection.number(&mut numbers, group);
        }
        selection.sort();
        selection
    }

    fn number(&mut self, numbers: &mut FxHashMap<Vec<String>, u32>, group: Vec<String>) -> u32 {
        if let Some(number) = numbers.get(&group) {
            return *number;
        }
        let number = u32::try_from(self.groups.len()).expect("codings are fewer than 2^32");
        self.groups.push(group.clone());
        numbers.insert(group, number);
        number
    }

    fn sort(&mut self) {
        let mut order: Vec<u32> = (0..).take(self.groups.len()).collect();
        order.sort_by(|a, b| self.groups[*a as usize].cmp(&self.groups[*b as usize]));
        self.order = order;
    }

    /// The group of a coding; none when it is not selected.
    pub fn group(&self, coding: i64) -> Option<usize> {
        let at = usize::try_from(coding).ok()?;
        match self.group_of.get(at) {
            None | Some(&NONE) => None,
            Some(&group) => Some(group as usize),
        }
    }

    /// Whether the coding's balance is carried into the next year.
    pub fn carries(&self, coding: i64) -> bool {
        usize::try_from(coding)
            .ok()
            .and_then(|at| self.carries.get(at).copied())
            .unwrap_or(true)
    }

    /// How many groups there are.
    pub fn group_count(&self) -> usize {
        self.groups.len()
    }

    /// Groups in the order of their values, with the number figures are kept under.
    pub fn in_order(&self) -> impl Iterator<Item = (usize, &[String])> {
        self.order
            .iter()
            .map(|number| (*number as usize, self.groups[*number as usize].as_slice()))
    }

    /// Whether an account has codings that are not selected.
    pub fn is_partial(&self, account: &str) -> bool {
        self.outside.contains(account)
    }
}

/// The conditions a coding must pass, each asked once for a value.
pub struct Gate<'q> {
    model: &'q AccountingModel,
    day: Date,
    today: Date,
    filters: Vec<Asked<'q>>,
    scope: Option<Vec<Vec<Asked<'q>>>>,
}

/// A condition, with what it answered for a value before.
struct Asked<'q>(&'q Condition, Memo<bool>);

impl<'q> Asked<'q> {
    fn of(conditions: &'q [Condition]) -> Vec<Self> {
        conditions
            .iter()
            .map(|condition| Self(condition, Memo::default()))
            .collect()
    }

    fn accepts(&mut self, model: &AccountingModel, coding: Coding<'_>, day: Date) -> bool {
        let Self(condition, memo) = self;
        memo.get(condition.root_value(coding), || condition.accepts(model, coding, day))
    }
}

impl<'q> Gate<'q> {
    /// The conditions of the scope and of the question.
    pub fn new(model: &'q AccountingModel, question: &'q Question) -> Self {
        Self {
            filters: Asked::of(&question.filters),
            ..Self::of_scope(model, question)
        }
    }

    /// The conditions of the scope alone, for what is looked up by its number.
    pub fn of_scope(model: &'q AccountingModel, question: &'q Question) -> Self {
        let scope = question.scope.as_ref();
        let scope = scope.map(|alternatives| alternatives.iter().map(|all| Asked::of(all)).collect());
        Self {
            model,
            day: question.day,
            today: question.today,
            filters: Vec::new(),
            scope,
        }
    }

    /// Whether a coding passes every condition.
    pub fn passes(&mut self, coding: Coding<'_>) -> bool {
        let Self {
            model,
            day,
            today,
            filters,
            scope,
        } = self;
        let mut meets_all = |all: &mut Vec<Asked<'_>>| all.iter_mut().all(|asked| asked.accepts(model, coding, *today));
        scope.as_mut().is_none_or(|any| any.iter_mut().any(&mut meets_all))
            && filters.iter_mut().all(|asked| asked.accepts(model, coding, *day))
    }
}

/// What was answered for a value before.
struct Memo<T>(FxHashMap<String, T>);

impl<T> Default for Memo<T> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

impl<T: Clone> Memo<T> {
    fn get(&mut self, root: &str, answer: impl FnOnce() -> T) -> T {
        if let Some(known) = self.0.get(root) {
            return known.clone();
        }
        let new = answer();
        self.0.insert(root.to_owned(), new.clone());
        new
    }
}
