//! The gate over time, order and facts: what may never happen, whatever comes.

mod history;
mod reasons;
mod table;

use chrono::{Duration, TimeZone as _};
use domain::Time;
use domain::bar::Bar;
use domain::channel::ReplyMode;
use domain::consent::Consent;
use domain::gate::{
    CommentFacts, Connection, Decider, GateFacts, Intent, SafetyVerdict, TemplateFacts,
};
use domain::template::ValueProblem;
use domain::window::{Bound, WindowRule};
use proptest::prelude::*;

const DECIDERS: [Decider; 5] = [
    Decider::Person,
    Decider::PersonApproved,
    Decider::PersonOverride,
    Decider::Rule,
    Decider::System,
];

/// The moment all cases are decided at.
fn now() -> Time {
    chrono::Utc
        .timestamp_opt(1_790_000_000, 0)
        .single()
        .expect("a real moment")
}

/// Facts under which everything may go.
fn fair() -> GateFacts {
    GateFacts {
        last_customer_message: Some(now() - Duration::hours(1)),
        provider_closed_window_at: None,
        consent: Consent::None,
        marketing_stopped: false,
        contact_wrote_first: true,
        outreach_to_opted_in: false,
        connection: Connection::Connected,
        bars: Vec::new(),
        ready: true,
        reply_mode: ReplyMode::AutoSend,
        safety: SafetyVerdict::Pass,
        overtaken: false,
        human_has_floor: false,
        unknown_outstanding: false,
        template: Some(fair_template()),
        clock_off: false,
        simulated: false,
        window: WindowRule::default(),
        comment: None,
    }
}

fn fair_template() -> TemplateFacts {
    TemplateFacts {
        found: true,
        sendable: true,
        status: "APPROVED".to_owned(),
        marketing: false,
        problems: Vec::new(),
    }
}

fn value_problem() -> ValueProblem {
    ValueProblem {
        part: "body".to_owned(),
        key: "1".to_owned(),
        problem: "a value is missing".to_owned(),
    }
}

fn intents() -> impl Strategy<Value = Intent> {
    prop::sample::select(vec![
        Intent::FreeForm,
        Intent::Template,
        Intent::PrivateReply,
    ])
}

fn deciders() -> impl Strategy<Value = Decider> {
    prop::sample::select(DECIDERS.to_vec())
}

/// Seconds before now, often near the edges of the window.
fn ago() -> impl Strategy<Value = i64> {
    prop_oneof![
        -200_i64..200_000,
        86_400_i64 - 125..86_400 - 115,
        86_395_i64..86_405,
        604_800_i64 - 125..604_800 - 115,
        200_000_i64..700_000,
    ]
}

fn templates() -> impl Strategy<Value = Option<TemplateFacts>> {
    let facts = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(found, sendable, marketing, problems)| TemplateFacts {
            found,
            sendable,
            marketing,
            problems: if problems {
                vec![value_problem()]
            } else {
                Vec::new()
            },
            ..fair_template()
        },
    );
    prop::option::of(facts)
}

fn bars() -> impl Strategy<Value = Bar> {
    let restricted =
        (any::<bool>(), prop::option::of(-100_i64..100)).prop_map(|(replies, ends)| {
            Bar::Restricted {
                replies,
                until: ends.map(|s| now() + Duration::seconds(s)),
            }
        });
    prop_oneof![1 => Just(Bar::Disabled), 1 => Just(Bar::Unpaid), 3 => restricted]
}

fn window_rules() -> impl Strategy<Value = WindowRule> {
    (
        prop::sample::select(vec![Bound::Window, Bound::Window, Bound::Public]),
        prop::sample::select(vec![0_u32, 168]),
        any::<bool>(),
    )
        .prop_map(|(bound, person_hours, templates)| WindowRule {
            bound,
            person_hours,
            templates,
        })
}

fn comments() -> impl Strategy<Value = Option<CommentFacts>> {
    let one = (ago(), any::<bool>()).prop_map(|(ago, answered)| CommentFacts {
        written_at: now() - Duration::seconds(ago),
        answered,
    });
    prop::option::of(one)
}

/// Any facts at all.
fn facts() -> impl Strategy<Value = GateFacts> {
    let times = (prop::option::of(ago()), prop::option::of(ago()));
    let person = (
        prop::sample::select(vec![Consent::None, Consent::OptedIn, Consent::OptedOut]),
        any::<[bool; 3]>(),
    );
    let channel = (
        prop::sample::select(vec![
            Connection::Connected,
            Connection::NeedsReauth,
            Connection::Frozen,
            Connection::Disconnected,
        ]),
        prop::collection::vec(bars(), 0..3),
        any::<bool>(),
        prop::sample::select(vec![
            ReplyMode::Off,
            ReplyMode::DraftOnly,
            ReplyMode::AutoSend,
        ]),
    );
    let draft = (
        prop::sample::select(vec![
            SafetyVerdict::NotApplicable,
            SafetyVerdict::Pass,
            SafetyVerdict::Hold,
            SafetyVerdict::Block,
        ]),
        any::<[bool; 3]>(),
    );
    (
        times,
        person,
        channel,
        draft,
        templates(),
        any::<(bool, bool)>(),
        (window_rules(), comments()),
    )
        .prop_map(
            |(
                (last, closed),
                (consent, person),
                (connection, bars, ready, reply_mode),
                (safety, draft),
                template,
                (clock_off, simulated),
                (window, comment),
            )| {
                let before = |seconds: Option<i64>| seconds.map(|s| now() - Duration::seconds(s));
                GateFacts {
                    last_customer_message: before(last),
                    provider_closed_window_at: before(closed),
                    consent,
                    marketing_stopped: person[0],
                    contact_wrote_first: person[1],
                    outreach_to_opted_in: person[2],
                    connection,
                    bars,
                    ready,
                    reply_mode,
                    safety,
                    overtaken: draft[0],
                    human_has_floor: draft[1],
                    unknown_outstanding: draft[2],
                    template,
                    clock_off,
                    simulated,
                    window,
                    comment,
                }
            },
        )
}
