//! Where a layer usually stands between the page and the resource.

/// Where a layer usually stands, from the outside to the inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// A content delivery network, or a platform's own proxy.
    Edge,
    /// A web server, a proxy or a gateway.
    Gateway,
    /// The application, or its framework.
    Application,
}
