//! The program itself: commands, and the end after SIGTERM.

#![expect(clippy::unwrap_used, reason = "what goes wrong in a helper fails the test")]

use std::{
    path::Path,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

fn balcao(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_balcao"));
    command
        .current_dir(folder)
        .env_clear()
        .env("BALCAO_DATABASE_URL", "sqlite:data/balcao.db")
        .env("BALCAO_ADDR", "127.0.0.1:0")
        .stdin(Stdio::null());
    command
}

fn run(folder: &Path, args: &[&str]) -> (bool, String, String) {
    let Output { status, stdout, stderr } = balcao(folder).args(args).output().unwrap();
    (status.success(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

#[test]
fn help_teaches_by_example() {
    let folder = tempfile::tempdir().unwrap();
    let (good, text, _) = run(folder.path(), &["--help"]);
    assert!(good);
    for word in ["serve", "migrate", "user", "demo", "check", "backup", "BALCAO_DATABASE_URL", "Examples:"] {
        assert!(text.contains(word), "{word}");
    }
}

#[test]
fn a_user_is_added_once_and_a_database_copied() {
    let folder = tempfile::tempdir().unwrap();
    let add = |password: &str| {
        run(
            folder.path(),
            &["user", "add", "--email", "ana@example.com", "--name", "Ana", "--role", "admin", "--password", password],
        )
    };
    let (good, _, error) = add("short");
    assert!(!good && error.starts_with("error: password: "), "{error}");
    let (good, text, error) = add("long enough 1");
    assert!(good && text.contains("ana@example.com can sign in as admin"), "{text}{error}");
    let (good, _, error) = add("long enough 1");
    assert!(!good && error.contains("error: email: "), "{error}");

    let (good, ..) = run(folder.path(), &["backup", "copy.db"]);
    assert!(good && folder.path().join("copy.db").is_file());
    let (good, _, error) = run(folder.path(), &["backup", "copy.db"]);
    assert!(!good && error.contains("exists already"), "{error}");
}

#[test]
fn the_demo_prints_its_logins_each_time() {
    let folder = tempfile::tempdir().unwrap();
    for begins in ["Made 300 people and 40 tickets.", "The demo data is there already."] {
        let (good, text, error) = run(folder.path(), &["demo", "--tickets", "40"]);
        assert!(good, "{error}");
        assert!(
            text.starts_with(begins) && text.contains("renata@balcao.demo") && text.contains("balcao-demo-2026"),
            "{text}"
        );
        assert!(!error.contains("WARN"), "{error}");
    }
}

#[test]
fn check_says_how_to_repair() {
    let folder = tempfile::tempdir().unwrap();
    let (good, text, _) = run(folder.path(), &["check"]);
    assert!(!good && text.contains("run: balcao migrate") && text.contains("BALCAO_SITE_DIR"), "{text}");
    assert!(run(folder.path(), &["migrate"]).0);
    let (_, text, _) = run(folder.path(), &["check"]);
    assert!(text.contains("sqlite:data/balcao.db answers"), "{text}");
}

#[cfg(unix)]
#[test]
fn it_ends_in_good_order_when_asked() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("log");
    let mut child = balcao(folder.path())
        .arg("serve")
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&log).unwrap())
        .spawn()
        .unwrap();
    let read = || std::fs::read_to_string(&log).unwrap();
    let began = Instant::now();
    while !read().contains("serving") {
        assert!(began.elapsed() < Duration::from_secs(20), "{}", read());
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(Command::new("kill").arg(child.id().to_string()).status().unwrap().success());
    let status = child.wait().unwrap();
    assert!(status.success() && read().contains("ended"), "{}", read());
    assert!(read().contains("nobody can sign in yet"), "{}", read());
}
