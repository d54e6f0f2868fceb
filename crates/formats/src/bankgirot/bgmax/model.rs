//! What a file says.

use jiff::civil::DateTime;
use kameral_base::{Bankgiro, Date, Ore};

use crate::bankgirot::LineMistake;
use crate::iso20022::Currency;

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// *Tidstämpel*: when Bankgirot wrote it. No other file has the same, to the microsecond.
    pub created: DateTime,
    /// Whether it is a test: nothing in it has been paid.
    pub is_test: bool,
    /// Section by section.
    pub sections: Vec<Section>,
    /// What is odd without being wrong enough to refuse the file.
    pub warnings: Vec<LineMistake>,
}

/// *Avsnitt*: what was paid to one number in one deposit (TK05 to TK15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// *Mottagarbankgiro*: our number.
    pub bankgiro: Bankgiro,
    /// *Mottagarplusgiro*, digits; older files have one.
    pub plusgiro: Option<String>,
    /// *Valuta*: SEK, and EUR in files of before November 2016.
    pub currency: Currency,
    /// *Betalningar och avdrag*.
    pub payments: Vec<Payment>,
    /// *Insättning*.
    pub deposit: Deposit,
}

/// *Betalning* or *avdrag* (TK20, TK21).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payment {
    /// The line of the file, from 1.
    pub line: u32,
    /// Which of the two.
    pub kind: PaymentKind,
    /// *Avsändarbankgiro*: the payer's number, if it was paid from one.
    pub sender: Option<Bankgiro>,
    /// *Referens* as the payer gave it, an *OCR-nummer* among them; empty where there is none.
    pub reference: String,
    /// *Referenskod*: what Bankgirot says of it.
    pub reference_code: ReferenceCode,
    /// *Belopp*, öre (or cents), a deduction negative.
    pub amount: Ore,
    /// *Betalningskanal*: how it was paid.
    pub channel: Channel,
    /// *BGC-löpnummer*: Bankgirot's number of it, used once in two years.
    pub serial: String,
    /// *Avibildmarkering*: there is an image of its form.
    pub has_image: bool,
    /// *Extra referensnummer* (TK22, TK23).
    pub references: Vec<ExtraReference>,
    /// *Informationstext* (TK25): lines from the payer.
    pub texts: Vec<String>,
    /// Who paid, as far as it is known (TK26 to TK29).
    pub payer: Payer,
}

/// What was paid, or taken off it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaymentKind {
    /// *Betalning*, TK20.
    Payment,
    /// *Avdrag*, TK21: a credit note that the payer has set off.
    Deduction(Deduction),
}

/// *Avdragskod*: how much of a credit note is set off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deduction {
    /// 0 or blank: all of it.
    Whole,
    /// 1: part of it, and something is left.
    Part,
    /// 2: the last of it.
    Last,
}

/// *Referenskod*, table 5 of the manual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceCode {
    /// 0: the payer gave none.
    Missing,
    /// 1: paid by a form that is not registered in full.
    NotRegistered,
    /// 2: right in form, by the agreement on OCR numbers.
    Right,
    /// 3: one that is wrong or that no agreement is about, or several of which some may be right.
    Unchecked,
    /// 4: right in form, by extended registration of forms.
    RightOnForm,
    /// 5: wrong, by extended registration of forms.
    WrongOnForm,
    /// 6 to 9: kept for later by the manual.
    Reserved,
}

impl ReferenceCode {
    pub(super) const CODES: [(&'static str, Self); 10] = [
        ("0", Self::Missing),
        ("1", Self::NotRegistered),
        ("2", Self::Right),
        ("3", Self::Unchecked),
        ("4", Self::RightOnForm),
        ("5", Self::WrongOnForm),
        ("6", Self::Reserved),
        ("7", Self::Reserved),
        ("8", Self::Reserved),
        ("9", Self::Reserved),
    ];
}

/// *Betalningskanalkod*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// 1: by the payer's bank.
    Bank,
    /// 2: by the service for suppliers' payments, LB.
    SupplierPayments,
    /// 3: by a paper form.
    Form,
    /// 4: by Autogiro.
    Autogiro,
}

impl Channel {
    pub(super) const CODES: [(&'static str, Self); 4] = [
        ("1", Self::Bank),
        ("2", Self::SupplierPayments),
        ("3", Self::Form),
        ("4", Self::Autogiro),
    ];
}

/// *Extra referensnummer* (TK22, TK23): one of several that a payer gave for one payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraReference {
    /// Whether it is of a credit note (TK23).
    pub is_deduction: bool,
    /// *Referens*.
    pub reference: String,
    /// *Belopp*, öre, negative of a credit note; nothing where the payer gave none.
    pub amount: Option<Ore>,
    /// *Referenskod*.
    pub code: ReferenceCode,
}

/// *Betalare*.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Payer {
    /// *Namn*.
    pub name: Option<String>,
    /// *Extra namnfält*.
    pub extra_name: Option<String>,
    /// *Adress*.
    pub street: Option<String>,
    /// *Postnummer*.
    pub postcode: Option<String>,
    /// *Ort*.
    pub town: Option<String>,
    /// *Land*.
    pub country: Option<String>,
    /// *Landkod*.
    pub country_code: Option<String>,
    /// *Organisationsnummer*, ten digits; twelve of a person's number.
    pub org_number: Option<String>,
}

/// *Insättning* (TK15): the deposit on the bank account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deposit {
    /// The line of the file, from 1.
    pub line: u32,
    /// *Mottagarkontonummer* as written, with zeros before it.
    pub account: String,
    /// *Betalningsdag*.
    pub day: Date,
    /// *Löpnummer* within the year, of this bankgiro.
    pub number: u32,
    /// *Insatt belopp*, öre (or cents): payments less deductions.
    pub amount: Ore,
    /// *Antal*: payments and deductions.
    pub count: u32,
    /// *Typ av insättning*: a mark by agreement (K, D), blank else.
    pub mark: Option<char>,
}
