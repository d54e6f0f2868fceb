//! Every refusal of a provider and of a sign-in by one has words in both languages.

use kameral_access::UserRefusal;
use kameral_base::Refusal;
use kameral_identity::TEXTS;
use kameral_identity::federation::{FederationRefusal as F, FeedRefusal as D, ProviderRefusal as P};
use kameral_ui::texts::check_complete;
use kameral_ui::{Language, Source, Texts};

#[test]
fn every_refusal_has_words_and_a_key_of_its_name() {
    check_complete(TEXTS.sv, TEXTS.en);
    let access = Source {
        name: "access",
        sv: kameral_access::TEXT_SV,
        en: kameral_access::TEXT_EN,
    };
    let texts = Texts::load(&[TEXTS, access]);
    for refusal in refusals() {
        let sentence = refusal.sentence();
        assert_eq!(sentence.key, format!("refusal-{}", refusal.name().replace('_', "-")));
        for language in [Language::Sv, Language::En] {
            let words = texts.words(language).sentence(&sentence);
            assert!(words.ends_with('.') && words.contains(". "), "{words}");
        }
    }
}

fn refusals() -> Vec<Box<dyn Refusal>> {
    let x = || "x".to_owned();
    let sign_in = [
        F::NotBuilt,
        F::ProviderUnknown,
        F::Throttled { seconds: 2 },
        F::Busy,
        F::FlowUnknown,
        F::Declined,
        F::Unreachable,
        F::ProofRefused { why: "nonce" },
        F::AssuranceTooLow,
        F::LoginMissing,
        F::LoginForeign,
        F::PersonUnknown,
        F::PersonTied,
        F::PersonGoverns,
        F::Inactive,
    ];
    let provider = [
        P::CodeMalformed,
        P::NameMissing,
        P::AddressInsecure { field: "issuer" },
        P::FieldMissing { field: "issuer" },
        P::LoginsMissing,
        P::ValidityBackward,
        P::RoleUnknown { role: x() },
        P::EntityUnknown { entity: x() },
        P::ConditionMalformed { role: x() },
        P::RoleGoverns { role: x() },
        P::MetadataUnfit,
        P::ProviderUnknown { provider: x() },
    ];
    let directory = [
        D::LineUnread { line: 2 },
        D::FieldUnread {
            line: 2,
            field: "active",
        },
        D::LinesDiffer { line: 2, login: x() },
        D::UserUnfit {
            login: x(),
            cause: UserRefusal::NameMissing,
        },
        D::LoginForeign { login: x() },
        D::UserTied { login: x() },
        D::UserGoverns { login: x() },
        D::RoleGoverns { login: x(), role: x() },
        D::RoleUnknown { login: x(), role: x() },
        D::EntityUnknown { line: 2, entity: x() },
    ];
    let mut all: Vec<Box<dyn Refusal>> = Vec::new();
    all.extend(sign_in.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all.extend(
        provider
            .into_iter()
            .map(|refusal| Box::new(refusal) as Box<dyn Refusal>),
    );
    all.extend(
        directory
            .into_iter()
            .map(|refusal| Box::new(refusal) as Box<dyn Refusal>),
    );
    all
}
