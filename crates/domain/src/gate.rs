//! The gate: one pure function that every send passes, made twice: when a person or rule decides,
//! and again in the transaction that commits the send.
//!
//! Composer, approval queue and API ask the same function, so what a person sees is what the machine will do.

use serde::{Deserialize, Serialize};

use crate::Time;
use crate::bar::{Bar, refused};
use crate::channel::ReplyMode;
use crate::consent::Consent;
use crate::template::ValueProblem;
use crate::window::Window;

pub use crate::refusals::refusal;

/// What somebody wants to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// A free-form message.
    FreeForm,
    /// An approved template.
    Template,
}

/// On whose decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decider {
    /// A person wrote it.
    Person,
    /// A person approved a draft as it stands, or after editing it.
    PersonApproved,
    /// A person approved a draft that the checker held, knowing that.
    PersonOverride,
    /// A rule let a draft go.
    Rule,
    /// The system itself: the one confirmation after STOP.
    System,
}

/// What the checker and classifier said about the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SafetyVerdict {
    /// Nobody drafted it: a person's own words.
    NotApplicable,
    /// Every fact has its source.
    Pass,
    /// A doubt; a person must look.
    Hold,
    /// It must not go.
    Block,
}

/// The state of the channel's connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Connection {
    /// It can send.
    Connected,
    /// The token no longer works.
    NeedsReauth,
    /// The provider locked the account.
    Frozen,
    /// The business disconnected it.
    Disconnected,
}

/// A template's part of the facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateFacts {
    /// Whether a template of this name and language is known.
    pub found: bool,
    /// Whether the provider approved it and it is not paused or disabled.
    pub sendable: bool,
    /// Its status word, for the hint.
    pub status: String,
    /// Whether it is a marketing template.
    pub marketing: bool,
    /// What is wrong with the values.
    pub problems: Vec<ValueProblem>,
}

/// Everything the gate looks at. Facts are read in the transaction that uses the verdict.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each named; no two of them form a state"
)]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GateFacts {
    /// The latest customer message by the provider's clock.
    pub last_customer_message: Option<Time>,
    /// Set when the provider told us that its window is closed (131047); cleared by a later customer message.
    pub provider_closed_window_at: Option<Time>,
    /// Whether the contact may be written to.
    pub consent: Consent,
    /// Whether the contact stopped marketing only.
    pub marketing_stopped: bool,
    /// Whether the contact ever wrote to this business.
    pub contact_wrote_first: bool,
    /// Whether the workspace allows campaigns to contacts who opted in (its owner's choice; off by default).
    pub outreach_to_opted_in: bool,
    /// The connection.
    pub connection: Connection,
    /// What the provider forbids, whatever the connection.
    #[serde(default)]
    pub bars: Vec<Bar>,
    /// Whether the channel passed its readiness list.
    pub ready: bool,
    /// What may become of drafts.
    pub reply_mode: ReplyMode,
    /// What the checker said.
    pub safety: SafetyVerdict,
    /// Whether the customer wrote after the draft was made.
    pub overtaken: bool,
    /// Whether a person holds the floor, so that rules keep silent.
    pub human_has_floor: bool,
    /// Whether another send on this conversation has an unknown outcome.
    pub unknown_outstanding: bool,
    /// The template, when one is to be sent.
    pub template: Option<TemplateFacts>,
    /// Whether our clock is so far from the provider's that nobody can tell whether a window is open.
    pub clock_off: bool,
    /// Whether everything about this channel is simulated.
    pub simulated: bool,
}

/// How a send is admitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AdmittedAs {
    /// As a free-form message inside the window.
    FreeForm,
    /// As an approved template.
    Template,
}

/// Why a send is refused. Codes are stable: others script against them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    /// The channel is not connected.
    Disconnected,
    /// The token no longer works.
    NeedsReauth,
    /// The account is locked by the provider.
    AccountFrozen,
    /// The provider disabled the account or banned the number.
    AccountDisabled,
    /// The provider restricts what may be sent.
    AccountRestricted,
    /// The channel has not passed its readiness list.
    NotReady,
    /// The contact said stop.
    OptedOut,
    /// The contact stopped marketing, and this is marketing.
    MarketingStopped,
    /// The 24-hour window is closed.
    WindowClosed,
    /// The customer never wrote, so no window was ever open.
    WindowNeverOpened,
    /// Our clock cannot tell whether the window is open.
    ClockOff,
    /// The contact never wrote, and outreach is not allowed.
    NoPriorContact,
    /// No such template is known.
    TemplateNotFound,
    /// The template is not approved, or paused.
    TemplateNotApproved,
    /// A value is missing or wrong.
    TemplateValues,
    /// The checker or classifier holds it; a person must decide.
    SafetyHold,
    /// The checker or classifier forbids it.
    SafetyBlock,
    /// The customer wrote again; the draft is out of date.
    Overtaken,
    /// Auto-send is off.
    AutoSendOff,
    /// A person is answering.
    HumanHasFloor,
    /// An earlier send has an unknown outcome.
    UnknownOutstanding,
}

/// What a person can do about a refusal; the desk turns it into a button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Connect the channel again.
    Reconnect,
    /// See what is missing for readiness.
    SeeReadiness,
    /// Send a template.
    SendTemplate,
    /// Choose or sync templates.
    ChooseTemplate,
    /// Fill the values.
    FillValues,
    /// Look at the draft.
    ReviewDraft,
    /// Make a new draft.
    Redraft,
    /// Look at the message whose outcome is unknown.
    ReviewUnknown,
    /// Turn auto-send on.
    ChangeReplyMode,
    /// Open the provider's own pages.
    OpenProvider,
    /// Nothing can be done from here.
    None,
}

/// One reason, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// Stable code.
    pub code: RefusalCode,
    /// A few words.
    pub title: String,
    /// What it means and what to do.
    pub hint: String,
    /// The button.
    pub action: Action,
}

/// The gate's answer, recorded with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "verdict", rename_all = "snake_case")]
pub enum Verdict {
    /// It may go.
    Admit {
        /// How.
        #[serde(rename = "as")]
        as_: AdmittedAs,
        /// Whether it is simulated and so never proof of anything.
        simulated: bool,
    },
    /// It may not; every reason that applies, the most telling first.
    Refuse {
        /// At least one.
        reasons: Vec<Refusal>,
    },
}

impl Verdict {
    /// Whether it may go.
    #[must_use]
    pub const fn is_admitted(&self) -> bool {
        matches!(self, Self::Admit { .. })
    }

    /// The codes of a refusal; empty when admitted.
    #[must_use]
    pub fn codes(&self) -> Vec<RefusalCode> {
        match self {
            Self::Admit { .. } => Vec::new(),
            Self::Refuse { reasons } => reasons.iter().map(|r| r.code).collect(),
        }
    }
}

/// Decides whether a message may leave at `now`.
#[must_use]
pub fn gate(intent: Intent, decider: Decider, facts: &GateFacts, now: Time) -> Verdict {
    let mut codes = Vec::new();
    connection(intent, facts, now, &mut codes);
    consent(intent, decider, facts, &mut codes);
    match intent {
        Intent::FreeForm => window(facts, now, &mut codes),
        Intent::Template => template(facts, &mut codes),
    }
    safety(decider, facts, &mut codes);
    floor(decider, facts, &mut codes);
    if codes.is_empty() {
        let as_ = match intent {
            Intent::FreeForm => AdmittedAs::FreeForm,
            Intent::Template => AdmittedAs::Template,
        };
        return Verdict::Admit {
            as_,
            simulated: facts.simulated,
        };
    }
    Verdict::Refuse {
        reasons: codes.into_iter().map(refusal).collect(),
    }
}

fn connection(intent: Intent, facts: &GateFacts, now: Time, codes: &mut Vec<RefusalCode>) {
    match facts.connection {
        Connection::Connected => {}
        Connection::NeedsReauth => codes.push(RefusalCode::NeedsReauth),
        Connection::Frozen => codes.push(RefusalCode::AccountFrozen),
        Connection::Disconnected => codes.push(RefusalCode::Disconnected),
    }
    codes.extend(refused(&facts.bars, intent, now));
    if !facts.ready {
        codes.push(RefusalCode::NotReady);
    }
}

fn consent(intent: Intent, decider: Decider, facts: &GateFacts, codes: &mut Vec<RefusalCode>) {
    // The one message that may follow STOP is the system's confirmation of it, and only inside the window.
    let confirmation = decider == Decider::System && intent == Intent::FreeForm;
    if facts.consent == Consent::OptedOut && !confirmation {
        codes.push(RefusalCode::OptedOut);
    }
    if intent == Intent::Template {
        if facts.marketing_stopped && facts.template.as_ref().is_some_and(|t| t.marketing) {
            codes.push(RefusalCode::MarketingStopped);
        }
        let outreach = facts.outreach_to_opted_in && facts.consent == Consent::OptedIn;
        if !facts.contact_wrote_first && !outreach {
            codes.push(RefusalCode::NoPriorContact);
        }
    }
}

fn window(facts: &GateFacts, now: Time, codes: &mut Vec<RefusalCode>) {
    // The provider's refusal outranks our arithmetic until the customer writes again.
    let closed_by_provider = facts.provider_closed_window_at.is_some_and(|closed| {
        facts
            .last_customer_message
            .is_none_or(|last| last <= closed)
    });
    match Window::at(facts.last_customer_message, now) {
        Window::NeverOpened => codes.push(RefusalCode::WindowNeverOpened),
        open @ Window::Open { .. } if open.allows_free_form(now) && !closed_by_provider => {}
        Window::Open { .. } | Window::Closed { .. } => codes.push(RefusalCode::WindowClosed),
    }
    if facts.clock_off {
        codes.push(RefusalCode::ClockOff);
    }
}

fn template(facts: &GateFacts, codes: &mut Vec<RefusalCode>) {
    let Some(template) = facts.template.as_ref().filter(|t| t.found) else {
        codes.push(RefusalCode::TemplateNotFound);
        return;
    };
    if !template.sendable {
        codes.push(RefusalCode::TemplateNotApproved);
    }
    if !template.problems.is_empty() {
        codes.push(RefusalCode::TemplateValues);
    }
}

fn safety(decider: Decider, facts: &GateFacts, codes: &mut Vec<RefusalCode>) {
    match (facts.safety, decider) {
        (SafetyVerdict::NotApplicable | SafetyVerdict::Pass, _)
        | (SafetyVerdict::Hold | SafetyVerdict::Block, Decider::Person | Decider::System)
        | (SafetyVerdict::Hold, Decider::PersonOverride) => {}
        (SafetyVerdict::Hold, Decider::PersonApproved | Decider::Rule) => {
            codes.push(RefusalCode::SafetyHold);
        }
        (
            SafetyVerdict::Block,
            Decider::PersonApproved | Decider::PersonOverride | Decider::Rule,
        ) => {
            codes.push(RefusalCode::SafetyBlock);
        }
    }
    let drafted = matches!(
        decider,
        Decider::PersonApproved | Decider::PersonOverride | Decider::Rule
    );
    if drafted && facts.overtaken {
        codes.push(RefusalCode::Overtaken);
    }
}

fn floor(decider: Decider, facts: &GateFacts, codes: &mut Vec<RefusalCode>) {
    if decider != Decider::Rule {
        return;
    }
    if facts.safety == SafetyVerdict::NotApplicable {
        // A rule may only send what was checked.
        codes.push(RefusalCode::SafetyHold);
    }
    if facts.reply_mode != ReplyMode::AutoSend {
        codes.push(RefusalCode::AutoSendOff);
    }
    if facts.human_has_floor {
        codes.push(RefusalCode::HumanHasFloor);
    }
    if facts.unknown_outstanding {
        codes.push(RefusalCode::UnknownOutstanding);
    }
}
