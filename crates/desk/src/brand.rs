//! How a partner looks: its name, its colour in both themes, its picture.

use db::brands::{self, BrandRow, Logo};
use db::{PartnerTx, PlatformTx};
use domain::brand::{Color, Theme, Tone, Unreadable, tone};
use domain::ids::{PartnerId, WorkspaceId};
use serde::{Deserialize, Serialize};

use crate::Desk;
use crate::error::{Error, Result};

/// Longest name shown, in characters.
const LONGEST_NAME: usize = 60;
/// Longest name in law, or address of a mailbox, in characters.
const LONGEST_LINE: usize = 120;
/// Largest picture, in bytes.
pub const LARGEST_LOGO: usize = 256 * 1024;

/// A partner's look, ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// Whose.
    pub partner: PartnerId,
    /// The name shown.
    pub name: String,
    /// The colour in each theme, light first; none for the house's own.
    pub colors: Option<(Tone, Tone)>,
    /// A mark of the picture that changes with it.
    pub logo: Option<String>,
    /// Who answers for the service in law, on the public pages; the name shown when absent.
    pub legal_name: Option<String>,
    /// The mailbox for questions about privacy, on the public pages.
    pub contact: Option<String>,
}

/// What changes; what is none stays, an inner none goes back to the house's own.
#[derive(Debug, Clone, Default)]
pub struct BrandChange {
    /// The name shown.
    pub name: Option<Option<String>>,
    /// The colours, light first.
    pub colors: Option<Option<(Color, Color)>>,
    /// The picture.
    pub logo: Option<Option<Logo>>,
    /// Who answers for the service in law.
    pub legal_name: Option<Option<String>>,
    /// The mailbox for questions about privacy.
    pub contact: Option<Option<String>>,
}

/// Why a look is refused.
#[derive(Debug, Clone, PartialEq)]
pub enum BrandRefused {
    /// The name is empty or too long.
    Name,
    /// A colour cannot be read.
    Color(Unreadable),
    /// The name in law is empty or too long.
    LegalName,
    /// The mailbox is none.
    Contact,
}

/// The stored form.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Stored {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    light: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dark: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    legal_name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contact: Option<String>,
}

impl Stored {
    fn of(row: &BrandRow) -> Result<Self> {
        serde_json::from_value(row.brand.clone()).map_err(|e| {
            Error::Internal(format!(
                "the brand of partner {} is unreadable: {e}",
                row.partner
            ))
        })
    }

    /// Colours that do not hold any more (the grounds of a newer desk may differ) are left out.
    fn colors(&self) -> Option<(Tone, Tone)> {
        let of = |theme, text: Option<&str>| tone(theme, text?.parse().ok()?).ok();
        Some((
            of(Theme::Light, self.light.as_deref())?,
            of(Theme::Dark, self.dark.as_deref())?,
        ))
    }
}

fn shown(row: BrandRow) -> Result<Brand> {
    let stored = Stored::of(&row)?;
    Ok(Brand {
        partner: row.partner,
        colors: stored.colors(),
        legal_name: stored.legal_name,
        contact: stored.contact,
        name: stored.name.unwrap_or(row.partner_name),
        logo: row.logo,
    })
}

/// One line that says something.
fn is_line(text: &str) -> bool {
    !text.trim().is_empty()
        && text.chars().count() <= LONGEST_LINE
        && !text.chars().any(char::is_control)
}

/// Something a letter could be sent to; whether it arrives, only a letter would show.
fn is_mailbox(text: &str) -> bool {
    let parts = text.split_once('@');
    is_line(text)
        && !text.contains(char::is_whitespace)
        && parts.is_some_and(|(who, place)| {
            !who.is_empty() && place.contains('.') && !place.contains('@')
        })
}

impl Desk {
    /// A partner's own look.
    pub async fn brand(&self, tx: &mut PartnerTx) -> Result<Brand> {
        shown(brands::own(tx).await?.ok_or(Error::NotFound)?)
    }

    /// Changes a partner's look, after measuring its colours.
    pub async fn change_brand(
        &self,
        tx: &mut PartnerTx,
        change: BrandChange,
    ) -> Result<std::result::Result<Brand, BrandRefused>> {
        let row = brands::own(tx).await?.ok_or(Error::NotFound)?;
        let mut stored = Stored::of(&row)?;
        if let Some(name) = change.name {
            let name = name.map(|n| n.trim().to_owned());
            if name
                .as_ref()
                .is_some_and(|n| n.is_empty() || n.chars().count() > LONGEST_NAME)
            {
                return Ok(Err(BrandRefused::Name));
            }
            stored.name = name;
        }
        if let Some(colors) = change.colors {
            for (theme, color) in colors
                .iter()
                .flat_map(|(light, dark)| [(Theme::Light, *light), (Theme::Dark, *dark)])
            {
                if let Err(unreadable) = tone(theme, color) {
                    return Ok(Err(BrandRefused::Color(unreadable)));
                }
            }
            stored.light = colors.map(|(light, _)| light.to_string());
            stored.dark = colors.map(|(_, dark)| dark.to_string());
        }
        if let Some(legal_name) = change.legal_name {
            if !legal_name.as_deref().is_none_or(is_line) {
                return Ok(Err(BrandRefused::LegalName));
            }
            stored.legal_name = legal_name;
        }
        if let Some(contact) = change.contact {
            if !contact.as_deref().is_none_or(is_mailbox) {
                return Ok(Err(BrandRefused::Contact));
            }
            stored.contact = contact;
        }
        let value = serde_json::to_value(&stored).map_err(|e| Error::Internal(e.to_string()))?;
        brands::save(tx, &value).await?;
        if let Some(logo) = &change.logo {
            brands::save_logo(tx, logo.as_ref()).await?;
        }
        self.brand(tx).await.map(Ok)
    }

    /// The look of a workspace: its partner's.
    pub async fn brand_of(&self, workspace: WorkspaceId) -> Result<Brand> {
        let mut tx: PlatformTx = self.db().platform().await?;
        let row = brands::of_workspace(&mut tx, workspace).await?;
        shown(row.ok_or(Error::NotFound)?)
    }

    /// The look before anybody signs in: the only partner's, when there is only one.
    pub async fn front_brand(&self) -> Result<Option<Brand>> {
        let mut tx = self.db().platform().await?;
        brands::only(&mut tx).await?.map(shown).transpose()
    }

    /// The look of a partner's public pages.
    pub async fn public_brand(&self, partner: PartnerId) -> Result<Option<Brand>> {
        let mut tx = self.db().platform().await?;
        brands::of_partner(&mut tx, partner)
            .await?
            .map(shown)
            .transpose()
    }

    /// A partner's picture. It is public, like every sign above a door.
    pub async fn brand_logo(&self, partner: PartnerId) -> Result<Logo> {
        let mut tx = self.db().platform().await?;
        brands::logo(&mut tx, partner).await?.ok_or(Error::NotFound)
    }
}
