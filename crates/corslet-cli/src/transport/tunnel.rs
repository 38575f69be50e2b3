//! The way through a proxy to a server: CONNECT, or SOCKS5.

use std::io;
use std::net::{IpAddr, SocketAddr};

use corslet::browser::Rules;
use corslet::browser::head::{self, HeadRead};
use corslet::verdict::NetworkFailure;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use url::Host;

use super::connection::Io;
use super::failure::TransportFailure;
use super::phases::Phase;
use super::proxy::Proxy;
use super::route::Target;

/// The longest answer to CONNECT.
const LONGEST: usize = 32 * 1024;

/// Asks an HTTP proxy for a way to the target: <https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6>.
pub(super) async fn connect(io: &mut Io, proxy: &Proxy, target: &Target) -> Result<(), TransportFailure> {
    let authorization = proxy.authorization().map(|value| format!("Proxy-Authorization: {value}\r\n"));
    let request = format!(
        "CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n{}Proxy-Connection: keep-alive\r\n\r\n",
        authorization.unwrap_or_default()
    );
    io.write_all(request.as_bytes()).await.map_err(|error| closed(proxy, &error))?;
    let mut bytes = Vec::new();
    loop {
        let read = match head::read(&bytes, &Rules::STANDARD.head, false) {
            Ok(HeadRead::Complete(read)) => read,
            Ok(HeadRead::Incomplete) if bytes.len() < LONGEST => {
                // One byte at a time: what comes behind the head is the server's.
                match io.read_u8().await {
                    Ok(byte) => bytes.push(byte),
                    Err(error) => return Err(closed(proxy, &error)),
                }
                continue;
            }
            _ => return Err(failed(format!("the proxy {proxy} does not answer as an HTTP proxy"), KIND)),
        };
        return match read.head.status.code() {
            200..=299 => Ok(()),
            407 => Err(failed(format!("the proxy {proxy} wants a password (407)"), PASSWORD)),
            code => Err(failed(
                format!("the proxy {proxy} answered {code} to CONNECT {target}"),
                "see whether the proxy may reach this host and port",
            )),
        };
    }
}

const PASSWORD: &str = "write it into the proxy's URL: -x http://USER:PASSWORD@HOST:PORT";
const KIND: &str = "check the proxy's port and scheme: http://, https://, socks5:// or socks5h://";

/// Asks a SOCKS5 proxy for a way to the target: <https://www.rfc-editor.org/rfc/rfc1928>. `address` is what is told in
/// place of a name.
pub(super) async fn socks5(
    io: &mut Io,
    proxy: &Proxy,
    target: &Target,
    address: Option<SocketAddr>,
) -> Result<(), TransportFailure> {
    let said = talk(io, proxy, target, address).await.map_err(|error| closed(proxy, &error))?;
    said.map_err(|what| {
        let advice = if what.contains("password") { PASSWORD } else { KIND };
        failed(format!("the SOCKS5 proxy {proxy} {what}"), advice)
    })
}

/// The whole talk: fails when the connection does, and says what the proxy refuses.
async fn talk(
    io: &mut Io,
    proxy: &Proxy,
    target: &Target,
    address: Option<SocketAddr>,
) -> io::Result<Result<(), String>> {
    const NO_PASSWORD: u8 = 0;
    const WITH_PASSWORD: u8 = 2;
    let methods: &[u8] =
        if proxy.user.is_some() { &[5, 2, NO_PASSWORD, WITH_PASSWORD] } else { &[5, 1, NO_PASSWORD] };
    io.write_all(methods).await?;
    let mut chosen = [0; 2];
    io.read_exact(&mut chosen).await?;
    match (chosen, &proxy.user) {
        ([5, NO_PASSWORD], _) => {}
        ([5, WITH_PASSWORD], Some((user, password))) => {
            // https://www.rfc-editor.org/rfc/rfc1929
            let mut login = vec![1];
            for text in [user, password] {
                let Ok(length) = u8::try_from(text.len()) else {
                    return Ok(Err("takes no user or password of more than 255 bytes".to_owned()));
                };
                login.push(length);
                login.extend_from_slice(text.as_bytes());
            }
            io.write_all(&login).await?;
            let mut answer = [0; 2];
            io.read_exact(&mut answer).await?;
            if answer[1] != 0 {
                return Ok(Err("refuses the user or the password".to_owned()));
            }
        }
        ([5, _], _) => return Ok(Err("wants a user and a password".to_owned())),
        _ => return Ok(Err("does not speak SOCKS5".to_owned())),
    }
    let Some(request) = request(target, address) else {
        return Ok(Err("takes no host name of more than 255 bytes".to_owned()));
    };
    io.write_all(&request).await?;
    let mut answer = [0; 4];
    io.read_exact(&mut answer).await?;
    let bound = match answer[3] {
        1 => 4,
        4 => 16,
        3 => usize::from(io.read_u8().await?),
        _ => return Ok(Err("does not speak SOCKS5".to_owned())),
    };
    let mut rest = vec![0; bound + 2];
    io.read_exact(&mut rest).await?;
    Ok(match answer[1] {
        0 => Ok(()),
        2 => Err(format!("forbids the connection to {target}")),
        3 => Err(format!("has no way to the network of {target}")),
        4 => Err(format!("has no way to {target}, or cannot resolve it")),
        5 => Err(format!("was refused by {target}")),
        code => Err(format!("cannot connect to {target} (reply {code})")),
    })
}

fn request(target: &Target, address: Option<SocketAddr>) -> Option<Vec<u8>> {
    let mut request = vec![5, 1, 0];
    let address = address.map(|address| address.ip()).or(match target.host {
        Host::Domain(_) => None,
        Host::Ipv4(v4) => Some(IpAddr::V4(v4)),
        Host::Ipv6(v6) => Some(IpAddr::V6(v6)),
    });
    match (address, &target.host) {
        (Some(IpAddr::V4(v4)), _) => {
            request.push(1);
            request.extend_from_slice(&v4.octets());
        }
        (Some(IpAddr::V6(v6)), _) => {
            request.push(4);
            request.extend_from_slice(&v6.octets());
        }
        (None, host) => {
            let name = host.to_string();
            request.extend_from_slice(&[3, u8::try_from(name.len()).ok()?]);
            request.extend_from_slice(name.as_bytes());
        }
    }
    request.extend_from_slice(&target.port.to_be_bytes());
    Some(request)
}

fn closed(proxy: &Proxy, error: &io::Error) -> TransportFailure {
    let what = match error.kind() {
        io::ErrorKind::UnexpectedEof => format!("the proxy {proxy} closed the connection"),
        _ => format!("the connection to the proxy {proxy} broke: {error}"),
    };
    failed(what, KIND)
}

fn failed(what: String, advice: &str) -> TransportFailure {
    TransportFailure::new(Phase::Proxy, NetworkFailure::Connect, what, advice)
}
