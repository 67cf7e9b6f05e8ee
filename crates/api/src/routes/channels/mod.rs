//! Connected numbers and accounts.

mod change;
mod check;
mod connect;
mod courtesies;
mod defaults;
mod disconnect;
mod health;
mod kinds;
mod list;
mod name;
mod picture;
mod profile;
mod proof;
mod readiness;
mod register;
mod set_courtesies;
mod set_defaults;
mod test_event;
mod verify;
mod webhook;

use axum::extract::DefaultBodyLimit;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::state::ApiState;

/// Larger than other bodies: a picture of 5 MB and a little.
const LARGEST_PICTURE: usize = 5 * 1024 * 1024 + 1024;

pub(super) fn routes() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new()
        .routes(routes!(
            picture::get_profile_picture,
            picture::set_profile_picture
        ))
        .layer(DefaultBodyLimit::max(LARGEST_PICTURE))
        .routes(routes!(
            profile::get_business_profile,
            profile::change_business_profile
        ))
        .routes(routes!(
            courtesies::get_courtesies,
            set_courtesies::set_courtesies
        ))
        .routes(routes!(
            defaults::get_channel_defaults,
            set_defaults::set_channel_defaults
        ))
        .routes(routes!(list::list_channels))
        .routes(routes!(connect::connect_channel))
        .routes(routes!(
            change::change_channel,
            disconnect::disconnect_channel
        ))
        .routes(routes!(kinds::list_channel_kinds))
        .routes(routes!(readiness::get_channel_readiness))
        .routes(routes!(health::get_channel_health))
        .routes(routes!(check::sync_channel))
        .routes(routes!(check::verify_channel))
        .routes(routes!(test_event::send_test_event))
        .routes(routes!(readiness::list_readiness))
        .routes(routes!(
            register::register_number,
            register::deregister_number
        ))
        .routes(routes!(
            proof::get_live_proof,
            proof::begin_live_proof,
            proof::cancel_live_proof
        ))
        .routes(routes!(webhook::get_channel_webhook))
        .routes(routes!(name::ask_for_name))
        .routes(routes!(verify::request_code))
        .routes(routes!(verify::verify_code))
}
