//! Writes files whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::folder::Folder;

/// Writes a file so that a reader, or a power cut, sees the old content or the new, never a part.
///
/// # Errors
///
/// What the operating system refuses; nothing is changed then.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".yizhang-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    readable_by_all(file.as_file())?;
    file.persist(path).map_err(|err| err.error)?;
    Ok(())
}

/// Temporary files are private; a report is for everybody who may read the folder.
#[cfg(unix)]
fn readable_by_all(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &fs::File) -> io::Result<()> {
    Ok(())
}

/// Writes a folder that must not exist, or must be empty.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] when something is there; what the operating system refuses.
pub fn write_new_folder(root: &Path, content: &Folder) -> io::Result<()> {
    if root.exists() && root.read_dir()?.next().is_some() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    for (path, text) in &content.files {
        write_atomically(&root.join(path), text.as_bytes())?;
    }
    Ok(())
}

/// Removes a folder with everything in it, if `mark` is there: a file that only those folders have
/// that may be removed. Nothing is done where there is no folder, or an empty one.
///
/// # Errors
///
/// [`io::ErrorKind::AlreadyExists`] when something is there without the mark; what the operating
/// system refuses.
pub fn remove_folder_with(root: &Path, mark: &Path) -> io::Result<()> {
    if !root.exists() || root.read_dir()?.next().is_none() {
        return Ok(());
    }
    if !mark.is_file() {
        return Err(io::Error::from(io::ErrorKind::AlreadyExists));
    }
    fs::remove_dir_all(root)
}
