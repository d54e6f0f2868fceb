//! Stories of SAML. The provider's answers are written out, so that each can be wrong in its own way.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::io::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use expect_test::{Expect, expect};
use jiff::SignedDuration;
use kameral_access::INSTALLATION;
use kameral_base::Timestamp;
use kameral_identity::federation::Provider;
use kameral_store::Store;
use kameral_store::testing::each_migrated;
use kameral_ui::Address;
use saml_rs::crypto::construct_saml_signature;
use saml_rs::crypto::keys::load_private_key;
use saml_rs::{
    AuthnRequest, AuthnRequestValidationPolicy, BrowserInput, CertificatePem, Credentials, EntityId, Idp, IdpConfig,
    IdpValidationPolicy, MetadataTrustPolicy, PrivateKeyPem, ReplayPolicy, Saml, SamlValidationContext, SpDescriptor,
    SsoEndpoint,
};
use serde_json::json;

use crate::federation::keys::{self, Key};
use crate::federation::world::World;

const ISSUER: &str = "https://idp.test/metadata";
const SSO: &str = "https://idp.test/sso";
const BACK: &str = "https://ekonomi.test/logga-in/med/ssn/svar";
const PATH: &str = "/logga-in/med/ssn/svar";
const OURS: &str = "https://ekonomi.test/logga-in/med/ssn/metadata";
const RSA_SHA256: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const RSA_SHA1: &str = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
const TRANSFORMS: [&str; 2] = [
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
];

fn now() -> Timestamp {
    "2026-06-30T08:00:00Z".parse().unwrap()
}

/// What an answer says.
#[derive(Clone)]
struct Said {
    response: String,
    assertion: String,
    issuer: String,
    to: String,
    recipient: String,
    audience: String,
    question: String,
    from: i64,
    until: i64,
    /// When the person showed the provider who they are, in seconds from now.
    proven: i64,
    login: String,
    status: &'static str,
}

struct Story {
    world: World,
    idp: Saml<Idp>,
    key: Key,
    made: u32,
    _files: [tempfile::NamedTempFile; 2],
}

impl Story {
    fn begin(store: &Store) -> Self {
        let world = World::new(store, now);
        let (key, ours) = (keys::new(), keys::new());
        let file = |text: &str| {
            let mut file = tempfile::NamedTempFile::new().unwrap();
            file.write_all(text.as_bytes()).unwrap();
            file
        };
        let files = [file(&ours.pkcs8), file(&ours.certificate)];
        let idp = IdpConfig::builder(EntityId::try_new(ISSUER).unwrap())
            .sso_endpoint(SsoEndpoint::redirect(SSO).unwrap())
            .credentials(Credentials {
                signing_key: Some(PrivateKeyPem::new(key.pkcs8.clone())),
                signing_certificate: Some(CertificatePem::new(key.certificate.clone())),
                ..Credentials::default()
            })
            .validation(IdpValidationPolicy {
                authn_requests: AuthnRequestValidationPolicy::RequireSigned,
                ..IdpValidationPolicy::recommended()
            });
        let idp = Saml::idp(idp.build().unwrap()).unwrap();
        let provider: Provider = serde_json::from_value(json!({
            "code": "ssn",
            "name": "Strandskyddsnämnden",
            "kind": "saml",
            "issuer": ISSUER,
            "metadata": idp.metadata_xml(),
            "key_file": files[0].path(),
            "certificate_file": files[1].path(),
            "our_address": "https://ekonomi.test",
            "login_claim": "mail",
            "name_claim": "displayName",
            "groups_claim": "groups",
            "logins": ["@ssn.se"],
            "creates": true,
            "assurance": ["http://id.elegnamnden.se/loa/1.0/loa3"],
            "roles": [{ "group": "ekonomer", "entity": "1098", "role": "controller" }],
        }))
        .unwrap();
        assert_eq!(world.keep(&provider), "kept, version 1");
        Self {
            world,
            idp,
            key,
            made: 0,
            _files: files,
        }
    }

    /// The browser asks, and the provider checks the question's signature; answers its number and state.
    fn ask(&mut self) -> (String, String) {
        let metadata = self.world.get("/logga-in/med/ssn/metadata").text;
        let ours = SpDescriptor::from_metadata_xml_for(
            EntityId::try_new(OURS).unwrap(),
            &metadata,
            MetadataTrustPolicy::UnsignedForCompatibility,
        );
        let sent = self.world.get("/logga-in/med/ssn?till=%2F1098");
        let (to, query) = sent.location.split_once('?').unwrap_or_else(|| panic!("{}", sent.text));
        assert_eq!(to, SSO);
        let context = SamlValidationContext::new(now().into(), ReplayPolicy::DisabledForCompatibility);
        let input = BrowserInput::<AuthnRequest>::redirect(query);
        let received = self.idp.receive_sso(&ours.unwrap(), input, context).unwrap();
        let state = Address::parse(&format!("?{query}"))
            .get("RelayState")
            .unwrap()
            .to_owned();
        (received.message().id().as_str().to_owned(), state)
    }

    /// A good answer to a question.
    fn good(&mut self, question: &str) -> Said {
        self.made += 1;
        Said {
            response: format!("_svar{}", self.made),
            assertion: format!("_intyg{}", self.made),
            issuer: ISSUER.to_owned(),
            to: BACK.to_owned(),
            recipient: BACK.to_owned(),
            audience: OURS.to_owned(),
            question: question.to_owned(),
            from: -30,
            until: 300,
            proven: 0,
            login: "anna@ssn.se".to_owned(),
            status: "Success",
        }
    }

    /// The browser brings an answer from the provider's page.
    fn post(&mut self, xml: &str, state: &str) -> String {
        let answer = STANDARD.encode(xml);
        let answer = self
            .world
            .post_from_elsewhere(PATH, &[("SAMLResponse", &answer), ("RelayState", state)]);
        format!("{}; {}", self.world.told(&answer), self.world.who())
    }

    /// A whole sign-in with an answer that is wrong in some way; answers what the person is told.
    fn sign_in(&mut self, say: impl FnOnce(&mut Said), change: impl FnOnce(&Self, String) -> String) -> String {
        self.world.cookies.clear();
        let (question, state) = self.ask();
        let mut said = self.good(&question);
        say(&mut said);
        let xml = change(self, said.xml());
        self.post(&xml, &state)
    }
}

impl Said {
    fn assertion_xml(&self) -> String {
        let at = |seconds: i64| {
            (now() + SignedDuration::from_secs(seconds))
                .strftime("%Y-%m-%dT%H:%M:%SZ")
                .to_string()
        };
        let (issued, from, until) = (at(0), at(self.from), at(self.until));
        let proven = at(self.proven);
        let Self {
            assertion,
            issuer,
            recipient,
            audience,
            question,
            login,
            ..
        } = self;
        format!(
            "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{assertion}\" Version=\"2.0\" \
             IssueInstant=\"{issued}\"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject>\
             <saml:NameID Format=\"urn:oasis:names:tc:SAML:2.0:nameid-format:persistent\">p-{login}</saml:NameID>\
             <saml:SubjectConfirmation Method=\"urn:oasis:names:tc:SAML:2.0:cm:bearer\">\
             <saml:SubjectConfirmationData NotOnOrAfter=\"{until}\" Recipient=\"{recipient}\" InResponseTo=\"{question}\"/>\
             </saml:SubjectConfirmation></saml:Subject>\
             <saml:Conditions NotBefore=\"{from}\" NotOnOrAfter=\"{until}\"><saml:AudienceRestriction>\
             <saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>\
             <saml:AuthnStatement AuthnInstant=\"{proven}\" SessionIndex=\"s1\"><saml:AuthnContext>\
             <saml:AuthnContextClassRef>http://id.elegnamnden.se/loa/1.0/loa3</saml:AuthnContextClassRef>\
             </saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>\
             <saml:Attribute Name=\"mail\"><saml:AttributeValue>{login}</saml:AttributeValue></saml:Attribute>\
             <saml:Attribute Name=\"displayName\"><saml:AttributeValue>Anna Ek</saml:AttributeValue></saml:Attribute>\
             <saml:Attribute Name=\"groups\"><saml:AttributeValue>ekonomer</saml:AttributeValue>\
             <saml:AttributeValue>alla</saml:AttributeValue></saml:Attribute>\
             </saml:AttributeStatement></saml:Assertion>"
        )
    }

    fn xml(&self) -> String {
        let issued = now().strftime("%Y-%m-%dT%H:%M:%SZ");
        let Self {
            response,
            issuer,
            to,
            question,
            status,
            ..
        } = self;
        format!(
            "<samlp:Response xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
             xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{response}\" Version=\"2.0\" \
             IssueInstant=\"{issued}\" Destination=\"{to}\" InResponseTo=\"{question}\">\
             <saml:Issuer>{issuer}</saml:Issuer><samlp:Status>\
             <samlp:StatusCode Value=\"urn:oasis:names:tc:SAML:2.0:status:{status}\"/></samlp:Status>{}</samlp:Response>",
            self.assertion_xml()
        )
    }
}

fn on_each(expected: Expect, tell: impl Fn(&mut Story) -> String) {
    let told = RefCell::new(Vec::new());
    each_migrated(&kameral::MIGRATIONS, |store| {
        let mut story = Story::begin(store);
        told.borrow_mut().push(tell(&mut story));
    });
    let told = told.into_inner();
    assert!(
        told.iter().all(|one| *one == told[0]),
        "the engines tell different stories: {told:?}"
    );
    expected.assert_eq(&told[0]);
}

fn rightly(story: &Story, xml: String) -> String {
    sign(&xml, &story.key, RSA_SHA256)
}

/// SEC-11, SEC-23: signed question by redirect, signed answer by post from the provider's page; and what an
/// answer says wrongly is refused, told and kept.
#[test]
fn an_answer_that_is_not_for_us_now_lets_nobody_in() {
    on_each(
        expect![[r#"
        a good answer: inloggad, 0; url=/1098; Anna Ek
        another recipient: nekad proof-refused (403); ingen (303)
        another destination: nekad proof-refused (403); ingen (303)
        another audience: nekad proof-refused (403); ingen (303)
        another issuer: nekad proof-refused (403); ingen (303)
        another question: nekad proof-refused (403); ingen (303)
        expired: nekad proof-refused (403); ingen (303)
        from tomorrow: nekad proof-refused (403); ingen (303)
        the provider says no: nekad proof-refused (403); ingen (303)
        another agency's login: nekad login-foreign (403); ingen (303)
        controller
        operator ; operator ; cli ; entity.init ; 1098 ; accepted ; 
        operator ; operator ; cli ; entity.init ; 2098 ; accepted ; 
        drift ; operator ; cli ; provider.keep ; ssn ; accepted ; 
        ssn ; directory ; web ; user.add ; anna@ssn.se ; accepted ; 
        Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; saml new_device
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused recipient
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused destination
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused audience
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused issuer
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused in_response_to
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused recipient
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused expired
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused status
        ssn ; directory ; web ; session.sign_in ; anna@annan.se ; refused ; federation_login_foreign
    "#]],
        |story| {
            let mut told = String::new();
            let mut tell = |what: &str, said: String| writeln!(told, "{what}: {said}").unwrap();
            tell("a good answer", story.sign_in(|_| {}, rightly));
            tell(
                "another recipient",
                story.sign_in(|s| s.recipient = "https://annan.test/svar".into(), rightly),
            );
            tell(
                "another destination",
                story.sign_in(|s| s.to = "https://annan.test/svar".into(), rightly),
            );
            tell(
                "another audience",
                story.sign_in(|s| s.audience = "https://annan.test/".into(), rightly),
            );
            tell(
                "another issuer",
                story.sign_in(|s| s.issuer = "https://annan.test/".into(), rightly),
            );
            tell(
                "another question",
                story.sign_in(|s| s.question = "_annan".into(), rightly),
            );
            tell("expired", story.sign_in(|s| s.until = -61, rightly));
            tell("from tomorrow", story.sign_in(|s| s.from = 86_400, rightly));
            tell(
                "the provider says no",
                story.sign_in(|s| s.status = "Responder", rightly),
            );
            tell(
                "another agency's login",
                story.sign_in(|s| s.login = "anna@annan.se".into(), rightly),
            );
            told + &story.world.roles("anna@ssn.se") + "\n" + &story.world.history(INSTALLATION)
        },
    );
}

/// SEC-12: a sign-in is as fresh as `AuthnInstant` says.
#[test]
fn a_sign_in_is_as_fresh_as_the_provider_says() {
    on_each(
        expect![[r#"
            a minute ago: true
            an hour ago: false
        "#]],
        |story| {
            let mut told = String::new();
            for (what, proven) in [("a minute ago", -60), ("an hour ago", -3600)] {
                story.sign_in(|s| s.proven = proven, rightly);
                let fresh = story.world.session().is_freshly_proven(now());
                writeln!(told, "{what}: {fresh}").unwrap();
            }
            told
        },
    );
}

/// SEC-11, DEF-13: an answer with one altered byte, by another key, unsigned, weakly signed, with a DOCTYPE, or
/// with a signed assertion beside one that is not, proves nothing.
#[test]
fn an_answer_that_was_tampered_with_lets_nobody_in() {
    on_each(
        expect![[r#"
        one byte: nekad proof-refused (403); ingen (303)
        another key: nekad proof-refused (403); ingen (303)
        no signature: nekad proof-refused (403); ingen (303)
        SHA-1: nekad proof-refused (403); ingen (303)
        a DOCTYPE: nekad proof-refused (403); ingen (303)
        a forged assertion before the signed: nekad proof-refused (403); ingen (303)
        a forged assertion after the signed: nekad proof-refused (403); ingen (303)
        the signed moved into an extension, a forged in its place: nekad proof-refused (403); ingen (303)
        the signed inside the forged one's signature: nekad proof-refused (403); ingen (303)
        the same number twice: nekad proof-refused (403); ingen (303)
        rubbish: nekad proof-refused (403); ingen (303)
        operator ; operator ; cli ; entity.init ; 1098 ; accepted ; 
        operator ; operator ; cli ; entity.init ; 2098 ; accepted ; 
        drift ; operator ; cli ; provider.keep ; ssn ; accepted ; 
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused signature
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused signature
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused signature
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused algorithm
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused form
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused wrapping
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused wrapping
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused signature
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused signature
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused wrapping
        ssn ; directory ; web ; session.sign_in ;  ; refused ; federation_proof_refused form
    "#]],
        |story| {
            let mut told = String::new();
            let mut tell = |what: &str, said: String| writeln!(told, "{what}: {said}").unwrap();
            let evil = |xml: &str| {
                let from = xml.find("<saml:Assertion ").unwrap();
                let until = xml.find("</saml:Assertion>").unwrap() + "</saml:Assertion>".len();
                let signed = xml[from..until].to_owned();
                (from, until, signed)
            };
            // The attacker's own assertion: no signature, another person, another number.
            let forged = |signed: &str| {
                let begin = signed.find("<ds:Signature").unwrap();
                let end = signed.find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
                let bare = format!("{}{}", &signed[..begin], &signed[end..]);
                bare.replace("anna@ssn.se", "eva@ssn.se")
                    .replacen("_intyg", "_falskt", 1)
            };
            tell(
                "one byte",
                story.sign_in(|_| {}, |s, xml| rightly(s, xml).replace("anna@ssn.se", "bnna@ssn.se")),
            );
            tell(
                "another key",
                story.sign_in(|_| {}, |_, xml| sign(&xml, &keys::new(), RSA_SHA256)),
            );
            tell("no signature", story.sign_in(|_| {}, |_, xml| xml));
            tell("SHA-1", story.sign_in(|_| {}, |s, xml| sign(&xml, &s.key, RSA_SHA1)));
            tell(
                "a DOCTYPE",
                story.sign_in(
                    |_| {},
                    |s, xml| {
                        format!(
                            "<!DOCTYPE r [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{}",
                            rightly(s, xml)
                        )
                    },
                ),
            );
            tell(
                "a forged assertion before the signed",
                story.sign_in(
                    |_| {},
                    |s, xml| {
                        let xml = rightly(s, xml);
                        let (from, _, signed) = evil(&xml);
                        format!("{}{}{}", &xml[..from], forged(&signed), &xml[from..])
                    },
                ),
            );
            tell(
                "a forged assertion after the signed",
                story.sign_in(
                    |_| {},
                    |s, xml| {
                        let xml = rightly(s, xml);
                        let (_, until, signed) = evil(&xml);
                        format!("{}{}{}", &xml[..until], forged(&signed), &xml[until..])
                    },
                ),
            );
            tell(
                "the signed moved into an extension, a forged in its place",
                story.sign_in(
                    |_| {},
                    |s, xml| {
                        let xml = rightly(s, xml);
                        let (from, until, signed) = evil(&xml);
                        let forged = forged(&signed);
                        let moved = format!("<samlp:Extensions>{signed}</samlp:Extensions>");
                        let whole = format!("{}{forged}{}", &xml[..from], &xml[until..]);
                        whole.replacen("<samlp:Status>", &format!("{moved}<samlp:Status>"), 1)
                    },
                ),
            );
            tell(
                "the signed inside the forged one's signature",
                story.sign_in(
                    |_| {},
                    |s, xml| {
                        let xml = rightly(s, xml);
                        let (from, until, signed) = evil(&xml);
                        let begin = signed.find("<ds:Signature").unwrap();
                        let end = signed.find("</ds:Signature>").unwrap() + "</ds:Signature>".len();
                        let signature = &signed[begin..end];
                        let bare = format!("{}{}", &signed[..begin], &signed[end..]);
                        let inside = signature.replacen(
                            "</ds:Signature>",
                            &format!("<ds:Object>{bare}</ds:Object></ds:Signature>"),
                            1,
                        );
                        let forged = bare
                            .replace("anna@ssn.se", "eva@ssn.se")
                            .replacen("_intyg", "_falskt", 1);
                        let forged = forged.replacen("<saml:Subject>", &format!("{inside}<saml:Subject>"), 1);
                        format!("{}{forged}{}", &xml[..from], &xml[until..])
                    },
                ),
            );
            tell(
                "the same number twice",
                story.sign_in(
                    |_| {},
                    |s, xml| {
                        let xml = rightly(s, xml);
                        let (from, _, signed) = evil(&xml);
                        let twin = forged(&signed).replacen("_falskt", "_intyg", 1);
                        format!("{}{twin}{}", &xml[..from], &xml[from..])
                    },
                ),
            );
            tell("rubbish", story.sign_in(|_| {}, |_, _| "inte xml".to_owned()));
            told + &story.world.history(INSTALLATION)
        },
    );
}

/// SEC-11: an answer is taken once, by the browser that asked.
#[test]
fn an_answer_is_taken_once_by_who_asked() {
    on_each(
        expect![[r#"
        another browser: nekad flow-unknown (422); ingen (303)
        another state: nekad flow-unknown (422); ingen (303)
        who asked: inloggad, 0; url=/1098; Anna Ek
        the same answer again: nekad flow-unknown (422); ingen (303)
        the same assertion again: nekad flow-unknown (422); ingen (303)
        operator ; operator ; cli ; entity.init ; 1098 ; accepted ; 
        operator ; operator ; cli ; entity.init ; 2098 ; accepted ; 
        drift ; operator ; cli ; provider.keep ; ssn ; accepted ; 
        ssn ; directory ; web ; user.add ; anna@ssn.se ; accepted ; 
        Anna Ek ;  ; web ; session.sign_in ; anna@ssn.se ; accepted ; saml new_device
        ssn ; directory ; web ; session.sign_in ; anna@ssn.se ; refused ; federation_flow_unknown
        ssn ; directory ; web ; session.sign_in ; anna@ssn.se ; refused ; federation_flow_unknown
    "#]],
        |story| {
            let mut told = String::new();
            let mut tell = |what: &str, said: String| writeln!(told, "{what}: {said}").unwrap();
            let (question, state) = story.ask();
            let asked = story.world.cookies.clone();
            let said = story.good(&question);
            let xml = rightly(story, said.xml());
            story.world.cookies.clear();
            tell("another browser", story.post(&xml, &state));
            story.world.cookies = asked.clone();
            tell("another state", story.post(&xml, &"0".repeat(64)));
            story.world.cookies = asked.clone();
            tell("who asked", story.post(&xml, &state));
            story.world.cookies = asked.clone();
            tell("the same answer again", story.post(&xml, &state));
            // The same assertion in another answer, to the same question.
            story.world.cookies = asked;
            let again = xml.replace("_svar", "_nytt");
            tell("the same assertion again", story.post(&again, &state));
            told + &story.world.history(INSTALLATION)
        },
    );
}

fn sign(xml: &str, key: &Key, algorithm: &str) -> String {
    let transforms = TRANSFORMS.map(str::to_owned);
    let signer = load_private_key(&key.pkcs8, None).unwrap();
    construct_saml_signature(xml, false, &signer, &key.certificate, algorithm, &transforms, None).unwrap()
}
