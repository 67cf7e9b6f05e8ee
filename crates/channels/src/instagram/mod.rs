//! Instagram through Instagram Login: direct messages, and comments under posts, reels and live videos.

mod capability;
mod parse;
mod render;

use domain::event::Parsed;
use domain::file_type::kind_of;
use domain::identity::IdentitySet;
use domain::outbound::{Outbound, RenderError, UploadForm};
use domain::template::Template;
use serde_json::{Value, json};

use crate::{Capability, Channel, Home, ParseError, RenderedRequest, TemplateRefusal};

/// The registered name.
pub const KIND: &str = "instagram";

/// What is sent to us: messages with everything around them, and comments.
const EVENTS: &[&str] = &[
    "messages",
    "messaging_postbacks",
    "messaging_seen",
    "messaging_referral",
    "message_reactions",
    "message_edit",
    "standby",
    "comments",
    "live_comments",
];

/// The channel.
#[derive(Debug, Clone, Copy, Default)]
pub struct Instagram;

impl Channel for Instagram {
    fn name(&self) -> &'static str {
        KIND
    }

    fn doors(&self) -> &'static [&'static str] {
        &["/api/webhooks/instagram"]
    }

    fn capability(&self) -> Capability {
        capability::capability()
    }

    fn parse(&self, body: &[u8]) -> Result<Parsed, ParseError> {
        parse::parse(body)
    }

    fn render(&self, out: &Outbound) -> Result<RenderedRequest, RenderError> {
        render::render(out)
    }

    fn parse_template(&self, _value: &Value) -> Result<Template, TemplateRefusal> {
        Err(TemplateRefusal {
            name: None,
            language: None,
            part: "template".to_owned(),
            reason: "Instagram has no approved templates".to_owned(),
        })
    }

    fn home(&self) -> Home {
        Home::Profile { events: EVENTS }
    }

    fn fields(&self) -> &'static [&'static str] {
        EVENTS
    }

    fn upload(&self, mime_type: &str) -> UploadForm {
        let word = render::word(kind_of(mime_type)).unwrap_or("file");
        let about = json!({"attachment": {"type": word, "payload": {"is_reusable": true}}});
        UploadForm {
            edge: "message_attachments",
            fields: vec![("message", about.to_string())],
            file: "filedata",
            id: "attachment_id",
        }
    }

    fn courtesy(&self, to: &IdentitySet, _message: &str, typing: bool) -> Option<RenderedRequest> {
        render::courtesy(to, typing)
    }

    fn scopes(&self) -> &'static [&'static str] {
        &[
            "instagram_business_basic",
            "instagram_business_manage_messages",
            "instagram_business_manage_comments",
        ]
    }
}
