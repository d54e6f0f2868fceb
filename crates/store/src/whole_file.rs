//! A small file that is there whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// What becomes of a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Former {
    /// It stays, and the new one is refused with [`io::ErrorKind::AlreadyExists`].
    Stays,
    /// The new one takes its place.
    Goes,
}

/// Writes a file beside its place, syncs it, gives it its name, and syncs the folder: whoever is killed
/// or loses power half-way leaves the former file or none, never half of one. `mode` is who may read it:
/// `0o600` is its owner alone.
pub fn write_whole(path: &Path, bytes: &[u8], mode: u32, former: Former) -> io::Result<()> {
    // Of two threads that write the same file each has a name of its own beside it.
    static WRITTEN: AtomicU64 = AtomicU64::new(0);
    let mut beside = path.as_os_str().to_owned();
    let count = WRITTEN.fetch_add(1, Ordering::Relaxed);
    beside.push(format!(".{}.{count}.skrivs", std::process::id()));
    let beside = PathBuf::from(beside);
    remove(&beside)?;
    let written = place(&beside, path, bytes, mode, former);
    if written.is_err() {
        remove(&beside)?;
    }
    written?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn place(beside: &Path, path: &Path, bytes: &[u8], mode: u32, former: Former) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(mode)
        .open(beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    match former {
        Former::Goes => fs::rename(beside, path),
        // A link is refused where the name is taken, in one step; a rename would not be.
        Former::Stays => fs::hard_link(beside, path).and_then(|()| fs::remove_file(beside)),
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn a_file_is_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.txt");
        write_whole(&path, b"ett", 0o600, Former::Stays).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        write_whole(&path, b"tre", 0o644, Former::Goes).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"tre");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    /// Of two who write the same new file one does, and what it wrote stands.
    #[test]
    fn a_file_that_stays_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.txt");
        write_whole(&path, b"ett", 0o600, Former::Stays).unwrap();
        let second = write_whole(&path, b"tre", 0o600, Former::Stays).unwrap_err();
        assert_eq!(second.kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read(&path).unwrap(), b"ett");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    /// Of many at once who write the same new file one does; of many who write over it each writes whole.
    #[test]
    fn writers_at_once_are_not_in_each_other_s_way() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("k.txt");
        for former in [Former::Stays, Former::Goes] {
            let write = |byte: u8| write_whole(&path, &vec![byte; 60_000], 0o600, former);
            let written: Vec<io::Result<()>> = std::thread::scope(|scope| {
                let writers: Vec<_> = (0..16).map(|byte| scope.spawn(move || write(byte))).collect();
                writers.into_iter().map(|writer| writer.join().unwrap()).collect()
            });
            let done = written.iter().filter(|one| one.is_ok()).count();
            assert_eq!(done, if former == Former::Stays { 1 } else { 16 }, "{written:?}");
            let there = written.iter().filter_map(|one| one.as_ref().err()).map(io::Error::kind);
            assert!(
                there.into_iter().all(|kind| kind == io::ErrorKind::AlreadyExists),
                "{written:?}"
            );
            let bytes = fs::read(&path).unwrap();
            assert!(bytes.len() == 60_000 && bytes.iter().all(|byte| *byte == bytes[0]));
            assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        }
    }
}
