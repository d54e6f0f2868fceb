//! UBL 2.1 Invoice and CreditNote to the model, by the binding of EN 16931-3-2.

use super::document::Kind;
use super::fault::Fault;
use super::model::{
    Address, AllowanceCharge, Amount, Attachment, Contact, Delivery, Invoice, Item, Line, Party, PayTo, Payment,
    Period, Price, References, SupportingDocument, Totals, VatCategory, VatGroup,
};
use super::reader::Reader;
use super::tree::El;
use super::ubl_names::{
    ACCOUNTING_COST, ACCOUNTING_CUSTOMER_PARTY, ACCOUNTING_SUPPLIER_PARTY, ACTUAL_DELIVERY_DATE,
    ADDITIONAL_DOCUMENT_REFERENCE, ADDITIONAL_ITEM_PROPERTY, ADDITIONAL_STREET_NAME, ADDRESS, ADDRESS_LINE,
    ALLOWANCE_CHARGE, ALLOWANCE_CHARGE_REASON, ALLOWANCE_CHARGE_REASON_CODE, ALLOWANCE_TOTAL_AMOUNT, AMOUNT,
    ATTACHMENT, BASE_AMOUNT, BASE_QUANTITY, BILLING_REFERENCE, BUYER_REFERENCE, BUYERS_ITEM_IDENTIFICATION,
    CARD_ACCOUNT, CHARGE_INDICATOR, CHARGE_TOTAL_AMOUNT, CITY_NAME, CLASSIFIED_TAX_CATEGORY, COMMODITY_CLASSIFICATION,
    COMPANY_ID, COMPANY_LEGAL_FORM, CONTACT, CONTRACT_DOCUMENT_REFERENCE, COUNTRY, COUNTRY_SUBENTITY, CREDIT_NOTE_LINE,
    CREDIT_NOTE_TYPE_CODE, CREDITED_QUANTITY, CUSTOMIZATION_ID, DELIVERY, DELIVERY_LOCATION, DELIVERY_PARTY,
    DESCRIPTION, DESPATCH_DOCUMENT_REFERENCE, DOCUMENT_CURRENCY_CODE, DOCUMENT_DESCRIPTION, DOCUMENT_REFERENCE,
    DOCUMENT_TYPE_CODE, DUE_DATE, ELECTRONIC_MAIL, EMBEDDED_DOCUMENT_BINARY_OBJECT, END_DATE, ENDPOINT_ID,
    EXTERNAL_REFERENCE, FINANCIAL_INSTITUTION_BRANCH, ID, IDENTIFICATION_CODE, INVOICE_DOCUMENT_REFERENCE,
    INVOICE_LINE, INVOICE_PERIOD, INVOICE_TYPE_CODE, INVOICED_QUANTITY, ISSUE_DATE, ITEM, ITEM_CLASSIFICATION_CODE,
    LEGAL_MONETARY_TOTAL, LINE, LINE_EXTENSION_AMOUNT, LINE_ID, MULTIPLIER_FACTOR_NUMERIC, NAME, NOTE,
    ORDER_LINE_REFERENCE, ORDER_REFERENCE, ORIGIN_COUNTRY, ORIGINATOR_DOCUMENT_REFERENCE, PARTY, PARTY_IDENTIFICATION,
    PARTY_LEGAL_ENTITY, PARTY_NAME, PARTY_TAX_SCHEME, PAYABLE_AMOUNT, PAYABLE_ROUNDING_AMOUNT, PAYEE_FINANCIAL_ACCOUNT,
    PAYEE_PARTY, PAYER_FINANCIAL_ACCOUNT, PAYMENT_DUE_DATE, PAYMENT_ID, PAYMENT_MANDATE, PAYMENT_MEANS,
    PAYMENT_MEANS_CODE, PAYMENT_TERMS, PERCENT, POSTAL_ADDRESS, POSTAL_ZONE, PREPAID_AMOUNT, PRICE, PRICE_AMOUNT,
    PRIMARY_ACCOUNT_NUMBER_ID, PROFILE_ID, PROJECT_REFERENCE, RECEIPT_DOCUMENT_REFERENCE, REGISTRATION_NAME,
    SALES_ORDER_ID, SELLERS_ITEM_IDENTIFICATION, STANDARD_ITEM_IDENTIFICATION, START_DATE, STREET_NAME, TAX_AMOUNT,
    TAX_CATEGORY, TAX_CURRENCY_CODE, TAX_EXCLUSIVE_AMOUNT, TAX_EXEMPTION_REASON, TAX_EXEMPTION_REASON_CODE,
    TAX_INCLUSIVE_AMOUNT, TAX_POINT_DATE, TAX_REPRESENTATIVE_PARTY, TAX_SCHEME, TAX_SUBTOTAL, TAX_TOTAL,
    TAXABLE_AMOUNT, TELEPHONE, URI, VALUE,
};

/// Reads the document. Its structure has been checked; what cannot be kept as a value is a fault.
pub(super) fn read(root: El<'_>, kind: Kind) -> Result<Invoice, Vec<Fault>> {
    let reader = Reader::default();
    let invoice = reader.invoice(root, kind);
    reader.finish(root, invoice)
}

impl<'t> Reader<'t> {
    fn invoice(&self, root: El<'t>, kind: Kind) -> Invoice {
        let credit_note = kind == Kind::UblCreditNote;
        let type_code = self
            .text(root, &[INVOICE_TYPE_CODE])
            .or_else(|| self.text(root, &[CREDIT_NOTE_TYPE_CODE]));
        let currency = self.text(root, &[DOCUMENT_CURRENCY_CODE]).unwrap_or_default();
        let tax_currency = self.text(root, &[TAX_CURRENCY_CODE]);
        let taxes: Vec<Amount> = root
            .all(&[TAX_TOTAL, TAX_AMOUNT])
            .into_iter()
            .filter_map(|tax| self.amount_of(tax))
            .collect();
        let tax_in = |code: &str| taxes.iter().find(|tax| tax.currency == code).cloned();
        let lines = if credit_note { CREDIT_NOTE_LINE } else { INVOICE_LINE };
        let payments: Vec<Payment> = root.kids(PAYMENT_MEANS).map(|means| self.payment(means)).collect();
        Invoice {
            kind: Some(kind),
            credit: credit_note || type_code.as_deref() == Some("381"),
            customization: self.text(root, &[CUSTOMIZATION_ID]).unwrap_or_default(),
            profile: self.text(root, &[PROFILE_ID]),
            number: self.text(root, &[ID]).unwrap_or_default(),
            issued: self.date(root, &[ISSUE_DATE]),
            type_code: type_code.unwrap_or_default(),
            // A credit note has its due date among the means of payment.
            due: self
                .date(root, &[DUE_DATE])
                .or_else(|| payments.iter().find_map(|payment| payment.due)),
            tax_point: self.date(root, &[TAX_POINT_DATE]),
            notes: self.texts(root, &[NOTE]),
            references: self.references(root),
            period: self.period(root),
            seller: self.party(root.first(&[ACCOUNTING_SUPPLIER_PARTY, PARTY])),
            buyer: self.party(root.first(&[ACCOUNTING_CUSTOMER_PARTY, PARTY])),
            payee: root.kid(PAYEE_PARTY).map(|party| self.party(Some(party))),
            tax_representative: root.kid(TAX_REPRESENTATIVE_PARTY).map(|party| self.party(Some(party))),
            delivery: root.kid(DELIVERY).map(|delivery| self.delivery(delivery)),
            payments,
            terms: self.text(root, &[PAYMENT_TERMS, NOTE]),
            allowances: self.allowances(root),
            totals: Totals {
                vat: tax_in(&currency),
                vat_accounted: tax_currency.as_deref().and_then(tax_in),
                ..self.totals(root.kid(LEGAL_MONETARY_TOTAL))
            },
            vat: root
                .all(&[TAX_TOTAL, TAX_SUBTOTAL])
                .into_iter()
                .map(|group| self.vat_group(group))
                .collect(),
            documents: self.documents(root),
            lines: root.kids(lines).map(|line| self.line(line)).collect(),
            currency,
            tax_currency,
            others: Vec::new(),
        }
    }

    fn references(&self, root: El<'t>) -> References {
        let preceding = root.all(&[BILLING_REFERENCE, INVOICE_DOCUMENT_REFERENCE]);
        References {
            buyer: self.text(root, &[BUYER_REFERENCE]),
            order: self.text(root, &[ORDER_REFERENCE, ID]),
            sales_order: self.text(root, &[ORDER_REFERENCE, SALES_ORDER_ID]),
            contract: self.text(root, &[CONTRACT_DOCUMENT_REFERENCE, ID]),
            project: self.text(root, &[PROJECT_REFERENCE, ID]).or_else(|| {
                // A credit note has its project among the supporting documents, by type 50.
                let project = root
                    .kids(ADDITIONAL_DOCUMENT_REFERENCE)
                    .find(|reference| has_type(*reference, "50"));
                self.text(project?, &[ID])
            }),
            accounting_cost: self.text(root, &[ACCOUNTING_COST]),
            receipt: self.text(root, &[RECEIPT_DOCUMENT_REFERENCE, ID]),
            despatch: self.text(root, &[DESPATCH_DOCUMENT_REFERENCE, ID]),
            tender: self.text(root, &[ORIGINATOR_DOCUMENT_REFERENCE, ID]),
            object: root
                .kids(ADDITIONAL_DOCUMENT_REFERENCE)
                .find(|reference| has_type(*reference, "130"))
                .and_then(|reference| self.id(reference, &[ID])),
            preceding: preceding
                .into_iter()
                .map(|reference| {
                    (
                        self.text(reference, &[ID]).unwrap_or_default(),
                        self.date(reference, &[ISSUE_DATE]),
                    )
                })
                .collect(),
        }
    }

    fn period(&self, holder: El<'t>) -> Option<Period> {
        let period = holder.kid(INVOICE_PERIOD)?;
        Some(Period {
            from: self.date(period, &[START_DATE]),
            to: self.date(period, &[END_DATE]),
        })
    }

    fn party(&self, party: Option<El<'t>>) -> Party {
        let Some(party) = party else { return Party::default() };
        let mut read = Party {
            trading_name: self.text(party, &[PARTY_NAME, NAME]),
            endpoint: self.id(party, &[ENDPOINT_ID]),
            ids: party
                .all(&[PARTY_IDENTIFICATION, ID])
                .into_iter()
                .map(|id| self.identifier(id))
                .collect(),
            org_number: self.id(party, &[PARTY_LEGAL_ENTITY, COMPANY_ID]),
            legal_form: self.text(party, &[PARTY_LEGAL_ENTITY, COMPANY_LEGAL_FORM]),
            address: party
                .kid(POSTAL_ADDRESS)
                .map(|address| self.address(address))
                .unwrap_or_default(),
            contact: party.kid(CONTACT).map(|contact| Contact {
                name: self.text(contact, &[NAME]),
                telephone: self.text(contact, &[TELEPHONE]),
                mail: self.text(contact, &[ELECTRONIC_MAIL]),
            }),
            ..Party::default()
        };
        for scheme in party.kids(PARTY_TAX_SCHEME) {
            let number = self.text(scheme, &[COMPANY_ID]);
            self.text(scheme, &[TAX_SCHEME, ID]);
            let place = if scheme.is_vat() {
                &mut read.vat_number
            } else {
                &mut read.tax_registration
            };
            if place.is_none() {
                *place = number;
            }
        }
        // Payee and representative have no legal name but the name they go by.
        read.name = match self.text(party, &[PARTY_LEGAL_ENTITY, REGISTRATION_NAME]) {
            Some(name) => name,
            None => read.trading_name.take().unwrap_or_default(),
        };
        read
    }

    fn address(&self, address: El<'t>) -> Address {
        let mut lines = Vec::new();
        lines.extend(self.text(address, &[STREET_NAME]));
        lines.extend(self.text(address, &[ADDITIONAL_STREET_NAME]));
        lines.extend(self.texts(address, &[ADDRESS_LINE, LINE]));
        Address {
            lines,
            city: self.text(address, &[CITY_NAME]),
            postal_code: self.text(address, &[POSTAL_ZONE]),
            region: self.text(address, &[COUNTRY_SUBENTITY]),
            country: self.text(address, &[COUNTRY, IDENTIFICATION_CODE]),
        }
    }

    fn delivery(&self, delivery: El<'t>) -> Delivery {
        Delivery {
            name: self.text(delivery, &[DELIVERY_PARTY, PARTY_NAME, NAME]),
            location: self.id(delivery, &[DELIVERY_LOCATION, ID]),
            on: self.date(delivery, &[ACTUAL_DELIVERY_DATE]),
            address: delivery
                .first(&[DELIVERY_LOCATION, ADDRESS])
                .map(|address| self.address(address)),
        }
    }

    fn payment(&self, means: El<'t>) -> Payment {
        let account = self.text(means, &[PAYEE_FINANCIAL_ACCOUNT, ID]);
        let branch = self.text(means, &[PAYEE_FINANCIAL_ACCOUNT, FINANCIAL_INSTITUTION_BRANCH, ID]);
        Payment {
            code: self.text(means, &[PAYMENT_MEANS_CODE]).unwrap_or_default(),
            text: means
                .kid(PAYMENT_MEANS_CODE)
                .and_then(|code| code.attr("name"))
                .map(str::to_owned),
            reference: self.text(means, &[PAYMENT_ID]),
            pay_to: account.map(|account| PayTo::of(account, branch)),
            account_name: self.text(means, &[PAYEE_FINANCIAL_ACCOUNT, NAME]),
            due: self.date(means, &[PAYMENT_DUE_DATE]),
            card: self.text(means, &[CARD_ACCOUNT, PRIMARY_ACCOUNT_NUMBER_ID]),
            mandate: self.text(means, &[PAYMENT_MANDATE, ID]),
            debited: self.text(means, &[PAYMENT_MANDATE, PAYER_FINANCIAL_ACCOUNT, ID]),
        }
    }

    fn allowances(&self, holder: El<'t>) -> Vec<AllowanceCharge> {
        let parts = holder.kids(ALLOWANCE_CHARGE).map(|part| {
            self.text(part, &[CHARGE_INDICATOR]);
            AllowanceCharge {
                charge: part.charge() == Some(true),
                amount: self.amount(part, &[AMOUNT]),
                base: self.amount(part, &[BASE_AMOUNT]),
                percent: self.number(part, &[MULTIPLIER_FACTOR_NUMERIC]),
                reason: self.text(part, &[ALLOWANCE_CHARGE_REASON]),
                reason_code: self.text(part, &[ALLOWANCE_CHARGE_REASON_CODE]),
                vat: part.kid(TAX_CATEGORY).map(|category| self.vat_category(category)),
            }
        });
        parts.collect()
    }

    fn vat_category(&self, category: El<'t>) -> VatCategory {
        self.text(category, &[TAX_SCHEME, ID]);
        VatCategory {
            code: self.text(category, &[ID]).unwrap_or_default(),
            percent: self.number(category, &[PERCENT]),
        }
    }

    fn vat_group(&self, group: El<'t>) -> VatGroup {
        VatGroup {
            category: group
                .kid(TAX_CATEGORY)
                .map(|category| self.vat_category(category))
                .unwrap_or_default(),
            taxable: self.amount(group, &[TAXABLE_AMOUNT]),
            tax: self.amount(group, &[TAX_AMOUNT]),
            exemption: self.text(group, &[TAX_CATEGORY, TAX_EXEMPTION_REASON]),
            exemption_code: self.text(group, &[TAX_CATEGORY, TAX_EXEMPTION_REASON_CODE]),
        }
    }

    fn totals(&self, totals: Option<El<'t>>) -> Totals {
        let Some(totals) = totals else { return Totals::default() };
        Totals {
            lines: self.amount(totals, &[LINE_EXTENSION_AMOUNT]),
            allowances: self.amount(totals, &[ALLOWANCE_TOTAL_AMOUNT]),
            charges: self.amount(totals, &[CHARGE_TOTAL_AMOUNT]),
            without_vat: self.amount(totals, &[TAX_EXCLUSIVE_AMOUNT]),
            with_vat: self.amount(totals, &[TAX_INCLUSIVE_AMOUNT]),
            prepaid: self.amount(totals, &[PREPAID_AMOUNT]),
            rounding: self.amount(totals, &[PAYABLE_ROUNDING_AMOUNT]),
            payable: self.amount(totals, &[PAYABLE_AMOUNT]),
            ..Totals::default()
        }
    }

    fn documents(&self, root: El<'t>) -> Vec<SupportingDocument> {
        let supporting = root
            .kids(ADDITIONAL_DOCUMENT_REFERENCE)
            .filter(|reference| !has_type(*reference, "130") && !has_type(*reference, "50"));
        for special in root.kids(ADDITIONAL_DOCUMENT_REFERENCE) {
            self.text(special, &[DOCUMENT_TYPE_CODE]);
        }
        supporting
            .map(|reference| SupportingDocument {
                id: self.text(reference, &[ID]).unwrap_or_default(),
                description: self.text(reference, &[DOCUMENT_DESCRIPTION]),
                address: self.text(reference, &[ATTACHMENT, EXTERNAL_REFERENCE, URI]),
                attachment: reference
                    .first(&[ATTACHMENT, EMBEDDED_DOCUMENT_BINARY_OBJECT])
                    .map(|object| self.attachment(object)),
            })
            .collect()
    }

    fn attachment(&self, object: El<'t>) -> Attachment {
        self.see(object);
        Attachment {
            bytes: super::base64::decode(object.text()),
            mime: object.attr("mimeCode").unwrap_or_default().to_owned(),
            file_name: object.attr("filename").map(str::to_owned),
        }
    }

    fn line(&self, line: El<'t>) -> Line {
        let quantity = line.kid(INVOICED_QUANTITY).or_else(|| line.kid(CREDITED_QUANTITY));
        for reference in line.kids(DOCUMENT_REFERENCE) {
            self.text(reference, &[DOCUMENT_TYPE_CODE]);
        }
        Line {
            id: self.text(line, &[ID]).unwrap_or_default(),
            note: self.text(line, &[NOTE]),
            object: self.id(line, &[DOCUMENT_REFERENCE, ID]),
            quantity: quantity.and_then(|quantity| self.number(quantity, &[])),
            unit: quantity
                .and_then(|quantity| quantity.attr("unitCode"))
                .map(str::to_owned),
            amount: self.amount(line, &[LINE_EXTENSION_AMOUNT]),
            order_line: self.text(line, &[ORDER_LINE_REFERENCE, LINE_ID]),
            accounting_cost: self.text(line, &[ACCOUNTING_COST]),
            period: self.period(line),
            allowances: self.allowances(line),
            price: line.kid(PRICE).map(|price| self.price(price)).unwrap_or_default(),
            vat: line
                .first(&[ITEM, CLASSIFIED_TAX_CATEGORY])
                .map(|category| self.vat_category(category)),
            item: line.kid(ITEM).map(|item| self.item(item)).unwrap_or_default(),
        }
    }

    fn price(&self, price: El<'t>) -> Price {
        self.text(price, &[ALLOWANCE_CHARGE, CHARGE_INDICATOR]);
        Price {
            net: self.amount(price, &[PRICE_AMOUNT]),
            discount: self.amount(price, &[ALLOWANCE_CHARGE, AMOUNT]),
            gross: self.amount(price, &[ALLOWANCE_CHARGE, BASE_AMOUNT]),
            base_quantity: self.number(price, &[BASE_QUANTITY]),
            base_unit: price
                .kid(BASE_QUANTITY)
                .and_then(|base| base.attr("unitCode"))
                .map(str::to_owned),
        }
    }

    fn item(&self, item: El<'t>) -> Item {
        let classes = item.all(&[COMMODITY_CLASSIFICATION, ITEM_CLASSIFICATION_CODE]);
        let properties = item.kids(ADDITIONAL_ITEM_PROPERTY).map(|property| {
            let part = |name| self.text(property, &[name]).unwrap_or_default();
            (part(NAME), part(VALUE))
        });
        Item {
            name: self.text(item, &[NAME]).unwrap_or_default(),
            description: self.text(item, &[DESCRIPTION]),
            sellers_id: self.text(item, &[SELLERS_ITEM_IDENTIFICATION, ID]),
            buyers_id: self.text(item, &[BUYERS_ITEM_IDENTIFICATION, ID]),
            standard_id: self.id(item, &[STANDARD_ITEM_IDENTIFICATION, ID]),
            classes: classes.into_iter().map(|class| self.identifier(class)).collect(),
            origin: self.text(item, &[ORIGIN_COUNTRY, IDENTIFICATION_CODE]),
            properties: properties.collect(),
        }
    }
}

fn has_type(reference: El<'_>, code: &str) -> bool {
    reference.kids(DOCUMENT_TYPE_CODE).any(|known| known.trimmed() == code)
}
