//! Templates for what the customer asked, with the values there are sources for. No model: the words of the thread,
//! the contact book and the knowledge, and a source for each value.

use std::sync::Arc;

use db::messages::{self, Message};
use db::templates::{self, Stored};
use db::{WorkspaceTx, attributes};
use domain::ids::{ConversationId, TemplateId};
use domain::template::{Header, Template, TemplateValues, variables};
use grounding::Knowledge;
use grounding::suggest::{self, Around, Asked, Origin, Slot};
use serde_json::{Value, json};

use crate::Desk;
use crate::draft_reply::{LOOK_BACK, ask};
use crate::error::Result;
use crate::facts::Thread;
use crate::knowledge::present;

/// What is offered for a thread.
#[derive(Debug, Clone)]
pub struct Suggestions {
    /// What the customer asks, the first thing first.
    pub intents: Vec<&'static str>,
    /// The templates that can be sent, the fitting ones first.
    pub templates: Vec<TemplateSuggestion>,
}

/// A template with what can be put into it.
#[derive(Debug, Clone)]
pub struct TemplateSuggestion {
    /// Which.
    pub template: TemplateId,
    /// Whether it is about what the customer asks.
    pub fits: bool,
    /// The values there are sources for; the others are left to a person.
    pub values: Vec<SuggestedValue>,
}

/// A value for one place.
#[derive(Debug, Clone)]
pub struct SuggestedValue {
    /// `header` or `body`.
    pub part: &'static str,
    /// The variable.
    pub key: String,
    /// The value.
    pub value: String,
    /// Where it comes from.
    pub origin: Origin,
}

/// What values are looked for in.
struct Known {
    knowledge: Arc<Knowledge>,
    asked: Asked,
    contact: Option<String>,
    agent: Option<String>,
    attributes: Vec<(String, String)>,
    messages: Vec<(String, String)>,
}

impl Desk {
    /// What can be sent in this thread while its window is closed, and with which values.
    pub async fn suggest_templates(
        &self,
        tx: &mut WorkspaceTx,
        id: ConversationId,
    ) -> Result<Suggestions> {
        let thread = self.look_at_thread(tx, id).await?;
        let known = self.known(tx, &thread).await?;
        let mut stored = templates::list(tx, Some(thread.channel.id)).await?;
        stored.retain(|one| one.template.status.is_sendable());
        let rank = |one: &Stored| {
            let fits = suggest::fits(&one.template.name, &known.asked.intents);
            let language = one.template.language.get(..2) == Some(known.asked.language.tag());
            (!fits, !language)
        };
        stored.sort_by_key(rank);
        Ok(Suggestions {
            templates: stored
                .iter()
                .map(|one| TemplateSuggestion {
                    template: one.id,
                    fits: suggest::fits(&one.template.name, &known.asked.intents),
                    values: known.values(&one.template),
                })
                .collect(),
            intents: known.asked.intents,
        })
    }

    /// Where each value of a template that is about to be sent comes from: its source when it stands as the source has
    /// it, otherwise whoever wrote it.
    pub(crate) async fn origins(
        &self,
        tx: &mut WorkspaceTx,
        thread: &Thread,
        template: &Template,
        values: &TemplateValues,
    ) -> Result<Value> {
        let known = self.known(tx, thread).await?;
        let suggested = known.values(template);
        let by = tx.actor().kind();
        let told = given(values).map(|(part, key, value)| {
            let same = suggested
                .iter()
                .find(|one| one.part == part && one.key == key && one.value == value.trim());
            let origin = same.map_or_else(|| json!({ "from": by }), |one| json!(one.origin));
            json!({ "part": part, "key": key, "origin": origin })
        });
        Ok(Value::Array(told.collect()))
    }

    async fn known(&self, tx: &mut WorkspaceTx, thread: &Thread) -> Result<Known> {
        let (_, knowledge) = present(tx).await?;
        let so_far = messages::recent_words(tx, thread.conversation.id, LOOK_BACK).await?;
        let values = attributes::values(tx, thread.contact.id).await?;
        Ok(Known {
            asked: suggest::asked(&ask(&so_far, thread), &knowledge, self.now()),
            knowledge,
            contact: thread.contact.name.clone(),
            agent: match tx.actor() {
                db::Actor::Person { name, .. } => Some(name.clone()),
                db::Actor::Key { .. } | db::Actor::Rule | db::Actor::System => None,
            },
            attributes: values
                .into_iter()
                .map(|(attribute, value, _)| (attribute.name, value))
                .collect(),
            messages: so_far.iter().rev().map(words_of).collect(),
        })
    }
}

fn words_of(message: &Message) -> (String, String) {
    (message.id.to_string(), message.content.words().to_owned())
}

impl Known {
    fn values(&self, template: &Template) -> Vec<SuggestedValue> {
        let around = Around {
            contact: self.contact.as_deref(),
            agent: self.agent.as_deref(),
            attributes: &self.attributes,
            messages: &self.messages,
        };
        let mut found = Vec::new();
        let mut look = |part: &'static str, key: &str, slot: Slot<'_>| {
            if let Some(one) = suggest::value(slot, &self.asked, &around, &self.knowledge) {
                found.push(SuggestedValue {
                    part,
                    key: key.to_owned(),
                    value: one.value,
                    origin: one.origin,
                });
            }
        };
        if let Header::Text { text } = &template.header {
            for key in variables(text) {
                look("header", &key, Slot { key: &key, text });
            }
        }
        for key in variables(&template.body) {
            let text = &template.body;
            look("body", &key, Slot { key: &key, text });
        }
        found
    }
}

/// Every value that is given, with its place.
fn given(values: &TemplateValues) -> impl Iterator<Item = (&'static str, String, &str)> {
    let header = values.header.iter().map(|(k, v)| ("header", k.clone(), v));
    let body = values.body.iter().map(|(k, v)| ("body", k.clone(), v));
    let buttons = values
        .buttons
        .iter()
        .map(|(at, v)| ("button", at.to_string(), v));
    header
        .chain(body)
        .chain(buttons)
        .map(|(part, key, value)| (part, key, value.as_str()))
}
