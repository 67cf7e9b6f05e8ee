//! Tables as people have them: CSV with any common separator and encoding, or JSON. Text in, cells out; no cell means
//! anything here.

use serde_json::Value;

use crate::error::{Error, Result};

/// Most rows of a table.
pub(crate) const MOST_ROWS: usize = 50_000;
/// Most columns.
const MOST_COLUMNS: usize = 200;
/// Cells of a column that are shown to the person who says what it is.
const SAMPLES: usize = 3;
/// Longest cell, in bytes.
const LONGEST_CELL: usize = 20_000;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) headers: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a file: JSON when it looks like it, else CSV.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self> {
        let text = decode(bytes);
        let text = text.trim_start_matches('\u{feff}');
        let table = if text.trim_start().starts_with(['[', '{']) {
            from_json(text)?
        } else {
            from_csv(text)?
        };
        if table.rows.is_empty() {
            return Err(unreadable("The table has no rows"));
        }
        Ok(table)
    }

    /// The columns by name, each with a few of its cells: for whoever says what it is.
    pub(crate) fn columns(&self) -> Vec<(String, Vec<String>)> {
        let sample = |at: usize| {
            let cells = self.rows.iter().map(|row| row[at].clone());
            cells.filter(|c| !c.is_empty()).take(SAMPLES).collect()
        };
        let headers = self.headers.iter().enumerate();
        headers
            .map(|(at, name)| (name.clone(), sample(at)))
            .collect()
    }

    /// A row as people count them: the header is row 1.
    pub(crate) const fn number(index: usize) -> usize {
        index + 2
    }
}

fn unreadable(title: impl Into<String>) -> Error {
    Error::Conflict {
        code: "table_unreadable",
        title: title.into(),
        hint: "Save it as CSV (UTF-8) with one row of column names, or as a JSON list of objects."
            .to_owned(),
    }
}

/// UTF-8, UTF-16 with its mark, or what older office programs write.
fn decode(bytes: &[u8]) -> String {
    let wide = |bytes: &[u8], of: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
        },
    }
}

/// The separator that appears most in the first line.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    [b',', b';', b'\t', b'|']
        .into_iter()
        .max_by_key(|s| first.bytes().filter(|b| b == s).count())
        .unwrap_or(b',')
}

fn from_csv(text: &str) -> Result<Table> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .flexible(true)
        .from_reader(text.as_bytes());
    let headers: Vec<String> = reader
        .headers()
        .map_err(|e| unreadable(format!("The column names cannot be read: {e}")))?
        .iter()
        .map(clean)
        .collect();
    check_columns(&headers)?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|e| unreadable(format!("A row cannot be read: {e}")))?;
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let mut row: Vec<String> = record.iter().map(clean).collect();
        row.resize(headers.len(), String::new());
        rows.push(row);
        if rows.len() > MOST_ROWS {
            return Err(too_long());
        }
    }
    Ok(Table { headers, rows })
}

fn too_long() -> Error {
    unreadable(format!("The table has more than {MOST_ROWS} rows"))
}

fn check_columns(headers: &[String]) -> Result<()> {
    if headers.len() > MOST_COLUMNS {
        return Err(unreadable(format!(
            "The table has more than {MOST_COLUMNS} columns"
        )));
    }
    for (at, name) in headers.iter().enumerate() {
        if headers.iter().take(at).any(|n| n == name) && !name.is_empty() {
            return Err(unreadable(format!("Two columns are called {name}")));
        }
    }
    Ok(())
}

fn clean(cell: &str) -> String {
    let cell = cell.trim();
    let end = (0..=LONGEST_CELL.min(cell.len()))
        .rev()
        .find(|at| cell.is_char_boundary(*at))
        .unwrap_or(0);
    cell.get(..end)
        .unwrap_or("")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect()
}

/// A list of objects, alone or as the first list inside an object.
fn from_json(text: &str) -> Result<Table> {
    let value: Value = serde_json::from_str(text)
        .map_err(|e| unreadable(format!("The JSON cannot be read: {e}")))?;
    let list = match &value {
        Value::Array(list) => Some(list),
        Value::Object(object) => object.values().find_map(Value::as_array),
        _ => None,
    };
    let list = list.ok_or_else(|| unreadable("The JSON holds no list"))?;
    if list.len() > MOST_ROWS {
        return Err(too_long());
    }
    let mut headers: Vec<String> = Vec::new();
    for object in list.iter().filter_map(Value::as_object) {
        for name in object.keys() {
            if !headers.contains(name) {
                headers.push(name.clone());
            }
        }
        check_columns(&headers)?;
    }
    let cell = |value: Option<&Value>| match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => clean(text),
        Some(Value::Array(items)) => items
            .iter()
            .map(|i| i.as_str().map_or_else(|| i.to_string(), str::to_owned))
            .collect::<Vec<_>>()
            .join(", "),
        Some(other) => other.to_string(),
    };
    let rows = list
        .iter()
        .map(|object| headers.iter().map(|name| cell(object.get(name))).collect())
        .collect();
    Ok(Table { headers, rows })
}

/// Writes rows so that no program takes a cell for a formula.
pub(crate) fn write<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .quote_style(csv::QuoteStyle::Always)
        .flexible(true)
        .from_writer(vec![0xef, 0xbb, 0xbf]);
    for row in rows {
        let row: Vec<String> = row.into_iter().map(harmless).collect();
        writer
            .write_record(&row)
            .map_err(|e| Error::Internal(format!("a table cannot be written: {e}")))?;
    }
    writer
        .into_inner()
        .map_err(|e| Error::Internal(format!("a table cannot be written: {e}")))
}

/// A cell that begins like a formula is told to be text.
fn harmless(cell: &str) -> String {
    let risky = |c: char| {
        matches!(
            c,
            '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '|' | '%' | '＝' | '＋' | '－' | '＠'
        )
    };
    if cell.trim_start_matches([' ', '"', '\'']).starts_with(risky) || cell.starts_with(risky) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn separators_encodings_and_json_make_the_same_table() {
        let plain = Table::read(b"sku,name\nA,Kopi\n").unwrap();
        for bytes in [
            &b"\xef\xbb\xbfsku;name\r\nA;Kopi\r\n\r\n"[..],
            b"sku\tname\nA\tKopi",
            b"\"sku\",\"name\"\nA,\"Kopi\"",
            br#"[{"sku":"A","name":"Kopi"}]"#,
            br#"{"next":null,"items":[{"sku":"A","name":"Kopi"}]}"#,
        ] {
            assert_eq!(Table::read(bytes).unwrap(), plain);
        }
        let wide: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain("sku,name\nA,Kopi".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(Table::read(&wide).unwrap(), plain);
        assert_eq!(
            Table::read(b"n\nCaf\xe9").unwrap().rows,
            [[String::from("Café")]]
        );
    }

    #[test]
    fn what_is_no_table_is_said() {
        for bytes in [&b""[..], b"sku,name\n", b"{\"a\":1}", b"[1", b"a,a\n1,2"] {
            assert!(matches!(Table::read(bytes), Err(Error::Conflict { .. })));
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        let bytes = write([vec!["=HYPERLINK(1)", "+1", "-1", "@x", " =1", "ok"]]).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text.trim_start_matches('\u{feff}').trim(),
            r#""'=HYPERLINK(1)","'+1","'-1","'@x","' =1","ok""#
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_table_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = Table::read(&bytes);
        }
    }
}
