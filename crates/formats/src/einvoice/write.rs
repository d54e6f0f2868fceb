//! The model to Peppol BIS Billing 3: a UBL invoice or credit note, elements in the order of the standard.
//!
//! What is written is what the model says; nothing is reckoned. Whoever makes an invoice reckons it
//! and tries the result with [`super::validate`].

use std::fmt::Write as _;

use rust_decimal::Decimal;

use super::model::{
    Address, AllowanceCharge, Amount, Identifier, Invoice, Line, Party, Payment, Period, Price, VatCategory,
};

const CUSTOMIZATION: &str = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
const PROFILE: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";
const COMPONENTS: &str = "urn:oasis:names:specification:ubl:schema:xsd:Common";

/// The document as XML in UTF-8. An invoice that credits is written as a credit note.
pub fn write(invoice: &Invoice) -> String {
    let kind = if invoice.credit { "CreditNote" } else { "Invoice" };
    let mut xml = Xml {
        text: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"),
        depth: 0,
        currency: &invoice.currency,
    };
    let _ = writeln!(
        xml.text,
        "<{kind} xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:{kind}-2\" \
         xmlns:cac=\"{COMPONENTS}AggregateComponents-2\" xmlns:cbc=\"{COMPONENTS}BasicComponents-2\">"
    );
    xml.depth = 1;
    head(&mut xml, invoice, kind);
    parties(&mut xml, invoice);
    money(&mut xml, invoice);
    for line in &invoice.lines {
        write_line(&mut xml, line, kind);
    }
    let _ = writeln!(xml.text, "</{kind}>");
    xml.text
}

struct Xml<'i> {
    text: String,
    depth: usize,
    /// The document's currency, for amounts that have none.
    currency: &'i str,
}

impl Xml<'_> {
    fn indent(&mut self) {
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }

    fn value(&mut self, name: &str, value: &str) {
        self.with(name, &[], value);
    }

    fn with(&mut self, name: &str, attributes: &[(&str, Option<&str>)], value: &str) {
        self.indent();
        let _ = write!(self.text, "<cbc:{name}");
        for (attribute, of) in attributes {
            if let Some(of) = of {
                let _ = write!(self.text, " {attribute}=\"{}\"", escaped(of));
            }
        }
        let _ = writeln!(self.text, ">{}</cbc:{name}>", escaped(value));
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.value(name, value);
        }
    }

    fn number(&mut self, name: &str, value: Option<Decimal>) {
        if let Some(value) = value {
            self.value(name, &value.to_string());
        }
    }

    fn amount(&mut self, name: &str, amount: Option<&Amount>) {
        if let Some(amount) = amount {
            let currency = if amount.currency.is_empty() {
                self.currency.to_owned()
            } else {
                amount.currency.clone()
            };
            self.with(name, &[("currencyID", Some(&currency))], &amount.value.to_string());
        }
    }

    fn id(&mut self, name: &str, id: Option<&Identifier>) {
        if let Some(id) = id {
            self.with(name, &[("schemeID", id.scheme.as_deref())], &id.value);
        }
    }

    fn group(&mut self, name: &str, inside: impl FnOnce(&mut Self)) {
        self.indent();
        let _ = writeln!(self.text, "<cac:{name}>");
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        self.indent();
        let _ = writeln!(self.text, "</cac:{name}>");
    }

    /// A group with one value that may be absent.
    fn reference(&mut self, group: &str, name: &str, value: Option<&str>) {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            self.group(group, |xml| xml.value(name, value));
        }
    }

    fn period(&mut self, period: Option<Period>) {
        let Some(period) = period else { return };
        self.group("InvoicePeriod", |xml| {
            xml.optional("StartDate", period.from.map(|date| date.to_string()).as_deref());
            xml.optional("EndDate", period.to.map(|date| date.to_string()).as_deref());
        });
    }
}

/// Text that may stand in XML. Characters that XML has no place for are left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' => escaped.push_str("&#13;"),
            '\t' | '\n' => escaped.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => escaped.push(c),
        }
    }
    escaped
}

fn head(xml: &mut Xml<'_>, invoice: &Invoice, kind: &str) {
    let or = |value: &str, default: &str| {
        if value.is_empty() {
            default.to_owned()
        } else {
            value.to_owned()
        }
    };
    let date = |date: Option<kameral_base::Date>| date.map(|date| date.to_string());
    let references = &invoice.references;
    xml.value("CustomizationID", &or(&invoice.customization, CUSTOMIZATION));
    xml.value("ProfileID", invoice.profile.as_deref().unwrap_or(PROFILE));
    xml.value("ID", &invoice.number);
    xml.optional("IssueDate", date(invoice.issued).as_deref());
    if invoice.credit {
        xml.optional("TaxPointDate", date(invoice.tax_point).as_deref());
        xml.value("CreditNoteTypeCode", &or(&invoice.type_code, "381"));
    } else {
        xml.optional("DueDate", date(invoice.due).as_deref());
        xml.value("InvoiceTypeCode", &or(&invoice.type_code, "380"));
    }
    for note in &invoice.notes {
        xml.value("Note", note);
    }
    if kind == "Invoice" {
        xml.optional("TaxPointDate", date(invoice.tax_point).as_deref());
    }
    xml.value("DocumentCurrencyCode", &invoice.currency);
    xml.optional("TaxCurrencyCode", invoice.tax_currency.as_deref());
    xml.optional("AccountingCost", references.accounting_cost.as_deref());
    xml.optional("BuyerReference", references.buyer.as_deref());
    xml.period(invoice.period);
    if references.order.is_some() || references.sales_order.is_some() {
        xml.group("OrderReference", |xml| {
            // The order's number is demanded; where only the seller has one it is said to be absent.
            xml.value("ID", references.order.as_deref().unwrap_or("NA"));
            xml.optional("SalesOrderID", references.sales_order.as_deref());
        });
    }
    for (number, issued) in &references.preceding {
        xml.group("BillingReference", |xml| {
            xml.group("InvoiceDocumentReference", |xml| {
                xml.value("ID", number);
                xml.optional("IssueDate", date(*issued).as_deref());
            });
        });
    }
    xml.reference("DespatchDocumentReference", "ID", references.despatch.as_deref());
    xml.reference("ReceiptDocumentReference", "ID", references.receipt.as_deref());
    // The two kinds of documents have these in different orders.
    if invoice.credit {
        xml.reference("ContractDocumentReference", "ID", references.contract.as_deref());
        documents(xml, invoice);
        xml.reference("OriginatorDocumentReference", "ID", references.tender.as_deref());
    } else {
        xml.reference("OriginatorDocumentReference", "ID", references.tender.as_deref());
        xml.reference("ContractDocumentReference", "ID", references.contract.as_deref());
        documents(xml, invoice);
        xml.reference("ProjectReference", "ID", references.project.as_deref());
    }
}

fn documents(xml: &mut Xml<'_>, invoice: &Invoice) {
    if let Some(object) = &invoice.references.object {
        xml.group("AdditionalDocumentReference", |xml| {
            xml.id("ID", Some(object));
            xml.value("DocumentTypeCode", "130");
        });
    }
    if let (true, Some(project)) = (invoice.credit, &invoice.references.project) {
        xml.group("AdditionalDocumentReference", |xml| {
            xml.value("ID", project);
            xml.value("DocumentTypeCode", "50");
        });
    }
    for document in &invoice.documents {
        xml.group("AdditionalDocumentReference", |xml| {
            xml.value("ID", &document.id);
            xml.optional("DocumentDescription", document.description.as_deref());
            if document.attachment.is_some() || document.address.is_some() {
                xml.group("Attachment", |xml| {
                    if let Some(attachment) = &document.attachment {
                        let attributes = [
                            ("mimeCode", Some(attachment.mime.as_str())),
                            ("filename", attachment.file_name.as_deref()),
                        ];
                        xml.with(
                            "EmbeddedDocumentBinaryObject",
                            &attributes,
                            &super::base64::encode(&attachment.bytes),
                        );
                    }
                    xml.reference("ExternalReference", "URI", document.address.as_deref());
                });
            }
        });
    }
}

fn parties(xml: &mut Xml<'_>, invoice: &Invoice) {
    for (role, party) in [
        ("AccountingSupplierParty", &invoice.seller),
        ("AccountingCustomerParty", &invoice.buyer),
    ] {
        xml.group(role, |xml| xml.group("Party", |xml| write_party(xml, party)));
    }
    if let Some(payee) = &invoice.payee {
        xml.group("PayeeParty", |xml| {
            for id in &payee.ids {
                xml.group("PartyIdentification", |xml| xml.id("ID", Some(id)));
            }
            xml.group("PartyName", |xml| xml.value("Name", &payee.name));
            if payee.org_number.is_some() {
                xml.group("PartyLegalEntity", |xml| xml.id("CompanyID", payee.org_number.as_ref()));
            }
        });
    }
    if let Some(representative) = &invoice.tax_representative {
        xml.group("TaxRepresentativeParty", |xml| {
            xml.group("PartyName", |xml| xml.value("Name", &representative.name));
            write_address(xml, "PostalAddress", &representative.address);
            tax_scheme(xml, representative.vat_number.as_deref(), "VAT");
        });
    }
    if let Some(delivery) = &invoice.delivery {
        xml.group("Delivery", |xml| {
            xml.optional(
                "ActualDeliveryDate",
                delivery.on.map(|date| date.to_string()).as_deref(),
            );
            if delivery.location.is_some() || delivery.address.is_some() {
                xml.group("DeliveryLocation", |xml| {
                    xml.id("ID", delivery.location.as_ref());
                    if let Some(address) = &delivery.address {
                        write_address(xml, "Address", address);
                    }
                });
            }
            if let Some(name) = &delivery.name {
                xml.group("DeliveryParty", |xml| xml.reference("PartyName", "Name", Some(name)));
            }
        });
    }
}

fn write_party(xml: &mut Xml<'_>, party: &Party) {
    xml.id("EndpointID", party.endpoint.as_ref());
    for id in &party.ids {
        xml.group("PartyIdentification", |xml| xml.id("ID", Some(id)));
    }
    xml.reference("PartyName", "Name", party.trading_name.as_deref());
    write_address(xml, "PostalAddress", &party.address);
    tax_scheme(xml, party.vat_number.as_deref(), "VAT");
    tax_scheme(xml, party.tax_registration.as_deref(), "TAX");
    xml.group("PartyLegalEntity", |xml| {
        xml.value("RegistrationName", &party.name);
        xml.id("CompanyID", party.org_number.as_ref());
        xml.optional("CompanyLegalForm", party.legal_form.as_deref());
    });
    if let Some(contact) = &party.contact {
        xml.group("Contact", |xml| {
            xml.optional("Name", contact.name.as_deref());
            xml.optional("Telephone", contact.telephone.as_deref());
            xml.optional("ElectronicMail", contact.mail.as_deref());
        });
    }
}

fn tax_scheme(xml: &mut Xml<'_>, number: Option<&str>, scheme: &str) {
    if let Some(number) = number {
        xml.group("PartyTaxScheme", |xml| {
            xml.value("CompanyID", number);
            xml.group("TaxScheme", |xml| xml.value("ID", scheme));
        });
    }
}

fn write_address(xml: &mut Xml<'_>, name: &str, address: &Address) {
    xml.group(name, |xml| {
        let mut lines = address.lines.iter();
        xml.optional("StreetName", lines.next().map(String::as_str));
        xml.optional("AdditionalStreetName", lines.next().map(String::as_str));
        xml.optional("CityName", address.city.as_deref());
        xml.optional("PostalZone", address.postal_code.as_deref());
        xml.optional("CountrySubentity", address.region.as_deref());
        for line in lines {
            xml.reference("AddressLine", "Line", Some(line));
        }
        xml.reference("Country", "IdentificationCode", address.country.as_deref());
    });
}

fn money(xml: &mut Xml<'_>, invoice: &Invoice) {
    for payment in &invoice.payments {
        write_payment(xml, payment, invoice.credit);
    }
    xml.reference("PaymentTerms", "Note", invoice.terms.as_deref());
    for part in &invoice.allowances {
        write_allowance(xml, part);
    }
    xml.group("TaxTotal", |xml| {
        xml.amount("TaxAmount", invoice.totals.vat.as_ref());
        for group in &invoice.vat {
            xml.group("TaxSubtotal", |xml| {
                xml.amount("TaxableAmount", group.taxable.as_ref());
                xml.amount("TaxAmount", group.tax.as_ref());
                xml.group("TaxCategory", |xml| {
                    xml.value("ID", &group.category.code);
                    xml.number("Percent", group.category.percent);
                    xml.optional("TaxExemptionReasonCode", group.exemption_code.as_deref());
                    xml.optional("TaxExemptionReason", group.exemption.as_deref());
                    xml.group("TaxScheme", |xml| xml.value("ID", "VAT"));
                });
            });
        }
    });
    if invoice.totals.vat_accounted.is_some() {
        xml.group("TaxTotal", |xml| {
            xml.amount("TaxAmount", invoice.totals.vat_accounted.as_ref());
        });
    }
    let totals = &invoice.totals;
    xml.group("LegalMonetaryTotal", |xml| {
        xml.amount("LineExtensionAmount", totals.lines.as_ref());
        xml.amount("TaxExclusiveAmount", totals.without_vat.as_ref());
        xml.amount("TaxInclusiveAmount", totals.with_vat.as_ref());
        xml.amount("AllowanceTotalAmount", totals.allowances.as_ref());
        xml.amount("ChargeTotalAmount", totals.charges.as_ref());
        xml.amount("PrepaidAmount", totals.prepaid.as_ref());
        xml.amount("PayableRoundingAmount", totals.rounding.as_ref());
        xml.amount("PayableAmount", totals.payable.as_ref());
    });
}

fn write_payment(xml: &mut Xml<'_>, payment: &Payment, credit: bool) {
    xml.group("PaymentMeans", |xml| {
        xml.with("PaymentMeansCode", &[("name", payment.text.as_deref())], &payment.code);
        if credit {
            xml.optional("PaymentDueDate", payment.due.map(|date| date.to_string()).as_deref());
        }
        xml.optional("PaymentID", payment.reference.as_deref());
        if let Some(card) = &payment.card {
            xml.group("CardAccount", |xml| {
                xml.value("PrimaryAccountNumberID", card);
                xml.value("NetworkID", "NA");
            });
        }
        if let Some(account) = &payment.pay_to {
            let (number, branch) = account.parts();
            xml.group("PayeeFinancialAccount", |xml| {
                xml.value("ID", number);
                xml.optional("Name", payment.account_name.as_deref());
                xml.reference("FinancialInstitutionBranch", "ID", branch);
            });
        }
        if payment.mandate.is_some() || payment.debited.is_some() {
            xml.group("PaymentMandate", |xml| {
                xml.optional("ID", payment.mandate.as_deref());
                xml.reference("PayerFinancialAccount", "ID", payment.debited.as_deref());
            });
        }
    });
}

fn write_allowance(xml: &mut Xml<'_>, part: &AllowanceCharge) {
    xml.group("AllowanceCharge", |xml| {
        xml.value("ChargeIndicator", if part.charge { "true" } else { "false" });
        xml.optional("AllowanceChargeReasonCode", part.reason_code.as_deref());
        xml.optional("AllowanceChargeReason", part.reason.as_deref());
        xml.number("MultiplierFactorNumeric", part.percent);
        xml.amount("Amount", part.amount.as_ref());
        xml.amount("BaseAmount", part.base.as_ref());
        if let Some(vat) = &part.vat {
            write_category(xml, "TaxCategory", vat);
        }
    });
}

fn write_category(xml: &mut Xml<'_>, name: &str, category: &VatCategory) {
    xml.group(name, |xml| {
        xml.value("ID", &category.code);
        xml.number("Percent", category.percent);
        xml.group("TaxScheme", |xml| xml.value("ID", "VAT"));
    });
}

fn write_line(xml: &mut Xml<'_>, line: &Line, kind: &str) {
    let quantity = if kind == "Invoice" {
        "InvoicedQuantity"
    } else {
        "CreditedQuantity"
    };
    xml.group(&format!("{kind}Line"), |xml| {
        xml.value("ID", &line.id);
        xml.optional("Note", line.note.as_deref());
        if let Some(number) = line.quantity {
            xml.with(quantity, &[("unitCode", line.unit.as_deref())], &number.to_string());
        }
        xml.amount("LineExtensionAmount", line.amount.as_ref());
        xml.optional("AccountingCost", line.accounting_cost.as_deref());
        xml.period(line.period);
        xml.reference("OrderLineReference", "LineID", line.order_line.as_deref());
        if let Some(object) = &line.object {
            xml.group("DocumentReference", |xml| {
                xml.id("ID", Some(object));
                xml.value("DocumentTypeCode", "130");
            });
        }
        for part in &line.allowances {
            write_allowance(xml, part);
        }
        write_item(xml, line);
        write_price(xml, &line.price);
    });
}

fn write_item(xml: &mut Xml<'_>, line: &Line) {
    let item = &line.item;
    xml.group("Item", |xml| {
        xml.optional("Description", item.description.as_deref());
        xml.value("Name", &item.name);
        xml.reference("BuyersItemIdentification", "ID", item.buyers_id.as_deref());
        xml.reference("SellersItemIdentification", "ID", item.sellers_id.as_deref());
        if item.standard_id.is_some() {
            xml.group("StandardItemIdentification", |xml| {
                xml.id("ID", item.standard_id.as_ref());
            });
        }
        xml.reference("OriginCountry", "IdentificationCode", item.origin.as_deref());
        for class in &item.classes {
            xml.group("CommodityClassification", |xml| {
                xml.with(
                    "ItemClassificationCode",
                    &[("listID", class.scheme.as_deref())],
                    &class.value,
                );
            });
        }
        if let Some(vat) = &line.vat {
            write_category(xml, "ClassifiedTaxCategory", vat);
        }
        for (name, value) in &item.properties {
            xml.group("AdditionalItemProperty", |xml| {
                xml.value("Name", name);
                xml.value("Value", value);
            });
        }
    });
}

fn write_price(xml: &mut Xml<'_>, price: &Price) {
    xml.group("Price", |xml| {
        xml.amount("PriceAmount", price.net.as_ref());
        if let Some(base) = price.base_quantity {
            xml.with(
                "BaseQuantity",
                &[("unitCode", price.base_unit.as_deref())],
                &base.to_string(),
            );
        }
        if price.discount.is_some() || price.gross.is_some() {
            xml.group("AllowanceCharge", |xml| {
                xml.value("ChargeIndicator", "false");
                xml.amount("Amount", price.discount.as_ref());
                xml.amount("BaseAmount", price.gross.as_ref());
            });
        }
    });
}
