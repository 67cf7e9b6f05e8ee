//! A partner changes its look.

use axum::extract::State;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use db::brands::Logo;
use desk::brand::{BrandChange, BrandRefused, LARGEST_LOGO};
use domain::brand::{Color, LEAST_CONTRAST, Theme, Unreadable};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use crate::auth::AsPartner;
use crate::problem::{Problem, Problems, Result};
use crate::request::Json;
use crate::routes::media::safe_type;
use crate::state::ApiState;
use crate::views::Brand;

/// What changes; what is absent stays, and null goes back to the house's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(
    clippy::option_option,
    reason = "absent, null and a value are three wishes"
)]
pub(crate) struct BrandWish {
    /// The name shown, 1 to 60 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    name: Option<Option<String>>,
    /// The colours. One in which text cannot be read is refused with the measured contrast.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<WishedColors>)]
    colors: Option<Option<WishedColors>>,
    /// The picture: PNG, JPEG or WebP, base64, at most 256 KiB. SVG is refused, because it may run.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    logo: Option<Option<String>>,
    /// Who answers for the service in law, on the public pages: 1 to 120 characters.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    legal_name: Option<Option<String>>,
    /// The mailbox for questions about privacy, on the public pages.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    contact: Option<Option<String>>,
}

/// A colour for each theme, `#rrggbb`.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WishedColors {
    /// On light grounds.
    light: String,
    /// On dark grounds.
    dark: String,
}

/// Tells null from absent.
#[expect(
    clippy::option_option,
    reason = "absent, null and a value are three wishes"
)]
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// Change the partner's look
#[utoipa::path(
    patch,
    path = "/partner/brand",
    tag = "partner",
    request_body = BrandWish,
    responses((status = 200, description = "The look", body = Brand), Problems),
    security(("session" = []), ("key" = ["partner"])),
)]
pub(crate) async fn change_brand(
    State(api): State<ApiState>,
    who: AsPartner,
    body: Json<BrandWish>,
) -> Result<axum::Json<Brand>> {
    let BrandWish {
        name,
        colors,
        logo,
        legal_name,
        contact,
    } = body.value;
    let change = BrandChange {
        name,
        legal_name,
        contact,
        colors: colors
            .map(|c| c.map(|c| read_colors(&c)).transpose())
            .transpose()?,
        logo: logo
            .map(|l| l.map(|l| read_logo(&l)).transpose())
            .transpose()?,
    };
    let mut tx = api.desk().db().partner(who.partner).await?;
    let brand = api.desk().change_brand(&mut tx, change).await?;
    let brand = brand.map_err(|why| refused(&why))?;
    tx.commit().await?;
    Ok(axum::Json(brand.into()))
}

fn read_colors(colors: &WishedColors) -> Result<(Color, Color)> {
    let read = |field: &str, text: &str| {
        text.parse::<Color>()
            .map_err(|e| Problem::invalid(field, e.to_string()))
    };
    Ok((
        read("colors.light", &colors.light)?,
        read("colors.dark", &colors.dark)?,
    ))
}

/// What the picture is, its first bytes say; what the sender calls it does not count.
fn read_logo(text: &str) -> Result<Logo> {
    let invalid = |problem: &str| Problem::invalid("logo", problem);
    let bytes = STANDARD
        .decode(text)
        .map_err(|_| invalid("the bytes of a picture, base64"))?;
    if bytes.len() > LARGEST_LOGO {
        return Err(invalid("at most 256 KiB"));
    }
    match safe_type(&bytes).filter(|kind| kind.starts_with("image/")) {
        Some(kind) => Ok(Logo {
            bytes,
            kind: kind.to_owned(),
        }),
        None => Err(invalid(
            "a PNG, JPEG or WebP picture; SVG is not taken, because it may run",
        )),
    }
}

fn refused(why: &BrandRefused) -> Problem {
    match *why {
        BrandRefused::Name => Problem::invalid("name", "1 to 60 characters"),
        BrandRefused::LegalName => Problem::invalid("legal_name", "1 to 120 characters"),
        BrandRefused::Contact => Problem::invalid(
            "contact",
            "the address of a mailbox, such as privacy@shop.example",
        ),
        BrandRefused::Color(Unreadable {
            theme,
            ground,
            ratio,
        }) => {
            let (field, kind) = match theme {
                Theme::Light => ("colors.light", "darker"),
                Theme::Dark => ("colors.dark", "lighter"),
            };
            // Rounded down, so that a ratio just below the least is not shown as the least.
            let shown = (ratio * 100.0).floor() / 100.0;
            Problem::invalid(
                field,
                format!(
                    "its contrast on {ground} is {shown:.2}:1; at least {LEAST_CONTRAST}:1 is needed, so take a {kind} one"
                ),
            )
        }
    }
}
