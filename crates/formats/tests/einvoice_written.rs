//! Invoices of our own: what is written is whole, keeps every rule, and is read back as it was;
//! and each spoilt copy breaks the rule it was spoilt for.

#![allow(clippy::unnecessary_wraps, reason = "what is optional in the model is written short")]
#![allow(clippy::format_collect, reason = "a line for each fault")]

use std::process::Command;

use kameral_base::{Date, Ore};
use kameral_formats::einvoice::model::*;
use kameral_formats::einvoice::{self, Fault, Invoice, Kind, Limits, Reading, Release};

fn day(text: &str) -> Option<Date> {
    Some(text.parse().unwrap())
}

fn kronor(text: &str) -> Option<Amount> {
    Some(Amount::of_ore(Ore::parse(text).unwrap(), "SEK"))
}

fn id(value: &str, scheme: &str) -> Option<Identifier> {
    Some(Identifier {
        value: value.into(),
        scheme: Some(scheme.into()),
    })
}

fn some(text: &str) -> Option<String> {
    Some(text.into())
}

fn party(name: &str, number: &str) -> Party {
    Party {
        name: name.into(),
        endpoint: id(number, "0007"),
        org_number: id(number, "0007"),
        vat_number: Some(format!("SE{number}01")),
        address: Address {
            lines: vec!["Storgatan 1".into(), "Box 7".into()],
            city: some("Gävle"),
            postal_code: some("80320"),
            country: some("SE"),
            ..Address::default()
        },
        ..Party::default()
    }
}

fn rate(percent: i64) -> VatCategory {
    VatCategory {
        code: "S".into(),
        percent: Some(percent.into()),
    }
}

/// An invoice of two lines at two rates, with an allowance, a charge and öre rounded away.
pub fn invoice(credit: bool) -> Invoice {
    let line = |number: &str, amount: &str, price: &str, percent| Line {
        id: number.into(),
        quantity: Some(2.into()),
        unit: some("C62"),
        amount: kronor(amount),
        accounting_cost: some("5611"),
        period: Some(Period {
            from: day("2026-09-01"),
            to: day("2026-09-30"),
        }),
        price: Price {
            net: kronor(price),
            ..Price::default()
        },
        vat: Some(rate(percent)),
        item: Item {
            name: "Papper & pärmar <A4>".into(),
            sellers_id: some("P-1"),
            classes: vec![Identifier {
                value: "14111507".into(),
                scheme: some("TST"),
            }],
            properties: vec![("Färg".into(), "vit".into())],
            ..Item::default()
        },
        ..Line::default()
    };
    let group = |percent, taxable: &str, tax: &str| VatGroup {
        category: rate(percent),
        taxable: kronor(taxable),
        tax: kronor(tax),
        ..VatGroup::default()
    };
    Invoice {
        kind: Some(if credit { Kind::UblCreditNote } else { Kind::UblInvoice }),
        credit,
        customization: "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0".into(),
        profile: some("urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
        number: "625".into(),
        issued: day("2026-10-01"),
        type_code: if credit { "381" } else { "380" }.into(),
        due: day("2026-10-31"),
        currency: "SEK".into(),
        notes: vec!["Tack för beställningen".into()],
        references: References {
            buyer: some("Eva Ek"),
            order: some("B-17"),
            project: some("P-9"),
            contract: some("A-3"),
            accounting_cost: some("1000"),
            preceding: vec![("600".into(), day("2026-09-01"))],
            object: id("7350", "ABO"),
            ..References::default()
        },
        seller: Party {
            tax_registration: some("Godkänd för F-skatt"),
            contact: Some(Contact {
                name: some("Bo"),
                telephone: some("08123456"),
                mail: some("bo@example.se"),
            }),
            ..party("Kontorsbolaget AB", "5560360793")
        },
        buyer: party("Myndigheten för prov", "2021006883"),
        payments: vec![Payment {
            code: "30".into(),
            reference: some("6251"),
            pay_to: Some(PayTo::Bankgiro("9912346".into())),
            due: if credit { day("2026-10-31") } else { None },
            ..Payment::default()
        }],
        terms: some("30 dagar netto"),
        allowances: vec![
            AllowanceCharge {
                charge: false,
                amount: kronor("10,00"),
                base: kronor("100,00"),
                percent: Some(10.into()),
                reason: some("Rabatt"),
                reason_code: some("95"),
                vat: Some(rate(25)),
            },
            AllowanceCharge {
                charge: true,
                amount: kronor("20,00"),
                reason: some("Frakt"),
                vat: Some(rate(25)),
                ..AllowanceCharge::default()
            },
        ],
        totals: Totals {
            lines: kronor("300,00"),
            allowances: kronor("10,00"),
            charges: kronor("20,00"),
            without_vat: kronor("310,00"),
            vat: kronor("64,50"),
            with_vat: kronor("374,50"),
            rounding: kronor("0,50"),
            payable: kronor("375,00"),
            ..Totals::default()
        },
        vat: vec![group(25, "210,00", "52,50"), group(12, "100,00", "12,00")],
        documents: vec![
            SupportingDocument {
                id: "bild".into(),
                description: some("Följesedel"),
                attachment: Some(Attachment {
                    bytes: b"%PDF-1.4 prov".to_vec(),
                    mime: "application/pdf".into(),
                    file_name: some("följesedel.pdf"),
                }),
                address: None,
            },
            SupportingDocument {
                id: "webb".into(),
                address: some("https://example.se/625"),
                ..SupportingDocument::default()
            },
        ],
        lines: vec![line("1", "200,00", "100,00", 25), line("2", "100,00", "50,00", 12)],
        ..Invoice::default()
    }
}

fn read(xml: &str) -> Reading {
    einvoice::read(xml.as_bytes(), Release::May2026, &Limits::default()).unwrap()
}

fn told(faults: &[Fault]) -> String {
    faults.iter().map(|fault| format!("{fault}\n")).collect()
}

#[test]
fn what_is_written_keeps_every_rule_and_is_read_back() {
    for credit in [false, true] {
        let invoice = invoice(credit);
        let reading = read(&einvoice::write(&invoice));
        assert_eq!(told(&reading.faults), "");
        assert!(!reading.is_refused());
        assert_eq!(reading.invoice, Some(invoice));
    }
}

#[test]
fn a_person_reads_everything_in_order() {
    use kameral_formats::einvoice::view::{Block, Title, view};
    let blocks = view(&invoice(false));
    let titles: Vec<Title> = blocks
        .iter()
        .map(|block| match block {
            Block::Facts { title, .. } | Block::Table { title, .. } => *title,
        })
        .collect();
    let expected = [
        Title::Invoice,
        Title::Seller,
        Title::Buyer,
        Title::Lines,
        Title::Allowances,
        Title::Totals,
        Title::Vat,
        Title::Payment,
        Title::References,
        Title::Notes,
        Title::Attachments,
    ];
    assert_eq!(titles, expected);
    let shown = format!("{blocks:?}");
    for told in [
        "625",
        "5560360793",
        "Papper & pärmar <A4>",
        "vit",
        "Rabatt",
        "9912346",
        "Eva Ek",
        "7350",
        "Följesedel",
        "600",
    ] {
        assert!(shown.contains(told), "{told} is shown");
    }
}

#[test]
fn amounts_are_ore_and_nothing_is_left_over() {
    let invoice = read(&einvoice::write(&invoice(false))).invoice.unwrap();
    assert_eq!(invoice.totals.payable.unwrap().ore(), Some(Ore::new(37_500)));
    assert_eq!(invoice.others, []);
}

#[test]
fn what_the_model_has_no_place_for_is_kept() {
    let xml = einvoice::write(&invoice(false)).replace("<cac:Contact>", "<cac:Contact><cbc:ID>77</cbc:ID>");
    let reading = read(&xml);
    let others: Vec<String> = reading
        .invoice
        .unwrap()
        .others
        .into_iter()
        .map(|other| format!("{} {}", other.path, other.value))
        .collect();
    assert_eq!(
        others,
        ["Invoice/cac:AccountingSupplierParty/cac:Party/cac:Contact/cbc:ID 77"]
    );
}

/// Spoils the invoice, one replacement for each, and tells which rules break. `*` for all places.
fn check((from, to, expected): &(&str, &str, &str)) -> Option<String> {
    let xml = einvoice::write(&invoice(false));
    let spoilt = match from.strip_prefix('*') {
        Some(from) => xml.replace(from, to),
        None => xml.replacen(from, to, 1),
    };
    assert_ne!(xml, spoilt, "{from} stands in the invoice");
    let mut broken: Vec<&str> = read(&spoilt)
        .faults
        .iter()
        .map(|fault| fault.rule().unwrap_or("structure"))
        .collect();
    broken.sort_unstable();
    broken.dedup();
    let broken = broken.join(" ");
    (broken != *expected).then(|| format!("{from} → {to}: {broken} and not {expected}"))
}

/// What is replaced, by what, and the rules that the copy breaks.
const SPOILT: &[(&str, &str, &str)] = &[
    (
        "<cbc:ID>625</cbc:ID>",
        "<cbc:ID> </cbc:ID>",
        "BR-02 PEPPOL-EN16931-R008",
    ),
    (
        "<cbc:InvoiceTypeCode>380",
        "<cbc:InvoiceTypeCode>381",
        "BR-CL-01 PEPPOL-EN16931-P0100",
    ),
    (
        "<cbc:InvoiceTypeCode>380",
        "<cbc:InvoiceTypeCode>384",
        "PEPPOL-EN16931-P0112",
    ),
    ("billing:01:1.0", "billing:07:1.0", "PEPPOL-EN16931-R007"),
    ("<cbc:BuyerReference>Eva Ek</cbc:BuyerReference>", "", ""),
    (
        "<cbc:DocumentCurrencyCode>SEK",
        "<cbc:DocumentCurrencyCode>EUR",
        "BR-CO-15 PEPPOL-EN16931-R051",
    ),
    (
        "<cbc:DocumentCurrencyCode>SEK",
        "<cbc:DocumentCurrencyCode>KRR",
        "BR-CL-04 BR-CO-15 PEPPOL-EN16931-R051",
    ),
    ("2026-10-01", "2026-10-01Z", "PEPPOL-EN16931-F001"),
    ("2026-10-01", "2026-13-01", "structure"),
    (
        "schemeID=\"0007\">5560360793",
        "schemeID=\"0007\">5560360794",
        "PEPPOL-COMMON-R049",
    ),
    ("schemeID=\"0007\">5560360793", ">5560360793", "BR-62"),
    (
        "schemeID=\"0007\">5560360793</cbc:CompanyID",
        ">556036-0793</cbc:CompanyID",
        "SE-R-003 SE-R-004 SE-R-013",
    ),
    ("SE556036079301", "SE5560360793", "SE-R-001"),
    ("SE556036079301", "556036079301", "BR-CO-09"),
    ("Godkänd för F-skatt", "Innehar F-skattsedel", "SE-R-005"),
    ("*<cbc:Percent>25", "<cbc:Percent>24", "BR-CO-17 BR-S-09 SE-R-006"),
    ("9912346", "991-2346", "SE-R-008"),
    ("9912346", "991234", "SE-R-009"),
    ("SE:BANKGIRO", "SE:PLUSGIRO", ""),
    ("<cbc:PaymentMeansCode>30", "<cbc:PaymentMeansCode>50", "SE-R-011"),
    ("<cbc:PaymentMeansCode>30", "<cbc:PaymentMeansCode>31", "SE-R-012"),
    ("<cbc:PaymentMeansCode>30", "<cbc:PaymentMeansCode>999", "BR-CL-16"),
    (
        "<cbc:PaymentMeansCode>30",
        "<cbc:PaymentMeansCode>59",
        "PEPPOL-EN16931-R061",
    ),
    (
        "currencyID=\"SEK\">10.00<",
        "currencyID=\"SEK\">10.03<",
        "BR-CO-11 PEPPOL-EN16931-R040",
    ),
    (
        "currencyID=\"SEK\">10.00<",
        "currencyID=\"SEK\">10.001<",
        "BR-DEC-01 UBL-DT-01",
    ),
    (
        "<cbc:MultiplierFactorNumeric>10</cbc:MultiplierFactorNumeric>",
        "",
        "PEPPOL-EN16931-R042",
    ),
    (
        "<cbc:AllowanceChargeReason>Frakt</cbc:AllowanceChargeReason>",
        "",
        "BR-38 BR-CO-22",
    ),
    ("Code>95<", "Code>ZZ<", "BR-CL-19 PEPPOL-EN16931-CL002"),
    ("52.50", "52.60", "BR-CO-14"),
    ("52.50", "54.00", "BR-CO-14 BR-CO-17 BR-S-09"),
    (
        "<cbc:TaxableAmount currencyID=\"SEK\">210.00",
        "<cbc:TaxableAmount currencyID=\"SEK\">212.00",
        "BR-S-08",
    ),
    ("374.50", "374.51", "BR-CO-15 BR-CO-16"),
    ("375.00", "375.01", "BR-CO-16"),
    ("310.00", "311.00", "BR-CO-13 BR-CO-15"),
    ("300.00", "301.00", "BR-CO-10 BR-CO-13"),
    ("\">200.00<", "\">200.03<", "BR-CO-10 PEPPOL-EN16931-R120"),
    ("\">200.00<", "\">200.02<", "BR-CO-10"),
    (
        "<cbc:PriceAmount currencyID=\"SEK\">100.00",
        "<cbc:PriceAmount currencyID=\"SEK\">-100.00",
        "BR-27 PEPPOL-EN16931-R120",
    ),
    ("unitCode=\"C62\"", "", "BR-23"),
    ("unitCode=\"C62\"", "unitCode=\"ST\"", "BR-CL-23"),
    (
        "<cbc:Name>Papper &amp; pärmar &lt;A4&gt;</cbc:Name>",
        "<cbc:Name/>",
        "BR-25 PEPPOL-EN16931-R008",
    ),
    ("2026-09-30", "2026-08-30", "BR-30"),
    ("*<cbc:IdentificationCode>SE", "<cbc:IdentificationCode>ZZ", "BR-CL-14"),
    (
        "mimeCode=\"application/pdf\"",
        "mimeCode=\"text/html\"",
        "BR-CL-24 PEPPOL-EN16931-CL001",
    ),
    ("filename=\"följesedel.pdf\"", "", "UBL-DT-07"),
    ("listID=\"TST\"", "listID=\"ÅÄÖ\"", "BR-CL-13"),
    (
        "<cbc:DocumentTypeCode>130",
        "<cbc:DocumentTypeCode>999",
        "UBL-CR-665 UBL-SR-43",
    ),
    (
        "<cbc:CustomizationID>",
        "<cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:CustomizationID>",
        "",
    ),
    (
        "<cbc:CustomizationID>",
        "<cbc:UBLVersionID>2.0</cbc:UBLVersionID><cbc:CustomizationID>",
        "UBL-CR-002",
    ),
    (
        "<cbc:IssueDate>2026-10",
        "<cbc:CopyIndicator>true</cbc:CopyIndicator><cbc:IssueDate>2026-10",
        "UBL-CR-004",
    ),
    ("<cbc:Note>", "<cbc:Note languageID=\"sv\">", "UBL-DT-19"),
    ("<cbc:ID>S</cbc:ID>", "<cbc:ID>Q</cbc:ID>", "BR-CL-17 BR-S-08"),
];

#[test]
fn each_spoilt_copy_breaks_its_rules_and_no_others() {
    let wrong: Vec<String> = SPOILT.iter().filter_map(check).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn bad_files_are_refused_with_their_place() {
    let xml = einvoice::write(&invoice(false));
    let refused = |file: &[u8]| match einvoice::read(file, Release::May2026, &Limits::default()) {
        Err(fault) => format!("{fault}"),
        Ok(reading) => told(&reading.faults),
    };
    let bomb = "<!DOCTYPE a [<!ENTITY b \"ha\"><!ENTITY c \"&b;&b;&b;\">]>";
    let bomb = xml.replacen("?>\n", &format!("?>\n{bomb}"), 1);
    assert_eq!(refused(bomb.as_bytes()), "2:1 : einvoice_document_type");
    assert!(refused(&xml.as_bytes()[..xml.len() / 2]).ends_with(": einvoice_not_xml"));
    assert_eq!(refused(b""), "1:1 : einvoice_not_xml");
    assert_eq!(refused(b"<a xmlns='urn:x'/>"), "1:1 : einvoice_not_an_invoice");
    assert_eq!(
        refused(xml.replacen("Invoice-2\"", "Invoice-3\"", 1).as_bytes()),
        "2:1 : einvoice_not_an_invoice"
    );
    assert_eq!(refused("<a>".repeat(100).as_bytes()), "1:193 : einvoice_too_deep");
    assert_eq!(
        refused(b"<?xml version='1.0' encoding='klingon'?><a/>"),
        "0:0 : einvoice_encoding"
    );
    assert_eq!(refused(b"<a>\xff</a>"), "0:0 : einvoice_encoding");
    let latin: Vec<u8> = xml
        .replace("UTF-8", "ISO-8859-1")
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    assert_eq!(refused(&latin), "");
    let small = Limits {
        file_bytes_max: 100,
        ..Limits::default()
    };
    let fault = einvoice::read(xml.as_bytes(), Release::May2026, &small).unwrap_err();
    assert_eq!(format!("{fault}"), "0:0 : einvoice_file_too_large");
    let few = Limits {
        elements_max: 10,
        ..Limits::default()
    };
    let fault = einvoice::read(xml.as_bytes(), Release::May2026, &few).unwrap_err();
    assert!(format!("{fault}").ends_with(": einvoice_too_many_elements"));
    let light = Limits {
        xml_bytes_max: 1_000,
        ..Limits::default()
    };
    let fault = einvoice::read(xml.as_bytes(), Release::May2026, &light).unwrap_err();
    assert_eq!(format!("{fault}"), "0:0 : einvoice_xml_too_large");
}

#[test]
fn rules_follow_their_release() {
    let xml = einvoice::write(&invoice(false)).replace("*SEK", "SEK").replacen(
        "<cbc:DueDate>2026-10-31</cbc:DueDate>",
        "",
        1,
    );
    let xml = xml.replace(
        "<cac:PaymentTerms>\n    <cbc:Note>30 dagar netto</cbc:Note>\n  </cac:PaymentTerms>\n",
        "",
    );
    let broken = |release| {
        told(
            &einvoice::read(xml.as_bytes(), release, &Limits::default())
                .unwrap()
                .faults,
        )
    };
    assert!(broken(Release::May2025).contains("BR-CO-25"));
    assert_eq!(broken(Release::May2026), "");
    assert_eq!(Release::on("2025-01-01".parse().unwrap()), Release::May2025);
    assert_eq!(Release::on("2026-12-31".parse().unwrap()), Release::May2026);
}

#[test]
fn the_schema_tool_agrees_where_it_is_at_hand() {
    // Well-formedness alone: the schemas are not in the project, and the corpus test has them.
    let folder = tempfile::tempdir().unwrap();
    for credit in [false, true] {
        let path = folder.path().join("written.xml");
        std::fs::write(&path, einvoice::write(&invoice(credit))).unwrap();
        if let Ok(output) = Command::new("xmllint").arg("--noout").arg(&path).output() {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        /// Cut anywhere and changed anywhere, a file is answered and never a panic.
        #[test]
        fn no_file_panics(cut in 0_usize..9_000, at in 0_usize..9_000, byte in any::<u8>(), again in "[<>&/a-z0-9. \"=]{0,12}") {
            let mut file = einvoice::write(&invoice(false)).into_bytes();
            file.truncate(file.len().min(9_000 - cut + 500));
            let at = at % file.len();
            file[at] = byte;
            file.splice(at..at, again.into_bytes());
            if let Ok(reading) = einvoice::read(&file, Release::May2026, &Limits::default()) {
                prop_assert!(reading.invoice.is_some() || !reading.faults.is_empty());
            }
        }

        #[test]
        fn arbitrary_text_never_panics(text in "(<|>|/|a|cbc:ID|Invoice| |\"|=|&|;|!\\[CDATA\\[|]]>|é){0,60}") {
            let _ = einvoice::read(text.as_bytes(), Release::May2026, &Limits::default());
        }
    }
}
