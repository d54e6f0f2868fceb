//! Which records a file has, against those it must have, may have and may have once (chapter 6).

use super::label::Label;
use super::mistake::Mistake;
use super::record::SieType;

/// In every file, whatever its type.
const ALWAYS: [Label; 5] = [Label::Flagga, Label::Program, Label::Format, Label::Gen, Label::Fnamn];

/// Records of which a file has one at most. Comments and years may be many.
const ONCE: [Label; 15] = [
    Label::Flagga,
    Label::Program,
    Label::Format,
    Label::Gen,
    Label::Sietyp,
    Label::Ftyp,
    Label::Fnr,
    Label::Orgnr,
    Label::Bkod,
    Label::Adress,
    Label::Fnamn,
    Label::Taxar,
    Label::Omfattn,
    Label::Kptyp,
    Label::Valuta,
];

/// The labels met so far: where each came first, and where a second time.
#[derive(Debug, Default)]
pub(super) struct Completeness {
    met: Vec<(Label, u32)>,
    repeated: Vec<(Label, u32)>,
}

impl Completeness {
    pub fn take(&mut self, label: Label, line: u32) {
        // The last label met is most often met again; and there are at most 36.
        if self.met.last().is_some_and(|(last, _)| *last == label) && !ONCE.contains(&label) {
            return;
        }
        let is_known = self.met.iter().any(|(met, _)| *met == label);
        if !is_known {
            self.met.push((label, line));
        } else if ONCE.contains(&label) && !self.repeated.iter().any(|(met, _)| *met == label) {
            self.repeated.push((label, line));
        }
    }

    /// What the standard would have otherwise; each a warning, with its line or 0.
    ///
    /// Balances that are missing are not told of: a record with nothing to say is left out (5.17).
    pub fn mistakes(&self, sie_type: SieType) -> Vec<(u32, Mistake)> {
        let has = |label: Label| self.met.iter().any(|(met, _)| *met == label);
        let type_says_itself = sie_type == SieType::Balances || has(Label::Sietyp);
        let has_scope = !matches!(sie_type, SieType::Periods | SieType::Objects) || has(Label::Omfattn);
        let missing = ALWAYS.into_iter().filter(|label| !has(*label));
        let missing = missing.chain((!type_says_itself).then_some(Label::Sietyp));
        let missing = missing.chain((!has_scope).then_some(Label::Omfattn));
        let missing = missing.map(|label| {
            (
                0,
                Mistake::RecordMissing {
                    label: label.text().into(),
                },
            )
        });
        let repeated = self.repeated.iter().map(|(label, line)| {
            let label = label.text().into();
            (*line, Mistake::RecordRepeated { label })
        });
        let misplaced = self
            .met
            .iter()
            .filter(|(label, _)| !label.is_allowed_in(sie_type))
            .map(|(label, line)| {
                let label = label.text().into();
                (
                    *line,
                    Mistake::RecordNotInType {
                        label,
                        sie_type: sie_type.number(),
                    },
                )
            });
        missing.chain(repeated).chain(misplaced).collect()
    }
}
