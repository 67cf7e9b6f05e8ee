//! The inbox: what is decided about conversations holds until the customer writes, and nobody waits for somebody gone.

#![expect(clippy::unwrap_used, reason = "helpers of tests may fail as tests do")]

mod stage;

use anyhow::Result;
use chrono::{Duration, SubsecRound};
use db::assignments;
use db::channel_defaults::ChannelDefaults;
use db::conversations::{Filter, ListRow, Standing, View};
use db::labels::Label;
use desk::provision::{self, Grant, NewPerson, WorkspaceRole};
use desk::{Decision, Error};
use domain::assignment::{Mode, Rule};
use domain::clock::Clock;
use domain::content::Content;
use domain::hours::RuleHours;
use domain::ids::{ConversationId, LabelId, PersonId};
use stage::Stage;

async fn member(stage: &Stage, name: &str, role: WorkspaceRole) -> Result<PersonId> {
    let new = NewPerson {
        email: format!("{}@toko.example", uuid::Uuid::new_v4().simple()),
        name: name.to_owned(),
        password: None,
        grants: vec![Grant::Workspace(stage.tenant.workspace, role)],
    };
    provision::create_person(&stage.desk, new).await?;
    let mut tx = stage.tx().await?;
    let members = assignments::members(&mut tx).await?;
    Ok(members.iter().find(|m| m.name == name).unwrap().id)
}

async fn decide(stage: &Stage, id: ConversationId, decision: Decision) -> Result<()> {
    let mut tx = stage.tx().await?;
    stage.desk.care_for(&mut tx, &[id], &decision).await?;
    tx.commit(stage.desk.now()).await?;
    Ok(())
}

async fn row(stage: &Stage, id: ConversationId) -> Result<ListRow> {
    let rows = stage.conversations().await?;
    Ok(rows.into_iter().find(|row| row.id == id).unwrap())
}

async fn listed(stage: &Stage, filter: Filter) -> Result<Vec<ConversationId>> {
    let mut tx = stage.tx().await?;
    let found = db::conversations::find(&mut tx, &filter, 100).await?;
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

fn view(view: View) -> Filter {
    Filter {
        view,
        ..Filter::default()
    }
}

/// The events told in the thread, oldest first.
async fn told(stage: &Stage, id: ConversationId) -> Result<Vec<String>> {
    let thread = stage.thread(id).await?;
    Ok(thread
        .into_iter()
        .filter_map(|m| match m.content {
            Content::System { event, .. } => Some(event),
            _ => None,
        })
        .collect())
}

async fn written(stage: &Stage, from: &str, text: &str) -> Result<ConversationId> {
    let before: Vec<_> = stage.conversations().await?.iter().map(|r| r.id).collect();
    stage.customer_says(from, text).await?;
    stage.idle().await?;
    let rows = stage.conversations().await?;
    let new = rows.iter().find(|row| !before.contains(&row.id));
    Ok(new.unwrap_or(&rows[0]).id)
}

#[tokio::test]
async fn a_resolved_conversation_opens_again_when_the_customer_writes() -> Result<()> {
    let stage = Stage::set().await?;
    let id = written(&stage, "628110000101", "Halo").await?;
    decide(&stage, id, Decision::Stand(Standing::Resolved)).await?;
    assert_eq!(row(&stage, id).await?.standing, Standing::Resolved);
    assert!(listed(&stage, view(View::Open)).await?.is_empty());
    assert_eq!(listed(&stage, view(View::Resolved)).await?, [id]);
    // Deciding the same again says nothing twice.
    decide(&stage, id, Decision::Stand(Standing::Resolved)).await?;
    written(&stage, "628110000101", "Satu lagi kak").await?;
    assert_eq!(row(&stage, id).await?.standing, Standing::Open);
    assert_eq!(
        told(&stage, id).await?,
        ["conversation_resolved", "conversation_reopened_by_customer"]
    );
    // A notice is no message: the newest words are the customer's.
    let last = row(&stage, id).await?.last.unwrap();
    assert_eq!((last.0.as_str(), last.2.as_str()), ("in", "Satu lagi kak"));
    Ok(())
}

#[tokio::test]
async fn a_sleeping_conversation_wakes_by_itself_and_only_then() -> Result<()> {
    let stage = Stage::set().await?;
    let id = written(&stage, "628110000102", "Halo").await?;
    // As exact as a row can be.
    let until = stage.clock.now().trunc_subsecs(6) + Duration::hours(3);
    let past = Decision::Stand(Standing::Snoozed {
        until: stage.clock.now() - Duration::minutes(1),
    });
    let mut tx = stage.tx().await?;
    let refused = stage.desk.care_for(&mut tx, &[id], &past).await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    drop(tx);
    decide(&stage, id, Decision::Stand(Standing::Snoozed { until })).await?;
    assert_eq!(listed(&stage, view(View::Snoozed)).await?, [id]);
    // Put off once more: the first alarm finds nothing to do.
    let later = until + Duration::hours(1);
    decide(
        &stage,
        id,
        Decision::Stand(Standing::Snoozed { until: later }),
    )
    .await?;
    stage
        .clock
        .advance(Duration::hours(3) + Duration::minutes(1));
    tokio::time::sleep(std::time::Duration::from_millis(1500)).await;
    assert_eq!(
        row(&stage, id).await?.standing,
        Standing::Snoozed { until: later }
    );
    stage.clock.advance(Duration::hours(1));
    stage.idle().await?;
    assert_eq!(row(&stage, id).await?.standing, Standing::Open);
    assert_eq!(told(&stage, id).await?.last().unwrap(), "conversation_woke");
    Ok(())
}

#[tokio::test]
async fn conversations_come_to_who_is_there_and_leave_who_is_gone() -> Result<()> {
    let stage = Stage::set().await?;
    let sari = member(&stage, "Sari", WorkspaceRole::Agent).await?;
    let budi = member(&stage, "Budi", WorkspaceRole::Agent).await?;
    let looks = member(&stage, "Tamu", WorkspaceRole::Viewer).await?;
    let workspace = stage.tenant.workspace;
    let rule = Rule {
        mode: Mode::RoundRobin,
        capacity: 2,
        requeue_after: Duration::minutes(10),
    };
    let mut tx = stage.tx().await?;
    stage.desk.set_assignment_rule(&mut tx, &rule).await?;
    tx.commit(stage.desk.now()).await?;

    // Nobody is there: it waits, and comes to the first who opens a desk.
    let first = written(&stage, "628110000103", "Halo").await?;
    assert_eq!(row(&stage, first).await?.assignee, None);
    stage.desk.desk_is_open(workspace, looks).await?;
    stage.idle().await?;
    assert_eq!(
        row(&stage, first).await?.assignee,
        None,
        "a viewer answers nobody"
    );
    stage.desk.desk_is_open(workspace, sari).await?;
    stage.idle().await?;
    assert_eq!(row(&stage, first).await?.assignee, Some(sari));

    // In turn, up to the capacity; who is away gets none.
    stage.desk.desk_is_open(workspace, budi).await?;
    let second = written(&stage, "628110000104", "Halo").await?;
    assert_eq!(row(&stage, second).await?.assignee, Some(budi));
    let mut tx = stage.tx().await?;
    stage.desk.set_away(&mut tx, budi, true).await?;
    tx.commit(stage.desk.now()).await?;
    let third = written(&stage, "628110000105", "Halo").await?;
    assert_eq!(row(&stage, third).await?.assignee, Some(sari));
    let fourth = written(&stage, "628110000106", "Halo").await?;
    assert_eq!(
        row(&stage, fourth).await?.assignee,
        None,
        "Sari is full and Budi away"
    );
    assert_eq!(listed(&stage, view(View::Unassigned)).await?, [fourth]);

    // Sari closes her desk. Ten minutes later those who wait for her are Budi's, who is back.
    stage.clock.advance(Duration::minutes(11));
    let mut tx = stage.tx().await?;
    stage.desk.set_away(&mut tx, budi, false).await?;
    tx.commit(stage.desk.now()).await?;
    stage.desk.desk_is_open(workspace, budi).await?;
    stage.idle().await?;
    stage.desk.tend_inboxes().await?;
    let rows = stage.conversations().await?;
    let of = |who| rows.iter().filter(|r| r.assignee == who).count();
    assert_eq!(
        (of(Some(budi)), of(Some(sari)), of(None)),
        (2, 0, 2),
        "{rows:#?}"
    );
    assert!(
        told(&stage, first)
            .await?
            .contains(&"conversation_requeued".to_owned())
    );
    Ok(())
}

#[tokio::test]
async fn only_members_who_may_answer_are_given_conversations() -> Result<()> {
    let stage = Stage::set().await?;
    let id = written(&stage, "628110000107", "Halo").await?;
    let viewer = member(&stage, "Tamu", WorkspaceRole::Viewer).await?;
    let agent = member(&stage, "Ayu", WorkspaceRole::Agent).await?;
    let mut tx = stage.tx().await?;
    let stranger = Decision::Assign(Some(PersonId::new()));
    let refused = stage.desk.care_for(&mut tx, &[id], &stranger).await;
    assert!(matches!(refused, Err(Error::NotFound)), "{refused:?}");
    let refused = stage
        .desk
        .care_for(&mut tx, &[id], &Decision::Assign(Some(viewer)))
        .await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    drop(tx);
    decide(&stage, id, Decision::Assign(Some(agent))).await?;
    // She leaves the workspace: by no rule at all, the conversation is free again within the minute.
    let mut admin = stage.database.admin_connection().await?;
    sqlx::query("DELETE FROM app.membership WHERE person_id = $1")
        .bind(agent.uuid())
        .execute(&mut admin)
        .await?;
    stage.desk.tend_inboxes().await?;
    assert_eq!(row(&stage, id).await?.assignee, None);
    Ok(())
}

#[tokio::test]
async fn words_find_names_numbers_and_messages_and_labels_narrow() -> Result<()> {
    let stage = Stage::set().await?;
    let jacket = written(&stage, "628110000108", "Apakah jaket hujan-biru masih ada?").await?;
    let hat = written(&stage, "628110000999", "Topi rimba ada?").await?;
    let words = |words: &[&str]| Filter {
        view: View::Any,
        words: words.iter().map(|w| (*w).to_owned()).collect(),
        ..Filter::default()
    };
    assert_eq!(listed(&stage, words(&["jaket", "biru"])).await?, [jacket]);
    assert_eq!(listed(&stage, words(&["jak"])).await?, [jacket]);
    assert_eq!(listed(&stage, words(&["999"])).await?, [hat]);
    assert_eq!(listed(&stage, words(&["0811000099"])).await?, [hat]);
    assert_eq!(listed(&stage, words(&["sari"])).await?.len(), 2);
    assert_eq!(listed(&stage, words(&["sari", "rimba"])).await?, [hat]);
    assert!(listed(&stage, words(&["sepatu"])).await?.is_empty());

    let label = Label {
        id: LabelId::new(),
        name: "Grosir".to_owned(),
        color: "teal".to_owned(),
    };
    let mut tx = stage.tx().await?;
    stage.desk.save_label(&mut tx, label.clone()).await?;
    let twin = Label {
        id: LabelId::new(),
        name: "grosir".to_owned(),
        color: "red".to_owned(),
    };
    let refused = stage.desk.save_label(&mut tx, twin).await;
    assert!(
        matches!(refused, Err(Error::Conflict { .. })),
        "{refused:?}"
    );
    tx.commit(stage.desk.now()).await?;
    let put = |add: &[LabelId], remove: &[LabelId]| Decision::Label {
        add: add.to_vec(),
        remove: remove.to_vec(),
    };
    decide(&stage, hat, put(&[label.id], &[])).await?;
    let labelled = Filter {
        labels: vec![label.id],
        ..Filter::default()
    };
    assert_eq!(listed(&stage, labelled.clone()).await?, [hat]);
    assert_eq!(row(&stage, hat).await?.labels, [label.id]);
    let mut tx = stage.tx().await?;
    stage.desk.delete_label(&mut tx, label.id).await?;
    tx.commit(stage.desk.now()).await?;
    assert!(listed(&stage, labelled).await?.is_empty());
    Ok(())
}

#[tokio::test]
async fn a_number_has_somebody_of_its_own_for_what_is_new_on_it() -> Result<()> {
    let stage = Stage::set().await?;
    let sari = member(&stage, "Sari", WorkspaceRole::Agent).await?;
    let budi = member(&stage, "Budi", WorkspaceRole::Agent).await?;
    let looks = member(&stage, "Tamu", WorkspaceRole::Viewer).await?;
    let workspace = stage.tenant.workspace;
    let mut chosen = ChannelDefaults {
        agent: Some(looks),
        language: None,
        hours: None,
        rule_hours: RuleHours::Always,
    };
    let mut tx = stage.tx().await?;
    let channel = stage.channel.id;
    let refused = stage
        .desk
        .choose_channel_defaults(&mut tx, channel, &chosen)
        .await;
    assert!(matches!(refused, Err(Error::Invalid { .. })), "{refused:?}");
    chosen.agent = Some(budi);
    stage
        .desk
        .choose_channel_defaults(&mut tx, channel, &chosen)
        .await?;
    tx.commit(stage.desk.now()).await?;

    // No rule gives conversations out, and Budi is not there: it waits for whoever takes it.
    let first = written(&stage, "628110000120", "Halo").await?;
    assert_eq!(row(&stage, first).await?.assignee, None);
    stage.desk.desk_is_open(workspace, sari).await?;
    stage.desk.desk_is_open(workspace, budi).await?;
    let second = written(&stage, "628110000121", "Halo").await?;
    assert_eq!(row(&stage, second).await?.assignee, Some(budi));
    assert_eq!(told(&stage, second).await?, ["conversation_assigned"]);
    // What is not new stays where it is.
    written(&stage, "628110000120", "Masih ada?").await?;
    assert_eq!(row(&stage, first).await?.assignee, None);

    // With a rule: his until he has as many as it lets him, then in turn.
    let rule = Rule {
        mode: Mode::RoundRobin,
        capacity: 2,
        requeue_after: Duration::minutes(10),
    };
    let mut tx = stage.tx().await?;
    decide(&stage, first, Decision::Stand(Standing::Resolved)).await?;
    stage.desk.set_assignment_rule(&mut tx, &rule).await?;
    tx.commit(stage.desk.now()).await?;
    for (number, wanted) in [("628110000122", budi), ("628110000123", sari)] {
        let id = written(&stage, number, "Halo").await?;
        assert_eq!(row(&stage, id).await?.assignee, Some(wanted), "{number}");
    }
    // Who is away is passed over.
    decide(&stage, second, Decision::Stand(Standing::Resolved)).await?;
    let mut tx = stage.tx().await?;
    stage.desk.set_away(&mut tx, budi, true).await?;
    tx.commit(stage.desk.now()).await?;
    let id = written(&stage, "628110000124", "Halo").await?;
    assert_eq!(row(&stage, id).await?.assignee, Some(sari));
    Ok(())
}
