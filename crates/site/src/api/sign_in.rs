//! `/api/v1/sign-in`: a program's session.

use super::{Api, Operation};
use crate::pages::sign_in::enter_by_api;

crate::asked! {
    /// Who signs in.
    pub struct SignInAsked {
        /// The login.
        login: String,
        /// The password.
        password: String,
        /// A one-time code or a recovery code, where the user has a second factor.
        code: Option<String>,
    }
}

crate::told! {
    /// What a program is given.
    pub struct SignedInTold {
        /// The token to send as `Authorization: Bearer …`.
        token: String,
        /// When the session ends at the latest; half an hour without use ends it before.
        expires_in_seconds: i64,
    }
}

/// The route.
pub fn routes() -> Api {
    let told = Operation::new("Sign in")
        .takes::<SignInAsked>()
        .gives::<SignedInTold>()
        .open();
    let told = told.note("401 when login and password do not fit, or the code that the user's second factor asks for; 429 after too many attempts.");
    Api::new("sign-in").post("/api/v1/sign-in", enter_by_api, told)
}
