//! Databases that were migrated once and are copied for each test: migrating takes longer than most tests do.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::cluster::Cluster;
use super::{cluster, long_ago};
use crate::{Migrations, Store};

/// What is copied, by what it was migrated by.
struct Templates<T>(Mutex<BTreeMap<String, T>>);

impl<T: Clone> Templates<T> {
    /// The one that is known, or the one that is made now while the others wait.
    fn of(&self, migrations: &[Migrations], make: impl FnOnce() -> T) -> T {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = crate::migrate::checksum_of_all(migrations);
        known.entry(key).or_insert_with(make).clone()
    }
}

/// A new database of SQLite, migrated.
pub(super) fn sqlite(migrations: &[Migrations]) -> Store {
    static MADE: Templates<Arc<[u8]>> = Templates(Mutex::new(BTreeMap::new()));
    let template = MADE.of(migrations, || {
        let folder = tempfile::Builder::new().prefix("kameral-").tempdir().expect("a folder");
        let path = folder.path().join("template.db");
        let address = format!("{}?durability=test", path.to_str().expect("a path in letters"));
        drop(migrated(&address, migrations));
        std::fs::read(&path).expect("the template is read").into()
    });
    Store::open_copy(&template).expect("a copy opens")
}

/// The address of a new database of the cluster, migrated.
pub(super) fn postgres(cluster: &Cluster, migrations: &[Migrations]) -> String {
    static MADE: Templates<String> = Templates(Mutex::new(BTreeMap::new()));
    let template = MADE.of(migrations, || {
        let name = cluster::next_name();
        // Nobody may be connected to what is copied: the store is closed again.
        drop(migrated(
            &super::without_syncs(&cluster.create_database(&name)),
            migrations,
        ));
        name
    });
    cluster.create_copy(&cluster::next_name(), &template)
}

fn migrated(address: &str, migrations: &[Migrations]) -> Store {
    let store = Store::open(address).expect("a new database opens");
    store.migrate(migrations, long_ago()).expect("a new database migrates");
    store
}
