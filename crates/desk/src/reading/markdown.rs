//! Markdown and plain text: headings and paragraphs; marks of emphasis, links and lists go, their words stay.

use super::Block;

pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut out = Vec::new();
    let mut paragraph = String::new();
    let mut fenced = false;
    for line in text.trim_start_matches('\u{feff}').lines() {
        let bare = line.trim();
        if bare.starts_with("```") || bare.starts_with("~~~") {
            fenced = !fenced;
            continue;
        }
        let hashes = bare.bytes().take_while(|b| *b == b'#').count();
        let ruled = bare.len() >= 3 && bare.bytes().all(|b| b == b'=' || b == b'-');
        if fenced {
            push(&mut paragraph, bare);
        } else if (1..=6).contains(&hashes) && bare.as_bytes().get(hashes) == Some(&b' ') {
            flush(&mut out, &mut paragraph);
            out.push(Block::Heading(plain(bare.trim_matches('#').trim())));
        } else if ruled {
            // A line of === or --- makes the line before it a heading; alone it only divides.
            if !paragraph.is_empty() && !paragraph.contains('\n') {
                out.push(Block::Heading(std::mem::take(&mut paragraph)));
            } else {
                flush(&mut out, &mut paragraph);
            }
        } else if bare.is_empty() {
            flush(&mut out, &mut paragraph);
        } else {
            push(&mut paragraph, &plain(item(bare)));
        }
    }
    flush(&mut out, &mut paragraph);
    out
}

fn push(paragraph: &mut String, line: &str) {
    if !paragraph.is_empty() {
        paragraph.push('\n');
    }
    paragraph.push_str(line);
}

fn flush(out: &mut Vec<Block>, paragraph: &mut String) {
    let words = std::mem::take(paragraph);
    if !words.trim().is_empty() {
        out.push(Block::Paragraph(words));
    }
}

/// A line without the mark of a list or a quotation.
fn item(line: &str) -> &str {
    let line = line.trim_start_matches(['>', ' ']);
    let marks = ["- ", "* ", "+ ", "• "];
    let bare = marks.iter().find_map(|mark| line.strip_prefix(mark));
    bare.unwrap_or(line).trim_start()
}

/// `[words](address)` becomes its words; `**bold**` and `` `code` `` lose their marks.
fn plain(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after
            .split_once("](")
            .and_then(|(words, tail)| Some((words, tail.split_once(')')?.1)))
            .filter(|(words, _)| !words.contains('['));
        if let Some((words, tail)) = link {
            out.push_str(before.strip_suffix('!').unwrap_or(before));
            out.push_str(words);
            rest = tail;
        } else {
            out.push_str(before);
            out.push('[');
            rest = after;
        }
    }
    out.push_str(rest);
    out.replace("**", "").replace("__", "").replace('`', "")
}
