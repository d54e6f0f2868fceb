//! What an e-invoice may weigh. Each limit has a name, a reason and a default that a setting may change.

/// Limits on one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file, attachments among them. Looked at before anything is parsed.
    pub file_bytes_max: usize,
    /// Bytes of the XML when embedded attachments are left out: parsing takes memory by these.
    pub xml_bytes_max: usize,
    /// Elements within elements; the deepest the standards have is below 20.
    pub depth_max: usize,
    /// Elements of a document: ten thousand lines of some sixty elements each.
    pub elements_max: usize,
}

impl Default for Limits {
    /// 200 MB with attachments, 20 MB without, 64 deep, 600,000 elements.
    fn default() -> Self {
        Self {
            file_bytes_max: 200 * 1024 * 1024,
            xml_bytes_max: 20 * 1024 * 1024,
            depth_max: 64,
            elements_max: 600_000,
        }
    }
}
