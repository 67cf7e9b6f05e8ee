//! What a house needs before it is set up: each check says what is well, or what exactly to do.

use chrono::Duration;
use domain::Time;

use crate::{Desk, Result};

/// Clocks may differ by this much: signatures and second factors count in steps of half a minute.
const SKEW: Duration = Duration::seconds(30);

/// A check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// `database`, `encryption_key`, `public_url`, `clock`.
    pub name: &'static str,
    /// Whether all is well.
    pub ok: bool,
    /// What was found.
    pub found: String,
    /// The variable or command that helps; empty when all is well.
    pub hint: String,
}

impl Check {
    fn well(name: &'static str, found: impl Into<String>) -> Self {
        Self {
            name,
            ok: true,
            found: found.into(),
            hint: String::new(),
        }
    }

    fn wrong(name: &'static str, found: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            name,
            ok: false,
            found: found.into(),
            hint: hint.into(),
        }
    }
}

/// Looks at everything. `public_url` is the address to be tried; `None`: only this machine is meant.
pub async fn look(desk: &Desk, public_url: Option<&str>) -> Result<Vec<Check>> {
    let mut tx = desk.db().platform().await?;
    let (version, database_now) = db::setup::server(&mut tx).await?;
    drop(tx);
    let now = desk.now();
    let mut checks = vec![
        Check::well("database", format!("PostgreSQL {version}")),
        sealing(desk.db().check_key()),
    ];
    let mut clocks = vec![("the database", database_now)];
    match public_url {
        None => checks.push(Check::well(
            "public_url",
            format!("{} on this machine", desk.public_url()),
        )),
        Some(url) => {
            let (check, there) = address(url).await;
            checks.push(check);
            clocks.extend(there.map(|there| (url, there)));
        }
    }
    checks.push(clock(now, &clocks));
    Ok(checks)
}

/// Whether what is sealed opens again.
fn sealing(key: Option<String>) -> Check {
    match key {
        Some(id) => Check::well("encryption_key", format!("key {id}")),
        None => Check::wrong(
            "encryption_key",
            "what is sealed does not open again",
            "Set LOKET_MASTER_KEY_FILE to the key this house was made with, then restart.",
        ),
    }
}

/// Whether Loket answers under an address, and what the time is there.
async fn address(url: &str) -> (Check, Option<Time>) {
    if !crate::setup::public_address(url) {
        let found = format!("{url} is no address that Meta can call");
        let hint = "Give an address with https and no path, such as https://desk.example.com. LOKET_PUBLIC_URL sets it later.";
        return (Check::wrong("public_url", found, hint), None);
    }
    match meta::reach::about(url).await {
        Ok(there) if there.is_loket => (
            Check::well("public_url", format!("{url} leads here")),
            there.now,
        ),
        Ok(there) => (
            Check::wrong(
                "public_url",
                format!(
                    "{url} answers with status {}, and not as Loket",
                    there.status
                ),
                "Let your proxy pass this host to LOKET_LISTEN, then check again.",
            ),
            None,
        ),
        Err(why) => (
            Check::wrong(
                "public_url",
                format!("{url} cannot be reached: {why}"),
                "Point the DNS name at this machine and let a proxy with TLS pass it to LOKET_LISTEN; then check again.",
            ),
            None,
        ),
    }
}

fn clock(now: Time, clocks: &[(&str, Time)]) -> Check {
    let far = clocks
        .iter()
        .map(|(whose, there)| (whose, (*there - now).abs()))
        .filter(|(_, skew)| *skew > SKEW)
        .max_by_key(|(_, skew)| *skew);
    match far {
        None => Check::well("clock", "right"),
        Some((whose, skew)) => Check::wrong(
            "clock",
            format!("{} s away from {whose}", skew.num_seconds()),
            "Run `timedatectl set-ntp true` (or start chrony) on this machine, then check again.",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    #[test]
    fn clocks_may_differ_by_half_a_minute() {
        let at = |s| chrono::Utc.timestamp_opt(s, 0).unwrap();
        assert!(clock(at(1000), &[("a", at(1030)), ("b", at(970))]).ok);
        let far = clock(at(1000), &[("a", at(1000)), ("b", at(1100))]);
        assert!(!far.ok && far.found.contains("100 s") && far.found.contains('b'));
        assert!(far.hint.contains("timedatectl"));
    }

    #[test]
    fn a_key_that_does_not_open_names_its_setting() {
        assert!(sealing(Some("ab12".to_owned())).ok);
        assert!(sealing(None).hint.contains("LOKET_MASTER_KEY_FILE"));
    }

    #[tokio::test]
    async fn an_address_that_meta_cannot_call_is_not_even_tried() {
        let (check, _) = address("http://127.0.0.1:9").await;
        assert!(!check.ok && check.hint.contains("LOKET_PUBLIC_URL"));
    }
}
