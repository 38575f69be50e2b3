//! The addresses of cloud metadata services, which hand out a machine's credentials to whoever asks from it.

use std::net::IpAddr;

use url::Host;

/// The names under which clouds offer them.
const NAMES: &[&str] = &[
    "instance-data",
    "instance-data.ec2.internal",
    "metadata",
    "metadata.goog",
    "metadata.google.internal",
    "metadata.tencentyun.com",
];

/// The addresses: the link-local one that most clouds share, then what single clouds add.
const ADDRESSES: &[&str] = &[
    "169.254.169.254",
    "169.254.170.2",
    "169.254.170.23",
    "169.254.0.23",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "fd00:ec2::254",
    "fd00:ec2::23",
    "fd20:ce::254",
];

/// Whether the address is a cloud metadata service's, also when it is written as an IPv6 one.
pub(crate) fn is_metadata_address(address: IpAddr) -> bool {
    let address = match address {
        IpAddr::V6(v6) => match v6.segments() {
            // https://www.rfc-editor.org/rfc/rfc6052: a NAT64 gateway takes the last 32 bits out.
            [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
                IpAddr::from([(high >> 8) as u8, high as u8, (low >> 8) as u8, low as u8])
            }
            _ => v6.to_canonical(),
        },
        v4 @ IpAddr::V4(_) => v4,
    };
    ADDRESSES.iter().filter_map(|text| text.parse::<IpAddr>().ok()).any(|known| known == address)
}

/// Whether the host, before it is looked up, names a cloud metadata service.
pub(crate) fn is_metadata_host(host: &Host<String>) -> bool {
    match host {
        Host::Domain(name) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
        }
        Host::Ipv4(address) => is_metadata_address(IpAddr::V4(*address)),
        Host::Ipv6(address) => is_metadata_address(IpAddr::V6(*address)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_known_in_every_spelling() {
        for text in ["169.254.169.254", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "fd00:ec2::254"] {
            assert!(is_metadata_address(text.parse().unwrap()), "{text}");
        }
        for text in ["127.0.0.1", "169.254.169.253", "::1", "fd00:ec2::1"] {
            assert!(!is_metadata_address(text.parse().unwrap()), "{text}");
        }
    }

    #[test]
    fn a_name_is_known_with_its_dot() {
        assert!(is_metadata_host(&Host::Domain("Metadata.Google.Internal.".to_owned())));
        assert!(!is_metadata_host(&Host::Domain("metadata.example".to_owned())));
    }
}
