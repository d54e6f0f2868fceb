//! Svefaktura 1.0 to the model, as far as it goes; attachments come from the envelope beside it.
//!
//! The mapping follows the guide from Svefaktura to EN 16931: the requisitioner is the buyer's
//! reference, the document references are told apart by their schemes, a tax scheme `SWT` holds the
//! organisation number, and a credit note is an invoice of type 381.

use roxmltree::{Document, Node};

use super::document::Kind;
use super::fault::Fault;
use super::model::{
    Address, AllowanceCharge, Attachment, Contact, Delivery, Invoice, Item, Line, Party, PayTo, Payment, Period, Price,
    References, SupportingDocument, Totals, VatCategory, VatGroup,
};
use super::reader::Reader;
use super::svefaktura_names::{
    ACTUAL_DELIVERY_DATE_TIME, ADDRESS, ADDRESS_LINE, ALLOWANCE_CHARGE, ALLOWANCE_CHARGE_BASE_AMOUNT, AMOUNT,
    BASE_PRICE, BASE_QUANTITY, BUYER_PARTY, BUYERS_ID, BUYERS_ITEM_IDENTIFICATION, BUYERS_LINE_ID, CHARGE_INDICATOR,
    CITY_NAME, COMPANY_ID, CONTACT, COUNTRY, DELIVERY, DELIVERY_ADDRESS, DEPARTMENT, DESCRIPTION, DUE_PAYMENT_DATE,
    ELECTRONIC_MAIL, END_DATE_TIME, EXEMPTION_REASON, FINANCIAL_INSTITUTION, FINANCIAL_INSTITUTION_BRANCH, ID,
    IDENTIFICATION_CODE, INV_ADDITIONAL_DOCUMENT_REFERENCE, INV_ALLOWANCE_CHARGE, INV_ID,
    INV_INITIAL_INVOICE_DOCUMENT_REFERENCE, INV_INVOICE_CURRENCY_CODE, INV_INVOICE_TYPE_CODE, INV_INVOICING_PERIOD,
    INV_LINE_ITEM_COUNT_NUMERIC, INV_REQUISITIONIST_DOCUMENT_REFERENCE, INV_TAX_CURRENCY_CODE, INV_TAX_POINT_DATE,
    INVOICE_LINE, INVOICED_QUANTITY, ISSUE_DATE, ITEM, LEGAL_TOTAL, LINE, LINE_EXTENSION_AMOUNT,
    LINE_EXTENSION_TOTAL_AMOUNT, MULTIPLIER_FACTOR_NUMERIC, NAME, NOTE, ORDER_LINE_REFERENCE, ORDER_REFERENCE, PARTY,
    PARTY_IDENTIFICATION, PARTY_NAME, PARTY_TAX_SCHEME, PAYEE_FINANCIAL_ACCOUNT, PAYEE_PARTY_NAME,
    PAYMENT_INSTRUCTION_ID, PAYMENT_MEANS, PAYMENT_MEANS_TYPE_CODE, PAYMENT_TERMS, PENALTY_SURCHARGE_PERCENT, PERCENT,
    POSTAL_ZONE, POSTBOX, PRICE_AMOUNT, REASON_CODE, ROUND_OFF_AMOUNT, SELLER_PARTY, SELLERS_ITEM_IDENTIFICATION,
    STANDARD_ITEM_IDENTIFICATION, START_DATE_TIME, STREET_NAME, TAX_AMOUNT, TAX_CATEGORY, TAX_EXCLUSIVE_TOTAL_AMOUNT,
    TAX_INCLUSIVE_TOTAL_AMOUNT, TAX_SCHEME, TAX_SUB_TOTAL, TAX_TOTAL, TAXABLE_AMOUNT, TELEPHONE, TOTAL_TAX_AMOUNT,
};
use super::tree::El;

/// Namespace of the envelope with attachments.
const OBJECT_ENVELOPE: &str = "urn:sfti:documents:ObjectEnvelope:1:0";

/// Reads the invoice, and the attachments that stand beside it in the document.
pub(super) fn read(root: El<'_>, document: &Document<'_>) -> Result<Invoice, Vec<Fault>> {
    let svefaktura = Svefaktura {
        reader: Reader::default(),
    };
    let mut invoice = svefaktura.invoice(root);
    let objects = document
        .descendants()
        .filter(|node| node.has_tag_name((OBJECT_ENVELOPE, "EncodedObject")));
    invoice.documents.extend(objects.map(attached));
    svefaktura.reader.finish(root, invoice)
}

/// An object of the envelope.
fn attached(object: Node<'_, '_>) -> SupportingDocument {
    let part = |name| {
        object
            .children()
            .find(|node| node.has_tag_name((OBJECT_ENVELOPE, name)))
    };
    let text = |node: Node<'_, '_>| node.text().unwrap_or_default().trim().to_owned();
    let attachment = part("EncodedData").map(|data| Attachment {
        bytes: super::base64::decode(data.text().unwrap_or_default()),
        mime: data
            .attribute("mimeCode")
            .unwrap_or("application/octet-stream")
            .to_owned(),
        file_name: data.attribute("filename").map(str::to_owned),
    });
    SupportingDocument {
        id: part("ObjectID").map(text).unwrap_or_default(),
        attachment,
        ..SupportingDocument::default()
    }
}

struct Svefaktura<'t> {
    reader: Reader<'t>,
}

impl<'t> Svefaktura<'t> {
    fn invoice(&self, root: El<'t>) -> Invoice {
        let read = &self.reader;
        let type_code = read.text(root, &[INV_INVOICE_TYPE_CODE]).unwrap_or_default();
        let currency = read.text(root, &[INV_INVOICE_CURRENCY_CODE]);
        let totals = root.kid(LEGAL_TOTAL);
        let total = |name| totals.and_then(|totals| read.amount(totals, &[name]));
        read.text(root, &[INV_LINE_ITEM_COUNT_NUMERIC]);
        let with_vat = total(TAX_INCLUSIVE_TOTAL_AMOUNT);
        // The currency may be left out at the head: then it is that of the total.
        let currency = currency
            .or_else(|| with_vat.as_ref().map(|total| total.currency.clone()))
            .unwrap_or_default();
        let payments: Vec<Payment> = root.kids(PAYMENT_MEANS).map(|means| self.payment(means)).collect();
        Invoice {
            kind: Some(Kind::Svefaktura),
            credit: type_code == "381",
            number: read.text(root, &[INV_ID]).unwrap_or_default(),
            issued: read.date(root, &[ISSUE_DATE]),
            type_code,
            due: payments.iter().find_map(|payment| payment.due),
            tax_point: read.date(root, &[INV_TAX_POINT_DATE]),
            tax_currency: read.text(root, &[INV_TAX_CURRENCY_CODE]),
            notes: read.text(root, &[NOTE]).into_iter().collect(),
            references: self.references(root),
            period: root.kid(INV_INVOICING_PERIOD).map(|period| Period {
                from: read.date(period, &[START_DATE_TIME]),
                to: read.date(period, &[END_DATE_TIME]),
            }),
            seller: self.party(root.kid(SELLER_PARTY)),
            buyer: self.party(root.kid(BUYER_PARTY)),
            delivery: root.kid(DELIVERY).map(|delivery| Delivery {
                on: read.date(delivery, &[ACTUAL_DELIVERY_DATE_TIME]),
                address: delivery.kid(DELIVERY_ADDRESS).map(|address| self.address(address)),
                ..Delivery::default()
            }),
            payments,
            terms: self.terms(root),
            allowances: root
                .kids(INV_ALLOWANCE_CHARGE)
                .map(|part| self.allowance(part))
                .collect(),
            totals: Totals {
                lines: total(LINE_EXTENSION_TOTAL_AMOUNT),
                without_vat: total(TAX_EXCLUSIVE_TOTAL_AMOUNT),
                vat: read.amount(root, &[TAX_TOTAL, TOTAL_TAX_AMOUNT]),
                rounding: total(ROUND_OFF_AMOUNT),
                payable: with_vat.clone(),
                with_vat,
                ..Totals::default()
            },
            vat: root
                .all(&[TAX_TOTAL, TAX_SUB_TOTAL])
                .into_iter()
                .map(|group| self.vat_group(group))
                .collect(),
            lines: root.kids(INVOICE_LINE).map(|line| self.line(line)).collect(),
            currency,
            ..Invoice::default()
        }
    }

    fn references(&self, root: El<'t>) -> References {
        let read = &self.reader;
        let mut references = References {
            buyer: read.text(root, &[INV_REQUISITIONIST_DOCUMENT_REFERENCE, ID]),
            preceding: read
                .texts(root, &[INV_INITIAL_INVOICE_DOCUMENT_REFERENCE, ID])
                .into_iter()
                .map(|number| (number, None))
                .collect(),
            ..References::default()
        };
        for id in root.all(&[INV_ADDITIONAL_DOCUMENT_REFERENCE, ID]) {
            // CT contract, ACD accounting, DQ despatch: others stay among what has no place.
            let place = match id.attr("identificationSchemeID") {
                Some("CT") => &mut references.contract,
                Some("ACD") => &mut references.accounting_cost,
                Some("DQ") => &mut references.despatch,
                _ => continue,
            };
            if place.is_none() {
                *place = Some(read.identifier(id).value);
            }
        }
        references.order = root
            .kids(INVOICE_LINE)
            .find_map(|line| read.text(line, &[ORDER_LINE_REFERENCE, ORDER_REFERENCE, BUYERS_ID]));
        references
    }

    fn party(&self, holder: Option<El<'t>>) -> Party {
        let read = &self.reader;
        let Some(party) = holder.and_then(|holder| holder.kid(PARTY)) else {
            return Party::default();
        };
        let mut made = Party {
            name: read.text(party, &[PARTY_NAME, NAME]).unwrap_or_default(),
            ids: party
                .all(&[PARTY_IDENTIFICATION, ID])
                .into_iter()
                .map(|id| read.identifier(id))
                .collect(),
            address: party
                .kid(ADDRESS)
                .map(|address| self.address(address))
                .unwrap_or_default(),
            contact: party.kid(CONTACT).map(|contact| Contact {
                name: read.text(contact, &[NAME]),
                telephone: read.text(contact, &[TELEPHONE]),
                mail: read.text(contact, &[ELECTRONIC_MAIL]),
            }),
            ..Party::default()
        };
        for scheme in party.kids(PARTY_TAX_SCHEME) {
            let number = scheme.kid(COMPANY_ID).map(|number| read.identifier(number));
            match read.text(scheme, &[TAX_SCHEME, ID]).as_deref() {
                Some("VAT") => made.vat_number = number.map(|number| number.value),
                Some("SWT") => {
                    made.org_number = number;
                    made.tax_registration = read.text(scheme, &[EXEMPTION_REASON]);
                }
                _ => {}
            }
        }
        made
    }

    fn address(&self, address: El<'t>) -> Address {
        let read = &self.reader;
        let mut lines = Vec::new();
        lines.extend(read.text(address, &[DEPARTMENT]));
        lines.extend(read.text(address, &[STREET_NAME]));
        lines.extend(read.text(address, &[POSTBOX]));
        lines.extend(read.texts(address, &[ADDRESS_LINE, LINE]));
        Address {
            lines,
            city: read.text(address, &[CITY_NAME]),
            postal_code: read.text(address, &[POSTAL_ZONE]),
            region: None,
            country: read.text(address, &[COUNTRY, IDENTIFICATION_CODE]),
        }
    }

    fn payment(&self, means: El<'t>) -> Payment {
        let read = &self.reader;
        let account = read.text(means, &[PAYEE_FINANCIAL_ACCOUNT, ID]);
        let bank = read.text(
            means,
            &[
                PAYEE_FINANCIAL_ACCOUNT,
                FINANCIAL_INSTITUTION_BRANCH,
                FINANCIAL_INSTITUTION,
                ID,
            ],
        );
        // Svefaktura names the giro by the BIC of its bank.
        let pay_to = account.map(|account| match bank.as_deref() {
            Some("BGABSESS") => PayTo::Bankgiro(account),
            Some("PGSISESS") => PayTo::Plusgiro(account),
            _ => PayTo::of(account, bank),
        });
        Payment {
            code: read.text(means, &[PAYMENT_MEANS_TYPE_CODE]).unwrap_or_default(),
            reference: read.text(means, &[PAYEE_FINANCIAL_ACCOUNT, PAYMENT_INSTRUCTION_ID]),
            pay_to,
            account_name: read.text(means, &[PAYEE_PARTY_NAME, NAME]),
            due: read.date(means, &[DUE_PAYMENT_DATE]),
            ..Payment::default()
        }
    }

    fn terms(&self, root: El<'t>) -> Option<String> {
        let read = &self.reader;
        let note = read.text(root, &[PAYMENT_TERMS, NOTE]);
        let interest = read
            .text(root, &[PAYMENT_TERMS, PENALTY_SURCHARGE_PERCENT])
            .map(|percent| format!("{percent} %"));
        let terms: Vec<String> = note.into_iter().chain(interest).collect();
        (!terms.is_empty()).then(|| terms.join(", "))
    }

    fn allowance(&self, part: El<'t>) -> AllowanceCharge {
        let read = &self.reader;
        let charge = read.text(part, &[CHARGE_INDICATOR]);
        AllowanceCharge {
            charge: matches!(charge.as_deref(), Some("true" | "1")),
            amount: read.amount(part, &[AMOUNT]),
            base: read.amount(part, &[ALLOWANCE_CHARGE_BASE_AMOUNT]),
            percent: read.number(part, &[MULTIPLIER_FACTOR_NUMERIC]),
            reason: part
                .kid(REASON_CODE)
                .and_then(|code| code.attr("name"))
                .map(str::to_owned),
            reason_code: read.text(part, &[REASON_CODE]),
            vat: part.kid(TAX_CATEGORY).map(|category| self.vat_category(category)),
        }
    }

    fn vat_category(&self, category: El<'t>) -> VatCategory {
        let read = &self.reader;
        read.text(category, &[TAX_SCHEME, ID]);
        VatCategory {
            code: read.text(category, &[ID]).unwrap_or_default(),
            percent: read.number(category, &[PERCENT]),
        }
    }

    fn vat_group(&self, group: El<'t>) -> VatGroup {
        let read = &self.reader;
        VatGroup {
            category: group
                .kid(TAX_CATEGORY)
                .map(|category| self.vat_category(category))
                .unwrap_or_default(),
            taxable: read.amount(group, &[TAXABLE_AMOUNT]),
            tax: read.amount(group, &[TAX_AMOUNT]),
            exemption: read.text(group, &[TAX_CATEGORY, EXEMPTION_REASON]),
            exemption_code: None,
        }
    }

    fn line(&self, line: El<'t>) -> Line {
        let read = &self.reader;
        let quantity = line.kid(INVOICED_QUANTITY);
        let unit = |quantity: Option<El<'t>>| {
            quantity
                .and_then(|quantity| quantity.attr("quantityUnitCode"))
                .map(str::to_owned)
        };
        let price = line.first(&[ITEM, BASE_PRICE]);
        let base = price.and_then(|price| price.kid(BASE_QUANTITY));
        Line {
            id: read.text(line, &[ID]).unwrap_or_default(),
            note: read.text(line, &[NOTE]),
            quantity: quantity.and_then(|quantity| read.number(quantity, &[])),
            unit: unit(quantity),
            amount: read.amount(line, &[LINE_EXTENSION_AMOUNT]),
            order_line: read.text(line, &[ORDER_LINE_REFERENCE, BUYERS_LINE_ID]),
            allowances: line.kids(ALLOWANCE_CHARGE).map(|part| self.allowance(part)).collect(),
            price: Price {
                net: price.and_then(|price| read.amount(price, &[PRICE_AMOUNT])),
                base_quantity: base.and_then(|base| read.number(base, &[])),
                base_unit: unit(base),
                ..Price::default()
            },
            vat: line
                .first(&[ITEM, TAX_CATEGORY])
                .map(|category| self.vat_category(category)),
            item: Item {
                name: read.text(line, &[ITEM, DESCRIPTION]).unwrap_or_default(),
                buyers_id: read.text(line, &[ITEM, BUYERS_ITEM_IDENTIFICATION, ID]),
                sellers_id: read.text(line, &[ITEM, SELLERS_ITEM_IDENTIFICATION, ID]),
                standard_id: line
                    .first(&[ITEM, STANDARD_ITEM_IDENTIFICATION, ID])
                    .map(|id| read.identifier(id)),
                ..Item::default()
            },
            ..Line::default()
        }
    }
}
