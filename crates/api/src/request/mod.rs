//! What a request brings: bodies, queries, ids, pages, and the key that makes asking twice harmless.

mod body;
mod id;
mod once;
mod page;
mod query;
mod secret;

pub(crate) use body::{Bare, Json, Mark, Octets};
pub(crate) use id::Id;
pub(crate) use once::{Answer, Begun, Keyed, derived_id, once, settle_apart, start_apart};
pub(crate) use page::{Limit, Listed, Place};
pub(crate) use query::Ask;
pub(crate) use secret::Secret;
