//! `GET /{igsid}`: who somebody is, once they have written.

use serde_json::json;

use super::auth::Holder;
use super::messages::person;
use crate::app::App;
use crate::error::GraphError;
use crate::graph::{Answer, Call, project};
use crate::world::instagram::{MESSAGES, key};

/// The profile of a person. A comment alone is no consent.
pub(super) fn profile(
    app: &App,
    call: &Call,
    who: &Holder,
    igsid: &str,
) -> Result<Answer, GraphError> {
    who.must_have(MESSAGES)?;
    let world = app.world();
    let id = person(&world, &who.account, igsid)
        .map_err(|_| GraphError::unknown_object("get", igsid))?;
    let wrote = world
        .instagram
        .directs
        .get(&key(&who.account, &id))
        .is_some_and(|direct| direct.last_inbound_at.is_some());
    if !wrote {
        return Err(GraphError::instagram(
            403,
            230,
            None,
            "(#230) User consent is required to access user profile",
        ));
    }
    let shown = world.customers.get(&id).map(|person| {
        json!({
            "id": igsid, "name": person.name, "username": person.handle(), "profile_pic": null,
            "follower_count": 120 + person.rank, "is_user_follow_business": true,
            "is_business_follow_user": false, "is_verified_user": false,
        })
    });
    let shown = shown.ok_or_else(|| GraphError::unknown_object("get", igsid))?;
    let default = ["name", "username"];
    Ok(Answer::json(project(&shown, call, &default, "IGSID")?))
}
