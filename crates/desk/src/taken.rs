//! A number, account or profile that somebody has already.

use db::WorkspaceTx;
use db::channels::{self, Channel};
use domain::channel::RouteScope;
use domain::gate::Connection;

use crate::error::{Error, Result};

/// Who has what was to be connected. Of another workspace no more is said than that it is another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    Here,
    NumberElsewhere,
    AccountElsewhere,
}

impl Taken {
    pub(crate) async fn of(tx: &mut WorkspaceTx, new: &Channel, scope: RouteScope) -> Result<Self> {
        let ours = channels::list(tx).await?.into_iter().any(|known| {
            known.id != new.id
                && known.connection != Connection::Disconnected
                && known.external_id == new.external_id
        });
        Ok(match scope {
            _ if ours => Self::Here,
            RouteScope::Channel => Self::NumberElsewhere,
            RouteScope::Account => Self::AccountElsewhere,
        })
    }
}

impl Taken {
    /// The same of a profile, which is its own account.
    pub(crate) fn of_profile(self) -> Error {
        match self {
            Self::Here => Error::Conflict {
                code: "profile_taken",
                title: "This account is already connected".to_owned(),
                hint: "It is in your list of channels. Disconnect it there, then try again."
                    .to_owned(),
            },
            Self::NumberElsewhere | Self::AccountElsewhere => Error::Conflict {
                code: "profile_elsewhere",
                title: "This account is connected in another workspace".to_owned(),
                hint: "An account answers in one place. Disconnect it there first, then try again."
                    .to_owned(),
            },
        }
    }
}

impl From<Taken> for Error {
    fn from(taken: Taken) -> Self {
        match taken {
            Taken::Here => Self::Conflict {
                code: "number_taken",
                title: "This number is already connected".to_owned(),
                hint: "It is in your list of channels. Disconnect it there, then try again."
                    .to_owned(),
            },
            Taken::NumberElsewhere => Self::Conflict {
                code: "number_elsewhere",
                title: "This number is connected in another workspace".to_owned(),
                hint: "A number answers in one place. Disconnect it there first, then try again."
                    .to_owned(),
            },
            Taken::AccountElsewhere => Self::Conflict {
                code: "account_elsewhere",
                title: "This number belongs to an account that another workspace connected".to_owned(),
                hint: "All numbers of one account come into one workspace. Disconnect the account's numbers there first, or add this number there.".to_owned(),
            },
        }
    }
}
