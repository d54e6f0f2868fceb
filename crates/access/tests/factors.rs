//! Stories about second factors: an app for codes, recovery codes, passkeys, and who must have one
//! (SEC-11, SEC-12, DEF-13, reliability §4.7, P28).

use crate::story;

use std::cell::RefCell;

use kameral_access::{
    Browser, FactorRefusal, Factors, HistoryFilter, KeptPasskey, MIGRATIONS, Method, NewPasskey, NewToken, Password,
    ProvenElsewhere, Session, Shown, SignedIn, Standing, TokenRefusal, add_passkey, begin_totp, change_own_password,
    confirm_totp, create_own_token, end_sessions_of, installation_key, load_second_factor, make_recovery_codes,
    passkey_of, passkeys, prove_again, prove_second, proven_elsewhere, recovery_codes_left, refuse_passkey,
    remove_passkey, remove_totp, reset_factors, second_factor_roles, sign_in_by_passkey, totp_begun,
};
use kameral_base::{EntityId, Timestamp, UserId};
use kameral_store::testing::each_migrated;
use kameral_store::{Stop, Store, params};
use story::{FAST, World, with_anna};
use totp_rs::{Algorithm, Builder, Secret};

const PASSWORD: &str = "korrekt-häst-batteri";
const HOME: &str = "192.0.2.1";
const AWAY: &str = "198.51.100.7";

/// What an app shows that was told this key.
fn code(key: &str, at: Timestamp) -> String {
    let secret = Secret::try_from_base32(key).unwrap();
    let totp = Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_secret(secret)
        .build()
        .unwrap();
    totp.generate(u64::try_from(at.as_second()).unwrap()).to_string()
}

fn browser<'a>(world: &'a World, address: &str) -> Browser<'a> {
    let kept = world.browsers.get(&("anna".to_owned(), address.to_owned()));
    Browser {
        address: address.parse().unwrap(),
        agent: "",
        device: kept.map(|(_, device)| device.as_str()),
        former: None,
    }
}

/// Anna with an app for codes: its key, and her recovery codes.
fn with_app(store: &Store) -> (World, String, Vec<String>) {
    installation_key::use_memory(store).unwrap();
    let mut world = with_anna(store);
    let session = world.session("anna").unwrap();
    let setup = begin_totp(store, &session, world.now).unwrap();
    let (token, codes) = confirm_totp(store, &session, &code(&setup.key, world.now), world.now).unwrap();
    keep(&mut world, HOME, token.reveal(), None);
    (world, setup.key, codes)
}

/// What an agency's own sign-in vouches for, that says nothing of when.
fn by_another(user: UserId, factors: Factors) -> ProvenElsewhere {
    ProvenElsewhere {
        user,
        method: Method::Oidc,
        factors,
        proven_at: None,
        forms: None,
    }
}

fn keep(world: &mut World, address: &str, token: &str, device: Option<&str>) {
    let kept = world
        .browsers
        .get_mut(&("anna".to_owned(), address.to_owned()))
        .unwrap();
    token.clone_into(&mut kept.0);
    if let Some(device) = device {
        device.clone_into(&mut kept.1);
    }
}

fn second(world: &mut World, address: &str, typed: &str) -> Result<SignedIn, FactorRefusal> {
    let session = world.session("anna").expect("a session");
    let done = prove_second(
        &world.store,
        &session,
        Shown::Code(typed),
        &browser(world, address),
        world.now,
    );
    match done {
        Ok(signed_in) => {
            keep(
                world,
                address,
                signed_in.token.reveal(),
                Some(signed_in.device.reveal()),
            );
            Ok(signed_in)
        }
        Err(Stop::Refused(refusal)) => Err(refusal),
        Err(stop) => panic!("{stop:?}"),
    }
}

fn refused<T: std::fmt::Debug>(done: Result<T, Stop<FactorRefusal>>) -> FactorRefusal {
    done.unwrap_err().refused().expect("a refusal")
}

/// SEC-12, DEF-13: the right password alone opens nothing; with the code it does; and the code is
/// used once.
#[test]
fn one_factor_alone_opens_nothing() {
    each_migrated(&[MIGRATIONS], |store| {
        let (mut world, key, codes) = with_app(store);
        assert_eq!(codes.len(), 10);
        assert_eq!(world.session("anna").unwrap().standing(), Standing::Whole);
        world.hear("10 minuter går");
        world.sign_in("anna", PASSWORD, HOME, false);
        let half = world.session("anna").unwrap();
        assert_eq!(half.standing(), Standing::FactorAsked);
        assert_eq!(half.entities(store, world.today()).unwrap(), []);
        let cx = half.cx(store, EntityId(1), world.today(), world.now).unwrap();
        assert!(cx.is_none(), "one factor opens no books");
        assert_eq!(
            second(&mut world, HOME, "000000").unwrap_err(),
            FactorRefusal::CodeWrong
        );
        let now = code(&key, world.now);
        second(&mut world, HOME, &now).unwrap();
        let whole = world.session("anna").unwrap();
        assert_eq!(whole.standing(), Standing::Whole);
        assert_eq!(whole.entities(store, world.today()).unwrap(), [EntityId(1)]);
        // The half session's token opens nothing any more, and its forms are still taken.
        assert_eq!(half.csrf(), whole.csrf());
        // The same code, seen over a shoulder.
        world.sign_in("anna", PASSWORD, AWAY, true);
        assert_eq!(second(&mut world, AWAY, &now).unwrap_err(), FactorRefusal::CodeWrong);
        world.hear("30 sekunder går");
        let next = code(&key, world.now);
        second(&mut world, AWAY, &format!(" {} {}", &next[..3], &next[3..])).unwrap();
        // An earlier step is not taken after a later one.
        world.sign_in("anna", PASSWORD, AWAY, false);
        assert_eq!(second(&mut world, AWAY, &now).unwrap_err(), FactorRefusal::CodeWrong);
        let told: Vec<String> = world
            .lines(0, &HistoryFilter::default())
            .iter()
            .filter(|line| line.command == "session.second_factor" || line.command.starts_with("factor."))
            .map(|line| format!("{} {} {}", line.command, line.outcome.word(), line.detail))
            .collect();
        assert_eq!(
            told,
            [
                "factor.add_totp accepted ",
                "session.second_factor refused code_wrong",
                "session.second_factor accepted code",
                "session.second_factor refused code_wrong",
                "session.second_factor accepted code",
                "session.second_factor refused code_wrong",
            ]
        );
    });
}

/// SEC-12: what a role requires is asked for before anything else is reached.
#[test]
fn a_role_that_requires_a_second_factor_is_not_had_without() {
    each_migrated(&[MIGRATIONS], |store| {
        installation_key::use_memory(store).unwrap();
        let mut world = with_anna(store);
        assert_eq!(world.session("anna").unwrap().standing(), Standing::Whole);
        store
            .write(|tx| {
                load_second_factor(tx, &["ekonom".to_owned()])?;
                Ok::<_, Stop<()>>(())
            })
            .unwrap();
        // At once, also for a session that lives.
        let session = world.session("anna").unwrap();
        assert_eq!(session.standing(), Standing::FactorLacking);
        assert!(
            session
                .cx(store, EntityId(1), world.today(), world.now)
                .unwrap()
                .is_none()
        );
        assert_eq!(world.hear("anna läser").unwrap(), "möter inte företaget");
        let setup = begin_totp(store, &session, world.now).unwrap();
        assert_eq!(totp_begun(store, &session).unwrap(), Some(setup.clone()));
        // An app that is not confirmed is none.
        assert_eq!(world.session("anna").unwrap().standing(), Standing::FactorLacking);
        assert_eq!(
            refused(confirm_totp(store, &session, "000000", world.now)),
            FactorRefusal::CodeWrong
        );
        let (token, _) = confirm_totp(store, &session, &code(&setup.key, world.now), world.now).unwrap();
        assert!(world.session("anna").is_none(), "the old token opens nothing");
        keep(&mut world, HOME, token.reveal(), None);
        assert_eq!(world.hear("anna läser").unwrap(), "allt");
        // A role that was taken requires nothing.
        assert_eq!(store.read(second_factor_roles).unwrap(), ["ekonom"]);
        assert_eq!(
            world
                .hear("operatör gör roll ekonom books.read voucher.post utan_faktor")
                .unwrap(),
            "ja"
        );
        assert_eq!(store.read(second_factor_roles).unwrap(), Vec::<String>::new());
    });
}

/// SEC-12, SEC-25: nobody frees a role they hold of its second factor; one that governs is freed only by who holds
/// what it governs.
#[test]
fn nobody_frees_a_role_of_their_own_of_its_second_factor() {
    each_migrated(&[MIGRATIONS], |store| {
        let (mut world, _, _) = with_app(store);
        let mut hear = |wish: &str| world.hear(wish).unwrap();
        hear("operatör gör roll ekonom books.read voucher.post role.manage med_faktor");
        hear("operatör gör roll styr user.manage books.read med_faktor");
        hear("operatör gör roll lasare books.read med_faktor");
        let own = "anna gör roll ekonom books.read voucher.post role.manage";
        assert_eq!(hear(&format!("{own} utan_faktor")), "nekad own_role_freed");
        assert_eq!(
            hear("anna gör roll ekonom books.read role.manage utan_faktor"),
            "nekad own_role_freed"
        );
        assert_eq!(hear(&format!("{own} med_faktor")), "ja");
        assert_eq!(hear(own), "ja");
        assert_eq!(
            hear("anna gör roll styr user.manage books.read utan_faktor"),
            "saknar user.manage"
        );
        assert_eq!(hear("anna gör roll styr books.read utan_faktor"), "ja");
        assert_eq!(hear("anna gör roll lasare books.read utan_faktor"), "ja");
        assert_eq!(store.read(second_factor_roles).unwrap(), ["ekonom"]);
    });
}

/// SEC-09, SEC-12: who works for somebody whose role requires a second factor shows one too.
#[test]
fn a_role_that_requires_a_second_factor_is_not_lent_without() {
    each_migrated(&[MIGRATIONS], |store| {
        installation_key::use_memory(store).unwrap();
        let mut world = with_anna(store);
        for wish in [
            "operatör lägger upp bo korrekt-häst-batteri Bo Alm",
            "roll läsare books.read",
            "operatör ger bo läsare",
            "roll chef books.read report.run",
            "operatör lägger upp cy korrekt-häst-batteri Cy Dal",
            "operatör ger cy chef",
            "operatör ger cy läsare",
            "bo loggar in korrekt-häst-batteri",
        ] {
            world.hear(wish);
        }
        store
            .write(|tx| {
                load_second_factor(tx, &["chef".to_owned()])?;
                Ok::<_, Stop<()>>(())
            })
            .unwrap();
        assert_eq!(world.session("bo").unwrap().standing(), Standing::Whole);
        world.hear("operatör utser bo för cy som läsare till 2026-03-31");
        assert_eq!(world.session("bo").unwrap().standing(), Standing::Whole);
        world.hear("operatör avslutar ersättare 1");
        world.hear("operatör utser bo för cy till 2026-03-31");
        assert_eq!(world.session("bo").unwrap().standing(), Standing::FactorLacking);
        assert_eq!(world.hear("bo läser").unwrap(), "möter inte företaget");
        world.hear("operatör avslutar ersättare 2");
        assert_eq!(world.session("bo").unwrap().standing(), Standing::Whole);
    });
}

/// Ten codes, each used once; a new set ends the old.
#[test]
fn recovery_codes_stand_in_for_a_lost_telephone() {
    each_migrated(&[MIGRATIONS], |store| {
        let (mut world, _, codes) = with_app(store);
        let left = |world: &World| recovery_codes_left(store, &world.session("anna").unwrap()).unwrap();
        assert_eq!(left(&world), 10);
        world.hear("10 minuter går");
        world.sign_in("anna", PASSWORD, AWAY, true);
        assert_eq!(
            second(&mut world, AWAY, "2222-2222-2222-2222").unwrap_err(),
            FactorRefusal::CodeWrong
        );
        second(&mut world, AWAY, &codes[3].to_uppercase()).unwrap();
        assert_eq!(left(&world), 9);
        world.sign_in("anna", PASSWORD, AWAY, false);
        assert_eq!(
            second(&mut world, AWAY, &codes[3]).unwrap_err(),
            FactorRefusal::CodeWrong
        );
        second(&mut world, AWAY, &codes[4]).unwrap();
        let new = make_recovery_codes(store, &world.session("anna").unwrap(), world.now).unwrap();
        assert_eq!(left(&world), 10);
        world.sign_in("anna", PASSWORD, AWAY, false);
        assert_eq!(
            second(&mut world, AWAY, &codes[5]).unwrap_err(),
            FactorRefusal::CodeWrong
        );
        second(&mut world, AWAY, &new[5]).unwrap();
        // Nothing of them is kept that opens anything.
        let kept: Vec<Vec<u8>> = store
            .read(|tx| {
                tx.all("select code_sha256 from recovery_code", params![], |row| {
                    row.get("code_sha256")
                })
            })
            .unwrap();
        assert_eq!(kept.len(), 10);
        for code in &new {
            let typed: Vec<u8> = code.bytes().filter(u8::is_ascii_alphanumeric).collect();
            let shows = |kept: &Vec<u8>| kept.len() != 32 || kept.windows(4).any(|bytes| bytes == &typed[..4]);
            assert!(!kept.iter().any(shows), "a hash, and nothing of the code");
        }
        // Without the factor they stand in for, they are nothing.
        remove_totp(store, &world.session("anna").unwrap(), world.now).unwrap();
        assert_eq!(left(&world), 0);
    });
}

/// Whoever guesses elsewhere holds no known browser back (reliability §4.7).
#[test]
fn guesses_elsewhere_do_not_hold_back_a_known_browser() {
    each_migrated(&[MIGRATIONS], |store| {
        let (mut world, key, _) = with_app(store);
        // With the password, and from many networks.
        let mut told = Vec::new();
        for number in 0..40 {
            world.hear("1 sekunder går");
            let address = format!("198.51.100.{number}");
            world.sign_in("anna", PASSWORD, &address, true);
            told.push(second(&mut world, &address, "000000").unwrap_err());
        }
        assert!(
            told[..10].iter().all(|told| *told == FactorRefusal::CodeWrong),
            "{told:?}"
        );
        let held = |told: &FactorRefusal| matches!(told, FactorRefusal::FactorThrottled { .. });
        assert!(told[10..].iter().all(held), "{told:?}");
        world.hear("1 minuter går");
        world.sign_in("anna", PASSWORD, HOME, false);
        let now = code(&key, world.now);
        second(&mut world, HOME, &now).unwrap();
        assert_eq!(world.hear("anna läser").unwrap(), "allt");
    });
}

/// Half a sign-in makes no browser known: who has the password alone gets no gate of their own.
#[test]
fn a_browser_is_known_by_a_whole_sign_in_only() {
    each_migrated(&[MIGRATIONS], |store| {
        let (mut world, _, _) = with_app(store);
        let known = |store: &Store| -> i64 {
            let count = |tx: &mut kameral_store::Tx| {
                tx.one("select count(*) as known from device", params![], |row| {
                    row.get("known")
                })
            };
            store.read(count).unwrap()
        };
        let before = known(store);
        world.sign_in("anna", PASSWORD, AWAY, true);
        assert_eq!(known(store), before);
    });
}

/// Identity proven again: a new token, the same forms, and what is sensitive is open for a while.
#[test]
fn what_is_sensitive_needs_a_fresh_proof() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        world.hear("roll forvaltare user.manage period.manage books.read");
        world.hear("operatör lägger upp eva korrekt-häst-batteri");
        world.hear("operatör ger eva forvaltare");
        world.sign_in("eva", PASSWORD, HOME, false);
        assert_eq!(world.hear("eva stänger anna").unwrap(), "ja");
        world.hear("5 minuter går");
        assert_eq!(world.hear("eva öppnar anna").unwrap(), "saknar proof.needed");
        assert_eq!(world.hear("eva läser").unwrap(), "allt");
        let session = world.session("eva").unwrap();
        let eva = ("eva".to_owned(), HOME.to_owned());
        let (token, device) = world.browsers[&eva].clone();
        let at_home = Browser {
            address: HOME.parse().unwrap(),
            agent: "",
            device: Some(&device),
            former: None,
        };
        let prove = |password: &str| {
            let password = kameral_access::Password::new(password);
            prove_again(store, FAST, &session, Shown::Password(&password), &at_home, world.now)
        };
        assert_eq!(refused(prove("fel-häst-batteri")), FactorRefusal::CodeWrong);
        let proven = prove(PASSWORD).unwrap();
        assert!(Session::find(store, &token, world.now).unwrap().is_none());
        let again = Session::find(store, proven.token.reveal(), world.now).unwrap().unwrap();
        assert_eq!(again.csrf(), session.csrf());
        assert!(again.is_freshly_proven(world.now));
        world.browsers.insert(eva, (proven.token.reveal().to_owned(), device));
        assert_eq!(world.hear("eva öppnar anna").unwrap(), "ja");
        // One's own factors likewise.
        world.hear("5 minuter går");
        let session = world.session("eva").unwrap();
        assert_eq!(
            refused(make_recovery_codes(store, &session, world.now)),
            FactorRefusal::ProofNeeded
        );
        let lines = world.lines(1, &HistoryFilter::default());
        let told = lines.iter().map(|line| (line.command.as_str(), line.detail.as_str()));
        assert!(told.clone().any(|told| told == ("user.activate", "proof.needed")));
    });
}

/// ASVS 7.2.4: what the user may do has changed, so the token is changed at the next page.
#[test]
fn a_role_given_or_taken_changes_the_token() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        assert!(!world.session("anna").unwrap().renewal_due());
        world.hear("roll chef books.read");
        world.hear("operatör ger anna chef");
        let session = world.session("anna").unwrap();
        assert!(session.renewal_due());
        let token = session.renew(store).unwrap().unwrap();
        assert!(world.session("anna").is_none());
        // Of two pages at once the later one takes nothing from the browser.
        assert!(session.renew(store).unwrap().is_none());
        keep(&mut world, HOME, token.reveal(), None);
        let renewed = world.session("anna").unwrap();
        assert!(!renewed.renewal_due());
        assert_eq!(renewed.csrf(), session.csrf());
        world.hear("operatör tar anna 2");
        assert!(world.session("anna").unwrap().renewal_due());
    });
}

/// A passkey alone is two factors; removed, it opens nothing.
#[test]
fn a_passkey_signs_in_until_it_is_removed() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let session = world.session("anna").unwrap();
        let new = NewPasskey {
            credential_id: b"nyckel",
            credential: "{}",
            name: " Arbetsdatorn ",
        };
        let nameless = NewPasskey { name: " ", ..new };
        assert_eq!(
            refused(add_passkey(store, &session, &nameless, world.now)),
            FactorRefusal::PasskeyNameMalformed
        );
        let (token, codes) = add_passkey(store, &session, &new, world.now).unwrap();
        assert_eq!(codes.len(), 10);
        keep(&mut world, HOME, token.reveal(), None);
        let session = world.session("anna").unwrap();
        assert_eq!(
            refused(add_passkey(store, &session, &new, world.now)),
            FactorRefusal::PasskeyTaken
        );
        let kept = passkey_of(store, b"nyckel").unwrap().unwrap();
        let away = Browser {
            address: AWAY.parse().unwrap(),
            agent: "",
            device: None,
            former: None,
        };
        let signed_in = sign_in_by_passkey(store, &kept, "{1}", &away, world.now).unwrap();
        let by_key = Session::find(store, signed_in.token.reveal(), world.now)
            .unwrap()
            .unwrap();
        assert_eq!((by_key.standing(), by_key.method()), (Standing::Whole, Method::Passkey));
        let lines = passkeys(store, &session).unwrap();
        assert_eq!(
            (lines[0].name.as_str(), lines[0].used_at),
            ("Arbetsdatorn", Some(world.now))
        );
        assert_eq!(passkey_of(store, b"nyckel").unwrap().unwrap().credential, "{1}");
        // The password asks for it now.
        world.sign_in("anna", PASSWORD, HOME, false);
        let half = world.session("anna").unwrap();
        assert_eq!(half.standing(), Standing::FactorAsked);
        let shown = Shown::Passkey(&kept, "{2}");
        let whole = prove_second(store, &half, shown, &browser(&world, HOME), world.now).unwrap();
        // The browser's former session ended when it signed in anew.
        assert_eq!(
            refused(remove_passkey(store, &session, kept.number, world.now)),
            FactorRefusal::SessionEnded
        );
        let session = Session::find(store, whole.token.reveal(), world.now).unwrap().unwrap();
        remove_passkey(store, &session, kept.number, world.now).unwrap();
        assert_eq!(
            refused(remove_passkey(store, &session, kept.number, world.now)),
            FactorRefusal::PasskeyUnknown
        );
        assert!(sign_in_by_passkey(store, &kept, "{3}", &away, world.now).is_err());
        assert!(passkey_of(store, b"nyckel").unwrap().is_none());
    });
}

/// SEC-12: with the password alone nothing is put beside or in place of a factor the user has, and no
/// token is made.
#[test]
fn one_factor_alone_changes_no_factors() {
    each_migrated(&[MIGRATIONS], |store| {
        let (mut world, key, _) = with_app(store);
        world.hear("2 minuter går");
        world.sign_in("anna", PASSWORD, AWAY, false);
        let half = world.session("anna").unwrap();
        assert_eq!(half.standing(), Standing::FactorAsked);
        assert!(half.is_freshly_proven(world.now));
        let new = NewPasskey {
            credential_id: b"nyckel",
            credential: "{}",
            name: "En annans dator",
        };
        let needed = FactorRefusal::ProofNeeded;
        assert_eq!(refused(add_passkey(store, &half, &new, world.now)), needed);
        assert_eq!(refused(remove_passkey(store, &half, 1, world.now)), needed);
        assert_eq!(refused(begin_totp(store, &half, world.now)), needed);
        assert_eq!(refused(confirm_totp(store, &half, "000000", world.now)), needed);
        assert_eq!(refused(remove_totp(store, &half, world.now)), needed);
        assert_eq!(refused(make_recovery_codes(store, &half, world.now)), needed);
        let token = NewToken {
            name: "skript".to_owned(),
            permissions: vec!["books.read".to_owned()],
            entities: vec![EntityId(1)],
            days: 30,
        };
        let made = create_own_token(store, &half, &token, world.today(), world.now);
        assert_eq!(made.unwrap_err().refused().unwrap(), [TokenRefusal::ProofNeeded]);
        assert!(passkey_of(store, b"nyckel").unwrap().is_none());
        let right = code(&key, world.now);
        second(&mut world, AWAY, &right).unwrap();
    });
}

/// SEC-12: an app that was begun and left is not made a factor by whoever finds the page open, and a code confirms
/// the app it came from and no other.
#[test]
fn an_unfinished_app_is_confirmed_by_a_fresh_proof_and_its_own_code() {
    each_migrated(&[MIGRATIONS], |store| {
        installation_key::use_memory(store).unwrap();
        let mut world = with_anna(store);
        let session = world.session("anna").unwrap();
        let setup = begin_totp(store, &session, world.now).unwrap();
        world.hear("5 minuter går");
        let found = code(&setup.key, world.now);
        assert_eq!(
            refused(confirm_totp(store, &session, &found, world.now)),
            FactorRefusal::ProofNeeded
        );
        // Another app was begun since the code was compared.
        let compared: Vec<u8> = store
            .read(|tx| {
                tx.one("select secret_sealed from totp", params![], |row| {
                    row.get("secret_sealed")
                })
            })
            .unwrap();
        world.sign_in("anna", PASSWORD, HOME, false);
        let session = world.session("anna").unwrap();
        begin_totp(store, &session, world.now).unwrap();
        let confirmed = store.write(|tx| {
            let done = params![session.user(), world.now, 1_i64, &compared];
            Ok::<_, Stop<()>>(tx.exec(include_str!("../src/sql/confirm_totp.sql"), done)?)
        });
        assert_eq!(confirmed.unwrap(), 0);
    });
}

/// SEC-11: a session that was ended while a request of it was on its way gains nothing, changes nothing and makes
/// no token.
#[test]
fn a_session_that_has_ended_gains_nothing() {
    each_migrated(&[MIGRATIONS], |store| {
        installation_key::use_memory(store).unwrap();
        let mut world = with_anna(store);
        let session = world.session("anna").unwrap();
        let setup = begin_totp(store, &session, world.now).unwrap();
        end_sessions_of(&world.operator(0), None, "anna").unwrap();
        let new = NewPasskey {
            credential_id: b"nyckel",
            credential: "{}",
            name: "En annans dator",
        };
        let ended = FactorRefusal::SessionEnded;
        let right = code(&setup.key, world.now);
        assert_eq!(refused(add_passkey(store, &session, &new, world.now)), ended);
        assert_eq!(refused(confirm_totp(store, &session, &right, world.now)), ended);
        assert_eq!(refused(begin_totp(store, &session, world.now)), ended);
        assert_eq!(refused(remove_totp(store, &session, world.now)), ended);
        assert_eq!(refused(remove_passkey(store, &session, 1, world.now)), ended);
        assert_eq!(refused(make_recovery_codes(store, &session, world.now)), ended);
        let password = Password::new(PASSWORD);
        let home = browser(&world, HOME);
        let shown = Shown::Password(&password);
        assert_eq!(
            refused(prove_again(store, FAST, &session, shown, &home, world.now)),
            ended
        );
        let changed = change_own_password(
            store,
            FAST,
            &session,
            &password,
            &Password::new("rätt-häst-batteri"),
            world.now,
        );
        assert_eq!(
            changed.unwrap_err().refused().unwrap(),
            [kameral_access::UserRefusal::SessionEnded]
        );
        let token = NewToken {
            name: "skript".to_owned(),
            permissions: vec!["books.read".to_owned()],
            entities: vec![EntityId(1)],
            days: 30,
        };
        let made = create_own_token(store, &session, &token, world.today(), world.now);
        assert_eq!(made.unwrap_err().refused().unwrap(), [TokenRefusal::SessionEnded]);
        let kept: i64 = store
            .read(|tx| {
                let sql = "select (select count(*) from passkey) + (select count(*) from recovery_code)
                  + (select count(*) from api_token) + (select count(*) from totp where confirmed_at is not null) as kept";
                tx.one(sql, params![], |row| row.get("kept"))
            })
            .unwrap();
        assert_eq!(kept, 0);
        // The password is what it was.
        assert_eq!(world.sign_in("anna", PASSWORD, HOME, false), "inloggad");
    });
}

/// P28: a right passkey of somebody who may not sign in leaves a line that says from where and by what, and
/// nothing else.
#[test]
fn a_passkey_that_opens_nothing_leaves_its_line() {
    each_migrated(&[MIGRATIONS], |store| {
        let mut world = with_anna(store);
        let session = world.session("anna").unwrap();
        let new = NewPasskey {
            credential_id: b"nyckel",
            credential: "{}",
            name: "Arbetsdatorn",
        };
        add_passkey(store, &session, &new, world.now).unwrap();
        let kept = passkey_of(store, b"nyckel").unwrap().unwrap();
        let away = Browser {
            address: AWAY.parse().unwrap(),
            agent: "Mozilla/5.0 Firefox/140.0",
            device: None,
            former: None,
        };
        world.hear("operatör stänger anna");
        assert!(sign_in_by_passkey(store, &kept, "{1}", &away, world.now).is_err());
        refuse_passkey(store, Some(kept.user), &away, "passkey_wrong", world.now).unwrap();
        assert_eq!(passkey_of(store, b"nyckel").unwrap().unwrap().credential, "{}");
        world.hear("operatör öppnar anna");
        assert!(sign_in_by_passkey(store, &kept, "{1}", &away, world.now).is_ok());
        let removed = KeptPasskey { number: 9, ..kept };
        assert!(sign_in_by_passkey(store, &removed, "{2}", &away, world.now).is_err());
        let lines = world.lines(0, &HistoryFilter::default());
        let told: Vec<String> = lines
            .iter()
            .filter(|line| line.command == "session.sign_in" && line.outcome.word() == "refused")
            .map(|line| format!("{} {} {} {}", line.subject, line.detail, line.address, line.client))
            .collect();
        assert_eq!(
            told,
            [
                "anna user_inactive 198.51.100.7 Firefox 140",
                "anna passkey_wrong 198.51.100.7 Firefox 140",
                "anna passkey_removed 198.51.100.7 Firefox 140",
            ]
        );
    });
}

/// Proven by the agency's own sign-in: as many factors as it vouches for.
#[test]
fn whoever_was_proven_elsewhere_is_asked_for_what_is_missing() {
    each_migrated(&[MIGRATIONS], |store| {
        let (mut world, _, _) = with_app(store);
        let anna = world.session("anna").unwrap().user();
        let away = Browser {
            address: AWAY.parse().unwrap(),
            agent: "",
            device: None,
            former: None,
        };
        let standing = |factors| {
            let signed_in = proven_elsewhere(store, &by_another(anna, factors), &away, world.now).unwrap();
            let session = Session::find(store, signed_in.token.reveal(), world.now)
                .unwrap()
                .unwrap();
            (session.standing(), session.method())
        };
        assert_eq!(standing(Factors::Two), (Standing::Whole, Method::Oidc));
        assert_eq!(standing(Factors::One), (Standing::FactorAsked, Method::Oidc));
        world.hear("operatör stänger anna");
        let closed = proven_elsewhere(store, &by_another(anna, Factors::Two), &away, world.now);
        assert!(closed.is_err());
        let last = world.lines(0, &HistoryFilter::default()).pop().unwrap();
        assert_eq!(
            (last.outcome.word(), last.detail.as_str()),
            ("refused", "user_inactive")
        );
    });
}

/// A lost telephone: the administrator takes the factors away, and the sessions with them.
#[test]
fn an_administrator_takes_lost_factors_away() {
    each_migrated(&[MIGRATIONS], |store| {
        let (mut world, _, codes) = with_app(store);
        let cx = world.operator(0);
        assert_eq!(reset_factors(&cx, None, "anna").unwrap(), 1);
        assert!(world.session("anna").is_none());
        world.sign_in("anna", PASSWORD, HOME, false);
        assert_eq!(world.session("anna").unwrap().standing(), Standing::Whole);
        assert_eq!(
            second(&mut world, HOME, &codes[0]).unwrap_err(),
            FactorRefusal::TotpMissing
        );
    });
}

/// Reliability rule 17: the secret of the codes cannot be read out of the database, nor moved to
/// another user; and without the key nothing is set up.
#[test]
fn secrets_are_sealed() {
    let sealed = RefCell::new(Vec::new());
    each_migrated(&[MIGRATIONS], |store| {
        let world = with_anna(store);
        let session = world.session("anna").unwrap();
        assert_eq!(
            refused(begin_totp(store, &session, world.now)),
            FactorRefusal::KeysMissing
        );
        installation_key::use_memory(store).unwrap();
        let setup = begin_totp(store, &session, world.now).unwrap();
        let kept: Vec<u8> = store
            .read(|tx| {
                tx.one("select secret_sealed from totp", params![], |row| {
                    row.get("secret_sealed")
                })
            })
            .unwrap();
        let secret = Secret::try_from_base32(&setup.key).unwrap();
        assert!(!kept.windows(8).any(|bytes| bytes == &secret.as_bytes()[..8]));
        assert!(setup.address.starts_with("otpauth://totp/Kameral:anna?secret="));
        sealed.borrow_mut().push(kept);
        // Another key does not open it.
        installation_key::use_memory(store).unwrap();
        assert!(totp_begun(store, &session).is_err());
    });
    let sealed = sealed.into_inner();
    assert!(sealed.iter().all(|kept| kept.len() == 24 + 20 + 16));
}
