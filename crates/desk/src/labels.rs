//! Labels of a workspace, and people's own views.

use db::labels::{self, Label};
use db::saved_views::{self, SavedView};
use db::{Error as DbError, WorkspaceTx};
use domain::ids::{LabelId, PersonId, SavedViewId};

use crate::error::{Error, Result};
use crate::{Desk, names};

/// The colours a label can have; the desk has a readable pair for each.
pub const COLORS: [&str; 9] = [
    "grey", "red", "orange", "amber", "green", "teal", "blue", "violet", "pink",
];

/// Labels of one workspace.
const MOST_LABELS: usize = 200;
/// Views of one person.
const MOST_VIEWS: usize = 50;

impl Desk {
    /// Makes a label or changes one.
    pub async fn save_label(&self, tx: &mut WorkspaceTx, label: Label) -> Result<Label> {
        let known = labels::all(tx).await?;
        let label = Label {
            name: named("name", &label.name)?,
            ..label
        };
        if !COLORS.contains(&label.color.as_str()) {
            return Err(Error::invalid(
                "color",
                format!("one of {}", COLORS.join(", ")),
            ));
        }
        if known.len() >= MOST_LABELS && known.iter().all(|one| one.id != label.id) {
            return Err(Error::Conflict {
                code: "too_many_labels",
                title: format!("There are {MOST_LABELS} labels already"),
                hint: "Delete one that nobody uses.".to_owned(),
            });
        }
        let key = label.name.to_lowercase();
        if known
            .iter()
            .any(|one| one.id != label.id && one.name.to_lowercase() == key)
        {
            return Err(Self::label_taken());
        }
        match labels::save(tx, &label, self.now()).await {
            Ok(()) => {}
            // Somebody made the same one in this moment.
            Err(DbError::Conflict(_)) => return Err(Self::label_taken()),
            Err(error) => return Err(error.into()),
        }
        tx.announce(names::workspace_changed("label.updated"));
        Ok(label)
    }

    /// Deletes a label, and takes it off what carries it.
    pub async fn delete_label(&self, tx: &mut WorkspaceTx, id: LabelId) -> Result<()> {
        if !labels::delete(tx, id).await? {
            return Err(Error::NotFound);
        }
        tx.announce(names::workspace_changed("label.updated"));
        Ok(())
    }

    fn label_taken() -> Error {
        Error::Conflict {
            code: "label_taken",
            title: "There is a label with this name".to_owned(),
            hint: "Use that one, or choose another name.".to_owned(),
        }
    }

    /// Keeps a view under a name, for one person.
    pub async fn save_view(
        &self,
        tx: &mut WorkspaceTx,
        of: PersonId,
        id: Option<SavedViewId>,
        (name, query): (&str, &str),
    ) -> Result<SavedView> {
        let query = query.trim().to_owned();
        if query.chars().count() > 200 {
            return Err(Error::invalid("query", "at most 200 characters"));
        }
        let view = SavedView {
            id: id.unwrap_or_else(SavedViewId::new),
            name: named("name", name)?,
            query,
        };
        if id.is_some() {
            if !saved_views::update(tx, of, &view).await? {
                return Err(Error::NotFound);
            }
            return Ok(view);
        }
        if saved_views::list(tx, of).await?.len() >= MOST_VIEWS {
            return Err(Error::Conflict {
                code: "too_many_views",
                title: format!("You have {MOST_VIEWS} views already"),
                hint: "Delete one that you do not use.".to_owned(),
            });
        }
        saved_views::insert(tx, of, &view, self.now()).await?;
        Ok(view)
    }
}

fn named(field: &str, text: &str) -> Result<String> {
    let name = text.trim();
    if name.is_empty() || name.chars().count() > 60 || name.chars().any(char::is_control) {
        return Err(Error::invalid(field, "1 to 60 characters"));
    }
    Ok(name.to_owned())
}

/// That all of these are labels of the workspace.
pub(crate) async fn known_labels(
    tx: &mut WorkspaceTx,
    add: &[LabelId],
    remove: &[LabelId],
) -> Result<()> {
    let known = labels::all(tx).await?;
    let is_known = |id: &LabelId| known.iter().any(|label| label.id == *id);
    if add.iter().chain(remove).all(is_known) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}
