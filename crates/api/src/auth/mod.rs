//! Who asks, and what they may do: values a handler must name before it can reach a row.

mod beyond;
mod caller;
mod cookie;
mod origin;
mod rights;
mod throttle;
mod workspace;

pub(crate) use beyond::{AsPartner, AsPlatform};
pub(crate) use caller::{Caller, Credentials, SignedIn, foreign_page};
pub(crate) use cookie::{clear_cookie, session_cookie, session_token};
pub(crate) use origin::own_page;
pub(crate) use rights::{Connects, Manages, Owns, Reads, Right, Sends, Wants};
pub(crate) use throttle::{Throttle, address};
pub(crate) use workspace::InWorkspace;
