//! Files that Meta keeps for the app itself, such as a profile's picture: begun, then handed over from an offset.

use bytes::Bytes;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderValue};
use reqwest::{Method, Url};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

impl GraphClient {
    /// Hands a file to Meta for the app: `POST /{app_id}/uploads`, then its bytes. Answers the handle that names it.
    pub async fn upload_for_app(
        &self,
        token: &SecretString,
        app_id: &str,
        bytes: Bytes,
        (mime_type, filename): (&str, &str),
    ) -> Result<Answer<String>, GraphError> {
        let url = self.url(&[app_id, "uploads"])?;
        let length = bytes.len().to_string();
        let request = self.request(Method::POST, url, token)?.query(&[
            ("file_length", length.as_str()),
            ("file_type", mime_type),
            ("file_name", filename),
        ]);
        let begun = self.call(request).await?;
        let body = understand(&begun)?;
        let session = body
            .get("id")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned();
        let url = self.session(&session)?;
        // This door alone knows the scheme OAuth and no other.
        let mut proof = HeaderValue::from_str(&format!("OAuth {}", token.expose_secret()))
            .map_err(|_| {
                GraphError::local("the token holds characters that no header may carry")
            })?;
        proof.set_sensitive(true);
        let request = self
            .bare(Method::POST, url)
            .timeout(self.config.media_timeout)
            .header(AUTHORIZATION, proof)
            .header(CONTENT_TYPE, "application/octet-stream")
            .header("file_offset", "0")
            .body(bytes);
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        match body.get("h").and_then(Value::as_str) {
            Some(handle) if !handle.is_empty() => Ok(Answer {
                value: handle.to_owned(),
                facts: answered.facts,
            }),
            _ => Err(GraphError::Unreadable {
                status: answered.status,
                reason: "the file has no handle".to_owned(),
            }),
        }
    }

    /// The address of an upload that was begun. Its name is Meta's own, with a signature as its query; it cannot lead to
    /// another path.
    fn session(&self, session: &str) -> Result<Url, GraphError> {
        let strange = || GraphError::Unreadable {
            status: 200,
            reason: "the upload has no usable id".to_owned(),
        };
        let (name, query) = session
            .split_once('?')
            .map_or((session, None), |(name, query)| (name, Some(query)));
        let plain =
            |b: u8| b.is_ascii_alphanumeric() || matches!(b, b':' | b'_' | b'-' | b'=' | b'+');
        if !name.starts_with("upload:") || !name.bytes().all(plain) || session.contains('#') {
            return Err(strange());
        }
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| strange())?
            .pop_if_empty()
            .push(&self.config.version)
            .push(name);
        url.set_query(query);
        Ok(url)
    }
}

#[cfg(test)]
mod tests {
    use super::super::client::GraphConfig;
    use super::*;

    #[test]
    fn an_upload_leads_nowhere_else() {
        let client = GraphClient::new(GraphConfig {
            base_url: "http://127.0.0.1:9".to_owned(),
            ..GraphConfig::default()
        })
        .unwrap();
        let fine = client.session("upload:MTph==?sig=ARZq-_x").unwrap();
        assert_eq!(
            fine.as_str(),
            "http://127.0.0.1:9/v25.0/upload:MTph==?sig=ARZq-_x"
        );
        for bad in [
            "",
            "123",
            "upload:../me",
            "upload:a/b",
            "upload:a%2fb",
            "upload:a?b#c",
        ] {
            assert!(client.session(bad).is_err(), "{bad}");
        }
    }
}
