//! Where a SQLite file may lie: on a disk of this machine.
//!
//! Locks and syncs of network file systems are promises of another machine, and SQLite's own
//! advice is not to rest on them (reliability rule 7: local disk only).

use std::fs;
use std::path::Path;

use crate::Fault;
use crate::fault::FaultKind;

/// File systems that lie on another machine, as the kernel names them.
const NETWORK: [&str; 14] = [
    "9p",
    "afs",
    "beegfs",
    "ceph",
    "cifs",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
];

/// Refuses a file on a network file system. Where the system does not tell, nothing is refused.
pub(crate) fn refuse_network(path: &Path) -> Result<(), Fault> {
    let Ok(mounts) = fs::read_to_string("/proc/self/mounts") else {
        return Ok(());
    };
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // A folder that is not there is told of when the file is opened.
    let Ok(folder) = folder.canonicalize() else {
        return Ok(());
    };
    let Some(kind) = kind_of(&mounts, &folder).filter(|kind| NETWORK.contains(kind)) else {
        return Ok(());
    };
    let text = format!(
        "{} lies on a network file system ({kind}); SQLite needs a disk of this machine. \
         Move the file, or use PostgreSQL",
        path.display()
    );
    Err(Fault::new(FaultKind::Settings, text))
}

/// The kind of the file system a folder lies on, out of the kernel's list of mounts.
fn kind_of<'m>(mounts: &'m str, folder: &Path) -> Option<&'m str> {
    let mounts = mounts.lines().filter_map(|line| {
        let mut fields = line.split(' ').skip(1);
        Some((unescaped(fields.next()?), fields.next()?))
    });
    let over = mounts.filter(|(point, _)| folder.starts_with(point));
    // The deepest one; of several at one place the last is the one that is seen.
    over.max_by_key(|(point, _)| point.len()).map(|(_, kind)| kind)
}

/// A space is written `\040` there, and so on.
fn unescaped(point: &str) -> String {
    [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")]
        .iter()
        .fold(point.to_owned(), |text, (code, sign)| text.replace(code, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rule 7: the deepest mount decides, whatever stands around it.
    #[test]
    fn the_kind_of_the_deepest_mount_is_found() {
        let mounts = "/dev/vda / ext4 rw 0 0\n\
                      server:/books /srv/books nfs4 rw 0 0\n\
                      /dev/vdb /srv/books/local xfs rw 0 0\n\
                      //server/share /mnt/all\\040books cifs rw 0 0\n\
                      tmpfs /tmp tmpfs rw 0 0\n\
                      server:/tmp /tmp nfs rw 0 0\n";
        for (folder, kind) in [
            ("/var/lib", "ext4"),
            ("/srv/books", "nfs4"),
            ("/srv/books/2026", "nfs4"),
            ("/srv/bookshelf", "ext4"),
            ("/srv/books/local/a", "xfs"),
            ("/mnt/all books", "cifs"),
            ("/tmp/x", "nfs"),
        ] {
            assert_eq!(kind_of(mounts, Path::new(folder)), Some(kind), "{folder}");
        }
    }
}
