//! What UBL has and EN 16931 has no use for (UBL-CR, UBL-DT-08 to 28): warnings, each told once.
//!
//! Elements are found by walking a tree of paths beside the document; attributes by their names.

use std::sync::LazyLock;

use kameral_base::Severity;
use rustc_hash::FxHashMap;

use crate::einvoice::fault::Found;
use crate::einvoice::release::Release;
use crate::einvoice::rule::{Rule, always, never, warning};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::Bt;
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ADDITIONAL_DOCUMENT_REFERENCE, ALLOWANCE_CHARGE, ALLOWANCE_CHARGE_REASON, ALLOWANCE_CHARGE_REASON_CODE, ATTACHMENT,
    BUYERS_ITEM_IDENTIFICATION, CARD_ACCOUNT, CLASSIFIED_TAX_CATEGORY, COMPANY_ID, COUNTRY, CREDIT_NOTE_TYPE_CODE,
    CUSTOMIZATION_ID, DOCUMENT_CURRENCY_CODE, DOCUMENT_DESCRIPTION, DOCUMENT_TYPE_CODE, FINANCIAL_INSTITUTION,
    FINANCIAL_INSTITUTION_BRANCH, ID, IDENTIFICATION_CODE, INVOICE, INVOICE_TYPE_CODE, MULTIPLIER_FACTOR_NUMERIC,
    NETWORK_ID, PARTY_TAX_SCHEME, PAYEE_FINANCIAL_ACCOUNT, PAYER_FINANCIAL_ACCOUNT, PAYMENT_DUE_DATE, PAYMENT_ID,
    PAYMENT_MANDATE, PAYMENT_MEANS, PAYMENT_MEANS_CODE, PRICE, PRIMARY_ACCOUNT_NUMBER_ID, PROFILE_ID, SALES_ORDER_ID,
    SELLERS_ITEM_IDENTIFICATION, TAX_CATEGORY, TAX_CURRENCY_CODE,
};
use crate::einvoice::vocabulary::{Name, UBL};

/// A place in the tree of paths.
type Place = u32;

/// Nothing below here is unused.
const NOWHERE: Place = 0;
/// The root of the document.
const ROOT: Place = 1;

/// The paths as a tree, and the rules at their ends.
pub(super) struct Unused {
    next: FxHashMap<(Place, Name), Place>,
    rules: FxHashMap<Place, &'static Rule>,
}

impl Unused {
    pub fn read() -> Self {
        let mut unused = Self {
            next: FxHashMap::default(),
            rules: FxHashMap::default(),
        };
        let mut places = ROOT;
        for line in include_str!("../data/unused.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
        {
            let (number, path) = line.split_once(' ').expect("a number and a path");
            let (number, until) = match number.strip_suffix('-') {
                Some(number) => (number, Release::May2025),
                None => (number, Release::May2026),
            };
            let rule = Box::leak(Box::new(Rule {
                id: format!("UBL-CR-{number}").leak(),
                severity: Severity::Warning,
                says: Says::Unused(path),
                since: Release::May2025,
                until,
                holds: never,
            }));
            let starts: &[&str] = if path.starts_with("LINE/") {
                &["cac:InvoiceLine", "cac:CreditNoteLine"]
            } else {
                &[""]
            };
            for start in starts {
                let mut at = ROOT;
                let rest = path.strip_prefix("LINE/").unwrap_or(path);
                for name in [start]
                    .into_iter()
                    .filter(|start| !start.is_empty())
                    .copied()
                    .chain(rest.split('/'))
                {
                    at = *unused.next.entry((at, named(name))).or_insert_with(|| {
                        places += 1;
                        places
                    });
                }
                unused.rules.insert(at, rule);
            }
        }
        unused
    }

    pub fn rules(&self) -> Vec<&'static Rule> {
        let mut rules: Vec<&'static Rule> = self.rules.values().copied().collect();
        rules.extend(ATTRIBUTES.iter().map(|(_, rule)| rule));
        rules.extend(PLACED.iter().map(|(_, rule)| rule));
        rules.sort_unstable_by_key(|rule| rule.id);
        rules
    }

    pub fn walk(&self, release: Release) -> Walk<'_> {
        Walk {
            unused: self,
            release,
            places: Vec::new(),
            told: Vec::new(),
        }
    }
}

fn named(name: &str) -> Name {
    let found = UBL.names().find(|(_, written)| *written == name);
    found.expect("a name of the vocabulary").0
}

/// One document beside the tree of paths.
pub(super) struct Walk<'u> {
    unused: &'u Unused,
    release: Release,
    /// The place of every element met, by its index.
    places: Vec<Place>,
    told: Vec<&'static str>,
}

impl Walk<'_> {
    /// Looks at the next element in the order of the document.
    pub fn see<'t>(&mut self, el: El<'t>, found: &mut Found<'t>) {
        let place = match el.parent() {
            None => ROOT,
            Some(parent) => match self.places[parent.index()] {
                NOWHERE => NOWHERE,
                above => self.unused.next.get(&(above, el.name())).copied().unwrap_or(NOWHERE),
            },
        };
        self.places.push(place);
        if place != NOWHERE
            && let Some(rule) = self.unused.rules.get(&place)
        {
            self.tell(el, rule, found);
        }
        for attr in el.attributes() {
            for (_, rule) in ATTRIBUTES.iter().filter(|(name, _)| *name == attr.name) {
                if attr.name != "name" || el.name() != PAYMENT_MEANS_CODE {
                    self.tell(el, rule, found);
                }
            }
        }
        for at in BY_NAME.get(el.name().index()).into_iter().flatten() {
            let (place, rule) = &PLACED[*at];
            if place.is_at(el) {
                self.tell(el, rule, found);
            }
        }
    }

    fn tell<'t>(&mut self, el: El<'t>, rule: &'static Rule, found: &mut Found<'t>) {
        if rule.is_in(self.release) && !self.told.contains(&rule.id) {
            self.told.push(rule.id);
            found.broken(el, rule);
        }
    }
}

const fn of(id: &'static str, attribute: &'static str) -> (&'static str, Rule) {
    (attribute, warning(id, super::unused_attribute(attribute), never))
}

/// Attributes that no element uses, but for the name of a payment means.
static ATTRIBUTES: [(&str, Rule); 22] = [
    of("UBL-DT-08", "schemeName"),
    of("UBL-DT-09", "schemeAgencyName"),
    of("UBL-DT-10", "schemeDataURI"),
    of("UBL-DT-11", "schemeURI"),
    of("UBL-DT-12", "format"),
    of("UBL-DT-13", "unitCodeListIdentifier"),
    of("UBL-DT-14", "unitCodeListAgencyIdentifier"),
    of("UBL-DT-15", "unitCodeListAgencyName"),
    of("UBL-DT-16", "listAgencyName"),
    of("UBL-DT-17", "listName"),
    of("UBL-DT-18", "name"),
    of("UBL-DT-19", "languageID"),
    of("UBL-DT-20", "listURI"),
    of("UBL-DT-21", "listSchemeURI"),
    of("UBL-DT-22", "languageLocaleID"),
    of("UBL-DT-23", "uri"),
    of("UBL-DT-24", "currencyCodeListVersionID"),
    of("UBL-DT-25", "characterSetCode"),
    of("UBL-DT-26", "encodingCode"),
    of("UBL-DT-27", "schemeAgencyID"),
    of("UBL-DT-28", "listAgencyID"),
    of("UBL-CR-663", "unitCodeListID"),
];

/// Where an element or an attribute is not used.
struct Where {
    name: Name,
    /// The elements around it, the nearest first.
    under: &'static [Name],
    /// Directly below the root.
    top: bool,
    attribute: Option<&'static str>,
    /// In invoices and not in credit notes.
    invoice_alone: bool,
    /// Only of references to an invoiced object (type 130), or only of others.
    object: Option<bool>,
}

impl Where {
    fn is_at(&self, el: El<'_>) -> bool {
        let mut outermost = Some(el);
        for _ in self.under {
            outermost = outermost.and_then(El::parent);
        }
        el.under(self.under)
            && (!self.top || outermost.is_some_and(El::is_top))
            && self.attribute.is_none_or(|attribute| el.attr(attribute).is_some())
            && (!self.invoice_alone || el.tree().root().name() == INVOICE)
            && self.object.is_none_or(|object| is_object(el) == object)
    }
}

/// Whether the reference that the element stands in is to an invoiced object.
fn is_object(el: El<'_>) -> bool {
    let reference = el.parent();
    reference.is_some_and(|reference| reference.kids(DOCUMENT_TYPE_CODE).any(|code| code.text() == "130"))
}

const fn anywhere(name: Name, under: &'static [Name], attribute: Option<&'static str>) -> Where {
    Where {
        name,
        under,
        top: false,
        attribute,
        invoice_alone: false,
        object: None,
    }
}

const fn top(name: Name, under: &'static [Name], attribute: &'static str) -> Where {
    Where {
        top: true,
        ..anywhere(name, under, Some(attribute))
    }
}

const fn of_reference(name: Name, attribute: Option<&'static str>, object: bool) -> Where {
    Where {
        object: Some(object),
        ..anywhere(name, &[ADDITIONAL_DOCUMENT_REFERENCE], attribute)
    }
}

const fn placed(id: &'static str, place: Where, path: &'static str) -> (Where, Rule) {
    (place, warning(id, Says::Unused(path), always))
}

const SCHEME: Option<&str> = Some("schemeID");

/// Unused at certain places only.
static PLACED: [(Where, Rule); 33] = [
    placed(
        "UBL-CR-648",
        top(CUSTOMIZATION_ID, &[], "schemeID"),
        "cbc:CustomizationID/@schemeID",
    ),
    placed(
        "UBL-CR-649",
        top(PROFILE_ID, &[], "schemeID"),
        "cbc:ProfileID/@schemeID",
    ),
    placed("UBL-CR-650", top(ID, &[], "schemeID"), "cbc:ID/@schemeID"),
    placed(
        "UBL-CR-651",
        top(SALES_ORDER_ID, &[], "schemeID"),
        "cbc:SalesOrderID/@schemeID",
    ),
    placed(
        "UBL-CR-652",
        anywhere(COMPANY_ID, &[PARTY_TAX_SCHEME], SCHEME),
        "cac:PartyTaxScheme/cbc:CompanyID/@schemeID",
    ),
    placed(
        "UBL-CR-653",
        top(PAYMENT_ID, &[PAYMENT_MEANS], "schemeID"),
        "cac:PaymentMeans/cbc:PaymentID/@schemeID",
    ),
    placed(
        "UBL-CR-654",
        top(ID, &[PAYEE_FINANCIAL_ACCOUNT, PAYMENT_MEANS], "schemeID"),
        "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-655",
        top(
            ID,
            &[FINANCIAL_INSTITUTION_BRANCH, PAYEE_FINANCIAL_ACCOUNT, PAYMENT_MEANS],
            "schemeID",
        ),
        "cac:PaymentMeans/cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-656",
        top(INVOICE_TYPE_CODE, &[], "listID"),
        "cbc:InvoiceTypeCode/@listID",
    ),
    placed(
        "UBL-CR-657",
        top(DOCUMENT_CURRENCY_CODE, &[], "listID"),
        "cbc:DocumentCurrencyCode/@listID",
    ),
    placed(
        "UBL-CR-658",
        top(TAX_CURRENCY_CODE, &[], "listID"),
        "cbc:TaxCurrencyCode/@listID",
    ),
    placed(
        "UBL-CR-659",
        top(DOCUMENT_TYPE_CODE, &[ADDITIONAL_DOCUMENT_REFERENCE], "listID"),
        "cac:AdditionalDocumentReference/cbc:DocumentTypeCode/@listID",
    ),
    placed(
        "UBL-CR-660",
        anywhere(IDENTIFICATION_CODE, &[COUNTRY], Some("listID")),
        "cac:Country/cbc:IdentificationCode/@listID",
    ),
    placed(
        "UBL-CR-661",
        top(PAYMENT_MEANS_CODE, &[PAYMENT_MEANS], "listID"),
        "cac:PaymentMeans/cbc:PaymentMeansCode/@listID",
    ),
    placed(
        "UBL-CR-662",
        anywhere(ALLOWANCE_CHARGE_REASON_CODE, &[], Some("listID")),
        "cbc:AllowanceChargeReasonCode/@listID",
    ),
    placed(
        "UBL-CR-664",
        anywhere(FINANCIAL_INSTITUTION, &[], None),
        "cac:FinancialInstitution",
    ),
    placed(
        "UBL-CR-665",
        of_reference(ID, SCHEME, false),
        "cac:AdditionalDocumentReference/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-666",
        of_reference(ATTACHMENT, None, true),
        "cac:AdditionalDocumentReference/cac:Attachment",
    ),
    placed(
        "UBL-CR-667",
        anywhere(ID, &[BUYERS_ITEM_IDENTIFICATION], SCHEME),
        "cac:BuyersItemIdentification/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-668",
        anywhere(ID, &[SELLERS_ITEM_IDENTIFICATION], SCHEME),
        "cac:SellersItemIdentification/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-669",
        anywhere(ALLOWANCE_CHARGE_REASON_CODE, &[ALLOWANCE_CHARGE, PRICE], None),
        "cac:Price/cac:AllowanceCharge/cbc:AllowanceChargeReasonCode",
    ),
    placed(
        "UBL-CR-670",
        anywhere(ALLOWANCE_CHARGE_REASON, &[ALLOWANCE_CHARGE, PRICE], None),
        "cac:Price/cac:AllowanceCharge/cbc:AllowanceChargeReason",
    ),
    placed(
        "UBL-CR-671",
        anywhere(MULTIPLIER_FACTOR_NUMERIC, &[ALLOWANCE_CHARGE, PRICE], None),
        "cac:Price/cac:AllowanceCharge/cbc:MultiplierFactorNumeric",
    ),
    placed(
        "UBL-CR-672",
        top(CREDIT_NOTE_TYPE_CODE, &[], "listID"),
        "cbc:CreditNoteTypeCode/@listID",
    ),
    placed(
        "UBL-CR-673",
        of_reference(DOCUMENT_DESCRIPTION, None, true),
        "cac:AdditionalDocumentReference/cbc:DocumentDescription",
    ),
    (
        anywhere(PRIMARY_ACCOUNT_NUMBER_ID, &[], SCHEME),
        warning(
            "UBL-CR-674",
            Says::Unused("cbc:PrimaryAccountNumberID/@schemeID"),
            always,
        )
        .since(Release::May2026),
    ),
    placed(
        "UBL-CR-675",
        anywhere(NETWORK_ID, &[CARD_ACCOUNT], SCHEME),
        "cac:CardAccount/cbc:NetworkID/@schemeID",
    ),
    placed(
        "UBL-CR-676",
        anywhere(ID, &[PAYMENT_MANDATE], SCHEME),
        "cac:PaymentMandate/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-677",
        anywhere(ID, &[PAYER_FINANCIAL_ACCOUNT, PAYMENT_MANDATE], SCHEME),
        "cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-678",
        anywhere(ID, &[TAX_CATEGORY], SCHEME),
        "cac:TaxCategory/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-679",
        anywhere(ID, &[CLASSIFIED_TAX_CATEGORY], SCHEME),
        "cac:ClassifiedTaxCategory/cbc:ID/@schemeID",
    ),
    placed(
        "UBL-CR-680",
        anywhere(PAYER_FINANCIAL_ACCOUNT, &[PAYMENT_MEANS], None),
        "cac:PaymentMeans/cac:PayerFinancialAccount",
    ),
    (
        Where {
            top: true,
            invoice_alone: true,
            ..anywhere(PAYMENT_DUE_DATE, &[PAYMENT_MEANS], None)
        },
        // A credit note has no other place for its due date.
        warning("UBL-CR-412", Says::NotAllowed(Bt(9)), always),
    ),
];

/// The places by the names of their elements.
static BY_NAME: LazyLock<Vec<Vec<usize>>> = LazyLock::new(|| {
    let mut by_name: Vec<Vec<usize>> = vec![Vec::new(); UBL.len()];
    for (at, (place, _)) in PLACED.iter().enumerate() {
        by_name[place.name.index()].push(at);
    }
    by_name
});
