//! Changing one's own password (SEC-11).

use kameral_base::{Refusal, Timestamp};
use kameral_store::{Stop, Store, params};

use crate::history::Outcome;
use crate::password::{self, HashCost, Password};
use crate::secrets::Secret;
use crate::session::{Session, record, write};
use crate::throttle::{self, Throttle};
use crate::user_refusal::UserRefusal;
use crate::users;

/// Changes the password of whoever is signed in, who must know the present one, and ends the
/// user's other sessions. Answers the session's new token.
pub fn change_own_password(
    store: &Store,
    cost: HashCost,
    session: &Session,
    present: &Password,
    new: &Password,
    now: Timestamp,
) -> Result<Secret, Stop<Vec<UserRefusal>>> {
    let throttle = store.shared::<Throttle>();
    let key = session.user().get().to_be_bytes();
    let taken = match throttle.take(&[(&throttle::DEVICE, &key)], now)? {
        Ok(taken) => taken,
        Err(wait) => {
            return Err(users::refused(UserRefusal::PasswordThrottled { seconds: wait.seconds }));
        }
    };
    let kept = store.read(|tx| users::by_login(tx, session.login()))?;
    let kept = kept
        .filter(|(user, _)| user.active)
        .map(|(_, hash)| hash)
        .unwrap_or_default();
    let right = !kept.is_empty() && password::check(cost, Some(&kept), present)?.right;
    let mistakes = if right {
        throttle.give_back(taken);
        new.mistakes(&[session.login(), session.name()])
    } else {
        vec![UserRefusal::PasswordWrong]
    };
    let hash = if mistakes.is_empty() {
        password::hash(cost, new)?
    } else {
        String::new()
    };
    let token = Secret::draw()?;
    let mistakes = write(store, |tx| {
        let mut mistakes = mistakes.clone();
        if mistakes.is_empty() {
            let change = params![session.user(), &hash, &kept];
            // Nothing is changed in a session that has ended, nor over a password that somebody else has set.
            if !session.is_held_in(tx)? {
                mistakes.push(UserRefusal::SessionEnded);
            } else if tx.exec(include_str!("sql/change_password.sql"), change)? == 0 {
                mistakes.push(UserRefusal::PasswordWrong);
            } else {
                users::password_changed(tx, session.login());
                session.prove_in(tx, &token, now)?;
                session.end_others_of(tx, &token)?;
            }
        }
        let names: Vec<&str> = mistakes.iter().map(Refusal::name).collect();
        let outcome = if mistakes.is_empty() {
            Outcome::Accepted
        } else {
            Outcome::Refused
        };
        let (actor, detail) = (session.actor(), names.join(" "));
        record(
            tx,
            &actor,
            session.login(),
            now,
            "user.change_own_password",
            outcome,
            &detail,
        )?;
        Ok(mistakes)
    })?;
    users::none(mistakes).map_err(Stop::Refused)?;
    Ok(token)
}
