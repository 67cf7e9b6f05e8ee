//! The first start: a one-time way in, for whoever sees what the program printed, to choose how the house is run and
//! to make the owner's account one's own. It ends with the first sign-in of anybody.

use chrono::Duration;
use db::apps::MetaApp;
use db::partners::NewWorkspace;
use db::people::{self, Person};
use db::setup::{self as stored, Chosen};
use db::{members, partners};
use domain::ids::{AppRef, PartnerId, PersonId, WorkspaceId};
use secrecy::{ExposeSecret, SecretString};

use crate::provision::{self, WorkspaceRole};
use crate::reset_password::link_over;
use crate::sign_in::{Doorkeeper, SignedIn, fingerprint, token};
use crate::{Desk, Error, Result, passwords};

/// How long the way in is open.
const GOOD_FOR: Duration = Duration::days(7);

/// What the newcomer wants.
#[derive(Debug)]
pub struct Wish {
    /// The printed link's token.
    pub token: SecretString,
    /// Their address.
    pub email: String,
    /// Their name.
    pub name: String,
    /// Their password.
    pub password: SecretString,
    /// The real Meta app; `None`: start with the sandbox.
    pub meta: Option<RealApp>,
    /// The browser's name.
    pub user_agent: Option<String>,
}

/// A real Meta app.
#[derive(Debug)]
pub struct RealApp {
    /// The name of the business.
    pub business: String,
    /// Meta's id of the app; digits.
    pub app_id: String,
    /// Its secret.
    pub app_secret: SecretString,
    /// Meta repeats it when it checks the webhook address; made up.
    pub verify_token: SecretString,
    /// The row it is kept in.
    pub app_ref: AppRef,
    /// The address people and Meta use.
    pub public_url: String,
}

/// A word for Meta's verification handshake.
#[must_use]
pub fn verify_token() -> SecretString {
    token()
}

/// Opens the way in. Answers its token, which cannot be shown again.
pub async fn open(desk: &Desk, person: Option<PersonId>) -> Result<SecretString> {
    let token = token();
    let now = desk.door_now();
    let mut tx = desk.db().platform().await?;
    let hash = fingerprint(token.expose_secret());
    stored::open(&mut tx, &hash, person, now + GOOD_FOR, now).await?;
    tx.commit().await?;
    Ok(token)
}

/// Whether the house still waits to be set up.
pub async fn is_open(desk: &Desk) -> Result<bool> {
    let mut tx = desk.db().platform().await?;
    Ok(stored::is_open(&mut tx, desk.door_now()).await?)
}

/// Whether a token opens it.
pub async fn opens(desk: &Desk, token: &SecretString) -> Result<()> {
    let mut tx = desk.db().platform().await?;
    let hash = fingerprint(token.expose_secret());
    let found = stored::by_token(&mut tx, &hash, desk.door_now()).await?;
    found.map(|_| ()).ok_or_else(link_over)
}

impl Doorkeeper {
    /// Sets the house up, once, and signs its owner in.
    pub async fn set_up(&self, desk: &Desk, wish: Wish) -> Result<SignedIn> {
        let email = provision::address(&wish.email)?;
        let name = provision::named(&wish.name)?.trim().to_owned();
        passwords::fits(&wish.password)?;
        if let Some(app) = &wish.meta {
            fits(app)?;
        }
        // Before the work: whoever has no link costs us none.
        opens(desk, &wish.token).await?;
        let hash = passwords::hash(wish.password).await?;
        let now = desk.door_now();
        let mut tx = desk.db().platform().await?;
        let token = fingerprint(wish.token.expose_secret());
        let found = stored::by_token(&mut tx, &token, now).await?;
        let found = found.ok_or_else(link_over)?;
        let person = Person {
            id: found.person.unwrap_or_else(PersonId::new),
            email,
            name,
        };
        if found.person.is_some() {
            people::take_over(&mut tx, &person, &hash)
                .await
                .map_err(address_taken)?;
        } else {
            people::create(&mut tx, &person, Some(&hash), now)
                .await
                .map_err(address_taken)?;
        }
        let chosen = match wish.meta {
            None => Chosen {
                choice: "sandbox".to_owned(),
                public_url: None,
            },
            Some(app) => {
                let url = app.public_url.clone();
                real(desk, &mut tx, person.id, app).await?;
                Chosen {
                    choice: "meta".to_owned(),
                    public_url: Some(url),
                }
            }
        };
        stored::finish(&mut tx, found.id, &chosen, now).await?;
        let agent = wish.user_agent.as_deref();
        let signed_in = self.open(&mut tx, person, agent, now).await?;
        tx.commit().await?;
        Ok(signed_in)
    }
}

/// Keeps the app, and makes a workspace of the business's own; the demo is left to itself.
async fn real(desk: &Desk, tx: &mut db::PlatformTx, owner: PersonId, app: RealApp) -> Result<()> {
    let now = desk.door_now();
    let row = MetaApp {
        app_ref: app.app_ref,
        workspace: None,
        app_id: app.app_id,
        secret: app.app_secret,
        previous_secret: None,
        verify_token: app.verify_token,
        simulated: false,
    };
    db::apps::save(tx, &row, now).await?;
    for place in people::memberships(tx, owner).await? {
        if let people::Membership::Workspace { id, .. } = place {
            members::remove(tx, id, owner).await?;
        }
    }
    let partner = PartnerId::new();
    partners::create(tx, partner, app.business.trim(), now).await?;
    let workspace = WorkspaceId::new();
    let new = NewWorkspace {
        id: workspace,
        partner,
        name: app.business.trim().to_owned(),
        locale: "id".to_owned(),
        timezone: "Asia/Jakarta".to_owned(),
        simulated: false,
    };
    partners::create_workspace(tx, &new, now).await?;
    let role = WorkspaceRole::Owner.as_str();
    people::join_workspace(tx, owner, workspace, role, now).await?;
    Ok(())
}

fn fits(app: &RealApp) -> Result<()> {
    provision::named(&app.business)
        .map_err(|_| Error::invalid("business", "1 to 200 characters"))?;
    let id = app.app_id.as_str();
    if !(5..=20).contains(&id.len()) || !id.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Error::invalid(
            "app_id",
            "the digits that Meta shows as App ID",
        ));
    }
    let secret = app.app_secret.expose_secret();
    if secret.len() != 32 || !secret.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(Error::invalid(
            "app_secret",
            "32 characters from App settings, Basic, App secret",
        ));
    }
    if !public_address(&app.public_url) {
        return Err(Error::invalid(
            "public_url",
            "an address such as https://desk.example.com; Meta calls no other than https",
        ));
    }
    Ok(())
}

/// Meta calls webhooks by https only; whatever stands behind the host would not be ours.
#[must_use]
pub fn public_address(text: &str) -> bool {
    webauthn_rs::prelude::Url::parse(text).is_ok_and(|url| {
        url.scheme() == "https"
            && url.has_host()
            && url.username().is_empty()
            && url.password().is_none()
            && matches!(url.path(), "" | "/")
            && url.query().is_none()
            && url.fragment().is_none()
    })
}

fn address_taken(error: db::Error) -> Error {
    if error.is_conflict("person_email_key") {
        return Error::Conflict {
            code: "email_taken",
            title: "This e-mail address is taken".to_owned(),
            hint: "Somebody has an account with it already. Use another address.".to_owned(),
        };
    }
    error.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meta_calls_https_and_nothing_behind_the_host() {
        for (url, fits) in [
            ("https://desk.example", true),
            ("https://desk.example:8443/", true),
            ("http://desk.example", false),
            ("https://user:x@desk.example", false),
            ("https://desk.example/loket", false),
            ("https://desk.example/?a", false),
            ("desk.example", false),
        ] {
            assert_eq!(public_address(url), fits, "{url}");
        }
    }
}
