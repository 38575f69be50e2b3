//! A headless browser that is given a URL and left alone: the page tells its results to the server it came from.

use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// How a browser is started.
pub(crate) struct Program {
    pub(crate) name: &'static str,
    files: &'static [&'static str],
    arguments: fn(&std::path::Path) -> Vec<String>,
    preferences: Option<&'static str>,
}

pub(crate) const CHROMIUM: Program = Program {
    name: "Chromium",
    files: &["chromium", "chromium-browser", "google-chrome"],
    arguments: |profile| {
        let fixed = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--no-proxy-server",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--remote-debugging-port=0",
        ];
        let profile = format!("--user-data-dir={}", profile.display());
        fixed.into_iter().map(str::to_owned).chain([profile]).collect()
    },
    preferences: None,
};

pub(crate) const FIREFOX: Program = Program {
    name: "Firefox",
    files: &["firefox-esr", "firefox"],
    arguments: |profile| {
        ["--headless", "--no-remote", "--profile"]
            .into_iter()
            .map(str::to_owned)
            .chain([profile.display().to_string()])
            .collect()
    },
    preferences: Some(
        r#"user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("datareporting.policy.dataSubmissionPolicyBypassNotification", true);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 0);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("extensions.update.enabled", false);
"#,
    ),
};

/// A running browser with a profile of its own; both end when this is dropped.
pub(crate) struct Running {
    process: Child,
    profile: PathBuf,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Program {
    pub(crate) fn installed(&self) -> Option<PathBuf> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let directories: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let found =
            |file: &&str| directories.iter().map(|directory| directory.join(file)).find(|it| it.is_file());
        self.files.iter().find_map(found)
    }

    /// Opens `url`.
    pub(crate) fn open(&self, url: &str) -> std::io::Result<Running> {
        let program = self.installed().ok_or(std::io::ErrorKind::NotFound)?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let profile = std::env::temp_dir().join(format!("corslet-live-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&profile)?;
        if let Some(preferences) = self.preferences {
            std::fs::write(profile.join("user.js"), preferences)?;
        }
        let process = Command::new(program)
            .args((self.arguments)(&profile))
            .arg(url)
            .env("HOME", &profile)
            .env("MOZ_CRASHREPORTER_DISABLE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Running { process, profile })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        // Its children end by themselves, and may still write.
        for _ in 0..20 {
            if std::fs::remove_dir_all(&self.profile).is_ok() {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
    }
}
