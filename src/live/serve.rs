//! `casebook serve`: the preview in the browser, from memory.
//!
//! The server's thread only passes on what is asked; [`super::preview`] draws. Addresses are those
//! of the site; `/~public/…` shows the same page as another audience sees it, and `/-/…` is the
//! preview's own: its script and style, and the news that an open page waits for.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::sync::oneshot;

use super::changes;
use super::page;
use super::preview::{self, Answer, Ask, Casebook, Event, Look, Report, Seen};
use super::range::{Wanted, wanted};
use super::watch::WatchError;
use crate::config::Audience;

/// The first port that is tried.
const PORT: u16 = 4400;
/// How many ports after it are tried.
const PORTS: u16 = 40;

/// Pages hold no scripts and styles of their own and ask no other site for anything; what docs
/// recommend for publishing holds here too.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'self'");

/// Why a preview could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Watch(#[from] WatchError),
    #[error("could not listen on {host}: {error}")]
    Listen { host: String, error: std::io::Error },
}

/// Where the preview is to be seen.
#[derive(Clone, Debug)]
pub struct Where {
    pub host: IpAddr,
    /// A port, else the first free one from 4400 on.
    pub port: Option<u16>,
}

/// Shows a casebook until the process ends. `ready` hears the address.
///
/// # Errors
/// When no port is free, or the casebook's folder cannot be opened or watched.
pub fn serve(
    casebook: &Casebook,
    place: &Where,
    ready: impl FnOnce(&str),
    report: &mut dyn FnMut(Report),
) -> Result<(), ServeError> {
    let (listener, address) = listen(place).map_err(|error| ServeError::Listen {
        host: place.host.to_string(),
        error,
    })?;
    let (events, received) = channel();
    forward_changes(&casebook.root, events.clone())?;
    let state = Arc::new(Server {
        events,
        host: place.host,
    });
    thread::spawn(move || answer_all(listener, state));
    ready(&format!("http://{address}/"));
    preview::run(casebook, &received, report).map_err(WatchError::from)?;
    Ok(())
}

fn listen(place: &Where) -> std::io::Result<(std::net::TcpListener, SocketAddr)> {
    let tried: Vec<u16> = match place.port {
        Some(port) => vec![port],
        None => (PORT..PORT + PORTS).chain([0]).collect(),
    };
    let mut last = std::io::ErrorKind::AddrInUse.into();
    for port in tried {
        match std::net::TcpListener::bind((place.host, port)) {
            Ok(listener) => {
                listener.set_nonblocking(true)?;
                let address = listener.local_addr()?;
                return Ok((listener, address));
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

fn forward_changes(root: &Path, events: Sender<Event>) -> Result<(), ServeError> {
    let (mut watching, happened) = changes::watch(root).map_err(WatchError::from)?;
    thread::spawn(move || {
        while let Some(changes) = changes::next(&happened) {
            watching.follow(&changes);
            if events.send(Event::Changed(changes)).is_err() {
                return;
            }
        }
    });
    Ok(())
}

struct Server {
    events: Sender<Event>,
    host: IpAddr,
}

fn answer_all(listener: std::net::TcpListener, state: Arc<Server>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .expect("the system gives what a server needs");
    runtime.block_on(async {
        let listener = TcpListener::from_std(listener).expect("it listens already");
        // Each answer at once: else the system waits for more to send with it.
        let listener = listener.tap_io(|stream| {
            let _ = stream.set_nodelay(true);
        });
        let router = Router::new().fallback(handle).with_state(state);
        let _ = axum::serve(listener, router).await;
    });
}

async fn handle(State(server): State<Arc<Server>>, request: Request) -> Response {
    let host = request.headers().get(header::HOST);
    if !host.is_some_and(|host| is_ours(host, server.host)) {
        let words = "This preview is for this machine. Start it with --host to show it to others.";
        return (StatusCode::FORBIDDEN, words).into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let path = request.uri().path();
    // A stretch of another version would fit to none.
    let is_certain = !request.headers().contains_key(header::IF_RANGE);
    let range = request.headers().get(header::RANGE);
    let range = range.filter(|_| is_certain && request.method() == Method::GET);
    let range = range.and_then(|range| range.to_str().ok());
    let mut response = match path {
        "/-/live.js" => typed("x.js", page::SCRIPT.into()),
        "/-/live.css" => typed("x.css", page::STYLE.into()),
        "/-/news" => news(&server, request.uri().query().unwrap_or_default()).await,
        _ if is_bare_audience(path) => moved(path),
        _ => file(&server, path, range).await,
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    response
}

/// Whether a request names this machine: another site's name that leads here is a trick to read
/// the preview from that site's pages.
fn is_ours(host: &HeaderValue, listening: IpAddr) -> bool {
    let Ok(host) = host.to_str() else {
        return false;
    };
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    };
    if name.eq_ignore_ascii_case("localhost") {
        return true;
    }
    match name.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || address == listening || listening.is_unspecified(),
        Err(_) => false,
    }
}

/// Whether a path is `/~public`, without the slash behind it.
fn is_bare_audience(path: &str) -> bool {
    let word = path.strip_prefix("/~");
    word.and_then(Audience::from_word).is_some()
}

/// A folder is at its path with a slash.
fn moved(path: &str) -> Response {
    let place = [(header::LOCATION, format!("{path}/"))];
    (StatusCode::PERMANENT_REDIRECT, place).into_response()
}

/// The audience and address that a path asks for.
fn asked(path: &str) -> Option<(Option<Audience>, String)> {
    let path = page::decoded(path)?;
    let path = path.strip_prefix('/')?;
    let (audience, path) = match path.strip_prefix('~').map(|rest| rest.split_once('/')) {
        Some(Some((word, rest))) => (Some(Audience::from_word(word)?), rest),
        _ => (None, path),
    };
    let address = match path {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        file => file.to_owned(),
    };
    Some((audience, address))
}

async fn file(server: &Server, path: &str, range: Option<&str>) -> Response {
    let Some((audience, address)) = asked(path) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let (reply, answered) = oneshot::channel();
    let ask = Ask {
        audience,
        address: address.clone(),
        reply: Box::new(move |answer| {
            // The browser may have gone meanwhile.
            let _ = reply.send(answer);
        }),
    };
    let sent = server.events.send(Event::Ask(ask)).is_ok();
    let Some(answer) = answered.await.ok().filter(|_| sent) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let live = |seen| page::Live {
        audience,
        address: &address,
        seen,
    };
    match answer {
        Answer::File { bytes, seen } if address.ends_with(".html") => {
            let html = page::with_script(bytes, &live(seen));
            typed(&address, html)
        }
        Answer::File { bytes, .. } => stretch(&address, bytes, range),
        // A folder without its slash, as people type it.
        Answer::Nothing { nearest, .. }
            if !path.ends_with('/') && nearest.contains(&format!("{address}/index.html")) =>
        {
            moved(path)
        }
        Answer::Nothing { nearest, seen } => {
            let html = page::nothing(&live(seen), &nearest);
            (StatusCode::NOT_FOUND, typed("x.html", html)).into_response()
        }
        Answer::Broken { problems, seen } => {
            let html = page::broken(&live(seen), &problems);
            (StatusCode::INTERNAL_SERVER_ERROR, typed("x.html", html)).into_response()
        }
    }
}

async fn news(server: &Server, query: &str) -> Response {
    let field = |name: &str| {
        let mut fields = query.split('&').filter_map(|field| field.split_once('='));
        let (_, value) = fields.find(|(key, _)| *key == name)?;
        page::decoded(value)
    };
    let number = |name: &str| field(name).and_then(|n| u64::from_str_radix(&n, 16).ok());
    let (reply, answered) = oneshot::channel();
    // Whether the page that asked still waits is known from the channel's other end.
    let reply = Arc::new(std::sync::Mutex::new(Some(reply)));
    let waiting = reply.clone();
    let look = Look {
        audience: field("audience").and_then(|word| Audience::from_word(&word)),
        address: field("page").unwrap_or_default(),
        seen: Seen {
            page: number("seen").unwrap_or_default(),
            style: number("style").unwrap_or_default(),
            script: number("script").unwrap_or_default(),
            problems: number("problems").unwrap_or_default(),
        },
        is_over: Box::new(move || {
            let waiting = waiting.lock();
            waiting.is_ok_and(|reply| reply.as_ref().is_none_or(oneshot::Sender::is_closed))
        }),
        reply: Box::new(move |news| {
            if let Some(reply) = reply.lock().ok().and_then(|mut reply| reply.take()) {
                let _ = reply.send(news);
            }
        }),
    };
    let sent = server.events.send(Event::Look(look)).is_ok();
    match answered.await.ok().filter(|_| sent) {
        Some(news) => typed("x.json", page::news(&news)),
        None => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

fn typed(address: &str, bytes: Vec<u8>) -> Response {
    let kind = HeaderValue::from_static(page::media_type(address));
    ([(header::CONTENT_TYPE, kind)], bytes).into_response()
}

/// A file, or as much of it as is asked for.
fn stretch(address: &str, bytes: Vec<u8>, range: Option<&str>) -> Response {
    let length = bytes.len();
    let all = Bytes::from(bytes);
    let (status, part, said) = match range.map_or(Wanted::Whole, |range| wanted(range, length)) {
        Wanted::Whole => (StatusCode::OK, all, None),
        Wanted::Stretch(part) => {
            let said = format!("bytes {}-{}/{length}", part.start, part.end - 1);
            (StatusCode::PARTIAL_CONTENT, all.slice(part), Some(said))
        }
        Wanted::Nothing => {
            let said = format!("bytes */{length}");
            (StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new(), Some(said))
        }
    };
    let kind = HeaderValue::from_static(page::media_type(address));
    let mut response = (status, [(header::CONTENT_TYPE, kind)], part).into_response();
    let headers = response.headers_mut();
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(said) = said.and_then(|said| HeaderValue::from_str(&said).ok()) {
        headers.insert(header::CONTENT_RANGE, said);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_may_ask() {
        let loopback: IpAddr = [127, 0, 0, 1].into();
        let everywhere: IpAddr = [0, 0, 0, 0].into();
        let lan: IpAddr = [192, 168, 1, 7].into();
        for (host, listening, ours) in [
            ("localhost:4400", loopback, true),
            ("127.0.0.1:4400", loopback, true),
            ("[::1]:4400", loopback, true),
            ("LOCALHOST", loopback, true),
            ("evil.example", loopback, false),
            ("evil.example:4400", loopback, false),
            ("localhost.evil.example", loopback, false),
            ("192.168.1.7:4400", loopback, false),
            ("192.168.1.7:4400", lan, true),
            ("192.168.1.7:4400", everywhere, true),
            ("evil.example:4400", everywhere, false),
            ("", loopback, false),
        ] {
            let host = HeaderValue::from_static(host);
            assert_eq!(is_ours(&host, listening), ours, "{host:?} {listening}");
        }
    }

    #[test]
    fn a_file_is_given_as_far_as_it_is_asked_for() {
        let given = |range| {
            let response = stretch("media/a.wav", b"0123456789".to_vec(), range);
            let said = response.headers().get(header::CONTENT_RANGE);
            let said = said.map(|said| said.to_str().unwrap().to_owned());
            (response.status().as_u16(), said.unwrap_or_default())
        };
        assert_eq!(given(None), (200, String::new()));
        assert_eq!(given(Some("bytes=2-3")), (206, "bytes 2-3/10".into()));
        assert_eq!(given(Some("bytes=10-")), (416, "bytes */10".into()));
    }

    #[test]
    fn an_audience_without_its_slash_is_moved() {
        assert!(is_bare_audience("/~public"));
        for path in ["/~public/", "/~nobody", "/~public/shop", "/public"] {
            assert!(!is_bare_audience(path), "{path}");
        }
        let response = moved("/~public");
        assert_eq!(response.headers()[header::LOCATION], "/~public/");
    }

    #[test]
    fn paths_name_an_audience_and_an_address() {
        for (path, audience, address) in [
            ("/", None, "index.html"),
            ("/shop/", None, "shop/index.html"),
            ("/shop", None, "shop"),
            ("/data/quotes.csv", None, "data/quotes.csv"),
            ("/~public/", Some(Audience::Public), "index.html"),
            ("/~team/a%20b/", Some(Audience::Team), "a b/index.html"),
        ] {
            assert_eq!(asked(path), Some((audience, address.to_owned())), "{path}");
        }
        assert_eq!(asked("/~nobody/"), None);
        assert_eq!(asked("/%ff"), None);
    }
}
