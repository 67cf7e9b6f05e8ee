//! WhatsApp through Meta's Cloud API.

mod capability;
mod news;
mod parse;
mod render;
mod template;

use domain::Time;
use domain::event::Parsed;
use domain::identity::IdentitySet;
use domain::news::News;
use domain::outbound::{Outbound, RenderError, UploadForm};
use domain::template::Template;
use serde_json::{Value, json};

use crate::{Capability, Channel, ParseError, RenderedRequest, TemplateRefusal};

/// The registered name.
pub const KIND: &str = "whatsapp";

/// What is read here (Meta, "Webhook fields" of a WhatsApp Business Account).
const FIELDS: &[&str] = &[
    "messages",
    "message_template_status_update",
    "message_template_quality_update",
    "message_template_components_update",
    "template_category_update",
    "account_update",
    "account_alerts",
    "account_review_update",
    "business_capability_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "security",
    "payment_configuration_update",
    "business_username_update",
    "user_preferences",
    "user_id_update",
    "history",
    "smb_app_state_sync",
    "smb_message_echoes",
];

/// The channel.
#[derive(Debug, Clone, Copy, Default)]
pub struct WhatsApp;

impl Channel for WhatsApp {
    fn name(&self) -> &'static str {
        KIND
    }

    fn doors(&self) -> &'static [&'static str] {
        &["/api/webhooks/wa", "/engagement/meta-whatsapp/webhook"]
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

    fn parse_template(&self, value: &Value) -> Result<Template, TemplateRefusal> {
        template::parse(value)
    }

    fn upload(&self, mime_type: &str) -> UploadForm {
        UploadForm {
            edge: "media",
            fields: vec![
                ("messaging_product", "whatsapp".to_owned()),
                ("type", mime_type.to_owned()),
            ],
            file: "file",
            id: "id",
        }
    }

    fn courtesy(&self, _to: &IdentitySet, message: &str, typing: bool) -> Option<RenderedRequest> {
        let mut body = json!({
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message,
        });
        if typing {
            body["typing_indicator"] = json!({"type": "text"});
        }
        Some(RenderedRequest {
            under: None,
            edge: "messages".to_owned(),
            body,
            nameless: false,
        })
    }

    fn scopes(&self) -> &'static [&'static str] {
        &[
            "whatsapp_business_messaging",
            "whatsapp_business_management",
        ]
    }

    fn fields(&self) -> &'static [&'static str] {
        FIELDS
    }

    fn news(&self, name: &str, part: &Value) -> Option<News> {
        news::read(name, part)
    }

    fn test_body(&self, account: &str, at: Time, field: &str, mark: &str) -> Option<Value> {
        let change = json!({ "field": field, "value": { "event": mark } });
        let entry = json!({ "id": account, "time": at.timestamp(), "changes": [change] });
        Some(json!({ "object": "whatsapp_business_account", "entry": [entry] }))
    }

    fn changes_templates(&self, news: &str) -> bool {
        matches!(
            news,
            "message_template_status_update"
                | "message_template_components_update"
                | "template_category_update"
        )
    }
}
