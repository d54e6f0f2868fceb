//! Code lists by release: `data/codes.txt`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::release::Release;

/// The code lists of one release.
#[derive(Debug, Default)]
pub(super) struct Codes {
    lists: FxHashMap<&'static str, FxHashSet<&'static str>>,
}

static CODES: LazyLock<[Codes; 2]> = LazyLock::new(|| Release::ALL.map(Codes::read));

impl Codes {
    pub fn of(release: Release) -> &'static Self {
        &CODES[usize::from(release == Release::May2026)]
    }

    fn read(release: Release) -> Self {
        let mut codes = Self::default();
        for line in include_str!("data/codes.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let (name, list) = line.split_once(" = ").expect("a name and its codes");
            let of_release = list.split(' ').filter_map(|code| {
                let old = code.strip_suffix('-').map(|code| (code, Release::May2025));
                let new = code.strip_suffix('+').map(|code| (code, Release::May2026));
                match old.or(new) {
                    Some((code, only)) => (only == release).then_some(code),
                    None => Some(code),
                }
            });
            codes.lists.insert(name, of_release.collect());
        }
        codes
    }

    /// Whether the list has the code.
    pub fn has(&self, list: &str, code: &str) -> bool {
        self.lists.get(list).is_some_and(|list| list.contains(code))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_come_and_go_with_a_release() {
        let (old, new) = (Codes::of(Release::May2025), Codes::of(Release::May2026));
        assert!(old.has("currency", "BGN") && !new.has("currency", "BGN"));
        assert!(!old.has("icd", "0248") && new.has("icd", "0248"));
        assert!(new.has("vatex", "VATEX-EU-132-1A") && new.has("currency", "SEK") && !new.has("currency", ""));
    }
}
