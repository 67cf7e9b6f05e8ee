//! What protects one's account.

use axum::Json;
use axum::extract::State;
use desk::account;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::SignedIn;
use crate::problem::{Problems, Result};
use crate::state::ApiState;
use crate::views::Stamp;

/// What protects one's account.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Account {
    /// Since when a code is asked for besides the password; null: it is not.
    codes_since: Option<Stamp>,
    /// How many recovery codes are left.
    recovery_codes: i64,
    /// How many passkeys there are.
    passkeys: usize,
}

/// What protects one's account
#[utoipa::path(
    get,
    path = "/account",
    tag = "account",
    responses((status = 200, description = "What protects it", body = Account), Problems),
    security(("session" = [])),
)]
pub(crate) async fn account(
    State(api): State<ApiState>,
    SignedIn(visitor): SignedIn,
) -> Result<Json<Account>> {
    let found = account::protection(api.desk(), &visitor).await?;
    Ok(Json(Account {
        codes_since: found.codes_since.map(Stamp),
        recovery_codes: found.recovery_codes,
        passkeys: found.passkeys,
    }))
}
