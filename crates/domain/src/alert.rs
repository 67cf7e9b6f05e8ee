//! What is the matter with a channel that people hear of without looking: in the desk, and by letter.
//!
//! Pure. An alert stands as long as its cause does; it ends by itself.

pub use crate::alert_kind::AlertKind;

use crate::Time;
use crate::coexistence::{UNSEEN_TOLD, UNUSED_ENDS};
use crate::gate::Connection;
use crate::news::Ended;

/// From so long before its end on a token that was not renewed is told of.
const SOON: chrono::Duration = chrono::Duration::days(5);
/// What happened at the provider is told for so long. Whoever left for good is not reminded for ever.
pub const NEWS: chrono::Duration = chrono::Duration::days(7);
/// As many characters of a reason are kept: the name of a template has no more.
pub const REASON: usize = 512;

/// An alert with what its words need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// What is the matter.
    pub kind: AlertKind,
    /// Why, in a stable word: of an end, its cause; of what blocks, the reason of its row; of a template, its name; of a
    /// PIN or a warning, the provider's word. 1 to [`REASON`] characters.
    pub reason: Option<String>,
    /// When what is coming comes.
    pub until: Option<Time>,
}

/// How a channel stands.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    /// Whether it can send.
    pub connection: Connection,
    /// Why it is no longer connected, and since when.
    pub ended: Option<(Ended, Time)>,
    /// The quality in the provider's word.
    pub quality: Option<&'a str>,
    /// When its token ends.
    pub token_ends: Option<Time>,
    /// Until when somebody is asked to authorize its app connection again.
    pub asked_until: Option<Time>,
    /// Why its readiness list lets nothing be sent.
    pub blocked: Option<&'a str>,
    /// What is missing between the provider and us.
    pub gaps: Gaps,
    /// Of a number used in the provider's app as well: the newest sign that somebody has it open.
    pub app_seen: Option<Time>,
    /// Whether that app let go of us.
    pub app_lost: bool,
    /// Set when the name, or one that was asked for, was declined: why, in the provider's word, or empty.
    pub name_declined: Option<&'a str>,
    /// What the provider did lately.
    pub lately: Lately<'a>,
}

/// Something the provider did: what it is about, and when.
pub type Did<'a> = (&'a str, Time);

/// What the provider did or saw in the last days, that nobody undid since.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lately<'a> {
    /// The name of a template it paused or disabled.
    pub stopped: Option<Did<'a>>,
    /// The name of a template it rejected.
    pub rejected: Option<Did<'a>>,
    /// The name of a template it moved into another category.
    pub recategorized: Option<Did<'a>>,
    /// What was done to the number's PIN, in its word.
    pub pin: Option<Did<'a>>,
    /// What it warns of, in its word.
    pub warning: Option<Did<'a>>,
}

impl<'a> Lately<'a> {
    const fn all(self) -> [(Option<Did<'a>>, AlertKind); 5] {
        [
            (self.stopped, AlertKind::TemplateStopped),
            (self.rejected, AlertKind::TemplateRejected),
            (self.recategorized, AlertKind::TemplateCategory),
            (self.pin, AlertKind::Pin),
            (self.warning, AlertKind::Warning),
        ]
    }

    /// When the newest of a kind happened. What happened after it was told of is to be told of anew.
    #[must_use]
    pub fn newest(&self, kind: AlertKind) -> Option<Time> {
        let of = self.all().into_iter().find(|(_, one)| *one == kind)?;
        of.0.map(|(_, at)| at)
    }
}

/// What is missing between the provider and us.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is missing or not, whatever else is"
)]
pub struct Gaps {
    /// The provider takes messages and tells nothing of them.
    pub untold: bool,
    /// Something it told could not be applied.
    pub unapplied: bool,
    /// It tells of messages that nobody here sent.
    pub strangers: bool,
    /// It refused messages for a reason that nobody here knows.
    pub unknown_code: bool,
    /// It refused messages because payment is not in order.
    pub unpaid: bool,
    /// It refused messages as spam.
    pub spam_stop: bool,
}

/// What is the matter with it now: one of how it is connected, one of the provider's app,
/// one of its quality, and what is missing.
#[must_use]
pub fn alerts(standing: &Standing<'_>, now: Time) -> Vec<Alert> {
    let plain = |kind| Alert {
        kind,
        reason: None,
        until: None,
    };
    let because = |kind, why: &str| Alert {
        reason: (!why.is_empty()).then(|| why.chars().take(REASON).collect()),
        ..plain(kind)
    };
    let first = match standing.connection {
        Connection::NeedsReauth => Some(plain(AlertKind::NeedsReauth)),
        Connection::Frozen => Some(plain(AlertKind::Frozen)),
        Connection::Disconnected => standing
            .ended
            .filter(|(why, at)| !matches!(why, Ended::ByHand | Ended::Undone) && now - *at < NEWS)
            .map(|(why, _)| because(AlertKind::Ended, why.as_str())),
        Connection::Connected => standing
            .blocked
            .map(|why| because(AlertKind::Blocked, why))
            .or_else(|| {
                let ends = standing.token_ends.filter(|ends| *ends - now <= SOON);
                let ends = ends.or(standing.asked_until)?;
                Some(Alert {
                    until: Some(ends),
                    ..plain(AlertKind::TokenEnds)
                })
            }),
    };
    let rated = match standing.quality {
        _ if standing.connection == Connection::Disconnected => None,
        Some("RED") => Some(plain(AlertKind::QualityLow)),
        Some("YELLOW") => Some(plain(AlertKind::QualityMedium)),
        _ => None,
    };
    let app = match standing.connection {
        Connection::Connected if standing.app_lost => Some(plain(AlertKind::AppLost)),
        Connection::Connected => standing
            .app_seen
            .filter(|seen| now - *seen >= UNSEEN_TOLD)
            .map(|seen| Alert {
                until: Some(seen + UNUSED_ENDS),
                ..plain(AlertKind::AppUnseen)
            }),
        _ => None,
    };
    let named = standing
        .name_declined
        .filter(|_| standing.connection != Connection::Disconnected)
        .map(|why| because(AlertKind::NameDeclined, why));
    let gaps = standing.gaps;
    // A lost connection says by itself why nothing is told.
    let connected = standing.connection == Connection::Connected;
    let missing = [
        (gaps.untold && connected, AlertKind::Untold),
        (gaps.unapplied, AlertKind::Unapplied),
        (gaps.strangers && connected, AlertKind::Strangers),
        (gaps.unknown_code, AlertKind::UnknownCode),
        (gaps.unpaid, AlertKind::Unpaid),
        (gaps.spam_stop, AlertKind::SpamStop),
    ];
    let missing = missing.into_iter().filter(|(is, _)| *is);
    let missing = missing.map(|(_, kind)| plain(kind));
    let did = standing.lately.all().into_iter();
    let did = did.filter(|_| standing.connection != Connection::Disconnected);
    let did = did.filter_map(|(did, kind)| Some(because(kind, did?.0)));
    let told = first.into_iter().chain(app).chain(named).chain(rated);
    told.chain(missing).chain(did).collect()
}

#[cfg(test)]
mod tests {
    use chrono::{Duration, TimeZone as _, Utc};

    use super::*;

    fn at() -> Time {
        Utc.with_ymd_and_hms(2026, 11, 27, 8, 0, 0).unwrap()
    }

    #[test]
    fn an_app_that_nobody_opens_is_told_before_it_ends() {
        let seen = |days| Standing {
            app_seen: Some(at() - Duration::days(days)),
            ..WELL
        };
        assert_eq!(alerts(&seen(9), at()), []);
        let told = alerts(&seen(10), at());
        assert_eq!(told[0].kind, AlertKind::AppUnseen);
        assert_eq!(told[0].until, Some(at() + Duration::days(4)));
        let lost = Standing {
            app_lost: true,
            ..seen(10)
        };
        assert_eq!(alerts(&lost, at())[0].kind, AlertKind::AppLost);
        let over = Standing {
            connection: Connection::Disconnected,
            ..lost
        };
        assert_eq!(alerts(&over, at()), []);
    }

    const WELL: Standing<'static> = Standing {
        connection: Connection::Connected,
        ended: None,
        quality: Some("GREEN"),
        token_ends: None,
        asked_until: None,
        blocked: None,
        gaps: Gaps {
            untold: false,
            unapplied: false,
            strangers: false,
            unknown_code: false,
            unpaid: false,
            spam_stop: false,
        },
        app_seen: None,
        app_lost: false,
        name_declined: None,
        lately: Lately {
            stopped: None,
            rejected: None,
            recategorized: None,
            pin: None,
            warning: None,
        },
    };

    fn kinds(standing: &Standing<'_>) -> Vec<&'static str> {
        let found = alerts(standing, at());
        found.iter().map(|one| one.kind.as_str()).collect()
    }

    #[test]
    fn what_is_well_is_not_told() {
        assert!(kinds(&WELL).is_empty());
        let unknown = Standing {
            quality: None,
            token_ends: Some(at() + Duration::days(30)),
            ..WELL
        };
        assert!(kinds(&unknown).is_empty());
    }

    #[test]
    fn a_lost_channel_is_told_once_and_not_for_what_follows_from_it() {
        let lost = Standing {
            connection: Connection::NeedsReauth,
            blocked: Some("token_invalid"),
            token_ends: Some(at() - Duration::days(1)),
            quality: Some("RED"),
            ..WELL
        };
        assert_eq!(kinds(&lost), ["needs_reauth", "quality_low"]);
    }

    #[test]
    fn what_is_missing_is_told_and_a_lost_connection_says_why_nothing_comes() {
        let gaps = Gaps {
            untold: true,
            unapplied: true,
            strangers: true,
            unknown_code: true,
            unpaid: true,
            spam_stop: true,
        };
        let missing = Standing { gaps, ..WELL };
        assert_eq!(
            kinds(&missing),
            [
                "untold",
                "unapplied",
                "strangers",
                "unknown_code",
                "unpaid",
                "spam_stop"
            ]
        );
        let lost = Standing {
            connection: Connection::NeedsReauth,
            ..missing
        };
        assert_eq!(
            kinds(&lost),
            [
                "needs_reauth",
                "unapplied",
                "unknown_code",
                "unpaid",
                "spam_stop"
            ]
        );
    }

    #[test]
    fn a_declined_name_is_told_with_its_reason_while_connected() {
        let declined = Standing {
            name_declined: Some("NAME_FORMAT_UNACCEPTABLE"),
            ..WELL
        };
        let found = alerts(&declined, at());
        assert_eq!(found[0].kind, AlertKind::NameDeclined);
        assert_eq!(found[0].reason.as_deref(), Some("NAME_FORMAT_UNACCEPTABLE"));
        assert!(!AlertKind::NameDeclined.is_mailed());
        let unsaid = Standing {
            name_declined: Some(""),
            ..WELL
        };
        assert_eq!(alerts(&unsaid, at())[0].reason, None);
        let over = Standing {
            connection: Connection::Disconnected,
            ..declined
        };
        assert!(kinds(&over).is_empty());
    }

    #[test]
    fn what_the_provider_did_lately_is_told_with_what_it_is_about() {
        let (long, cut) = ("n".repeat(REASON + 1), "n".repeat(REASON));
        let lately = Lately {
            stopped: Some(("kabar", at())),
            rejected: Some(("promo", at())),
            recategorized: Some((&long, at())),
            pin: Some(("PIN_RESET_REQUEST", at())),
            warning: Some(("", at())),
        };
        assert_eq!(lately.newest(AlertKind::Pin), Some(at()));
        assert_eq!(lately.newest(AlertKind::Frozen), None);
        let told = Standing { lately, ..WELL };
        let found: Vec<_> = alerts(&told, at())
            .into_iter()
            .map(|one| (one.kind.as_str(), one.reason.unwrap_or_default()))
            .collect();
        let wanted = [
            ("template_stopped", "kabar"),
            ("template_rejected", "promo"),
            ("template_category", &cut),
            ("pin", "PIN_RESET_REQUEST"),
            ("warning", ""),
        ];
        assert_eq!(found, wanted.map(|(kind, why)| (kind, why.to_owned())));
        let over = Standing {
            connection: Connection::Disconnected,
            ..told
        };
        assert!(kinds(&over).is_empty());
    }

    #[test]
    fn what_people_ended_themselves_is_no_news() {
        for (why, told) in [
            (Ended::ByHand, false),
            (Ended::Undone, false),
            (Ended::Revoked, true),
            (Ended::AccountDeleted, true),
            (Ended::Deauthorized, true),
            (Ended::DeletionRequested, true),
        ] {
            let over = Standing {
                connection: Connection::Disconnected,
                ended: Some((why, at() - Duration::days(6))),
                quality: Some("RED"),
                ..WELL
            };
            let found = alerts(&over, at());
            assert!(alerts(&over, at() + Duration::days(1)).is_empty());
            assert_eq!(found.len(), usize::from(told), "{why:?}");
            if let [one] = found.as_slice() {
                assert_eq!(one.reason.as_deref(), Some(why.as_str()));
            }
        }
    }

    #[test]
    fn an_end_is_told_from_five_days_before_it_on() {
        for (days, told) in [(6, false), (5, true), (0, true)] {
            let ends = at() + Duration::days(days);
            let standing = Standing {
                token_ends: Some(ends),
                ..WELL
            };
            let found = alerts(&standing, at());
            assert_eq!(!found.is_empty(), told, "{days}");
            assert!(found.iter().all(|one| one.until == Some(ends)));
            let asked_until = Some(ends);
            let asked = Standing {
                asked_until,
                ..WELL
            };
            assert_eq!(alerts(&asked, at())[0].until, asked_until);
        }
    }

    #[test]
    fn each_kind_is_read_as_it_is_stored() {
        for kind in AlertKind::ALL {
            assert_eq!(AlertKind::parse(kind.as_str()), Some(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
        assert_eq!(AlertKind::parse("else"), None);
    }
}
