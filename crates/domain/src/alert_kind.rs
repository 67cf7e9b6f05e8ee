//! The kinds of what can be the matter with a channel.

use serde::{Deserialize, Serialize};

/// What is the matter. The words are stored and stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// The token is none any more.
    NeedsReauth,
    /// The provider locked the account.
    Frozen,
    /// It was ended at the provider, not here.
    Ended,
    /// It is connected, and something stands against sending.
    Blocked,
    /// The token ends soon.
    TokenEnds,
    /// The provider takes messages and tells nothing of them.
    Untold,
    /// Something the provider told could not be applied.
    Unapplied,
    /// The provider's app, in which the number is used as well, let go of us.
    AppLost,
    /// Nothing was heard from that app for long.
    AppUnseen,
    /// The provider declined the name customers are to see.
    NameDeclined,
    /// The provider rates the quality low.
    QualityLow,
    /// The provider rates the quality medium.
    QualityMedium,
    /// Somebody sends with it elsewhere.
    Strangers,
    /// The provider refused messages for a reason that nobody here knows.
    UnknownCode,
    /// The provider refused messages because payment is not in order.
    Unpaid,
    /// The provider refused messages as spam, or because too many people block or report them.
    SpamStop,
    /// The provider paused or disabled a template.
    TemplateStopped,
    /// The provider rejected a template.
    TemplateRejected,
    /// The provider moved a template into another category, which may cost another price.
    TemplateCategory,
    /// Somebody changed the number's PIN at the provider, or asked to.
    Pin,
    /// The provider warns of the account in its own words.
    Warning,
}

impl AlertKind {
    /// All of them, the gravest first.
    pub const ALL: [Self; 21] = [
        Self::NeedsReauth,
        Self::Frozen,
        Self::Ended,
        Self::Blocked,
        Self::Unpaid,
        Self::SpamStop,
        Self::Pin,
        Self::TokenEnds,
        Self::Untold,
        Self::Unapplied,
        Self::AppLost,
        Self::AppUnseen,
        Self::TemplateStopped,
        Self::TemplateRejected,
        Self::NameDeclined,
        Self::QualityLow,
        Self::Warning,
        Self::TemplateCategory,
        Self::QualityMedium,
        Self::Strangers,
        Self::UnknownCode,
    ];

    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NeedsReauth => "needs_reauth",
            Self::Frozen => "frozen",
            Self::Ended => "ended",
            Self::Blocked => "blocked",
            Self::TokenEnds => "token_ends",
            Self::Untold => "untold",
            Self::Unapplied => "unapplied",
            Self::AppLost => "app_lost",
            Self::AppUnseen => "app_unseen",
            Self::NameDeclined => "name_declined",
            Self::QualityLow => "quality_low",
            Self::QualityMedium => "quality_medium",
            Self::Strangers => "strangers",
            Self::UnknownCode => "unknown_code",
            Self::Unpaid => "unpaid",
            Self::SpamStop => "spam_stop",
            Self::TemplateStopped => "template_stopped",
            Self::TemplateRejected => "template_rejected",
            Self::TemplateCategory => "template_category",
            Self::Pin => "pin",
            Self::Warning => "warning",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == text)
    }

    /// Whether a letter goes out: what costs customers their answers, or soon will.
    #[must_use]
    pub const fn is_mailed(self) -> bool {
        !matches!(
            self,
            Self::NameDeclined
                | Self::QualityMedium
                | Self::Strangers
                | Self::UnknownCode
                | Self::TemplateRejected
                | Self::TemplateCategory
        )
    }
}
