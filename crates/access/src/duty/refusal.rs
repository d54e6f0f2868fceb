//! Why a command about separation is refused. The order of the variants is the order they are tried.

use kameral_base::{Place, Refusal, Sentence};

use crate::KeyReused;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DutyRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// The rule's code has other characters than it may.
    RuleMalformed,
    /// The rule has no name, or a name or source that is too long.
    RuleNameMalformed,
    /// A side of the rule names nothing.
    RuleOneSided,
    /// A side names a permission there is not.
    RuleCodeUnknown {
        /// The code.
        code: String,
    },
    /// The last day lies before the first, or has passed.
    ValidityBackward,
    /// There is no such rule.
    RuleUnknown {
        /// The code.
        rule: String,
    },
    /// There is no user with that login.
    UserUnknown {
        /// The login.
        login: String,
    },
    /// Nobody agrees on their own exception.
    OwnException,
    /// An exception is for a year at most.
    ExceptionTooLong,
    /// What is done instead is not said.
    ControlMissing,
    /// There is no such exception in the entity, or it was ended before.
    ExceptionUnknown {
        /// The number.
        number: i64,
    },
    /// The mark of a person is empty or too long.
    PersonMalformed,
    /// Nobody ties their own account, by whichever of their accounts they act.
    OwnAccount,
    /// The user has roles where the actor does not manage users.
    UserElsewhere {
        /// The login.
        login: String,
    },
}

impl DutyRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) => ("key_reused", "refusal-key-reused", "key"),
            Self::RuleMalformed => ("duty_rule_malformed", "refusal-duty-rule-malformed", "rule"),
            Self::RuleNameMalformed => ("duty_rule_name_malformed", "refusal-duty-rule-name-malformed", "name"),
            Self::RuleOneSided => ("duty_rule_one_sided", "refusal-duty-rule-one-sided", "first"),
            Self::RuleCodeUnknown { .. } => ("duty_code_unknown", "refusal-duty-code-unknown", "first"),
            Self::ValidityBackward => ("duty_validity_backward", "refusal-duty-validity-backward", "valid_to"),
            Self::RuleUnknown { .. } => ("duty_rule_unknown", "refusal-duty-rule-unknown", "rule"),
            Self::UserUnknown { .. } => ("user_unknown", "refusal-user-unknown", "login"),
            Self::OwnException => ("own_exception", "refusal-own-exception", "login"),
            Self::ExceptionTooLong => ("exception_too_long", "refusal-exception-too-long", "valid_to"),
            Self::ControlMissing => ("control_missing", "refusal-control-missing", "control"),
            Self::ExceptionUnknown { .. } => ("exception_unknown", "refusal-exception-unknown", "exception"),
            Self::PersonMalformed => ("person_malformed", "refusal-person-malformed", "person"),
            Self::UserElsewhere { .. } => ("user_elsewhere", "refusal-user-elsewhere", "login"),
            Self::OwnAccount => ("own_account_tied", "refusal-own-account-tied", "login"),
        }
    }
}

impl Refusal for DutyRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::RuleCodeUnknown { code } => sentence.with("code", code),
            Self::RuleUnknown { rule } => sentence.with("rule", rule),
            Self::UserUnknown { login } | Self::UserElsewhere { login } => sentence.with("login", login),
            Self::ExceptionUnknown { number } => sentence.with("number", *number),
            _ => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}

impl From<KeyReused> for DutyRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}
