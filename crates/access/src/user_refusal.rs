//! Why a command about a user is refused. The order of the variants is the order they are tried.

use kameral_base::{Place, Refusal, Sentence};

use crate::keys::KeyReused;
use crate::password::{PASSWORD_BYTES_MAX, PASSWORD_CHARS_MIN};
use crate::users::{LOGIN_CHARS_MAX, NAME_CHARS_MAX};

/// One thing that is wrong; all of them are told at once where they can be known at once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UserRefusal {
    /// The idempotency key was used for another request.
    KeyReused(KeyReused),
    /// The login is empty, too long, or has other characters than it may.
    LoginMalformed,
    /// The name is empty.
    NameMissing,
    /// The name has line ends, tabs or other characters that are not written.
    NameMalformed,
    /// The name is too long.
    NameTooLong,
    /// The password is shorter than [`PASSWORD_CHARS_MIN`].
    PasswordTooShort,
    /// The password is longer than [`PASSWORD_BYTES_MAX`].
    PasswordTooLong,
    /// The password is one that everyone tries first.
    PasswordCommon,
    /// The password is the login.
    PasswordIsLogin,
    /// The password is guessed in few attempts: a word, a name, a row of keys.
    PasswordGuessable,
    /// The present password was given wrongly.
    PasswordWrong,
    /// The session has ended while this was done.
    SessionEnded,
    /// Too many wrong passwords in this session.
    PasswordThrottled {
        /// Seconds until the next attempt.
        seconds: i64,
    },
    /// There is no user with that login.
    UserUnknown {
        /// The login.
        login: String,
    },
    /// There is no such role.
    RoleUnknown {
        /// The role's code.
        role: String,
    },
    /// Another user has that login.
    LoginTaken {
        /// The login.
        login: String,
    },
    /// Nobody deactivates themselves, there might be no one left to undo it; and whoever sits down
    /// at an open session must not set its password.
    OwnAccount,
    /// The user holds roles in entities whose users the actor does not manage.
    UserElsewhere {
        /// The login.
        login: String,
    },
}

impl UserRefusal {
    fn parts(&self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::KeyReused(_) => ("key_reused", "refusal-key-reused", "key"),
            Self::LoginMalformed => ("login_malformed", "refusal-login-malformed", "login"),
            Self::NameMissing => ("user_name_missing", "refusal-user-name-missing", "name"),
            Self::NameMalformed => ("user_name_malformed", "refusal-user-name-malformed", "name"),
            Self::NameTooLong => ("user_name_too_long", "refusal-user-name-too-long", "name"),
            Self::PasswordTooShort => ("password_too_short", "refusal-password-too-short", "password"),
            Self::PasswordTooLong => ("password_too_long", "refusal-password-too-long", "password"),
            Self::PasswordCommon => ("password_common", "refusal-password-common", "password"),
            Self::PasswordIsLogin => ("password_is_login", "refusal-password-is-login", "password"),
            Self::PasswordGuessable => ("password_guessable", "refusal-password-guessable", "password"),
            Self::PasswordWrong => ("password_wrong", "refusal-password-wrong", "old_password"),
            Self::SessionEnded => ("session_ended", "refusal-session-ended", ""),
            Self::PasswordThrottled { .. } => ("password_throttled", "refusal-password-throttled", "old_password"),
            Self::UserUnknown { .. } => ("user_unknown", "refusal-user-unknown", "login"),
            Self::RoleUnknown { .. } => ("role_unknown", "refusal-role-unknown", "role"),
            Self::LoginTaken { .. } => ("login_taken", "refusal-login-taken", "login"),
            Self::OwnAccount => ("own_account", "refusal-own-account", "login"),
            Self::UserElsewhere { .. } => ("user_elsewhere", "refusal-user-elsewhere", "login"),
        }
    }
}

impl Refusal for UserRefusal {
    fn name(&self) -> &'static str {
        self.parts().0
    }

    fn sentence(&self) -> Sentence {
        let sentence = Sentence::new(self.parts().1);
        match self {
            Self::KeyReused(reused) => reused.sentence(),
            Self::LoginMalformed => sentence.with("max", LOGIN_CHARS_MAX),
            Self::NameTooLong => sentence.with("max", NAME_CHARS_MAX),
            Self::PasswordTooShort => sentence.with("min", PASSWORD_CHARS_MIN),
            Self::PasswordTooLong => sentence.with("max", PASSWORD_BYTES_MAX),
            Self::PasswordThrottled { seconds } => sentence.with("seconds", *seconds),
            Self::UserUnknown { login } | Self::LoginTaken { login } | Self::UserElsewhere { login } => {
                sentence.with("login", login)
            }
            Self::RoleUnknown { role } => sentence.with("role", role),
            Self::NameMissing
            | Self::NameMalformed
            | Self::PasswordCommon
            | Self::PasswordIsLogin
            | Self::PasswordGuessable
            | Self::PasswordWrong
            | Self::SessionEnded
            | Self::OwnAccount => sentence,
        }
    }

    fn place(&self) -> Place {
        Place::field(self.parts().2)
    }
}

impl From<KeyReused> for UserRefusal {
    fn from(reused: KeyReused) -> Self {
        Self::KeyReused(reused)
    }
}
