//! The Meta app of the platform: one row, real or simulated, whose secret signs the default webhook address.
//!
//! Its reference is a constant, so that every node of an installation means the same row.

use anyhow::Result;
use db::Db;
use db::apps::{self, MetaApp};
use domain::Time;
use domain::ids::AppRef;
use rand::RngCore as _;
use secrecy::{ExposeSecret as _, SecretString};

use crate::settings::Settings;

/// The operator's own Meta app.
pub(crate) const PLATFORM: AppRef = AppRef(uuid::Uuid::from_u128(
    0x6c6f_6b65_7400_8000_8000_0000_0000_0001,
));

/// The app that the sandbox plays.
pub(crate) const SIMULATED: AppRef = AppRef(uuid::Uuid::from_u128(
    0x6c6f_6b65_7400_8000_8000_0000_0000_0002,
));

/// The Instagram app of the operator's own Meta app.
pub(crate) const INSTAGRAM: AppRef = AppRef(uuid::Uuid::from_u128(
    0x6c6f_6b65_7400_8000_8000_0000_0000_0003,
));

/// The Instagram app that the sandbox plays.
pub(crate) const SIMULATED_INSTAGRAM: AppRef = AppRef(uuid::Uuid::from_u128(
    0x6c6f_6b65_7400_8000_8000_0000_0000_0004,
));

/// Meta's id of the app that the sandbox plays when the operator named none.
const SIMULATED_ID: &str = "700100200300400";

/// The same of the Instagram app.
const SIMULATED_INSTAGRAM_ID: &str = "700100200300401";

/// Which row is the default.
pub(crate) fn reference(settings: &Settings) -> AppRef {
    if settings.sandbox {
        SIMULATED
    } else {
        PLATFORM
    }
}

/// Which row is Instagram's; `None` where there is neither an Instagram app nor a sandbox.
pub(crate) fn instagram(settings: &Settings) -> Option<AppRef> {
    if settings.sandbox {
        Some(SIMULATED_INSTAGRAM)
    } else {
        settings.instagram.as_ref().map(|_| INSTAGRAM)
    }
}

/// Instagram's row as it is stored.
pub(crate) async fn stored_instagram(db: &Db, settings: &Settings) -> Result<Option<MetaApp>> {
    let Some(app_ref) = instagram(settings) else {
        return Ok(None);
    };
    let mut tx = db.platform().await?;
    Ok(apps::get(&mut tx, app_ref).await?)
}

/// Reads the row, makes it on first start, and takes over changed settings; the secret before the change is still
/// accepted. `None`: there is neither a Meta app nor a sandbox, and the default webhook address answers 404.
pub(crate) async fn ensure(db: &Db, settings: &Settings, now: Time) -> Result<Option<MetaApp>> {
    let app_ref = reference(settings);
    let mut tx = db.platform().await?;
    let stored = apps::get(&mut tx, app_ref).await?;
    let Some(wanted) = wanted(settings, stored.as_ref(), app_ref) else {
        return Ok(stored);
    };
    if stored.as_ref().is_none_or(|stored| !same(stored, &wanted)) {
        apps::save(&mut tx, &wanted, now).await?;
        tx.commit().await?;
    }
    ensure_instagram(db, settings, &wanted, now).await?;
    Ok(Some(wanted))
}

/// The same for the Instagram app, which is there when its settings or the sandbox are. Meta's handshake knows one word for
/// all.
async fn ensure_instagram(
    db: &Db,
    settings: &Settings,
    platform: &MetaApp,
    now: Time,
) -> Result<()> {
    let Some(app_ref) = instagram(settings) else {
        return Ok(());
    };
    let mut tx = db.platform().await?;
    let stored = apps::get(&mut tx, app_ref).await?;
    let (app_id, secret) = match (&settings.instagram, &stored) {
        (Some(own), _) => (own.id.clone(), own.secret.clone()),
        (None, Some(stored)) => (stored.app_id.clone(), stored.secret.clone()),
        (None, None) => (SIMULATED_INSTAGRAM_ID.to_owned(), random_word()),
    };
    let wanted = MetaApp {
        app_ref,
        workspace: None,
        previous_secret: previous(stored.as_ref(), &secret),
        app_id,
        secret,
        verify_token: platform.verify_token.clone(),
        simulated: settings.sandbox,
    };
    if stored.as_ref().is_none_or(|stored| !same(stored, &wanted)) {
        apps::save(&mut tx, &wanted, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The secret that is accepted beside the present one: what it was before it changed.
fn previous(stored: Option<&MetaApp>, secret: &SecretString) -> Option<SecretString> {
    let stored = stored?;
    if stored.secret.expose_secret() == secret.expose_secret() {
        stored.previous_secret.clone()
    } else {
        Some(stored.secret.clone())
    }
}

fn wanted(settings: &Settings, stored: Option<&MetaApp>, app_ref: AppRef) -> Option<MetaApp> {
    let (id, secret, verify_token) = match (&settings.meta, stored) {
        (Some(meta), _) => (
            meta.id.clone(),
            meta.secret.clone(),
            meta.verify_token.clone(),
        ),
        (None, Some(stored)) => return Some(stored.clone()),
        (None, None) if settings.sandbox => (SIMULATED_ID.to_owned(), random_word(), random_word()),
        (None, None) => return None,
    };
    let previous = previous(stored, &secret);
    Some(MetaApp {
        app_ref,
        workspace: None,
        app_id: id,
        secret,
        previous_secret: previous,
        verify_token,
        simulated: settings.sandbox,
    })
}

fn same(a: &MetaApp, b: &MetaApp) -> bool {
    let texts = |app: &MetaApp| {
        let previous = app
            .previous_secret
            .as_ref()
            .map(|s| s.expose_secret().to_owned());
        (
            app.app_id.clone(),
            app.secret.expose_secret().to_owned(),
            previous,
            app.verify_token.expose_secret().to_owned(),
        )
    };
    texts(a) == texts(b)
}

/// 128 random bits in the form of Meta's app secrets: 32 hexadecimal digits.
fn random_word() -> SecretString {
    let mut bytes = [0; 16];
    rand::rng().fill_bytes(&mut bytes);
    hex::encode(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(secret: Option<&str>) -> Settings {
        let app = secret.map(|secret| {
            [
                ("LOKET_META_APP_ID", "42"),
                ("LOKET_META_APP_SECRET", secret),
                ("LOKET_META_VERIFY_TOKEN", "v"),
            ]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
        });
        crate::settings::for_tests(app.into_iter().flatten())
    }

    #[test]
    fn a_changed_secret_leaves_the_one_before_accepted() {
        let first = wanted(&settings(Some("one")), None, PLATFORM).unwrap();
        assert!(first.previous_secret.is_none() && !first.simulated);
        let unchanged = wanted(&settings(Some("one")), Some(&first), PLATFORM).unwrap();
        assert!(same(&first, &unchanged));
        let second = wanted(&settings(Some("two")), Some(&first), PLATFORM).unwrap();
        assert_eq!(
            second.previous_secret.as_ref().unwrap().expose_secret(),
            "one"
        );
        let restarted = wanted(&settings(Some("two")), Some(&second), PLATFORM).unwrap();
        assert!(same(&second, &restarted), "a restart keeps the one before");
    }

    #[test]
    fn the_simulated_app_is_made_up_once() {
        let first = wanted(&settings(None), None, SIMULATED).unwrap();
        assert!(first.simulated);
        assert_eq!(first.secret.expose_secret().len(), 32);
        let again = wanted(&settings(None), Some(&first), SIMULATED).unwrap();
        assert!(same(&first, &again));
    }
}
