//! Making partners, workspaces and people.

use db::partners::{self, NewWorkspace};
use db::people::{self, Person};
use domain::ids::{PartnerId, PersonId, WorkspaceId};
use rand::Rng;
use secrecy::SecretString;

use crate::{Desk, Error, Result, passwords};

/// What a person is let into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grant {
    /// A role in a workspace.
    Workspace(WorkspaceId, WorkspaceRole),
    /// Operator of a partner.
    Partner(PartnerId),
    /// Administrator of the platform.
    Platform,
}

/// What a person may do in a workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkspaceRole {
    /// Everything.
    Owner,
    /// Channels, knowledge and keys as well as writing.
    CommunicationsAdmin,
    /// Writes to customers and decides on drafts.
    Agent,
    /// Looks.
    Viewer,
    /// Meta's reviewer: connects and sends in a test workspace.
    Reviewer,
}

impl WorkspaceRole {
    /// Every role, the one that may most first.
    pub const ALL: [Self; 5] = [
        Self::Owner,
        Self::CommunicationsAdmin,
        Self::Agent,
        Self::Viewer,
        Self::Reviewer,
    ];

    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::CommunicationsAdmin => "communications_admin",
            Self::Agent => "agent",
            Self::Viewer => "viewer",
            Self::Reviewer => "reviewer",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// A person to be made.
#[derive(Debug)]
pub struct NewPerson {
    /// Their address; kept in lower case.
    pub email: String,
    /// The name shown.
    pub name: String,
    /// Their password; made up when absent.
    pub password: Option<SecretString>,
    /// What they are let into.
    pub grants: Vec<Grant>,
}

/// A person just made.
#[derive(Debug)]
pub struct MadePerson {
    /// Who.
    pub person: Person,
    /// The password that was made up; it cannot be shown again.
    pub password: Option<SecretString>,
}

/// Makes a partner. A taken id is a conflict `already_created`.
pub async fn create_partner(desk: &Desk, id: PartnerId, name: &str) -> Result<()> {
    let name = named(name)?;
    let mut tx = desk.db().platform().await?;
    partners::create(&mut tx, id, name, desk.now())
        .await
        .map_err(|e| taken(e, "partner_pkey"))?;
    Ok(tx.commit().await?)
}

/// Makes a workspace, by the platform. The same id and name again are the same workspace.
pub async fn create_workspace(desk: &Desk, new: &NewWorkspace) -> Result<()> {
    named(&new.name)?;
    let mut tx = desk.db().platform().await?;
    match partners::create_workspace(&mut tx, new, desk.now()).await {
        Ok(()) => Ok(tx.commit().await?),
        Err(error) if error.is_conflict("workspace_pkey") => {
            drop(tx);
            let mut tx = desk.db().platform().await?;
            let known = partners::directory(&mut tx, new.id).await?;
            same(known.is_some_and(|w| w.name == new.name && w.partner == new.partner))
        }
        Err(error) => Err(taken(error, "workspace_pkey")),
    }
}

/// Makes a workspace, by its partner. The same id and name again are the same workspace.
pub async fn provision_workspace(desk: &Desk, new: &NewWorkspace) -> Result<()> {
    named(&new.name)?;
    let mut tx = desk.db().partner(new.partner).await?;
    match partners::provision_workspace(&mut tx, new, desk.now()).await {
        Ok(()) => Ok(tx.commit().await?),
        Err(error) if error.is_conflict("workspace_pkey") => {
            drop(tx);
            let mut tx = desk.db().partner(new.partner).await?;
            let known = partners::clients(&mut tx).await?;
            same(known.iter().any(|w| w.id == new.id && w.name == new.name))
        }
        Err(error) => Err(taken(error, "workspace_pkey")),
    }
}

/// Makes a person with everything they are let into, or nothing of it.
pub async fn create_person(desk: &Desk, new: NewPerson) -> Result<MadePerson> {
    let email = address(&new.email)?;
    let name = named(&new.name)?.to_owned();
    let (password, shown) = if let Some(password) = new.password {
        (password, None)
    } else {
        let made_up = made_up_password();
        (made_up.clone(), Some(made_up))
    };
    passwords::fits(&password)?;
    let hash = passwords::hash(password).await?;
    let person = Person {
        id: PersonId::new(),
        email,
        name,
    };
    let now = desk.now();
    let mut tx = desk.db().platform().await?;
    people::create(&mut tx, &person, Some(&hash), now)
        .await
        .map_err(|e| taken(e, "person_email_key"))?;
    for grant in &new.grants {
        let granted = match *grant {
            Grant::Workspace(id, role) => {
                people::join_workspace(&mut tx, person.id, id, role.as_str(), now).await
            }
            Grant::Partner(id) => people::join_partner(&mut tx, person.id, id, now).await,
            Grant::Platform => people::make_platform_admin(&mut tx, person.id, now).await,
        };
        granted.map_err(|e| taken(e, ""))?;
    }
    tx.commit().await?;
    Ok(MadePerson {
        person,
        password: shown,
    })
}

/// Sets a new password; every session of the person ends.
pub async fn change_password(desk: &Desk, id: PersonId, password: SecretString) -> Result<()> {
    passwords::fits(&password)?;
    let hash = passwords::hash(password).await?;
    let mut tx = desk.db().platform().await?;
    people::set_password(&mut tx, id, &hash).await?;
    Ok(tx.commit().await?)
}

/// A password that can be read out: five groups of four, about 100 bits.
#[must_use]
pub fn made_up_password() -> SecretString {
    // Without letters and digits that look alike.
    const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut rng = rand::rng();
    let groups: Vec<String> = (0..5)
        .map(|_| {
            (0..4)
                .map(|_| char::from(ALPHABET[rng.random_range(0..ALPHABET.len())]))
                .collect()
        })
        .collect();
    groups.join("-").into()
}

pub(crate) fn named(name: &str) -> Result<&str> {
    let fits = (1..=200).contains(&name.trim().chars().count()) && !name.contains(char::is_control);
    if fits {
        Ok(name)
    } else {
        Err(Error::invalid("name", "1 to 200 characters"))
    }
}

pub(crate) fn address(text: &str) -> Result<String> {
    let text = text.trim().to_lowercase();
    let plain = text.len() <= 254 && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    match text.split_once('@') {
        Some((local, host))
            if plain && !local.is_empty() && !host.is_empty() && !host.contains('@') =>
        {
            Ok(text)
        }
        _ => Err(Error::invalid(
            "email",
            "an e-mail address such as rina@example.com",
        )),
    }
}

fn same(holds: bool) -> Result<()> {
    if holds {
        Ok(())
    } else {
        Err(already_created())
    }
}

fn already_created() -> Error {
    Error::Conflict {
        code: "already_created",
        title: "Already created".to_owned(),
        hint: "This Idempotency-Key was used before, and what it made is there. Use a new key for a new request."
            .to_owned(),
    }
}

/// What a refused row means: a taken id, a taken address, or an id that names nothing.
fn taken(error: db::Error, id: &str) -> Error {
    match &error {
        db::Error::Conflict(name) if name.0 == "person_email_key" => Error::Conflict {
            code: "email_taken",
            title: "This e-mail address is taken".to_owned(),
            hint: "The person has an account already. Add a membership to it instead.".to_owned(),
        },
        db::Error::Conflict(name) if name.0 == id => already_created(),
        db::Error::Conflict(name) if name.0.ends_with("_fkey") => Error::NotFound,
        _ => error.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    #[test]
    fn addresses_are_plain_and_lower_case() {
        assert_eq!(address(" Rina@Toko.example ").unwrap(), "rina@toko.example");
        for wrong in ["", "rina", "@toko.example", "rina@", "a b@c.d", "a@b@c"] {
            assert!(address(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn made_up_passwords_fit_and_differ() {
        let (one, two) = (made_up_password(), made_up_password());
        assert!(passwords::fits(&one).is_ok());
        assert_ne!(one.expose_secret(), two.expose_secret());
    }
}
