//! Files: handing them to Meta, and fetching what customers sent, from Meta's own hosts only.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use bytes::Bytes;
use domain::outbound::UploadForm;
use reqwest::header::CONTENT_TYPE;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder, Url};
use secrecy::SecretString;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::client::{Answer, Facts, GraphClient, read};
use super::error::{GraphError, understand};

/// Meta's file hosts: these names, exactly.
const HOSTS: &[&str] = &["lookaside.fbsbx.com"];

/// Meta's file hosts: any name below these.
const SUFFIXES: &[&str] = &[".fbcdn.net", ".whatsapp.net", ".cdninstagram.com"];

/// A file's description.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaInfo {
    /// Where it can be fetched, for five minutes, with the token. A secret of sorts: not to be stored or shown.
    pub url: String,
    /// Its media type.
    pub mime_type: Option<String>,
    /// Its SHA-256, in Meta's spelling.
    pub sha256: Option<String>,
    /// Its length in bytes.
    pub size: Option<u64>,
}

/// A file that was fetched whole and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Downloaded {
    /// Its bytes.
    pub bytes: Bytes,
    /// The type the host declared; a claim, to be checked before it is shown.
    pub mime_type: Option<String>,
    /// Its SHA-256, lower-case hex, computed here.
    pub sha256: String,
}

/// Why a file was not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MediaRefusal {
    /// The address is not one of Meta's.
    #[error("the file is not on one of Meta's hosts")]
    Host,
    /// The host answered with this status instead of the file. 404 means that a new address is needed.
    #[error("the file's host answered with status {0}")]
    Status(u16),
    /// It is longer than allowed.
    #[error("the file is longer than {0} bytes")]
    TooLong(usize),
    /// Its bytes are not what Meta declared.
    #[error("the file's content is not what was declared")]
    Hash,
}

impl GraphClient {
    /// Hands a file to Meta: `POST /{phone_number_id}/media`. The id lives 30 days.
    pub async fn upload_media(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        bytes: Bytes,
        mime_type: &str,
        filename: &str,
    ) -> Result<Answer<String>, GraphError> {
        let form = UploadForm {
            edge: "media",
            fields: vec![
                ("messaging_product", "whatsapp".to_owned()),
                ("type", mime_type.to_owned()),
            ],
            file: "file",
            id: "id",
        };
        let file = (bytes, mime_type, filename);
        self.upload(token, phone_number_id, &form, file).await
    }

    /// Hands a file to Meta through this form; answers the id by which messages name it.
    pub async fn upload(
        &self,
        token: &SecretString,
        sender: &str,
        wanted: &UploadForm,
        (bytes, mime_type, filename): (Bytes, &str, &str),
    ) -> Result<Answer<String>, GraphError> {
        let url = self.url(&[sender, wanted.edge])?;
        let length = bytes.len() as u64;
        let file = Part::stream_with_length(reqwest::Body::from(bytes), length)
            .file_name(filename.to_owned())
            .mime_str(mime_type)
            .map_err(|_| GraphError::local("the media type is malformed"))?;
        let mut form = Form::new();
        for (name, value) in &wanted.fields {
            form = form.text(*name, value.clone());
        }
        let form = form.part(wanted.file, file);
        let request = self
            .request(Method::POST, url, token)?
            .timeout(self.config.media_timeout)
            .multipart(form);
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        match body.get(wanted.id).and_then(Value::as_str) {
            Some(id) if !id.is_empty() => Ok(Answer {
                value: id.to_owned(),
                facts: answered.facts,
            }),
            _ => Err(GraphError::Unreadable {
                status: answered.status,
                reason: "the file has no id".to_owned(),
            }),
        }
    }

    /// Describes a file: `GET /{media_id}`, asked for the number it was sent to.
    pub async fn media_info(
        &self,
        token: &SecretString,
        media_id: &str,
        phone_number_id: Option<&str>,
    ) -> Result<Answer<MediaInfo>, GraphError> {
        let url = self.url(&[media_id])?;
        let mut request = self.request(Method::GET, url, token)?;
        if let Some(number) = phone_number_id {
            request = request.query(&[("phone_number_id", number)]);
        }
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        let text = |key: &str| body.get(key).and_then(Value::as_str).map(str::to_owned);
        let value = MediaInfo {
            url: text("url").ok_or_else(|| GraphError::Unreadable {
                status: answered.status,
                reason: "the file has no address".to_owned(),
            })?,
            mime_type: text("mime_type"),
            sha256: text("sha256"),
            // A number or a string: both are seen.
            size: body
                .get("file_size")
                .and_then(|s| s.as_u64().or_else(|| s.as_str()?.parse().ok())),
        };
        Ok(Answer {
            value,
            facts: answered.facts,
        })
    }

    /// Fetches a file from its address: only from Meta's hosts or the configured Graph host, without redirects, at
    /// most `cap` bytes, and checked against `sha256` (hex or base64) when one was declared.
    pub async fn download_media(
        &self,
        token: &SecretString,
        address: &str,
        sha256: Option<&str>,
        cap: usize,
    ) -> Result<Answer<Downloaded>, GraphError> {
        let url = self.allowed(address)?;
        let request = self.request(Method::GET, url, token)?;
        self.download(request, sha256, cap).await
    }

    /// The same from an address that names its file to whoever knows it: no token travels.
    pub async fn download_shared(
        &self,
        address: &str,
        cap: usize,
    ) -> Result<Answer<Downloaded>, GraphError> {
        let url = self.allowed(address)?;
        self.download(self.bare(Method::GET, url), None, cap).await
    }

    async fn download(
        &self,
        request: RequestBuilder,
        sha256: Option<&str>,
        cap: usize,
    ) -> Result<Answer<Downloaded>, GraphError> {
        let response = request
            .timeout(self.config.media_timeout)
            .send()
            .await
            .map_err(GraphError::transport)?;
        let status = response.status().as_u16();
        if status != 200 {
            return Err(MediaRefusal::Status(status).into());
        }
        let facts = Facts::of(response.headers());
        let mime_type = response
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|v| v.to_str().ok())
            .map(str::to_owned);
        let bytes = read(response, cap)
            .await?
            .ok_or(MediaRefusal::TooLong(cap))?;
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        if sha256.is_some_and(|declared| decode(declared) != Some(digest)) {
            return Err(MediaRefusal::Hash.into());
        }
        Ok(Answer {
            value: Downloaded {
                bytes,
                mime_type,
                sha256: hex::encode(digest),
            },
            facts,
        })
    }

    /// The address, when it is Meta's own.
    fn allowed(&self, address: &str) -> Result<Url, GraphError> {
        let url = Url::parse(address).map_err(|_| MediaRefusal::Host)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(MediaRefusal::Host.into());
        }
        let own = url.origin() == self.base.origin();
        let host = url.host_str().unwrap_or("");
        let listed = HOSTS.contains(&host)
            || SUFFIXES.iter().any(|suffix| {
                host.strip_suffix(suffix)
                    .is_some_and(|name| !name.is_empty())
            });
        let meta = listed && url.scheme() == "https" && url.port().is_none();
        if own || meta {
            Ok(url)
        } else {
            Err(MediaRefusal::Host.into())
        }
    }
}

/// A declared SHA-256: 64 hex digits (media answers) or base64 (webhooks).
fn decode(declared: &str) -> Option<[u8; 32]> {
    let declared = declared.trim();
    let bytes = hex::decode(declared)
        .or_else(|_| STANDARD.decode(declared))
        .or_else(|_| URL_SAFE.decode(declared));
    bytes.ok()?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::super::client::GraphConfig;
    use super::*;

    #[test]
    fn the_token_travels_only_to_meta() {
        let client = GraphClient::new(GraphConfig {
            base_url: "http://127.0.0.1:4100".to_owned(),
            ..GraphConfig::default()
        })
        .unwrap();
        let cases = [
            (
                "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
                true,
            ),
            ("https://LOOKASIDE.fbsbx.com/x", true),
            ("https://scontent.xx.fbcdn.net/v/x.jpg", true),
            ("https://mmg.whatsapp.net/x", true),
            ("http://127.0.0.1:4100/media/1", true),
            ("http://127.0.0.1:4101/media/1", false),
            ("https://127.0.0.1:4100/media/1", false),
            ("http://lookaside.fbsbx.com/x", false),
            ("https://lookaside.fbsbx.com:8443/x", false),
            ("https://lookaside.fbsbx.com@evil.example/x", false),
            ("https://u:p@lookaside.fbsbx.com/x", false),
            ("https://lookaside.fbsbx.com.evil.example/x", false),
            ("https://evil-fbcdn.net/x", false),
            ("https://.fbcdn.net/x", false),
            ("https://other.fbsbx.com/x", false),
            ("https://fbcdn.net/x", false),
            ("file:///etc/passwd", false),
            ("lookaside.fbsbx.com/x", false),
            ("", false),
        ];
        for (address, expected) in cases {
            assert_eq!(client.allowed(address).is_ok(), expected, "{address}");
        }
    }

    #[test]
    fn both_spellings_of_a_hash() {
        let digest: [u8; 32] = Sha256::digest(b"x").into();
        assert_eq!(decode(&hex::encode(digest)), Some(digest));
        assert_eq!(decode(&hex::encode_upper(digest)), Some(digest));
        assert_eq!(decode(&STANDARD.encode(digest)), Some(digest));
        for bad in ["", "00", "zz", "hello world"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
