//! Documents as people have them, and as nobody should.

use std::io::{Cursor, Write};

use lopdf::content::{Content, Operation};
use lopdf::{Document, Object, Stream, dictionary};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::{Passage, Unread, read};

fn docx(xml: &str) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    archive
        .start_file("word/document.xml", SimpleFileOptions::default())
        .unwrap();
    archive.write_all(xml.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    docx(&format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
    ))
}

fn paragraph(style: &str, text: &str) -> String {
    format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"#)
}

pub(crate) fn pdf(lines: &[&str]) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let pages = document.new_object_id();
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" },
    );
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut operations = vec![
        Operation::new("BT", vec![]),
        Operation::new("Tf", vec!["F1".into(), 12.into()]),
        Operation::new("TL", vec![14.into()]),
        Operation::new("Td", vec![50.into(), 700.into()]),
    ];
    for line in lines {
        operations.push(Operation::new("Tj", vec![Object::string_literal(*line)]));
        operations.push(Operation::new("T*", vec![]));
    }
    operations.push(Operation::new("ET", vec![]));
    let content = Content { operations }.encode().unwrap();
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let page = document
        .add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => content });
    let tree = dictionary! {
        "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    document.objects.insert(pages, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut out = Vec::new();
    document.save_to(&mut out).unwrap();
    out
}

fn one(title: &str, text: &str) -> Passage {
    Passage {
        title: title.to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn headings_and_words_of_markdown_become_passages() {
    let text = "# Retur\n\nBarang dapat **ditukar** dalam [7 hari](https://x.example).\n- Bawa nota\n\nGaransi\n===\nSatu tahun.\n";
    assert_eq!(
        read("markdown", text.as_bytes()).unwrap(),
        [
            one("Retur", "Barang dapat ditukar dalam 7 hari.\nBawa nota"),
            one("Garansi", "Satu tahun.")
        ]
    );
}

#[test]
fn word_documents_keep_headings_and_entities() {
    let bytes = word(&format!(
        "{}{}",
        paragraph("Heading1", "Ongkir &amp; retur"),
        paragraph("Normal", "Ongkir Jawa Rp&#32;20.000.")
    ));
    assert_eq!(
        read("docx", &bytes).unwrap(),
        [one("Ongkir & retur", "Ongkir Jawa Rp 20.000.")]
    );
}

#[test]
fn text_of_a_pdf_is_read() {
    let found = read(
        "pdf",
        &pdf(&[
            "Retur",
            "Barang dapat ditukar dalam 7 hari setelah diterima.",
        ]),
    )
    .unwrap();
    assert_eq!(
        found,
        [one(
            "Retur",
            "Barang dapat ditukar dalam 7 hari setelah diterima."
        )]
    );
}

#[test]
fn what_is_hostile_or_empty_says_so() {
    let bomb = word(&paragraph("Normal", &"a".repeat(20 * 1024 * 1024)));
    assert!(bomb.len() < 100_000);
    let entities = r#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;">]><w:p><w:t>&y;</w:t></w:p>"#;
    for (kind, bytes, is) in [
        ("docx", bomb, Unread::TooLarge),
        ("docx", docx(entities), Unread::Broken),
        ("docx", word("<w:p><w:t>&x;</w:t></w:p>"), Unread::Broken),
        ("docx", word(""), Unread::NoText),
        ("docx", b"PK\x03\x04".to_vec(), Unread::Broken),
        ("pdf", b"%PDF-1.7\n".to_vec(), Unread::Broken),
        ("pdf", pdf(&[]), Unread::NoText),
        ("markdown", b"\n\n---\n".to_vec(), Unread::NoText),
        (
            "markdown",
            "a\n\n".repeat(500_000).into_bytes(),
            Unread::TooLarge,
        ),
    ] {
        assert_eq!(read(kind, &bytes), Err(is), "{kind} {is:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..600), kind in 0_usize..3) {
        let _ = read(["markdown", "pdf", "docx"][kind], &bytes);
    }

    #[test]
    fn a_damaged_document_is_read_or_refused(at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<prop::sample::Index>()) {
        for (kind, mut bytes) in [("pdf", pdf(&["Retur", "Tujuh hari."])), ("docx", word(&paragraph("Title", "Retur")))] {
            let length = bytes.len();
            bytes[at.index(length)] = byte;
            let _ = read(kind, &bytes);
            let _ = read(kind, &bytes[..cut.index(length)]);
        }
    }
}
