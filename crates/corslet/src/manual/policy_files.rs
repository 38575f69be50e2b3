//! The policy file: the same policy as TOML, where every problem is told with the line it stands on.
//!
//! The module [`policy::file`](crate::policy::file) (feature `file`) reads it. The keys are those of
//! [`Config`](crate::policy::Config), with hyphens; [`policies`](super::policies) says what each of them grants.
//!
//! ```
//! use corslet::policy::file;
//!
//! let text = r#"
//! version = 1
//!
//! [groups]
//! front = ["https://app.example.com", "https://*.preview.example.com"]
//!
//! [[route]]
//! host = "api.example.com"
//! path = "/orders/*"
//! origins = ["@front", "capacitor://localhost"]
//! methods = ["DELETE"]
//! request-headers = ["authorization", "content-type"]
//! expose-headers = ["x-request-id"]
//! credentials = true
//!
//! [[route]]
//! path = "/public/*"
//! origins = "any"
//! "#;
//! let policy = file::read(text, &|_| None).into_policy()?;
//! assert_eq!(policy.to_config().routes.len(), 2);
//! # Ok::<(), corslet::policy::Problems>(())
//! ```
//!
//! # What is wrong with it
//!
//! Syntax and meaning are told together, in the order of the file: a broken line does not hide a wrong origin further down.
//! [`Reading::render`](crate::policy::file::Reading::render) draws them as rustc draws its own.
//!
//! ```
//! # use corslet::policy::file;
//! let text = "version = 1
//! [[route]]
//! path = \"/orders/*\"
//! origin = [\"https://app.example.com\"]
//! origins = [\"https://*.co.uk\", \"https://app.example.com:443\"]
//! credentials = true
//! ";
//! let reading = file::read(text, &|_| None);
//! assert!(reading.policy().is_none());
//! let drawn = reading.render("policy.toml", false);
//! for part in [
//!     "error[unknown-key]: `origin` is no key of a policy here",
//!     "write `origins`",
//!     "error[public-suffix-with-credentials]",
//!     "--> policy.toml:5:12",
//!     "error[origin-default-port]",
//!     "write `https://app.example.com`",
//! ] {
//!     assert!(drawn.contains(part), "{part}\n{drawn}");
//! }
//! ```
//!
//! The same as data is in [`Reading::problems`](crate::policy::file::Reading::problems), each with its bytes in the file.
//! `corslet policy check FILE` prints them, and exits with 2 when one of them is an error.
//!
//! # From the environment
//!
//! A variable is read only where the file says so, and a missing one is a problem like any other. The value may hold several
//! origins between commas or blanks. It is an argument to [`read`](crate::policy::file::read): the library never looks at
//! the environment by itself.
//!
//! ```
//! # use corslet::policy::file;
//! let text = "version = 1
//! [[route]]
//! path = \"/*\"
//! origins = [{ env = \"FRONT_ENDS\" }]
//! ";
//! let environment = |name: &str| (name == "FRONT_ENDS").then(|| "https://a.example.com, https://b.example.com".into());
//! let policy = file::read(text, &environment).into_policy()?;
//! assert!(file::write(&policy.to_config()).unwrap().contains("https://b.example.com"));
//!
//! let reading = file::read(text, &|_| None);
//! assert_eq!(reading.problems()[0].code(), "environment-variable-missing");
//! # Ok::<(), corslet::policy::Problems>(())
//! ```
//!
//! # In an editor
//!
//! [`json_schema`](crate::policy::file::json_schema) is the file's JSON Schema: editors complete keys and mark what is none.
//!
//! # Changing it
//!
//! Read the file again, and put the policy in force when there is one; keep the old one when there is not. Write a new file
//! and rename it over the old one: half a file can be a whole policy, and another one than was meant. The crate
//! `corslet-tower` has `CorsLayer::reloadable` for it, and an example that follows a file.
