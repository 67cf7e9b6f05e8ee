//! Our own source files, read once.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

/// A file.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the root, with slashes.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl Source {
    /// Whether it is a test, by where it lies.
    pub(crate) fn is_test(&self) -> bool {
        self.path.contains("/tests/")
            || self.path.contains("/e2e/")
            || self.path.ends_with("/tests.rs")
            || self.path.contains(".test.")
    }

    /// The part before the file's own tests.
    pub(crate) fn code(&self) -> &str {
        self.text
            .split("\n#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default()
    }

    /// The crate's folder: `crates/db` is `db`.
    pub(crate) fn krate(&self) -> &str {
        let mut parts = self.path.split('/');
        match parts.next() {
            Some("crates") => parts.next().unwrap_or_default(),
            Some(first) => first,
            None => "",
        }
    }
}

/// All Rust and TypeScript of ours, tests included, nothing that was made.
pub(crate) fn read(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for top in ["crates", "xtask", "bench", "web/src", "web/e2e"] {
        collect(root, &root.join(top), &mut sources)?;
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(sources)
}

fn collect(root: &Path, folder: &Path, into: &mut Vec<Source>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path: PathBuf = entry?.path();
        let name = path
            .file_name()
            .and_then(|n| n.to_str())
            .unwrap_or_default();
        if path.is_dir() {
            if !["node_modules", "target", "dist", "snapshots"].contains(&name) {
                collect(root, &path, into)?;
            }
        } else if [".rs", ".ts", ".tsx"].iter().any(|end| name.ends_with(end))
            && name != "schema.d.ts"
        {
            let text =
                std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
            let path = path
                .strip_prefix(root)?
                .to_string_lossy()
                .replace('\\', "/");
            into.push(Source { path, text });
        }
    }
    Ok(())
}
