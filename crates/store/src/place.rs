//! Where a vault may be written: not on a network share.
//!
//! A share's locks and its order of writes are promises of another machine; two writers that both believe to be
//! alone destroy a database. Reading is harmless. Not here: the lock itself.

use std::fs;
use std::path::Path;

use crate::error::OpenError;

/// Refuses a folder on a network share; one that the system says nothing about is taken as local.
///
/// # Errors
/// [`OpenError::NetworkShare`].
pub(crate) fn refuse_network(folder: &Path) -> Result<(), OpenError> {
    let Ok(folder) = fs::canonicalize(folder) else { return Ok(()) };
    match share(&folder, mounts().as_deref()) {
        Some(kind) => Err(OpenError::NetworkShare { kind }),
        None => Ok(()),
    }
}

#[cfg(target_os = "linux")]
fn mounts() -> Option<String> {
    fs::read_to_string("/proc/self/mounts").ok()
}

#[cfg(not(target_os = "linux"))]
fn mounts() -> Option<String> {
    None
}

/// File systems whose disk is another machine's, by the names that Linux gives them.
const REMOTE: [&str; 20] = [
    "9p",
    "afs",
    "ceph",
    "cifs",
    "coda",
    "davfs",
    "gcsfuse",
    "glusterfs",
    "gvfsd-fuse",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "rclone",
    "s3fs",
    "smb3",
    "smbfs",
    "sshfs",
    "vboxsf",
    "vmhgfs-fuse",
];

/// The kind of share that an absolute path lies on, or `None`. `mounts` is the text of `/proc/self/mounts`.
fn share(folder: &Path, mounts: Option<&str>) -> Option<String> {
    if is_unc(folder) {
        return Some("UNC".to_owned());
    }
    let mut found: Option<(usize, &str)> = None;
    for line in mounts?.lines() {
        let mut words = line.split(' ').skip(1);
        let (Some(at), Some(kind)) = (words.next(), words.next()) else { continue };
        let at = unescaped(at);
        // The longest wins, and of equal ones the later: it covers the earlier.
        let longer = found.is_none_or(|(length, _)| at.len() >= length);
        if folder.starts_with(&at) && longer {
            found = Some((at.len(), kind));
        }
    }
    let kind = found?.1;
    let bare = kind.strip_prefix("fuse.").unwrap_or(kind);
    REMOTE.contains(&bare).then(|| kind.to_owned())
}

/// Windows gives a share, and a drive letter that stands for one, as `\\server\share` or `\\?\UNC\…`.
fn is_unc(folder: &Path) -> bool {
    use std::path::{Component, Prefix};
    let Some(Component::Prefix(prefix)) = folder.components().next() else { return false };
    matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
}

/// The table writes blanks and such as three octal digits behind a backslash.
fn unescaped(text: &str) -> String {
    let escapes = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    escapes.iter().fold(text.to_owned(), |text, (code, plain)| text.replace(code, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
/dev/sda1 / ext4 rw 0 0
server:/export /mnt/office nfs4 rw 0 0
//nas/team /mnt/with\\040blank cifs rw 0 0
user@host: /home/u/remote fuse.sshfs rw 0 0
bucket /mnt/cloud fuse.rclone rw 0 0
/dev/sdb1 /mnt/office/local ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
broken line
";

    #[test]
    #[cfg(unix)]
    fn a_share_is_told_from_a_disk_by_the_innermost_mount() {
        let on = |path: &str| share(Path::new(path), Some(MOUNTS));
        assert_eq!(on("/mnt/office/vault").as_deref(), Some("nfs4"));
        assert_eq!(on("/mnt/with blank/vault").as_deref(), Some("cifs"));
        assert_eq!(on("/home/u/remote").as_deref(), Some("fuse.sshfs"));
        assert_eq!(on("/mnt/cloud/vault").as_deref(), Some("fuse.rclone"));
        assert_eq!(on("/mnt/office/local/vault"), None);
        assert_eq!(on("/mnt/officer"), None, "a name that only begins alike");
        assert_eq!(on("/tmp/vault"), None);
        assert_eq!(share(Path::new("/mnt/office"), None), None);
    }

    #[test]
    #[cfg(windows)]
    fn a_share_is_told_by_its_path() {
        let on = |path: &str| share(Path::new(path), None);
        assert_eq!(on(r"\\server\share\vault").as_deref(), Some("UNC"));
        assert_eq!(on(r"\\?\UNC\server\share\vault").as_deref(), Some("UNC"));
        assert_eq!(on(r"\\?\C:\vault"), None);
    }

    #[test]
    fn a_folder_of_this_computer_is_not_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert!(refuse_network(folder.path()).is_ok());
    }
}
