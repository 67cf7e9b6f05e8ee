//! What became of one request for deletion, opened by the code that Meta showed. Says nothing about whom it is.

use std::fmt::Write as _;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::Time;

use super::render::Around;
use super::words::Subject;
use super::{Asked, brand, escaped, language};
use crate::problem::Result;
use crate::state::ApiState;

/// How it is said in a language.
pub(super) struct RequestWords {
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) requested: &'static str,
    pub(super) tokens: &'static str,
    pub(super) references: &'static str,
    pub(super) under_way: &'static str,
    pub(super) absent_title: &'static str,
    pub(super) absent: &'static str,
}

/// The page of a code. One that nobody has is told so, and answers 404.
pub(super) async fn page(
    api: &ApiState,
    code: &str,
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
    let words = language.request();
    let (status, title, main) = match api.desk().leaving(code).await? {
        None => {
            let main = format!("<p class=\"lead\">{}</p>\n", escaped(words.absent));
            (StatusCode::NOT_FOUND, words.absent_title, main)
        }
        Some(found) => {
            let mut main = format!("<p class=\"lead\">{}</p>\n<ol>\n", escaped(words.lead));
            step(&mut main, words, words.requested, Some(found.requested_at));
            // Both end in the same transaction.
            step(&mut main, words, words.tokens, found.finished_at);
            step(&mut main, words, words.references, found.finished_at);
            main.push_str("</ol>\n");
            (StatusCode::OK, words.title, main)
        }
    };
    let path = format!("{}/{}", Subject::Deletion.path(), code);
    let html = around.document((None, &path), title, &main);
    let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8");
    let fresh = (header::CACHE_CONTROL, "no-store");
    let spoken = (header::CONTENT_LANGUAGE, language.tag());
    Ok((status, [kind, fresh, spoken], html).into_response())
}

fn step(main: &mut String, words: &RequestWords, name: &str, at: Option<Time>) {
    let when = at.map_or_else(
        || escaped(words.under_way),
        |at| {
            format!(
                "<time datetime=\"{}\">{}</time>",
                at.to_rfc3339(),
                at.format("%Y-%m-%d %H:%M UTC")
            )
        },
    );
    let _ = writeln!(
        main,
        "<li><strong>{}</strong><br>{when}</li>",
        escaped(name)
    );
}
