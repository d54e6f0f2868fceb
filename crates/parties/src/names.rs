//! *Likhet mellan namn*: names as they are searched for and compared, and which of many are alike.
//!
//! Letters are compared without case, accents and signs, and without what a legal form adds. Two names are
//! alike when at most one letter in [`LETTERS_A_DIFFERENCE`] differs; only names that share their beginning
//! or a word are compared, so that a register of a hundred thousand answers at once.

use std::collections::{BTreeMap, BTreeSet};

/// So many letters of a name allow one that differs: added, left out, another, or changed places with the next.
const LETTERS_A_DIFFERENCE: usize = 6;
/// Names that share a beginning of so many letters are compared.
const BEGINNING: usize = 3;
/// A word that more names than this have tells nothing of them.
const COMMON: usize = 200;
/// Shorter words tell nothing of a name.
const WORD_CHARS_MIN: usize = 4;

/// Words that say what sort of legal person somebody is, and nothing of who.
const LEGAL_FORMS: [&str; 30] = [
    "ab",
    "aktiebolag",
    "aktiebolaget",
    "publ",
    "hb",
    "handelsbolag",
    "handelsbolaget",
    "kb",
    "kommanditbolag",
    "kommanditbolaget",
    "ek",
    "for",
    "ekonomisk",
    "forening",
    "foreningen",
    "stiftelse",
    "stiftelsen",
    "filial",
    "ltd",
    "limited",
    "plc",
    "inc",
    "llc",
    "gmbh",
    "ag",
    "bv",
    "as",
    "aps",
    "oy",
    "oyj",
];

/// A name as it is searched for: small letters without accents, and one blank between words.
#[must_use]
pub fn search_key(name: &str) -> String {
    words(name).join(" ")
}

/// A name as it is compared: without legal forms and blanks. The whole of it where nothing else is left.
#[must_use]
pub fn likeness_key(name: &str) -> String {
    let words = words(name);
    let told: String = words
        .iter()
        .filter(|word| !LEGAL_FORMS.contains(&word.as_str()))
        .map(String::as_str)
        .collect();
    if told.is_empty() { words.concat() } else { told }
}

/// The words of a name, folded.
fn words(name: &str) -> Vec<String> {
    let folded: String = name.chars().flat_map(char::to_lowercase).flat_map(folded).collect();
    folded
        .split(|sign: char| !sign.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A letter without its accent. Marks that follow a letter by themselves go.
fn folded(letter: char) -> impl Iterator<Item = char> {
    let plain: &'static [char] = match letter {
        'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' | 'ą' => &['a'],
        'æ' => &['a', 'e'],
        'ö' | 'ø' | 'ó' | 'ò' | 'ô' | 'õ' => &['o'],
        'é' | 'è' | 'ê' | 'ë' | 'ę' => &['e'],
        'í' | 'ì' | 'î' | 'ï' => &['i'],
        'ú' | 'ù' | 'û' | 'ü' => &['u'],
        'ý' | 'ÿ' => &['y'],
        'ç' | 'č' | 'ć' => &['c'],
        'ñ' | 'ń' => &['n'],
        'š' | 'ś' => &['s'],
        'ž' | 'ź' | 'ż' => &['z'],
        'ł' => &['l'],
        'ð' => &['d'],
        'þ' => &['t', 'h'],
        'ß' => &['s', 's'],
        '&' => &[' ', 'o', 'c', 'h', ' '],
        // An apostrophe and a full stop stand inside words: l'Oréal, A.B.
        '\'' | '’' | '.' | '\u{300}'..='\u{36f}' => &[],
        _ => return Some(letter).into_iter().chain([].iter().copied()),
    };
    None.into_iter().chain(plain.iter().copied())
}

/// How alike two names are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// Almost the same.
    Similar,
    /// The same but for legal form, case, accents and signs.
    Same,
}

/// How alike two names are, by their likeness keys; none when they are not.
#[must_use]
pub fn likeness(one: &str, other: &str) -> Option<Likeness> {
    if one == other {
        return Some(Likeness::Same);
    }
    let shorter = one.chars().count().min(other.chars().count());
    let allowed = shorter / LETTERS_A_DIFFERENCE;
    (strsim::osa_distance(one, other) <= allowed).then_some(Likeness::Similar)
}

/// Names of many parties, made ready to be asked which of them are like another.
#[derive(Debug)]
pub struct NameIndex<T> {
    names: Vec<(String, String, T)>,
    by_beginning: BTreeMap<String, Vec<usize>>,
    by_word: BTreeMap<String, Vec<usize>>,
}

impl<T> Default for NameIndex<T> {
    /// An index of nothing.
    fn default() -> Self {
        Self {
            names: Vec::new(),
            by_beginning: BTreeMap::new(),
            by_word: BTreeMap::new(),
        }
    }
}

impl<T: Clone + Ord> NameIndex<T> {
    /// Adds a name of somebody.
    pub fn add(&mut self, name: &str, whose: T) {
        let (at, key) = (self.names.len(), likeness_key(name));
        self.by_beginning.entry(beginning(&key)).or_default().push(at);
        for word in telling_words(name) {
            self.by_word.entry(word).or_default().push(at);
        }
        self.names.push((name.to_owned(), key, whose));
    }

    /// Those with a name like this one, each once with the name that is most like it, in their order.
    #[must_use]
    pub fn like(&self, name: &str) -> Vec<(T, String, Likeness)> {
        let key = likeness_key(name);
        let mut places: BTreeSet<usize> = BTreeSet::new();
        places.extend(self.by_beginning.get(&beginning(&key)).into_iter().flatten());
        for word in telling_words(name) {
            let having = self.by_word.get(&word).map_or(&[][..], Vec::as_slice);
            places.extend(having.iter().filter(|_| having.len() <= COMMON));
        }
        let mut found: BTreeMap<T, (Likeness, &str)> = BTreeMap::new();
        for place in places {
            let (known, known_key, whose) = &self.names[place];
            let Some(likeness) = likeness(&key, known_key) else {
                continue;
            };
            let best = found.entry(whose.clone()).or_insert((likeness, known));
            if best.0 < likeness {
                *best = (likeness, known);
            }
        }
        let told = found.into_iter();
        told.map(|(whose, (likeness, name))| (whose, name.to_owned(), likeness))
            .collect()
    }
}

fn beginning(key: &str) -> String {
    key.chars().take(BEGINNING).collect()
}

/// Words long enough to tell one name from others.
fn telling_words(name: &str) -> BTreeSet<String> {
    let words = words(name).into_iter();
    words
        .filter(|word| WORD_CHARS_MIN <= word.chars().count() && !LEGAL_FORMS.contains(&word.as_str()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_searched_for_without_case_accents_and_signs() {
        assert_eq!(
            search_key("  Östgöta Städ & Service AB (publ) "),
            "ostgota stad och service ab publ"
        );
        assert_eq!(search_key("Société L’Oréal S.A."), "societe loreal sa");
        assert_eq!(search_key("cafe\u{301}"), "cafe");
        assert_eq!(likeness_key("AB Östgöta Städ"), "ostgotastad");
        assert_eq!(likeness_key("AB"), "ab", "a name of legal forms alone is still a name");
    }

    #[test]
    fn names_that_differ_by_form_or_a_letter_are_alike() {
        let alike = |one: &str, other: &str| likeness(&likeness_key(one), &likeness_key(other));
        assert_eq!(alike("Kontorsbolaget AB", "AB Kontorsbolaget"), Some(Likeness::Same));
        assert_eq!(
            alike("Kontorsbolaget AB", "KONTORS-BOLAGET Aktiebolag"),
            Some(Likeness::Same)
        );
        assert_eq!(alike("Kontorsbolaget", "Kontorsbolagget"), Some(Likeness::Similar));
        assert_eq!(alike("Kontorsbolaget", "Kontosrbolaget"), Some(Likeness::Similar));
        assert_eq!(alike("Kontorsbolaget", "Kontorsmöbler"), None);
        assert_eq!(alike("Ica", "Ida"), None, "a short name allows no difference");
    }

    #[test]
    fn an_index_finds_what_comparing_with_all_would_find_where_they_share_a_beginning_or_a_word() {
        let mut index = NameIndex::default();
        for (whose, name) in [
            "Kontorsbolaget AB",
            "Nordisk Städservice",
            "Kontorsmöbler",
            "Städservice Nordisk",
        ]
        .into_iter()
        .enumerate()
        {
            index.add(name, whose);
        }
        let like = |name: &str| -> Vec<usize> { index.like(name).into_iter().map(|found| found.0).collect() };
        assert_eq!(like("Kontorsbolagt"), [0]);
        assert_eq!(like("Nordisk Städservcie"), [1]);
        assert_eq!(like("xNordisk Städservice"), [1], "by a word it shares");
        assert_eq!(like("Helt annat"), Vec::<usize>::new());
    }

    proptest::proptest! {
        /// A name is like itself, whatever it is, and likeness is the same from both sides.
        #[test]
        fn likeness_is_mutual(one in "\\PC{0,30}", other in "\\PC{0,30}") {
            let (one, other) = (likeness_key(&one), likeness_key(&other));
            proptest::prop_assert_eq!(likeness(&one, &one), Some(Likeness::Same));
            proptest::prop_assert_eq!(likeness(&one, &other), likeness(&other, &one));
        }
    }
}
