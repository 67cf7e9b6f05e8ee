//! A channel made outside of the crate, against its public seam alone: a new one needs nothing from the middle.

use channels::{Capability, Channel, ComposerBlock, ParseError, RenderedRequest, TemplateRefusal};
use domain::channel::{ChannelKind, Route, RouteScope};
use domain::content::{Content, Context};
use domain::dedupe::DedupeKey;
use domain::event::{ChannelEvent, EventBody, InboundMessage, Parsed, Unreadable};
use domain::identity::{IdentityKind, IdentitySet};
use domain::ids::AttemptId;
use domain::outbound::{Outbound, Payload, RenderError, UploadForm};
use domain::template::Template;
use serde_json::{Value, json};

/// Letters by pigeon: `{"loft": "L1", "letters": [{"ring": "r7", "no": 1, "words": "hi"}]}`.
#[derive(Debug)]
struct Pigeon;

impl Channel for Pigeon {
    fn name(&self) -> &'static str {
        "pigeon"
    }

    fn doors(&self) -> &'static [&'static str] {
        &["/api/webhooks/pigeon"]
    }

    fn capability(&self) -> Capability {
        Capability {
            kind: "pigeon".to_owned(),
            label: "Pigeon".to_owned(),
            app: String::new(),
            text_max: 40,
            text_bytes: false,
            public_max: None,
            caption_max: 0,
            media: Vec::new(),
            composer: vec![ComposerBlock::Text],
            window_hours: None,
            person_hours: None,
            read_receipts: false,
            tells_fate: false,
            typing: false,
        }
    }

    fn parse(&self, body: &[u8]) -> Result<Parsed, ParseError> {
        let body: Value =
            serde_json::from_slice(body).map_err(|e| ParseError::NotJson(e.to_string()))?;
        let letters = body
            .get("letters")
            .and_then(Value::as_array)
            .ok_or(ParseError::NotObject)?;
        let loft = body.get("loft").and_then(Value::as_str).unwrap_or("");
        let mut out = Parsed::default();
        for (index, letter) in letters.iter().enumerate() {
            match read(loft, letter) {
                Some(event) => out.events.push(event),
                None => out.unreadable.push(Unreadable {
                    pointer: format!("/letters/{index}"),
                    reason: "the ring or the words are missing".to_owned(),
                }),
            }
        }
        Ok(out)
    }

    fn render(&self, out: &Outbound) -> Result<RenderedRequest, RenderError> {
        let Payload::Text { body, .. } = &out.payload else {
            return Err(RenderError {
                field: "payload".to_owned(),
                problem: "a pigeon carries words only".to_owned(),
            });
        };
        Ok(RenderedRequest {
            under: None,
            edge: "letters".to_owned(),
            body: json!({"ring": out.to.get(IdentityKind::UserId), "words": body}),
            nameless: false,
        })
    }

    fn fields(&self) -> &'static [&'static str] {
        &[]
    }

    fn upload(&self, _mime_type: &str) -> UploadForm {
        UploadForm {
            edge: "parcels",
            fields: Vec::new(),
            file: "parcel",
            id: "ring",
        }
    }

    fn courtesy(
        &self,
        _to: &IdentitySet,
        _message: &str,
        _typing: bool,
    ) -> Option<RenderedRequest> {
        None
    }

    fn parse_template(&self, _value: &Value) -> Result<Template, TemplateRefusal> {
        Err(TemplateRefusal {
            name: None,
            language: None,
            part: "template".to_owned(),
            reason: "pigeons know none".to_owned(),
        })
    }
}

fn read(loft: &str, letter: &Value) -> Option<ChannelEvent> {
    let ring = letter.get("ring")?.as_str()?;
    let number = letter.get("no")?.to_string();
    let words = letter.get("words")?.as_str()?;
    Some(ChannelEvent {
        route: Route {
            kind: ChannelKind::new("pigeon"),
            scope: RouteScope::Channel,
            external_id: loft.to_owned(),
        },
        dedupe: DedupeKey::of("pigeon.letter", &[loft.as_bytes(), number.as_bytes()]),
        lane: format!("p:{loft}:{ring}"),
        at: None,
        body: EventBody::Message(Box::new(InboundMessage {
            provider_id: number,
            from: IdentitySet::new().with(IdentityKind::UserId, ring),
            profile_name: None,
            content: Content::Text {
                body: words.to_owned(),
            },
            context: Context::default(),
            referral: None,
            errors: Vec::new(),
            opens_window: true,
            topic: None,
        })),
        raw: letter.clone(),
    })
}

#[test]
fn a_channel_can_live_outside() {
    let channel: &dyn Channel = &Pigeon;
    let body =
        json!({"loft": "L1", "letters": [{"ring": "r7", "no": 1, "words": "hi"}, {"no": 2}]});
    let parsed = channel.parse(body.to_string().as_bytes()).unwrap();
    assert_eq!((parsed.events.len(), parsed.unreadable.len()), (1, 1));
    let EventBody::Message(message) = &parsed.events[0].body else {
        unreachable!("letters are messages");
    };
    let answer = Outbound {
        to: message.from.clone(),
        payload: Payload::Text {
            body: "hello".to_owned(),
            preview_url: false,
        },
        quote: None,
        under: None,
        as_person: false,
        attempt: AttemptId::new(),
    };
    let request = channel.render(&answer).unwrap();
    assert_eq!(
        (request.edge.as_str(), request.body),
        ("letters", json!({"ring": "r7", "words": "hello"}))
    );
    assert!(serde_json::to_value(channel.capability()).unwrap()["window_hours"].is_null());
}
