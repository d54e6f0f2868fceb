//! *Installationsnyckel*: secrets that the installation has outside its database (reliability §4.6).
//!
//! Whoever has a copy of the database must not be able to read what is sealed in it, nor to sign in
//! its name. So the keys stand in a file of their own, one a line (`name` and 64 hexadecimal
//! digits), which nobody but the program's own user may read. They are never in the environment or
//! in the database; the database knows only which key it rests on, so that a lost or mistaken file
//! is told of at the start and never replaced in silence.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use kameral_base::Timestamp;
use kameral_store::{Fault, FaultKind, Store, params};
use sha2::{Digest, Sha256};

use crate::secrets;
use crate::session::write;

/// The key that seals second factors.
pub const FACTORS: &str = "factors";
/// The key that signs processing history.
pub const HISTORY: &str = "history";
/// The key that seals what is protected of persons.
pub const PERSONAL: &str = "personal";
/// Every key of an installation.
const NAMES: [&str; 3] = [FACTORS, HISTORY, PERSONAL];
/// Bytes of a key.
const KEY_BYTES: usize = 32;
/// Of a key's hash, so many digits tell it from others.
const ID_DIGITS: usize = 16;
/// What the file says of itself.
const HEAD: &str = "# Kameral: this installation's keys. Keep a copy apart from the copies of the database.\n\
                    # Without this file second factors must be set up anew.\n";

/// One key. Never shown by `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct InstallationKey([u8; KEY_BYTES]);

impl InstallationKey {
    /// The key itself, for a cipher or a signature.
    pub fn bytes(&self) -> &[u8; KEY_BYTES] {
        &self.0
    }

    /// What tells the key from others, without telling the key.
    pub fn id(&self) -> String {
        let hash = Sha256::new()
            .chain_update("kameral key id\0")
            .chain_update(self.0)
            .finalize();
        secrets::hex(&hash)[..ID_DIGITS].to_owned()
    }
}

impl fmt::Debug for InstallationKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "InstallationKey({})", self.id())
    }
}

/// Where a store's keys are.
#[derive(Default)]
struct Keys(Mutex<Place>);

#[derive(Default)]
enum Place {
    /// Nobody has said: the installation has no keys.
    #[default]
    Nowhere,
    /// In a file, read when first asked for.
    File(PathBuf),
    /// In memory.
    Known(BTreeMap<String, InstallationKey>),
}

/// Says in which file the keys of a database are. Nothing is read yet.
pub fn use_file(store: &Store, path: &Path) {
    let keys = store.shared::<Keys>();
    *keys.0.lock().unwrap_or_else(PoisonError::into_inner) = Place::File(path.to_owned());
}

/// Draws keys that live as long as the program: for a database in memory.
pub fn use_memory(store: &Store) -> Result<(), Fault> {
    let mut known = BTreeMap::new();
    for name in NAMES {
        known.insert(name.to_owned(), InstallationKey(secrets::bytes()?));
    }
    let keys = store.shared::<Keys>();
    *keys.0.lock().unwrap_or_else(PoisonError::into_inner) = Place::Known(known);
    Ok(())
}

/// The key of a name; none when the installation has no file of keys, or none of that name in it.
pub fn key(store: &Store, name: &str) -> Result<Option<InstallationKey>, Fault> {
    let keys = store.shared::<Keys>();
    let mut place = keys.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Place::File(path) = &*place {
        match read(path)? {
            Some(known) => *place = Place::Known(known),
            None => return Ok(None),
        }
    }
    Ok(match &*place {
        Place::Known(known) => known.get(name).cloned(),
        _ => None,
    })
}

/// Makes the file of keys where the installation has none, adds the keys it lacks, and checks that
/// those the database rests on are there. Where nobody has said which file, nothing is done.
pub fn ensure(store: &Store, now: Timestamp) -> Result<(), Fault> {
    let keys = store.shared::<Keys>();
    let rested_on: BTreeMap<String, String> = store
        .read(|tx| {
            tx.all(include_str!("sql/installation_keys.sql"), params![], |row| {
                Ok((row.get("name")?, row.get("key_id")?))
            })
        })?
        .into_iter()
        .collect();
    let mut place = keys.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Place::File(path) = &*place {
        let mut known = read(path)?.unwrap_or_default();
        let lacking: Vec<&str> = NAMES
            .into_iter()
            .filter(|name| !known.contains_key(*name) && !rested_on.contains_key(*name))
            .collect();
        for name in &lacking {
            known.insert((*name).to_owned(), InstallationKey(secrets::bytes()?));
        }
        for (name, id) in &rested_on {
            if known.get(name).is_none_or(|key| key.id() != *id) {
                return Err(Fault::new(
                    FaultKind::Mismatch,
                    format!(
                        "{}: the key \"{name}\" with the mark {id}, which this database rests on, is not there; put the file back from its copy",
                        path.display()
                    ),
                ));
            }
        }
        if !lacking.is_empty() {
            keep(path, &known)?;
        }
        *place = Place::Known(known);
    }
    let Place::Known(known) = &*place else {
        return Ok(());
    };
    let new: Vec<(String, String)> = known
        .iter()
        .filter(|(name, _)| !rested_on.contains_key(*name))
        .map(|(name, key)| (name.clone(), key.id()))
        .collect();
    if new.is_empty() {
        return Ok(());
    }
    write(store, |tx| {
        for (name, id) in &new {
            tx.exec(include_str!("sql/add_installation_key.sql"), params![name, id, now])?;
        }
        Ok(())
    })
}

fn read(path: &Path) -> Result<Option<BTreeMap<String, InstallationKey>>, Fault> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(fault(path, &error.to_string())),
    };
    let mode = fs::metadata(path)
        .map_err(|error| fault(path, &error.to_string()))?
        .permissions()
        .mode();
    if mode & 0o077 != 0 {
        return Err(fault(
            path,
            "others than its owner may read the keys; run chmod 600 on it",
        ));
    }
    let mut known = BTreeMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let parsed = line.split_once(' ').and_then(|(name, digits)| {
            let bytes = secrets::unhex(digits.trim())?;
            Some((name.to_owned(), InstallationKey(bytes.try_into().ok()?)))
        });
        let Some((name, key)) = parsed else {
            return Err(fault(
                path,
                &format!("line {number} is not a name and 64 hexadecimal digits"),
            ));
        };
        known.insert(name, key);
    }
    Ok(Some(known))
}

/// Written beside its place and moved there when it is on the disk.
fn keep(path: &Path, known: &BTreeMap<String, InstallationKey>) -> Result<(), Fault> {
    let told = |error: std::io::Error| fault(path, &error.to_string());
    let mut text = HEAD.to_owned();
    for (name, key) in known {
        for part in [name.as_str(), " ", &secrets::hex(&key.0), "\n"] {
            text.push_str(part);
        }
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".new");
    let beside = PathBuf::from(beside);
    match fs::remove_file(&beside) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(told(error)),
        _ => {}
    }
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)
        .map_err(told)?;
    file.write_all(text.as_bytes()).map_err(told)?;
    file.sync_all().map_err(told)?;
    fs::rename(&beside, path).map_err(told)
}

fn fault(path: &Path, what: &str) -> Fault {
    Fault::new(FaultKind::Misuse, format!("file of keys {}: {what}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened() -> Store {
        let store = Store::open(":memory:").unwrap();
        store.migrate(&[crate::MIGRATIONS], now()).unwrap();
        store
    }

    fn now() -> Timestamp {
        "2026-03-02T08:00:00Z".parse().unwrap()
    }

    #[test]
    fn keys_are_made_once_for_their_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("k.keys");
        let store = opened();
        assert_eq!(key(&store, FACTORS).unwrap(), None);
        use_file(&store, &path);
        assert_eq!(key(&store, FACTORS).unwrap(), None);
        ensure(&store, now()).unwrap();
        let made = key(&store, FACTORS).unwrap().unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_ne!(Some(made.clone()), key(&store, HISTORY).unwrap());
        assert!(!format!("{made:?}").contains(&secrets::hex(made.bytes())));
        use_file(&store, &path);
        ensure(&store, now()).unwrap();
        assert_eq!(key(&store, FACTORS).unwrap(), Some(made));
    }

    /// A lost file is never replaced in silence: what is sealed could not be read again.
    #[test]
    fn a_lost_or_mistaken_file_is_told_of() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("k.keys");
        let store = opened();
        use_file(&store, &path);
        ensure(&store, now()).unwrap();
        let right = fs::read_to_string(&path).unwrap();
        fs::remove_file(&path).unwrap();
        use_file(&store, &path);
        let told = ensure(&store, now()).unwrap_err().to_string();
        assert!(told.contains("put the file back"), "{told}");
        assert!(!path.exists());
        fs::write(&path, right).unwrap();
        let told = ensure(&store, now()).unwrap_err().to_string();
        assert!(told.contains("chmod 600"), "{told}");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        ensure(&store, now()).unwrap();
        use_file(&store, &dir.path().join("other.keys"));
        assert!(ensure(&store, now()).is_err());
    }

    #[test]
    fn a_line_that_is_no_key_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("k.keys");
        keep(&path, &BTreeMap::new()).unwrap();
        for wrong in ["factors", "factors abc", "factors zz"] {
            fs::write(&path, format!("# k\n{wrong}\n")).unwrap();
            let told = read(&path).unwrap_err().to_string();
            assert!(told.contains("line 2"), "{told}");
        }
    }
}
