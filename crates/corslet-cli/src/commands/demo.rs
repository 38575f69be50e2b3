//! `corslet demo`: a page, an API and its broken twin, without leaving this machine.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::demo::{self, Ports, Site};

/// Shows CORS at work: a page, an API and its broken twin on this machine, and what every browser says.
///
/// Exit code 0 when the API's answer can be read and the twin's cannot, in every engine; 1 when not.
#[derive(clap::Args)]
pub(crate) struct Demo {
    /// Keep the servers up, for your browser and for `corslet check`; Ctrl-C ends them
    #[arg(long)]
    serve: bool,
    /// Take this port for the page and the next one for the API [default: free ones; with --serve 8480 where free]
    #[arg(long, value_name = "PORT", value_parser = clap::value_parser!(u16).range(1..65535))]
    port: Option<u16>,
}

impl Demo {
    pub(crate) fn run(&self) -> ExitCode {
        match self.try_run() {
            Ok(code) => code,
            Err(error) => {
                eprintln!("error: {error}");
                ExitCode::from(2)
            }
        }
    }

    fn try_run(&self) -> Result<ExitCode, String> {
        let ports = match self.port {
            Some(port) => Ports::From(port),
            None if self.serve => Ports::Usual,
            None => Ports::Free,
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| format!("the network cannot be used: {error}"))?;
        runtime.block_on(async {
            let site = Site::serve(ports).await.map_err(|error| match self.port {
                Some(port) => format!("ports {port} and {} cannot be had: {error}; choose others", port + 1),
                None => format!("there are no two free ports: {error}"),
            })?;
            if self.serve {
                let mut interrupt = std::pin::pin!(tokio::signal::ctrl_c());
                // Only the first poll begins to listen, and a Ctrl-C may come as soon as the text is there.
                let heard = tokio::select! {
                    biased;
                    heard = &mut interrupt => heard,
                    printed = async { print(&demo::welcome(&site)) } => {
                        printed?;
                        interrupt.await
                    }
                };
                heard.map_err(|error| format!("Ctrl-C cannot be heard: {error}"))?;
                return Ok(ExitCode::SUCCESS);
            }
            let told = demo::tour(&site).await?;
            print(&told.text)?;
            Ok(if told.is_as_expected { ExitCode::SUCCESS } else { ExitCode::from(1) })
        })
    }
}

fn print(text: &str) -> Result<(), String> {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("the demo cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}
