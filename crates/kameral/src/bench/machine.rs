//! The machine the figures are from.

use std::fs;

/// Cores, engine and what is asked of the disk.
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
