//! How long what is over is kept.

use anyhow::Result;
use chrono::Duration;
use desk::Keep;

use super::read::Raw;

/// Reads the three spans, in days.
pub(super) fn read(raw: &Raw) -> Result<Keep> {
    let days = |name: &str, usual: Duration| {
        // Meta tells a fact again for seven days.
        let read = |text: &str| text.parse::<i64>().ok().filter(|n| (8..=3650).contains(n));
        let days = raw.parse(name, "a number of days from 8 to 3650", read)?;
        anyhow::Ok(days.map_or(usual, Duration::days))
    };
    let usual = Keep::default();
    Ok(Keep {
        webhooks: days("LOKET_KEEP_WEBHOOK_DAYS", usual.webhooks)?,
        unhandled: days("LOKET_KEEP_UNHANDLED_DAYS", usual.unhandled)?,
        events: days("LOKET_KEEP_EVENT_DAYS", usual.events)?,
    })
}
