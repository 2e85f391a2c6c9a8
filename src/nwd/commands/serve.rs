//! `nwd serve`: the element, the demo pages and freshly built bundles, for this machine only.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use axum::Router;
use axum::extract::Path as UrlPath;
use axum::http::StatusCode;
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use clap::Args;
use tokio::net::TcpListener;
use tower_http::compression::CompressionLayer;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use super::embed::{isolated, read, spoken};
use crate::content::build;
use crate::content::folder::{is_folder, no_folder};
use crate::content::target::Target;
use crate::directory::{Directory, Site};
use crate::output::report::plain;
use crate::output::{Failure, Finished, print, say, say_failure};

/// Serve the built element, the demo pages, each area's bundle and the directory on this machine
///
/// The bundles are built anew for each request, so that a change in the content shows when the page
/// is loaded again.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nwd serve\n  \
    nwd serve --port 0 content/city-and-hackney content/kent\n\n\
    Then look at /demo/, /city-and-hackney.json and /directory/. \
    Of several areas there is a joined bundle too, such as\n/city-and-hackney_kent.json. Stop it with Ctrl-C.")]
pub struct Serve {
    /// The port; 0 for any that is free
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder with the built element
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The folder with the demo pages
    #[arg(long, default_value = "www/demo")]
    www: PathBuf,
    /// Say nothing of bundles that are built
    #[arg(long)]
    quiet: bool,
    /// The content folders whose bundles to serve
    #[arg(value_name = "AREA", default_value = "content/city-and-hackney")]
    areas: Vec<PathBuf>,
}

impl Serve {
    /// Runs the command until it is stopped.
    ///
    /// # Errors
    /// An area or the demo pages are not there, or the port is in use.
    pub fn run(&self) -> Result<Finished, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let runtime = runtime.map_err(|error| {
            Failure::new(format!("The server cannot start: {error}."), "Try again.")
        })?;
        runtime.block_on(self.serve())
    }

    async fn serve(&self) -> Result<Finished, Failure> {
        let app = self.app()?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let listener = TcpListener::bind(address).await.map_err(|error| {
            Failure::new(
                format!("Port {} cannot be used: {error}.", self.port),
                "Name another with --port; 0 picks a free one.",
            )
        })?;
        let bound = listener
            .local_addr()
            .map_or(self.port, |address| address.port());
        print(&format!("Listening on http://127.0.0.1:{bound}\n"))?;
        tokio::select! {
            served = axum::serve(listener, app) => {
                served.map_err(|error| {
                    Failure::new(format!("The server stopped: {error}."), "Start it again.")
                })?;
            }
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(Finished::Clean)
    }

    fn app(&self) -> Result<Router, Failure> {
        if !self.www.is_dir() {
            let message = format!(
                "There is no folder {} with the demo pages.",
                self.www.display()
            );
            return Err(Failure::new(
                message,
                "Run it in the project's folder, or name one with --www.",
            ));
        }
        if !self.dist.is_dir() {
            say(&format!(
                "There is no folder {}: the pages will show without the element until it is built.",
                self.dist.display()
            ));
        }
        let app = Router::new()
            .route("/", get(to_demo))
            .route("/demo", get(to_demo))
            .nest_service("/demo/", files(&self.www))
            .fallback_service(files(&self.dist));
        let app = self.serve_directory(self.serve_bundles(app)?);
        Ok(HEADERS
            .iter()
            .fold(app, |app, (name, value)| app.layer(header(name, value)))
            .layer(CompressionLayer::new()))
    }

    /// The bundle of each area and its page for a frame, and of several the joined one's too.
    fn serve_bundles(&self, mut app: Router) -> Result<Router, Failure> {
        let mut served: Vec<String> = Vec::new();
        for area in &self.areas {
            let name = self.area_name(area)?;
            if served.contains(&name) {
                return Err(Failure::new(
                    format!("Two areas are called {name}."),
                    "Name each once.",
                ));
            }
            app = self.serve_bundle(app, &name, vec![area.clone()]);
            served.push(name);
        }
        if served.len() > 1 {
            app = self.serve_bundle(app, &served.join("_"), self.areas.clone());
        }
        Ok(app)
    }

    fn serve_directory(&self, app: Router) -> Router {
        let areas = self.areas.clone();
        app.route("/directory", get(to_directory))
            .route("/directory/", get(to_directory))
            .route(
                "/directory/{*path}",
                get(move |UrlPath(path)| directory(areas, path)),
            )
    }

    fn serve_bundle(&self, app: Router, name: &str, areas: Vec<PathBuf>) -> Router {
        let quiet = self.quiet;
        let framed = areas.clone();
        app.route(&format!("/{name}.json"), get(move || bundle(areas, quiet)))
            .route(&format!("/{name}.html"), get(move || isolated_page(framed)))
    }

    /// The name that a folder's bundle is served under.
    fn area_name(&self, area: &Path) -> Result<String, Failure> {
        let name = area
            .file_name()
            .and_then(|name| name.to_str())
            .filter(|name| {
                is_folder(area)
                    && name
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
            });
        name.map(str::to_owned).ok_or_else(|| no_folder(area))
    }
}

async fn to_demo() -> Redirect {
    Redirect::temporary("/demo/")
}

async fn to_directory() -> Redirect {
    Redirect::temporary("/directory/index.html")
}

/// The headers of every answer that has none of its own: a page that works under these works under a careful host's.
const HEADERS: &[(HeaderName, &str)] = &[
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; \
         frame-src 'self'; frame-ancestors 'self'; require-trusted-types-for 'script'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-cache"),
];

fn header(name: &HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name.clone(), HeaderValue::from_static(value))
}

/// The files of a folder, each in brotli where that stands beside it.
fn files(folder: &Path) -> ServeDir {
    ServeDir::new(folder).precompressed_br()
}

/// The bundle of areas as their content is now, or what is wrong with it.
async fn bundle(areas: Vec<PathBuf>, quiet: bool) -> Response {
    let built = tokio::task::spawn_blocking(move || build::bundle(&areas)).await;
    match built {
        Ok(Ok(built)) => {
            if !quiet {
                say(&format!(
                    "Built {}: {} services, {} bytes.",
                    plain(&built.id),
                    built.services,
                    built.text.len()
                ));
            }
            ([(header::CONTENT_TYPE, "application/json")], built.text).into_response()
        }
        Ok(Err(failure)) => faults(&failure, BUNDLE_FAULTS),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The page for a frame, with the bundle of areas as their content is now.
async fn isolated_page(areas: Vec<PathBuf>) -> Response {
    let made = tokio::task::spawn_blocking(move || {
        let built = build::bundle(&areas)?;
        let bundle = read(built.text.as_bytes())?;
        let page = isolated::Page {
            json: &built.text,
            ..Default::default()
        };
        Ok(page.html(&bundle, spoken(&bundle)))
    });
    match made.await {
        // In Safari 'self' is nobody there.
        Ok(Ok(page)) => (
            [(header::CONTENT_SECURITY_POLICY, isolated::POLICY)],
            Html(page),
        )
            .into_response(),
        Ok(Err(failure)) => faults(&failure, BUNDLE_FAULTS),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// Tells what is wrong with the content, here and in short to who asked.
fn faults(failure: &Failure, told: &'static str) -> Response {
    say_failure(failure);
    (StatusCode::INTERNAL_SERVER_ERROR, told).into_response()
}

const BUNDLE_FAULTS: &str = "This bundle has faults: nwd serve has listed them.\n";

/// A file of the directory as the content is now, or what is wrong with it.
async fn directory(areas: Vec<PathBuf>, path: String) -> Response {
    let kind = match path.rsplit_once('.') {
        Some((_, "css")) => "text/css",
        Some((_, "js")) => "text/javascript; charset=utf-8",
        _ => "text/html; charset=utf-8",
    };
    let drawn = tokio::task::spawn_blocking(move || {
        let bundle = Target::read_all(&areas)?
            .bundle()
            .map_err(Failure::Findings)?;
        let file =
            Directory::new(&bundle, bundle.words.default_locale(), Site::default()).file(&path);
        file.map_err(|error| {
            Failure::new(format!("The page cannot be drawn: {error}."), "Try again.")
        })
    });
    match drawn.await {
        Ok(Ok(Some(file))) => ([(header::CONTENT_TYPE, kind)], file).into_response(),
        Ok(Ok(None)) => StatusCode::NOT_FOUND.into_response(),
        Ok(Err(failure)) => faults(
            &failure,
            "The content has faults: nwd serve has listed them.\n",
        ),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
