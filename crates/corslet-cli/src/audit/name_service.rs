//! `--dns`: asks the name service whether a domain exists at all.
//!
//! By hand, because the system's own functions say the same of a domain that has no address and of one that does not exist;
//! only the second can be registered by somebody else.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use corslet_inspect::audit::Resolution;
use tokio::net::UdpSocket;

/// How long a server of names is waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// How many servers of names are asked, as the system's resolver has it.
const MOST_SERVERS: usize = 3;

/// The longest answer that is read: its head is all that counts.
const LONGEST: usize = 4096;

/// Where a server of names listens unless it is said otherwise.
const PORT: u16 = 53;

/// The name servers that are asked, one after the other until one says something.
#[derive(Clone, Debug, Hash)]
pub(super) struct NameService {
    servers: Vec<SocketAddr>,
}

impl NameService {
    /// The servers that the system names.
    ///
    /// # Errors
    /// When it names none where this program can read it.
    pub(super) fn of_system() -> Result<NameService, String> {
        let text = std::fs::read_to_string("/etc/resolv.conf").unwrap_or_default();
        let servers = servers(&text);
        if servers.is_empty() {
            return Err("/etc/resolv.conf names no name server: write one, such as --dns=192.0.2.53, or leave out --dns"
                .to_owned());
        }
        Ok(NameService { servers })
    }

    /// The one server at this address, with or without a port.
    ///
    /// # Errors
    /// When it is no address.
    pub(super) fn at(address: &str) -> Result<NameService, String> {
        let bare = address.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(address);
        let alone = bare.parse::<IpAddr>().map(|address| SocketAddr::new(address, PORT));
        let server = alone.or_else(|_| address.parse::<SocketAddr>()).map_err(|_| {
            "this is no address: write that of a name server, such as 192.0.2.53, 127.0.0.1:5353 or [2001:db8::53]:5353"
                .to_owned()
        })?;
        Ok(NameService { servers: vec![server] })
    }

    /// Whether a domain exists; nothing when nobody says.
    pub(super) async fn ask(&self, name: &str) -> Option<Resolution> {
        let id = fresh_id()?;
        let query = query(name, id)?;
        for server in self.servers.iter().take(MOST_SERVERS) {
            if let Ok(Some(found)) = tokio::time::timeout(LONGEST_WAIT, one(*server, &query, id)).await {
                return Some(found);
            }
        }
        None
    }
}

/// Nobody who does not see the question may answer it.
fn fresh_id() -> Option<u16> {
    let mut bytes = [0; 2];
    rustls::crypto::ring::default_provider().secure_random.fill(&mut bytes).ok()?;
    Some(u16::from_be_bytes(bytes))
}

async fn one(server: SocketAddr, query: &[u8], id: u16) -> Option<Resolution> {
    let any = if server.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let socket = UdpSocket::bind(any).await.ok()?;
    socket.connect(server).await.ok()?;
    socket.send(query).await.ok()?;
    let mut buffer = [0; LONGEST];
    loop {
        let length = socket.recv(&mut buffer).await.ok()?;
        let answer = buffer.get(..length)?;
        if answer.starts_with(&id.to_be_bytes()) {
            return resolution(answer);
        }
    }
}

/// The addresses on the lines `nameserver`.
fn servers(text: &str) -> Vec<SocketAddr> {
    text.lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            (words.next() == Some("nameserver")).then(|| words.next()?.parse::<IpAddr>().ok())?
        })
        .map(|address| SocketAddr::new(address, PORT))
        .collect()
}

/// A [query](https://www.rfc-editor.org/rfc/rfc1035#section-4) for a domain's SOA record; none for what is no name.
fn query(name: &str, id: u16) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(name.len() + 18);
    bytes.extend(id.to_be_bytes());
    // Recursion desired, one question.
    bytes.extend([1, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    for label in name.trim_end_matches('.').split('.') {
        let length = u8::try_from(label.len()).ok().filter(|length| (1..=63).contains(length))?;
        bytes.push(length);
        bytes.extend(label.as_bytes());
    }
    bytes.extend([0, 0, 6, 0, 1]);
    (bytes.len() <= 255 + 16).then_some(bytes)
}

/// What an answer's head says: [RCODE](https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1) 0 or 3.
fn resolution(answer: &[u8]) -> Option<Resolution> {
    let (flags, code) = (answer.get(2)?, answer.get(3)? & 0x0f);
    if flags & 0x80 == 0 {
        return None;
    }
    match code {
        0 => Some(Resolution::Exists),
        3 => Some(Resolution::NoSuchName),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_written_and_its_answer_read() {
        let query = query("a.example", 0x1234).unwrap();
        assert_eq!(query, b"\x12\x34\x01\0\0\x01\0\0\0\0\0\0\x01a\x07example\0\0\x06\0\x01");
        for (answer, wanted) in [
            (&b"\x12\x34\x81\x80"[..], Some(Resolution::Exists)),
            (b"\x12\x34\x81\x83\0\x01", Some(Resolution::NoSuchName)),
            (b"\x12\x34\x81\x82", None),
            (b"\x12\x34\x01\x03", None),
            (b"\x12", None),
        ] {
            assert_eq!(resolution(answer), wanted, "{answer:?}");
        }
        assert_eq!(super::query("a..b", 1), None);
        assert_eq!(super::query(&"a".repeat(64), 1), None);
        assert_eq!(super::query(&"a.".repeat(200), 1), None);
    }

    #[test]
    fn the_systems_servers_are_read() {
        let text =
            "# x\nsearch lan\nnameserver 192.0.2.1\nnameserver ::1\nnameserver nobody\nnameserverx 1.1.1.1\n";
        let shown: Vec<String> = servers(text).iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["192.0.2.1:53", "[::1]:53"]);
    }

    #[test]
    fn a_server_is_written_with_or_without_a_port() {
        for (text, wanted) in [
            ("192.0.2.53", "192.0.2.53:53"),
            ("127.0.0.1:5353", "127.0.0.1:5353"),
            ("2001:db8::53", "[2001:db8::53]:53"),
            ("[2001:db8::53]", "[2001:db8::53]:53"),
            ("[2001:db8::53]:5353", "[2001:db8::53]:5353"),
        ] {
            assert_eq!(NameService::at(text).unwrap().servers[0].to_string(), wanted);
        }
        for text in
            ["dns.example", "192.0.2.53:", "192.0.2.53:99999", "192.0.2", "2001:db8::53]", "udp://192.0.2.53"]
        {
            assert!(NameService::at(text).unwrap_err().contains("no address"), "{text}");
        }
    }

    #[tokio::test]
    async fn a_server_is_asked() {
        let server = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let service = NameService { servers: vec![server.local_addr().unwrap()] };
        let answering = tokio::spawn(async move {
            let mut buffer = [0; 512];
            let (length, from) = server.recv_from(&mut buffer).await.unwrap();
            // Somebody else's answer is none.
            server.send_to(b"\0\0\x81\x80", from).await.unwrap();
            let mut answer = buffer[..length].to_vec();
            (answer[0], answer[1]) = (buffer[0], buffer[1]);
            (answer[2], answer[3]) = (0x81, 0x83);
            server.send_to(&answer, from).await.unwrap();
        });
        let found = service.ask("gone.example").await;
        answering.await.unwrap();
        // The two ids are the same once in 65,536 times.
        assert!(matches!(found, Some(Resolution::NoSuchName | Resolution::Exists)));
    }
}
