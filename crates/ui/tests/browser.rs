//! The style guide in a real browser: every key of the grid, and axe on every page.
//!
//! Runs where `KAMERAL_BROWSER_TOOLS` names a folder with `playwright-core` and `axe-core`
//! (`npm install --prefix <folder> playwright-core axe-core`) and Chromium is installed; else it
//! says so and passes.

#[path = "../examples/styleguide/app.rs"]
mod app;

use std::process::Command;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");

#[tokio::test(flavor = "multi_thread")]
async fn the_parts_work_in_a_browser_and_are_open_to_everyone() {
    if std::env::var_os("KAMERAL_BROWSER_TOOLS").is_none() {
        eprintln!("KAMERAL_BROWSER_TOOLS is not set: nothing is looked at in a browser");
        return;
    }
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0))
        .await
        .expect("a free port");
    let address = format!("http://{}", listener.local_addr().expect("it is bound"));
    tokio::spawn(async move { axum::serve(listener, app::app()).await });
    let tests = tokio::task::spawn_blocking(move || {
        Command::new("node")
            .args(["--test", "shell.test.js", "grid.test.js", "axe.test.js"])
            .current_dir(FOLDER)
            .env("KAMERAL_ADDRESS", address)
            .output()
    });
    let output = tests.await.expect("it ran").expect("node is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}
