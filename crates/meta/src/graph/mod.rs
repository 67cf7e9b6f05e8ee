//! A client of Meta's Graph API: every request once, with time-outs, without redirects, the token only in a header.
//!
//! What an answer proves is the point of this module. A request that never left is told apart from one that left and
//! was not answered, because only the first may be made again.

mod account;
mod app_data;
mod business_profile;
mod businesses;
mod client;
mod error;
mod exchange;
mod login;
mod media;
mod phone;
mod profile;
mod read;
mod register;
mod resumable;
mod send;
mod skew;
mod subscribe;
mod templates;
mod token;

pub use account::BusinessAccount;
pub use app_data::{AppData, AppRefusal};
pub use business_profile::ShownProfile;
pub use businesses::{Holding, Named};
pub use client::{Answer, Facts, GraphClient, GraphConfig};
pub use error::{GraphError, Refused};
pub use login::{LongLived, ShortLived};
pub use media::{Downloaded, MediaInfo, MediaRefusal};
pub use phone::{NumberRow, PhoneNumber};
pub use profile::Profile;
pub use register::CodeMethod;
pub use send::send_outcome;
pub use subscribe::CallbackOverride;
pub use templates::Page;
pub use token::{GranularScope, TokenInfo};
