//! Reads pdf.
use super::error::ReadError;
use yz_report::Transcript;
pub(super) fn read(_bytes: &[u8]) -> Result<Transcript, ReadError> {
    Err(ReadError::scanned(0))
}
