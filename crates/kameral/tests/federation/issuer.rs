//! An OpenID Connect provider on loopback, that says what a test wants it to say.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openidconnect::core::{CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PkceCodeChallenge, PkceCodeVerifier, PrivateSigningKey as _};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::federation::keys;

/// The client as the provider knows it.
pub const CLIENT: &str = "kameral";
/// Its secret.
pub const SECRET: &str = "utgivarens hemlighet";

/// How a token is signed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    /// By the provider's present key.
    Rightly,
    /// By a key that the provider does not show.
    ByAnother,
    /// By nobody (`alg` none).
    Not,
    /// Rightly, and changed afterwards.
    Changed,
}

/// A code that was given out.
struct Code {
    claims: Value,
    signed: Signed,
    challenge: String,
}

struct Inside {
    address: String,
    key: CoreRsaPrivateSigningKey,
    codes: BTreeMap<String, Code>,
    made: u32,
}

/// The provider.
#[derive(Clone)]
pub struct Issuer(Arc<Mutex<Inside>>);

fn key(name: &str) -> CoreRsaPrivateSigningKey {
    CoreRsaPrivateSigningKey::from_pem(&keys::new().pkcs1, Some(JsonWebKeyId::new(name.to_owned()))).unwrap()
}

impl Issuer {
    /// Listens on a port of its own.
    pub fn start(runtime: &Runtime) -> Self {
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let issuer = Self(Arc::new(Mutex::new(Inside {
            address,
            key: key("1"),
            codes: BTreeMap::new(),
            made: 0,
        })));
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(described))
            .route("/keys", get(shown))
            .route("/token", post(redeemed))
            .with_state(issuer.clone());
        runtime.spawn(async move { axum::serve(listener, routes).await });
        issuer
    }

    /// Its address, which is its name.
    pub fn address(&self) -> String {
        self.0.lock().unwrap().address.clone()
    }

    /// Signs with another key from now on, and shows that one alone.
    pub fn rotate(&self) {
        self.0.lock().unwrap().key = key("2");
    }

    /// A person has proven who they are: a code for what the browser asked for.
    pub fn code(&self, asked: &BTreeMap<String, String>, claims: Value, signed: Signed) -> String {
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], CLIENT);
        assert_eq!(asked["code_challenge_method"], "S256");
        let mut inside = self.0.lock().unwrap();
        inside.made += 1;
        let code = format!("kod-{}", inside.made);
        let challenge = asked["code_challenge"].clone();
        inside.codes.insert(
            code.clone(),
            Code {
                claims,
                signed,
                challenge,
            },
        );
        code
    }
}

async fn described(State(issuer): State<Issuer>) -> Json<Value> {
    let at = issuer.address();
    Json(json!({
        "issuer": at,
        "authorization_endpoint": format!("{at}/authorize"),
        "token_endpoint": format!("{at}/token"),
        "jwks_uri": format!("{at}/keys"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    }))
}

async fn shown(State(issuer): State<Issuer>) -> Json<Value> {
    let key = issuer.0.lock().unwrap().key.as_verification_key();
    Json(json!({ "keys": [key] }))
}

async fn redeemed(
    State(issuer): State<Issuer>,
    headers: axum::http::HeaderMap,
    Form(sent): Form<BTreeMap<String, String>>,
) -> Response {
    let no = |why: &str| (StatusCode::BAD_REQUEST, Json(json!({ "error": why }))).into_response();
    let encoded = "Basic ".to_owned()
        + &base64::engine::general_purpose::STANDARD.encode(format!("{CLIENT}:{}", SECRET.replace(' ', "+")));
    if headers.get("authorization").and_then(|value| value.to_str().ok()) != Some(&encoded) {
        return no("invalid_client");
    }
    let mut inside = issuer.0.lock().unwrap();
    // A code is good once.
    let Some(code) = inside.codes.remove(&sent["code"]) else {
        return no("invalid_grant");
    };
    let verifier = PkceCodeVerifier::new(sent["code_verifier"].clone());
    if PkceCodeChallenge::from_code_verifier_sha256(&verifier).as_str() != code.challenge {
        return no("invalid_grant");
    }
    let token = token(&inside.key, &code);
    Json(json!({ "access_token": "x", "token_type": "Bearer", "id_token": token })).into_response()
}

fn token(own: &CoreRsaPrivateSigningKey, code: &Code) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let head = match code.signed {
        Signed::Not => json!({ "alg": "none" }),
        _ => json!({ "alg": "RS256", "kid": own.as_verification_key_id() }),
    };
    let said = format!("{}.{}", part(&head), part(&code.claims));
    let sign = |key: &CoreRsaPrivateSigningKey| {
        let signature = key
            .sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, said.as_bytes())
            .unwrap();
        URL_SAFE_NO_PAD.encode(signature)
    };
    match code.signed {
        Signed::Rightly => format!("{said}.{}", sign(own)),
        Signed::ByAnother => format!("{said}.{}", sign(&key("1"))),
        Signed::Not => format!("{said}."),
        Signed::Changed => {
            let mut claims = code.claims.clone();
            claims["preferred_username"] = "eva@ssn.se".into();
            format!("{}.{}.{}", part(&head), part(&claims), sign(own))
        }
    }
}

/// The key's name, as the keys that are shown have it.
trait KeyName {
    fn as_verification_key_id(&self) -> String;
}

impl KeyName for CoreRsaPrivateSigningKey {
    fn as_verification_key_id(&self) -> String {
        let shown = serde_json::to_value(self.as_verification_key()).unwrap();
        shown["kid"].as_str().unwrap().to_owned()
    }
}
