//! A public page as HTML.

use std::fmt::Write as _;

use uuid::Uuid;

use super::escaped;
use super::words::{Language, Part, Subject};
use crate::views::Brand;

/// What every page has around its words.
pub(super) struct Around<'a> {
    pub(super) brand: &'a Brand,
    pub(super) partner: Option<Uuid>,
    pub(super) language: Language,
    /// Where this installation is reached.
    pub(super) address: &'a str,
}

impl Around<'_> {
    pub(super) fn page(&self, subject: Subject) -> String {
        let words = subject.words(self.language);
        let mut main = format!("<p class=\"lead\">{}</p>\n", self.said(words.lead));
        for part in words.parts {
            self.part(&mut main, part);
        }
        self.document((Some(subject), subject.path()), words.title, &main)
    }

    /// A whole page under its title. `here` says which of the pages it is, if one, and its address.
    pub(super) fn document(
        &self,
        here: (Option<Subject>, &str),
        title: &str,
        main: &str,
    ) -> String {
        let (title, name) = (escaped(title), escaped(&self.brand.name));
        let mut html = format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title} · {name}</title>\n<link rel=\"stylesheet\" href=\"{}\">\n</head>\n<body>\n",
            self.language.tag(),
            escaped(self.link("/public.css", None)),
        );
        self.header(&mut html, here.0);
        let _ = write!(html, "<main>\n<h1>{title}</h1>\n{main}</main>\n");
        self.footer(&mut html, here.1);
        html.push_str("</body>\n</html>\n");
        html
    }

    fn header(&self, html: &mut String, here: Option<Subject>) {
        let name = escaped(&self.brand.name);
        html.push_str("<header>\n<div class=\"sign\">");
        if let Some(logo) = &self.brand.logo_url {
            let _ = write!(html, "<img src=\"{}\" alt=\"\">", escaped(logo));
        }
        let _ = write!(
            html,
            "<span>{name}</span></div>\n<nav aria-label=\"{}\"><ul>\n",
            escaped(self.language.pages())
        );
        for subject in Subject::ALL {
            let current = if here == Some(subject) {
                " aria-current=\"page\""
            } else {
                ""
            };
            let _ = writeln!(
                html,
                "<li><a href=\"{}\"{current}>{}</a></li>",
                escaped(self.link(subject.path(), Some(self.language))),
                escaped(subject.words(self.language).title)
            );
        }
        html.push_str("</ul></nav>\n</header>\n");
    }

    fn part(&self, html: &mut String, part: &Part) {
        let (Part::Says(heading, _) | Part::Lists(heading, _)) = part;
        let _ = writeln!(html, "<h2>{}</h2>", self.said(heading));
        match part {
            Part::Says(_, texts) => {
                for text in *texts {
                    let _ = writeln!(html, "<p>{}</p>", self.said(text));
                }
            }
            Part::Lists(_, texts) => {
                html.push_str("<ul>\n");
                for text in *texts {
                    let _ = writeln!(html, "<li>{}</li>", self.said(text));
                }
                html.push_str("</ul>\n");
            }
        }
    }

    fn footer(&self, html: &mut String, here: &str) {
        let other = self.language.other();
        let _ = writeln!(
            html,
            "<footer>\n<p>{}</p>\n<p><a href=\"{}\" lang=\"{}\" hreflang=\"{}\">{}</a></p>\n</footer>",
            self.said(self.language.asked(self.brand.contact.is_some())),
            escaped(self.link(here, Some(other))),
            other.tag(),
            other.tag(),
            other.own_name(),
        );
    }

    /// Words with what belongs into their braces. `code` stands in backticks.
    fn said(&self, text: &str) -> String {
        let brand = self.brand;
        let legal = brand.legal_name.as_deref().unwrap_or(&brand.name);
        let contact = brand.contact.as_deref().map_or_else(
            || escaped(self.language.no_contact()),
            |mailbox| {
                let mailbox = escaped(mailbox);
                format!("<a href=\"mailto:{mailbox}\">{mailbox}</a>")
            },
        );
        let mut html = String::new();
        for (nth, piece) in escaped(text).split('`').enumerate() {
            if nth % 2 == 1 {
                let _ = write!(html, "<code>{piece}</code>");
            } else {
                html.push_str(piece);
            }
        }
        html.replace("{name}", &escaped(&brand.name))
            .replace("{legal}", &escaped(legal))
            .replace("{address}", &escaped(self.address))
            .replace("{contact}", &contact)
    }

    /// An address of ours that keeps whose pages these are.
    fn link(&self, path: &str, language: Option<Language>) -> String {
        let asked: Vec<String> = [
            self.partner.map(|id| format!("partner={id}")),
            language.map(|language| format!("lang={}", language.tag())),
        ]
        .into_iter()
        .flatten()
        .collect();
        if asked.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{}", asked.join("&"))
        }
    }
}
