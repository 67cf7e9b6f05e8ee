//! Pages that anybody may read, with nothing but a browser: what becomes of data, how it is deleted, what each permission
//! is for, what is promised. They are made here and not by the web app, so that they need no script and no sign-in, and
//! they carry the partner's name, colour and picture.

mod look;
mod render;
mod request;
mod words;

use std::fmt::Display;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::ids::PartnerId;
use serde::Deserialize;
use uuid::Uuid;

use crate::problem::Result;
use crate::state::ApiState;
use crate::views::Brand;
use render::Around;
use words::{Language, Subject};

/// How long a browser may keep them.
const KEEP: (header::HeaderName, &str) = (header::CACHE_CONTROL, "public, max-age=300");

/// Whose pages, and in which language.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// A partner; the installation's own pages without it.
    #[serde(default)]
    partner: Option<Uuid>,
    /// `en` or `id`; what the browser prefers without it.
    #[serde(default)]
    lang: Option<String>,
}

/// The addresses.
pub(crate) fn routes() -> Router<ApiState> {
    let mut router = Router::new().route("/public.css", get(style));
    for subject in Subject::ALL {
        let page = async move |State(api): State<ApiState>,
                               Query(asked): Query<Asked>,
                               headers: HeaderMap| {
            page(&api, subject, asked, &headers).await
        };
        router = router.route(subject.path(), get(page));
    }
    let request =
        async |State(api): State<ApiState>,
               Path(code): Path<String>,
               Query(asked): Query<Asked>,
               headers: HeaderMap| { request::page(&api, &code, asked, &headers).await };
    router.route("/data-deletion/{code}", get(request))
}

/// The language of a page.
fn language(asked: &Asked, headers: &HeaderMap) -> Language {
    let prefers = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    Language::chosen(asked.lang.as_deref(), prefers)
}

async fn page(
    api: &ApiState,
    subject: Subject,
    asked: Asked,
    headers: &HeaderMap,
) -> Result<Response> {
    let brand = brand(api, asked.partner).await?;
    let language = language(&asked, headers);
    let around = Around {
        brand: &brand,
        partner: asked.partner,
        language,
        address: &api.settings().public_url,
    };
    let html = around.page(subject);
    let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8");
    let varies = (header::VARY, "accept-language");
    let spoken = (header::CONTENT_LANGUAGE, language.tag());
    Ok(([kind, KEEP, varies, spoken], html).into_response())
}

async fn style(State(api): State<ApiState>, Query(asked): Query<Asked>) -> Result<Response> {
    let brand = brand(&api, asked.partner).await?;
    let kind = (header::CONTENT_TYPE, "text/css; charset=utf-8");
    Ok(([kind, KEEP], look::style(&brand)).into_response())
}

/// A partner's look, or that of the house. One that nobody has is the house's: these pages are never missing.
async fn brand(api: &ApiState, partner: Option<Uuid>) -> Result<Brand> {
    let desk = api.desk();
    let found = match partner {
        Some(id) => desk.public_brand(PartnerId::from(id)).await?,
        None => desk.front_brand().await?,
    };
    Ok(found.map_or_else(
        || Brand::of_house(api.settings().brand.clone()),
        Brand::from,
    ))
}

/// Text as it stands in a page.
fn escaped(text: impl Display) -> String {
    let mut out = String::new();
    for sign in text.to_string().chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
