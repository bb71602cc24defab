//! What every handler can ask for.

use std::{path::PathBuf, sync::Arc};

use axum::extract::FromRef;
use backend::{Desk, attempts::Attempts};
use leptos::config::{Env, LeptosOptions};

use crate::{
    settings::{self, Settings},
    shutdown::Shutdown,
};

/// The state of the router. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    pub desk: Desk,
    pub leptos: LeptosOptions,
    pub web: Arc<WebSettings>,
    pub shutdown: Shutdown,
}

/// The settings that concern the server alone.
#[derive(Debug)]
pub struct WebSettings {
    /// Folder of the browser's files; `pkg` is in it.
    pub site_dir: PathBuf,
    /// `/metrics` answers everybody.
    pub metrics_public: bool,
    /// cargo-leptos watches: pages reload themselves through its socket, at this port.
    pub reload_port: Option<u32>,
    /// Reports of pages that died, by network.
    pub client_errors: Attempts,
}

impl AppState {
    /// Puts the parts together.
    pub fn new(desk: Desk, settings: &Settings, shutdown: Shutdown) -> Self {
        let watched = std::env::var_os("LEPTOS_WATCH").is_some();
        let reload_port = std::env::var("LEPTOS_RELOAD_PORT").ok().and_then(|port| port.parse().ok()).unwrap_or(3001);
        let site_dir = settings.site_dir();
        let leptos = LeptosOptions::builder()
            .output_name("balcao")
            .site_root(site_dir.to_string_lossy().into_owned())
            .site_pkg_dir("pkg")
            .site_addr(settings.addr)
            .reload_port(reload_port)
            .env(if watched { Env::DEV } else { Env::PROD })
            .hash_files(settings::has_hashed_assets())
            .build();
        let web = WebSettings {
            site_dir,
            metrics_public: settings.metrics_public,
            reload_port: watched.then_some(reload_port),
            client_errors: Attempts::of_client_errors(),
        };
        Self { desk, leptos, web: Arc::new(web), shutdown }
    }
}

impl FromRef<AppState> for Desk {
    fn from_ref(state: &AppState) -> Self {
        state.desk.clone()
    }
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.leptos.clone()
    }
}
