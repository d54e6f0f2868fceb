//! *Slöjan*: what a reader may not see of persons, hidden in every byte that leaves the house, and found
//! back in what the reader sends in.
//!
//! It is the one place that decides what is shown. It stands at the door and not in each page, report
//! and file, so that the page that is built next year is covered before anybody has thought of it: a
//! list, a report, a search hit, an export, a name of a file, an error text, a line of history. Every
//! hidden text is looked for in all the forms it can take ([`forms`](super::forms)), in one pass over
//! the bytes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

use aho_corasick::{AhoCorasick, Input, MatchKind};

use super::forms;
use super::pseudonym::Pseudonyms;

/// How a hidden text is told from other text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HiddenKind {
    /// An identity number or another value: not in the middle of a longer number.
    Number,
    /// A login: not in the middle of a longer word.
    Login,
    /// A name: wherever it stands, in the genitive too.
    Name,
    /// A text of some length: wherever it stands.
    Text,
    /// A short text, a word of many pages: where it is a whole cell, value or element.
    Cell,
}

/// A text that is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// What it is.
    pub clear: String,
    /// What is shown for it.
    pub shown: String,
    /// How it is found.
    pub kind: HiddenKind,
}

/// What a reader may not see.
#[derive(Debug)]
pub struct Veil {
    hidden: Vec<Hidden>,
    matcher: AhoCorasick,
    /// By pattern of the matcher: which of the hidden.
    of_pattern: Vec<usize>,
    /// The longest form, and what is looked at after it.
    longest: usize,
}

/// So many bytes after a form tell whether it stands alone.
const AFTER: usize = 2;

impl Veil {
    /// Of texts, the shown among them none that is hidden. None when nothing is hidden, or so much that
    /// it cannot be looked for.
    pub fn new(hidden: Vec<Hidden>) -> Option<Self> {
        Self::of_forms(hidden, forms::of_text)
    }

    /// Of texts in the forms that are looked for.
    pub(super) fn of_forms(hidden: Vec<Hidden>, of_text: fn(&str) -> BTreeSet<Vec<u8>>) -> Option<Self> {
        let (mut patterns, mut of_pattern) = (Vec::new(), Vec::new());
        for (at, one) in hidden.iter().enumerate() {
            let texts = match one.kind {
                HiddenKind::Number => forms::of_number(&one.clear),
                _ => vec![one.clear.clone()],
            };
            for form in texts.iter().flat_map(|text| of_text(text)) {
                patterns.push(form);
                of_pattern.push(at);
            }
        }
        let longest = patterns.iter().map(Vec::len).max()? + AFTER;
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .ok()?;
        Some(Self {
            hidden,
            matcher,
            of_pattern,
            longest,
        })
    }

    /// A whole text with everything hidden in it that is to be.
    pub fn over(&self, bytes: &[u8]) -> Vec<u8> {
        let mut sieve = Sieve::new(self);
        let mut out = sieve.pass(bytes);
        out.extend(sieve.end());
        out
    }

    /// Whether any of it stands in bytes.
    pub fn finds(&self, bytes: &[u8]) -> bool {
        self.each(bytes, |_| ControlFlow::Break(())).is_break()
    }

    /// Each hidden text that stands in bytes, by its place among the hidden, until told to end.
    pub(super) fn each(&self, bytes: &[u8], mut met: impl FnMut(usize) -> ControlFlow<()>) -> ControlFlow<()> {
        let mut from = 0;
        while let Some(found) = self.matcher.find(Input::new(bytes).range(from..)) {
            let one = self.of_pattern[found.pattern().as_usize()];
            let before = found.start().checked_sub(1).map(|at| bytes[at]);
            from = found.start() + 1;
            if self.stands_alone(one, before, &bytes[found.end()..]) {
                met(one)?;
                from = found.end();
            }
        }
        ControlFlow::Continue(())
    }

    /// So many bytes at the end of a piece may be the beginning of a form.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// A text from a reader, with what the pseudonyms in it stand for: each put as `written` writes it.
    pub fn lifted<'t>(&self, text: &'t str, written: impl Fn(&str) -> String) -> Cow<'t, str> {
        let mut out = String::new();
        let mut at = 0;
        for (from, to) in Pseudonyms::found_in(text) {
            let named = |one: &&Hidden| one.shown == text[from..to] && one.kind != HiddenKind::Name;
            if let Some(one) = self.hidden.iter().find(named) {
                out.push_str(&text[at..from]);
                out.push_str(&written(&one.clear));
                at = to;
            }
        }
        if at == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[at..]);
        Cow::Owned(out)
    }

    fn stands_alone(&self, one: usize, before: Option<u8>, after: &[u8]) -> bool {
        let (next, beyond) = (after.first().copied(), after.get(1).copied());
        let neither = |part_of: fn(u8) -> bool| !before.is_some_and(part_of) && !next.is_some_and(part_of);
        match self.hidden[one].kind {
            HiddenKind::Name | HiddenKind::Text => true,
            HiddenKind::Number => neither(|sign| sign.is_ascii_digit()),
            HiddenKind::Login => neither(|sign| sign.is_ascii_alphanumeric() || b"_-".contains(&sign)),
            HiddenKind::Cell => {
                let begins = before.is_none_or(|sign| b">\"';,=\t\r\n".contains(&sign));
                let ends = next.is_none_or(|sign| b"<\"';,&\t\r\n".contains(&sign));
                // The name of a member in JSON is no value.
                begins && ends && !(next == Some(b'"') && beyond == Some(b':'))
            }
        }
    }
}

/// Bytes on their way out, piece by piece: nothing is missed where two pieces meet.
pub struct Sieve<'v> {
    veil: &'v Veil,
    /// What cannot be told yet.
    kept: Vec<u8>,
    /// The byte before it.
    before: Option<u8>,
}

impl<'v> Sieve<'v> {
    /// At the beginning of an answer.
    pub fn new(veil: &'v Veil) -> Self {
        Self::from_kept(veil, Vec::new(), None)
    }

    /// Where an earlier piece left off.
    pub fn from_kept(veil: &'v Veil, kept: Vec<u8>, before: Option<u8>) -> Self {
        Self { veil, kept, before }
    }

    /// What was left, for the next piece.
    pub fn into_kept(self) -> (Vec<u8>, Option<u8>) {
        (self.kept, self.before)
    }

    /// The next piece, as far as it can be told.
    pub fn pass(&mut self, piece: &[u8]) -> Vec<u8> {
        self.kept.extend_from_slice(piece);
        let told = self.kept.len().saturating_sub(self.veil.longest);
        self.told(told)
    }

    /// The rest.
    pub fn end(&mut self) -> Vec<u8> {
        self.told(self.kept.len())
    }

    /// Everything that begins before a place.
    fn told(&mut self, limit: usize) -> Vec<u8> {
        let (kept, mut out) = (&self.kept, Vec::with_capacity(limit));
        let (mut at, mut from) = (0, 0);
        while let Some(found) = self.veil.matcher.find(Input::new(kept).range(from..)) {
            if limit <= found.start() {
                break;
            }
            let one = self.veil.of_pattern[found.pattern().as_usize()];
            let before = match found.start() {
                0 => self.before,
                start => Some(kept[start - 1]),
            };
            if self.veil.stands_alone(one, before, &kept[found.end()..]) {
                out.extend_from_slice(&kept[at..found.start()]);
                out.extend_from_slice(self.veil.hidden[one].shown.as_bytes());
                at = found.end();
                from = at;
            } else {
                from = found.start() + 1;
            }
        }
        let upto = limit.max(at);
        out.extend_from_slice(&kept[at..upto]);
        if 0 < upto {
            self.before = Some(kept[upto - 1]);
        }
        self.kept.drain(..upto);
        out
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn veil() -> Veil {
        let hidden = |clear: &str, shown: &str, kind| Hidden {
            clear: clear.to_owned(),
            shown: shown.to_owned(),
            kind,
        };
        let number = HiddenKind::Number;
        Veil::new(vec![
            hidden("201701012393", "person-0123456789", number),
            hidden("Åsa \"Ö\" Å", "person-0123456789", HiddenKind::Name),
            hidden("asa", "skyddad-0123456789", HiddenKind::Login),
        ])
        .unwrap()
    }

    fn over(text: &str) -> String {
        String::from_utf8(veil().over(text.as_bytes())).unwrap()
    }

    /// SEC-22: in every form it takes.
    #[test]
    fn what_is_hidden_is_found_in_every_form() {
        for (text, expected) in [
            ("PROJ 201701012393.", "PROJ person-0123456789."),
            ("20170101-2393", "person-0123456789"),
            ("170101-2393", "person-0123456789"),
            ("1701012393", "person-0123456789"),
            ("9201701012393", "9201701012393"),
            ("2017010123930", "2017010123930"),
            ("<b>Åsa &quot;Ö&quot; Å</b>", "<b>person-0123456789</b>"),
            ("{\"n\":\"Åsa \\\"Ö\\\" Ås\"}", "{\"n\":\"person-0123456789s\"}"),
            ("?namn=%C3%85sa%20%22%C3%96%22%20%C3%85&", "?namn=person-0123456789&"),
            ("ÅSA \"Ö\" Å", "person-0123456789"),
            ("/anvandare/asa?x", "/anvandare/skyddad-0123456789?x"),
            ("kasaplan", "kasaplan"),
        ] {
            assert_eq!(over(text), expected, "{text}");
        }
        assert_eq!(veil().over(b"\xc5sa \"\xd6\" \xc5"), b"person-0123456789", "latin 1");
        assert_eq!(
            veil().over(b"\x8fsa \"\x99\" \x8f"),
            b"person-0123456789",
            "code page 437"
        );
    }

    /// SEC-21: a short text is hidden where it is all there is, and not inside other words.
    #[test]
    fn a_short_text_is_hidden_as_a_cell() {
        let veil = Veil::new(vec![Hidden {
            clear: "Tipp".to_owned(),
            shown: "sekretess-0123456789".to_owned(),
            kind: HiddenKind::Cell,
        }])
        .unwrap();
        for (text, expected) in [
            ("<td>Tipp</td>", "<td>sekretess-0123456789</td>"),
            ("{\"text\":\"Tipp\"}", "{\"text\":\"sekretess-0123456789\"}"),
            ("{\"Tipp\":1}", "{\"Tipp\":1}"),
            ("a;Tipp\r\n", "a;sekretess-0123456789\r\n"),
            ("Tippex, en Tipp till", "Tippex, en Tipp till"),
        ] {
            assert_eq!(String::from_utf8(veil.over(text.as_bytes())).unwrap(), expected);
        }
    }

    /// SEC-22: a reader goes on by the pseudonym, and never learns what it stands for.
    #[test]
    fn a_pseudonym_leads_back() {
        let veil = veil();
        let lifted = |text: &str| veil.lifted(text, str::to_owned).into_owned();
        assert_eq!(lifted("PROJ=person-0123456789&a"), "PROJ=201701012393&a");
        assert_eq!(lifted("person-abcdefghjk"), "person-abcdefghjk");
        assert_eq!(lifted("skyddad-0123456789"), "asa");
    }

    proptest! {
        /// However an answer is cut in pieces, the same leaves the house, and nothing that is hidden.
        #[test]
        fn pieces_are_as_the_whole(
            parts in proptest::collection::vec(
                prop_oneof![
                    Just("201701012393".to_owned()), Just("170101-2393".to_owned()), Just("Åsa \"Ö\" Å".to_owned()),
                    Just("asa".to_owned()), "[ a-z0-9<>&]{0,6}"
                ], 0..20),
            cuts in proptest::collection::vec(1_usize..9, 0..60),
        ) {
            let (veil, text) = (veil(), parts.concat());
            let whole = veil.over(text.as_bytes());
            let (mut rest, mut out, mut sieve) = (text.as_bytes(), Vec::new(), Sieve::new(&veil));
            for cut in cuts {
                let (piece, after) = rest.split_at(cut.min(rest.len()));
                out.extend(sieve.pass(piece));
                let (kept, before) = sieve.into_kept();
                sieve = Sieve::from_kept(&veil, kept, before);
                rest = after;
            }
            out.extend(sieve.pass(rest));
            out.extend(sieve.end());
            prop_assert_eq!(&out, &whole);
            let told = String::from_utf8_lossy(&whole).into_owned();
            prop_assert!(!told.contains("Åsa"), "{}", told);
        }
    }
}
