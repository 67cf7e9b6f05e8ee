//! Word documents: the paragraphs of `word/document.xml`, and which of them are headings. Nothing else is opened, no
//! entity is looked up, and no more is unpacked than fits.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Block, Unread};

/// Most bytes of the unpacked text part.
const MOST_XML: u64 = 16 * 1024 * 1024;
/// Most entries of the archive.
const MOST_ENTRIES: usize = 4_000;

pub(super) fn blocks(bytes: &[u8]) -> Result<Vec<Block>, Unread> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unread::Broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(Unread::TooLarge);
    }
    let part = archive
        .by_name("word/document.xml")
        .map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Unread::Locked,
            _ => Unread::Broken,
        })?;
    let mut xml = String::new();
    part.take(MOST_XML + 1)
        .read_to_string(&mut xml)
        .map_err(|_| Unread::Broken)?;
    if u64::try_from(xml.len()).unwrap_or(u64::MAX) > MOST_XML {
        return Err(Unread::TooLarge);
    }
    paragraphs(&xml)
}

fn paragraphs(xml: &str) -> Result<Vec<Block>, Unread> {
    let mut reader = Reader::from_str(xml);
    let mut out = Vec::new();
    let mut text = String::new();
    let (mut heading, mut in_text) = (false, false);
    loop {
        match reader.read_event().map_err(|_| Unread::Broken)? {
            Event::Eof => return Ok(out),
            // A document type could name entities; Word never writes one.
            Event::DocType(_) => return Err(Unread::Broken),
            Event::Start(tag) => match tag.local_name().as_ref() {
                "p" => {
                    text.clear();
                    heading = false;
                }
                "t" => in_text = true,
                "pStyle" => heading = is_heading(&tag),
                _ => {}
            },
            Event::Empty(tag) => match tag.local_name().as_ref() {
                "pStyle" => heading = is_heading(&tag),
                "br" | "cr" => text.push('\n'),
                "tab" => text.push(' '),
                _ => {}
            },
            Event::Text(words) if in_text => {
                text.push_str(&words);
            }
            Event::GeneralRef(name) if in_text => {
                text.push(known(&name)?);
            }
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" => in_text = false,
                "p" => {
                    let words = std::mem::take(&mut text);
                    if !words.trim().is_empty() {
                        let block = if heading {
                            Block::Heading
                        } else {
                            Block::Paragraph
                        };
                        out.push(block(words));
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
}

/// The five entities of XML and numbered characters; there are no others.
fn known(name: &str) -> Result<char, Unread> {
    let numbered = || {
        let number = name.strip_prefix('#')?;
        let code = match number.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code)
    };
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => numbered(),
    }
    .ok_or(Unread::Broken)
}

fn is_heading(tag: &BytesStart<'_>) -> bool {
    tag.attributes().flatten().any(|attribute| {
        let value = attribute.value.to_lowercase();
        let named = ["heading", "judul", "title"]
            .iter()
            .any(|n| value.starts_with(n));
        attribute.key.local_name().as_ref() == "val" && named
    })
}
