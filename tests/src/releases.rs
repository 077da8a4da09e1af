//! Releases of QEMU on this machine.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::peer::find_program;
use crate::skip::skip;

/// Release of QEMU with its other programs: the installed release, or a release from `tests/unpack-releases`.
#[derive(Clone, Debug)]
pub struct Release {
    /// Folder of the programs; `None` for the installed release.
    folder: Option<PathBuf>,
    version: (u32, u32),
}

impl Release {
    /// Installed release, found in `PATH`. Returns `None` if QEMU is not installed.
    pub fn installed() -> Option<Self> {
        let program = find_program("qemu-system-x86_64")?;
        Some(Self {
            folder: None,
            version: version_of(&program)?,
        })
    }

    /// All releases on this machine, oldest first, without repeated versions: the folders in `QAPI_TEST_RELEASES` (with
    /// the separator of `PATH`), and the installed release.
    ///
    /// Prints a skip message for each release that does not run, and if there is no release.
    pub fn all() -> Vec<Self> {
        let listed = std::env::var_os("QAPI_TEST_RELEASES").unwrap_or_default();
        let mut releases: Vec<Self> = std::env::split_paths(&listed)
            .filter(|folder| !folder.as_os_str().is_empty())
            .filter_map(Self::in_folder)
            .chain(Self::installed())
            .collect();
        // The sort is stable: an unpacked release comes before the installed release of the same version.
        releases.sort_by_key(Self::version);
        releases.dedup_by_key(|release| release.version);
        if releases.is_empty() {
            skip("no qemu-system-x86_64 here");
        }
        releases
    }

    fn in_folder(folder: PathBuf) -> Option<Self> {
        let version = version_of(&folder.join("qemu-system-x86_64"));
        if version.is_none() {
            skip(&format!("no QEMU that runs in {}", folder.display()));
        }
        Some(Self {
            folder: Some(folder),
            version: version?,
        })
    }

    /// Major and minor version.
    pub fn version(&self) -> (u32, u32) {
        self.version
    }

    /// Path of a program of this release, such as `qemu-img`. Returns `None` if the release does not have the program.
    pub fn program(&self, name: &str) -> Option<PathBuf> {
        match &self.folder {
            Some(folder) => Some(folder.join(name)).filter(|file| file.is_file()),
            None => find_program(name),
        }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (major, minor) = self.version;
        write!(f, "QEMU {major}.{minor}")
    }
}

/// Version that `program --version` prints. Returns `None` if the program does not run.
fn version_of(program: &Path) -> Option<(u32, u32)> {
    let said = Command::new(program).arg("--version").output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let mut numbers = said.split_whitespace().nth(3)?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}
