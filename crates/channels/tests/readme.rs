//! What an operator is told to subscribe to is what is read.

#[test]
fn the_readme_names_every_field() {
    let readme = include_str!("../../../README.md");
    let whatsapp = channels::registry::by_kind("whatsapp").expect("it is there");
    for field in whatsapp.fields() {
        assert!(readme.contains(&format!("`{field}`")), "{field}");
    }
}
