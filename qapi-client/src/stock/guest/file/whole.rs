//! Whole files in the guest.

use std::future::poll_fn;

use super::error::FileError;
use super::guest_file::CHUNK;
use crate::qga;

/// Largest file that [`qga::Client::read`] reads.
const READ_LIMIT: usize = 16 << 20;

impl qga::Client {
    /// Reads a whole file of the guest, of at most 16 MiB.
    ///
    /// The cost is one `guest-file-open`, one `guest-file-read` for each 256 KiB, and one `guest-file-close`. For larger
    /// files, [`open`](Self::open) the file and read it in parts.
    ///
    /// # Errors
    /// [`FileError::TooLarge`], and the errors of [`GuestFile`](super::GuestFile).
    ///
    /// # Cancel safety
    /// Like [`GuestFile::open`](super::GuestFile::open).
    pub async fn read(&self, path: impl Into<String>) -> Result<Vec<u8>, FileError> {
        let path = path.into();
        let mut file = self.open(&*path, "r").await?;
        let (mut bytes, mut chunk) = (Vec::new(), vec![0; CHUNK]);
        loop {
            let count = poll_fn(|cx| file.poll_read_file(cx, &mut chunk)).await?;
            if count == 0 {
                break;
            }
            bytes.extend_from_slice(&chunk[..count]);
            if bytes.len() > READ_LIMIT {
                let limit = READ_LIMIT;
                return Err(FileError::TooLarge { path, limit });
            }
        }
        file.close().await?;
        Ok(bytes)
    }

    /// Writes a whole file of the guest. Creates the file, or replaces its content.
    ///
    /// The cost is one `guest-file-open`, one `guest-file-write` for each 256 KiB, and one `guest-file-close`. The file
    /// grows in steps, so that a program of the guest may see only a part of the content.
    ///
    /// # Errors
    /// The errors of [`GuestFile`](super::GuestFile).
    ///
    /// # Cancel safety
    /// If the future is dropped, the file may contain only a part of the bytes.
    pub async fn write(
        &self,
        path: impl Into<String>,
        bytes: impl AsRef<[u8]>,
    ) -> Result<(), FileError> {
        let mut file = self.open(path, "w").await?;
        let mut rest = bytes.as_ref();
        while !rest.is_empty() {
            let count = poll_fn(|cx| file.poll_write_file(cx, rest)).await?;
            rest = &rest[count..];
        }
        file.close().await
    }
}
