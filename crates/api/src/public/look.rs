//! How the public pages look: the partner's colour on the grounds of the desk, in both themes.

use crate::views::Brand;

/// The house's own colour, light and dark.
const OWN: (&str, &str) = ("#0a6b4e", "#53d6a4");

/// The style sheet of a brand. Colours were measured when they were saved and are `#rrggbb`.
pub(super) fn style(brand: &Brand) -> String {
    let (light, dark) = brand.accents().unwrap_or(OWN);
    format!(":root{{color-scheme:light dark;--accent:light-dark({light},{dark})}}\n{REST}")
}

const REST: &str = r#"
body{margin:0;background:light-dark(#f4f5f3,#101412);color:light-dark(#161b18,#e8ece9);font:1rem/1.6 "Noto Sans",system-ui,sans-serif}
a{color:var(--accent);text-underline-offset:2px}
a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
header,main,footer{box-sizing:border-box;max-inline-size:46rem;margin-inline:auto;padding-inline:1.25rem}
header{padding-block:1.5rem .75rem}
.sign{display:flex;align-items:center;gap:.75rem;font-weight:700}
.sign img{block-size:2rem;inline-size:auto;max-inline-size:10rem}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:1rem 0 0;padding:0;list-style:none;font-size:.9375rem}
nav a{display:inline-block;padding-block:.35rem}
nav a[aria-current]{color:inherit;font-weight:600;text-decoration:none;border-block-end:2px solid var(--accent)}
main{background:light-dark(#fff,#171c19);border:1px solid light-dark(#dfe3e0,#2a322e);border-radius:1rem;padding-block:1.5rem 2rem;inline-size:calc(100% - 2rem)}
h1{margin:0;font-size:1.6rem;line-height:1.25;text-wrap:balance}
h2{margin:2rem 0 .5rem;font-size:1.1rem;overflow-wrap:anywhere}
p{margin:.5rem 0}
.lead{color:light-dark(#555e58,#a3ada7);font-size:1.05rem}
ul,ol{padding-inline-start:1.25rem;margin:.5rem 0}
li{margin-block:.3rem}
code{font:.9em ui-monospace,"Noto Sans Mono",monospace;overflow-wrap:anywhere}
h2 code{font-weight:700}
footer{padding-block:1.25rem 3rem;color:light-dark(#555e58,#a3ada7);font-size:.9375rem}
"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_without_colours_has_the_houses() {
        let plain = style(&Brand::of_house("Loket".to_owned()));
        assert!(
            plain
                .starts_with(":root{color-scheme:light dark;--accent:light-dark(#0a6b4e,#53d6a4)}")
        );
    }
}
