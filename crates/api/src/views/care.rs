//! Who takes care of a thread, and where it stands.

use std::collections::HashMap;

use db::WorkspaceTx;
use db::assignments;
use db::conversations::{Care, Standing};
use db::labels;
use domain::ids::{LabelId, PersonId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Named, Stamp};
use crate::problem::Result;

/// Where a thread stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ThreadStanding {
    /// Somebody has to do with it.
    Open,
    /// Nobody, until it wakes.
    Snoozed,
    /// Done, until the customer writes.
    Resolved,
}

impl From<Standing> for ThreadStanding {
    fn from(standing: Standing) -> Self {
        match standing {
            Standing::Open => Self::Open,
            Standing::Snoozed { .. } => Self::Snoozed,
            Standing::Resolved => Self::Resolved,
        }
    }
}

/// When a thread wakes.
pub(crate) const fn wakes_at(standing: Standing) -> Option<Stamp> {
    match standing {
        Standing::Snoozed { until } => Some(Stamp(until)),
        Standing::Open | Standing::Resolved => None,
    }
}

/// A label.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Label {
    /// Which.
    pub(crate) id: Uuid,
    /// Its name.
    pub(crate) name: String,
    /// Its colour: `grey`, `red`, `orange`, `amber`, `green`, `teal`, `blue`, `violet` or `pink`.
    pub(crate) color: String,
}

impl From<labels::Label> for Label {
    fn from(label: labels::Label) -> Self {
        Self {
            id: label.id.uuid(),
            name: label.name,
            color: label.color,
        }
    }
}

/// A thread as it stood before something was decided, so that it can be put back.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StoodBefore {
    /// Which thread.
    id: Uuid,
    /// Where it stood.
    state: ThreadStanding,
    /// When it would have woken.
    snoozed_until: Option<Stamp>,
    /// Who took care of it.
    assignee_id: Option<Uuid>,
}

impl From<Care> for StoodBefore {
    fn from(care: Care) -> Self {
        Self {
            id: care.id.uuid(),
            state: care.standing.into(),
            snoozed_until: wakes_at(care.standing),
            assignee_id: care.assignee.map(PersonId::uuid),
        }
    }
}

/// The names of people and labels, to show threads with.
pub(crate) struct Directory {
    people: HashMap<PersonId, String>,
    labels: Vec<labels::Label>,
}

impl Directory {
    pub(crate) async fn of(tx: &mut WorkspaceTx) -> Result<Self> {
        let people = assignments::members(tx).await?;
        Ok(Self {
            people: people.into_iter().map(|m| (m.id, m.name)).collect(),
            labels: labels::all(tx).await?,
        })
    }

    /// Somebody who left has no name here any more.
    pub(crate) fn person(&self, id: PersonId) -> Named {
        Named {
            id: id.uuid(),
            name: self.people.get(&id).cloned().unwrap_or_default(),
        }
    }

    /// Labels in the order of their names.
    pub(crate) fn labels(&self, ids: &[LabelId]) -> Vec<Label> {
        let carried = self.labels.iter().filter(|label| ids.contains(&label.id));
        carried.cloned().map(Label::from).collect()
    }
}
