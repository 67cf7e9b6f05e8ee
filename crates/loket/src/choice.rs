//! What was chosen on the page of the first start. Settings win: it counts only where nobody said anything.

use anyhow::Result;
use db::Db;

use crate::settings::{Settings, Source};

/// The settings as they are in force together with what was chosen.
pub(crate) async fn in_force(db: &Db, settings: &Settings) -> Result<Settings> {
    let mut tx = db.platform().await?;
    let chosen = db::setup::chosen(&mut tx).await?;
    Ok(match chosen {
        Some(chosen) if chosen.choice == "meta" => with_real_app(settings, chosen.public_url),
        Some(_) | None => settings.clone(),
    })
}

/// A real app was given: no sandbox, and the address it was given with.
fn with_real_app(settings: &Settings, public_url: Option<String>) -> Settings {
    let said = |name: &str| {
        settings
            .effective
            .iter()
            .any(|one| one.name == name && one.from != Source::Default)
    };
    let mut changed = settings.clone();
    if !said("LOKET_SANDBOX") {
        changed.sandbox = false;
    }
    if changed.public_url.is_none() && !changed.sandbox {
        changed.public_url = public_url;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(pairs: &[(&str, &str)]) -> Settings {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        crate::settings::for_tests(pairs)
    }

    #[test]
    fn a_real_app_ends_the_sandbox_unless_somebody_said_otherwise() {
        let url = || Some("https://desk.example".to_owned());
        let plain = with_real_app(&settings(&[]), url());
        assert!(!plain.sandbox);
        assert_eq!(plain.public_url, url());
        let said = with_real_app(&settings(&[("LOKET_SANDBOX", "on")]), url());
        assert!(said.sandbox && said.public_url.is_none());
        let other = settings(&[("LOKET_PUBLIC_URL", "https://other.example")]);
        let other = with_real_app(&other, url());
        assert_eq!(other.public_url.as_deref(), Some("https://other.example"));
    }
}
