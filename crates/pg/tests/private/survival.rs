//! What happens when something is running already, or was killed.

use crate::support::{alive, data_dir, home, sql};
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, Uid, User};
use pg::{Error, Options};
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_server_that_runs_is_adopted_within_moments() {
    let dir = data_dir();
    let first = pg::start(Options::durable(dir.path())).await.unwrap();
    let (pid, password) = (first.pid(), first.password().to_owned());
    sql(&first, "CREATE TABLE kept AS SELECT 7 AS n");
    drop(first);
    assert!(alive(pid), "the server must outlive Loket");
    let endpoint = pg::running(dir.path()).unwrap().unwrap();
    assert_eq!(endpoint.password(), password);

    let begin = Instant::now();
    let second = pg::start(Options::durable(dir.path())).await.unwrap();
    let took = begin.elapsed();
    assert!(second.adopted() && second.pid() == pid);
    assert!(took.as_millis() < 500, "adopting took {took:?}");
    println!("adopted in {took:?}");
    assert_eq!(sql(&second, "SELECT n FROM kept"), "7");

    second.stop().await.unwrap();
    assert_eq!(pg::running(dir.path()).unwrap(), None);
    let third = pg::start(Options::durable(dir.path())).await.unwrap();
    assert!(!third.adopted());
    assert_eq!(sql(&third, "SELECT n FROM kept"), "7");
    third.stop().await.unwrap();
}

#[tokio::test]
async fn two_lokets_do_not_share_one_data_folder() {
    let dir = data_dir();
    let first = pg::start(Options::durable(dir.path())).await.unwrap();
    let text = match pg::start(Options::durable(dir.path())).await {
        Err(error @ Error::Locked { .. }) => error.to_string(),
        other => panic!("{other:?}"),
    };
    assert!(
        text.contains(&format!("process {}", std::process::id())),
        "{text}"
    );
    assert!(text.contains("LOKET_DATA_DIR"), "{text}");
    first.stop().await.unwrap();
}

#[tokio::test]
async fn a_killed_server_recovers_with_everything_acknowledged() {
    let dir = data_dir();
    let first = pg::start(Options::durable(dir.path())).await.unwrap();
    sql(
        &first,
        "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n",
    );
    // A session that is busy when its postmaster dies holds on to the shared memory.
    let mut busy = Command::new(first.bin_dir().join("psql"))
        .env("PGPASSWORD", first.password())
        .args(["-X", "-d", "postgres", "-U", "loket", "-c"])
        .arg("SELECT count(*) FROM generate_series(1, 20000000)")
        .arg("-h")
        .arg(first.socket_dir())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_millis(300));
    kill(Pid::from_raw(first.pid()), Signal::SIGKILL).unwrap();
    drop(first);
    let second = pg::start(Options::durable(dir.path())).await.unwrap();
    assert!(!second.adopted());
    assert_eq!(sql(&second, "SELECT count(*) FROM kept"), "1000");
    second.stop().await.unwrap();
    busy.wait().unwrap();
}

#[tokio::test]
async fn a_pid_that_now_belongs_to_another_process_does_not_stop_the_start() {
    let dir = data_dir();
    pg::start(Options::durable(dir.path()))
        .await
        .unwrap()
        .stop()
        .await
        .unwrap();
    let cluster = home(&dir).join("cluster");
    let pid_file = cluster.join("postmaster.pid");
    // A process of the server's own account: Postgres would take it for a running server.
    let owner = cluster.metadata().unwrap().uid();
    let mut other = Command::new("sleep");
    if nix::unistd::geteuid().is_root() {
        other.uid(owner);
    }
    let mut other = other.arg("600").current_dir("/").spawn().unwrap();
    let text = format!(
        "{}\n{}\n0\n5432\n\n\n0 0\nready\n",
        other.id(),
        cluster.display()
    );
    fs::write(&pid_file, text).unwrap();
    nix::unistd::chown(&pid_file, Some(Uid::from_raw(owner)), None).unwrap();
    let again = pg::start(Options::durable(dir.path())).await;
    other.kill().unwrap();
    other.wait().unwrap();
    let again = again.unwrap();
    assert!(!again.adopted());
    again.stop().await.unwrap();
}

#[tokio::test]
async fn a_server_whose_socket_was_swept_away_is_restarted() {
    let dir = data_dir();
    let first = pg::start(Options::durable(dir.path())).await.unwrap();
    let pid = first.pid();
    fs::remove_file(first.socket_dir().join(".s.PGSQL.5432")).unwrap();
    drop(first);
    let second = pg::start(Options::durable(dir.path())).await.unwrap();
    assert!(!second.adopted() && second.pid() != pid);
    assert_eq!(sql(&second, "SELECT 1"), "1");
    second.stop().await.unwrap();
}

#[tokio::test]
async fn other_settings_restart_the_server() {
    let dir = data_dir();
    let first = pg::start(Options::durable(dir.path())).await.unwrap();
    let pid = first.pid();
    drop(first);
    let settings = vec![("max_connections".to_owned(), "33".to_owned())];
    let second = pg::start(Options {
        settings,
        ..Options::durable(dir.path())
    })
    .await
    .unwrap();
    assert!(!second.adopted() && second.pid() != pid);
    assert_eq!(sql(&second, "SHOW max_connections"), "33");
    second.stop().await.unwrap();
}

#[tokio::test]
async fn test_clusters_are_shared_and_stop_with_their_last_user() {
    let dir = data_dir();
    let (first, second) = tokio::join!(
        pg::start(Options::test(dir.path())),
        pg::start(Options::test(dir.path()))
    );
    let (first, second) = (first.unwrap(), second.unwrap());
    assert_eq!(first.pid(), second.pid());
    assert_ne!(first.adopted(), second.adopted());
    drop(first);
    assert_eq!(sql(&second, "SELECT 1"), "1");
    let settings = vec![("max_connections".to_owned(), "33".to_owned())];
    let third = pg::start(Options {
        settings,
        ..Options::test(dir.path())
    })
    .await;
    assert!(
        matches!(third, Err(Error::SharedWithOtherSettings(_))),
        "{third:?}"
    );
    drop(second);
    assert_eq!(pg::running(dir.path()).unwrap(), None);

    let durable = pg::start(Options::durable(dir.path())).await;
    assert!(
        matches!(durable, Err(Error::MadeForTests(_))),
        "{durable:?}"
    );
}

#[tokio::test]
async fn a_making_that_was_killed_leaves_no_half_cluster() {
    let dir = data_dir();
    // Killed at several moments of the making; each time the next start must succeed.
    for pause in [20, 60, 150, 300, 450, 600, 750] {
        let mut child = this_program();
        let mut child = inner(&mut child, "survival::make_and_hang", dir.path())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(pause));
        child.kill().unwrap();
        child.wait().unwrap();
        let cluster = pg::start(Options::test(dir.path())).await.unwrap();
        assert_eq!(sql(&cluster, "SELECT 1"), "1");
        cluster.stop().await.unwrap();
        let left = fs::read_dir(home(&dir))
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        let left: Vec<_> = left
            .filter(|name| name.to_string_lossy().starts_with("initdb-"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
        fs::remove_dir_all(home(&dir).join("cluster")).unwrap();
    }
}

/// Root runs the same life once more as `nobody`, in a copy of this program that it can reach.
#[test]
fn an_account_without_rights_can_do_it_too() {
    if !nix::unistd::geteuid().is_root() {
        return;
    }
    let nobody = User::from_name("nobody").unwrap().unwrap();
    let dir = data_dir();
    let program = dir.path().join("copy");
    fs::copy(std::env::current_exe().unwrap(), &program).unwrap();
    let theirs = dir.path().join("theirs");
    fs::create_dir(&theirs).unwrap();
    nix::unistd::chown(&theirs, Some(nobody.uid), Some(nobody.gid)).unwrap();
    let mut copy = Command::new(&program);
    copy.current_dir("/")
        .uid(nobody.uid.as_raw())
        .gid(nobody.gid.as_raw());
    let output = inner(&mut copy, "survival::whole_life", &theirs)
        .stdout(Stdio::piped())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );
    assert_eq!(
        theirs.join("postgres/cluster").metadata().unwrap().uid(),
        nobody.uid.as_raw()
    );
}

fn this_program() -> Command {
    Command::new(std::env::current_exe().unwrap())
}

/// One test that only runs inside another.
fn inner<'a>(program: &'a mut Command, test: &str, dir: &Path) -> &'a mut Command {
    program
        .args(["--ignored", "--exact", test])
        .env("LOKET_PG_INNER_DIR", dir)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
}

fn inner_dir() -> PathBuf {
    std::env::var_os("LOKET_PG_INNER_DIR").unwrap().into()
}

#[tokio::test]
#[ignore = "run by a_making_that_was_killed_leaves_no_half_cluster"]
async fn make_and_hang() {
    let cluster = pg::start(Options::test(inner_dir())).await.unwrap();
    assert_eq!(cluster.port(), pg::PORT);
    std::future::pending::<()>().await;
}

#[tokio::test]
#[ignore = "run by an_account_without_rights_can_do_it_too"]
async fn whole_life() {
    let dir = inner_dir();
    let first = pg::start(Options::durable(&dir)).await.unwrap();
    assert_eq!(sql(&first, "SELECT current_user"), pg::SUPERUSER);
    drop(first);
    let second = pg::start(Options::durable(&dir)).await.unwrap();
    assert!(second.adopted());
    assert_eq!(
        second.socket_dir(),
        dir.canonicalize().unwrap().join("postgres/run")
    );
    second.stop().await.unwrap();
    assert_eq!(pg::running(&dir).unwrap(), None);
}
