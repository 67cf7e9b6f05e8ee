//! What a file is, by its first bytes. Its name is a hint among files of one family and nothing more.

use crate::content::MediaKind;

/// How many first bytes are looked at.
pub const HEAD: usize = 16;

/// The media type of a file. What is not known is `application/octet-stream`.
#[must_use]
pub fn media_type(head: &[u8], filename: Option<&str>) -> &'static str {
    match head {
        [0xff, 0xd8, 0xff, ..] => "image/jpeg",
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => "image/png",
        [b'G', b'I', b'F', b'8', ..] => "image/gif",
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => boxed(brand),
        [b'O', b'g', b'g', b'S', ..] => "audio/ogg",
        [b'I', b'D', b'3', ..] | [0xff, 0xfb | 0xf3 | 0xf2, ..] => "audio/mpeg",
        [0xff, 0xf1 | 0xf9, ..] => "audio/aac",
        [b'#', b'!', b'A', b'M', b'R', ..] => "audio/amr",
        [b'%', b'P', b'D', b'F', b'-', ..] => "application/pdf",
        [b'P', b'K', 3 | 5, 4 | 6, ..] => zipped(filename),
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => old_office(filename),
        [b'R', b'I', b'F', b'F', _, _, _, _, kind @ ..] => match kind {
            [b'W', b'E', b'B', b'P', ..] => "image/webp",
            _ => "application/octet-stream",
        },
        _ => plain(head, filename),
    }
}

/// The sort a file of this type is sent as. Types that phones do not show in place go as documents.
#[must_use]
pub fn kind_of(media_type: &str) -> MediaKind {
    match media_type {
        "image/jpeg" | "image/png" => MediaKind::Image,
        "video/mp4" | "video/3gpp" => MediaKind::Video,
        "audio/ogg" | "audio/mpeg" | "audio/aac" | "audio/amr" | "audio/mp4" => MediaKind::Audio,
        _ => MediaKind::Document,
    }
}

/// ISO base media: films, sounds and pictures share one box, told apart by its brand.
fn boxed(brand: &[u8]) -> &'static str {
    match brand.get(..4) {
        Some(b"M4A " | b"M4B ") => "audio/mp4",
        Some([b'3', b'g', ..]) => "video/3gpp",
        Some(b"qt  ") => "video/quicktime",
        Some(b"heic" | b"heix" | b"mif1" | b"msf1" | b"hevc") => "image/heic",
        Some(b"avif") => "image/avif",
        Some(_) => "video/mp4",
        None => "application/octet-stream",
    }
}

fn zipped(filename: Option<&str>) -> &'static str {
    match extension(filename).as_deref() {
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("pptx") => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        _ => "application/zip",
    }
}

fn old_office(filename: Option<&str>) -> &'static str {
    match extension(filename).as_deref() {
        Some("xls") => "application/vnd.ms-excel",
        Some("ppt") => "application/vnd.ms-powerpoint",
        _ => "application/msword",
    }
}

/// Text, when its name says so and nothing in it looks like a page that could run.
fn plain(head: &[u8], filename: Option<&str>) -> &'static str {
    let named = matches!(extension(filename).as_deref(), Some("txt" | "csv"));
    if named && !head.contains(&0) && !head.trim_ascii_start().starts_with(b"<") {
        return "text/plain";
    }
    "application/octet-stream"
}

fn extension(filename: Option<&str>) -> Option<String> {
    let (_, end) = filename?.rsplit_once('.')?;
    Some(end.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_count_and_names_do_not() {
        let cases: [(&[u8], Option<&str>, &str, MediaKind); 14] = [
            (
                b"\xff\xd8\xff\xe0",
                Some("a.pdf"),
                "image/jpeg",
                MediaKind::Image,
            ),
            (b"\x89PNG\r\n\x1a\n", None, "image/png", MediaKind::Image),
            (
                b"RIFF\0\0\0\0WEBPVP8 ",
                Some("a.jpg"),
                "image/webp",
                MediaKind::Document,
            ),
            (
                b"RIFF\0\0\0\0WAVE",
                None,
                "application/octet-stream",
                MediaKind::Document,
            ),
            (b"\0\0\0\x18ftypmp42", None, "video/mp4", MediaKind::Video),
            (b"\0\0\0\x18ftyp3gp5", None, "video/3gpp", MediaKind::Video),
            (
                b"\0\0\0\x18ftypqt  ",
                Some("a.mp4"),
                "video/quicktime",
                MediaKind::Document,
            ),
            (b"\0\0\0\x18ftypM4A ", None, "audio/mp4", MediaKind::Audio),
            (
                b"\0\0\0\x18ftypheic",
                Some("a.jpg"),
                "image/heic",
                MediaKind::Document,
            ),
            (b"OggS\0\x02", None, "audio/ogg", MediaKind::Audio),
            (
                b"%PDF-1.7",
                Some("a.jpg"),
                "application/pdf",
                MediaKind::Document,
            ),
            (
                b"<html>",
                Some("a.txt"),
                "application/octet-stream",
                MediaKind::Document,
            ),
            (b"Halo", Some("A.TXT"), "text/plain", MediaKind::Document),
            (
                b"",
                Some("a.jpg"),
                "application/octet-stream",
                MediaKind::Document,
            ),
        ];
        for (head, name, kind, sort) in cases {
            assert_eq!(media_type(head, name), kind, "{head:?} {name:?}");
            assert_eq!(kind_of(kind), sort, "{kind}");
        }
    }
}
