//! One sign-in on its way out and back.
//!
//! Everything that binds the answer to the question follows from one secret that only the browser has,
//! in a cookie of ten minutes. So nothing is written before a proof has been checked, and nobody can
//! fill the database by asking.

use kameral_access::Secret;
use kameral_base::{Timestamp, UserId};
use kameral_store::Fault;
use kameral_ui::Address;

/// So long an answer is waited for.
pub const FLOW_SECONDS: i64 = 10 * 60;
/// Between the parts of the cookie.
const MARK: char = '~';
/// The longest way on that is kept; a longer one leads to the start page.
const AIM_BYTES_MAX: usize = 1500;

/// *Förnyad identifiering*: the session in which a new proof was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Again {
    /// Whose it is.
    pub user: UserId,
    /// The token of its forms: they are sent once the proof is there.
    pub forms: Secret,
}

/// *Inloggningsförsök*: what the browser keeps between question and answer.
#[derive(Debug, Clone)]
pub struct Flow {
    token: Secret,
    /// Which provider was asked.
    pub provider: String,
    /// When, in seconds.
    started: i64,
    /// The question's own number, where the protocol gives it one.
    pub question: String,
    /// The session that asks for a new proof; the provider then asks the person, whatever it remembers.
    pub again: Option<Again>,
    /// The mark the browser is known by, if it sent one: it is not sent along from another site.
    pub device: Option<Secret>,
    /// Where the person was going.
    pub aim: String,
}

impl Flow {
    /// A new one.
    pub fn begin(provider: &str, aim: &str, now: Timestamp) -> Result<Self, Fault> {
        let safe = |byte: u8| byte.is_ascii_graphic() && !b"\";,\\~".contains(&byte);
        let local = Address::parse(aim).is_local() && aim.len() <= AIM_BYTES_MAX && aim.bytes().all(safe);
        Ok(Self {
            token: Secret::draw()?,
            provider: provider.to_owned(),
            started: now.as_second(),
            question: String::new(),
            again: None,
            device: None,
            aim: if local { aim.to_owned() } else { "/".to_owned() },
        })
    }

    /// As the browser keeps it.
    pub fn cookie(&self) -> String {
        let started = self.started.to_string();
        let again = self.again.as_ref();
        let again = again.map(|again| format!("{}.{}", again.user, again.forms.reveal()));
        [
            self.token.reveal(),
            &self.provider,
            &started,
            &self.question,
            &again.unwrap_or_default(),
            self.device.as_ref().map_or("", Secret::reveal),
            &self.aim,
        ]
        .join(&MARK.to_string())
    }

    /// Out of a cookie; none when it cannot be one, is another provider's, or is too old.
    pub fn of_cookie(cookie: &str, provider: &str, now: Timestamp) -> Option<Self> {
        let mut parts = cookie.splitn(7, MARK);
        let flow = Self {
            token: Secret::parse(parts.next()?)?,
            provider: parts.next()?.to_owned(),
            started: parts.next()?.parse().ok()?,
            question: parts.next()?.to_owned(),
            again: match parts.next()? {
                "" => None,
                again => {
                    let (user, forms) = again.split_once('.')?;
                    let user = UserId(user.parse().ok()?);
                    let forms = Secret::parse(forms)?;
                    Some(Again { user, forms })
                }
            },
            device: match parts.next()? {
                "" => None,
                mark => Some(Secret::parse(mark)?),
            },
            aim: parts.next()?.to_owned(),
        };
        let age = now.as_second().checked_sub(flow.started)?;
        (flow.provider == provider && (0..=FLOW_SECONDS).contains(&age)).then_some(flow)
    }

    /// What the provider gives back unread (`state`, `RelayState`).
    pub fn state(&self) -> String {
        self.token.derived("federation state").reveal().to_owned()
    }

    /// Whether an answer belongs to this browser.
    pub fn is_mine(&self, state: &str) -> bool {
        // Hashes are compared, so the time it takes tells nothing of the value.
        Secret::parse(state).is_some_and(|state| state.sha256() == self.token.derived("federation state").sha256())
    }

    /// What the provider signs (`nonce`).
    pub fn nonce(&self) -> String {
        self.token.derived("federation nonce").reveal().to_owned()
    }

    /// What proves that who redeems the code is who asked (PKCE).
    pub fn verifier(&self) -> String {
        self.token.derived("federation verifier").reveal().to_owned()
    }

    /// The mark by which this question is answered once.
    pub fn mark(&self) -> [u8; 32] {
        self.token.derived("federation once").sha256()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_belongs_to_one_browser_one_provider_and_ten_minutes() {
        let now: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
        let at = |seconds: i64| now + jiff::SignedDuration::from_secs(seconds);
        let flow = Flow::begin("pv", "/1098/verifikationer?sida=2", now).unwrap();
        let other = Flow::begin("pv", "/", now).unwrap();
        let back = Flow::of_cookie(&flow.cookie(), "pv", at(FLOW_SECONDS)).unwrap();
        assert_eq!(back.aim, "/1098/verifikationer?sida=2");
        assert!(back.is_mine(&flow.state()));
        assert!(!back.is_mine(&other.state()) && !back.is_mine("") && !back.is_mine(&flow.nonce()));
        assert_ne!(flow.state(), flow.nonce());
        assert_ne!(flow.verifier(), flow.nonce());
        assert!(Flow::of_cookie(&flow.cookie(), "pv", at(FLOW_SECONDS + 1)).is_none());
        assert!(Flow::of_cookie(&flow.cookie(), "pv", at(-1)).is_none());
        assert!(Flow::of_cookie(&flow.cookie(), "annan", now).is_none());
        let mut once_more = flow.clone();
        once_more.again = Some(Again {
            user: UserId(7),
            forms: other.token.clone(),
        });
        once_more.device = Some(other.token);
        let kept = once_more.cookie();
        let back = Flow::of_cookie(&kept, "pv", now).unwrap();
        assert_eq!((back.again, back.device), (once_more.again, once_more.device));
        for damaged in [
            "",
            "~~~~~~",
            "a~pv~0~~~~/",
            &flow.cookie()[1..],
            &kept.replace("7.", "7"),
        ] {
            assert!(Flow::of_cookie(damaged, "pv", now).is_none(), "{damaged}");
        }
    }

    #[test]
    fn the_way_on_stays_on_this_host() {
        let now: Timestamp = "2026-03-02T08:00:00Z".parse().unwrap();
        for wrong in [
            "",
            "https://annan.se/",
            "//annan.se",
            "/a;b",
            "/a b",
            "/å",
            "/~x",
            "\\\\annan.se",
        ] {
            assert_eq!(Flow::begin("pv", wrong, now).unwrap().aim, "/", "{wrong}");
        }
    }
}
