//! Everything the sandbox knows, in one value that can be written to a file.

mod account;
mod customer;
pub(crate) mod instagram;
mod media;
mod offer;
mod person;
mod seed;
mod signup;
mod template;
mod thread;

use std::collections::{BTreeMap, HashMap, VecDeque};

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub(crate) use account::{Agreed, BusinessApp, Code, NewName, Number, PersonToken, Token, Waba};
pub(crate) use customer::Customer;
pub(crate) use media::{Media, Upload};
pub(crate) use offer::is_phone;
pub(crate) use person::{Consent, Fate, PERSON, PERSON_NAME};
pub(crate) use seed::SCOPES;
pub(crate) use signup::{CODE_MS, Ending, NumberChoice, SignUp};
pub(crate) use template::Template;
pub(crate) use thread::{Message, Side, Stage, Thread, key};

use crate::clock::Millis;
use crate::config::Settings;
use crate::faults::Rule;

/// Most accepted sends that are remembered one by one.
const SENDS_KEPT: usize = 200_000;

/// One accepted send request, for counting sends per attempt.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct SendRecord {
    pub(crate) at: Millis,
    pub(crate) wamid: String,
    pub(crate) phone_number_id: String,
    pub(crate) waba_id: String,
    pub(crate) customer: String,
    pub(crate) input: String,
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) biz_opaque_callback_data: Option<String>,
    pub(crate) window_open: bool,
    pub(crate) body: Value,
}

/// The state of the sandbox.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct World {
    pub(crate) offset_ms: Millis,
    pub(crate) settings: Settings,
    /// The app's webhook address, when it was changed at run time.
    pub(crate) callback: Option<String>,
    pub(crate) wabas: BTreeMap<String, Waba>,
    pub(crate) numbers: BTreeMap<String, Number>,
    pub(crate) tokens: BTreeMap<String, Token>,
    pub(crate) codes: BTreeMap<String, Code>,
    pub(crate) templates: BTreeMap<String, Template>,
    /// `waba|name` of deleted approved templates, and until when the name is locked.
    pub(crate) locked_names: BTreeMap<String, Millis>,
    pub(crate) customers: BTreeMap<String, Customer>,
    pub(crate) threads: BTreeMap<String, Thread>,
    pub(crate) media: BTreeMap<String, Media>,
    /// Files that are handed over for the app. Bytes of one that is not whole live as long as the process.
    pub(crate) uploads: BTreeMap<String, Upload>,
    pub(crate) faults: Vec<Rule>,
    pub(crate) sends: VecDeque<SendRecord>,
    pub(crate) next_id: u64,
    pub(crate) instagram: instagram::Instagram,
    #[serde(skip)]
    by_wamid: HashMap<String, (String, usize)>,
    #[serde(skip)]
    by_phone: HashMap<String, String>,
}

impl World {
    /// An empty world with these settings.
    pub(crate) fn new(settings: Settings) -> Self {
        Self {
            settings,
            ..Self::default()
        }
    }

    /// Rebuilds what is derived, after the state was read from a file.
    pub(crate) fn index(&mut self) {
        self.by_wamid = self
            .threads
            .iter()
            .flat_map(|(key, thread)| {
                thread
                    .messages
                    .iter()
                    .enumerate()
                    .map(|(at, message)| (message.id.clone(), (key.clone(), at)))
            })
            .collect();
        self.by_phone = self
            .customers
            .values()
            .filter_map(|customer| Some((customer.wa_id.clone()?, customer.id.clone())))
            .collect();
    }

    /// The next small number for rules and logs.
    pub(crate) fn next(&mut self) -> u64 {
        self.next_id += 1;
        self.next_id
    }

    /// Adds or replaces a person.
    pub(crate) fn put_customer(&mut self, customer: Customer) {
        if let Some(phone) = &customer.wa_id {
            self.by_phone.insert(phone.clone(), customer.id.clone());
        }
        self.customers.insert(customer.id.clone(), customer);
    }

    /// The person with these phone digits.
    pub(crate) fn customer_by_phone(&self, digits: &str) -> Option<&Customer> {
        self.customers.get(self.by_phone.get(digits)?)
    }

    /// The person whom this portfolio knows by this BSUID.
    pub(crate) fn customer_by_bsuid(&self, bsuid: &str, business_id: &str) -> Option<&Customer> {
        self.customers
            .values()
            .find(|customer| customer.bsuid(business_id) == bsuid)
    }

    /// A person by handle, phone digits or BSUID.
    pub(crate) fn find_customer(&self, handle: &str, business_id: &str) -> Option<&Customer> {
        self.customers
            .get(handle)
            .or_else(|| self.customer_by_phone(handle.trim_start_matches('+')))
            .or_else(|| self.customer_by_bsuid(handle, business_id))
    }

    /// The portfolio of a number.
    pub(crate) fn business_of(&self, number_id: &str) -> String {
        self.numbers
            .get(number_id)
            .and_then(|number| self.wabas.get(&number.waba_id))
            .map(|waba| waba.business_id.clone())
            .unwrap_or_default()
    }

    /// The thread of a number and a person, made when absent.
    pub(crate) fn thread(&mut self, number_id: &str, customer: &str) -> &mut Thread {
        self.threads
            .entry(key(number_id, customer))
            .or_insert_with(|| Thread {
                number_id: number_id.to_owned(),
                customer: customer.to_owned(),
                ..Thread::default()
            })
    }

    /// Appends a message to its thread.
    pub(crate) fn push(&mut self, number_id: &str, customer: &str, message: Message) {
        let id = message.id.clone();
        let thread = self.thread(number_id, customer);
        thread.messages.push(message);
        let at = thread.messages.len() - 1;
        self.by_wamid.insert(id, (key(number_id, customer), at));
    }

    /// Where a message is.
    pub(crate) fn locate(&self, wamid: &str) -> Option<(&Thread, &Message)> {
        let (key, at) = self.by_wamid.get(wamid)?;
        let thread = self.threads.get(key)?;
        Some((thread, thread.messages.get(*at)?))
    }

    /// A message to change.
    pub(crate) fn message_mut(&mut self, wamid: &str) -> Option<&mut Message> {
        let (key, at) = self.by_wamid.get(wamid)?;
        self.threads.get_mut(key)?.messages.get_mut(*at)
    }

    /// Remembers an accepted send.
    pub(crate) fn record_send(&mut self, record: SendRecord) {
        if self.sends.len() >= SENDS_KEPT {
            self.sends.pop_front();
        }
        self.sends.push_back(record);
    }

    /// Whether the token may touch this account now.
    pub(crate) fn may(&self, token: &str, waba_id: &str) -> bool {
        self.tokens
            .get(token)
            .is_some_and(|token| token.wabas.iter().any(|id| id == waba_id))
    }

    /// The template of an account by name and language.
    pub(crate) fn template_named(
        &self,
        waba_id: &str,
        name: &str,
        language: &str,
    ) -> Option<&Template> {
        self.templates.values().find(|template| {
            template.waba_id == waba_id && template.name == name && template.language == language
        })
    }
}
