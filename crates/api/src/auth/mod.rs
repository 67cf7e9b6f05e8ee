//! Who asks, and what they may do: values a handler must name before it can reach a row.

mod beyond;
mod caller;
mod confirmed;
mod cookie;
mod door;
mod origin;
mod rights;
mod throttle;
mod workspace;

pub(crate) use beyond::{AsPartner, AsPlatform};
pub(crate) use caller::{Caller, Credentials, SignedIn, foreign_page};
pub(crate) use confirmed::{confirmed, recent};
pub(crate) use cookie::{clear_cookie, session_cookie, session_token};
pub(crate) use door::{AtTheDoor, bad_passkey, cookie_of, entered, welcome};
pub(crate) use origin::own_page;
pub(crate) use rights::{ACTS, Connects, Manages, Owns, Reads, Right, Sends, Wants};
pub(crate) use throttle::{Throttle, address};
pub(crate) use workspace::InWorkspace;
