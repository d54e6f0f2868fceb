//! The machine the figures are from.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;

use super::figure::{Unit, median, micros};

/// Syncs of which the middle one is told.
const SYNCS: usize = 51;
/// As much as a page of the database is written before each.
const SYNC_BYTES: usize = 4_096;

/// Cores, engine and build.
pub fn facts(engine: &str) -> Vec<(&'static str, String)> {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    vec![
        ("cores", cores.to_string()),
        ("engine", engine.to_owned()),
        ("system", std::env::consts::OS.to_owned()),
        ("architecture", std::env::consts::ARCH.to_owned()),
        (
            "build",
            if cfg!(debug_assertions) { "debug" } else { "release" }.to_owned(),
        ),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
    ]
}

/// The most memory this process has had, in MiB, since it was last forgotten; nothing where the
/// system does not tell.
pub fn highest_memory() -> Option<i64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: i64 = line.trim().strip_suffix(" kB")?.trim().parse().ok()?;
    Some(kib / 1_024)
}

/// Forgets it, on Linux; elsewhere the whole process counts.
pub fn forget_highest_memory() {
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// How long the disk under `folder` takes to keep a page for good, in milliseconds. How much commits
/// gain from being shared goes by it: a tenth of a millisecond leaves little to share.
pub fn sync(folder: &Path) -> io::Result<(&'static str, String)> {
    let mut file = tempfile::NamedTempFile::with_prefix_in("kameral-sync-", folder)?;
    let mut took = Vec::with_capacity(SYNCS);
    for _ in 0..SYNCS {
        file.write_all(&[0; SYNC_BYTES])?;
        let began = Instant::now();
        file.as_file().sync_all()?;
        took.push(micros(began.elapsed()));
    }
    Ok(("sync_ms", Unit::Milliseconds.written(median(took).unwrap_or_default())))
}
