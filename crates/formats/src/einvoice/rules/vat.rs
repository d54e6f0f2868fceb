//! Value added tax by category (EN 16931: BR-S, BR-Z, BR-E, BR-AE, BR-IC, BR-G, BR-O, BR-AF, BR-AG, BR-B).
//!
//! The rules are the same ten for every category but for what they demand of the rate, the numbers
//! of the parties and the reason; so they are written once and made for each.

use rust_decimal::Decimal;

use crate::einvoice::facts::{Facts, cents, round};
use crate::einvoice::rule::{Group, Rule, fatal};
use crate::einvoice::says::Says;
use crate::einvoice::term::Term::{Bg, Bt};
use crate::einvoice::tree::El;
use crate::einvoice::ubl_names::{
    ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ACTUAL_DELIVERY_DATE, ADDRESS, ALLOWANCE_CHARGE, AMOUNT,
    CLASSIFIED_TAX_CATEGORY, COMPANY_ID, COUNTRY, CREDIT_NOTE, CREDIT_NOTE_LINE, DELIVERY, DELIVERY_LOCATION, ID,
    IDENTIFICATION_CODE, INVOICE, INVOICE_LINE, INVOICE_PERIOD, ITEM, LINE_EXTENSION_AMOUNT, PARTY, PARTY_LEGAL_ENTITY,
    PARTY_TAX_SCHEME, PERCENT, TAX_AMOUNT, TAX_CATEGORY, TAX_EXEMPTION_REASON, TAX_EXEMPTION_REASON_CODE,
    TAX_REPRESENTATIVE_PARTY, TAX_SUBTOTAL, TAX_TOTAL, TAXABLE_AMOUNT,
};

/// The categories, by their codes in UNCL 5305.
const CATEGORIES: [&str; 10] = ["S", "Z", "E", "AE", "K", "G", "O", "L", "M", "B"];

const S: usize = 0;
const O: usize = 6;
const K: usize = 4;
const B: usize = 9;

/// What stands where, by category.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says of one place whether something stands there"
)]
#[derive(Debug, Default, Clone)]
struct Category {
    /// Any tax category of VAT, wherever it stands, the breakdown among it.
    anywhere: bool,
    /// On lines: with the tax scheme VAT, and with whatever scheme.
    on_line: bool,
    on_line_any_scheme: bool,
    on_allowance: bool,
    on_charge: bool,
    on_allowance_of_document: bool,
    on_charge_of_document: bool,
    /// Allowances, charges and lines, with whatever scheme.
    used_any_scheme: bool,
    used: bool,
    /// Groups of the breakdown.
    groups: usize,
    groups_any_scheme: usize,
    /// Sums without tax: lines by kind of line, charges less allowances of the document.
    lines: [Option<Decimal>; 2],
    charges: Option<Decimal>,
    /// The same by rate.
    rates: Vec<Rate>,
}

/// What stands at one rate of a category.
#[derive(Debug, Clone)]
struct Rate {
    percent: Decimal,
    on_line: [bool; 2],
    on_charge: bool,
    lines: [Option<Decimal>; 2],
    charges: Option<Decimal>,
}

/// Value added tax in one document.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says of one place whether something stands there"
)]
pub(in crate::einvoice) struct Vat {
    categories: [Category; 10],
    /// Whether there are lines of an invoice, of a credit note.
    lines: [bool; 2],
    other_than_o: OtherThanO,
    seller_tax: bool,
    seller_number: bool,
    representative_number: bool,
    buyer_number: bool,
    buyer_legal: bool,
}

/// Tax categories other than O, by where they stand.
#[allow(
    clippy::struct_excessive_bools,
    reason = "each says of one place whether something stands there"
)]
#[derive(Default)]
struct OtherThanO {
    groups: bool,
    line: bool,
    allowance: bool,
    charge: bool,
}

impl Vat {
    pub fn of(root: El<'_>) -> Self {
        let party = |path: &[_]| root.first(path);
        let has_vat = |holder: Option<El<'_>>| {
            holder.is_some_and(|holder| {
                holder
                    .kids(PARTY_TAX_SCHEME)
                    .any(|scheme| scheme.is_vat() && scheme.kid(COMPANY_ID).is_some())
            })
        };
        let seller = party(&[ACCOUNTING_SUPPLIER_PARTY, PARTY]);
        let buyer = party(&[ACCOUNTING_CUSTOMER_PARTY, PARTY]);
        let empty = || Category {
            lines: [Some(Decimal::ZERO); 2],
            charges: Some(Decimal::ZERO),
            ..Category::default()
        };
        let mut vat = Self {
            categories: std::array::from_fn(|_| empty()),
            lines: [root.has(&[INVOICE_LINE]), root.has(&[CREDIT_NOTE_LINE])],
            other_than_o: OtherThanO::default(),
            seller_tax: seller.is_some_and(|seller| seller.has(&[PARTY_TAX_SCHEME, COMPANY_ID])),
            seller_number: has_vat(seller),
            representative_number: has_vat(party(&[TAX_REPRESENTATIVE_PARTY])),
            buyer_number: has_vat(buyer),
            buyer_legal: buyer.is_some_and(|buyer| buyer.has(&[PARTY_LEGAL_ENTITY, COMPANY_ID])),
        };
        for el in root.descendants() {
            if el.name() == CLASSIFIED_TAX_CATEGORY {
                vat.on_line(el);
            } else if el.name() == TAX_CATEGORY {
                vat.elsewhere(el);
            }
        }
        vat
    }

    fn on_line(&mut self, el: El<'_>) {
        let (code, is_vat) = (el.value(&[ID]).unwrap_or_default(), el.is_vat());
        self.other_than_o.line |= is_vat && el.kid(ID).is_some() && code != "O";
        let Some(category) = category(code).map(|at| &mut self.categories[at]) else {
            return;
        };
        category.anywhere |= is_vat;
        category.on_line |= is_vat;
        category.on_line_any_scheme = true;
        category.used_any_scheme = true;
        category.used |= is_vat;
        let line = el.parent().and_then(El::parent).filter(|line| line.is_top());
        let kind = line.and_then(|line| match line.name() {
            INVOICE_LINE => Some(0),
            CREDIT_NOTE_LINE => Some(1),
            _ => None,
        });
        if let (Some(line), Some(kind)) = (line, kind) {
            let amount = match line.kid(LINE_EXTENSION_AMOUNT) {
                Some(amount) => amount.number(),
                None => Some(Decimal::ZERO),
            };
            category.lines[kind] = add(category.lines[kind], amount);
            if let Some(rate) = category.rate(el.decimal(&[PERCENT])) {
                rate.on_line[kind] = true;
                rate.lines[kind] = add(rate.lines[kind], amount);
            }
        }
    }

    fn elsewhere(&mut self, el: El<'_>) {
        let (code, is_vat) = (el.value(&[ID]).unwrap_or_default(), el.is_vat());
        let other = is_vat && el.kid(ID).is_some() && code != "O";
        let of_breakdown =
            el.under(&[TAX_SUBTOTAL, TAX_TOTAL]) && el.parent().and_then(El::parent).is_some_and(El::is_top);
        let holder = el.parent().filter(|holder| holder.name() == ALLOWANCE_CHARGE);
        let charge = holder.and_then(El::charge);
        let of_document = holder.is_some_and(El::is_top);
        self.other_than_o.groups |= other && of_breakdown;
        self.other_than_o.allowance |= other && charge == Some(false);
        self.other_than_o.charge |= other && charge == Some(true);
        let Some(category) = category(code).map(|at| &mut self.categories[at]) else {
            return;
        };
        category.anywhere |= is_vat;
        category.groups += usize::from(of_breakdown && is_vat);
        category.groups_any_scheme += usize::from(of_breakdown);
        category.used_any_scheme |= holder.is_some();
        category.used |= holder.is_some() && is_vat;
        category.on_allowance |= charge == Some(false) && is_vat;
        category.on_charge |= charge == Some(true) && is_vat;
        category.on_allowance_of_document |= charge == Some(false) && is_vat && of_document;
        category.on_charge_of_document |= charge == Some(true) && is_vat && of_document;
        let Some(holder) = holder else { return };
        let rate = el.decimal(&[PERCENT]);
        if let Some(rate) = category.rate(rate) {
            rate.on_charge = true;
        }
        if let (Some(charge), true) = (charge, of_document) {
            let amount = match holder.kid(AMOUNT) {
                Some(amount) => amount.number(),
                None => Some(Decimal::ZERO),
            };
            let signed = amount.map(|amount| if charge { amount } else { -amount });
            category.charges = add(category.charges, signed);
            if let Some(rate) = category.rate(rate) {
                rate.charges = add(rate.charges, signed);
            }
        }
    }
}

fn add(sum: Option<Decimal>, amount: Option<Decimal>) -> Option<Decimal> {
    sum?.checked_add(amount?)
}

fn category(code: &str) -> Option<usize> {
    CATEGORIES.iter().position(|known| *known == code)
}

impl Category {
    fn rate(&mut self, percent: Option<Decimal>) -> Option<&mut Rate> {
        let percent = percent?;
        let at = self
            .rates
            .iter()
            .position(|rate| rate.percent == percent)
            .unwrap_or_else(|| {
                self.rates.push(Rate {
                    percent,
                    on_line: [false; 2],
                    on_charge: false,
                    lines: [Some(Decimal::ZERO); 2],
                    charges: Some(Decimal::ZERO),
                });
                self.rates.len() - 1
            });
        Some(&mut self.rates[at])
    }
}

/// BR-…-01: what is used stands once in the breakdown.
fn one_group(facts: &Facts<'_>, at: usize) -> bool {
    let category = &facts.vat.categories[at];
    !category.anywhere || category.groups == 1
}

/// BR-…-01 where there may be a group for each rate.
fn groups(facts: &Facts<'_>, at: usize) -> bool {
    let category = &facts.vat.categories[at];
    if at == S {
        category.used_any_scheme == (0 < category.groups_any_scheme)
    } else if category.used {
        0 < category.groups_any_scheme
    } else {
        category.groups == 0
    }
}

/// Whether the parties have the numbers that the category demands.
fn numbers(facts: &Facts<'_>, at: usize) -> bool {
    let vat = &facts.vat;
    match CATEGORIES[at] {
        "AE" => (vat.seller_tax || vat.representative_number) && (vat.buyer_number || vat.buyer_legal),
        "K" => (vat.seller_number || vat.representative_number) && vat.buyer_number,
        "G" => vat.seller_number || vat.representative_number,
        "O" => !vat.seller_number && !vat.representative_number && !vat.buyer_number,
        _ => vat.seller_tax || vat.representative_number,
    }
}

/// BR-…-02.
fn numbers_for_lines(facts: &Facts<'_>, at: usize) -> bool {
    let category = &facts.vat.categories[at];
    // The rule of category S looks for lines with whatever scheme, and then wants VAT of them.
    let unclear = at == S && category.on_line_any_scheme && !category.on_line;
    !unclear && (!category.on_line || numbers(facts, at))
}

/// BR-…-03.
fn numbers_for_allowances(facts: &Facts<'_>, at: usize) -> bool {
    let category = &facts.vat.categories[at];
    let used = if at == O {
        category.on_allowance_of_document
    } else {
        category.on_allowance
    };
    !used || numbers(facts, at)
}

/// BR-…-04.
fn numbers_for_charges(facts: &Facts<'_>, at: usize) -> bool {
    let category = &facts.vat.categories[at];
    let used = if at == O {
        category.on_charge_of_document
    } else {
        category.on_charge
    };
    !used || numbers(facts, at)
}

/// BR-…-08 where there is one group: exactly what the lines, charges and allowances come to.
fn base(el: El<'_>, facts: &Facts<'_>, at: usize) -> bool {
    let (vat, category) = (&facts.vat, &facts.vat.categories[at]);
    let stated = el.parent().and_then(|group| group.decimal(&[TAXABLE_AMOUNT]));
    (0..2).any(|kind| vat.lines[kind] && stated.is_some() && stated == add(category.lines[kind], category.charges))
}

/// BR-…-08 where there is a group for each rate: within one unit of the currency.
fn base_of_rate(el: El<'_>, facts: &Facts<'_>, at: usize) -> bool {
    let vat = &facts.vat;
    let Some(percent) = el.kid(PERCENT) else { return true };
    let (Some(percent), Some(stated)) = (
        percent.number(),
        el.parent().and_then(|group| group.decimal(&[TAXABLE_AMOUNT])),
    ) else {
        return false;
    };
    let rate = vat.categories[at].rates.iter().find(|rate| rate.percent == percent);
    (0..2).any(|kind| {
        let there = match rate {
            _ if at != S => vat.lines[kind],
            Some(rate) => rate.on_line[kind] || rate.on_charge,
            None => false,
        };
        let sum = rate.map_or(Some(Decimal::ZERO), |rate| add(rate.lines[kind], rate.charges));
        there && sum.is_some_and(|sum| near(stated, sum))
    })
}

/// Less than one unit of the currency apart.
fn near(one: Decimal, other: Decimal) -> bool {
    one.checked_sub(other).is_some_and(|apart| apart.abs() < Decimal::ONE)
}

/// BR-…-09 where tax is charged: base times rate, within one unit of the currency.
fn tax(el: El<'_>) -> bool {
    let Some(group) = el.parent() else { return false };
    let stated = group.decimal(&[TAX_AMOUNT]);
    let (Some(stated), Some(base), Some(rate)) = (stated, group.decimal(&[TAXABLE_AMOUNT]), el.decimal(&[PERCENT]))
    else {
        return false;
    };
    let reckoned = base
        .abs()
        .checked_mul(rate)
        .and_then(|product| cents(product / Decimal::ONE_HUNDRED));
    reckoned.is_some_and(|reckoned| near(stated.abs(), reckoned))
}

fn tax_is_zero(el: El<'_>) -> bool {
    el.parent().and_then(|group| group.decimal(&[TAX_AMOUNT])) == Some(Decimal::ZERO)
}

fn has_reason(el: El<'_>) -> bool {
    el.has(&[TAX_EXEMPTION_REASON]) || el.has(&[TAX_EXEMPTION_REASON_CODE])
}

fn is_of(el: El<'_>, code: &str) -> bool {
    el.value(&[ID]) == Some(code) && el.is_vat()
}

fn of_group(el: El<'_>, code: &str) -> bool {
    is_of(el, code) && el.under(&[TAX_SUBTOTAL, TAX_TOTAL]) && el.parent().and_then(El::parent).is_some_and(El::is_top)
}

fn of_line(el: El<'_>, code: &str) -> bool {
    is_of(el, code) && (el.under(&[ITEM, INVOICE_LINE]) || el.under(&[ITEM, CREDIT_NOTE_LINE]))
}

fn of_charge(el: El<'_>, code: &str, charge: bool) -> bool {
    is_of(el, code)
        && el
            .parent()
            .is_some_and(|holder| holder.name() == ALLOWANCE_CHARGE && holder.charge() == Some(charge))
}

fn rate_is_zero(el: El<'_>, _: &Facts<'_>) -> bool {
    el.decimal(&[PERCENT]) == Some(Decimal::ZERO)
}

fn rate_is_positive(el: El<'_>, _: &Facts<'_>) -> bool {
    el.decimal(&[PERCENT]).is_some_and(|rate| Decimal::ZERO < rate)
}

fn rate_is_not_negative(el: El<'_>, _: &Facts<'_>) -> bool {
    el.decimal(&[PERCENT]).is_some_and(|rate| Decimal::ZERO <= rate)
}

fn no_rate(el: El<'_>, _: &Facts<'_>) -> bool {
    el.kid(PERCENT).is_none()
}

/// The ten rules of a category: its rules' prefix, its code, and what it demands.
macro_rules! category {
    ($of_document:ident, $of_parts:ident: $prefix:literal $code:literal
     $breakdown:ident $numbers:ident $rate:ident $rate_says:ident $base:ident
     $tax:expr, $tax_says:ident, $reason:expr, $reason_says:ident) => {
        const $of_document: &[Rule] = &[
            fatal(
                concat!("BR-", $prefix, "-01"),
                Says::VatBreakdown($code),
                |_, facts| $breakdown(facts, at($code)),
            ),
            fatal(
                concat!("BR-", $prefix, "-02"),
                Says::$numbers($code),
                |_, facts| numbers_for_lines(facts, at($code)),
            ),
            fatal(
                concat!("BR-", $prefix, "-03"),
                Says::$numbers($code),
                |_, facts| numbers_for_allowances(facts, at($code)),
            ),
            fatal(
                concat!("BR-", $prefix, "-04"),
                Says::$numbers($code),
                |_, facts| numbers_for_charges(facts, at($code)),
            ),
        ];
        const $of_parts: [Group; 4] = [
            Group {
                on: &[CLASSIFIED_TAX_CATEGORY],
                when: |el, _| of_line(el, $code),
                rules: &[fatal(
                    concat!("BR-", $prefix, "-05"),
                    Says::$rate_says($code),
                    $rate,
                )],
            },
            Group {
                on: &[TAX_CATEGORY],
                when: |el, _| of_charge(el, $code, false),
                rules: &[fatal(
                    concat!("BR-", $prefix, "-06"),
                    Says::$rate_says($code),
                    $rate,
                )],
            },
            Group {
                on: &[TAX_CATEGORY],
                when: |el, _| of_charge(el, $code, true),
                rules: &[fatal(
                    concat!("BR-", $prefix, "-07"),
                    Says::$rate_says($code),
                    $rate,
                )],
            },
            Group {
                on: &[TAX_CATEGORY],
                when: |el, _| of_group(el, $code),
                rules: &[
                    fatal(
                        concat!("BR-", $prefix, "-08"),
                        Says::VatBase($code),
                        |el, facts| $base(el, facts, at($code)),
                    ),
                    fatal(concat!("BR-", $prefix, "-09"), Says::$tax_says($code), |el, _| {
                        $tax(el)
                    }),
                    fatal(
                        concat!("BR-", $prefix, "-10"),
                        Says::$reason_says($code),
                        |el, _| $reason(el),
                    ),
                ],
            },
        ];
    };
}

fn at(code: &str) -> usize {
    category(code).unwrap_or(S)
}

fn no_reason(el: El<'_>) -> bool {
    !has_reason(el)
}

category!(S_OF_DOCUMENT, S_OF_PARTS: "S" "S" groups VatSeller rate_is_positive VatRatePositive base_of_rate tax, VatTax, no_reason, VatNoReason);
category!(Z_OF_DOCUMENT, Z_OF_PARTS: "Z" "Z" one_group VatSeller rate_is_zero VatRateZero base tax_is_zero, VatTaxZero, no_reason, VatNoReason);
category!(E_OF_DOCUMENT, E_OF_PARTS: "E" "E" one_group VatSeller rate_is_zero VatRateZero base tax_is_zero, VatTaxZero, has_reason, VatReason);
category!(AE_OF_DOCUMENT, AE_OF_PARTS: "AE" "AE" one_group VatSellerAndBuyer rate_is_zero VatRateZero base tax_is_zero, VatTaxZero, has_reason, VatReason);
category!(IC_OF_DOCUMENT, IC_OF_PARTS: "IC" "K" one_group VatSellerAndBuyer rate_is_zero VatRateZero base tax_is_zero, VatTaxZero, has_reason, VatReason);
category!(G_OF_DOCUMENT, G_OF_PARTS: "G" "G" one_group VatSeller rate_is_zero VatRateZero base tax_is_zero, VatTaxZero, has_reason, VatReason);
category!(O_OF_DOCUMENT, O_OF_PARTS: "O" "O" one_group VatNoNumbers no_rate VatNoRate base tax_is_zero, VatTaxZero, has_reason, VatReason);
category!(AF_OF_DOCUMENT, AF_OF_PARTS: "AF" "L" groups VatSeller rate_is_not_negative VatRateNotNegative base_of_rate tax, VatTax, no_reason, VatNoReason);
category!(AG_OF_DOCUMENT, AG_OF_PARTS: "AG" "M" groups VatSeller rate_is_not_negative VatRateNotNegative base_of_rate tax, VatTax, no_reason, VatNoReason);

fn of_root(el: El<'_>, _: &Facts<'_>) -> bool {
    el.is_root()
}

const fn on_document(rules: &'static [Rule]) -> Group {
    Group {
        on: &[INVOICE, CREDIT_NOTE],
        when: of_root,
        rules,
    }
}

fn has_group(facts: &Facts<'_>, at: usize) -> bool {
    0 < facts.vat.categories[at].groups
}

/// Longer than one character, as the rules have it.
fn is_given(text: Option<El<'_>>) -> bool {
    text.is_some_and(|el| 1 < el.text().chars().count())
}

const MORE_OF_DOCUMENT: &[Rule] = &[
    fatal("BR-IC-11", Says::MissingEither(Bt(72), Bg(14)), |el, facts| {
        !has_group(facts, K)
            || is_given(el.first(&[DELIVERY, ACTUAL_DELIVERY_DATE]))
            || el.kids(INVOICE_PERIOD).any(|period| !period.is_leaf())
    }),
    fatal("BR-IC-12", Says::Missing(Bt(80)), |el, facts| {
        !has_group(facts, K)
            || is_given(el.first(&[DELIVERY, DELIVERY_LOCATION, ADDRESS, COUNTRY, IDENTIFICATION_CODE]))
    }),
    fatal("BR-O-11", Says::VatAlone("O"), |_, facts| {
        !has_group(facts, O) || !facts.vat.other_than_o.groups
    }),
    fatal("BR-O-12", Says::VatAlone("O"), |_, facts| {
        !has_group(facts, O) || !facts.vat.other_than_o.line
    }),
    fatal("BR-O-13", Says::VatAlone("O"), |_, facts| {
        !has_group(facts, O) || !facts.vat.other_than_o.allowance
    }),
    fatal("BR-O-14", Says::VatAlone("O"), |_, facts| {
        !has_group(facts, O) || !facts.vat.other_than_o.charge
    }),
    fatal("BR-B-01", Says::VatItalianOnly(), |el, facts| {
        let used = facts.vat.categories[B].used_any_scheme || 0 < facts.vat.categories[B].groups_any_scheme;
        !used
            || el
                .descendants()
                .all(|el| el.name() != IDENTIFICATION_CODE || el.text() == "IT")
    }),
    fatal("BR-B-02", Says::VatAlone("B"), |_, facts| {
        let used = |at: usize| {
            let category = &facts.vat.categories[at];
            category.used_any_scheme || 0 < category.groups_any_scheme
        };
        !(used(B) && used(S))
    }),
];

/// BR-CO-17: the tax of a group is its base times its rate, within one unit of the currency.
fn tax_of_group(el: El<'_>, _: &Facts<'_>) -> bool {
    let rate = el
        .kids(TAX_CATEGORY)
        .find(|category| category.is_vat())
        .and_then(|category| category.kid(PERCENT));
    let Some(tax) = el.decimal(&[TAX_AMOUNT]) else {
        return false;
    };
    let Some(rate) = rate else {
        return round(tax) == Some(Decimal::ZERO);
    };
    let Some(rate) = rate.number() else { return false };
    if round(rate) == Some(Decimal::ZERO) {
        return round(tax) == Some(Decimal::ZERO);
    }
    let Some(base) = el.decimal(&[TAXABLE_AMOUNT]) else {
        return false;
    };
    let reckoned = base
        .abs()
        .checked_mul(rate)
        .and_then(|product| cents(product / Decimal::ONE_HUNDRED));
    reckoned.is_some_and(|reckoned| near(tax.abs(), reckoned))
}

/// Rules of groups of the VAT breakdown, whatever their category.
const GROUP: Group = Group {
    on: &[TAX_SUBTOTAL],
    when: |el, _| el.under(&[TAX_TOTAL]),
    rules: &[
        fatal("BR-45", Says::Missing(Bt(116)), |el, _| el.has(&[TAXABLE_AMOUNT])),
        fatal("BR-46", Says::Missing(Bt(117)), |el, _| el.has(&[TAX_AMOUNT])),
        fatal("BR-47", Says::Missing(Bt(118)), |el, _| {
            el.kids(TAX_CATEGORY)
                .any(|category| category.is_vat() && category.has(&[ID]))
        }),
        fatal("BR-48", Says::Missing(Bt(119)), |el, _| {
            el.kids(TAX_CATEGORY)
                .any(|category| category.is_vat() && (category.has(&[PERCENT]) || category.value(&[ID]) == Some("O")))
        }),
        fatal("BR-CO-17", Says::Sum("BT-117 = BT-116 × BT-119 ÷ 100"), tax_of_group),
        fatal("BR-DEC-19", Says::Decimals(Bt(116)), |el, _| {
            el.two_decimals(TAXABLE_AMOUNT)
        }),
        fatal("BR-DEC-20", Says::Decimals(Bt(117)), |el, _| {
            el.two_decimals(TAX_AMOUNT)
        }),
    ],
};

/// Every group of rules of this subject.
pub(in crate::einvoice) fn groups_of_rules() -> Vec<&'static Group> {
    static ON_DOCUMENT: [Group; 10] = [
        on_document(S_OF_DOCUMENT),
        on_document(Z_OF_DOCUMENT),
        on_document(E_OF_DOCUMENT),
        on_document(AE_OF_DOCUMENT),
        on_document(IC_OF_DOCUMENT),
        on_document(G_OF_DOCUMENT),
        on_document(O_OF_DOCUMENT),
        on_document(AF_OF_DOCUMENT),
        on_document(AG_OF_DOCUMENT),
        on_document(MORE_OF_DOCUMENT),
    ];
    static OF_PARTS: [[Group; 4]; 9] = [
        S_OF_PARTS,
        Z_OF_PARTS,
        E_OF_PARTS,
        AE_OF_PARTS,
        IC_OF_PARTS,
        G_OF_PARTS,
        O_OF_PARTS,
        AF_OF_PARTS,
        AG_OF_PARTS,
    ];
    static OF_GROUPS: Group = GROUP;
    ON_DOCUMENT
        .iter()
        .chain(OF_PARTS.iter().flatten())
        .chain([&OF_GROUPS])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_categories_are_where_they_are_thought_to_be() {
        assert_eq!([S, O, K, B].map(|at| CATEGORIES[at]), ["S", "O", "K", "B"]);
    }
}
