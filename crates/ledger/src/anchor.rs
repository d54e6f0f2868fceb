//! How far the chains of an entity have come, for *ankare*, and whether a database still stands on what
//! anchors that were kept outside it say (reliability §4.1, measurement M8).

use kameral_access::anchor::{Anchor, Digest, EntityHeads, Head};
use kameral_access::{INSTALLATION, history};
use kameral_base::EntityId;
use kameral_store::{Canonical, Fault, Tx, params};

use crate::chain::hex;
use crate::check::{Finding, FindingKind, FindingPlace};
use crate::store::entities;

/// What begins the hash over the hashes of documents.
const DOCUMENTS: &[u8] = b"kameral-documents-v1";

/// Every entity of the installation with how far its chains have come; the installation's own history
/// first. Sets which entities the transaction may touch.
pub fn heads(tx: &mut Tx) -> Result<Vec<EntityHeads>, Fault> {
    let all = entities::all(tx)?;
    let mut ids: Vec<EntityId> = all.iter().map(|entity| entity.id).collect();
    ids.push(INSTALLATION);
    tx.for_entities(&ids)?;
    let mut heads = vec![EntityHeads {
        history: last_line(tx, INSTALLATION)?,
        ..EntityHeads::default()
    }];
    let mut of_entities = all
        .into_iter()
        .map(|entity| {
            Ok(EntityHeads {
                entity: entity.id.get(),
                code: entity.code,
                history: last_line(tx, entity.id)?,
                journal: last_voucher(tx, entity.id)?,
                documents: documents(tx, entity.id)?,
                rules: rules(tx, entity.id)?,
            })
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    of_entities.sort_by_key(|heads| heads.entity);
    heads.append(&mut of_entities);
    Ok(heads)
}

fn last_line(tx: &mut Tx, entity: EntityId) -> Result<Head, Fault> {
    let last = history::last_hash(tx, entity)?;
    Ok(last.map_or_else(Head::default, |(seq, hash)| Head::new(seq, &hash.unwrap_or_default())))
}

fn last_voucher(tx: &mut Tx, entity: EntityId) -> Result<Head, Fault> {
    let sql = include_str!("sql/anchor_journal.sql");
    let found = tx.optional(sql, params![entity], |row| {
        Ok((row.get("journal_seq")?, row.get::<Vec<u8>>("hash")?))
    })?;
    Ok(found.map_or_else(Head::default, |(seq, hash)| Head::new(seq, &hash)))
}

fn rules(tx: &mut Tx, entity: EntityId) -> Result<Head, Fault> {
    let sql = include_str!("sql/anchor_rules.sql");
    let found = tx.optional(sql, params![entity], |row| {
        Ok((row.get("version")?, row.get::<Vec<u8>>("stamp")?))
    })?;
    Ok(found.map_or_else(Head::default, |(version, stamp)| Head::new(version, &stamp)))
}

fn documents(tx: &mut Tx, entity: EntityId) -> Result<Head, Fault> {
    let mut hash = Canonical::labelled(DOCUMENTS);
    let mut count = 0;
    tx.each(include_str!("sql/anchor_documents.sql"), params![entity], |row| {
        count += 1;
        hash.bytes(&row.get::<Vec<u8>>("sha256")?);
        Ok(())
    })?;
    Ok(if count == 0 {
        Head::default()
    } else {
        Head::new(count, &hash.finish())
    })
}

/// What in the database is not as an anchor says. The anchor's signature has been checked.
pub fn compare(tx: &mut Tx, anchor: &Anchor) -> Result<Vec<Finding>, Fault> {
    let digest = &anchor.digest;
    let mut found = Vec::new();
    for said in &digest.entities {
        let entity = EntityId(said.entity);
        tx.for_entities(&[entity])?;
        let seq = said.history.count;
        let stands = history::hash_of(tx, entity, seq)?;
        tell(
            digest,
            said,
            ("history", &said.history),
            stands.map(Option::unwrap_or_default),
            &mut found,
        );
        let sql = include_str!("sql/anchor_voucher.sql");
        let stands = tx.optional(sql, params![entity, said.journal.count], |row| row.get("hash"))?;
        tell(digest, said, ("voucher", &said.journal), stands, &mut found);
        let sql = include_str!("sql/anchor_stamp.sql");
        let stands = tx.optional(sql, params![entity, said.rules.count], |row| row.get("stamp"))?;
        tell(digest, said, ("model_change", &said.rules), stands, &mut found);
        // More documents may have come; their hashes are the vouchers' and the content's to prove.
        let stands = documents(tx, entity)?;
        if stands.count < said.documents.count {
            found.push(finding(
                FindingKind::AnchorMissing,
                digest,
                said,
                "attachment",
                (&said.documents, stands.count.to_string()),
            ));
        } else if stands.count == said.documents.count && stands.hash != said.documents.hash {
            found.push(finding(
                FindingKind::AnchorDiffers,
                digest,
                said,
                "attachment",
                (&said.documents, stands.hash),
            ));
        }
    }
    Ok(found)
}

fn tell(
    digest: &Digest,
    said: &EntityHeads,
    (table, head): (&'static str, &Head),
    stands: Option<Vec<u8>>,
    found: &mut Vec<Finding>,
) {
    if head.count == 0 {
        return;
    }
    match stands {
        None => found.push(finding(
            FindingKind::AnchorMissing,
            digest,
            said,
            table,
            (head, String::new()),
        )),
        Some(hash) if hex(&hash) != head.hash => {
            found.push(finding(
                FindingKind::AnchorDiffers,
                digest,
                said,
                table,
                (head, hex(&hash)),
            ));
        }
        Some(_) => {}
    }
}

fn finding(
    kind: FindingKind,
    digest: &Digest,
    said: &EntityHeads,
    table: &'static str,
    (head, stands): (&Head, String),
) -> Finding {
    let place = FindingPlace {
        table,
        subject: format!("{} {table} {} (anchor {})", said.code, head.count, digest.number)
            .trim()
            .to_owned(),
        ..FindingPlace::default()
    };
    Finding {
        kind,
        place,
        expected: head.hash.clone(),
        found: stands,
    }
}
