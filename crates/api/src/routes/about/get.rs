//! What the sign-in page needs to know.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use tokio::time::timeout;
use utoipa::ToSchema;

use crate::state::ApiState;
use crate::views::Brand;

/// How long the sign-in page waits for its look.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the sign-in page needs to know.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct About {
    /// The program's name.
    name: &'static str,
    /// Its version.
    version: String,
    /// The name and colours shown.
    brand: Brand,
    /// The simulated Meta.
    sandbox: Sandbox,
    /// Whether passkeys work under this address.
    passkeys: bool,
    /// Whether letters can be sent: a forgotten password can be set anew by oneself.
    mail: bool,
    /// Whether the provider's reviewers are welcome here: the page says so, and where their checklist is.
    reviewer_hint: bool,
    /// Languages of the desk.
    languages: [&'static str; 3],
}

/// The simulated Meta.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sandbox {
    /// Whether there is one.
    enabled: bool,
    /// Where the simulated customer's phone is.
    phone_url: Option<String>,
    /// Where one plays Meta: its clock, its templates, its webhooks.
    console_url: Option<String>,
}

/// What this installation is
#[utoipa::path(
    get,
    path = "/about",
    tag = "session",
    responses((status = 200, description = "What it is", body = About)),
    security(()),
)]
pub(crate) async fn about(State(api): State<ApiState>) -> Json<About> {
    let settings = api.settings();
    // The sign-in page shows itself also while the database is away.
    let hint = async {
        match settings.reviewer_hint {
            Some(said) => Ok(said),
            None => desk::members::anybody_reviews(api.desk()).await,
        }
    };
    let (front, reviewer_hint) = tokio::join!(in_time(api.desk().front_brand()), in_time(hint));
    let brand = match front.flatten().map(Brand::from) {
        Some(front) if front.colors.is_some() || front.logo_url.is_some() => front,
        _ => Brand::of_house(settings.brand.clone()),
    };
    let enabled = settings.sandbox.is_some();
    Json(About {
        name: "Loket",
        version: settings.version.clone(),
        brand,
        sandbox: Sandbox {
            enabled,
            phone_url: enabled.then(|| "/sandbox/phone".to_owned()),
            console_url: enabled.then(|| "/sandbox/console".to_owned()),
        },
        passkeys: api.door().has_passkeys(),
        mail: api.desk().mailer().is_some(),
        reviewer_hint: reviewer_hint.unwrap_or(false),
        languages: ["en", "id", "ar"],
    })
}

/// What is read while the page waits for its look; nothing when it takes longer or fails.
async fn in_time<T>(read: impl Future<Output = desk::Result<T>>) -> Option<T> {
    match timeout(PATIENCE, read).await {
        Ok(Ok(read)) => Some(read),
        Ok(Err(error)) => {
            tracing::warn!(%error, "what the sign-in page shows could not be read");
            None
        }
        Err(_) => None,
    }
}
