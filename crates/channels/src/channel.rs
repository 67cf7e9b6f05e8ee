//! What a channel is.

use domain::Time;
use domain::channel::ChannelKind;
use domain::event::Parsed;
use domain::identity::IdentitySet;
use domain::news::News;
use domain::outbound::{Outbound, RenderError, UploadForm};
use domain::template::Template;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::capability::Capability;

/// A way of writing with people: a pure translator between a provider's spelling and ours.
pub trait Channel: Send + Sync + std::fmt::Debug {
    /// Its registered name; also the name of its folder.
    fn kind(&self) -> ChannelKind {
        ChannelKind::new(self.name())
    }

    /// That name as a word.
    fn name(&self) -> &'static str;

    /// The paths to which the provider brings its events; the first is the one to be entered there. Behind each there is
    /// one more per app that a workspace brought (`webhook_address` in `desk`).
    fn doors(&self) -> &'static [&'static str];

    /// What it can do, for the desk to show.
    fn capability(&self) -> Capability;

    /// Reads a webhook body whose signature was checked. N facts in the body are N parts of the result: what cannot
    /// be read is kept as unreadable, and the rest proceeds. The same bytes give the same result at any time.
    ///
    /// A body that is no JSON object is an error, for the intake to quarantine.
    fn parse(&self, body: &[u8]) -> Result<Parsed, ParseError>;

    /// Makes the request for a message, or says what is wrong with it before anything is asked.
    fn render(&self, out: &Outbound) -> Result<RenderedRequest, RenderError>;

    /// Reads a template as the provider describes it. One that we could not send faithfully is refused.
    fn parse_template(&self, value: &Value) -> Result<Template, TemplateRefusal>;

    /// How the provider keeps what is connected.
    fn home(&self) -> Home {
        Home::Number
    }

    /// The form by which a file of this type is handed to the provider before its message.
    fn upload(&self, mime_type: &str) -> UploadForm;

    /// Tells the customer that a message of theirs was read, or that an answer is being written. `None` when there is no
    /// way to say so.
    fn courtesy(&self, to: &IdentitySet, message: &str, typing: bool) -> Option<RenderedRequest>;

    /// What a token must be allowed to send and to manage, in the provider's words.
    fn scopes(&self) -> &'static [&'static str] {
        &[]
    }

    /// What an app subscribes to at the provider so that all this arrives, in the provider's words.
    fn fields(&self) -> &'static [&'static str];

    /// Reads news of the account, given the part of the payload as it came. `None` when they are no concern of ours.
    fn news(&self, _name: &str, _part: &Value) -> Option<News> {
        None
    }

    /// A body such as the provider would bring of this account, with one thing in it that it never tells: a field of this
    /// name, and `mark` as what it says (`value.event`). `None` where no such thing can be told apart.
    fn test_body(&self, _account: &str, _at: Time, _field: &str, _mark: &str) -> Option<Value> {
        None
    }

    /// Whether news of the account under this name mean that templates are no longer as they were read.
    fn changes_templates(&self, _news: &str) -> bool {
        false
    }
}

/// How the provider keeps what is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// A number under a business account, which has templates.
    Number,
    /// A profile that is its own account: its token tells whose it is.
    Profile {
        /// The events to be sent to us.
        events: &'static [&'static str],
    },
}

/// A request to send: `POST /{under}/{edge}` with a JSON body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RenderedRequest {
    /// The object it is sent under; `None` is the sending number or account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub under: Option<String>,
    /// The edge under it.
    pub edge: String,
    /// The body.
    pub body: Value,
    /// Whether the provider confirms it without naming it.
    #[serde(default)]
    pub nameless: bool,
}

/// Why a body holds no events at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    /// Not JSON, or nested deeper than 128.
    #[error("the body is not JSON: {0}")]
    NotJson(String),
    /// JSON, but not an object.
    #[error("the body is not a JSON object")]
    NotObject,
}

/// Why a template cannot be used here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{part}: {reason}")]
pub struct TemplateRefusal {
    /// The template's name, when it can be read.
    pub name: Option<String>,
    /// Its language, when it can be read.
    pub language: Option<String>,
    /// Which part.
    pub part: String,
    /// Why.
    pub reason: String,
}
