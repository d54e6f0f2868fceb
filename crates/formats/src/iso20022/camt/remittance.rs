//! What a payment says it is for.

use super::shared::signed;
use super::transaction::{Document, Remittance, Structured};
use crate::iso20022::Money;
use crate::iso20022::part::El;
use crate::iso20022::value::Values;

pub(super) fn remittance(el: El<'_>, values: &mut Values<'_>) -> Remittance {
    Remittance {
        texts: texts(el, "Ustrd"),
        structured: el.all("Strd").map(|el| structured(el, values)).collect(),
    }
}

fn texts(el: El<'_>, name: &str) -> Vec<String> {
    let texts = el.all(name).map(|text| text.text().to_owned());
    texts.filter(|text| !text.is_empty()).collect()
}

fn structured(el: El<'_>, values: &mut Values<'_>) -> Structured {
    let kinds = ["CdtrRefInf/Tp/CdOrPrtry/Cd", "CdtrRefInf/Tp/CdOrPrtry/Prtry"];
    Structured {
        reference: el.string("CdtrRefInf/Ref"),
        reference_kind: kinds.iter().find_map(|path| el.string(path)),
        documents: el.all("RfrdDocInf").map(|el| document(el, values)).collect(),
        amount: amount(el, values),
        texts: texts(el, "AddtlRmtInf"),
    }
}

fn amount(el: El<'_>, values: &mut Values<'_>) -> Option<Money> {
    let el = el.at("RfrdDocAmt")?;
    for (path, is_credit) in [("RmtdAmt", true), ("DuePyblAmt", true), ("CdtNoteAmt", false)] {
        if let Some(amount) = el.at(path) {
            return values.money(amount).map(|amount| signed(amount, is_credit));
        }
    }
    None
}

fn document(el: El<'_>, values: &mut Values<'_>) -> Document {
    let kinds = ["Tp/CdOrPrtry/Cd", "Tp/CdOrPrtry/Prtry"];
    // A plain day in older messages, with a kind beside it in the newest.
    let date = match el.at("RltdDt/Dt") {
        Some(_) => values.date(el, "RltdDt/Dt"),
        None => values.date(el, "RltdDt"),
    };
    Document {
        kind: kinds.iter().find_map(|path| el.string(path)),
        number: el.string("Nb"),
        date,
    }
}
