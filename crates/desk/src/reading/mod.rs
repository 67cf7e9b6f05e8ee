//! Documents become passages: Markdown, PDF, Word. What comes in is not trusted: sizes and counts are bounded, nothing
//! outside the file is looked at, and `apart` reads in a process of its own with little memory and time.

mod apart;
mod docx;
mod markdown;
mod pdf;

use serde::{Deserialize, Serialize};

pub(crate) use apart::apart;

/// Most characters of a document's text.
const MOST_TEXT: usize = 400_000;
/// Most passages of a document.
const MOST_PASSAGES: usize = 400;
/// A passage is cut at the next paragraph after so many bytes.
const LONG: usize = 1_500;

/// A part of a document that can be an answer's source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The heading it stands under.
    pub title: String,
    /// What it says.
    pub text: String,
}

/// Why a document could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unread {
    /// It is broken, or something else than its name says.
    Broken,
    /// It wants a password.
    Locked,
    /// It holds pictures of text, or nothing.
    NoText,
    /// It is too long, or unpacks to too much.
    TooLarge,
    /// It took too long.
    TooSlow,
}

impl Unread {
    /// What happened, and what to do.
    #[must_use]
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Broken => (
                "The document cannot be read",
                "Open it, save it again as PDF or .docx, or paste its text as Markdown.",
            ),
            Self::Locked => (
                "The document is protected by a password",
                "Save a copy without protection and upload that.",
            ),
            Self::NoText => (
                "No text was found in the document",
                "It may be a scan. Upload a version with selectable text, or paste the text as Markdown.",
            ),
            Self::TooLarge => (
                "The document is too long",
                "Split it, and upload only the pages that customers ask about.",
            ),
            Self::TooSlow => (
                "Reading the document took too long",
                "Save it again in a simpler form, or paste its text as Markdown.",
            ),
        }
    }
}

/// Reads a document of a kind: `markdown`, `pdf`, `docx`. What cannot be read says why, for a person.
pub fn read(kind: &str, bytes: &[u8]) -> Result<Vec<Passage>, Unread> {
    let blocks = match kind {
        "pdf" => pdf::blocks(bytes)?,
        "docx" => docx::blocks(bytes)?,
        _ => markdown::blocks(&String::from_utf8_lossy(bytes)),
    };
    let passages = passages(blocks)?;
    if passages.is_empty() {
        Err(Unread::NoText)
    } else {
        Ok(passages)
    }
}

/// A piece of a document, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Block {
    Heading(String),
    Paragraph(String),
}

fn passages(blocks: Vec<Block>) -> Result<Vec<Passage>, Unread> {
    let mut out: Vec<Passage> = Vec::new();
    let (mut title, mut text) = (String::new(), String::new());
    let mut length = 0;
    for block in blocks {
        match block {
            Block::Heading(heading) => {
                close(&mut out, &title, &mut text);
                let words = tidy(&heading).replace('\n', " ");
                title = words.chars().take(120).collect();
            }
            Block::Paragraph(paragraph) => {
                let paragraph = tidy(&paragraph);
                length += paragraph.len();
                if length > MOST_TEXT {
                    return Err(Unread::TooLarge);
                }
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&paragraph);
                if text.len() > LONG {
                    close(&mut out, &title, &mut text);
                }
            }
        }
    }
    close(&mut out, &title, &mut text);
    if out.len() > MOST_PASSAGES {
        return Err(Unread::TooLarge);
    }
    Ok(out)
}

fn close(out: &mut Vec<Passage>, title: &str, text: &mut String) {
    let words = std::mem::take(text);
    if words.trim().is_empty() {
        return;
    }
    let first = words.lines().next().unwrap_or("");
    out.push(Passage {
        title: if title.is_empty() {
            first.chars().take(60).collect()
        } else {
            title.to_owned()
        },
        text: words.trim().to_owned(),
    });
}

/// One space where there were many; no characters that only steer.
fn tidy(text: &str) -> String {
    let steers = |c: char| {
        c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let lines = text.lines().map(|line| {
        let words = line
            .split_whitespace()
            .map(|word| word.chars().filter(|c| !steers(*c)).collect::<String>());
        words
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    });
    let lines: Vec<String> = lines.filter(|l| !l.is_empty()).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
