//! Clients that post vouchers until the program is gone.

use std::net::SocketAddr;
use std::thread;

use serde_json::{Value, json};

use crate::books::{ENTITY, LOGIN, PASSWORD};
use crate::http::{Answer, Connection};
use crate::witness::{Ack, Witness};

/// How many post at the same time.
pub const CLIENTS: usize = 8;

/// What one request came to.
pub enum Outcome {
    /// Posted.
    Done(Ack),
    /// The program says that it met a fault: posted or not, it is to be asked again.
    Fault,
    /// No answer: posted or not, nobody knows.
    Unknown,
}

/// What a client came to.
#[derive(Default)]
pub struct Round {
    /// Vouchers answered for.
    pub acks: u64,
    /// Keys of which the outcome is not known.
    pub unknown: Vec<String>,
}

/// Signs in as a program does.
pub fn sign_in(address: SocketAddr) -> String {
    let body = json!({ "login": LOGIN, "password": PASSWORD }).to_string();
    let mut connection = Connection::open(address).expect("the server answers");
    let answer = connection
        .post("/api/v1/sign-in", &[], &body)
        .expect("the server answers");
    assert_eq!(answer.status, 200, "sign-in: {}", answer.body);
    read(&answer)["token"].as_str().expect("a token").to_owned()
}

/// Posts one voucher, whose text is its key.
pub fn post(connection: &mut Connection, token: &str, key: &str) -> Outcome {
    let path = format!("/api/v1/entities/{ENTITY}/vouchers");
    let bearer = format!("Bearer {token}");
    let lines = json!([{ "account": "1910", "amount_ore": -100 }, { "account": "4010", "amount_ore": 100 }]);
    let voucher = json!({ "series": "A", "date": "2026-03-15", "text": key, "lines": lines });
    let headers = [("authorization", bearer.as_str()), ("idempotency-key", key)];
    match connection.post(&path, &headers, &json!({ "vouchers": [voucher] }).to_string()) {
        Err(_) => Outcome::Unknown,
        Ok(answer) if answer.status == 201 => Outcome::Done(ack(key, &answer)),
        Ok(answer) if 500 <= answer.status => Outcome::Fault,
        Ok(answer) => panic!("{key} is refused: {answer:?}"),
    }
}

fn ack(key: &str, answer: &Answer) -> Ack {
    let posted = &read(answer)["vouchers"][0];
    let text = |name: &str| {
        posted[name]
            .as_str()
            .unwrap_or_else(|| panic!("no {name}: {answer:?}"))
            .to_owned()
    };
    Ack {
        key: key.to_owned(),
        number: text("number"),
        hash: text("hash"),
    }
}

fn read(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body).unwrap_or_else(|_| panic!("an answer that is no JSON: {answer:?}"))
}

/// Eight clients in a round of their own, each until its first request without an answer. What is
/// `during` runs beside them: it ends the program.
pub fn round(address: SocketAddr, token: &str, witness: &Witness, name: &str, during: impl FnOnce()) -> Round {
    let rounds = thread::scope(|scope| {
        let client = |client| {
            let keys = (1..).map(move |number| format!("{name}-{client}-{number}"));
            scope.spawn(move || one(address, token, witness, client, keys))
        };
        let clients: Vec<_> = (1..=CLIENTS).map(client).collect();
        during();
        clients
            .into_iter()
            .map(|client| client.join().expect("a client ends well"))
            .collect::<Vec<_>>()
    });
    let mut whole = Round::default();
    for round in rounds {
        whole.acks += round.acks;
        whole.unknown.extend(round.unknown);
    }
    whole
}

/// How many faults a client hears before it gives up.
const FAULTS_MAX: usize = 20;

fn one(
    address: SocketAddr,
    token: &str,
    witness: &Witness,
    client: usize,
    keys: impl Iterator<Item = String>,
) -> Round {
    let mut round = Round::default();
    let mut pen = witness.pen(client);
    let Ok(mut connection) = Connection::open(address) else {
        return round;
    };
    for key in keys {
        match post(&mut connection, token, &key) {
            Outcome::Done(ack) => {
                pen.write(&ack);
                round.acks += 1;
            }
            Outcome::Fault => round.unknown.push(key),
            Outcome::Unknown => {
                round.unknown.push(key);
                return round;
            }
        }
        if FAULTS_MAX <= round.unknown.len() {
            return round;
        }
    }
    round
}

/// Asks again, with the same keys, for what is not known. Each must now be answered.
pub fn retry(address: SocketAddr, token: &str, witness: &Witness, unknown: &[String]) -> Vec<Ack> {
    let mut pen = witness.pen(0);
    let mut connection = Connection::open(address).expect("the server answers");
    let ask = |key: &String| match post(&mut connection, token, key) {
        Outcome::Done(ack) => {
            pen.write(&ack);
            ack
        }
        Outcome::Fault | Outcome::Unknown => panic!("{key} is not answered when asked again"),
    };
    unknown.iter().map(ask).collect()
}
