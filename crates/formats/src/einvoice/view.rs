//! The invoice in the order a person reads it, from which a page or a PDF is made.
//!
//! Blocks of facts and tables; labels are business terms, so that their words stand once. Nothing
//! the file says is left out: what the model has no place for ends the view.

use kameral_base::Date;
use rust_decimal::Decimal;

use super::model::{Address, Amount, Delivery, Identifier, Invoice, Party, PayTo, References, Totals};
use super::term::Term::{self, Bg, Bt};

/// What a block is about. Its words stand in `text/*.ftl` under [`Title::key`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Title {
    /// An invoice: number, dates, currency.
    Invoice,
    /// A credit note: the same.
    CreditNote,
    /// Seller.
    Seller,
    /// Buyer.
    Buyer,
    /// Payee where it is not the seller.
    Payee,
    /// The seller's representative for tax.
    TaxRepresentative,
    /// Delivery.
    Delivery,
    /// Lines.
    Lines,
    /// Allowances and charges on the document.
    Allowances,
    /// Totals.
    Totals,
    /// The VAT breakdown.
    Vat,
    /// Payment.
    Payment,
    /// What the invoice refers to.
    References,
    /// Notes.
    Notes,
    /// Supporting documents.
    Attachments,
    /// What the model has no place for.
    Others,
}

impl Title {
    /// Every title, in the order of the view.
    pub const ALL: [Self; 16] = [
        Self::Invoice,
        Self::CreditNote,
        Self::Seller,
        Self::Buyer,
        Self::Payee,
        Self::TaxRepresentative,
        Self::Delivery,
        Self::Lines,
        Self::Allowances,
        Self::Totals,
        Self::Vat,
        Self::Payment,
        Self::References,
        Self::Notes,
        Self::Attachments,
        Self::Others,
    ];

    /// The key of its words.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Invoice => "einvoice-view-invoice",
            Self::CreditNote => "einvoice-view-credit-note",
            Self::Seller => "einvoice-view-seller",
            Self::Buyer => "einvoice-view-buyer",
            Self::Payee => "einvoice-view-payee",
            Self::TaxRepresentative => "einvoice-view-tax-representative",
            Self::Delivery => "einvoice-view-delivery",
            Self::Lines => "einvoice-view-lines",
            Self::Allowances => "einvoice-view-allowances",
            Self::Totals => "einvoice-view-totals",
            Self::Vat => "einvoice-view-vat",
            Self::Payment => "einvoice-view-payment",
            Self::References => "einvoice-view-references",
            Self::Notes => "einvoice-view-notes",
            Self::Attachments => "einvoice-view-attachments",
            Self::Others => "einvoice-view-others",
        }
    }
}

/// A value as it is to be shown.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words or a code.
    Text(String),
    /// A number and its register.
    Identifier(Identifier),
    /// An amount.
    Amount(Amount),
    /// A number, with its unit where it has one.
    Number(Decimal, Option<String>),
    /// A date.
    Date(Date),
    /// An attachment, by its place among the invoice's documents.
    Attachment(usize),
    /// Nothing, in a table.
    Empty,
}

/// What a value is, by the business term or by the path it had in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// A business term.
    Term(Term),
    /// A path.
    Path(String),
}

/// A part of the view.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// Facts, one a row.
    Facts {
        /// What they are about.
        title: Title,
        /// Label and value.
        rows: Vec<(Label, Value)>,
    },
    /// A table.
    Table {
        /// What it is about.
        title: Title,
        /// Labels of the columns.
        columns: Vec<Term>,
        /// A value for each column.
        rows: Vec<Vec<Value>>,
    },
}

/// The blocks of an invoice, in their order; none of them is empty.
pub fn view(invoice: &Invoice) -> Vec<Block> {
    let mut view = View::default();
    view.head(invoice);
    view.party(Title::Seller, Some(&invoice.seller));
    view.party(Title::Buyer, Some(&invoice.buyer));
    view.party(Title::Payee, invoice.payee.as_ref());
    view.party(Title::TaxRepresentative, invoice.tax_representative.as_ref());
    view.delivery(invoice.delivery.as_ref());
    view.lines(invoice);
    view.allowances(invoice);
    view.totals(&invoice.totals);
    view.vat(invoice);
    view.payment(invoice);
    view.references(&invoice.references);
    view.facts(Title::Notes, invoice.notes.iter().map(|note| (Bg(1), text(Some(note)))));
    view.documents(invoice);
    let others = invoice
        .others
        .iter()
        .map(|other| (Label::Path(other.path.clone()), Value::Text(other.value.clone())));
    view.push_facts(Title::Others, others.collect());
    view.blocks
}

#[derive(Default)]
struct View {
    blocks: Vec<Block>,
}

fn text(value: Option<&String>) -> Value {
    value
        .filter(|value| !value.is_empty())
        .map_or(Value::Empty, |value| Value::Text(value.clone()))
}

fn plain(value: &str) -> Value {
    if value.is_empty() {
        Value::Empty
    } else {
        Value::Text(value.to_owned())
    }
}

fn amount(value: Option<&Amount>) -> Value {
    value.map_or(Value::Empty, |value| Value::Amount(value.clone()))
}

fn date(value: Option<Date>) -> Value {
    value.map_or(Value::Empty, Value::Date)
}

fn identifier(value: Option<&Identifier>) -> Value {
    value.map_or(Value::Empty, |value| Value::Identifier(value.clone()))
}

fn number(value: Option<Decimal>, unit: Option<&String>) -> Value {
    value.map_or(Value::Empty, |value| Value::Number(value, unit.cloned()))
}

impl View {
    fn facts(&mut self, title: Title, rows: impl IntoIterator<Item = (Term, Value)>) {
        let rows = rows.into_iter().filter(|(_, value)| *value != Value::Empty);
        self.push_facts(title, rows.map(|(term, value)| (Label::Term(term), value)).collect());
    }

    fn push_facts(&mut self, title: Title, rows: Vec<(Label, Value)>) {
        if !rows.is_empty() {
            self.blocks.push(Block::Facts { title, rows });
        }
    }

    /// A table without the columns in which nothing stands.
    fn table(&mut self, title: Title, columns: &[Term], rows: Vec<Vec<Value>>) {
        let used: Vec<usize> = (0..columns.len())
            .filter(|column| rows.iter().any(|row| row[*column] != Value::Empty))
            .collect();
        if !used.is_empty() {
            self.blocks.push(Block::Table {
                title,
                columns: used.iter().map(|column| columns[*column]).collect(),
                rows: rows
                    .into_iter()
                    .map(|row| used.iter().map(|column| row[*column].clone()).collect())
                    .collect(),
            });
        }
    }

    fn head(&mut self, invoice: &Invoice) {
        let title = if invoice.credit {
            Title::CreditNote
        } else {
            Title::Invoice
        };
        let period = invoice.period.unwrap_or_default();
        self.facts(
            title,
            [
                (Bt(1), plain(&invoice.number)),
                (Bt(3), plain(&invoice.type_code)),
                (Bt(2), date(invoice.issued)),
                (Bt(9), date(invoice.due)),
                (Bt(7), date(invoice.tax_point)),
                (Bt(73), date(period.from)),
                (Bt(74), date(period.to)),
                (Bt(5), plain(&invoice.currency)),
                (Bt(6), text(invoice.tax_currency.as_ref())),
                (Bt(24), plain(&invoice.customization)),
                (Bt(23), text(invoice.profile.as_ref())),
            ],
        );
    }

    fn party(&mut self, title: Title, party: Option<&Party>) {
        let Some(party) = party else { return };
        let mut rows = vec![
            (Bt(27), plain(&party.name)),
            (Bt(28), text(party.trading_name.as_ref())),
            (Bt(30), identifier(party.org_number.as_ref())),
            (Bt(31), text(party.vat_number.as_ref())),
            (Bt(32), text(party.tax_registration.as_ref())),
            (Bt(33), text(party.legal_form.as_ref())),
            (Bt(34), identifier(party.endpoint.as_ref())),
        ];
        rows.extend(party.ids.iter().map(|id| (Bt(29), identifier(Some(id)))));
        rows.extend(address(&party.address));
        if let Some(contact) = &party.contact {
            rows.extend([
                (Bt(41), text(contact.name.as_ref())),
                (Bt(42), text(contact.telephone.as_ref())),
                (Bt(43), text(contact.mail.as_ref())),
            ]);
        }
        self.facts(title, rows);
    }

    fn delivery(&mut self, delivery: Option<&Delivery>) {
        let Some(delivery) = delivery else { return };
        let mut rows = vec![
            (Bt(70), text(delivery.name.as_ref())),
            (Bt(71), identifier(delivery.location.as_ref())),
            (Bt(72), date(delivery.on)),
        ];
        rows.extend(delivery.address.iter().flat_map(address));
        self.facts(Title::Delivery, rows);
    }

    fn lines(&mut self, invoice: &Invoice) {
        let columns = [
            126, 155, 156, 157, 158, 153, 154, 127, 128, 132, 133, 134, 135, 159, 160, 129, 146, 148, 147, 149, 136,
            141, 151, 152, 131,
        ];
        let rows = invoice.lines.iter().map(|line| {
            let period = line.period.unwrap_or_default();
            let item = &line.item;
            let listed = |values: Vec<String>| plain(&values.join("; "));
            let of = |charge: bool| {
                let parts = line.allowances.iter().filter(|part| part.charge == charge);
                listed(
                    parts
                        .map(|part| {
                            let reason = part
                                .reason
                                .as_ref()
                                .or(part.reason_code.as_ref())
                                .cloned()
                                .unwrap_or_default();
                            let amount = part.amount.as_ref().map(ToString::to_string).unwrap_or_default();
                            format!("{reason} {amount}").trim().to_owned()
                        })
                        .collect(),
                )
            };
            vec![
                plain(&line.id),
                text(item.sellers_id.as_ref()),
                text(item.buyers_id.as_ref()),
                identifier(item.standard_id.as_ref()),
                listed(item.classes.iter().map(|class| class.value.clone()).collect()),
                plain(&item.name),
                text(item.description.as_ref()),
                text(line.note.as_ref()),
                identifier(line.object.as_ref()),
                text(line.order_line.as_ref()),
                text(line.accounting_cost.as_ref()),
                date(period.from),
                date(period.to),
                text(item.origin.as_ref()),
                listed(
                    item.properties
                        .iter()
                        .map(|(name, value)| format!("{name}: {value}"))
                        .collect(),
                ),
                number(line.quantity, line.unit.as_ref()),
                amount(line.price.net.as_ref()),
                amount(line.price.gross.as_ref()),
                amount(line.price.discount.as_ref()),
                number(line.price.base_quantity, line.price.base_unit.as_ref()),
                of(false),
                of(true),
                plain(line.vat.as_ref().map_or("", |vat| &vat.code)),
                number(line.vat.as_ref().and_then(|vat| vat.percent), None),
                amount(line.amount.as_ref()),
            ]
        });
        self.table(Title::Lines, &columns.map(Bt), rows.collect());
    }

    fn allowances(&mut self, invoice: &Invoice) {
        let rows = invoice.allowances.iter().map(|part| {
            let (allowance, charge) = if part.charge {
                (None, part.amount.as_ref())
            } else {
                (part.amount.as_ref(), None)
            };
            vec![
                text(part.reason.as_ref()),
                text(part.reason_code.as_ref()),
                amount(part.base.as_ref()),
                number(part.percent, None),
                plain(part.vat.as_ref().map_or("", |vat| &vat.code)),
                number(part.vat.as_ref().and_then(|vat| vat.percent), None),
                amount(allowance),
                amount(charge),
            ]
        });
        self.table(
            Title::Allowances,
            &[97, 98, 93, 94, 95, 119, 92, 99].map(Bt),
            rows.collect(),
        );
    }

    fn totals(&mut self, totals: &Totals) {
        self.facts(
            Title::Totals,
            [
                (Bt(106), amount(totals.lines.as_ref())),
                (Bt(107), amount(totals.allowances.as_ref())),
                (Bt(108), amount(totals.charges.as_ref())),
                (Bt(109), amount(totals.without_vat.as_ref())),
                (Bt(110), amount(totals.vat.as_ref())),
                (Bt(111), amount(totals.vat_accounted.as_ref())),
                (Bt(112), amount(totals.with_vat.as_ref())),
                (Bt(113), amount(totals.prepaid.as_ref())),
                (Bt(114), amount(totals.rounding.as_ref())),
                (Bt(115), amount(totals.payable.as_ref())),
            ],
        );
    }

    fn vat(&mut self, invoice: &Invoice) {
        let rows = invoice.vat.iter().map(|group| {
            vec![
                plain(&group.category.code),
                number(group.category.percent, None),
                amount(group.taxable.as_ref()),
                amount(group.tax.as_ref()),
                text(group.exemption.as_ref()),
                text(group.exemption_code.as_ref()),
            ]
        });
        self.table(Title::Vat, &[118, 119, 116, 117, 120, 121].map(Bt), rows.collect());
    }

    fn payment(&mut self, invoice: &Invoice) {
        let mut rows = vec![(Bt(20), text(invoice.terms.as_ref()))];
        for payment in &invoice.payments {
            let (account, branch) = payment.pay_to.as_ref().map_or(("", None), PayTo::parts);
            rows.extend([
                (Bt(81), plain(&payment.code)),
                (Bt(82), text(payment.text.as_ref())),
                (Bt(84), plain(account)),
                (Bt(86), plain(branch.unwrap_or_default())),
                (Bt(85), text(payment.account_name.as_ref())),
                (Bt(83), text(payment.reference.as_ref())),
                (Bt(9), date(payment.due)),
                (Bt(87), text(payment.card.as_ref())),
                (Bt(89), text(payment.mandate.as_ref())),
                (Bt(91), text(payment.debited.as_ref())),
            ]);
        }
        self.facts(Title::Payment, rows);
    }

    fn references(&mut self, references: &References) {
        let mut rows = vec![
            (Bt(10), text(references.buyer.as_ref())),
            (Bt(13), text(references.order.as_ref())),
            (Bt(14), text(references.sales_order.as_ref())),
            (Bt(12), text(references.contract.as_ref())),
            (Bt(11), text(references.project.as_ref())),
            (Bt(19), text(references.accounting_cost.as_ref())),
            (Bt(15), text(references.receipt.as_ref())),
            (Bt(16), text(references.despatch.as_ref())),
            (Bt(17), text(references.tender.as_ref())),
            (Bt(18), identifier(references.object.as_ref())),
        ];
        for (number, issued) in &references.preceding {
            rows.extend([(Bt(25), plain(number)), (Bt(26), date(*issued))]);
        }
        self.facts(Title::References, rows);
    }

    fn documents(&mut self, invoice: &Invoice) {
        let rows = invoice.documents.iter().enumerate().map(|(at, document)| {
            let attached = document
                .attachment
                .as_ref()
                .map_or(Value::Empty, |_| Value::Attachment(at));
            vec![
                plain(&document.id),
                text(document.description.as_ref()),
                text(document.address.as_ref()),
                attached,
            ]
        });
        self.table(Title::Attachments, &[122, 123, 124, 125].map(Bt), rows.collect());
    }
}

fn address(address: &Address) -> Vec<(Term, Value)> {
    let mut rows: Vec<(Term, Value)> = address.lines.iter().map(|line| (Bt(35), plain(line))).collect();
    rows.extend([
        (Bt(38), text(address.postal_code.as_ref())),
        (Bt(37), text(address.city.as_ref())),
        (Bt(39), text(address.region.as_ref())),
        (Bt(40), text(address.country.as_ref())),
    ]);
    rows
}
