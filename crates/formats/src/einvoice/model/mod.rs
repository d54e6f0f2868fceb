//! *Elektronisk faktura*: an invoice or a credit note by the business terms of EN 16931-1.
//!
//! The same model whatever syntax the file had. What the model has no place for is kept in
//! [`Invoice::others`], so that a reader misses nothing.

mod amount;
mod party;
mod payment;

use kameral_base::Date;
use rust_decimal::Decimal;

pub use amount::Amount;
pub use party::{Address, Contact, Identifier, Party};
pub use payment::{PayTo, Payment};

use super::document::Kind;

/// An invoice or a credit note.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Invoice {
    /// The kind of document it was read from.
    pub kind: Option<Kind>,
    /// Whether it credits: amounts are the supplier's debt where they are positive.
    pub credit: bool,
    /// Customization (BT-24).
    pub customization: String,
    /// Profile (BT-23).
    pub profile: Option<String>,
    /// *Fakturanummer* (BT-1).
    pub number: String,
    /// Date of issue (BT-2).
    pub issued: Option<Date>,
    /// Type (BT-3), UNCL 1001.
    pub type_code: String,
    /// *Förfallodag* (BT-9).
    pub due: Option<Date>,
    /// Date of tax (BT-7).
    pub tax_point: Option<Date>,
    /// Currency (BT-5), ISO 4217.
    pub currency: String,
    /// Currency in which tax is accounted (BT-6).
    pub tax_currency: Option<String>,
    /// Notes (BT-22).
    pub notes: Vec<String>,
    /// References.
    pub references: References,
    /// Period invoiced (BG-14).
    pub period: Option<Period>,
    /// Seller (BG-4).
    pub seller: Party,
    /// Buyer (BG-7).
    pub buyer: Party,
    /// Payee where it is not the seller (BG-10): a factoring company.
    pub payee: Option<Party>,
    /// The seller's representative for tax (BG-11).
    pub tax_representative: Option<Party>,
    /// Delivery (BG-13).
    pub delivery: Option<Delivery>,
    /// Payment (BG-16).
    pub payments: Vec<Payment>,
    /// Terms of payment (BT-20).
    pub terms: Option<String>,
    /// Allowances and charges on the document (BG-20, BG-21).
    pub allowances: Vec<AllowanceCharge>,
    /// Totals (BG-22).
    pub totals: Totals,
    /// *Momsspecifikation* (BG-23).
    pub vat: Vec<VatGroup>,
    /// Supporting documents (BG-24).
    pub documents: Vec<SupportingDocument>,
    /// Lines (BG-25).
    pub lines: Vec<Line>,
    /// What the file says beside all this, in its order.
    pub others: Vec<Other>,
}

/// What the invoice refers to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct References {
    /// *Er referens* (BT-10).
    pub buyer: Option<String>,
    /// The buyer's order (BT-13).
    pub order: Option<String>,
    /// The seller's order (BT-14).
    pub sales_order: Option<String>,
    /// Contract (BT-12).
    pub contract: Option<String>,
    /// Project (BT-11).
    pub project: Option<String>,
    /// *Konteringsreferens* (BT-19).
    pub accounting_cost: Option<String>,
    /// Receipt of goods (BT-15).
    pub receipt: Option<String>,
    /// Despatch (BT-16).
    pub despatch: Option<String>,
    /// Tender or lot (BT-17).
    pub tender: Option<String>,
    /// Invoiced object (BT-18).
    pub object: Option<Identifier>,
    /// Invoices before this (BG-3): number and date.
    pub preceding: Vec<(String, Option<Date>)>,
}

/// A period; either end may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

/// Delivery (BG-13).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Delivery {
    /// To whom (BT-70).
    pub name: Option<String>,
    /// Where, by a number (BT-71).
    pub location: Option<Identifier>,
    /// Which day (BT-72).
    pub on: Option<Date>,
    /// Where (BG-15).
    pub address: Option<Address>,
}

/// *Avdrag eller tillägg*: an allowance or a charge, on the document or on a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AllowanceCharge {
    /// A charge and no allowance.
    pub charge: bool,
    /// How much, without tax.
    pub amount: Option<Amount>,
    /// Of what.
    pub base: Option<Amount>,
    /// Percent of the base.
    pub percent: Option<Decimal>,
    /// Why.
    pub reason: Option<String>,
    /// Why, as a code.
    pub reason_code: Option<String>,
    /// Its tax; on the document only.
    pub vat: Option<VatCategory>,
}

/// *Momskategori och momssats*.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VatCategory {
    /// Category, UNCL 5305: S, Z, E, AE, K, G, O, L, M.
    pub code: String,
    /// Percent.
    pub percent: Option<Decimal>,
}

/// A group of the VAT breakdown (BG-23).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VatGroup {
    /// Category and rate.
    pub category: VatCategory,
    /// The base (BT-116).
    pub taxable: Option<Amount>,
    /// The tax (BT-117).
    pub tax: Option<Amount>,
    /// Why no tax is charged (BT-120, BT-121).
    pub exemption: Option<String>,
    /// The same as a code (BT-121).
    pub exemption_code: Option<String>,
}

/// Totals (BG-22).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Totals {
    /// Sum of the lines (BT-106).
    pub lines: Option<Amount>,
    /// Allowances (BT-107).
    pub allowances: Option<Amount>,
    /// Charges (BT-108).
    pub charges: Option<Amount>,
    /// Without tax (BT-109).
    pub without_vat: Option<Amount>,
    /// Tax (BT-110).
    pub vat: Option<Amount>,
    /// Tax in the currency it is accounted in (BT-111).
    pub vat_accounted: Option<Amount>,
    /// With tax (BT-112).
    pub with_vat: Option<Amount>,
    /// Paid already (BT-113).
    pub prepaid: Option<Amount>,
    /// *Öresavrundning* (BT-114).
    pub rounding: Option<Amount>,
    /// *Att betala* (BT-115).
    pub payable: Option<Amount>,
}

/// A document beside the invoice (BG-24).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SupportingDocument {
    /// Reference (BT-122).
    pub id: String,
    /// What it is (BT-123).
    pub description: Option<String>,
    /// Where it can be fetched (BT-124). An address only: nothing is fetched here.
    pub address: Option<String>,
    /// The document itself (BT-125).
    pub attachment: Option<Attachment>,
}

/// An embedded document (BT-125).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attachment {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Its kind, as the sender says.
    pub mime: String,
    /// Its name, as the sender says: never a path to write to.
    pub file_name: Option<String>,
}

/// A line (BG-25).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Its number (BT-126).
    pub id: String,
    /// Note (BT-127).
    pub note: Option<String>,
    /// Invoiced object (BT-128).
    pub object: Option<Identifier>,
    /// How many (BT-129).
    pub quantity: Option<Decimal>,
    /// Of what unit (BT-130), UN/ECE Rec 20.
    pub unit: Option<String>,
    /// Without tax (BT-131).
    pub amount: Option<Amount>,
    /// Line of the order (BT-132).
    pub order_line: Option<String>,
    /// *Konteringsreferens* (BT-133).
    pub accounting_cost: Option<String>,
    /// Period (BG-26).
    pub period: Option<Period>,
    /// Allowances and charges (BG-27, BG-28).
    pub allowances: Vec<AllowanceCharge>,
    /// Price (BG-29).
    pub price: Price,
    /// Tax (BG-30).
    pub vat: Option<VatCategory>,
    /// What was sold (BG-31).
    pub item: Item,
}

/// A price (BG-29).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Price {
    /// Net price (BT-146).
    pub net: Option<Amount>,
    /// Discount (BT-147).
    pub discount: Option<Amount>,
    /// Gross price (BT-148).
    pub gross: Option<Amount>,
    /// For how many (BT-149).
    pub base_quantity: Option<Decimal>,
    /// Of what unit (BT-150).
    pub base_unit: Option<String>,
}

/// What was sold (BG-31).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Name (BT-153).
    pub name: String,
    /// Description (BT-154).
    pub description: Option<String>,
    /// The seller's number (BT-155).
    pub sellers_id: Option<String>,
    /// The buyer's number (BT-156).
    pub buyers_id: Option<String>,
    /// Standard number, such as GTIN (BT-157).
    pub standard_id: Option<Identifier>,
    /// Classes (BT-158).
    pub classes: Vec<Identifier>,
    /// Country of origin (BT-159).
    pub origin: Option<String>,
    /// Properties (BG-32): name and value.
    pub properties: Vec<(String, String)>,
}

/// A value the model has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Where it stands.
    pub path: String,
    /// What it says.
    pub value: String,
}
