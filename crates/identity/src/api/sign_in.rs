//! `/users/{login}/tokens`, `/sessions`, `/factors`: what who manages users does about another's
//! sign-in (SEC-11, SEC-12).
//!
//! A token is told in the answer that made it, and again to the same request sent with its key, because it follows
//! from both and from the installation's key; never otherwise.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use kameral_access::{
    NewToken, Permission, SessionLine, TokenLine, create_token, end_sessions_of, reset_factors, revoke_token,
    sessions_of, tokens_of_login,
};
use kameral_base::Timestamp;
use kameral_site::api::{Answer, Api, ApiVisit, Operation, Sent, json};
use kameral_site::{asked, told};

const TOKENS: &str = "/api/v1/entities/{entity}/users/{login}/tokens";
const SESSIONS: &str = "/api/v1/entities/{entity}/users/{login}/sessions";

asked! {
    /// A token to be made, for the entity in the address.
    pub struct TokenAsked {
        /// What it is for.
        name: String,
        /// Codes of what it may: none that is for persons alone.
        permissions: Vec<String>,
        /// For how many days: at most 366.
        days: i64,
    }
}

told! {
    /// A token that was made.
    pub struct TokenMadeTold {
        /// Its number, to revoke it by.
        number: i64,
        /// The token, told to this request alone, also when it is sent again; none when the installation has no
        /// file of keys and the request was sent again.
        token: Option<String>,
    }
}

told! {
    /// *Programnyckel*.
    pub struct TokenTold {
        /// Its number, to revoke it by.
        number: i64,
        /// What it is for.
        name: String,
        /// Codes of what it may.
        permissions: Vec<String>,
        /// When it was made.
        created_at: Timestamp,
        /// When it ends.
        expires_at: Timestamp,
        /// When it was last used, to the minute.
        used_at: Option<Timestamp>,
        /// When it was revoked.
        revoked_at: Option<Timestamp>,
    }
}

told! {
    /// A user's tokens.
    pub struct TokensTold {
        /// The latest first.
        tokens: Vec<TokenTold>,
    }
}

told! {
    /// A living session.
    pub struct SessionTold {
        /// When it began.
        started_at: Timestamp,
        /// When it was last used, to the minute.
        seen_at: Timestamp,
        /// From which address it began.
        address: String,
        /// What the browser called itself.
        agent: String,
        /// `password`, `passkey`, `oidc` or `saml`.
        method: String,
        /// Whether identity was proven by two factors.
        two_factors: bool,
    }
}

told! {
    /// A user's living sessions.
    pub struct SessionsTold {
        /// The latest first.
        sessions: Vec<SessionTold>,
    }
}

pub fn routes() -> Api {
    let managing = |summary| Operation::new(summary).needs(Permission::UserManage);
    Api::new("sign-in of users")
        .get(TOKENS, tokens, managing("A user's tokens").gives::<TokensTold>())
        .post(
            TOKENS,
            create,
            managing("Make a token for an integration here")
                .note("Who signs in makes their own. The token is told to this request alone.")
                .takes::<TokenAsked>()
                .gives::<TokenMadeTold>()
                .made(),
        )
        .delete(
            "/api/v1/entities/{entity}/users/{login}/tokens/{number}",
            revoke,
            managing("Revoke a token").silent(),
        )
        .get(
            SESSIONS,
            sessions,
            managing("A user's living sessions").gives::<SessionsTold>(),
        )
        .delete(SESSIONS, end, managing("End a user's sessions").silent())
        .delete(
            "/api/v1/entities/{entity}/users/{login}/factors",
            reset,
            managing("Take a user's second factors away, with the sessions")
                .note("For a lost telephone. Make sure first who it is that asks.")
                .silent(),
        )
}

async fn tokens(visit: ApiVisit, Path((_, login)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let found = tokens_of_login(&visit.cx, &login).map_err(|stop| visit.problem(stop))?;
            let tokens = found.into_iter().map(token_told).collect();
            json(StatusCode::OK, &TokensTold { tokens })
        })
        .await
}

async fn create(visit: ApiVisit, Path((_, login)): Path<(String, String)>, sent: Sent) -> Response {
    visit.answer(move |visit| created(visit, &login, &sent.0)).await
}

fn created(visit: &ApiVisit, login: &str, body: &[u8]) -> Answer {
    let asked: TokenAsked = visit.read(body)?;
    let new = NewToken {
        name: asked.name,
        permissions: asked.permissions,
        entities: vec![visit.cx.entity()],
        days: asked.days,
    };
    let made = create_token(&visit.cx, visit.key(body)?.as_ref(), login, &new);
    let (number, token) = made.map_err(|stop| visit.problem(stop))?;
    json(StatusCode::CREATED, &TokenMadeTold { number, token })
}

async fn revoke(visit: ApiVisit, Path((_, login, number)): Path<(String, String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let number = number.parse().map_err(|_| visit.not_found())?;
            let done = revoke_token(&visit.cx, visit.key(b"")?.as_ref(), &login, number);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

async fn sessions(visit: ApiVisit, Path((_, login)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let found = sessions_of(&visit.cx, &login).map_err(|stop| visit.problem(stop))?;
            let sessions = found.into_iter().map(session_told).collect();
            json(StatusCode::OK, &SessionsTold { sessions })
        })
        .await
}

async fn end(visit: ApiVisit, Path((_, login)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let done = end_sessions_of(&visit.cx, visit.key(b"")?.as_ref(), &login);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

async fn reset(visit: ApiVisit, Path((_, login)): Path<(String, String)>) -> Response {
    visit
        .answer(move |visit| {
            let done = reset_factors(&visit.cx, visit.key(b"")?.as_ref(), &login);
            done.map_err(|stop| visit.problem(stop))?;
            Ok(StatusCode::NO_CONTENT.into_response())
        })
        .await
}

fn token_told(token: TokenLine) -> TokenTold {
    TokenTold {
        number: token.number,
        name: token.name,
        permissions: token.permissions,
        created_at: token.created_at,
        expires_at: token.expires_at,
        used_at: token.used_at,
        revoked_at: token.revoked_at,
    }
}

fn session_told(session: SessionLine) -> SessionTold {
    SessionTold {
        started_at: session.started_at,
        seen_at: session.seen_at,
        address: session.address,
        agent: session.agent,
        method: session.method.word().to_owned(),
        two_factors: session.two_factors,
    }
}
