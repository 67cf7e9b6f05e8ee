//! What tests share: a real Postgres, a database of their own, a tenant per test, a clock, a fault proxy.
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! let database = testkit::Database::shared().await?;
//! let tenant = testkit::Tenant::new(&database).await?;
//! let tx = database.db().workspace(tenant.workspace, db::Actor::System).await?;
//! # drop(tx); Ok(()) }
//! ```
//!
//! | a test of | takes |
//! |---|---|
//! | what one workspace does | [`Database::shared`] and a [`Tenant`] of its own |
//! | lanes, the journal, the platform, counts over all rows | [`Database::fresh`] |
//! | the roles themselves (they live above the database) | [`Server::private`] and [`Server::database`] |
//! | a link that lags or breaks | [`Proxy`] |
//! | letters | [`Post`] |
//!
//! One server serves all test programs of a checkout. It lies in `target/tmp/loket-tests`, never syncs, and stops
//! some seconds after the last program that used it has ended. Nothing here may be used outside tests: the master
//! key is a constant.

mod database;
mod owner;
mod post;
mod proxy;
mod server;
mod tenant;
mod wait;

pub use database::Database;
pub use domain::clock::{Clock, ShiftedClock, SystemClock};
pub use post::Post;
pub use proxy::Proxy;
pub use server::{Server, master_key};
pub use tenant::Tenant;
pub use wait::wait_until;
