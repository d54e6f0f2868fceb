//! Svefaktura 1.0: a sample of our own is read to the model, alone, and in its wrapper with an attachment.

use kameral_formats::einvoice::model::{Party, PayTo};
use kameral_formats::einvoice::{self, Invoice, Kind, Limits, Reading, Release};

pub const INVOICE: &str = r#"<Invoice xmlns="urn:sfti:documents:BasicInvoice:1:0" xmlns:cac="urn:sfti:CommonAggregateComponents:1:0" xmlns:cbc="urn:oasis:names:tc:ubl:CommonBasicComponents:1:0">
<ID>1001</ID><cbc:IssueDate>2024-03-01</cbc:IssueDate><InvoiceTypeCode>380</InvoiceTypeCode><InvoiceCurrencyCode>SEK</InvoiceCurrencyCode><LineItemCountNumeric>1</LineItemCountNumeric>
<AdditionalDocumentReference><cac:ID identificationSchemeAgencyName="SFTI" identificationSchemeID="CT">A-3</cac:ID></AdditionalDocumentReference>
<AdditionalDocumentReference><cac:ID identificationSchemeAgencyName="SFTI" identificationSchemeID="XX">okänt</cac:ID></AdditionalDocumentReference>
<cac:BuyerParty><cac:Party><cac:PartyName><cbc:Name>Myndigheten för prov</cbc:Name></cac:PartyName><cac:Address><cbc:CityName>Gävle</cbc:CityName><cbc:PostalZone>80320</cbc:PostalZone></cac:Address></cac:Party></cac:BuyerParty>
<cac:SellerParty><cac:Party><cac:PartyName><cbc:Name>Kontorsbolaget AB</cbc:Name></cac:PartyName><cac:Address><cbc:StreetName>Storgatan 1</cbc:StreetName><cac:Country><cac:IdentificationCode>SE</cac:IdentificationCode></cac:Country></cac:Address>
<cac:PartyTaxScheme><cac:CompanyID>SE556036079301</cac:CompanyID><cac:TaxScheme><cac:ID>VAT</cac:ID></cac:TaxScheme></cac:PartyTaxScheme>
<cac:PartyTaxScheme><cac:CompanyID>5560360793</cac:CompanyID><cbc:ExemptionReason>F-skattebevis finns</cbc:ExemptionReason><cac:TaxScheme><cac:ID>SWT</cac:ID></cac:TaxScheme></cac:PartyTaxScheme></cac:Party></cac:SellerParty>
<cac:PaymentMeans><cac:PaymentMeansTypeCode>1</cac:PaymentMeansTypeCode><cbc:DuePaymentDate>2024-03-31</cbc:DuePaymentDate><cac:PayeeFinancialAccount><cac:ID>9912346</cac:ID><cac:FinancialInstitutionBranch><cac:FinancialInstitution><cac:ID>BGABSESS</cac:ID></cac:FinancialInstitution></cac:FinancialInstitutionBranch><cac:PaymentInstructionID>10017</cac:PaymentInstructionID></cac:PayeeFinancialAccount></cac:PaymentMeans>
<cac:PaymentTerms><cbc:Note>30 dagar</cbc:Note><cbc:PenaltySurchargePercent>8</cbc:PenaltySurchargePercent></cac:PaymentTerms>
<cac:TaxTotal><cbc:TotalTaxAmount amountCurrencyID="SEK">25.00</cbc:TotalTaxAmount><cac:TaxSubTotal><cbc:TaxableAmount amountCurrencyID="SEK">100.00</cbc:TaxableAmount><cbc:TaxAmount amountCurrencyID="SEK">25.00</cbc:TaxAmount><cac:TaxCategory><cac:ID>S</cac:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cac:ID>VAT</cac:ID></cac:TaxScheme></cac:TaxCategory></cac:TaxSubTotal></cac:TaxTotal>
<cac:LegalTotal><cbc:LineExtensionTotalAmount amountCurrencyID="SEK">100.00</cbc:LineExtensionTotalAmount><cbc:TaxExclusiveTotalAmount amountCurrencyID="SEK">100.00</cbc:TaxExclusiveTotalAmount><cbc:TaxInclusiveTotalAmount amountCurrencyID="SEK">125.00</cbc:TaxInclusiveTotalAmount></cac:LegalTotal>
<cac:InvoiceLine><cac:ID>1</cac:ID><cbc:InvoicedQuantity quantityUnitCode="EA">2</cbc:InvoicedQuantity><cbc:LineExtensionAmount amountCurrencyID="SEK">100.00</cbc:LineExtensionAmount><cac:OrderLineReference><cac:OrderReference><cac:BuyersID>B-17</cac:BuyersID></cac:OrderReference></cac:OrderLineReference>
<cac:Item><cbc:Description>Pärmar</cbc:Description><cac:TaxCategory><cac:ID>S</cac:ID><cbc:Percent>25</cbc:Percent><cac:TaxScheme><cac:ID>VAT</cac:ID></cac:TaxScheme></cac:TaxCategory><cac:BasePrice><cbc:PriceAmount amountCurrencyID="SEK">50.00</cbc:PriceAmount></cac:BasePrice></cac:Item></cac:InvoiceLine>
<RequisitionistDocumentReference><cac:ID>Eva Ek</cac:ID></RequisitionistDocumentReference>
</Invoice>"#;

fn read(xml: &str) -> Reading {
    einvoice::read(xml.as_bytes(), Release::May2026, &Limits::default()).unwrap()
}

fn told(reading: &Reading) -> Vec<String> {
    reading.faults.iter().map(ToString::to_string).collect()
}

fn invoice(xml: &str) -> Invoice {
    let reading = read(xml);
    assert_eq!(told(&reading), Vec::<String>::new());
    assert_eq!(reading.kind, Kind::Svefaktura);
    reading.invoice.unwrap()
}

#[test]
fn a_svefaktura_is_read_to_the_model() {
    let invoice = invoice(INVOICE);
    assert_eq!(
        (invoice.number.as_str(), invoice.credit, invoice.currency.as_str()),
        ("1001", false, "SEK")
    );
    assert_eq!(invoice.due, Some("2024-03-31".parse().unwrap()));
    assert_eq!(invoice.references.buyer.as_deref(), Some("Eva Ek"));
    assert_eq!(invoice.references.contract.as_deref(), Some("A-3"));
    assert_eq!(invoice.references.order.as_deref(), Some("B-17"));
    assert_eq!(invoice.terms.as_deref(), Some("30 dagar, 8 %"));
    let Party {
        name,
        vat_number,
        org_number,
        tax_registration,
        ..
    } = invoice.seller;
    assert_eq!(
        (name.as_str(), vat_number.as_deref()),
        ("Kontorsbolaget AB", Some("SE556036079301"))
    );
    assert_eq!(org_number.unwrap().value, "5560360793");
    assert_eq!(tax_registration.as_deref(), Some("F-skattebevis finns"));
    assert_eq!(invoice.payments[0].pay_to, Some(PayTo::Bankgiro("9912346".into())));
    assert_eq!(invoice.payments[0].reference.as_deref(), Some("10017"));
    assert_eq!(invoice.totals.payable.unwrap().to_string(), "125.00 SEK");
    assert_eq!(invoice.vat[0].tax.as_ref().unwrap().to_string(), "25.00 SEK");
    let line = &invoice.lines[0];
    assert_eq!((line.item.name.as_str(), line.unit.as_deref()), ("Pärmar", Some("EA")));
    assert_eq!(line.price.net.as_ref().unwrap().to_string(), "50.00 SEK");
    let others: Vec<&str> = invoice.others.iter().map(|other| other.value.as_str()).collect();
    assert_eq!(others, ["okänt"], "a reference of no known scheme is kept");
}

/// The invoice in its wrapper, with what stands beside it.
fn wrapped(beside: &str) -> String {
    format!(
        r#"<sh:StandardBusinessDocument xmlns:sh="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">
<sh:StandardBusinessDocumentHeader><sh:HeaderVersion>1.0</sh:HeaderVersion></sh:StandardBusinessDocumentHeader>{beside}</sh:StandardBusinessDocument>"#
    )
}

#[test]
fn attachments_stand_beside_the_invoice_in_its_wrapper() {
    let envelope = r#"<ObjectEnvelope xmlns="urn:sfti:documents:ObjectEnvelope:1:0"><CreationDateTime>2024-03-01T12:00:00</CreationDateTime><EncodedObject><ObjectID>bild</ObjectID><EncodedData mimeCode="application/pdf" filename="bild.pdf">JVBERi0x
LjQ=</EncodedData></EncodedObject></ObjectEnvelope>"#;
    let invoice = invoice(&wrapped(&format!("{INVOICE}{envelope}")));
    let attachment = invoice.documents[0].attachment.as_ref().unwrap();
    assert_eq!(invoice.documents[0].id, "bild");
    assert_eq!(
        (attachment.mime.as_str(), attachment.bytes.as_slice()),
        ("application/pdf", b"%PDF-1.4".as_slice())
    );
    assert_eq!(attachment.file_name.as_deref(), Some("bild.pdf"));
}

#[test]
fn wrappers_hold_one_invoice() {
    let refused = |xml: &str| {
        einvoice::read(xml.as_bytes(), Release::May2026, &Limits::default())
            .unwrap_err()
            .to_string()
    };
    assert_eq!(refused(&wrapped("")), "0:0 : einvoice_envelope_empty");
    assert_eq!(
        refused(&wrapped(&format!("{INVOICE}{INVOICE}"))),
        "0:0 : einvoice_envelope_many_invoices"
    );
}

#[test]
fn faults_of_structure_are_told_with_their_places() {
    let check = |from: &str, to: &str, expected: &[&str]| {
        let spoilt = INVOICE.replacen(from, to, 1);
        assert_ne!(spoilt, INVOICE, "{from} stands in the sample");
        let reading = read(&spoilt);
        assert_eq!(told(&reading), expected, "{from} → {to}");
        assert!(reading.is_refused());
    };
    check("<ID>1001</ID>", "", &["1:1 Invoice: einvoice_element_missing"]);
    check(
        "2024-03-01",
        "1 mars",
        &["2:14 Invoice/cbc:IssueDate: einvoice_value_malformed"],
    );
    check(
        "\"SEK\">25.00",
        "\"KRR\">25.00",
        &["11:15 Invoice/sac:TaxTotal/cbc:TotalTaxAmount: einvoice_attribute_malformed"],
    );
    check(
        "<cbc:Percent>25",
        "<cbc:Rate>1</cbc:Rate><cbc:Percent>25",
        &["11:263 Invoice/sac:TaxTotal/sac:TaxSubTotal/sac:TaxCategory/Rate: einvoice_element_unknown"],
    );
    check(
        "<InvoiceTypeCode>380</InvoiceTypeCode>",
        "text",
        &[
            "1:1 Invoice: einvoice_text_beside_elements",
            "1:1 Invoice: einvoice_element_missing",
        ],
    );
}
