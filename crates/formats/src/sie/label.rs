//! *Etiketter*: the labels of the standard (chapter 12) and where each may stand.

use super::record::SieType;

/// A label of the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Label {
    Flagga,
    Ksumma,
    Program,
    Format,
    Gen,
    Sietyp,
    Prosa,
    Ftyp,
    Fnr,
    Orgnr,
    Bkod,
    Adress,
    Fnamn,
    Rar,
    Taxar,
    Omfattn,
    Kptyp,
    Valuta,
    Konto,
    Ktyp,
    Enhet,
    Sru,
    Dim,
    Underdim,
    Objekt,
    Ib,
    Ub,
    Oib,
    Oub,
    Res,
    Psaldo,
    Pbudget,
    Ver,
    Trans,
    Rtrans,
    Btrans,
}

impl Label {
    /// The label of these bytes and whether it was written in lower case; `None` for a label the
    /// standard does not have.
    pub fn of(bytes: &[u8]) -> Option<(Self, bool)> {
        if let Some(label) = Self::in_capitals(bytes) {
            return Some((label, false));
        }
        if bytes.iter().any(u8::is_ascii_lowercase) {
            return Some((Self::in_capitals(&bytes.to_ascii_uppercase())?, true));
        }
        None
    }

    fn in_capitals(bytes: &[u8]) -> Option<Self> {
        Some(match bytes {
            b"#TRANS" => Self::Trans,
            b"#VER" => Self::Ver,
            b"#RTRANS" => Self::Rtrans,
            b"#BTRANS" => Self::Btrans,
            b"#PSALDO" => Self::Psaldo,
            b"#PBUDGET" => Self::Pbudget,
            b"#OBJEKT" => Self::Objekt,
            b"#KONTO" => Self::Konto,
            b"#SRU" => Self::Sru,
            b"#KTYP" => Self::Ktyp,
            b"#IB" => Self::Ib,
            b"#UB" => Self::Ub,
            b"#OIB" => Self::Oib,
            b"#OUB" => Self::Oub,
            b"#RES" => Self::Res,
            b"#FLAGGA" => Self::Flagga,
            b"#KSUMMA" => Self::Ksumma,
            b"#PROGRAM" => Self::Program,
            b"#FORMAT" => Self::Format,
            b"#GEN" => Self::Gen,
            b"#SIETYP" => Self::Sietyp,
            b"#PROSA" => Self::Prosa,
            b"#FTYP" => Self::Ftyp,
            b"#FNR" => Self::Fnr,
            b"#ORGNR" => Self::Orgnr,
            b"#BKOD" => Self::Bkod,
            b"#ADRESS" => Self::Adress,
            b"#FNAMN" => Self::Fnamn,
            b"#RAR" => Self::Rar,
            b"#TAXAR" => Self::Taxar,
            b"#OMFATTN" => Self::Omfattn,
            b"#KPTYP" => Self::Kptyp,
            b"#VALUTA" => Self::Valuta,
            b"#ENHET" => Self::Enhet,
            b"#DIM" => Self::Dim,
            b"#UNDERDIM" => Self::Underdim,
            _ => return None,
        })
    }

    /// The label as it is written.
    pub fn text(self) -> &'static str {
        match self {
            Self::Flagga => "#FLAGGA",
            Self::Ksumma => "#KSUMMA",
            Self::Program => "#PROGRAM",
            Self::Format => "#FORMAT",
            Self::Gen => "#GEN",
            Self::Sietyp => "#SIETYP",
            Self::Prosa => "#PROSA",
            Self::Ftyp => "#FTYP",
            Self::Fnr => "#FNR",
            Self::Orgnr => "#ORGNR",
            Self::Bkod => "#BKOD",
            Self::Adress => "#ADRESS",
            Self::Fnamn => "#FNAMN",
            Self::Rar => "#RAR",
            Self::Taxar => "#TAXAR",
            Self::Omfattn => "#OMFATTN",
            Self::Kptyp => "#KPTYP",
            Self::Valuta => "#VALUTA",
            Self::Konto => "#KONTO",
            Self::Ktyp => "#KTYP",
            Self::Enhet => "#ENHET",
            Self::Sru => "#SRU",
            Self::Dim => "#DIM",
            Self::Underdim => "#UNDERDIM",
            Self::Objekt => "#OBJEKT",
            Self::Ib => "#IB",
            Self::Ub => "#UB",
            Self::Oib => "#OIB",
            Self::Oub => "#OUB",
            Self::Res => "#RES",
            Self::Psaldo => "#PSALDO",
            Self::Pbudget => "#PBUDGET",
            Self::Ver => "#VER",
            Self::Trans => "#TRANS",
            Self::Rtrans => "#RTRANS",
            Self::Btrans => "#BTRANS",
        }
    }

    /// Whether it is a line of a voucher.
    pub fn is_voucher_line(self) -> bool {
        matches!(self, Self::Trans | Self::Rtrans | Self::Btrans)
    }

    /// Whether it is a voucher or a line of one.
    pub fn is_voucher(self) -> bool {
        self == Self::Ver || self.is_voucher_line()
    }

    /// Whether the standard allows the record in a file of the type (chapter 6).
    ///
    /// Types 4E and 4I both say 4, so what only 4E may have is allowed in both.
    pub fn is_allowed_in(self, sie_type: SieType) -> bool {
        let least = match self {
            Self::Omfattn | Self::Psaldo | Self::Pbudget => SieType::Periods,
            Self::Dim | Self::Underdim | Self::Objekt | Self::Oib | Self::Oub => SieType::Objects,
            Self::Ver | Self::Trans | Self::Rtrans | Self::Btrans => SieType::Vouchers,
            _ => SieType::Balances,
        };
        least <= sie_type
    }

    /// The group it belongs to; groups stand in this order in a file (5.12).
    pub fn group(self) -> Group {
        match self {
            Self::Flagga => Group::Flag,
            Self::Konto | Self::Ktyp | Self::Enhet | Self::Sru | Self::Dim | Self::Underdim | Self::Objekt => {
                Group::Chart
            }
            Self::Ib
            | Self::Ub
            | Self::Oib
            | Self::Oub
            | Self::Res
            | Self::Psaldo
            | Self::Pbudget
            | Self::Ver
            | Self::Trans
            | Self::Rtrans
            | Self::Btrans => Group::Figures,
            _ => Group::Identification,
        }
    }
}

/// The groups of records in the order they stand in a file (5.12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Group {
    Flag,
    Identification,
    Chart,
    Figures,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_known_by_its_text_in_either_case() {
        for text in ["#FLAGGA", "#KSUMMA", "#TRANS", "#UNDERDIM", "#PBUDGET", "#OUB"] {
            let (label, in_lower_case) = Label::of(text.as_bytes()).unwrap();
            assert_eq!((label.text(), in_lower_case), (text, false));
            assert_eq!(Label::of(text.to_ascii_lowercase().as_bytes()), Some((label, true)));
        }
        assert_eq!(Label::of(b"#MOMSKOD"), None);
        assert_eq!(Label::of(b"#momskod"), None);
        assert_eq!(Label::of(b"TRANS"), None);
    }

    #[test]
    fn a_file_of_balances_has_no_vouchers() {
        assert!(!Label::Ver.is_allowed_in(SieType::Objects));
        assert!(Label::Ver.is_allowed_in(SieType::Vouchers));
        assert!(Label::Dim.is_allowed_in(SieType::Objects));
        assert!(!Label::Psaldo.is_allowed_in(SieType::Balances));
    }
}
