//! The contact book: found by name, user name, number and id; in pages that lose nobody; labels and attributes follow
//! people who turn out to be one.
#![expect(
    clippy::unwrap_used,
    reason = "helpers of tests: what cannot go on has failed"
)]

use anyhow::Result;
use chrono::{DateTime, Duration};
use db::attributes::{self, Attribute, AttributeKind};
use db::consents::{self, Entry};
use db::contacts::{self, Filter};
use db::labels::{self, Label};
use db::{Actor, WorkspaceTx};
use domain::Time;
use domain::channel::ChannelKind;
use domain::consent::Consent;
use domain::identity::IdentityKind::{Phone, UserId};
use domain::identity::IdentitySet;
use domain::ids::{AttributeId, ContactId, LabelId};
use testkit::{Database, Tenant};

fn minute(n: i64) -> Time {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap() + Duration::minutes(n)
}

async fn open(database: &Database, tenant: Tenant) -> WorkspaceTx {
    let opened = database.db().workspace(tenant.workspace, Actor::System);
    opened.await.unwrap()
}

async fn person(tx: &mut WorkspaceTx, set: &IdentitySet, name: Option<&str>, n: i64) -> ContactId {
    let kind = ChannelKind::new("whatsapp");
    let resolved = contacts::resolve(tx, &kind, set, minute(n), minute(n));
    let id = resolved.await.unwrap().unwrap().id;
    contacts::describe(tx, id, name, None).await.unwrap();
    id
}

fn phone(value: &str) -> IdentitySet {
    IdentitySet::new().with(Phone, value)
}

fn asked(text: &str) -> Filter {
    Filter {
        words: domain::search::words(text),
        exact: Some(text.to_owned()),
        ..Filter::default()
    }
}

#[tokio::test]
async fn people_are_found_by_what_one_knows_of_them() -> Result<()> {
    let database = Database::shared().await?;
    let tenant = Tenant::new(&database).await?;
    let mut tx = open(&database, tenant).await;
    let sari = person(&mut tx, &phone("6281200007731"), Some("Sari Dewi"), 1).await;
    let budi = person(&mut tx, &phone("628155500123"), Some("Budi"), 2).await;
    let hidden = IdentitySet::new().with(UserId, "ID.a77x");
    let hidden = person(&mut tx, &hidden, None, 3).await;
    contacts::describe(&mut tx, hidden, None, Some("dimas.motret")).await?;
    for (text, expected) in [
        ("sari", vec![sari]),
        ("dew sar", vec![sari]),
        ("7731", vec![sari]),
        ("+62 812-0000-7731", vec![sari]),
        ("0812", vec![sari]),
        ("motret", vec![hidden]),
        // Known by nothing but an id: pasted whole it is found.
        ("ID.a77x", vec![hidden]),
        ("sari 0123", vec![]),
        ("!?", vec![]),
        ("zzz", vec![]),
    ] {
        let found = contacts::find(&mut tx, &asked(text), 10).await?;
        assert_eq!(found, expected, "{text}");
        let counts = contacts::counts(&mut tx, &asked(text)).await?;
        assert_eq!(usize::try_from(counts.none)?, expected.len(), "{text}");
    }
    let all = contacts::find(&mut tx, &Filter::default(), 10).await?;
    assert_eq!(all, [hidden, budi, sari]);
    // Another workspace's book is empty, whatever is asked.
    tx.commit(minute(4)).await?;
    let mut other = open(&database, Tenant::new(&database).await?).await;
    for filter in [Filter::default(), asked("sari"), asked("ID.a77x")] {
        assert!(contacts::find(&mut other, &filter, 10).await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn pages_lose_nobody_and_filters_count_what_they_show() -> Result<()> {
    let database = Database::shared().await?;
    let mut tx = open(&database, Tenant::new(&database).await?).await;
    let label = Label {
        id: LabelId::new(),
        name: "Grosir".to_owned(),
        color: "teal".to_owned(),
    };
    labels::save(&mut tx, &label, minute(0)).await?;
    let mut people = Vec::new();
    for n in 0..23 {
        // Several at the same moment: the id breaks ties.
        let id = person(&mut tx, &phone(&format!("62811{n:06}")), None, n / 4).await;
        if n % 3 == 0 {
            let entry = Entry {
                state: Consent::OptedIn,
                source: "form".to_owned(),
                message: None,
                note: None,
                at: minute(30),
            };
            consents::change(&mut tx, id, &entry).await?;
        }
        if n % 5 == 0 {
            assert!(contacts::change_labels(&mut tx, id, &[label.id], &[]).await?);
        }
        people.push(id);
    }
    let mut seen = Vec::new();
    let mut filter = Filter::default();
    loop {
        let page = contacts::find(&mut tx, &filter, 7).await?;
        let Some(last) = page.last().copied() else {
            break;
        };
        let rows = contacts::rows(&mut tx, &page).await?;
        let order: Vec<_> = rows.iter().map(|row| row.id).collect();
        assert_eq!(order, page);
        filter.after = Some((rows.last().unwrap().created_at, last));
        seen.extend(page);
    }
    assert_eq!(seen.len(), 23);
    seen.sort();
    people.sort();
    assert_eq!(seen, people);

    let counts = contacts::counts(&mut tx, &Filter::default()).await?;
    assert_eq!((counts.none, counts.opted_in, counts.opted_out), (15, 8, 0));
    let labelled = Filter {
        label: Some(label.id),
        consent: Some(Consent::OptedIn),
        ..Filter::default()
    };
    let found = contacts::find(&mut tx, &labelled, 50).await?;
    let rows = contacts::rows(&mut tx, &found).await?;
    assert_eq!(rows.len(), 2);
    assert!(
        rows.iter()
            .all(|r| r.labels == [label.id] && r.consent == Consent::OptedIn)
    );
    assert_eq!(contacts::counts(&mut tx, &labelled).await?.none, 3);
    Ok(())
}

#[tokio::test]
async fn labels_and_attributes_follow_people_who_turn_out_to_be_one() -> Result<()> {
    let database = Database::shared().await?;
    let mut tx = open(&database, Tenant::new(&database).await?).await;
    let by_phone = person(&mut tx, &phone("6281200001111"), Some("Sari"), 1).await;
    let by_id = IdentitySet::new().with(UserId, "ID.sari1");
    let by_id = person(&mut tx, &by_id, None, 2).await;
    let label = |name: &str| Label {
        id: LabelId::new(),
        name: name.to_owned(),
        color: "teal".to_owned(),
    };
    let (one, two) = (label("Satu"), label("Dua"));
    for label in [&one, &two] {
        labels::save(&mut tx, label, minute(0)).await?;
    }
    contacts::change_labels(&mut tx, by_phone, &[one.id, two.id], &[]).await?;
    contacts::change_labels(&mut tx, by_id, &[one.id], &[]).await?;
    let city = Attribute {
        id: AttributeId::new(),
        name: "Kota".to_owned(),
        kind: AttributeKind::Text,
    };
    assert!(attributes::insert(&mut tx, &city, minute(0)).await?);
    let twin = Attribute {
        id: AttributeId::new(),
        name: "KOTA".to_owned(),
        ..city.clone()
    };
    assert!(!attributes::insert(&mut tx, &twin, minute(0)).await?);
    assert!(attributes::set(&mut tx, by_phone, city.id, Some("Bandung"), minute(3)).await?);
    assert!(!attributes::set(&mut tx, by_phone, city.id, Some("Bandung"), minute(4)).await?);

    // One message carries both: they are one person from here on.
    let both = phone("6281200001111").with(UserId, "ID.sari1");
    let id = person(&mut tx, &both, None, 5).await;
    assert_eq!(id, by_id);
    let mut labels = contacts::labels(&mut tx, id).await?;
    labels.sort();
    let mut expected = [one.id, two.id];
    expected.sort();
    assert_eq!(labels, expected);
    let values = attributes::values(&mut tx, id).await?;
    assert_eq!(values.len(), 1);
    assert_eq!((&values[0].0, values[0].1.as_str()), (&city, "Bandung"));
    let listed = contacts::find(&mut tx, &Filter::default(), 10).await?;
    assert_eq!(listed, [by_id]);
    assert_eq!(attributes::list(&mut tx).await?[0].1, 2);
    assert!(attributes::delete(&mut tx, city.id).await?);
    assert!(attributes::values(&mut tx, id).await?.is_empty());
    Ok(())
}
