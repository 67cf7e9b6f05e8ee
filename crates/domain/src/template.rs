//! Message templates: what is needed to send one by name with values, and to show what will be sent.

use serde::{Deserialize, Serialize};

/// Where a template stands with the provider. Open set: unknown words are kept.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TemplateStatus(pub String);

impl TemplateStatus {
    /// Whether it may be sent now.
    #[must_use]
    pub fn is_sendable(&self) -> bool {
        self.0 == "APPROVED" || self.0 == "REINSTATED"
    }
}

/// A template as the provider last described it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// Name: lower case, digits, underscore.
    pub name: String,
    /// Language code, `id` or `en_US`.
    pub language: String,
    /// `MARKETING`, `UTILITY`, `AUTHENTICATION`.
    pub category: String,
    /// Where it stands.
    pub status: TemplateStatus,
    /// The provider's id.
    pub provider_id: Option<String>,
    /// Named rather than numbered variables.
    pub named: bool,
    /// Its header.
    pub header: Header,
    /// Its body, with `{{1}}` or `{{name}}`.
    pub body: String,
    /// Its footer.
    pub footer: Option<String>,
    /// Its buttons, in order.
    pub buttons: Vec<Button>,
    /// Why it was rejected, in the provider's word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A template's header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "format", rename_all = "snake_case")]
pub enum Header {
    /// None.
    #[default]
    None,
    /// Text, with at most one variable.
    Text {
        /// The text.
        text: String,
    },
    /// A picture, film, document or place: needs a value of this format (`image`, `video`, `document`, `location`).
    Media {
        /// Which.
        kind: String,
    },
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Button {
    /// `QUICK_REPLY`, `URL`, `PHONE_NUMBER`, `COPY_CODE`, …
    pub kind: String,
    /// The words on it.
    pub text: String,
    /// A URL button's address, possibly ending in a variable.
    pub url: Option<String>,
}

/// Values for one send. Keys are variable names; numbered variables are `"1"`, `"2"`, ….
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateValues {
    /// For a text header's variable.
    #[serde(default)]
    pub header: Vec<(String, String)>,
    /// For a media header: the provider's media id, or a link.
    #[serde(default)]
    pub header_media: Option<String>,
    /// For a media header: a file we hold; the provider's id is put in before it leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_file: Option<crate::ids::MediaId>,
    /// For the body, in the template's order.
    #[serde(default)]
    pub body: Vec<(String, String)>,
    /// For buttons with a variable: (index, value).
    #[serde(default)]
    pub buttons: Vec<(usize, String)>,
}

/// What is wrong with the values for a template. Shown with the exact field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueProblem {
    /// `header`, `body` or `button`.
    pub part: String,
    /// Which variable or button.
    pub key: String,
    /// What to do.
    pub problem: String,
}

/// The variables of a text, in order of first appearance, without doubles.
#[must_use]
pub fn variables(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("{{") {
        let Some((name, tail)) = after.split_once("}}") else {
            break;
        };
        let name = name.trim().to_owned();
        if !name.is_empty() && !found.contains(&name) {
            found.push(name);
        }
        rest = tail;
    }
    found
}

/// Puts values into a text, once: a value that contains `{{…}}` is not expanded again.
#[must_use]
#[expect(clippy::single_match_else, reason = "both cases weigh the same")]
pub fn fill(text: &str, values: &[(String, String)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let Some((name, tail)) = after.split_once("}}") else {
            out.push_str("{{");
            rest = after;
            continue;
        };
        match values.iter().find(|(key, _)| key == name.trim()) {
            Some((_, value)) => out.push_str(value),
            None => {
                out.push_str("{{");
                out.push_str(name);
                out.push_str("}}");
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

impl Template {
    /// The body as the customer will see it.
    #[must_use]
    pub fn rendered_body(&self, values: &TemplateValues) -> String {
        fill(&self.body, &values.body)
    }

    /// The text header as the customer will see it.
    #[must_use]
    pub fn rendered_header(&self, values: &TemplateValues) -> Option<String> {
        match &self.header {
            Header::Text { text } => Some(fill(text, &values.header)),
            Header::None | Header::Media { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once() {
        let values = vec![
            ("1".to_owned(), "{{2}}".to_owned()),
            ("2".to_owned(), "x".to_owned()),
        ];
        assert_eq!(
            fill("a {{1}} b {{ 2 }} {{3}} {{", &values),
            "a {{2}} b x {{3}} {{"
        );
        assert_eq!(variables("{{1}} {{name}} {{1}} {{"), ["1", "name"]);
    }
}
