//! What is made from code is made here, and compared.

use std::collections::BTreeMap;
use std::fs::FileTimes;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};
use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, Executor as _};

use crate::{cargo, output, say};

/// The folder of checked queries, for builds without a database.
const QUERIES: &str = ".sqlx";
/// The contract.
const OPENAPI: &str = "web/openapi.json";
/// The contract as the web app's types.
const TYPES: &str = "web/src/api/schema.d.ts";
/// The handbook page.
const SETTINGS: &str = "docs/settings.md";

/// Files by their path from the root.
type Made = BTreeMap<String, Vec<u8>>;

/// Makes everything, or tells what is stale.
pub(crate) fn run(root: &Path, check: bool) -> Result<bool> {
    let mut made = queries(root)?;
    let folder = |path: &str| path.starts_with(QUERIES);
    if !check {
        // The program below is compiled from these.
        write(root, &made, &compare(root, &made, folder)?)?;
    }
    made.insert(SETTINGS.to_owned(), loket(root, &["config", "--markdown"])?);
    let document = loket(root, &["openapi"])?;
    made.insert(TYPES.to_owned(), types(root, &document)?);
    made.insert(OPENAPI.to_owned(), document);
    let stale = compare(root, &made, |_| true)?;
    if check {
        for path in &stale {
            say(&format!("stale: {path}"));
        }
        if !stale.is_empty() {
            say("run `cargo xtask gen` and commit what it changes");
        }
        return Ok(stale.is_empty());
    }
    write(root, &made, &stale)?;
    Ok(true)
}

/// Writes what is stale, and removes what is made no more.
fn write(root: &Path, made: &Made, stale: &[String]) -> Result<()> {
    for path in stale {
        let file = root.join(path);
        match made.get(path) {
            Some(bytes) => {
                if let Some(folder) = file.parent() {
                    std::fs::create_dir_all(folder)?;
                }
                std::fs::write(&file, bytes)?;
            }
            None => std::fs::remove_file(&file)?,
        }
        say(&format!("made {path}"));
    }
    Ok(())
}

/// Paths, of those that are asked about, whose file differs, is missing, or should not be there.
fn compare(root: &Path, made: &Made, asked: impl Fn(&str) -> bool) -> Result<Vec<String>> {
    let mut stale: Vec<String> = made
        .iter()
        .filter(|(path, bytes)| std::fs::read(root.join(path)).ok().as_ref() != Some(bytes))
        .map(|(path, _)| path.clone())
        .collect();
    let folder = root.join(QUERIES);
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let path = format!("{QUERIES}/{}", entry?.file_name().to_string_lossy());
            if !made.contains_key(&path) {
                stale.push(path);
            }
        }
    }
    stale.retain(|path| asked(path));
    stale.sort();
    Ok(stale)
}

fn loket(root: &Path, arguments: &[&str]) -> Result<Vec<u8>> {
    // One that was built just now, by whoever calls us.
    let built = std::env::var_os("BUILT_PROGRAM").filter(|path| !path.is_empty());
    let mut run = if let Some(program) = built {
        Command::new(program)
    } else {
        let mut run = cargo();
        run.args(["run", "--quiet", "--package", "loket", "--"]);
        run
    };
    output(run.args(arguments).current_dir(root))
}

fn types(root: &Path, document: &[u8]) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let (from, to) = (
        folder.path().join("openapi.json"),
        folder.path().join("schema.d.ts"),
    );
    std::fs::write(&from, document)?;
    let tool = root.join("web/node_modules/.bin/openapi-typescript");
    ensure!(
        tool.is_file(),
        "{} is missing: run npm ci in web",
        tool.display()
    );
    output(
        Command::new(tool)
            .arg(&from)
            .arg("-o")
            .arg(&to)
            .current_dir(root.join("web")),
    )?;
    Ok(std::fs::read(to)?)
}

/// Checks every query against a real, empty database, and answers what sqlx learnt.
fn queries(root: &Path) -> Result<Made> {
    // Where the account of a server that root starts may enter.
    let folder = tempfile::Builder::new().prefix("loket-gen").tempdir()?;
    let data = folder.path().join("data");
    let found = folder.path().join("sqlx");
    std::fs::create_dir(&found)?;
    let runtime = tokio::runtime::Runtime::new()?;
    open_to_all(folder.path())?;
    let cluster = runtime.block_on(pg::start(pg::Options::test(&data)))?;
    let admin = PgConnectOptions::new_without_pgpass()
        .host(&cluster.socket_dir().to_string_lossy())
        .port(cluster.port())
        .username(cluster.superuser())
        .password(cluster.password())
        .database("postgres");
    runtime.block_on(migrate(root, admin.clone()))?;
    // A changed time makes cargo compile the crate again, and so the macros ask the database.
    let library = std::fs::File::options()
        .append(true)
        .open(root.join("crates/db/src/lib.rs"))?;
    let unchanged = library.metadata()?.modified()?;
    library.set_times(FileTimes::new().set_modified(now(&data)?))?;
    let address = format!(
        "postgres://{}:{}@localhost/postgres?host={}",
        cluster.superuser(),
        cluster.password(),
        cluster.socket_dir().display()
    );
    let checked = output(
        cargo()
            .args(["check", "--quiet", "--package", "loket-db"])
            .current_dir(root)
            .env("DATABASE_URL", address)
            .env("SQLX_OFFLINE", "false")
            .env("SQLX_OFFLINE_DIR", &found),
    );
    // So that nothing else is compiled again because of us.
    library.set_times(FileTimes::new().set_modified(unchanged))?;
    runtime.block_on(cluster.stop())?;
    checked?;
    let mut made = Made::new();
    for entry in std::fs::read_dir(&found)? {
        let entry = entry?;
        made.insert(
            format!("{QUERIES}/{}", entry.file_name().to_string_lossy()),
            std::fs::read(entry.path())?,
        );
    }
    ensure!(
        !made.is_empty(),
        "sqlx learnt nothing; was crates/db compiled?"
    );
    Ok(made)
}

fn open_to_all(folder: &Path) -> Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(std::fs::set_permissions(
        folder,
        std::fs::Permissions::from_mode(0o711),
    )?)
}

/// The present as the file system sees it.
fn now(folder: &Path) -> Result<std::time::SystemTime> {
    let probe = folder.join("now");
    std::fs::write(&probe, b"")?;
    Ok(std::fs::metadata(&probe)?.modified()?)
}

/// The roles that the migrations speak of, and the migrations. Not through `db`: it may not compile just now.
async fn migrate(root: &Path, admin: PgConnectOptions) -> Result<()> {
    let mut connection = admin.disable_statement_logging().connect().await?;
    let folder = root.join("crates/db/migrations");
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    files.retain(|path| path.extension().is_some_and(|end| end == "sql"));
    files.sort();
    for role in [
        "owner", "definer", "app", "worker", "ingest", "partner", "platform",
    ] {
        connection
            .execute(AssertSqlSafe(format!("CREATE ROLE loket_{role} NOINHERIT")))
            .await?;
    }
    connection
        .execute("GRANT CREATE ON DATABASE postgres TO loket_owner")
        .await?;
    for file in files {
        let text = std::fs::read_to_string(&file)?;
        sqlx::raw_sql(AssertSqlSafe(text))
            .execute(&mut connection)
            .await
            .with_context(|| file.display().to_string())?;
    }
    connection.close().await?;
    Ok(())
}
