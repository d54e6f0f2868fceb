//! Several at the same moment, on both engines: one party, one number, one decision (reliability rule 4).

use std::sync::Barrier;

use kameral_base::Refusal as _;
use kameral_parties::commands::save_party;
use kameral_store::Stop;

use crate::world::{each_world, party_asked};

/// Who ask at the same moment.
const CLIENTS: usize = 6;

/// AP-07: of those who add the same organisation at once one does, and the others are told of it; numbers that
/// the register gives are given once.
#[test]
fn ap_07_those_who_add_the_same_party_at_once_add_it_once() {
    each_world(|world| {
        let start = Barrier::new(CLIENTS);
        let cx = world.cx("drift");
        let answers = std::thread::scope(|scope| {
            let client = |at: usize| {
                let (start, cx) = (&start, cx.clone());
                move || {
                    let text = "name=Kontorsbolaget AB | kind=company | roles=customer | org_number=556000-0001";
                    let other = format!(
                        "name=Kund {} | kind=person | roles=customer",
                        ["A", "Bo", "Cia", "Doris", "Estrid", "Fredrika"][at]
                    );
                    start.wait();
                    (
                        save_party(&cx, None, &party_asked(text)),
                        save_party(&cx, None, &party_asked(&other)),
                    )
                }
            };
            let clients: Vec<_> = (0..CLIENTS).map(|at| scope.spawn(client(at))).collect();
            clients
                .into_iter()
                .map(|client| client.join().expect("a client"))
                .collect::<Vec<_>>()
        });
        let added = answers.iter().filter(|(same, _)| same.is_ok()).count();
        assert_eq!(added, 1, "{answers:#?}");
        for (same, _) in &answers {
            if let Err(Stop::Refused(refusals)) = same {
                assert!(
                    refusals.iter().any(|refusal| refusal.name() == "party_same_person"),
                    "{refusals:?}"
                );
            }
        }
        let mut numbers: Vec<String> = answers
            .iter()
            .map(|(_, other)| other.as_ref().expect("everybody adds somebody").party.clone())
            .collect();
        numbers.sort();
        numbers.dedup();
        assert_eq!(numbers.len(), CLIENTS);
    });
}
