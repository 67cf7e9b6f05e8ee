//! Requests made from the document itself, so that no operation is forgotten.

use std::fmt::Write;

use serde_json::{Map, Value, json};
use uuid::Uuid;

/// An operation of the document.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) method: String,
    pub(crate) path: String,
    /// The scopes a key needs: `read`, `send`, `manage`, `partner`, `platform`; empty when keys are of no use.
    pub(crate) key_scopes: Vec<String>,
    /// Whether anybody may ask.
    pub(crate) public: bool,
    /// Query parameters that are ids.
    pub(crate) query_ids: Vec<String>,
    /// Other query parameters without which nothing is answered.
    needed: Vec<String>,
    /// Bodies, one for each form the schema offers; ids in them are [`HERE`].
    pub(crate) bodies: Vec<Value>,
}

/// Stands where an id is wanted, followed by the member's name.
const HERE: &str = "id:";

/// Every operation of the document. Those that read come first, those that delete last.
pub(crate) fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&api::openapi_json()).unwrap();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            found.push(read(&document, method, path, operation));
        }
    }
    found.sort_by_key(|op| {
        ["get", "post", "put", "patch", "delete"]
            .iter()
            .position(|m| *m == op.method)
    });
    found
}

fn read(document: &Value, method: &str, path: &str, operation: &Value) -> Operation {
    let security = operation["security"]
        .as_array()
        .unwrap_or_else(|| panic!("{method} {path} says nothing of security"));
    let scopes = security
        .iter()
        .find_map(|one| one["key"].as_array())
        .cloned()
        .unwrap_or_default();
    let parameters = operation["parameters"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    let query_ids = parameters
        .iter()
        .filter(|p| p["in"] == "query" && is_id(&p["schema"]));
    let needed = parameters
        .iter()
        .filter(|p| p["in"] == "query" && p["required"] == true && !is_id(&p["schema"]));
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    Operation {
        method: method.to_owned(),
        path: path.to_owned(),
        key_scopes: scopes
            .iter()
            .map(|s| s.as_str().unwrap().to_owned())
            .collect(),
        public: security
            .iter()
            .any(|one| one.as_object().is_some_and(Map::is_empty)),
        query_ids: query_ids
            .map(|p| p["name"].as_str().unwrap().to_owned())
            .collect(),
        needed: needed
            .map(|p| p["name"].as_str().unwrap().to_owned())
            .collect(),
        bodies: if schema.is_null() {
            Vec::new()
        } else {
            examples(document, schema, "")
        },
    }
}

fn is_id(schema: &Value) -> bool {
    schema["format"] == "uuid"
}

/// One value for each form of a schema.
fn examples(document: &Value, schema: &Value, name: &str) -> Vec<Value> {
    if let Some(reference) = schema["$ref"].as_str() {
        let target = reference.rsplit('/').next().unwrap();
        return examples(document, &document["components"]["schemas"][target], name);
    }
    if is_id(schema) {
        return vec![json!(format!("{HERE}{name}"))];
    }
    if schema["format"] == "date-time" {
        let soon =
            domain::clock::Clock::now(&domain::clock::SystemClock) + chrono::Duration::hours(1);
        return vec![json!(soon.to_rfc3339())];
    }
    if let Some(word) = schema["enum"].as_array().and_then(|words| words.first()) {
        return vec![word.clone()];
    }
    for several in ["oneOf", "anyOf"] {
        if let Some(forms) = schema[several].as_array() {
            let forms = forms.iter().filter(|form| form["type"] != "null");
            return forms
                .flat_map(|form| examples(document, form, name))
                .collect();
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let mut whole = Map::new();
        for part in parts {
            for example in examples(document, part, name) {
                whole.extend(example.as_object().cloned().unwrap_or_default());
            }
        }
        return vec![Value::Object(whole)];
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|k| **k != "null").and_then(Value::as_str),
        other => other.as_str(),
    };
    match kind {
        Some("object") => object(document, schema),
        Some("array") => vec![json!([])],
        Some("integer" | "number") => vec![json!(1)],
        Some("boolean") => vec![json!(true)],
        _ if name == "emoji" => vec![json!("👍")],
        _ => vec![json!("contoh")],
    }
}

/// All members, with every form of each member in turn.
fn object(document: &Value, schema: &Value) -> Vec<Value> {
    let mut made = vec![Map::new()];
    for (name, member) in schema["properties"].as_object().into_iter().flatten() {
        let forms = examples(document, member, name);
        made = made
            .iter()
            .flat_map(|so_far| {
                forms.iter().map(|form| {
                    let mut next = so_far.clone();
                    next.insert(name.clone(), form.clone());
                    next
                })
            })
            .collect();
    }
    made.into_iter().map(Value::Object).collect()
}

/// A place in a request where an id stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The id of the path.
    Path,
    /// A query parameter.
    Query(String),
    /// A member of a body, by the body's number.
    Body(usize, String),
}

impl Operation {
    /// The noun of the path.
    pub(crate) fn noun(&self) -> &str {
        self.path.split('/').nth(1).unwrap()
    }

    /// Every place where an id stands.
    pub(crate) fn slots(&self) -> Vec<Slot> {
        let mut slots = Vec::new();
        if self.path.contains("{id}") {
            slots.push(Slot::Path);
        }
        slots.extend(self.query_ids.iter().cloned().map(Slot::Query));
        for (number, body) in self.bodies.iter().enumerate() {
            let mut names = Vec::new();
            members(body, &mut names);
            slots.extend(names.into_iter().map(|name| Slot::Body(number, name)));
        }
        slots
    }

    /// Address and body with ids from `id_of`, which is told the slot and what it names.
    pub(crate) fn fill(
        &self,
        body: usize,
        id_of: &dyn Fn(&Slot, &str) -> Uuid,
    ) -> (String, Option<Value>) {
        let mut uri = format!("/api/v1{}", self.path);
        if uri.contains("{id}") {
            uri = uri.replace("{id}", &id_of(&Slot::Path, self.noun()).to_string());
        }
        let mut sign = '?';
        for name in &self.query_ids {
            let id = id_of(&Slot::Query(name.clone()), name);
            let _ = write!(uri, "{sign}{name}={id}");
            sign = '&';
        }
        for name in &self.needed {
            let _ = write!(uri, "{sign}{name}=1");
            sign = '&';
        }
        let filled = self.bodies.get(body).map(|example| {
            let mut value = example.clone();
            put(&mut value, &|name| {
                id_of(&Slot::Body(body, name.to_owned()), name)
            });
            value
        });
        (uri, filled)
    }
}

fn members(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.extend(text.strip_prefix(HERE).map(str::to_owned)),
        Value::Object(map) => map.values().for_each(|v| members(v, found)),
        Value::Array(items) => items.iter().for_each(|v| members(v, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn put(value: &mut Value, id_of: &dyn Fn(&str) -> Uuid) {
    match value {
        Value::String(text) => {
            if let Some(name) = text.strip_prefix(HERE) {
                *value = json!(id_of(name));
            }
        }
        Value::Object(map) => map.values_mut().for_each(|v| put(v, id_of)),
        Value::Array(items) => items.iter_mut().for_each(|v| put(v, id_of)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
