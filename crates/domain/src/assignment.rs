//! Who takes care of a conversation, when a rule decides it.
//!
//! Round robin among those who are there and have room. The rule runs again and again: whoever waits while somebody is
//! available is given to them, and whoever waits for a person that left is taken back. So nothing gets stuck, whatever
//! was missed in between.

use std::collections::BTreeMap;

use chrono::Duration;
use serde::{Deserialize, Serialize};

use crate::Time;
use crate::ids::{ConversationId, PersonId};

/// A desk that was not heard for this long is closed.
pub const HEARTBEAT_LASTS: Duration = Duration::seconds(75);

/// How conversations find somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// People take them.
    Off,
    /// In turn.
    RoundRobin,
}

/// The rule of a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// How.
    pub mode: Mode,
    /// Open conversations that the rule lets one person have.
    pub capacity: u32,
    /// How long somebody may be gone before those who wait for them are given to others.
    pub requeue_after: Duration,
}

/// Somebody who can take care of conversations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colleague {
    /// Who.
    pub id: PersonId,
    /// When their desk was last heard.
    pub seen_at: Option<Time>,
    /// Whether they said that they are away.
    pub away: bool,
    /// Open conversations they have.
    pub open: u32,
    /// When the rule last gave them one.
    pub last_given_at: Option<Time>,
}

impl Colleague {
    /// Whether their desk is open.
    #[must_use]
    pub fn online(&self, now: Time) -> bool {
        self.seen_at.is_some_and(|at| now - at < HEARTBEAT_LASTS)
    }

    /// Whether the rule may give them a conversation.
    #[must_use]
    pub fn available(&self, now: Time) -> bool {
        self.online(now) && !self.away
    }

    /// Whether they are gone for longer than `patience`. Being away with an open desk is not being gone.
    #[must_use]
    pub fn gone(&self, patience: Duration, now: Time) -> bool {
        self.seen_at.is_none_or(|at| now - at > patience) && !self.online(now)
    }
}

/// An open conversation that somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub conversation: ConversationId,
    /// Who has it.
    pub by: PersonId,
    /// Since when.
    pub since: Time,
    /// Whether the customer wrote last.
    pub waits: bool,
    /// When something was last said in it.
    pub last_at: Time,
}

/// Gives the conversations of `queue`, in its order, to those who are available, in turn: whoever was given one
/// longest ago is next. Nobody gets more than the rule's capacity.
#[must_use]
pub fn give(
    rule: &Rule,
    colleagues: &[Colleague],
    queue: &[ConversationId],
    now: Time,
) -> Vec<(ConversationId, PersonId)> {
    if rule.mode == Mode::Off {
        return Vec::new();
    }
    let mut room: BTreeMap<PersonId, u32> = BTreeMap::new();
    let mut turn: Vec<&Colleague> = colleagues.iter().filter(|c| c.available(now)).collect();
    turn.sort_by_key(|c| (c.last_given_at, c.id));
    for one in &turn {
        room.insert(one.id, rule.capacity.saturating_sub(one.open));
    }
    let mut turn: std::collections::VecDeque<PersonId> = turn.into_iter().map(|c| c.id).collect();
    let mut given = Vec::new();
    for conversation in queue {
        turn.retain(|id| room.get(id).is_some_and(|left| *left > 0));
        let Some(next) = turn.pop_front() else { break };
        if let Some(left) = room.get_mut(&next) {
            *left -= 1;
        }
        turn.push_back(next);
        given.push((*conversation, next));
    }
    given
}

/// Whether somebody whom a channel names is given what is new on it: they are there, and where a rule says how many
/// conversations one person has, they have fewer.
#[must_use]
pub fn takes(rule: &Rule, who: &Colleague, now: Time) -> bool {
    who.available(now) && (rule.mode == Mode::Off || who.open < rule.capacity)
}

/// The conversations that are taken back: their customer waits for somebody who is gone, or who cannot take care of
/// conversations any more. The latter whatever the rule says. Somebody who was just given one by hand has as long as
/// anybody to come.
#[must_use]
pub fn take_back(rule: &Rule, colleagues: &[Colleague], held: &[Held], now: Time) -> Vec<Held> {
    let by_id: BTreeMap<PersonId, &Colleague> = colleagues.iter().map(|c| (c.id, c)).collect();
    held.iter()
        .filter(|one| match by_id.get(&one.by) {
            None => true,
            Some(who) => {
                rule.mode != Mode::Off
                    && one.waits
                    && now - one.since > rule.requeue_after
                    && who.gone(rule.requeue_after, now)
            }
        })
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    fn at(second: i64) -> Time {
        chrono::Utc.timestamp_opt(second, 0).single().unwrap()
    }

    fn person(n: u128) -> PersonId {
        PersonId(uuid::Uuid::from_u128(n))
    }

    fn thread(n: u128) -> ConversationId {
        ConversationId(uuid::Uuid::from_u128(n))
    }

    const NOW: i64 = 1_000_000;

    fn rule(capacity: u32) -> Rule {
        Rule {
            mode: Mode::RoundRobin,
            capacity,
            requeue_after: Duration::minutes(10),
        }
    }

    prop_compose! {
        fn team()(people in prop::collection::vec(
            (prop::option::of(0_i64..3_000), any::<bool>(), 0_u32..8, prop::option::of(0_i64..100)), 0..8
        )) -> Vec<Colleague> {
            people.into_iter().enumerate().map(|(n, (seen, away, open, given))| Colleague {
                id: person(n as u128 + 1),
                seen_at: seen.map(|ago| at(NOW - ago)),
                away,
                open,
                last_given_at: given.map(at),
            }).collect()
        }
    }

    proptest! {
        #[test]
        fn it_gives_only_to_those_with_room_and_leaves_nobody_waiting_beside_one(
            team in team(), waiting in 0_usize..40, capacity in 1_u32..6,
        ) {
            let queue: Vec<_> = (0..waiting).map(|n| thread(n as u128)).collect();
            let given = give(&rule(capacity), &team, &queue, at(NOW));
            // In the order of the queue, each once.
            let first: Vec<_> = given.iter().map(|(c, _)| *c).collect();
            prop_assert_eq!(&first[..], &queue[..given.len()]);
            for one in &team {
                let more = u32::try_from(given.iter().filter(|(_, who)| *who == one.id).count()).unwrap();
                prop_assert!(more == 0 || (one.available(at(NOW)) && one.open + more <= capacity));
                let has_room = one.available(at(NOW)) && one.open + more < capacity;
                prop_assert!(given.len() == queue.len() || !has_room, "{:?} waits beside {one:?}", queue.len());
            }
        }

        #[test]
        fn it_is_fair(people in 1_u128..6, waiting in 0_usize..30) {
            let team: Vec<_> = (1..=people).map(|n| Colleague {
                id: person(n), seen_at: Some(at(NOW)), away: false, open: 0, last_given_at: None,
            }).collect();
            let queue: Vec<_> = (0..waiting).map(|n| thread(n as u128)).collect();
            let given = give(&rule(100), &team, &queue, at(NOW));
            let counts: Vec<_> = team.iter().map(|c| given.iter().filter(|(_, w)| *w == c.id).count()).collect();
            prop_assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1);
        }

        #[test]
        fn it_takes_back_exactly_what_would_be_stuck(
            team in team(), by in 1_u128..10, ago in 0_i64..3_000, waits: bool, on: bool,
        ) {
            let held = Held { conversation: thread(1), by: person(by), since: at(NOW - ago), waits, last_at: at(NOW - ago) };
            let mode = if on { Mode::RoundRobin } else { Mode::Off };
            let taken = take_back(&Rule { mode, ..rule(1) }, &team, &[held], at(NOW));
            let expected = match team.iter().find(|c| c.id == held.by) {
                None => true,
                Some(who) => on && waits && ago > 600 && who.seen_at.is_none_or(|seen| at(NOW) - seen > Duration::minutes(10)),
            };
            prop_assert_eq!(taken.len() == 1, expected);
        }
    }

    #[test]
    fn whom_a_channel_names_takes_what_is_new_while_there_and_not_full() {
        let who = |seen, away, open| Colleague {
            id: person(1),
            seen_at: Some(at(seen)),
            away,
            open,
            last_given_at: None,
        };
        let off = Rule {
            mode: Mode::Off,
            ..rule(2)
        };
        for (rule, who, wanted) in [
            (rule(2), who(NOW, false, 1), true),
            (rule(2), who(NOW, false, 2), false),
            (off, who(NOW, false, 2), true),
            (off, who(NOW, true, 0), false),
            (off, who(NOW - 600, false, 0), false),
        ] {
            assert_eq!(takes(&rule, &who, at(NOW)), wanted, "{rule:?} {who:?}");
        }
    }

    #[test]
    fn whoever_was_given_one_longest_ago_is_next() {
        let with = |n, given: Option<i64>| Colleague {
            id: person(n),
            seen_at: Some(at(NOW)),
            away: false,
            open: 0,
            last_given_at: given.map(at),
        };
        let team = [with(1, Some(50)), with(2, Some(10)), with(3, None)];
        let given = give(
            &rule(9),
            &team,
            &[thread(1), thread(2), thread(3), thread(4)],
            at(NOW),
        );
        let order: Vec<_> = given.into_iter().map(|(_, who)| who).collect();
        assert_eq!(order, [person(3), person(2), person(1), person(3)]);
        let off = Rule {
            mode: Mode::Off,
            ..rule(9)
        };
        assert!(give(&off, &team, &[thread(1)], at(NOW)).is_empty());
    }
}
