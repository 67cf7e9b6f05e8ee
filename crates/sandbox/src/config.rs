//! What a sandbox starts with.

mod instagram;

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::watch;

pub use instagram::{InstagramApp, SeedInstagram};

/// How a sandbox runs.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen. Port 0 takes any free port; [`crate::Running::addr`] says which.
    pub listen: SocketAddr,
    /// The Meta app that the sandbox plays.
    pub app_id: String,
    /// Signs webhooks and proves token exchanges.
    pub app_secret: String,
    /// Sent to callbacks in the verification handshake.
    pub verify_token: String,
    /// The app's webhook address, for accounts without an override.
    pub callback_url: String,
    /// Where Meta tells that somebody took the app's permission back. None: nowhere.
    pub deauthorize_url: Option<String>,
    /// Where Meta asks for somebody's data to be deleted. None: nowhere.
    pub deletion_url: Option<String>,
    /// The Instagram app that the sandbox plays besides. None: it plays WhatsApp alone.
    pub instagram: Option<InstagramApp>,
    /// When set, the control API wants it as bearer token or `?key=`. When not, only callers from
    /// the same machine are let in.
    pub admin_key: Option<String>,
    /// Where the state is kept. None: in memory only.
    pub state_file: Option<PathBuf>,
    /// The address under which others reach the sandbox, for media addresses in webhooks. None:
    /// the listening address.
    pub public_url: Option<String>,
    /// Told by how many milliseconds sandbox time is ahead of the machine, whenever it is moved. Give
    /// it when the business beside the sandbox lives by the same time; the console then says so.
    pub clock: Option<watch::Sender<i64>>,
    /// What exists at first start. Seeds are merged into a restored state: what is there stays.
    pub seed: Seed,
    /// Delivery times and switches at first start.
    pub settings: Settings,
}

impl Config {
    /// A sandbox in memory on any free loopback port, with an empty seed.
    pub fn new(app_id: &str, app_secret: &str, callback_url: &str) -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            app_id: app_id.to_owned(),
            app_secret: app_secret.to_owned(),
            verify_token: "sandbox-verify-token".to_owned(),
            callback_url: callback_url.to_owned(),
            deauthorize_url: None,
            deletion_url: None,
            instagram: None,
            admin_key: None,
            state_file: None,
            public_url: None,
            clock: None,
            seed: Seed::default(),
            settings: Settings::default(),
        }
    }

    /// The same with a seed.
    #[must_use]
    pub fn seed(mut self, seed: Seed) -> Self {
        self.seed = seed;
        self
    }

    /// The same with settings.
    #[must_use]
    pub fn settings(mut self, settings: Settings) -> Self {
        self.settings = settings;
        self
    }
}

/// What exists when the sandbox starts.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Seed {
    /// Business accounts with their numbers, tokens and templates.
    pub wabas: Vec<SeedWaba>,
    /// People. Empty: three personas who write Indonesian, English and Arabic, and one who is
    /// known by username only.
    pub customers: Vec<SeedCustomer>,
    /// Accounts of Instagram, when the sandbox plays it. Empty: a shop and its outlet.
    pub instagram: Vec<SeedInstagram>,
}

impl Seed {
    /// Adds a business account.
    #[must_use]
    pub fn waba(mut self, waba: SeedWaba) -> Self {
        self.wabas.push(waba);
        self
    }

    /// Adds a person.
    #[must_use]
    pub fn customer(mut self, customer: SeedCustomer) -> Self {
        self.customers.push(customer);
        self
    }
}

/// A WhatsApp business account.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct SeedWaba {
    /// Account id. Empty: made up.
    pub id: String,
    /// Name of the account.
    pub name: String,
    /// The portfolio that people's BSUIDs are scoped to. Empty: one portfolio per account.
    pub business_id: String,
    /// The portfolio that this account is shared with, as a client's account. None: with none.
    pub client_of: Option<String>,
    /// A token with access to this account. Empty: made up and shown by the control API.
    pub token: String,
    /// Whether our app is subscribed to the account's webhooks from the start.
    pub subscribed: bool,
    /// Numbers of the account.
    pub numbers: Vec<SeedNumber>,
    /// Templates, approved unless they say otherwise.
    pub templates: Vec<SeedTemplate>,
}

impl Default for SeedWaba {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: "Sandbox account".to_owned(),
            business_id: String::new(),
            client_of: None,
            token: String::new(),
            subscribed: true,
            numbers: Vec::new(),
            templates: Vec::new(),
        }
    }
}

impl SeedWaba {
    /// An account with this id, name and token.
    pub fn new(id: &str, name: &str, token: &str) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            token: token.to_owned(),
            ..Self::default()
        }
    }

    /// Adds a number.
    #[must_use]
    pub fn number(mut self, number: SeedNumber) -> Self {
        self.numbers.push(number);
        self
    }

    /// Adds a template.
    #[must_use]
    pub fn template(mut self, template: SeedTemplate) -> Self {
        self.templates.push(template);
        self
    }
}

/// A business phone number.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SeedNumber {
    /// Phone number id. Empty: made up.
    pub id: String,
    /// As people see it, for example `+62 812-0000-0001`. Empty: made up.
    pub display: String,
    /// The verified name.
    pub verified_name: String,
    /// The two-step PIN that `register` must give. None: any, and the first one given is kept.
    pub pin: Option<String>,
    /// Starts as not registered.
    pub unregistered: bool,
    /// When set, only these recipients are allowed (code 131030 otherwise), as with test numbers.
    pub allowed_recipients: Option<Vec<String>>,
}

impl SeedNumber {
    /// A number with this id, display form and verified name.
    pub fn new(id: &str, display: &str, verified_name: &str) -> Self {
        Self {
            id: id.to_owned(),
            display: display.to_owned(),
            verified_name: verified_name.to_owned(),
            ..Self::default()
        }
    }
}

/// A message template.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SeedTemplate {
    /// Template id. Empty: made up.
    pub id: String,
    /// Name: lower-case letters, digits and underscore.
    pub name: String,
    /// Language such as `id` or `en_US`.
    pub language: String,
    /// `UTILITY`, `MARKETING` or `AUTHENTICATION`.
    pub category: String,
    /// `POSITIONAL` (when empty) or `NAMED`.
    pub parameter_format: String,
    /// Empty: `APPROVED`.
    pub status: String,
    /// Components as in the management API.
    pub components: Vec<Value>,
}

impl SeedTemplate {
    /// An approved template with positional parameters.
    pub fn new(name: &str, language: &str, category: &str, components: Vec<Value>) -> Self {
        Self {
            name: name.to_owned(),
            language: language.to_owned(),
            category: category.to_owned(),
            components,
            ..Self::default()
        }
    }
}

/// A person with a phone.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct SeedCustomer {
    /// Handle in the control API. Empty: taken from the number or made up.
    pub id: String,
    /// Profile name.
    pub name: String,
    /// Username, without `@`.
    pub username: Option<String>,
    /// Phone digits. None: made up.
    pub wa_id: Option<String>,
    /// A fixed BSUID. None: derived, another one in each portfolio.
    pub bsuid: Option<String>,
    /// Businesses do not see the phone number (username adopters).
    pub hide_phone: bool,
    /// Country code in front of the BSUID.
    pub country: String,
    /// Language of the person, for the phone page.
    pub language: String,
    /// Messages offered as chips on the phone page.
    pub suggestions: Vec<String>,
    /// False: the number is not on WhatsApp, messages fail with 131026.
    pub on_whatsapp: bool,
}

impl Default for SeedCustomer {
    fn default() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            username: None,
            wa_id: None,
            bsuid: None,
            hide_phone: false,
            country: "ID".to_owned(),
            language: "en".to_owned(),
            suggestions: Vec::new(),
            on_whatsapp: true,
        }
    }
}

/// How a free-form message outside the window is refused.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowRefusal {
    /// Accepted with 200, then a failed status with 131047.
    #[default]
    Later,
    /// Refused at once with 131047.
    AtOnce,
}

/// Switches and times of the sandbox. All times are milliseconds of the machine's clock.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent switches of a test tool"
)]
pub struct Settings {
    /// From acceptance to the `sent` status.
    pub sent_ms: u64,
    /// From acceptance to the `delivered` status.
    pub delivered_ms: u64,
    /// From delivery to the `read` status when nobody holds the phone and `auto_read` is on.
    pub read_ms: u64,
    /// People read messages although their phone page is closed.
    pub auto_read: bool,
    /// Share of messages (0 to 1) that are read without a `delivered` status before.
    pub skip_delivered: f64,
    /// How free-form messages outside the window are refused.
    pub window_refusal: WindowRefusal,
    /// Webhook retries, spread over 7 days by Meta, run this many times faster.
    pub time_factor: f64,
    /// Most updates in one webhook POST (Meta: up to 1,000).
    pub batch_max: usize,
    /// Updates that are due within this time of each other travel together.
    pub gather_ms: u64,
    /// Messages or statuses of one number share a change also when they are about different
    /// people. Those about one person always do.
    pub merge_changes: bool,
    /// Most webhook POSTs in flight.
    pub concurrency: usize,
    /// Messages per second of one number.
    pub number_per_second: u64,
    /// Messages to one person in a burst.
    pub pair_burst: u64,
    /// One more message to one person after this time.
    pub pair_interval_ms: u64,
    /// Fetch linked media as Meta does, and fail with 131053 when that does not work.
    pub fetch_links: bool,
    /// Refuse calls without `appsecret_proof`.
    pub require_appsecret_proof: bool,
    /// New templates are approved after this time. None: by hand.
    pub approve_templates_ms: Option<u64>,
    /// Accepted messages stay where they are until somebody moves them.
    pub by_hand: bool,
    /// Webhooks wait until they are released, then leave in batches.
    pub hold_webhooks: bool,
    /// A number nobody has becomes a new person. False: such messages fail with 131026.
    pub create_recipients: bool,
    /// Instagram's token exchange answers in the flat form of earlier years.
    pub flat_instagram_tokens: bool,
    /// The Instagram app may answer as a person for seven days.
    pub human_agent: bool,
    /// A person's token that is a day old is exchanged for one of another sixty days. False: for itself.
    pub lengthen_tokens: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            sent_ms: 15,
            delivered_ms: 300,
            read_ms: 1_500,
            auto_read: false,
            skip_delivered: 0.0,
            window_refusal: WindowRefusal::Later,
            time_factor: 60.0,
            batch_max: 20,
            gather_ms: 4,
            merge_changes: false,
            concurrency: 32,
            number_per_second: 80,
            pair_burst: 45,
            pair_interval_ms: 6_000,
            fetch_links: false,
            require_appsecret_proof: false,
            approve_templates_ms: None,
            by_hand: false,
            hold_webhooks: false,
            create_recipients: true,
            flat_instagram_tokens: false,
            human_agent: true,
            lengthen_tokens: true,
        }
    }
}
