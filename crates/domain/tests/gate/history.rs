//! The gate along a conversation's life: messages that arrive late and out of order, a provider that closes the window,
//! STOP and START.

use chrono::Duration;
use domain::Time;
use domain::consent::Consent;
use domain::gate::{Decider, GateFacts, Intent, gate};
use proptest::prelude::*;

use super::{fair, now};

/// Something that happens to a conversation.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// A customer's message arrives this many seconds after it was written.
    Wrote { late: i64 },
    /// The provider tells that its window is closed.
    Closed,
    /// The customer says stop.
    Stop,
    /// The customer says start.
    Start,
    /// Nothing but time.
    Wait,
}

fn steps() -> impl Strategy<Value = Vec<(i64, Step)>> {
    let step = prop_oneof![
        3 => prop_oneof![Just(0), 0_i64..100_000].prop_map(|late| Step::Wrote { late }),
        1 => Just(Step::Closed),
        1 => Just(Step::Stop),
        1 => Just(Step::Start),
        3 => Just(Step::Wait),
    ];
    let gap = prop_oneof![1_i64..60, 1_i64..7_200, 80_000_i64..90_000];
    prop::collection::vec((gap, step), 1..25)
}

/// What happened, kept as a plain list: the truth the gate's facts are folded from.
#[derive(Debug, Default)]
struct Life {
    written: Vec<Time>,
    closed: Vec<Time>,
    stopped: bool,
}

impl Life {
    fn happen(&mut self, step: Step, at: Time) {
        match step {
            Step::Wrote { late } => self.written.push(at - Duration::seconds(late)),
            Step::Closed => self.closed.push(at),
            Step::Stop => self.stopped = true,
            Step::Start => self.stopped = false,
            Step::Wait => {}
        }
    }

    fn facts(&self) -> GateFacts {
        GateFacts {
            last_customer_message: self.written.iter().max().copied(),
            provider_closed_window_at: self.closed.iter().max().copied(),
            consent: if self.stopped {
                Consent::OptedOut
            } else {
                Consent::None
            },
            ..fair()
        }
    }

    /// Whether a message was written within the window less the guard, after the provider's last word.
    fn open(&self, at: Time) -> bool {
        self.written.iter().any(|written| {
            at - *written < Duration::hours(24) - Duration::seconds(120)
                && self.closed.iter().all(|closed| closed < written)
        })
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn no_free_message_outside_the_window(steps in steps()) {
        let mut life = Life::default();
        let mut at = now();
        for (gap, step) in steps {
            at += Duration::seconds(gap);
            life.happen(step, at);
            let facts = life.facts();
            let person = gate(Intent::FreeForm, Decider::Person, &facts, at).is_admitted();
            prop_assert_eq!(person, life.open(at) && !life.stopped);
            let confirmation = gate(Intent::FreeForm, Decider::System, &facts, at).is_admitted();
            prop_assert_eq!(confirmation, life.open(at));
            let template = gate(Intent::Template, Decider::Person, &facts, at).is_admitted();
            prop_assert_eq!(template, !life.stopped);
        }
    }

    /// The order in which the same messages arrive does not matter.
    #[test]
    fn arrival_order_does_not_matter(written in prop::collection::vec(0_i64..200_000, 1..8), by in 0_usize..8) {
        let verdict = |order: &[i64]| {
            let mut life = Life::default();
            for seconds in order {
                life.happen(Step::Wrote { late: *seconds }, now());
            }
            gate(Intent::FreeForm, Decider::Person, &life.facts(), now())
        };
        let mut turned = written.clone();
        turned.rotate_left(by % written.len());
        turned.reverse();
        prop_assert_eq!(verdict(&written), verdict(&turned));
    }
}
