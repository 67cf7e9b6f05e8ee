//! Uploaded and received files.

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::clock::Millis;

/// A file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Media {
    pub(crate) id: String,
    pub(crate) waba_id: String,
    pub(crate) mime: String,
    pub(crate) filename: Option<String>,
    pub(crate) sha256: Vec<u8>,
    pub(crate) size: usize,
    /// After this the id is gone: 30 days for uploads, 7 for what people sent.
    pub(crate) expires_at: Millis,
    pub(crate) from_customer: bool,
    #[serde(skip)]
    pub(crate) bytes: Bytes,
    /// The bytes are in the state folder already.
    #[serde(skip)]
    pub(crate) saved: bool,
}

/// A file that is being handed over for the app itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Upload {
    /// The file, once it is whole; its bytes so far before that.
    pub(crate) media: Media,
    /// How many bytes were announced.
    pub(crate) length: usize,
    /// What names the whole file.
    pub(crate) handle: Option<String>,
}
