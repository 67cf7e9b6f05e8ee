//! PDF: the text of each page, in lines and paragraphs as they stand on it. Short lines that stand alone are headings.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Document, Encoding, Object, ObjectId};

use super::{Block, Unread};

/// Most pages.
const MOST_PAGES: usize = 200;

/// Most bytes that a page or a font unpacks to.
const MOST_UNPACKED: usize = 8 * 1024 * 1024;

pub(super) fn blocks(bytes: &[u8]) -> Result<Vec<Block>, Unread> {
    // A parser of a format this old may meet anything; what it trips over is an answer too.
    std::panic::catch_unwind(|| text(bytes)).unwrap_or(Err(Unread::Broken))
}

fn text(bytes: &[u8]) -> Result<Vec<Block>, Unread> {
    let document = Document::load_mem(bytes).map_err(|_| Unread::Broken)?;
    if document.is_encrypted() {
        return Err(Unread::Locked);
    }
    let pages = document.get_pages();
    if pages.len() > MOST_PAGES {
        return Err(Unread::TooLarge);
    }
    let (mut out, mut read) = (Vec::new(), pages.is_empty());
    for id in pages.into_values() {
        if let Ok(text) = page(&document, id) {
            read = true;
            lines(&text, &mut out);
        }
    }
    if read { Ok(out) } else { Err(Unread::Broken) }
}

/// Where the pen is, and what was written so far.
#[derive(Default)]
struct Pen {
    text: String,
    x: f32,
    y: f32,
    scale: f32,
    size: f32,
    leading: f32,
    /// Where the last words began, how many characters they had, and whether the pen was moved since.
    last: Option<(f32, f32, usize)>,
    moved: bool,
}

impl Pen {
    fn go(&mut self, dx: f32, dy: f32) {
        self.x += dx * self.scale;
        self.y += dy * self.scale;
        self.moved = true;
    }

    /// Begins a new line, a new paragraph or a new word when the pen went there.
    fn write(&mut self, words: &str) {
        let em = (self.size * self.scale).abs().max(1.0);
        if let Some((x, y, length)) = self.last {
            let down = (y - self.y).abs();
            if down > em * 1.9 {
                self.text.push_str("\n\n");
            } else if down > em * 0.4 {
                self.text.push('\n');
            } else if self.moved {
                // Letters that are placed one by one are one word unless there is room between them.
                #[expect(clippy::cast_precision_loss, reason = "a few characters")]
                let room = self.x - x - length as f32 * em * 0.55;
                if length > 1 || room > em * 0.2 {
                    self.space();
                }
            }
        }
        self.text.push_str(words);
        self.last = Some((self.x, self.y, words.chars().count()));
        self.moved = false;
    }

    fn space(&mut self) {
        if !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }
}

fn page(document: &Document, id: ObjectId) -> lopdf::Result<String> {
    let mut encodings: BTreeMap<Vec<u8>, Encoding<'_>> = BTreeMap::new();
    for (name, font) in document.get_page_fonts(id)? {
        if let Ok(encoding) = font.get_font_encoding_with_limit(document, MOST_UNPACKED) {
            encodings.insert(name, encoding);
        }
    }
    let content = document.get_page_content_with_limit(id, MOST_UNPACKED)?;
    let mut pen = Pen {
        scale: 1.0,
        size: 10.0,
        ..Pen::default()
    };
    let mut font: Option<&Encoding<'_>> = None;
    for operation in Content::decode(&content)?.operations {
        let operands = &operation.operands;
        let number = |at: usize| {
            operands
                .get(at)
                .and_then(|o| o.as_float().ok())
                .unwrap_or(0.0)
        };
        match operation.operator.as_str() {
            "BT" => (pen.x, pen.y, pen.scale, pen.moved) = (0.0, 0.0, 1.0, true),
            "Tf" => {
                font = operands
                    .first()
                    .and_then(|o| o.as_name().ok())
                    .and_then(|name| encodings.get(name));
                pen.size = number(1);
            }
            "TL" => pen.leading = number(0),
            "Tm" => {
                pen.scale = if number(3) == 0.0 { 1.0 } else { number(3) };
                (pen.x, pen.y, pen.moved) = (number(4), number(5), true);
            }
            "Td" => pen.go(number(0), number(1)),
            "TD" => {
                pen.leading = -number(1);
                pen.go(number(0), number(1));
            }
            "T*" => pen.go(0.0, -pen.leading),
            "Tj" | "TJ" => show(&mut pen, font, operands),
            "'" => {
                pen.go(0.0, -pen.leading);
                show(&mut pen, font, operands);
            }
            "\"" => {
                pen.go(0.0, -pen.leading);
                show(&mut pen, font, operands.get(2..).unwrap_or(&[]));
            }
            _ => {}
        }
    }
    Ok(pen.text)
}

fn show(pen: &mut Pen, font: Option<&Encoding<'_>>, operands: &[Object]) {
    let Some(font) = font else { return };
    for operand in operands {
        match operand {
            Object::String(bytes, _) => {
                if let Ok(words) = Document::decode_text(font, bytes) {
                    pen.write(&words);
                }
            }
            Object::Array(parts) => show(pen, Some(font), parts),
            // A gap within a line, in thousandths: a wide one is a space.
            Object::Integer(gap) if *gap < -180 => pen.space(),
            Object::Real(gap) if *gap < -180.0 => pen.space(),
            _ => {}
        }
    }
}

/// Lines become paragraphs; one that ends no sentence and is short before a longer one is a heading.
fn lines(text: &str, out: &mut Vec<Block>) {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut paragraph = String::new();
    for (at, line) in lines.iter().enumerate() {
        let rest = lines.get(at + 1..).unwrap_or(&[]);
        let next = rest.iter().find(|l| !l.is_empty()).copied().unwrap_or("");
        if line.is_empty() {
            flush(out, &mut paragraph);
        } else if (paragraph.is_empty() || ends(&paragraph)) && is_heading(line, next) {
            flush(out, &mut paragraph);
            out.push(Block::Heading((*line).to_owned()));
        } else {
            if !paragraph.is_empty() {
                paragraph.push(if ends(&paragraph) { '\n' } else { ' ' });
            }
            paragraph.push_str(line);
        }
    }
    flush(out, &mut paragraph);
}

fn is_heading(line: &str, next: &str) -> bool {
    let length = line.chars().count();
    let starts = line
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let ends_open = !ends(line) && !line.ends_with([',', ';']);
    length <= 60 && starts && ends_open && next.chars().count() > length
}

fn ends(line: &str) -> bool {
    line.ends_with(['.', '!', '?', ':'])
}

fn flush(out: &mut Vec<Block>, paragraph: &mut String) {
    if !paragraph.is_empty() {
        out.push(Block::Paragraph(std::mem::take(paragraph)));
    }
}
