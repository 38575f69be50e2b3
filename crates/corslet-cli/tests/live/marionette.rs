//! Firefox's Marionette protocol: messages of JSON, each after its length, every wait bounded.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

/// How long the browser may take to answer one command.
const ANSWER_WITHIN: Duration = Duration::from_secs(40);

pub(crate) struct Marionette {
    stream: TcpStream,
    number: u64,
}

impl Marionette {
    /// Connects, and hears the greeting.
    pub(crate) fn connect(port: u16) -> Result<Self, String> {
        let stream = TcpStream::connect(("127.0.0.1", port)).map_err(|error| error.to_string())?;
        stream.set_read_timeout(Some(ANSWER_WITHIN)).map_err(|error| error.to_string())?;
        let mut marionette = Marionette { stream, number: 0 };
        marionette.receive()?;
        Ok(marionette)
    }

    /// Sends a command, and waits for its result.
    pub(crate) fn call(&mut self, command: &str, parameters: Value) -> Result<Value, String> {
        self.number += 1;
        let message = json!([0, self.number, command, parameters]).to_string();
        let message = format!("{}:{message}", message.len());
        self.stream.write_all(message.as_bytes()).map_err(|error| format!("{command}: {error}"))?;
        loop {
            let answer = self.receive().map_err(|error| format!("{command}: {error}"))?;
            if answer[1] != json!(self.number) {
                continue;
            }
            return match &answer[2] {
                Value::Null => Ok(answer[3].clone()),
                error => Err(format!("{command}: {}: {}", error["error"], error["message"])),
            };
        }
    }

    fn receive(&mut self) -> Result<Value, String> {
        let mut length: usize = 0;
        loop {
            let mut byte = [0];
            self.stream.read_exact(&mut byte).map_err(|error| error.to_string())?;
            match byte[0] {
                b':' => break,
                digit @ b'0'..=b'9' => length = length * 10 + usize::from(digit - b'0'),
                other => return Err(format!("byte {other} in a length")),
            }
        }
        let mut message = vec![0; length];
        self.stream.read_exact(&mut message).map_err(|error| error.to_string())?;
        serde_json::from_slice(&message).map_err(|error| error.to_string())
    }
}
