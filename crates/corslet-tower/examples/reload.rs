//! A policy file that is read again when it changes, and whenever the process gets SIGHUP.
//!
//! `cargo run --example reload -- policy.toml`. A file with an error in it is drawn, and the old policy stays in force.
//!
//! Change the file by renaming a new one over it: half a file can be a whole policy, and another one than you meant.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use corslet::policy::{Policy, file};
use corslet_tower::{CorsLayer, Handle};
use tokio::sync::Notify;

/// What a policy's file says, and what is to be told of it; an error is a policy that there is not.
fn compile(name: &str, text: &str) -> (Option<Policy>, String) {
    let reading = file::read(text, &|variable| std::env::var(variable).ok());
    (reading.policy().cloned(), reading.render(name, false))
}

/// Reads the file at every turn, and puts its policy in force when it has changed or was asked for.
async fn follow(
    path: &Path,
    mut text: String,
    handle: Handle,
    period: Duration,
    again: Arc<Notify>,
    tell: fn(&str),
) {
    loop {
        let is_asked = tokio::select! {
            () = tokio::time::sleep(period) => false,
            () = again.notified() => true,
        };
        let now = match tokio::fs::read_to_string(path).await {
            Ok(now) => now,
            Err(error) => {
                tell(&format!("the old policy stays in force: {}: {error}\n", path.display()));
                continue;
            }
        };
        // Environment variables may have changed where the text has not.
        if now == text && !is_asked {
            continue;
        }
        let (policy, problems) = compile(&path.display().to_string(), &now);
        tell(&problems);
        match policy {
            // Requests under way end under the old policy.
            Some(policy) => drop(handle.replace(policy)),
            None => tell("the old policy stays in force\n"),
        }
        text = now;
    }
}

/// Notifies at each SIGHUP; elsewhere than on Unix there is none.
fn hang_ups() -> std::io::Result<Arc<Notify>> {
    let again = Arc::new(Notify::new());
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let (mut hang_up, notify) = (signal(SignalKind::hangup())?, Arc::clone(&again));
        tokio::spawn(async move {
            while hang_up.recv().await.is_some() {
                notify.notify_one();
            }
        });
    }
    Ok(again)
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file?")?;
    let text = std::fs::read_to_string(&path)?;
    let (policy, problems) = compile(&path, &text);
    eprint!("{problems}");
    let (layer, handle) = CorsLayer::reloadable(policy.ok_or("there is no policy to begin with")?);
    let again = hang_ups()?;
    tokio::spawn(async move {
        follow(Path::new(&path), text, handle, Duration::from_secs(1), again, |told| eprint!("{told}")).await;
    });

    let api = Router::new().route("/", get(async || "hello")).layer(layer);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    axum::serve(listener, api).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Mutex;

    use super::*;

    const ONE: &str = "version = 1\n[[route]]\npath = \"/*\"\norigins = [\"https://one.example\"]\n";
    const HOUR: Duration = Duration::from_secs(3600);

    type Problem = Box<dyn std::error::Error>;

    /// A file of this name, in a directory of this process.
    fn put(name: &str, text: &str) -> Result<PathBuf, Problem> {
        let directory = std::env::temp_dir().join(format!("corslet-reload-{}", std::process::id()));
        std::fs::create_dir_all(&directory)?;
        let (new, path) = (directory.join(format!("{name}.new")), directory.join(name));
        std::fs::write(&new, text)?;
        std::fs::rename(new, &path)?;
        Ok(path)
    }

    fn follow_file(
        path: &Path,
        period: Duration,
        again: &Arc<Notify>,
        tell: fn(&str),
    ) -> Result<Handle, Problem> {
        let text = std::fs::read_to_string(path)?;
        let policy = compile("", &text).0.ok_or("no policy")?;
        let (path, handle, again) = (path.to_owned(), CorsLayer::reloadable(policy).1, Arc::clone(again));
        let followed = handle.clone();
        tokio::spawn(async move { follow(&path, text, followed, period, again, tell).await });
        Ok(handle)
    }

    fn origins(handle: &Handle) -> String {
        format!("{:?}", handle.policy().to_config().routes[0].origins)
    }

    async fn until(what: impl Fn() -> bool) -> Result<(), Problem> {
        let turns = async {
            while !what() {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        Ok(tokio::time::timeout(Duration::from_secs(20), turns).await?)
    }

    #[tokio::test]
    async fn a_change_is_followed_and_a_mistake_is_drawn() -> Result<(), Problem> {
        static TOLD: Mutex<String> = Mutex::new(String::new());
        fn tell(told: &str) {
            TOLD.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).push_str(told);
        }
        let told = |what: &str| TOLD.lock().is_ok_and(|told| told.contains(what));

        let path = put("changed.toml", ONE)?;
        let handle = follow_file(&path, Duration::from_millis(5), &Arc::default(), tell)?;
        put("changed.toml", &ONE.replace("one", "two"))?;
        until(|| origins(&handle).contains("two.example")).await?;
        assert!(TOLD.lock().is_ok_and(|told| told.is_empty()), "nothing is wrong with it");

        let wrong = ONE.replace("one.example", "three.example/").replace("origins", "orgins = 1\norigins");
        put("changed.toml", &wrong)?;
        until(|| told("the old policy stays in force")).await?;
        for part in ["error[unknown-key]", "error[origin-trailing-slash]", "changed.toml:4:", "^^^"] {
            assert!(told(part), "{part}: {TOLD:?}");
        }
        assert!(origins(&handle).contains("two.example"));

        std::fs::remove_file(&path)?;
        until(|| told("changed.toml: ")).await?;
        assert!(origins(&handle).contains("two.example"));
        put("changed.toml", ONE)?;
        until(|| origins(&handle).contains("one.example")).await
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_hang_up_reads_at_once() -> Result<(), Problem> {
        let path = put("signalled.toml", ONE)?;
        let again = hang_ups()?;
        let handle = follow_file(&path, HOUR, &again, |_| ())?;
        put("signalled.toml", &ONE.replace("one", "two"))?;
        let process = std::process::id().to_string();
        assert!(std::process::Command::new("kill").args(["-HUP", &process]).status()?.success());
        until(|| origins(&handle).contains("two.example")).await
    }
}
