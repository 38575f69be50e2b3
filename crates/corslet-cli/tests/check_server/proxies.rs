//! Proxies that remember what they were asked for: HTTP with CONNECT, and SOCKS5.

use std::io::{self, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// A proxy that runs until the test ends.
pub(crate) struct Proxy {
    pub(crate) port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// What it was asked for: the request's head, or the target that SOCKS names.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }

    fn start(
        serve: impl Fn(TcpStream, &Mutex<Vec<String>>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (memory, serve) = (Arc::clone(&asked), Arc::new(serve));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (memory, serve) = (Arc::clone(&memory), Arc::clone(&serve));
                thread::spawn(move || serve(stream, &memory));
            }
        });
        Proxy { port, asked }
    }

    /// An HTTP proxy before `server` on this machine, whatever host is asked for; `password` is what it wants, in Base64.
    pub(crate) fn http(server: u16, password: Option<&'static str>) -> Proxy {
        Proxy::start(move |mut stream, asked| {
            let head = head(&mut stream)?;
            asked.lock().unwrap().push(head.clone());
            if password
                .is_some_and(|password| !head.contains(&format!("Proxy-Authorization: Basic {password}\r\n")))
            {
                return stream
                    .write_all(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
            }
            let mut server = TcpStream::connect(("127.0.0.1", server))?;
            if head.starts_with("CONNECT ") {
                stream.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
            } else {
                server.write_all(head.as_bytes())?;
            }
            both_ways(stream, server)
        })
    }

    /// A SOCKS5 proxy before `server` on this machine, whatever host is asked for; `login` is what it wants.
    pub(crate) fn socks5(server: u16, login: Option<(&'static str, &'static str)>) -> Proxy {
        Proxy::start(move |mut stream, asked| {
            let offered = sized(&mut stream, 1)?;
            let method = if login.is_some() { 2 } else { 0 };
            if !offered.contains(&method) {
                return stream.write_all(&[5, 0xff]);
            }
            stream.write_all(&[5, method])?;
            if let Some((user, password)) = login {
                let given_user = sized(&mut stream, 1)?;
                let given_password = sized(&mut stream, 0)?;
                let is_right = given_user == user.as_bytes() && given_password == password.as_bytes();
                stream.write_all(&[1, u8::from(!is_right)])?;
            }
            let mut request = [0; 4];
            stream.read_exact(&mut request)?;
            let host = match request[3] {
                1 => {
                    let mut address = [0; 4];
                    stream.read_exact(&mut address)?;
                    std::net::Ipv4Addr::from(address).to_string()
                }
                3 => String::from_utf8(sized(&mut stream, 0)?).unwrap(),
                kind => panic!("address type {kind}"),
            };
            let mut port = [0; 2];
            stream.read_exact(&mut port)?;
            asked.lock().unwrap().push(format!("{host}:{}", u16::from_be_bytes(port)));
            stream.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0])?;
            both_ways(stream, TcpStream::connect(("127.0.0.1", server))?)
        })
    }
}

/// Bytes behind their length, which stands behind so many others.
fn sized(stream: &mut TcpStream, before: usize) -> io::Result<Vec<u8>> {
    let mut start = vec![0; before + 1];
    stream.read_exact(&mut start)?;
    let mut bytes = vec![0; usize::from(start[before])];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn head(stream: &mut TcpStream) -> io::Result<String> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&head).into_owned())
}

fn both_ways(client: TcpStream, server: TcpStream) -> io::Result<()> {
    let (mut from_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
    thread::spawn(move || io::copy(&mut from_client, &mut to_server));
    let (mut from_server, mut to_client) = (server, client);
    io::copy(&mut from_server, &mut to_client)?;
    to_client.shutdown(std::net::Shutdown::Both)
}
