//! The Graph API: one entry for every path, as there is one host.

mod app_data;
mod auth;
mod call;
mod debug;
mod edges;
mod entry;
mod fields;
mod media;
mod messages;
mod nodes;
mod person;
mod profile;
mod registration;
mod subscriptions;
mod templates;
mod uploads;

use std::sync::Arc;

pub(crate) use call::{Answer, Call, form};
pub(crate) use entry::entry;
pub(crate) use fields::{page, project};
pub(crate) use media::{bare as bare_mime, fits as media_fits, media_url};

use crate::app::App;
use crate::error::GraphError;

/// Leads a call to its node or edge.
async fn route(app: &Arc<App>, call: &Call) -> Result<Answer, GraphError> {
    let segments: Vec<&str> = call.segments.iter().map(String::as_str).collect();
    match (call.method.as_str(), segments.as_slice()) {
        ("GET" | "POST", ["oauth", "access_token"]) => return debug::exchange(app, call),
        ("GET", ["whatsapp_business", "attachments"]) => return media::download(app, call),
        ("GET", ["profile_picture"]) => return uploads::picture(app, call),
        _ => {}
    }
    let who = auth::who(app, call)?;
    match (call.method.as_str(), segments.as_slice()) {
        ("GET", ["me"]) => debug::me(app, call, &who),
        ("GET", ["me", "businesses"]) => person::businesses(app, call, &who),
        ("GET", ["debug_token"]) => debug::inspect(app, call, &who),
        ("POST", [id, "subscriptions"]) => subscriptions::app(app, call, &who, id).await,
        ("POST", [id, "uploads"]) => uploads::begin(app, call, &who, id),
        ("GET" | "POST", [session]) if session.starts_with("upload:") => {
            uploads::go_on(app, call, session)
        }
        ("POST", [id, "messages"]) => messages::send(app, call, &who, id),
        ("POST", [id, "media"]) => media::upload(app, call, &who, id),
        ("POST", [id, "subscribed_apps"]) => subscriptions::subscribe(app, call, &who, id).await,
        ("POST", [id]) if app.world().numbers.contains_key(*id) => {
            subscriptions::number(app, call, &who, id).await
        }
        (method, [id]) => nodes::node(app, call, &who, method, id),
        (method, [id, edge]) => edges::edge(app, call, &who, (method, id, edge)),
        _ => Err(GraphError::unknown_edge(&call.segments.join("/"))),
    }
}
