//! `loket jobs`: work that was set aside after too many tries.

use anyhow::{Result, bail};
use db::dead_jobs::{self, DeadJob};
use db::{Actor, Db};
use domain::ids::WorkspaceId;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::cli::Jobs;
use crate::house::{House, explained};
use crate::out;
use crate::settings::Settings;

/// Shows, puts back or drops.
pub(super) async fn run(settings: &Settings, wish: Jobs) -> Result<()> {
    let house = House::open(settings).await?;
    let outcome = match wish {
        Jobs::Dead(wish) => show(&house, wish.json).await,
        Jobs::Replay { ids } => decide(&house, &ids, Decision::Replay).await,
        Jobs::Drop { ids } => decide(&house, &ids, Decision::Drop).await,
    };
    house.close().await?;
    outcome
}

#[derive(Debug, Clone, Copy)]
enum Decision {
    Replay,
    Drop,
}

async fn show(house: &House, as_json: bool) -> Result<()> {
    let mut all: Vec<(WorkspaceId, DeadJob)> = Vec::new();
    for workspace in concerned(&house.database.db).await? {
        let mut tx = house
            .database
            .db
            .workspace(workspace, Actor::System)
            .await?;
        let found = dead_jobs::list(&mut tx).await?;
        all.extend(found.into_iter().map(|job| (workspace, job)));
    }
    if as_json {
        let jobs: Vec<Value> = all.iter().map(|(whose, job)| told(*whose, job)).collect();
        out::json(&json!({ "jobs": jobs }));
        return Ok(());
    }
    if all.is_empty() {
        out::line("Nothing was set aside.");
    }
    for (workspace, job) in all {
        out::line(format_args!(
            "{}  {}  {}  workspace {workspace}\n    {}",
            job.id,
            job.at.format("%Y-%m-%d %H:%M:%SZ"),
            job.kind,
            job.problem
        ));
    }
    Ok(())
}

fn told(workspace: WorkspaceId, job: &DeadJob) -> Value {
    json!({
        "id": job.id, "workspace": workspace, "kind": job.kind, "lane": job.lane, "payload": job.payload,
        "problem": job.problem, "at": job.at.to_rfc3339(),
    })
}

/// Every id is decided or none is named as decided: one that is not there ends the command with the others done.
async fn decide(house: &House, ids: &[Uuid], decision: Decision) -> Result<()> {
    let mut missing = Vec::new();
    for id in ids {
        match decide_one(house, *id, decision).await? {
            Some(job) => out::line(format_args!(
                "{id} ({}) is {}",
                job.kind,
                match decision {
                    Decision::Replay => "back in line. A running worker takes it now.",
                    Decision::Drop => "dropped.",
                }
            )),
            None => missing.push(id.to_string()),
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    bail!(
        "there is no such job: {}. `loket jobs dead` lists them",
        missing.join(", ")
    )
}

async fn decide_one(house: &House, id: Uuid, decision: Decision) -> Result<Option<DeadJob>> {
    let desk = &house.desk;
    for workspace in concerned(desk.db()).await? {
        let mut tx = desk.db().workspace(workspace, Actor::System).await?;
        let done = match decision {
            Decision::Replay => desk.replay_job(&mut tx, id).await,
            Decision::Drop => desk.drop_job(&mut tx, id).await,
        };
        match done {
            Ok(job) => {
                tx.commit(desk.now()).await?;
                return Ok(Some(job));
            }
            Err(desk::Error::NotFound) => {}
            Err(error) => return Err(explained(error)),
        }
    }
    Ok(None)
}

async fn concerned(db: &Db) -> Result<Vec<WorkspaceId>> {
    let mut tx = db.platform().await?;
    let counts = dead_jobs::counts(&mut tx).await?;
    Ok(counts.into_iter().map(|(workspace, _)| workspace).collect())
}
