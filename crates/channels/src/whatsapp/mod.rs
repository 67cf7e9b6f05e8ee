//! WhatsApp through Meta's Cloud API.

mod capability;
mod news;
mod parse;
mod render;
mod template;

use domain::channel::ChannelKind;
use domain::event::Parsed;
use domain::news::News;
use domain::outbound::{Outbound, RenderError};
use domain::template::Template;
use serde_json::Value;

use crate::{Capability, Channel, ParseError, RenderedRequest, TemplateRefusal};

/// The registered name.
pub const KIND: &str = "whatsapp";

/// The channel.
#[derive(Debug, Clone, Copy, Default)]
pub struct WhatsApp;

impl Channel for WhatsApp {
    fn kind(&self) -> ChannelKind {
        ChannelKind::new(KIND)
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

    fn scopes(&self) -> &'static [&'static str] {
        &[
            "whatsapp_business_messaging",
            "whatsapp_business_management",
        ]
    }

    fn news(&self, name: &str, part: &Value) -> Option<News> {
        news::read(name, part)
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
