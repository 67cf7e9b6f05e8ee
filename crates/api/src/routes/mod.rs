//! The public API under `/api/v1`: one folder per noun, one file per operation.

mod about;
mod account;
mod admin;
mod alerts;
mod app_connections;
mod attributes;
mod brands;
mod canned_replies;
mod channels;
mod contact_imports;
mod contact_merges;
mod contacts;
mod conversations;
mod documents;
mod drafts;
mod error_codes;
mod events;
mod evidence;
mod feeds;
mod imports;
mod invitations;
mod jobs;
mod keys;
mod knowledge;
mod labels;
mod logins;
mod media;
mod members;
mod mentions;
mod messages;
mod notes;
mod onboarding;
mod partner;
mod passkeys;
mod password_resets;
mod review;
mod rights;
mod session;
mod sessions;
mod settings;
mod setup;
mod signups;
mod team;
mod templates;
mod uploads;
mod views;
mod workspace;

use utoipa_axum::router::OpenApiRouter;

use crate::state::ApiState;

/// Every operation, with its description.
pub(crate) fn all() -> OpenApiRouter<ApiState> {
    quick().merge(slow())
}

/// Operations that carry a file, and may take as long as a slow line needs.
pub(crate) fn slow() -> OpenApiRouter<ApiState> {
    OpenApiRouter::new().merge(media::slow_routes())
}

/// What is reached below `/api/wa` too: the address that pages about this product name.
pub(crate) fn below_wa() -> OpenApiRouter<ApiState> {
    signups::callback()
}

/// All others.
pub(crate) fn quick() -> OpenApiRouter<ApiState> {
    OpenApiRouter::with_openapi(crate::openapi::base())
        .merge(about::routes())
        .merge(session::routes())
        .merge(brands::routes())
        .merge(sessions::routes())
        .merge(account::routes())
        .merge(passkeys::routes())
        .merge(password_resets::routes())
        .merge(setup::routes())
        .merge(onboarding::routes())
        .merge(rights::routes())
        .merge(members::routes())
        .merge(invitations::routes())
        .merge(conversations::routes())
        .merge(messages::routes())
        .merge(notes::routes())
        .merge(mentions::routes())
        .merge(alerts::routes())
        .merge(canned_replies::routes())
        .merge(settings::routes())
        .merge(drafts::routes())
        .merge(error_codes::routes())
        .merge(review::routes())
        .merge(evidence::routes())
        .merge(channels::routes())
        .merge(signups::routes())
        .merge(signups::callback())
        .merge(logins::routes())
        .merge(app_connections::routes())
        .merge(templates::routes())
        .merge(jobs::routes())
        .merge(knowledge::routes())
        .merge(uploads::routes())
        .merge(imports::routes())
        .merge(feeds::routes())
        .merge(documents::routes())
        .merge(contacts::routes())
        .merge(contact_merges::routes())
        .merge(contact_imports::routes())
        .merge(attributes::routes())
        .merge(media::routes())
        .merge(events::routes())
        .merge(keys::routes())
        .merge(workspace::routes())
        .merge(partner::routes())
        .merge(admin::routes())
        .merge(labels::routes())
        .merge(views::routes())
        .merge(team::routes())
}
