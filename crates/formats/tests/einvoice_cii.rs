//! Cross Industry Invoice: a sample of our own is read to the model and tried by the rules, each fault at its
//! line; and the samples that the authors of the standard keep are read whole.

use std::path::PathBuf;

use kameral_formats::einvoice::model::{Identifier, PayTo};
use kameral_formats::einvoice::{self, Invoice, Kind, Limits, Reading, Release};

pub const INVOICE: &str = r#"<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100" xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100" xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>F-625</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20260301</udt:DateTimeString></ram:IssueDateTime><ram:IncludedNote><ram:Content>Tack för er beställning</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>
<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>1</ram:LineID></ram:AssociatedDocumentLineDocument>
<ram:SpecifiedTradeProduct><ram:GlobalID schemeID="0160">7310865004703</ram:GlobalID><ram:SellerAssignedID>P-1</ram:SellerAssignedID><ram:Name>Pärmar</ram:Name><ram:ApplicableProductCharacteristic><ram:Description>Färg</ram:Description><ram:Value>blå</ram:Value></ram:ApplicableProductCharacteristic></ram:SpecifiedTradeProduct>
<ram:SpecifiedLineTradeAgreement><ram:BuyerOrderReferencedDocument><ram:LineID>10</ram:LineID></ram:BuyerOrderReferencedDocument><ram:GrossPriceProductTradePrice><ram:ChargeAmount>60.00</ram:ChargeAmount><ram:AppliedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>10.00</ram:ActualAmount></ram:AppliedTradeAllowanceCharge></ram:GrossPriceProductTradePrice><ram:NetPriceProductTradePrice><ram:ChargeAmount>50.00</ram:ChargeAmount></ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="C62">2</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>25</ram:RateApplicablePercent></ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation><ram:ReceivableSpecifiedTradeAccountingAccount><ram:ID>5611</ram:ID></ram:ReceivableSpecifiedTradeAccountingAccount></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>
<ram:ApplicableHeaderTradeAgreement><ram:BuyerReference>Eva Ek</ram:BuyerReference>
<ram:SellerTradeParty><ram:Name>Kontorsbolaget AB</ram:Name><ram:Description>Godkänd för F-skatt</ram:Description><ram:SpecifiedLegalOrganization><ram:ID schemeID="0007">5560360793</ram:ID><ram:TradingBusinessName>Kontoret</ram:TradingBusinessName></ram:SpecifiedLegalOrganization><ram:DefinedTradeContact><ram:PersonName>Sven</ram:PersonName><ram:EmailURIUniversalCommunication><ram:URIID>sven@example.se</ram:URIID></ram:EmailURIUniversalCommunication></ram:DefinedTradeContact><ram:PostalTradeAddress><ram:PostcodeCode>80320</ram:PostcodeCode><ram:LineOne>Storgatan 1</ram:LineOne><ram:CityName>Gävle</ram:CityName><ram:CountryID>SE</ram:CountryID></ram:PostalTradeAddress><ram:URIUniversalCommunication><ram:URIID schemeID="0007">5560360793</ram:URIID></ram:URIUniversalCommunication><ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">SE556036079301</ram:ID></ram:SpecifiedTaxRegistration><ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">Godkänd för F-skatt</ram:ID></ram:SpecifiedTaxRegistration></ram:SellerTradeParty>
<ram:BuyerTradeParty><ram:GlobalID schemeID="0088">7350000000015</ram:GlobalID><ram:Name>Myndigheten för prov</ram:Name><ram:PostalTradeAddress><ram:CountryID>SE</ram:CountryID></ram:PostalTradeAddress></ram:BuyerTradeParty>
<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>B-17</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument><ram:ContractReferencedDocument><ram:IssuerAssignedID>A-3</ram:IssuerAssignedID></ram:ContractReferencedDocument>
<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>bild</ram:IssuerAssignedID><ram:TypeCode>916</ram:TypeCode><ram:Name>Följesedel</ram:Name><ram:AttachmentBinaryObject mimeCode="application/pdf" filename="bild.pdf">JVBERi0xLjQ=</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime><udt:DateTimeString format="102">20260228</udt:DateTimeString></ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement><ram:PaymentReference>10017</ram:PaymentReference><ram:InvoiceCurrencyCode>SEK</ram:InvoiceCurrencyCode>
<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>30</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount><ram:IBANID>SE4550000000058398257466</ram:IBANID></ram:PayeePartyCreditorFinancialAccount><ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>ESSESESS</ram:BICID></ram:PayeeSpecifiedCreditorFinancialInstitution></ram:SpecifiedTradeSettlementPaymentMeans>
<ram:ApplicableTradeTax><ram:CalculatedAmount>22.50</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>90.00</ram:BasisAmount><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>25</ram:RateApplicablePercent></ram:ApplicableTradeTax>
<ram:BillingSpecifiedPeriod><ram:StartDateTime><udt:DateTimeString format="102">20260201</udt:DateTimeString></ram:StartDateTime><ram:EndDateTime><udt:DateTimeString format="102">20260228</udt:DateTimeString></ram:EndDateTime></ram:BillingSpecifiedPeriod>
<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>false</udt:Indicator></ram:ChargeIndicator><ram:ActualAmount>10.00</ram:ActualAmount><ram:Reason>Rabatt</ram:Reason><ram:CategoryTradeTax><ram:TypeCode>VAT</ram:TypeCode><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>25</ram:RateApplicablePercent></ram:CategoryTradeTax></ram:SpecifiedTradeAllowanceCharge>
<ram:SpecifiedTradePaymentTerms><ram:Description>30 dagar</ram:Description><ram:DueDateDateTime><udt:DateTimeString format="102">20260331</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>
<ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:LineTotalAmount>100.00</ram:LineTotalAmount><ram:AllowanceTotalAmount>10.00</ram:AllowanceTotalAmount><ram:TaxBasisTotalAmount>90.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="SEK">22.50</ram:TaxTotalAmount><ram:RoundingAmount>0.50</ram:RoundingAmount><ram:GrandTotalAmount>112.50</ram:GrandTotalAmount><ram:DuePayableAmount>113.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>F-624</ram:IssuerAssignedID><ram:FormattedIssueDateTime><qdt:DateTimeString format="102">20260201</qdt:DateTimeString></ram:FormattedIssueDateTime></ram:InvoiceReferencedDocument>
<ram:ReceivableSpecifiedTradeAccountingAccount><ram:ID>5600</ram:ID></ram:ReceivableSpecifiedTradeAccountingAccount></ram:ApplicableHeaderTradeSettlement>
</rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"#;

fn read(xml: &str) -> Reading {
    einvoice::read(xml.as_bytes(), Release::May2026, &Limits::default()).unwrap()
}

fn told(reading: &Reading) -> Vec<String> {
    reading.faults.iter().map(ToString::to_string).collect()
}

fn invoice(xml: &str) -> Invoice {
    let reading = read(xml);
    assert_eq!(told(&reading), Vec::<String>::new());
    assert_eq!(reading.kind, Kind::CrossIndustryInvoice);
    reading.invoice.unwrap()
}

/// What a Cross Industry Invoice says is in the model, and nothing is left beside it.
#[test]
fn a_cross_industry_invoice_is_read_to_the_model() {
    let invoice = invoice(INVOICE);
    let day = |text: &str| Some(text.parse().unwrap());
    assert_eq!(
        (invoice.number.as_str(), invoice.credit, invoice.currency.as_str()),
        ("F-625", false, "SEK")
    );
    assert_eq!(
        (invoice.issued, invoice.due, invoice.notes.as_slice()),
        (
            day("2026-03-01"),
            day("2026-03-31"),
            &["Tack för er beställning".to_owned()][..]
        )
    );
    let references = &invoice.references;
    assert_eq!(
        [
            &references.buyer,
            &references.order,
            &references.contract,
            &references.accounting_cost
        ]
        .map(|text| text.as_deref().unwrap_or_default()),
        ["Eva Ek", "B-17", "A-3", "5600"]
    );
    assert_eq!(references.preceding, [("F-624".to_owned(), day("2026-02-01"))]);
    let seller = &invoice.seller;
    assert_eq!(
        (seller.name.as_str(), seller.trading_name.as_deref()),
        ("Kontorsbolaget AB", Some("Kontoret"))
    );
    assert_eq!(seller.vat_number.as_deref(), Some("SE556036079301"));
    assert_eq!(seller.tax_registration.as_deref(), Some("Godkänd för F-skatt"));
    assert_eq!(
        seller.contact.as_ref().unwrap().mail.as_deref(),
        Some("sven@example.se")
    );
    assert_eq!(invoice.buyer.gln(), Some("7350000000015"));
    assert_eq!(invoice.delivery.as_ref().unwrap().on, day("2026-02-28"));
    let payment = &invoice.payments[0];
    assert_eq!(payment.reference.as_deref(), Some("10017"));
    assert_eq!(
        payment.pay_to,
        Some(PayTo::Iban {
            iban: "SE4550000000058398257466".into(),
            bic: Some("ESSESESS".into())
        })
    );
    assert_eq!(invoice.totals.payable.as_ref().unwrap().to_string(), "113.00 SEK");
    assert_eq!(invoice.totals.rounding.as_ref().unwrap().to_string(), "0.50 SEK");
    assert_eq!(invoice.vat[0].tax.as_ref().unwrap().to_string(), "22.50 SEK");
    assert_eq!(invoice.allowances[0].reason.as_deref(), Some("Rabatt"));
    assert_eq!(invoice.documents[0].attachment.as_ref().unwrap().bytes, b"%PDF-1.4");
    let line = &invoice.lines[0];
    assert_eq!(
        (
            line.item.name.as_str(),
            line.unit.as_deref(),
            line.accounting_cost.as_deref()
        ),
        ("Pärmar", Some("C62"), Some("5611"))
    );
    assert_eq!(
        line.item.standard_id,
        Some(Identifier {
            value: "7310865004703".into(),
            scheme: Some("0160".into())
        })
    );
    assert_eq!(line.price.net.as_ref().unwrap().to_string(), "50.00 SEK");
    assert_eq!(line.price.discount.as_ref().unwrap().to_string(), "10.00 SEK");
    assert_eq!(invoice.others, [], "everything has a place");
}

/// The rules are those of every invoice, and the fault stands at the line it is of.
#[test]
fn a_cross_industry_invoice_is_tried_by_the_rules() {
    for (what, from, to, expected) in [
        ("a sum", ">113.00<", ">114.00<", "1:1 CrossIndustryInvoice: BR-CO-16"),
        (
            "a line without a name",
            "<ram:Name>Pärmar</ram:Name>",
            "<ram:Name> </ram:Name>",
            "5:1 CrossIndustryInvoice/rsm:SupplyChainTradeTransaction/ram:IncludedSupplyChainTradeLineItem: BR-25",
        ),
        (
            "tax",
            ">22.50</ram:CalculatedAmount>",
            ">22.40</ram:CalculatedAmount>",
            "1:1 CrossIndustryInvoice: BR-CO-14",
        ),
        ("a day that is none", "20260331", "20260332", "value_out_of_range"),
        (
            "a day of another form",
            "format=\"102\">20260331",
            "format=\"610\">202603",
            "value_out_of_range",
        ),
    ] {
        let spoilt = INVOICE.replace(from, to);
        assert_ne!(spoilt, INVOICE, "{what}");
        let reading = read(&spoilt);
        let told = told(&reading);
        assert!(told.iter().any(|fault| fault.contains(expected)), "{what}: {told:?}");
        assert!(reading.is_refused(), "{what}");
    }
}

fn corpus() -> Option<PathBuf> {
    let place = "/../../../shared/corpus/peppol/ConnectingEurope__eInvoicing-EN16931/cii/examples";
    let corpus = PathBuf::from(format!("{}{place}", env!("CARGO_MANIFEST_DIR")));
    if !corpus.exists() {
        println!("no corpus of e-invoices here; nothing was tested");
        return None;
    }
    Some(corpus)
}

/// What the model has no place for: subjects of notes, a creditor's number, a project's name, documents that
/// do not say what they are, and the mandate of a debit that is none of the ways to pay.
const NO_TERM: [&str; 5] = [
    "/ram:SubjectCode",
    "/ram:CreditorReferenceID",
    "/ram:SpecifiedProcuringProject/ram:Name",
    "/ram:IssuerAssignedID",
    "/ram:DirectDebitMandateID",
];

#[test]
fn the_authors_samples_are_read_and_keep_the_rules() {
    let Some(corpus) = corpus() else { return };
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(corpus).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let reading = einvoice::read(&std::fs::read(&path).unwrap(), Release::May2026, &Limits::default()).unwrap();
        wrong.extend(told(&reading).into_iter().map(|fault| format!("{name}: {fault}")));
        let invoice = reading.invoice.expect("it is read");
        let sums = invoice.lines.iter().filter_map(|line| line.amount.as_ref());
        let sum: rust_decimal::Decimal = sums.map(|amount| amount.value).sum();
        assert_eq!(
            Some(sum),
            invoice.totals.lines.as_ref().map(|total| total.value),
            "{name}"
        );
        let others = invoice.others.iter();
        let others = others.filter(|other| !NO_TERM.iter().any(|end| other.path.ends_with(end)));
        wrong.extend(others.map(|other| format!("{name}: {} {}", other.path, other.value)));
        count += 1;
    }
    assert!(5 < count, "{count}");
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}
