//! What a lane's lease is worth: whoever lost it, or let it run out, commits nothing.
#![expect(
    clippy::unwrap_used,
    reason = "a scene that cannot be set fails its test"
)]

use anyhow::Result;
use chrono::Duration;
use db::lanes::{self, Lane, NewJob};
use db::{Error, WorkspaceTx};
use domain::Time;
use domain::clock::{Clock, SystemClock};
use serde_json::json;
use testkit::{Database, Tenant};

struct Scene {
    database: Database,
    tenant: Tenant,
    now: Time,
}

impl Scene {
    async fn new() -> Result<Self> {
        let database = Database::fresh().await?;
        let tenant = Tenant::new(&database).await?;
        Ok(Self {
            database,
            tenant,
            now: SystemClock.now(),
        })
    }

    async fn tx(&self) -> Result<WorkspaceTx> {
        Ok(self.database.db().worker(self.tenant.workspace).await?)
    }

    async fn add(&self, lane: &str) -> Result<()> {
        let mut tx = self.tx().await?;
        let job = NewJob {
            lane: lane.to_owned(),
            kind: "probe",
            payload: json!({}),
        };
        lanes::enqueue(&mut tx, &[job], self.now).await?;
        Ok(tx.commit(self.now).await?)
    }

    async fn claim(&self, at: Time) -> Result<Lane> {
        let claimed = lanes::claim(self.database.db(), 1, 1, Duration::seconds(10), at).await?;
        Ok(claimed.into_iter().next().unwrap().lane)
    }

    async fn job(&self, lane: &Lane) -> Result<lanes::Job> {
        let mut tx = self.tx().await?;
        Ok(lanes::peek(&mut tx, &lane.key, 1).await?.remove(0))
    }
}

#[tokio::test]
async fn a_lease_that_ran_out_commits_nothing_even_when_nobody_took_the_lane() -> Result<()> {
    let scene = Scene::new().await?;
    scene.add("probe").await?;
    let lane = scene.claim(scene.now).await?;
    let job = scene.job(&lane).await?;
    let late = scene.now + Duration::seconds(11);
    let mut tx = scene.tx().await?;
    lanes::hold(&mut tx, &lane).await?;
    assert!(matches!(tx.commit(late).await, Err(Error::LeaseLost)));
    let mut tx = scene.tx().await?;
    lanes::finish(&mut tx, &lane, job.id).await?;
    assert!(matches!(tx.commit(late).await, Err(Error::LeaseLost)));
    // In time, the same is done.
    let mut tx = scene.tx().await?;
    lanes::finish(&mut tx, &lane, job.id).await?;
    tx.commit(scene.now + Duration::seconds(9)).await?;
    Ok(())
}

#[tokio::test]
async fn whoever_lost_the_lane_neither_ends_nor_counts_nor_buries_its_job() -> Result<()> {
    let scene = Scene::new().await?;
    scene.add("probe").await?;
    let zombie = scene.claim(scene.now).await?;
    let job = scene.job(&zombie).await?;
    let later = scene.now + Duration::seconds(11);
    assert_eq!(lanes::sweep(scene.database.db(), later).await?, 1);
    let heir = scene.claim(later).await?;
    let mut tx = scene.tx().await?;
    assert!(matches!(
        lanes::hold(&mut tx, &zombie).await,
        Err(Error::LeaseLost)
    ));
    drop(tx);
    let mut tx = scene.tx().await?;
    assert!(matches!(
        lanes::finish(&mut tx, &zombie, job.id).await,
        Err(Error::LeaseLost)
    ));
    drop(tx);
    let mut tx = scene.tx().await?;
    assert!(matches!(
        lanes::fail(&mut tx, &zombie, job.id, "it failed").await,
        Err(Error::LeaseLost)
    ));
    drop(tx);
    let mut tx = scene.tx().await?;
    let buried = lanes::bury(&mut tx, &zombie, &job, "it failed", later).await;
    assert!(matches!(buried, Err(Error::LeaseLost)));
    drop(tx);
    assert_eq!(scene.job(&heir).await?.attempts, 0);
    let mut tx = scene.tx().await?;
    assert!(lanes::is_held(&mut tx, &heir).await? && !lanes::is_held(&mut tx, &zombie).await?);
    Ok(())
}

/// Nobody takes a lane over between the proof that it is held and the commit that stands on it.
#[tokio::test]
async fn a_held_lane_is_not_swept_before_the_commit() -> Result<()> {
    let scene = Scene::new().await?;
    scene.add("probe").await?;
    let lane = scene.claim(scene.now).await?;
    let mut tx = scene.tx().await?;
    lanes::hold(&mut tx, &lane).await?;
    let db = scene.database.db().clone();
    let late = scene.now + Duration::seconds(11);
    let sweeping = tokio::spawn(async move { lanes::sweep(&db, late).await });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    assert!(!sweeping.is_finished(), "the sweep did not wait");
    tx.commit(scene.now + Duration::seconds(5)).await?;
    assert_eq!(sweeping.await??, 1);
    Ok(())
}

/// A claim tells what there is to do, and ends with the last job: nobody has to give an empty lane back.
#[tokio::test]
async fn a_lane_comes_with_its_jobs_and_goes_with_the_last() -> Result<()> {
    let scene = Scene::new().await?;
    for _ in 0..2 {
        scene.add("probe").await?;
    }
    let db = scene.database.db();
    let claimed = lanes::claim(db, 1, 1, Duration::seconds(10), scene.now).await?;
    let claim = claimed.into_iter().next().unwrap();
    let ids: Vec<i64> = claim.jobs.iter().map(|job| job.id).collect();
    assert!(ids.len() == 2 && ids.is_sorted(), "{ids:?}");
    let mut tx = scene.tx().await?;
    lanes::finish(&mut tx, &claim.lane, ids[0]).await?;
    tx.commit(scene.now).await?;
    assert!(
        !claim.lane.is_given_back(),
        "another job waits, and it is ours"
    );
    // What is undone gives nothing back.
    let mut tx = scene.tx().await?;
    lanes::finish(&mut tx, &claim.lane, ids[1]).await?;
    drop(tx);
    assert!(!claim.lane.is_given_back());
    let mut tx = scene.tx().await?;
    assert!(lanes::is_held(&mut tx, &claim.lane).await?);
    lanes::finish(&mut tx, &claim.lane, ids[1]).await?;
    tx.commit(scene.now).await?;
    assert!(claim.lane.is_given_back());
    // Whatever comes now is anybody's.
    scene.add("probe").await?;
    let heir = scene.claim(scene.now).await?;
    assert_ne!(heir.lease, claim.lane.lease);
    let mut tx = scene.tx().await?;
    assert!(!lanes::is_held(&mut tx, &claim.lane).await?);
    Ok(())
}

/// What was sent stands, and only whoever holds the lane ends its job.
#[tokio::test]
async fn an_effect_that_stands_ends_the_job_only_for_the_holder() -> Result<()> {
    let scene = Scene::new().await?;
    scene.add("probe").await?;
    let zombie = scene.claim(scene.now).await?;
    let job = scene.job(&zombie).await?;
    let later = scene.now + Duration::seconds(11);
    assert_eq!(lanes::sweep(scene.database.db(), later).await?, 1);
    let heir = scene.claim(later).await?;
    let mut tx = scene.tx().await?;
    assert!(!lanes::finish_if_held(&mut tx, &zombie, job.id).await?);
    tx.commit(later).await?;
    assert!(!zombie.is_given_back());
    let mut tx = scene.tx().await?;
    assert!(lanes::finish_if_held(&mut tx, &heir, job.id).await?);
    tx.commit(later + Duration::seconds(60)).await?;
    assert!(heir.is_given_back());
    Ok(())
}

fn job_in(lane: &str) -> NewJob {
    NewJob {
        lane: lane.to_owned(),
        kind: "probe",
        payload: json!({}),
    }
}

/// Whoever ends its lane goes on with the one lane that this filled, and nobody else can claim it.
#[tokio::test]
async fn the_work_of_a_last_job_goes_on_with_its_worker() -> Result<()> {
    let scene = Scene::new().await?;
    scene.add("first").await?;
    let lane = scene.claim(scene.now).await?;
    let job = scene.job(&lane).await?;
    let second = [job_in("second"), job_in("second")];
    // What is undone is taken by nobody.
    let mut tx = scene.tx().await?;
    lanes::enqueue(&mut tx, &second, scene.now).await?;
    lanes::finish(&mut tx, &lane, job.id).await?;
    assert!(lanes::hand_on(&mut tx, scene.now).await?.is_some());
    drop(tx);
    assert!(lane.next().is_none());
    let mut tx = scene.tx().await?;
    lanes::finish(&mut tx, &lane, job.id).await?;
    lanes::enqueue(&mut tx, &second, scene.now).await?;
    tx.commit(scene.now).await?;
    let next = lane.next().unwrap();
    assert!(lane.next().is_none(), "a claim is one worker's");
    assert_eq!((next.lane.key.as_str(), next.jobs.len()), ("second", 2));
    let db = scene.database.db();
    let others = lanes::claim(db, 9, 9, Duration::seconds(10), scene.now).await?;
    assert!(others.is_empty(), "{others:?}");
    for job in &next.jobs {
        let mut tx = scene.tx().await?;
        lanes::finish(&mut tx, &next.lane, job.id).await?;
        tx.commit(scene.now).await?;
    }
    assert!(next.lane.is_given_back());
    // A worker that died with it is missed like any other.
    scene.add("first").await?;
    let lane = scene.claim(scene.now).await?;
    let job = scene.job(&lane).await?;
    let mut tx = scene.tx().await?;
    lanes::finish(&mut tx, &lane, job.id).await?;
    lanes::enqueue(&mut tx, &second, scene.now).await?;
    tx.commit(scene.now).await?;
    let dead = lane.next().unwrap().lane;
    let later = scene.now + Duration::seconds(11);
    assert_eq!(lanes::sweep(db, later).await?, 1);
    let heir = scene.claim(later).await?;
    assert_eq!((&heir.key, heir.lease == dead.lease), (&dead.key, false));
    Ok(())
}

/// Work that somebody else does, that comes later, or that lies in several lanes is claimed like any other.
#[tokio::test]
async fn what_cannot_go_on_is_left_to_be_claimed() -> Result<()> {
    let scene = Scene::new().await?;
    let db = scene.database.db();
    let soon = scene.now + Duration::seconds(5);
    scene.add("busy").await?;
    let busy = scene.claim(scene.now).await?;
    let cases: [(&[&str], Time); 4] = [
        (&["busy"], scene.now),
        (&["first"], scene.now),
        (&["one", "two"], scene.now),
        (&["later"], soon),
    ];
    for (keys, due) in cases {
        scene.add("first").await?;
        let lane = scene.claim(scene.now).await?;
        let job = scene.job(&lane).await?;
        let jobs: Vec<NewJob> = keys.iter().map(|key| job_in(key)).collect();
        let mut tx = scene.tx().await?;
        lanes::enqueue(&mut tx, &jobs, due).await?;
        lanes::finish(&mut tx, &lane, job.id).await?;
        tx.commit(scene.now).await?;
        assert!(lane.is_given_back() && lane.next().is_none(), "{keys:?}");
        let mut found: Vec<String> = lanes::claim(db, 9, 9, Duration::seconds(10), due)
            .await?
            .into_iter()
            .map(|claim| claim.lane.key)
            .collect();
        found.sort();
        let free: Vec<&str> = keys.iter().copied().filter(|key| *key != "busy").collect();
        assert_eq!(found, free);
        let mut held = scene.database.admin_connection().await?;
        sqlx::query("DELETE FROM app.job WHERE key <> 'busy'")
            .execute(&mut held)
            .await?;
        sqlx::query("DELETE FROM app.lane WHERE key <> 'busy'")
            .execute(&mut held)
            .await?;
    }
    let mut tx = scene.tx().await?;
    assert_eq!(lanes::peek(&mut tx, &busy.key, 9).await?.len(), 2);
    assert!(lanes::is_held(&mut tx, &busy).await?);
    Ok(())
}

/// A lane that still has work is not left for another.
#[tokio::test]
async fn a_lane_with_more_work_takes_no_other() -> Result<()> {
    let scene = Scene::new().await?;
    scene.add("first").await?;
    scene.add("first").await?;
    let lane = scene.claim(scene.now).await?;
    let job = scene.job(&lane).await?;
    let mut tx = scene.tx().await?;
    lanes::enqueue(&mut tx, &[job_in("second")], scene.now).await?;
    lanes::finish(&mut tx, &lane, job.id).await?;
    assert!(lanes::hand_on(&mut tx, scene.now).await?.is_none());
    tx.commit(scene.now).await?;
    assert!(!lane.is_given_back() && lane.next().is_none());
    assert_eq!(scene.claim(scene.now).await?.key, "second");
    Ok(())
}
