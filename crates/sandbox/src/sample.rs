//! Small generated files, so that a person can send a picture, a voice note or a document without
//! having one at hand. Pure but for the id.

mod scenes;

use std::fmt::Write as _;

use bytes::Bytes;
use sha2::{Digest as _, Sha256};

use crate::clock::Millis;
use crate::ids;
use crate::world::{Media, World};

/// Ids of what people sent live for 7 days.
pub(crate) const RECEIVED_MS: Millis = 7 * 24 * 3_600_000;

/// Stores a sample of this type; answers its media id.
pub(crate) fn plant(world: &mut World, kind: &str, now: Millis) -> Option<String> {
    let (mime, filename, bytes) = match kind {
        "image" => ("image/png", "jacket.png", picture()),
        "audio" => ("audio/ogg; codecs=opus", "voice.ogg", voice()),
        "document" => ("application/pdf", "receipt.pdf", document()),
        "sticker" => ("image/webp", "sticker.webp", sticker()),
        _ => return None,
    };
    Some(store(
        world,
        mime,
        Some(filename.to_owned()),
        Bytes::from(bytes),
        now,
    ))
}

/// Stores a file that a person sends; answers its media id.
pub(crate) fn store(
    world: &mut World,
    mime: &str,
    filename: Option<String>,
    bytes: Bytes,
    now: Millis,
) -> String {
    let id = ids::numeric();
    let media = Media {
        id: id.clone(),
        mime: mime.to_owned(),
        filename,
        sha256: Sha256::digest(&bytes).to_vec(),
        size: bytes.len(),
        expires_at: now + RECEIVED_MS,
        from_customer: true,
        bytes,
        ..Media::default()
    };
    world.media.insert(id.clone(), media);
    id
}

/// A blue jacket on a light ground.
fn picture() -> Vec<u8> {
    drawn(jacket)
}

/// One of the pictures of posts, stories and accounts.
pub(crate) fn scene(which: usize) -> Vec<u8> {
    let all = [scenes::tent, jacket, scenes::summit, scenes::wind];
    drawn(all.get(which).copied().unwrap_or(jacket))
}

/// 240 by 240 pixels, PNG with stored blocks.
fn drawn(pixel: fn(u32, u32) -> [u8; 3]) -> Vec<u8> {
    const SIDE: u32 = 240;
    let mut pixels = Vec::new();
    for row in 0..SIDE {
        pixels.push(0);
        for column in 0..SIDE {
            pixels.extend(pixel(column, row));
        }
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut head = Vec::new();
    head.extend(SIDE.to_be_bytes());
    head.extend(SIDE.to_be_bytes());
    head.extend([8, 2, 0, 0, 0]);
    chunk(&mut png, *b"IHDR", &head);
    chunk(&mut png, *b"IDAT", &stored_zlib(&pixels));
    chunk(&mut png, *b"IEND", &[]);
    png
}

fn jacket(column: u32, row: u32) -> [u8; 3] {
    let from_middle = column.abs_diff(120);
    let body = row > 60 && row < 205 && from_middle < 52;
    let sleeve = row > 62
        && row < 170
        && from_middle >= 52
        && from_middle < 52 + (row - 50) / 3
        && from_middle < 86;
    let collar = row > 46 && row <= 60 && from_middle < 26;
    let zip = body && from_middle < 2;
    let pocket = body && (140..=144).contains(&row) && (18..42).contains(&from_middle);
    match () {
        () if zip || pocket => [214, 226, 240],
        () if collar => [28, 62, 120],
        () if body => [38, 84, 158],
        () if sleeve => [32, 72, 138],
        () => {
            let shade = u8::try_from(236 - row / 10).unwrap_or(236);
            [shade, shade, shade.saturating_add(6)]
        }
    }
}

fn chunk(png: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    png.extend(u32::try_from(data.len()).unwrap_or(0).to_be_bytes());
    let start = png.len();
    png.extend(name);
    png.extend(data);
    let sum = crc32(&png[start..]);
    png.extend(sum.to_be_bytes());
}

fn crc32(data: &[u8]) -> u32 {
    let mut crc = !0_u32;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
        }
    }
    !crc
}

fn stored_zlib(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut blocks = data.chunks(0xFFFF).peekable();
    while let Some(block) = blocks.next() {
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        out.push(u8::from(blocks.peek().is_none()));
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend(((b << 16) | a).to_be_bytes());
    out
}

/// Two seconds of silence: Ogg with Opus, mono.
fn voice() -> Vec<u8> {
    const FRAMES: u64 = 100;
    let mut head = b"OpusHead".to_vec();
    head.extend([1, 1, 0x38, 0x01, 0x80, 0xBB, 0, 0, 0, 0, 0]);
    let mut tags = b"OpusTags".to_vec();
    tags.extend(7_u32.to_le_bytes());
    tags.extend(b"sandbox");
    tags.extend(0_u32.to_le_bytes());
    let mut ogg = Vec::new();
    page(&mut ogg, 2, 0, 0, &[&head]);
    page(&mut ogg, 0, 0, 1, &[&tags]);
    let frames: Vec<&[u8]> = (0..FRAMES).map(|_| &[0xF8_u8, 0xFF, 0xFE][..]).collect();
    page(&mut ogg, 4, FRAMES * 960, 2, &frames);
    ogg
}

fn page(ogg: &mut Vec<u8>, flags: u8, granule: u64, sequence: u32, packets: &[&[u8]]) {
    let mut page = b"OggS".to_vec();
    page.extend([0, flags]);
    page.extend(granule.to_le_bytes());
    page.extend(0x10AD_u32.to_le_bytes());
    page.extend(sequence.to_le_bytes());
    page.extend([0; 4]);
    page.push(u8::try_from(packets.len()).unwrap_or(0));
    page.extend(
        packets
            .iter()
            .map(|packet| u8::try_from(packet.len()).unwrap_or(0)),
    );
    for packet in packets {
        page.extend(*packet);
    }
    let mut crc = 0_u32;
    for byte in &page {
        crc ^= u32::from(*byte) << 24;
        for _ in 0..8 {
            crc = if crc >> 31 == 1 {
                (crc << 1) ^ 0x04C1_1DB7
            } else {
                crc << 1
            };
        }
    }
    page.splice(22..26, crc.to_le_bytes());
    ogg.extend(page);
}

/// One page that says it is a receipt.
fn document() -> Vec<u8> {
    let text = "BT /F1 24 Tf 72 700 Td (Receipt TA-1042) Tj 0 -36 Td /F1 14 Tf (Blue jacket, size M) Tj ET";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    let mut pdf = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(pdf.len());
        append(
            &mut pdf,
            format_args!("{} 0 obj\n{object}\nendobj\n", at + 1),
        );
    }
    let table = pdf.len();
    append(
        &mut pdf,
        format_args!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1),
    );
    for place in places {
        append(&mut pdf, format_args!("{place:010} 00000 n \n"));
    }
    append(
        &mut pdf,
        format_args!(
            "trailer << /Size {} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1
        ),
    );
    pdf.into_bytes()
}

fn append(text: &mut String, more: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = text.write_fmt(more);
}

/// A sticker of one colour, 512 by 512: lossless WebP whose five codes have a single symbol each.
fn sticker() -> Vec<u8> {
    let mut bits = Bits::default();
    bits.push(511, 14);
    bits.push(511, 14);
    bits.push(0, 1);
    bits.push(0, 3);
    bits.push(0, 1);
    bits.push(0, 1);
    bits.push(0, 1);
    for symbol in [168_u32, 250, 62, 255] {
        bits.push(1, 1);
        bits.push(0, 1);
        bits.push(1, 1);
        bits.push(symbol, 8);
    }
    bits.push(1, 1);
    bits.push(0, 1);
    bits.push(0, 1);
    bits.push(0, 1);
    let mut data = vec![0x2F];
    data.extend(bits.bytes);
    let padded = data.len() + data.len() % 2;
    let mut webp = b"RIFF".to_vec();
    webp.extend(u32::try_from(4 + 8 + padded).unwrap_or(0).to_le_bytes());
    webp.extend(b"WEBPVP8L");
    webp.extend(u32::try_from(data.len()).unwrap_or(0).to_le_bytes());
    webp.extend(&data);
    webp.resize(webp.len() + padded - data.len(), 0);
    webp
}

#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    filled: usize,
}

impl Bits {
    fn push(&mut self, value: u32, count: usize) {
        for at in 0..count {
            if self.filled.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = u8::from((value >> at) & 1 == 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= bit << (self.filled % 8);
            }
            self.filled += 1;
        }
    }
}
