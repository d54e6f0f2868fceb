//! *Slöjan*: what a reader may not see of persons, hidden in every byte that leaves the house, and found
//! back in what the reader sends in.
//!
//! It is the one place that decides what is shown. It stands at the door and not in each page, report
//! and file, so that the page that is built next year is covered before anybody has thought of it: a
//! list, a report, a search hit, an export, a name of a file, an error text, a line of history. Every
//! hidden text is looked for in all the forms it can take ([`forms`](super::forms)), in one pass over
//! the bytes.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use kameral_store::{Fault, FaultKind};

use super::forms;
use super::neighbours::{self, LOOKED_BACK};

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

/// So many bytes after a form tell whether it stands alone: an escape.
const AFTER: usize = 3;

/// Where a value that a reader sends in stands, which decides what a pseudonym in it may be taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentIn {
    /// A part of an address, or a field of a value: a code, a number, a filter.
    Value,
    /// A field of free text in a form or a body.
    Text,
}

/// Signs between the values of a filter: `RESURS=person-…,!person-…`. The veil hides a number and a login
/// beside each of them.
const BETWEEN_VALUES: [char; 5] = ['=', ',', '|', '!', '"'];

/// What a sentence puts around a value that it repeats: ”Tipp”.
const QUOTES: [&str; 2] = ["”", "“"];

impl Veil {
    /// Of texts, the shown among them none that is hidden. None when nothing is hidden; a fault when it is
    /// so much that it cannot be looked for, for then nothing may be shown.
    pub fn new(hidden: Vec<Hidden>) -> Result<Option<Self>, Fault> {
        Self::of_forms(hidden, forms::of_text)
    }

    /// Of texts in the forms that are looked for.
    pub(super) fn of_forms(hidden: Vec<Hidden>, of_text: fn(&str) -> BTreeSet<Vec<u8>>) -> Result<Option<Self>, Fault> {
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
        let Some(longest) = patterns.iter().map(Vec::len).max() else {
            return Ok(None);
        };
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .build(&patterns)
            .map_err(|error| Fault::new(FaultKind::Mismatch, format!("what is hidden: {error}")))?;
        Ok(Some(Self {
            hidden,
            matcher,
            of_pattern,
            longest: longest + AFTER,
        }))
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
            from = found.start() + 1;
            if self.stands_alone(one, &bytes[..found.start()], &bytes[found.end()..]) {
                met(one)?;
                from = found.end();
            }
        }
        ControlFlow::Continue(())
    }

    /// A hidden text by its place.
    pub(super) fn text(&self, at: usize) -> &str {
        &self.hidden[at].clear
    }

    /// So many bytes at the end of a piece may be the beginning of a form.
    pub(super) fn longest(&self) -> usize {
        self.longest
    }

    /// A value from a reader, decoded, with what the pseudonyms in it stand for; none when none stands in
    /// it.
    ///
    /// A pseudonym is taken for what it stands for only where it is the whole value, or a whole part of a
    /// filter, and only for what is hidden again wherever the value may be repeated: with a digit or a
    /// letter beside it the veil would let it pass.
    pub fn lifted(&self, value: &str, sent_in: SentIn) -> Option<String> {
        let hidden = |shown: &str, kinds: &[HiddenKind]| {
            let is_it = |one: &&Hidden| one.shown == shown && kinds.contains(&one.kind);
            self.hidden.iter().find(is_it).map(|one| one.clear.as_str())
        };
        if sent_in == SentIn::Text {
            return hidden(value, &[HiddenKind::Text, HiddenKind::Cell]).map(str::to_owned);
        }
        if let Some(clear) = hidden(value, &[HiddenKind::Text]) {
            return Some(clear.to_owned());
        }
        let mut any = false;
        let parts = value.split_inclusive(BETWEEN_VALUES).map(|part| {
            let bare = part.trim_end_matches(BETWEEN_VALUES);
            match hidden(bare, &[HiddenKind::Number, HiddenKind::Login]) {
                Some(clear) => {
                    any = true;
                    format!("{clear}{}", &part[bare.len()..])
                }
                None => part.to_owned(),
            }
        });
        let lifted: String = parts.collect();
        any.then_some(lifted)
    }

    fn stands_alone(&self, one: usize, before: &[u8], after: &[u8]) -> bool {
        let last = neighbours::last(before);
        // An escape after a form is never a digit or a letter as it stands, so more is hidden by its first
        // sign than by what it is the escape of.
        let neither =
            |part_of: fn(u8) -> bool| !last.is_some_and(part_of) && !after.first().copied().is_some_and(part_of);
        match self.hidden[one].kind {
            HiddenKind::Name | HiddenKind::Text => true,
            HiddenKind::Number => neither(|sign| sign.is_ascii_digit()),
            HiddenKind::Login => neither(|sign| sign.is_ascii_alphanumeric() || b"_-".contains(&sign)),
            HiddenKind::Cell => {
                let begins = last.is_none_or(|sign| b">\"';,=\t\r\n".contains(&sign))
                    || QUOTES.iter().any(|quote| before.ends_with(quote.as_bytes()));
                let ends = neighbours::first(after).is_none_or(|sign| b"<\"';,&\t\r\n".contains(&sign))
                    || QUOTES.iter().any(|quote| after.starts_with(quote.as_bytes()));
                // The name of a member in JSON is no value.
                begins && ends && !after.starts_with(b"\":")
            }
        }
    }
}

/// What of an answer cannot be told yet, between two pieces.
#[derive(Debug, Default)]
pub struct Kept {
    /// The last bytes that are told, and then those that are not.
    bytes: Vec<u8>,
    /// How many of them are told.
    told: usize,
}

/// Bytes on their way out, piece by piece: nothing is missed where two pieces meet.
pub struct Sieve<'v> {
    veil: &'v Veil,
    kept: Kept,
}

impl<'v> Sieve<'v> {
    /// At the beginning of an answer.
    pub fn new(veil: &'v Veil) -> Self {
        Self::from_kept(veil, Kept::default())
    }

    /// Where an earlier piece left off.
    pub fn from_kept(veil: &'v Veil, kept: Kept) -> Self {
        Self { veil, kept }
    }

    /// What was left, for the next piece.
    pub fn into_kept(self) -> Kept {
        self.kept
    }

    /// The next piece, as far as it can be told.
    pub fn pass(&mut self, piece: &[u8]) -> Vec<u8> {
        self.kept.bytes.extend_from_slice(piece);
        let untold = self.kept.bytes.len() - self.kept.told;
        self.told(self.kept.told + untold.saturating_sub(self.veil.longest))
    }

    /// The rest.
    pub fn end(&mut self) -> Vec<u8> {
        self.told(self.kept.bytes.len())
    }

    /// Everything that begins before a place.
    fn told(&mut self, limit: usize) -> Vec<u8> {
        let (kept, mut at) = (&self.kept.bytes, self.kept.told);
        let (mut out, mut from) = (Vec::with_capacity(limit - at), at);
        while let Some(found) = self.veil.matcher.find(Input::new(kept).range(from..)) {
            if limit <= found.start() {
                break;
            }
            let one = self.veil.of_pattern[found.pattern().as_usize()];
            if self
                .veil
                .stands_alone(one, &kept[..found.start()], &kept[found.end()..])
            {
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
        let looked_back = upto.min(LOOKED_BACK);
        self.kept.bytes.drain(..upto - looked_back);
        self.kept.told = looked_back;
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
            ("%20201701012393%20", "%20person-0123456789%20"),
            ("?till=%2Fa%3Fsok%3Dasa%26", "?till=%2Fa%3Fsok%3Dskyddad-0123456789%26"),
            ("?till=%253Dasa", "?till=%253Dskyddad-0123456789"),
            (
                "{\"text\":\"Till\\nasa\\tx\"}",
                "{\"text\":\"Till\\nskyddad-0123456789\\tx\"}",
            ),
            ("{\"text\":\"\\u0001asa\"}", "{\"text\":\"\\u0001skyddad-0123456789\"}"),
            (
                "?till=%253Fnamn%253D%25C3%2585sa%2520%2522%25C3%2596%2522%2520%25C3%2585",
                "?till=%253Fnamn%253Dperson-0123456789",
            ),
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
        .unwrap()
        .unwrap();
        for (text, expected) in [
            ("<td>Tipp</td>", "<td>sekretess-0123456789</td>"),
            ("{\"text\":\"Tipp\"}", "{\"text\":\"sekretess-0123456789\"}"),
            ("{\"Tipp\":1}", "{\"Tipp\":1}"),
            ("a;Tipp\r\n", "a;sekretess-0123456789\r\n"),
            ("?sok%3DTipp%26b", "?sok%3Dsekretess-0123456789%26b"),
            ("Inget heter ”Tipp”.", "Inget heter ”sekretess-0123456789”."),
            ("Nothing is called “Tipp”.", "Nothing is called “sekretess-0123456789”."),
            ("Tippex, en Tipp till", "Tippex, en Tipp till"),
        ] {
            assert_eq!(String::from_utf8(veil.over(text.as_bytes())).unwrap(), expected);
        }
    }

    /// SEC-22: a reader goes on by the pseudonym, and never learns what it stands for.
    #[test]
    fn a_pseudonym_leads_back_where_it_is_a_whole_value() {
        let veil = veil();
        let lifted = |text: &str| veil.lifted(text, SentIn::Value);
        for (value, expected) in [
            ("person-0123456789", "201701012393"),
            ("skyddad-0123456789", "asa"),
            ("PROJ=person-0123456789,100", "PROJ=201701012393,100"),
            ("!person-0123456789|skyddad-0123456789", "!201701012393|asa"),
        ] {
            assert_eq!(lifted(value).as_deref(), Some(expected));
        }
        for value in [
            "person-abcdefghjk",
            "9person-0123456789",
            "person-01234567899",
            "person-0123456789 ",
            "Resa för skyddad-0123456789",
            "a.skyddad-0123456789",
        ] {
            assert_eq!(lifted(value), None, "{value}");
        }
        assert_eq!(veil.lifted("person-0123456789", SentIn::Text), None, "text is no value");
    }

    proptest! {
        /// SEC-22: whatever is written around a pseudonym, nothing is taken for a person that the veil does
        /// not hide again.
        #[test]
        fn what_is_taken_for_a_person_is_hidden_again(
            before in "[0-9a-z=,|!\"%_. -]{0,4}", after in "[0-9a-z=,|!\"%_. -]{0,4}",
            pseudonym in prop_oneof![Just("person-0123456789"), Just("skyddad-0123456789")],
        ) {
            let veil = veil();
            if let Some(lifted) = veil.lifted(&format!("{before}{pseudonym}{after}"), SentIn::Value) {
                let bare = lifted.replace("201701012393", "").replace("asa", "");
                for form in forms::of_text(&lifted) {
                    let told = String::from_utf8_lossy(&veil.over(&form)).into_owned();
                    prop_assert!(!told.contains("201701012393"), "{}", told);
                    prop_assert!(!told.contains("asa") || bare.contains("asa"), "{}", told);
                }
            }
        }

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
                sieve = Sieve::from_kept(&veil, sieve.into_kept());
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
