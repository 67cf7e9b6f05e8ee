//! The gate: one pure function that every send passes, made twice: when a person or rule decides,
//! and again in the transaction that commits the send.
//!
//! Composer, approval queue and API ask the same function, so what a person sees is what the machine will do.

use serde::{Deserialize, Serialize};

use crate::Time;
use crate::bar::Bar;
use crate::channel::ReplyMode;
use crate::consent::Consent;
use crate::gate_rules::{connection, consent, floor, private_reply, safety, template, window};
use crate::outbound::Payload;
use crate::template::ValueProblem;
use crate::window::WindowRule;

pub use crate::refusals::refusal;

/// What somebody wants to send.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intent {
    /// A free-form message.
    FreeForm,
    /// An approved template.
    Template,
    /// The one private answer to somebody's public comment.
    PrivateReply,
}

impl Intent {
    /// What sending this is.
    #[must_use]
    pub const fn of(payload: &Payload) -> Self {
        match payload {
            Payload::Template { .. } => Self::Template,
            Payload::PrivateReply { .. } => Self::PrivateReply,
            Payload::Text { .. } | Payload::Media { .. } | Payload::Reaction { .. } => {
                Self::FreeForm
            }
        }
    }
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

/// What the gate looks at for a private answer to a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommentFacts {
    /// When it was written.
    pub written_at: Time,
    /// Whether it was answered in private already.
    pub answered: bool,
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
    /// What free messages are bound to on this thread.
    #[serde(default)]
    pub window: WindowRule,
    /// The comment, when it is to be answered in private.
    #[serde(default)]
    pub comment: Option<CommentFacts>,
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
    /// As a person's own words after the window, where the channel has that.
    PersonLate,
    /// As an approved template.
    Template,
    /// As the one private answer to a comment.
    PrivateReply,
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
    /// The provider takes no templates until payment is in order.
    PaymentMissing,
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
    /// The window is closed, and nothing but the customer's next message opens the thread.
    CustomerMustWrite,
    /// This comment was answered in private already.
    PrivateReplyUsed,
    /// The comment is too old for a private answer.
    PrivateReplyLate,
    /// The channel has nothing of the kind.
    NotOffered,
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
    let mut late = false;
    match intent {
        Intent::FreeForm => late = window(decider, facts, now, &mut codes),
        Intent::Template => template(facts, &mut codes),
        Intent::PrivateReply => private_reply(facts, now, &mut codes),
    }
    safety(decider, facts, &mut codes);
    floor(decider, facts, &mut codes);
    if codes.is_empty() {
        let as_ = match intent {
            Intent::FreeForm if late => AdmittedAs::PersonLate,
            Intent::FreeForm => AdmittedAs::FreeForm,
            Intent::Template => AdmittedAs::Template,
            Intent::PrivateReply => AdmittedAs::PrivateReply,
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
