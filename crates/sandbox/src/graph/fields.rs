//! `fields=` and cursor pages.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value, json};

use super::call::Call;
use crate::error::GraphError;

/// The top-level names of `a,b{c,d},e`.
pub(crate) fn names(fields: &str) -> Vec<String> {
    let (mut names, mut name, mut depth) = (Vec::new(), String::new(), 0_u32);
    for character in fields.chars() {
        match character {
            '{' | '(' => depth += 1,
            '}' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            // `.limit(1)` and the like are options, not names.
            other if depth == 0 => name.push(other),
            _ => {}
        }
    }
    names.push(name);
    names
        .iter()
        .map(|name| name.split('.').next().unwrap_or_default().trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// The node cut to the fields asked for, or to the default ones; `id` is always there.
pub(crate) fn project(
    node: &Value,
    call: &Call,
    default: &[&str],
    sort: &str,
) -> Result<Value, GraphError> {
    let wanted = call.text("fields").map_or_else(
        || default.iter().map(|name| (*name).to_owned()).collect(),
        |fields| names(&fields),
    );
    let known = node.as_object().cloned().unwrap_or_default();
    let mut cut = Map::new();
    for name in wanted.iter().filter(|name| *name != "id") {
        match known.get(name) {
            Some(Value::Null) => {}
            Some(value) => {
                cut.insert(name.clone(), value.clone());
            }
            None => {
                return Err(GraphError::param(format!(
                    "Tried accessing nonexisting field ({name}) on node type ({sort})"
                )));
            }
        }
    }
    if let Some(id) = known.get("id") {
        cut.insert("id".into(), id.clone());
    }
    Ok(Value::Object(cut))
}

/// One page of a list: `data` and `paging` with opaque cursors; `next` is absent on the last page.
pub(crate) fn page(items: &[Value], call: &Call) -> Result<Value, GraphError> {
    let limit = call
        .text("limit")
        .and_then(|limit| limit.parse::<usize>().ok())
        .unwrap_or(25)
        .clamp(1, 1000);
    let cursor = |key: &str| -> Result<Option<usize>, GraphError> {
        let Some(text) = call.text(key).filter(|text| !text.is_empty()) else {
            return Ok(None);
        };
        URL_SAFE_NO_PAD
            .decode(&text)
            .ok()
            .and_then(|raw| {
                String::from_utf8(raw)
                    .ok()?
                    .strip_prefix("at:")?
                    .parse()
                    .ok()
            })
            .map(Some)
            .ok_or_else(|| GraphError::messaging(131_059, "Invalid cursor"))
    };
    let (start, end) = match (cursor("after")?, cursor("before")?) {
        (Some(after), _) => (after + 1, after + 1 + limit),
        (None, Some(before)) => (before.saturating_sub(limit), before),
        (None, None) => (0, limit),
    };
    let (start, end) = (start.min(items.len()), end.min(items.len()));
    let data = items.get(start..end).unwrap_or_default();
    if data.is_empty() {
        return Ok(json!({"data": []}));
    }
    let encode = |at: usize| URL_SAFE_NO_PAD.encode(format!("at:{at}"));
    let mut paging = json!({"cursors": {"before": encode(start), "after": encode(end - 1)}});
    let address = |key: &str, at: usize| {
        let kept: Vec<String> = call
            .query
            .iter()
            .filter(|(name, _)| !["after", "before", "access_token"].contains(&name.as_str()))
            .map(|(name, value)| {
                format!("{name}={}", value.replace('&', "%26").replace(' ', "%20"))
            })
            .chain([format!("{key}={}", encode(at))])
            .collect();
        format!("http://{}{}?{}", call.host, call.path, kept.join("&"))
    };
    if end < items.len() {
        paging["next"] = json!(address("after", end - 1));
    }
    if start > 0 {
        paging["previous"] = json!(address("before", start));
    }
    Ok(json!({"data": data, "paging": paging}))
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn nested_fields_count_by_their_outer_name() {
        assert_eq!(
            names("id, name,throughput{level,x},phone_numbers.limit(2){id}"),
            ["id", "name", "throughput", "phone_numbers"]
        );
    }
}
