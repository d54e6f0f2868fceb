//! What a broken rule says: a sentence with the rule's identifier and the business terms it is about.
//!
//! Most rules say one of a few things about one term or another, so the words stand once: as a
//! sentence here and as the names of the terms (`einvoice-bt-…`) in `text/*.ftl`.

use kameral_base::{Arg, Sentence};

use super::term::Term;
use crate::Declared;

/// An enum of what rules say: the name, the key and the arguments of each sentence.
macro_rules! says {
    ($($(#[$meta:meta])* $variant:ident ( $($arg:ident: $type:ty),* ) = $name:literal, $key:literal;)+) => {
        /// What a broken rule says.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the sentences stand in text/*.ftl")]
        pub enum Says {
            $($(#[$meta])* $variant($($type),*),)+
        }

        impl Says {
            /// Every sentence's name, text key and arguments.
            pub const DECLARED: &'static [Declared] = &[
                $(Declared { name: $name, key: $key, args: &["rule", $(stringify!($arg)),*] },)+
            ];

            pub(super) fn name(self) -> &'static str {
                match self {
                    $(Self::$variant(..) => $name,)+
                }
            }

            pub(super) fn sentence(self, rule: &'static str) -> Sentence {
                match self {
                    $(Self::$variant($($arg),*) => {
                        Sentence::new($key).with("rule", rule)$(.with(stringify!($arg), Arg::from($arg)))*
                    })+
                }
            }
        }
    };
}

says! {
    // What has to be there, and how often.
    Missing(term: Term) = "einvoice_missing", "refusal-einvoice-missing";
    MissingEither(term: Term, other: Term) = "einvoice_missing_either", "refusal-einvoice-missing-either";
    NotBoth(term: Term, other: Term) = "einvoice_not_both", "refusal-einvoice-not-both";
    Needs(term: Term, other: Term) = "einvoice_needs", "refusal-einvoice-needs";
    Once(term: Term) = "einvoice_once", "refusal-einvoice-once";
    NotAllowed(term: Term) = "einvoice_not_allowed", "refusal-einvoice-not-allowed";
    Unused(path: &'static str) = "einvoice_unused", "refusal-einvoice-unused";
    UnusedAttribute(attribute: &'static str) = "einvoice_unused_attribute", "refusal-einvoice-unused-attribute";
    AttributeWanted(attribute: &'static str) = "einvoice_attribute_wanted", "refusal-einvoice-attribute-wanted";
    EmptyElement() = "einvoice_empty_element", "refusal-einvoice-empty-element";
    // How values are written.
    Scheme(term: Term) = "einvoice_scheme", "refusal-einvoice-scheme";
    Decimals(term: Term) = "einvoice_decimals", "refusal-einvoice-decimals";
    Code(term: Term, list: &'static str) = "einvoice_code", "refusal-einvoice-code";
    ValueIs(term: Term, value: &'static str) = "einvoice_value_is", "refusal-einvoice-value-is";
    NotNegative(term: Term) = "einvoice_not_negative", "refusal-einvoice-not-negative";
    Positive(term: Term) = "einvoice_positive", "refusal-einvoice-positive";
    DateForm() = "einvoice_date_form", "refusal-einvoice-date-form";
    Identifier(register: &'static str) = "einvoice_identifier", "refusal-einvoice-identifier";
    CardNumber() = "einvoice_card_number", "refusal-einvoice-card-number";
    // What has to agree.
    Sum(formula: &'static str) = "einvoice_sum", "refusal-einvoice-sum";
    Order(first: Term, last: Term) = "einvoice_order", "refusal-einvoice-order";
    Same(term: Term, other: Term) = "einvoice_same", "refusal-einvoice-same";
    Differs(term: Term, other: Term) = "einvoice_differs", "refusal-einvoice-differs";
    SameSign(term: Term, other: Term) = "einvoice_same_sign", "refusal-einvoice-same-sign";
    // Value added tax by category.
    VatBreakdown(category: &'static str) = "einvoice_vat_breakdown", "refusal-einvoice-vat-breakdown";
    VatSeller(category: &'static str) = "einvoice_vat_seller", "refusal-einvoice-vat-seller";
    VatSellerAndBuyer(category: &'static str)
        = "einvoice_vat_seller_and_buyer", "refusal-einvoice-vat-seller-and-buyer";
    VatNoNumbers(category: &'static str) = "einvoice_vat_no_numbers", "refusal-einvoice-vat-no-numbers";
    VatAlone(category: &'static str) = "einvoice_vat_alone", "refusal-einvoice-vat-alone";
    VatRateZero(category: &'static str) = "einvoice_vat_rate_zero", "refusal-einvoice-vat-rate-zero";
    VatRatePositive(category: &'static str) = "einvoice_vat_rate_positive", "refusal-einvoice-vat-rate-positive";
    VatRateNotNegative(category: &'static str)
        = "einvoice_vat_rate_not_negative", "refusal-einvoice-vat-rate-not-negative";
    VatNoRate(category: &'static str) = "einvoice_vat_no_rate", "refusal-einvoice-vat-no-rate";
    VatBase(category: &'static str) = "einvoice_vat_base", "refusal-einvoice-vat-base";
    VatTaxZero(category: &'static str) = "einvoice_vat_tax_zero", "refusal-einvoice-vat-tax-zero";
    VatTax(category: &'static str) = "einvoice_vat_tax", "refusal-einvoice-vat-tax";
    VatReason(category: &'static str) = "einvoice_vat_reason", "refusal-einvoice-vat-reason";
    VatNoReason(category: &'static str) = "einvoice_vat_no_reason", "refusal-einvoice-vat-no-reason";
    VatCategoryOf(reason: &'static str, category: &'static str)
        = "einvoice_vat_category_of", "refusal-einvoice-vat-category-of";
    VatCountryPrefix() = "einvoice_vat_country_prefix", "refusal-einvoice-vat-country-prefix";
    VatItalianOnly() = "einvoice_vat_italian_only", "refusal-einvoice-vat-italian-only";
    // Parties and payment.
    SellerIdentified() = "einvoice_seller_identified", "refusal-einvoice-seller-identified";
    PayeeIsSeller() = "einvoice_payee_is_seller", "refusal-einvoice-payee-is-seller";
    AccountForTransfer() = "einvoice_account_for_transfer", "refusal-einvoice-account-for-transfer";
    MandateForDirectDebit() = "einvoice_mandate_for_direct_debit", "refusal-einvoice-mandate-for-direct-debit";
    // Peppol's own.
    Customization() = "einvoice_customization", "refusal-einvoice-customization";
    Profile() = "einvoice_profile", "refusal-einvoice-profile";
    InvoicedObject() = "einvoice_invoiced_object", "refusal-einvoice-invoiced-object";
    TaxTotals(count: &'static str) = "einvoice_tax_totals", "refusal-einvoice-tax-totals";
    Currency() = "einvoice_currency", "refusal-einvoice-currency";
    LineAmount() = "einvoice_line_amount", "refusal-einvoice-line-amount";
    NetPrice() = "einvoice_net_price", "refusal-einvoice-net-price";
    PriceCharge() = "einvoice_price_charge", "refusal-einvoice-price-charge";
    GermanOnly() = "einvoice_german_only", "refusal-einvoice-german-only";
    // Sweden.
    SwedishVatNumber() = "einvoice_swedish_vat_number", "refusal-einvoice-swedish-vat-number";
    SwedishOrgNumber() = "einvoice_swedish_org_number", "refusal-einvoice-swedish-org-number";
    SwedishFTax() = "einvoice_swedish_f_tax", "refusal-einvoice-swedish-f-tax";
    SwedishRates() = "einvoice_swedish_rates", "refusal-einvoice-swedish-rates";
    SwedishPlusgiro() = "einvoice_swedish_plusgiro", "refusal-einvoice-swedish-plusgiro";
    SwedishBankgiro() = "einvoice_swedish_bankgiro", "refusal-einvoice-swedish-bankgiro";
    SwedishGiroCode() = "einvoice_swedish_giro_code", "refusal-einvoice-swedish-giro-code";
    SwedishDomestic() = "einvoice_swedish_domestic", "refusal-einvoice-swedish-domestic";
    // Other countries: what the country demands of the term.
    CountryNeeds(country: &'static str, term: Term) = "einvoice_country_needs", "refusal-einvoice-country-needs";
    CountryForm(country: &'static str, term: Term, form: &'static str)
        = "einvoice_country_form", "refusal-einvoice-country-form";
}
