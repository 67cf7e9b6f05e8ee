//! Secrets of Meta apps, remembered for a while so that a webhook costs no query.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use db::Db;
use db::apps::{self, MetaApp};
use domain::Time;
use domain::ids::AppRef;

/// A changed secret is seen by other processes within this time.
const FRESH: chrono::Duration = chrono::Duration::seconds(15);

#[derive(Debug, Clone)]
struct Known {
    app: Option<Arc<MetaApp>>,
    read_at: Time,
}

/// Remembered apps.
#[derive(Debug, Default)]
pub(crate) struct AppKeys {
    known: RwLock<HashMap<AppRef, Known>>,
    /// One reads, the others wait for what it found: a burst after a start must not become a burst of queries.
    reading: tokio::sync::Mutex<()>,
}

/// Most addresses remembered, so that guessing addresses fills no memory.
const MOST: usize = 10_000;

impl AppKeys {
    pub(crate) async fn get(
        &self,
        db: &Db,
        app: AppRef,
        now: Time,
    ) -> Result<Option<Arc<MetaApp>>, db::Error> {
        if let Some(known) = self.fresh(app, now) {
            return Ok(known.app);
        }
        let _reading = self.reading.lock().await;
        if let Some(known) = self.fresh(app, now) {
            return Ok(known.app);
        }
        if let Some(known) = self.remembered(app) {
            // With the database away, a secret read before still proves who signed; the commit will answer 503.
            return Ok(match self.read(db, app, now).await {
                Ok(found) => found,
                Err(_) => self.remember(app, known.app, now),
            });
        }
        self.read(db, app, now).await
    }

    fn fresh(&self, app: AppRef, now: Time) -> Option<Known> {
        self.remembered(app)
            .filter(|known| now - known.read_at < FRESH)
    }

    fn remembered(&self, app: AppRef) -> Option<Known> {
        self.known.read().ok()?.get(&app).cloned()
    }

    async fn read(
        &self,
        db: &Db,
        app: AppRef,
        now: Time,
    ) -> Result<Option<Arc<MetaApp>>, db::Error> {
        let mut tx = db.platform().await?;
        let found = apps::get(&mut tx, app).await?.map(Arc::new);
        Ok(self.remember(app, found, now))
    }

    fn remember(
        &self,
        app: AppRef,
        found: Option<Arc<MetaApp>>,
        now: Time,
    ) -> Option<Arc<MetaApp>> {
        if let Ok(mut known) = self.known.write() {
            if known.len() >= MOST {
                known.clear();
            }
            known.insert(
                app,
                Known {
                    app: found.clone(),
                    read_at: now,
                },
            );
        }
        found
    }
}
