//! People change numbers, numbers change people, and webhooks come in any order and more than once.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what cannot go on has failed"
)]

use std::collections::BTreeMap;

use anyhow::Result;
use chrono::{DateTime, Duration};
use db::{Actor, WorkspaceTx, contacts};
use domain::Time;
use domain::channel::ChannelKind;
use domain::identity::IdentityKind::{Phone, UserId};
use domain::identity::IdentitySet;
use domain::ids::ContactId;
use testkit::{Database, Tenant};

/// Something told of a person.
#[derive(Debug, Clone)]
enum Told {
    /// They wrote.
    Wrote(IdentitySet),
    /// They are known by something else from here on.
    Changed(IdentitySet, IdentitySet),
}

#[derive(Debug, Clone)]
struct Fact {
    who: usize,
    at: Time,
    told: Told,
}

/// Numbers that repeat (a linear congruence), so that a failing case can be run again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % (sides as u64)).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for n in (1..items.len()).rev() {
            items.swap(n, self.roll(n + 1));
        }
    }
}

fn day(n: usize) -> Time {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap() + Duration::days(i64::try_from(n).unwrap())
}

fn phone(n: usize) -> String {
    format!("62811000{n:03}")
}

/// A year of three people who hand numbers on. With `ids` all of them have user ids, which change at times too.
fn year(dice: &mut Dice, ids: bool) -> Vec<Fact> {
    let mut facts = Vec::new();
    // Who has which number, and since when a number is free; whose user id is in which version.
    let mut has: Vec<usize> = (0..3).collect();
    let mut version = [0; 3];
    let mut free: Vec<usize> = (3..5).collect();
    let set = |who: usize, has: &[usize], version: &[usize; 3], with_phone: bool| {
        let mut set = IdentitySet::new();
        if ids {
            set.add(UserId, Some(&format!("ID.{who}v{}", version[who])));
        }
        if with_phone || !ids {
            set.add(Phone, Some(&phone(has[who])));
        }
        set
    };
    for n in 0..24 {
        let who = dice.roll(3);
        let at = day(n * 10);
        match dice.roll(if ids { 6 } else { 5 }) {
            0 | 1 => {
                let old = set(who, &has, &version, true);
                let next = free.remove(dice.roll(free.len()));
                free.push(has[who]);
                has[who] = next;
                let new = set(who, &has, &version, true);
                facts.push(Fact {
                    who,
                    at,
                    told: Told::Changed(old, new),
                });
            }
            5 => {
                let with_phone = dice.roll(2) == 0;
                let old = set(who, &has, &version, with_phone);
                version[who] += 1;
                let new = set(who, &has, &version, with_phone);
                facts.push(Fact {
                    who,
                    at,
                    told: Told::Changed(old, new),
                });
            }
            _ => {
                let with_phone = dice.roll(3) > 0;
                facts.push(Fact {
                    who,
                    at,
                    told: Told::Wrote(set(who, &has, &version, with_phone)),
                });
            }
        }
    }
    facts
}

/// Any order that could be. Without user ids a message from a number's new holder cannot be told from the former
/// one's before the notice of the change: Meta sends that when it happens, months before a number is given out again.
fn told_in_some_order(dice: &mut Dice, facts: &[Fact], ids: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.extend((0..facts.len() / 2).map(|_| dice.roll(facts.len())));
    dice.shuffle(&mut order);
    if ids {
        return order;
    }
    let mentions = |fact: &Fact, number: &str| match &fact.told {
        Told::Wrote(set) => set.get(Phone) == Some(number),
        Told::Changed(old, new) => old.get(Phone) == Some(number) || new.get(Phone) == Some(number),
    };
    let mut out: Vec<usize> = Vec::new();
    while !order.is_empty() {
        let ready = order.iter().position(|&n| {
            (0..facts.len()).all(|earlier| {
                let Told::Changed(old, _) = &facts[earlier].told else {
                    return true;
                };
                let number = old.get(Phone).unwrap_or_default();
                earlier == n
                    || out.contains(&earlier)
                    || facts[earlier].at >= facts[n].at
                    || facts[earlier].who == facts[n].who
                    || !mentions(&facts[n], number)
            })
        });
        out.push(order.remove(ready.unwrap_or(0)));
    }
    out
}

async fn tell(tx: &mut WorkspaceTx, fact: &Fact) -> Result<ContactId> {
    let kind = ChannelKind::new("whatsapp");
    let now = day(400);
    let resolved = match &fact.told {
        Told::Wrote(set) => contacts::resolve(tx, &kind, set, fact.at, now).await?,
        Told::Changed(old, new) => {
            contacts::change_identity(tx, &kind, old, new, fact.at, now).await?
        }
    };
    Ok(resolved.expect("somebody is named").id)
}

/// Whom a contact was merged into, in the end.
fn root(merges: &BTreeMap<uuid::Uuid, uuid::Uuid>, id: ContactId) -> uuid::Uuid {
    let mut id = id.uuid();
    while let Some(next) = merges.get(&id) {
        id = *next;
    }
    id
}

async fn play(database: &Database, tenant: Tenant, seed: u64, ids: bool) -> Result<()> {
    let mut dice = Dice(seed);
    let facts = year(&mut dice, ids);
    let order = told_in_some_order(&mut dice, &facts, ids);
    let mut tx = database
        .db()
        .workspace(tenant.workspace, Actor::System)
        .await?;
    let mut answers: Vec<(usize, ContactId)> = Vec::new();
    for &n in &order {
        answers.push((facts[n].who, tell(&mut tx, &facts[n]).await?));
    }
    // Left uncommitted: the next case finds nothing.
    let merges = contacts::merges(&mut tx).await?;
    let mut people: BTreeMap<usize, uuid::Uuid> = BTreeMap::new();
    for (who, contact) in answers {
        let contact = root(&merges, contact);
        let first = *people.entry(who).or_insert(contact);
        assert_eq!(
            first,
            contact,
            "seed {seed}: person {who} is in two contacts\n{:#?}",
            order.iter().map(|&n| &facts[n]).collect::<Vec<_>>()
        );
    }
    let distinct: std::collections::BTreeSet<_> = people.values().collect();
    assert_eq!(
        distinct.len(),
        people.len(),
        "seed {seed}: two people in one contact\n{:#?}",
        order.iter().map(|&n| &facts[n]).collect::<Vec<_>>()
    );
    Ok(())
}

#[tokio::test]
async fn people_with_user_ids_are_told_apart_in_any_order() -> Result<()> {
    let database = Database::shared().await?;
    let tenant = Tenant::new(&database).await?;
    for seed in 0..150 {
        play(&database, tenant, seed, true).await?;
    }
    Ok(())
}

#[tokio::test]
async fn people_with_numbers_only_are_told_apart_however_late_and_often() -> Result<()> {
    let database = Database::shared().await?;
    let tenant = Tenant::new(&database).await?;
    for seed in 0..150 {
        play(&database, tenant, seed, false).await?;
    }
    Ok(())
}

/// The plain stories, one by one.
#[tokio::test]
async fn a_recycled_number_is_somebody_new() -> Result<()> {
    let database = Database::shared().await?;
    let tenant = Tenant::new(&database).await?;
    let number = |n: usize| IdentitySet::new().with(Phone, &phone(n));
    let wrote = |n, at| Fact {
        who: 0,
        at: day(at),
        told: Told::Wrote(number(n)),
    };
    let changed = |a, b, at| Fact {
        who: 0,
        at: day(at),
        told: Told::Changed(number(a), number(b)),
    };
    let mut tx = database
        .db()
        .workspace(tenant.workspace, Actor::System)
        .await?;
    let ana = tell(&mut tx, &wrote(1, 1)).await?;
    assert_eq!(tell(&mut tx, &changed(1, 2, 10)).await?, ana);
    assert_eq!(
        tell(&mut tx, &wrote(2, 11)).await?,
        ana,
        "the new number is hers"
    );
    let budi = tell(&mut tx, &wrote(1, 100)).await?;
    assert_ne!(budi, ana, "the old number is somebody new");
    // Told again, by another webhook, when the number has its new holder.
    assert_eq!(tell(&mut tx, &changed(1, 2, 10)).await?, ana);
    assert_eq!(tell(&mut tx, &wrote(1, 101)).await?, budi);
    // A message of hers that Meta kept back for months.
    assert_eq!(tell(&mut tx, &wrote(1, 5)).await?, ana);
    // She takes a number that somebody else was known by, years ago.
    let citra = tell(&mut tx, &wrote(3, 2)).await?;
    assert_eq!(tell(&mut tx, &changed(2, 3, 200)).await?, ana);
    assert_ne!(citra, ana);
    assert_eq!(tell(&mut tx, &wrote(3, 201)).await?, ana);
    let merges = contacts::merges(&mut tx).await?;
    assert!(merges.is_empty(), "{merges:?}");
    Ok(())
}
