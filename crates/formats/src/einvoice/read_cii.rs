//! Cross Industry Invoice D16B to the model, by the binding of EN 16931-3-3.
//!
//! Dates are written `20260331`, amounts have no currency of their own but that of the document, and one
//! element holds what UBL has in several: the header is told apart by agreement, delivery and settlement.

use kameral_base::Date;

use super::cii_names::{
    ACCOUNT_NAME, ACTUAL_AMOUNT, ACTUAL_DELIVERY_SUPPLY_CHAIN_EVENT, ADDITIONAL_REFERENCED_DOCUMENT,
    ALLOWANCE_TOTAL_AMOUNT, APPLICABLE_HEADER_TRADE_AGREEMENT, APPLICABLE_HEADER_TRADE_DELIVERY,
    APPLICABLE_HEADER_TRADE_SETTLEMENT, APPLICABLE_PRODUCT_CHARACTERISTIC, APPLICABLE_TRADE_SETTLEMENT_FINANCIAL_CARD,
    APPLICABLE_TRADE_TAX, APPLIED_TRADE_ALLOWANCE_CHARGE, ASSOCIATED_DOCUMENT_LINE_DOCUMENT, ATTACHMENT_BINARY_OBJECT,
    BASIS_AMOUNT, BASIS_QUANTITY, BICID, BILLED_QUANTITY, BILLING_SPECIFIED_PERIOD,
    BUSINESS_PROCESS_SPECIFIED_DOCUMENT_CONTEXT_PARAMETER, BUYER_ASSIGNED_ID, BUYER_ORDER_REFERENCED_DOCUMENT,
    BUYER_REFERENCE, BUYER_TRADE_PARTY, CALCULATED_AMOUNT, CALCULATION_PERCENT, CATEGORY_CODE, CATEGORY_TRADE_TAX,
    CHARGE_AMOUNT, CHARGE_INDICATOR, CHARGE_TOTAL_AMOUNT, CITY_NAME, CLASS_CODE, COMPLETE_NUMBER, CONTENT,
    CONTRACT_REFERENCED_DOCUMENT, COUNTRY_ID, COUNTRY_SUB_DIVISION_NAME, DATE_STRING, DATE_TIME_STRING,
    DEFINED_TRADE_CONTACT, DEPARTMENT_NAME, DESCRIPTION, DESIGNATED_PRODUCT_CLASSIFICATION,
    DESPATCH_ADVICE_REFERENCED_DOCUMENT, DIRECT_DEBIT_MANDATE_ID, DUE_DATE_DATE_TIME, DUE_PAYABLE_AMOUNT,
    EMAIL_URI_UNIVERSAL_COMMUNICATION, END_DATE_TIME, EXCHANGED_DOCUMENT, EXCHANGED_DOCUMENT_CONTEXT, EXEMPTION_REASON,
    EXEMPTION_REASON_CODE, FORMATTED_DATE_TIME_STRING, FORMATTED_ISSUE_DATE_TIME, GLOBAL_ID, GRAND_TOTAL_AMOUNT,
    GROSS_PRICE_PRODUCT_TRADE_PRICE, GUIDELINE_SPECIFIED_DOCUMENT_CONTEXT_PARAMETER, IBANID, ID, INCLUDED_NOTE,
    INCLUDED_SUPPLY_CHAIN_TRADE_LINE_ITEM, INDICATOR, INFORMATION, INVOICE_CURRENCY_CODE, INVOICE_REFERENCED_DOCUMENT,
    ISSUE_DATE_TIME, ISSUER_ASSIGNED_ID, LINE_ID, LINE_ONE, LINE_THREE, LINE_TOTAL_AMOUNT, LINE_TWO, NAME,
    NET_PRICE_PRODUCT_TRADE_PRICE, OCCURRENCE_DATE_TIME, ORIGIN_TRADE_COUNTRY, PAYEE_PARTY_CREDITOR_FINANCIAL_ACCOUNT,
    PAYEE_SPECIFIED_CREDITOR_FINANCIAL_INSTITUTION, PAYEE_TRADE_PARTY, PAYER_PARTY_DEBTOR_FINANCIAL_ACCOUNT,
    PAYMENT_REFERENCE, PERSON_NAME, POSTAL_TRADE_ADDRESS, POSTCODE_CODE, PROPRIETARY_ID, RATE_APPLICABLE_PERCENT,
    REASON, REASON_CODE, RECEIVABLE_SPECIFIED_TRADE_ACCOUNTING_ACCOUNT, RECEIVING_ADVICE_REFERENCED_DOCUMENT,
    REFERENCE_TYPE_CODE, ROUNDING_AMOUNT, SELLER_ASSIGNED_ID, SELLER_ORDER_REFERENCED_DOCUMENT,
    SELLER_TAX_REPRESENTATIVE_TRADE_PARTY, SELLER_TRADE_PARTY, SHIP_TO_TRADE_PARTY, SPECIFIED_LEGAL_ORGANIZATION,
    SPECIFIED_LINE_TRADE_AGREEMENT, SPECIFIED_LINE_TRADE_DELIVERY, SPECIFIED_LINE_TRADE_SETTLEMENT,
    SPECIFIED_PROCURING_PROJECT, SPECIFIED_TAX_REGISTRATION, SPECIFIED_TRADE_ALLOWANCE_CHARGE,
    SPECIFIED_TRADE_PAYMENT_TERMS, SPECIFIED_TRADE_PRODUCT, SPECIFIED_TRADE_SETTLEMENT_HEADER_MONETARY_SUMMATION,
    SPECIFIED_TRADE_SETTLEMENT_LINE_MONETARY_SUMMATION, SPECIFIED_TRADE_SETTLEMENT_PAYMENT_MEANS, START_DATE_TIME,
    SUPPLY_CHAIN_TRADE_TRANSACTION, TAX_BASIS_TOTAL_AMOUNT, TAX_CURRENCY_CODE, TAX_POINT_DATE, TAX_TOTAL_AMOUNT,
    TELEPHONE_UNIVERSAL_COMMUNICATION, TOTAL_PREPAID_AMOUNT, TRADING_BUSINESS_NAME, TYPE_CODE,
    URI_UNIVERSAL_COMMUNICATION, URIID, VALUE,
};
use super::document::Kind;
use super::fault::Fault;
use super::model::{
    Address, AllowanceCharge, Amount, Attachment, Contact, Delivery, Identifier, Invoice, Item, Line, Party, PayTo,
    Payment, Period, Price, References, SupportingDocument, Totals, VatCategory, VatGroup,
};
use super::reader::Reader;
use super::tree::El;
use super::vocabulary::Name;

/// Types of documents that credit (UNCL 1001).
const CREDITS: [&str; 5] = ["81", "83", "381", "396", "532"];

/// Ways to pay by direct debit (UNCL 4461).
const DIRECT_DEBITS: [&str; 2] = ["49", "59"];

/// The way to the lines.
pub(super) const LINES: [Name; 2] = [SUPPLY_CHAIN_TRADE_TRANSACTION, INCLUDED_SUPPLY_CHAIN_TRADE_LINE_ITEM];

/// Reads the document. Its structure has been checked; what cannot be kept as a value is a fault.
pub(super) fn read(root: El<'_>) -> Result<Invoice, Vec<Fault>> {
    let cross = CrossIndustry {
        reader: Reader::default(),
        currency: root
            .value(&[
                SUPPLY_CHAIN_TRADE_TRANSACTION,
                APPLICABLE_HEADER_TRADE_SETTLEMENT,
                INVOICE_CURRENCY_CODE,
            ])
            .unwrap_or_default()
            .trim()
            .to_owned(),
    };
    let invoice = cross.invoice(root);
    cross.reader.finish(root, invoice)
}

struct CrossIndustry<'t> {
    reader: Reader<'t>,
    /// The document's currency, of amounts that name none.
    currency: String,
}

impl<'t> CrossIndustry<'t> {
    fn invoice(&self, root: El<'t>) -> Invoice {
        let read = &self.reader;
        let part = |names: &[Name]| root.first(names);
        let context = part(&[EXCHANGED_DOCUMENT_CONTEXT]);
        let document = part(&[EXCHANGED_DOCUMENT]);
        let agreement = part(&[SUPPLY_CHAIN_TRADE_TRANSACTION, APPLICABLE_HEADER_TRADE_AGREEMENT]);
        let delivery = part(&[SUPPLY_CHAIN_TRADE_TRANSACTION, APPLICABLE_HEADER_TRADE_DELIVERY]);
        let settlement = part(&[SUPPLY_CHAIN_TRADE_TRANSACTION, APPLICABLE_HEADER_TRADE_SETTLEMENT]);
        let text = |of: Option<El<'t>>, path: &[Name]| of.and_then(|of| read.text(of, path));
        let type_code = text(document, &[TYPE_CODE]).unwrap_or_default();
        let tax_currency = text(settlement, &[TAX_CURRENCY_CODE]);
        text(settlement, &[INVOICE_CURRENCY_CODE]);
        let party = |name| {
            agreement
                .and_then(|agreement| agreement.kid(name))
                .map(|party| self.party(party))
        };
        let all = |of: Option<El<'t>>, path: &[Name]| of.map(|of| of.all(path)).unwrap_or_default();
        Invoice {
            kind: Some(Kind::CrossIndustryInvoice),
            credit: CREDITS.contains(&type_code.as_str()),
            customization: text(context, &[GUIDELINE_SPECIFIED_DOCUMENT_CONTEXT_PARAMETER, ID]).unwrap_or_default(),
            profile: text(context, &[BUSINESS_PROCESS_SPECIFIED_DOCUMENT_CONTEXT_PARAMETER, ID]),
            number: text(document, &[ID]).unwrap_or_default(),
            issued: document.and_then(|of| self.date(of, &[ISSUE_DATE_TIME, DATE_TIME_STRING])),
            type_code,
            due: settlement.and_then(|of| {
                self.date(
                    of,
                    &[SPECIFIED_TRADE_PAYMENT_TERMS, DUE_DATE_DATE_TIME, DATE_TIME_STRING],
                )
            }),
            tax_point: settlement.and_then(|of| self.date(of, &[APPLICABLE_TRADE_TAX, TAX_POINT_DATE, DATE_STRING])),
            currency: self.currency.clone(),
            notes: document
                .map(|of| read.texts(of, &[INCLUDED_NOTE, CONTENT]))
                .unwrap_or_default(),
            references: self.references(agreement, delivery, settlement),
            period: settlement.and_then(|of| self.period(of)),
            seller: party(SELLER_TRADE_PARTY).unwrap_or_default(),
            buyer: party(BUYER_TRADE_PARTY).unwrap_or_default(),
            payee: settlement
                .and_then(|of| of.kid(PAYEE_TRADE_PARTY))
                .map(|party| self.party(party)),
            tax_representative: party(SELLER_TAX_REPRESENTATIVE_TRADE_PARTY),
            delivery: delivery.and_then(|of| self.delivery(of)),
            payments: settlement.map(|of| self.payments(of)).unwrap_or_default(),
            terms: text(settlement, &[SPECIFIED_TRADE_PAYMENT_TERMS, DESCRIPTION]),
            allowances: settlement.map(|of| self.allowances(of)).unwrap_or_default(),
            totals: self.totals(
                settlement.and_then(|of| of.kid(SPECIFIED_TRADE_SETTLEMENT_HEADER_MONETARY_SUMMATION)),
                tax_currency.as_deref(),
            ),
            vat: all(settlement, &[APPLICABLE_TRADE_TAX])
                .into_iter()
                .map(|group| self.vat_group(group))
                .collect(),
            documents: self.documents(agreement),
            lines: root.all(&LINES).into_iter().map(|line| self.line(line)).collect(),
            tax_currency,
            others: Vec::new(),
        }
    }

    /// A day, written `20260331`.
    fn date(&self, holder: El<'t>, path: &[Name]) -> Option<Date> {
        let el = self.reader.see(holder.first(path)?);
        let of_day = |text: &str| {
            let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
            let (month, day) = (i8::try_from(number(4, 6)?).ok()?, i8::try_from(number(6, 8)?).ok()?);
            Date::new(number(0, 4)?, month, day).ok()
        };
        let is_day = el.attr("format").is_none_or(|format| format == "102");
        let text = el.trimmed();
        let is_digits = text.len() == 8 && text.bytes().all(|sign| sign.is_ascii_digit());
        let date = if is_day && is_digits { of_day(text) } else { None };
        if date.is_none() {
            self.reader.out_of_range(el);
        }
        date
    }

    /// An amount in its own currency, or else the document's.
    fn amount(&self, holder: El<'t>, path: &[Name]) -> Option<Amount> {
        let mut amount = self.reader.amount(holder, path)?;
        if amount.currency.is_empty() {
            amount.currency.clone_from(&self.currency);
        }
        Some(amount)
    }

    fn references(
        &self,
        agreement: Option<El<'t>>,
        delivery: Option<El<'t>>,
        settlement: Option<El<'t>>,
    ) -> References {
        let read = &self.reader;
        let text = |of: Option<El<'t>>, path: &[Name]| of.and_then(|of| read.text(of, path));
        let of_type = |code: &'static str| agreement.and_then(|of| documents_of(of, code).next());
        let preceding = settlement
            .map(|of| of.all(&[INVOICE_REFERENCED_DOCUMENT]))
            .unwrap_or_default();
        References {
            buyer: text(agreement, &[BUYER_REFERENCE]),
            order: text(agreement, &[BUYER_ORDER_REFERENCED_DOCUMENT, ISSUER_ASSIGNED_ID]),
            sales_order: text(agreement, &[SELLER_ORDER_REFERENCED_DOCUMENT, ISSUER_ASSIGNED_ID]),
            contract: text(agreement, &[CONTRACT_REFERENCED_DOCUMENT, ISSUER_ASSIGNED_ID]),
            project: text(agreement, &[SPECIFIED_PROCURING_PROJECT, ID]),
            accounting_cost: text(settlement, &[RECEIVABLE_SPECIFIED_TRADE_ACCOUNTING_ACCOUNT, ID]),
            receipt: text(delivery, &[RECEIVING_ADVICE_REFERENCED_DOCUMENT, ISSUER_ASSIGNED_ID]),
            despatch: text(delivery, &[DESPATCH_ADVICE_REFERENCED_DOCUMENT, ISSUER_ASSIGNED_ID]),
            tender: of_type(TENDER).and_then(|of| read.text(of, &[ISSUER_ASSIGNED_ID])),
            object: of_type(OBJECT).and_then(|of| self.object(of)),
            preceding: preceding
                .into_iter()
                .map(|of| {
                    (
                        read.text(of, &[ISSUER_ASSIGNED_ID]).unwrap_or_default(),
                        self.date(of, &[FORMATTED_ISSUE_DATE_TIME, FORMATTED_DATE_TIME_STRING]),
                    )
                })
                .collect(),
        }
    }

    /// The object that is invoiced, with the register it is of.
    fn object(&self, reference: El<'t>) -> Option<Identifier> {
        self.reader.text(reference, &[TYPE_CODE]);
        Some(Identifier {
            value: self.reader.text(reference, &[ISSUER_ASSIGNED_ID])?,
            scheme: self.reader.text(reference, &[REFERENCE_TYPE_CODE]),
        })
    }

    fn documents(&self, agreement: Option<El<'t>>) -> Vec<SupportingDocument> {
        let read = &self.reader;
        let Some(agreement) = agreement else { return Vec::new() };
        for document in agreement.kids(ADDITIONAL_REFERENCED_DOCUMENT) {
            read.text(document, &[TYPE_CODE]);
        }
        let supporting = documents_of(agreement, SUPPORTING).map(|document| SupportingDocument {
            id: read.text(document, &[ISSUER_ASSIGNED_ID]).unwrap_or_default(),
            description: read.text(document, &[NAME]),
            address: read.text(document, &[URIID]),
            attachment: document.kid(ATTACHMENT_BINARY_OBJECT).map(|object| {
                read.see(object);
                Attachment {
                    bytes: super::base64::decode(object.text()),
                    mime: object.attr("mimeCode").unwrap_or_default().to_owned(),
                    file_name: object.attr("filename").map(str::to_owned),
                }
            }),
        });
        supporting.collect()
    }

    fn period(&self, holder: El<'t>) -> Option<Period> {
        let period = holder.kid(BILLING_SPECIFIED_PERIOD)?;
        Some(Period {
            from: self.date(period, &[START_DATE_TIME, DATE_TIME_STRING]),
            to: self.date(period, &[END_DATE_TIME, DATE_TIME_STRING]),
        })
    }

    fn party(&self, party: El<'t>) -> Party {
        let read = &self.reader;
        let numbers = party.kids(ID).chain(party.kids(GLOBAL_ID));
        let mut made = Party {
            name: read.text(party, &[NAME]).unwrap_or_default(),
            trading_name: read.text(party, &[SPECIFIED_LEGAL_ORGANIZATION, TRADING_BUSINESS_NAME]),
            endpoint: read.id(party, &[URI_UNIVERSAL_COMMUNICATION, URIID]),
            ids: numbers.map(|id| read.identifier(id)).collect(),
            org_number: read.id(party, &[SPECIFIED_LEGAL_ORGANIZATION, ID]),
            legal_form: read.text(party, &[DESCRIPTION]),
            address: party
                .kid(POSTAL_TRADE_ADDRESS)
                .map(|address| self.address(address))
                .unwrap_or_default(),
            contact: party.kid(DEFINED_TRADE_CONTACT).map(|contact| Contact {
                name: read
                    .text(contact, &[PERSON_NAME])
                    .or_else(|| read.text(contact, &[DEPARTMENT_NAME])),
                telephone: read.text(contact, &[TELEPHONE_UNIVERSAL_COMMUNICATION, COMPLETE_NUMBER]),
                mail: read.text(contact, &[EMAIL_URI_UNIVERSAL_COMMUNICATION, URIID]),
            }),
            ..Party::default()
        };
        for number in party.all(&[SPECIFIED_TAX_REGISTRATION, ID]) {
            let known = read.identifier(number);
            let place = match known.scheme.as_deref() {
                Some("VA") => &mut made.vat_number,
                _ => &mut made.tax_registration,
            };
            if place.is_none() {
                *place = Some(known.value);
            }
        }
        made
    }

    fn address(&self, address: El<'t>) -> Address {
        let read = &self.reader;
        let lines = [LINE_ONE, LINE_TWO, LINE_THREE];
        Address {
            lines: lines
                .into_iter()
                .filter_map(|line| read.text(address, &[line]))
                .collect(),
            city: read.text(address, &[CITY_NAME]),
            postal_code: read.text(address, &[POSTCODE_CODE]),
            region: read.text(address, &[COUNTRY_SUB_DIVISION_NAME]),
            country: read.text(address, &[COUNTRY_ID]),
        }
    }

    fn delivery(&self, delivery: El<'t>) -> Option<Delivery> {
        let read = &self.reader;
        let on = self.date(
            delivery,
            &[
                ACTUAL_DELIVERY_SUPPLY_CHAIN_EVENT,
                OCCURRENCE_DATE_TIME,
                DATE_TIME_STRING,
            ],
        );
        let party = delivery.kid(SHIP_TO_TRADE_PARTY);
        let location = party.and_then(|party| read.id(party, &[ID]).or_else(|| read.id(party, &[GLOBAL_ID])));
        let read = Delivery {
            name: party.and_then(|party| read.text(party, &[NAME])),
            location,
            on,
            address: party
                .and_then(|party| party.kid(POSTAL_TRADE_ADDRESS))
                .map(|address| self.address(address)),
        };
        (read != Delivery::default()).then_some(read)
    }

    /// The ways to pay. The reference stands once for all of them, the mandate for the one that is drawn by it.
    fn payments(&self, settlement: El<'t>) -> Vec<Payment> {
        let read = &self.reader;
        let reference = read.text(settlement, &[PAYMENT_REFERENCE]);
        let ways = settlement.kids(SPECIFIED_TRADE_SETTLEMENT_PAYMENT_MEANS).map(|means| {
            let account = [IBANID, PROPRIETARY_ID]
                .into_iter()
                .find_map(|name| read.text(means, &[PAYEE_PARTY_CREDITOR_FINANCIAL_ACCOUNT, name]));
            let bank = read.text(means, &[PAYEE_SPECIFIED_CREDITOR_FINANCIAL_INSTITUTION, BICID]);
            Payment {
                code: read.text(means, &[TYPE_CODE]).unwrap_or_default(),
                text: read.text(means, &[INFORMATION]),
                reference: reference.clone(),
                pay_to: account.map(|account| PayTo::of(account, bank)),
                account_name: read.text(means, &[PAYEE_PARTY_CREDITOR_FINANCIAL_ACCOUNT, ACCOUNT_NAME]),
                due: None,
                card: read.text(means, &[APPLICABLE_TRADE_SETTLEMENT_FINANCIAL_CARD, ID]),
                mandate: None,
                debited: read.text(means, &[PAYER_PARTY_DEBTOR_FINANCIAL_ACCOUNT, IBANID]),
            }
        });
        let mut ways: Vec<Payment> = ways.collect();
        if let Some(drawn) = ways.iter_mut().find(|way| DIRECT_DEBITS.contains(&way.code.as_str())) {
            drawn.mandate = read.text(settlement, &[SPECIFIED_TRADE_PAYMENT_TERMS, DIRECT_DEBIT_MANDATE_ID]);
        }
        ways
    }

    fn allowances(&self, holder: El<'t>) -> Vec<AllowanceCharge> {
        let read = &self.reader;
        let parts = holder
            .kids(SPECIFIED_TRADE_ALLOWANCE_CHARGE)
            .map(|part| AllowanceCharge {
                charge: self.is_charge(part),
                amount: self.amount(part, &[ACTUAL_AMOUNT]),
                base: self.amount(part, &[BASIS_AMOUNT]),
                percent: read.number(part, &[CALCULATION_PERCENT]),
                reason: read.text(part, &[REASON]),
                reason_code: read.text(part, &[REASON_CODE]),
                vat: part.kid(CATEGORY_TRADE_TAX).map(|tax| self.vat_category(tax)),
            });
        parts.collect()
    }

    fn is_charge(&self, part: El<'t>) -> bool {
        let said = self.reader.text(part, &[CHARGE_INDICATOR, INDICATOR]);
        said.is_some_and(|said| matches!(said.as_str(), "true" | "1"))
    }

    fn vat_category(&self, tax: El<'t>) -> VatCategory {
        self.reader.text(tax, &[TYPE_CODE]);
        VatCategory {
            code: self.reader.text(tax, &[CATEGORY_CODE]).unwrap_or_default(),
            percent: self.reader.number(tax, &[RATE_APPLICABLE_PERCENT]),
        }
    }

    fn vat_group(&self, tax: El<'t>) -> VatGroup {
        VatGroup {
            category: self.vat_category(tax),
            taxable: self.amount(tax, &[BASIS_AMOUNT]),
            tax: self.amount(tax, &[CALCULATED_AMOUNT]),
            exemption: self.reader.text(tax, &[EXEMPTION_REASON]),
            exemption_code: self.reader.text(tax, &[EXEMPTION_REASON_CODE]),
        }
    }

    fn totals(&self, totals: Option<El<'t>>, tax_currency: Option<&str>) -> Totals {
        let Some(totals) = totals else { return Totals::default() };
        let amount = |name| self.amount(totals, &[name]);
        let taxes = totals.all(&[TAX_TOTAL_AMOUNT]).into_iter();
        let taxes: Vec<Amount> = taxes.filter_map(|tax| self.amount(tax, &[])).collect();
        let tax_in = |code: &str| taxes.iter().find(|tax| tax.currency == code).cloned();
        Totals {
            lines: amount(LINE_TOTAL_AMOUNT),
            allowances: amount(ALLOWANCE_TOTAL_AMOUNT),
            charges: amount(CHARGE_TOTAL_AMOUNT),
            without_vat: amount(TAX_BASIS_TOTAL_AMOUNT),
            vat: tax_in(&self.currency),
            vat_accounted: tax_currency.filter(|code| *code != self.currency).and_then(tax_in),
            with_vat: amount(GRAND_TOTAL_AMOUNT),
            prepaid: amount(TOTAL_PREPAID_AMOUNT),
            rounding: amount(ROUNDING_AMOUNT),
            payable: amount(DUE_PAYABLE_AMOUNT),
        }
    }

    fn line(&self, line: El<'t>) -> Line {
        let read = &self.reader;
        let (agreement, settlement) = (
            line.kid(SPECIFIED_LINE_TRADE_AGREEMENT),
            line.kid(SPECIFIED_LINE_TRADE_SETTLEMENT),
        );
        let quantity = line.first(&[SPECIFIED_LINE_TRADE_DELIVERY, BILLED_QUANTITY]);
        let object = settlement.and_then(|of| documents_of(of, OBJECT).next());
        Line {
            id: read
                .text(line, &[ASSOCIATED_DOCUMENT_LINE_DOCUMENT, LINE_ID])
                .unwrap_or_default(),
            note: read.text(line, &[ASSOCIATED_DOCUMENT_LINE_DOCUMENT, INCLUDED_NOTE, CONTENT]),
            object: object.and_then(|of| self.object(of)),
            quantity: quantity.and_then(|quantity| read.number(quantity, &[])),
            unit: unit_of(quantity),
            amount: settlement.and_then(|of| {
                self.amount(
                    of,
                    &[SPECIFIED_TRADE_SETTLEMENT_LINE_MONETARY_SUMMATION, LINE_TOTAL_AMOUNT],
                )
            }),
            order_line: agreement.and_then(|of| read.text(of, &[BUYER_ORDER_REFERENCED_DOCUMENT, LINE_ID])),
            accounting_cost: settlement
                .and_then(|of| read.text(of, &[RECEIVABLE_SPECIFIED_TRADE_ACCOUNTING_ACCOUNT, ID])),
            period: settlement.and_then(|of| self.period(of)),
            allowances: settlement.map(|of| self.allowances(of)).unwrap_or_default(),
            price: agreement.map(|of| self.price(of)).unwrap_or_default(),
            vat: settlement
                .and_then(|of| of.kid(APPLICABLE_TRADE_TAX))
                .map(|tax| self.vat_category(tax)),
            item: line
                .kid(SPECIFIED_TRADE_PRODUCT)
                .map(|product| self.item(product))
                .unwrap_or_default(),
        }
    }

    /// The price: the gross price's quantity is the net price's, and is read for it where that has none.
    fn price(&self, agreement: El<'t>) -> Price {
        let read = &self.reader;
        let gross = agreement.kid(GROSS_PRICE_PRODUCT_TRADE_PRICE);
        let net = agreement.kid(NET_PRICE_PRODUCT_TRADE_PRICE);
        let of_gross = gross.and_then(|gross| read.number(gross, &[BASIS_QUANTITY]));
        let of_net = net.and_then(|net| read.number(net, &[BASIS_QUANTITY]));
        let discount = gross.and_then(|gross| gross.kid(APPLIED_TRADE_ALLOWANCE_CHARGE));
        if let Some(discount) = discount {
            self.is_charge(discount);
        }
        let unit = |of: Option<El<'t>>| unit_of(of.and_then(|of| of.kid(BASIS_QUANTITY)));
        Price {
            net: net.and_then(|net| self.amount(net, &[CHARGE_AMOUNT])),
            discount: discount.and_then(|discount| self.amount(discount, &[ACTUAL_AMOUNT])),
            gross: gross.and_then(|gross| self.amount(gross, &[CHARGE_AMOUNT])),
            base_quantity: of_net.or(of_gross),
            base_unit: unit(net).or_else(|| unit(gross)),
        }
    }

    fn item(&self, product: El<'t>) -> Item {
        let read = &self.reader;
        let classes = product.all(&[DESIGNATED_PRODUCT_CLASSIFICATION, CLASS_CODE]);
        let properties = product.kids(APPLICABLE_PRODUCT_CHARACTERISTIC).map(|property| {
            let part = |name| read.text(property, &[name]).unwrap_or_default();
            (part(DESCRIPTION), part(VALUE))
        });
        Item {
            name: read.text(product, &[NAME]).unwrap_or_default(),
            description: read.text(product, &[DESCRIPTION]),
            sellers_id: read.text(product, &[SELLER_ASSIGNED_ID]),
            buyers_id: read.text(product, &[BUYER_ASSIGNED_ID]),
            standard_id: read.id(product, &[GLOBAL_ID]),
            classes: classes.into_iter().map(|class| read.identifier(class)).collect(),
            origin: read.text(product, &[ORIGIN_TRADE_COUNTRY, ID]),
            properties: properties.collect(),
        }
    }
}

/// Types of documents that are referred to (UNCL 1001): a tender, an invoiced object, a supporting document.
const TENDER: &str = "50";
const OBJECT: &str = "130";
const SUPPORTING: &str = "916";

fn documents_of<'t>(holder: El<'t>, code: &'static str) -> impl Iterator<Item = El<'t>> {
    holder
        .kids(ADDITIONAL_REFERENCED_DOCUMENT)
        .filter(move |document| document.kids(TYPE_CODE).any(|known| known.trimmed() == code))
}

fn unit_of(quantity: Option<El<'_>>) -> Option<String> {
    quantity?.attr("unitCode").map(str::to_owned)
}
