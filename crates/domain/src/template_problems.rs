//! What is wrong with the values for a template, so that nothing the provider would refuse is sent (its 132000 class).

use crate::template::{Button, Header, Template, TemplateValues, ValueProblem, variables};

/// Most characters of a filled body.
const BODY_MAX: usize = 1024;
/// Most characters of a filled text header.
const HEADER_MAX: usize = 60;
/// Most characters of a value in a template that tells a code.
const CODE_MAX: usize = 15;

impl Template {
    /// Everything wrong with `values`.
    #[must_use]
    pub fn problems(&self, values: &TemplateValues) -> Vec<ValueProblem> {
        let mut problems = self.text_problems("body", &self.body, &values.body);
        let header = match &self.header {
            Header::Text { text } => text.as_str(),
            Header::None | Header::Media { .. } => "",
        };
        problems.extend(self.text_problems("header", header, &values.header));
        if let Header::Media { kind } = &self.header
            && values.header_media.is_none()
            && values.header_file.is_none()
        {
            problems.push(problem("header", kind, "a file is missing"));
        }
        problems.extend(self.button_problems(&values.buttons));
        if self.rendered_body(values).chars().count() > BODY_MAX {
            problems.push(problem(
                "body",
                "",
                "the filled text is longer than 1,024 characters",
            ));
        }
        if self
            .rendered_header(values)
            .is_some_and(|text| text.chars().count() > HEADER_MAX)
        {
            problems.push(problem(
                "header",
                "",
                "the filled text is longer than 60 characters",
            ));
        }
        problems
    }

    fn text_problems(
        &self,
        part: &str,
        text: &str,
        given: &[(String, String)],
    ) -> Vec<ValueProblem> {
        let wanted = variables(text);
        let missing = |key: &&String| !given.iter().any(|(k, v)| k == *key && !v.trim().is_empty());
        let mut problems: Vec<ValueProblem> = wanted
            .iter()
            .filter(missing)
            .map(|key| problem(part, key, "a value is missing"))
            .collect();
        for (key, value) in given {
            if !wanted.contains(key) {
                problems.push(problem(part, key, "the template has no such variable"));
            } else if value.contains(['\n', '\r', '\t']) || value.contains("    ") {
                problems.push(problem(
                    part,
                    key,
                    "no line breaks, tabs or runs of more than three spaces",
                ));
            } else if self.tells_codes() && value.chars().count() > CODE_MAX {
                problems.push(problem(part, key, "a code has at most 15 characters"));
            }
        }
        problems
    }

    fn button_problems(&self, given: &[(usize, String)]) -> Vec<ValueProblem> {
        let filled = |index: usize| {
            given
                .iter()
                .any(|(i, value)| *i == index && !value.trim().is_empty())
        };
        let missing = self
            .buttons
            .iter()
            .enumerate()
            .filter(|(index, button)| button.needs_value() && !filled(*index))
            .map(|(index, _)| problem("button", &index.to_string(), "a value is missing"));
        let strange = given.iter().filter_map(|(index, value)| {
            let trouble = match self.buttons.get(*index) {
                None => "the template has no such button",
                Some(button) if !button.takes_value() => "this button takes no value",
                Some(_) if self.tells_codes() && value.chars().count() > CODE_MAX => {
                    "a code has at most 15 characters"
                }
                Some(_) => return None,
            };
            Some(problem("button", &index.to_string(), trouble))
        });
        missing.chain(strange).collect()
    }

    fn tells_codes(&self) -> bool {
        self.category.eq_ignore_ascii_case("AUTHENTICATION")
    }
}

impl Button {
    fn needs_value(&self) -> bool {
        self.kind == "COPY_CODE"
            || self
                .url
                .as_deref()
                .is_some_and(|url| !variables(url).is_empty())
    }

    /// A quick reply may carry its own answer; a code's button may be filled by the provider.
    fn takes_value(&self) -> bool {
        self.needs_value() || ["QUICK_REPLY", "OTP"].contains(&self.kind.as_str())
    }
}

fn problem(part: &str, key: &str, problem: &str) -> ValueProblem {
    ValueProblem {
        part: part.to_owned(),
        key: key.to_owned(),
        problem: problem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::TemplateStatus;

    fn template() -> Template {
        let button = |kind: &str, url: Option<&str>| Button {
            kind: kind.to_owned(),
            text: "Buka".to_owned(),
            url: url.map(str::to_owned),
        };
        Template {
            name: "kirim".to_owned(),
            language: "id".to_owned(),
            category: "UTILITY".to_owned(),
            status: TemplateStatus("APPROVED".to_owned()),
            provider_id: None,
            named: false,
            header: Header::Text {
                text: "Pesanan {{1}}".to_owned(),
            },
            body: "Halo {{1}}, pesanan {{2}} dikirim.".to_owned(),
            footer: None,
            buttons: vec![
                button("URL", Some("https://toko.example/")),
                button("URL", Some("https://toko.example/{{1}}")),
                button("QUICK_REPLY", None),
                button("PHONE_NUMBER", None),
            ],
            reason: None,
        }
    }

    fn values() -> TemplateValues {
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        TemplateValues {
            header: vec![pair("1", "A1")],
            body: vec![pair("1", "Sari"), pair("2", "A1")],
            buttons: vec![(1, "A1".to_owned()), (2, "lacak".to_owned())],
            ..TemplateValues::default()
        }
    }

    type Change = fn(&mut Template, &mut TemplateValues);

    #[test]
    fn everything_the_provider_would_refuse_is_named() {
        assert_eq!(template().problems(&values()), []);
        let cases: [(&str, &str, Change); 11] = [
            ("body", "2", |_, v| drop(v.body.pop())),
            ("body", "3", |_, v| {
                v.body.push(("3".to_owned(), "x".to_owned()));
            }),
            ("body", "1", |_, v| v.body[0].1 = "a\rb".to_owned()),
            ("body", "1", |_, v| v.body[0].1 = "a    b".to_owned()),
            ("body", "", |_, v| v.body[0].1 = "a".repeat(1100)),
            ("body", "1", |t, v| {
                t.category = "AUTHENTICATION".to_owned();
                v.body[0].1 = "1".repeat(16);
            }),
            ("header", "", |_, v| v.header[0].1 = "a".repeat(60)),
            ("header", "1", |t, _| t.header = Header::None),
            ("button", "0", |_, v| v.buttons.push((0, "x".to_owned()))),
            ("button", "3", |_, v| v.buttons.push((3, "x".to_owned()))),
            ("button", "9", |_, v| v.buttons.push((9, "x".to_owned()))),
        ];
        for (part, key, change) in cases {
            let (mut template, mut values) = (template(), values());
            change(&mut template, &mut values);
            let found = template.problems(&values);
            assert_eq!(found.len(), 1, "{part} {key}: {found:?}");
            assert_eq!((found[0].part.as_str(), found[0].key.as_str()), (part, key));
        }
        let mut empty = values();
        empty.buttons.clear();
        assert_eq!(template().problems(&empty)[0].problem, "a value is missing");
    }
}
