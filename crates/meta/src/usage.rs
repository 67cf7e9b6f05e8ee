//! How much of its share an app, page or business has used: `X-App-Usage` and `X-Business-Use-Case-Usage`
//! (Meta, "Rate limits"). Figures are percent of the share, times are minutes.

use reqwest::header::HeaderMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What one answer told about shares.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Usage {
    /// Of the app as a whole.
    pub app: Option<Share>,
    /// Of single businesses, one row per id and kind of call.
    pub business: Vec<BusinessShare>,
}

/// Percent of a share that is used. May pass 100.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Share {
    /// Calls.
    pub calls: f64,
    /// Time.
    pub time: f64,
    /// Processor time.
    pub cpu: f64,
}

/// One business's share of one kind of call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BusinessShare {
    /// The account's id.
    pub id: String,
    /// `whatsapp`, `messenger`, `pages`, …
    pub kind: String,
    /// How much.
    pub share: Share,
    /// Minutes until calls are taken again; 0 while they are.
    pub regain_minutes: u64,
}

impl Share {
    /// The fullest of the three.
    #[must_use]
    pub fn percent(self) -> f64 {
        self.calls.max(self.time).max(self.cpu)
    }
}

impl Usage {
    /// Reads an answer's headers. A header that cannot be read counts as absent, since it only informs.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let read = |name: &str| -> Option<Value> {
            serde_json::from_slice(headers.get(name)?.as_bytes()).ok()
        };
        Self {
            app: read("x-app-usage").as_ref().map(share),
            business: read("x-business-use-case-usage")
                .as_ref()
                .map(businesses)
                .unwrap_or_default(),
        }
    }

    /// The fullest share, in percent.
    #[must_use]
    pub fn percent(&self) -> f64 {
        self.business
            .iter()
            .map(|b| b.share.percent())
            .chain(self.app.map(Share::percent))
            .fold(0.0, f64::max)
    }

    /// Milliseconds until the last exhausted share is given back; 0 when none is.
    #[must_use]
    pub fn wait_ms(&self) -> u64 {
        let minutes = self.business.iter().map(|b| b.regain_minutes).max();
        minutes.unwrap_or(0).saturating_mul(60_000)
    }
}

fn share(value: &Value) -> Share {
    let figure = |key: &str| value.get(key).and_then(Value::as_f64).unwrap_or(0.0);
    Share {
        calls: figure("call_count"),
        time: figure("total_time"),
        cpu: figure("total_cputime"),
    }
}

fn businesses(value: &Value) -> Vec<BusinessShare> {
    let rows = |(id, rows): (&String, &Value)| -> Vec<BusinessShare> {
        rows.as_array()
            .into_iter()
            .flatten()
            .map(|row| BusinessShare {
                id: id.clone(),
                kind: row
                    .get("type")
                    .and_then(Value::as_str)
                    .unwrap_or("")
                    .to_owned(),
                share: share(row),
                regain_minutes: row
                    .get("estimated_time_to_regain_access")
                    .and_then(Value::as_u64)
                    .unwrap_or(0),
            })
            .collect()
    };
    value
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(rows)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(app: &str, business: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-app-usage", app.parse().unwrap());
        headers.insert("x-business-use-case-usage", business.parse().unwrap());
        headers
    }

    #[test]
    fn reads_both() {
        let usage = Usage::of(&headers(
            r#"{"call_count":28,"total_time":25,"total_cputime":31}"#,
            r#"{"900":[{"type":"whatsapp","call_count":100,"total_cputime":4,"total_time":9,"estimated_time_to_regain_access":19}],"901":[]}"#,
        ));
        assert!((usage.percent() - 100.0).abs() < f64::EPSILON);
        assert_eq!(usage.wait_ms(), 19 * 60_000);
        assert_eq!(usage.business[0].id, "900");
        assert!((usage.app.unwrap().percent() - 31.0).abs() < f64::EPSILON);
    }

    #[test]
    fn nonsense_counts_as_absent() {
        let usage = Usage::of(&headers("oops", r#"[1,{"x":2}]"#));
        assert_eq!(usage, Usage::default());
        assert_eq!(Usage::of(&HeaderMap::new()).wait_ms(), 0);
    }
}
