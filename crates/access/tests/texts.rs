//! Every refusal and every name has words in both languages.

use kameral_access::duty::DutyRefusal;
use kameral_access::personal::ProtectionRefusal;
use kameral_access::proposal::ProposalRefusal;
use kameral_access::{
    FactorRefusal, GrantRefusal, KeyMalformed, KeyReused, LicenceRefusal, Method, Outcome, PERSON_NEEDED, PROOF_NEEDED,
    Permission, RoleChangeRefusal, RoleRefusal, SignInRefusal, SubstituteRefusal, TEXT_EN, TEXT_SV, TokenRefusal,
    UserClass, UserRefusal, needed,
};
use kameral_base::{Pattern, Refusal};
use kameral_store::Denied;
use kameral_ui::texts::{check_complete, check_used};
use kameral_ui::{Language, Source, Texts};

const SOURCES: [Source; 2] = [
    Source {
        name: "access",
        sv: TEXT_SV,
        en: TEXT_EN,
    },
    Source {
        name: "base",
        sv: include_str!("../../base/text/sv.ftl"),
        en: include_str!("../../base/text/en.ftl"),
    },
];

#[test]
fn both_languages_are_complete_and_no_text_is_left_over() {
    check_complete(TEXT_SV, TEXT_EN);
    check_used(TEXT_SV, env!("CARGO_MANIFEST_DIR"), &[]);
}

#[test]
fn every_refusal_has_words_and_a_key_of_its_name() {
    let texts = Texts::load(&SOURCES);
    for refusal in refusals() {
        let sentence = refusal.sentence();
        let of_a_pattern = sentence.key.starts_with("mistake-pattern-");
        let key = format!("refusal-{}", refusal.name().replace('_', "-"));
        assert!(of_a_pattern || sentence.key == key, "{refusal:?}: {}", sentence.key);
        for language in [Language::Sv, Language::En] {
            // Panics in a test when a text or an argument is missing.
            let words = texts.words(language).sentence(&sentence);
            assert!(words.ends_with('.'), "{words}");
        }
    }
}

#[test]
fn every_permission_and_outcome_has_a_name() {
    let texts = Texts::load(&SOURCES);
    for language in [Language::Sv, Language::En] {
        for permission in Permission::ALL {
            assert_eq!(
                permission.text_key(),
                format!("permission-{}", permission.code().replace('.', "-"))
            );
            assert!(texts.has(language, permission.text_key()));
            assert_eq!(Permission::from_code(permission.code()), Some(permission));
        }
        for class in UserClass::ALL {
            assert!(texts.has(language, class.text_key()));
            assert_eq!(UserClass::from_word(class.word()), Some(class));
        }
        for outcome in Outcome::ALL {
            assert_eq!(outcome.text_key(), format!("outcome-{}", outcome.word()));
            assert!(texts.has(language, outcome.text_key()));
        }
        for method in Method::ALL {
            assert_eq!(method.text_key(), format!("method-{}", method.word()));
            assert!(texts.has(language, method.text_key()));
        }
        for permission in [PROOF_NEEDED, PERSON_NEEDED] {
            assert!(needed(&Denied::lacking(permission)).is_some());
        }
    }
}

fn refusals() -> Vec<Box<dyn Refusal>> {
    let login = || "anna".to_owned();
    let role = || "controller".to_owned();
    let rule = || "users_post".to_owned();
    let day = "2026-03-02".parse().unwrap();
    let reused = || KeyReused { key: "k1".to_owned() };
    let users = [
        UserRefusal::KeyReused(reused()),
        UserRefusal::LoginMalformed,
        UserRefusal::NameMissing,
        UserRefusal::NameMalformed,
        UserRefusal::NameTooLong,
        UserRefusal::PasswordTooShort,
        UserRefusal::PasswordTooLong,
        UserRefusal::PasswordCommon,
        UserRefusal::PasswordIsLogin,
        UserRefusal::PasswordGuessable,
        UserRefusal::PasswordWrong,
        UserRefusal::SessionEnded,
        UserRefusal::PasswordThrottled { seconds: 1 },
        UserRefusal::UserUnknown { login: login() },
        UserRefusal::RoleUnknown { role: role() },
        UserRefusal::LoginTaken { login: login() },
        UserRefusal::OwnAccount,
        UserRefusal::UserElsewhere { login: login() },
    ];
    let grants = [
        GrantRefusal::KeyReused(reused()),
        GrantRefusal::DimensionMalformed,
        GrantRefusal::PatternMalformed(Pattern::parse("1-20").unwrap_err()),
        GrantRefusal::PatternNegated,
        GrantRefusal::ValidityBackward,
        GrantRefusal::DecisionMissing,
        GrantRefusal::DecisionMalformed,
        GrantRefusal::DecisionLater,
        GrantRefusal::EntityUnknown,
        GrantRefusal::UserUnknown { login: login() },
        GrantRefusal::OwnRole,
        GrantRefusal::RoleUnknown { role: role() },
        GrantRefusal::RoleHeld { role: role() },
        GrantRefusal::KeptApart {
            role: role(),
            rule: rule(),
            name: "a".to_owned(),
        },
        GrantRefusal::GrantUnknown,
    ];
    let roles = [
        RoleRefusal::RoleIncomplete { role: role() },
        RoleRefusal::PermissionUnknown {
            role: role(),
            permission: "time.travel".to_owned(),
        },
    ];
    let duties = [
        DutyRefusal::KeyReused(reused()),
        DutyRefusal::RuleMalformed,
        DutyRefusal::RuleNameMalformed,
        DutyRefusal::RuleOneSided,
        DutyRefusal::RuleCodeUnknown { code: rule() },
        DutyRefusal::ValidityBackward,
        DutyRefusal::RuleUnknown { rule: rule() },
        DutyRefusal::UserUnknown { login: login() },
        DutyRefusal::OwnException,
        DutyRefusal::ExceptionTooLong,
        DutyRefusal::ControlMissing,
        DutyRefusal::ExceptionUnknown { number: 1 },
        DutyRefusal::PersonMalformed,
        DutyRefusal::OwnAccount,
        DutyRefusal::UserElsewhere { login: login() },
    ];
    let proposals = [
        ProposalRefusal::KeyReused(reused()),
        ProposalRefusal::KindUnknown { kind: rule() },
        ProposalRefusal::Unknown { number: 1 },
        ProposalRefusal::ContentMalformed,
        ProposalRefusal::ReasonMissing,
        ProposalRefusal::DayOutside { max: 90 },
        ProposalRefusal::NobodyElse {
            permission: "user.manage",
        },
        ProposalRefusal::Decided { number: 1 },
        ProposalRefusal::Lapsed { number: 1, day },
        ProposalRefusal::Changed { number: 1 },
        ProposalRefusal::OwnProposal,
        ProposalRefusal::NotOwnProposal,
    ];
    let permission = || "user.manage".to_owned();
    let factors = [
        FactorRefusal::KeysMissing,
        FactorRefusal::ProofNeeded,
        FactorRefusal::SessionEnded,
        FactorRefusal::PersonNeeded,
        FactorRefusal::FactorThrottled { seconds: 2 },
        FactorRefusal::TotpThere,
        FactorRefusal::TotpMissing,
        FactorRefusal::CodeWrong,
        FactorRefusal::PasskeyNameMalformed,
        FactorRefusal::PasskeysFull,
        FactorRefusal::PasskeyTaken,
        FactorRefusal::PasskeyUnknown,
    ];
    let tokens = [
        TokenRefusal::KeyReused(reused()),
        TokenRefusal::ProofNeeded,
        TokenRefusal::SessionEnded,
        TokenRefusal::TokenOfPerson { login: login() },
        TokenRefusal::TokenNameMalformed,
        TokenRefusal::TokenPermissionMissing,
        TokenRefusal::TokenPermissionUnknown {
            permission: permission(),
        },
        TokenRefusal::TokenPermissionSensitive {
            permission: permission(),
        },
        TokenRefusal::TokenEntityUnknown,
        TokenRefusal::TokenDaysMalformed,
        TokenRefusal::User(UserRefusal::OwnAccount),
        TokenRefusal::TokensFull,
        TokenRefusal::TokenUnknown,
    ];
    let protections = [
        ProtectionRefusal::KeyReused(reused()),
        ProtectionRefusal::ReasonMissing,
        ProtectionRefusal::ReasonMalformed,
        ProtectionRefusal::DimensionMissing,
        ProtectionRefusal::SubjectMissing,
        ProtectionRefusal::UserUnknown { login: login() },
        ProtectionRefusal::AlreadySet,
        ProtectionRefusal::NumberUnknown { number: 1 },
    ];
    let changes = [
        RoleChangeRefusal::KeyReused(reused()),
        RoleChangeRefusal::CodeMalformed,
        RoleChangeRefusal::NameMissing,
        RoleChangeRefusal::TextMalformed,
        RoleChangeRefusal::PermissionUnknown {
            role: role(),
            permission: "time.travel".to_owned(),
        },
        RoleChangeRefusal::PermissionsMissing,
        RoleChangeRefusal::ReportsWithoutPermission,
        RoleChangeRefusal::ReportMalformed,
        RoleChangeRefusal::OwnRoleWidened,
        RoleChangeRefusal::OwnRoleFreed,
        RoleChangeRefusal::RoleElsewhere,
    ];
    let substitutes = [
        SubstituteRefusal::KeyReused(reused()),
        SubstituteRefusal::ValidityBackward,
        SubstituteRefusal::TooLong { max: 366 },
        SubstituteRefusal::DecisionMissing,
        SubstituteRefusal::DecisionMalformed,
        SubstituteRefusal::DecisionLater,
        SubstituteRefusal::UserUnknown { login: login() },
        SubstituteRefusal::SamePerson,
        SubstituteRefusal::OwnAppointment,
        SubstituteRefusal::RoleUnknown { role: role() },
        SubstituteRefusal::SubstituteHeld,
        SubstituteRefusal::KeptApart {
            rule: rule(),
            name: rule(),
        },
        SubstituteRefusal::SubstituteUnknown,
    ];
    let licences = [
        LicenceRefusal::KeyReused(reused()),
        LicenceRefusal::NumberNegative,
        LicenceRefusal::DayPassed,
        LicenceRefusal::UserUnknown { login: login() },
        LicenceRefusal::UserElsewhere { login: login() },
        LicenceRefusal::NotAPerson { login: login() },
        LicenceRefusal::HoldingUnknown,
        LicenceRefusal::LicenceHeld { login: login() },
        LicenceRefusal::NumberExceeded {
            class: UserClass::Light,
            day: "2026-03-02".parse().unwrap(),
            number: 3,
        },
        LicenceRefusal::OwnLicenceMissing,
    ];
    let sign_in = [SignInRefusal::Throttled { seconds: 2 }, SignInRefusal::Wrong];
    let mut all: Vec<Box<dyn Refusal>> = vec![Box::new(KeyMalformed), Box::new(reused())];
    all.extend(users.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all.extend(grants.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all.extend(roles.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all.extend(duties.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all.extend(
        proposals
            .into_iter()
            .map(|refusal| Box::new(refusal) as Box<dyn Refusal>),
    );
    all.extend(factors.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all.extend(tokens.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all.extend(
        protections
            .into_iter()
            .map(|refusal| Box::new(refusal) as Box<dyn Refusal>),
    );
    all.extend(changes.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all.extend(
        substitutes
            .into_iter()
            .map(|refusal| Box::new(refusal) as Box<dyn Refusal>),
    );
    all.extend(
        licences
            .into_iter()
            .map(|refusal| Box::new(refusal) as Box<dyn Refusal>),
    );
    all.extend(sign_in.into_iter().map(|refusal| Box::new(refusal) as Box<dyn Refusal>));
    all
}
