//! How a partner looks.

use desk::brand;
use domain::brand::Tone;
use serde::Serialize;
use utoipa::ToSchema;

/// The name, colours and picture shown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Brand {
    /// The name.
    pub(crate) name: String,
    /// The colours; null for the house's own.
    pub(crate) colors: Option<BrandColors>,
    /// Where the picture is; null without one.
    pub(crate) logo_url: Option<String>,
    /// Who answers for the service in law, on the public pages.
    pub(crate) legal_name: Option<String>,
    /// The mailbox for questions about privacy, on the public pages.
    pub(crate) contact: Option<String>,
}

/// A colour for each theme.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BrandColors {
    /// On light grounds.
    light: BrandTone,
    /// On dark grounds.
    dark: BrandTone,
}

/// A colour with what stands on it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BrandTone {
    /// The colour, `#rrggbb`.
    color: String,
    /// What is written on it.
    on: String,
    /// The colour while pressed.
    press: String,
}

impl Brand {
    /// The look of the house, where no partner has one.
    pub(crate) const fn of_house(name: String) -> Self {
        Self {
            name,
            colors: None,
            logo_url: None,
            legal_name: None,
            contact: None,
        }
    }

    /// The colours of links, light and dark; none for the house's own.
    pub(crate) fn accents(&self) -> Option<(&str, &str)> {
        let colors = self.colors.as_ref()?;
        Some((&colors.light.color, &colors.dark.color))
    }
}

impl From<Tone> for BrandTone {
    fn from(tone: Tone) -> Self {
        Self {
            color: tone.color.to_string(),
            on: tone.on.to_string(),
            press: tone.press.to_string(),
        }
    }
}

impl From<brand::Brand> for Brand {
    fn from(brand: brand::Brand) -> Self {
        Self {
            logo_url: brand
                .logo
                .map(|mark| format!("/api/v1/brands/{}/logo?v={mark}", brand.partner)),
            colors: brand.colors.map(|(light, dark)| BrandColors {
                light: light.into(),
                dark: dark.into(),
            }),
            name: brand.name,
            legal_name: brand.legal_name,
            contact: brand.contact,
        }
    }
}
