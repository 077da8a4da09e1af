//! The part of a generated `Client` that is the same for all.

use crate::command::Command;
use crate::session::{Call, Session};

/// The call of a command, of whatever converts into its arguments.
pub fn call<C: Command, A: Into<C>>(session: &Session, arguments: A) -> Call<C> {
    session.execute(arguments.into())
}

/// How a `Client` is made, given the protocol that its schema speaks.
#[cfg(any(feature = "async-std", feature = "smol"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __connect {
    ($protocol:ident) => {
        /// Connects to an address such as `unix:/run/vm.qmp` or `tcp:localhost:4444`, and shakes hands.
        ///
        /// # Errors
        /// The text is no address, nothing listens there, no greeting came in time, or the negotiation was refused.
        pub async fn connect<A>(address: A) -> ::core::result::Result<Self, $crate::Error>
        where
            A: ::core::convert::TryInto<$crate::Address>,
            $crate::Error: ::core::convert::From<A::Error>,
        {
            let session = Self::builder().connect(address).await;
            session.map(<Self as ::core::convert::From<$crate::Session>>::from)
        }

        /// The settings of a session that speaks the protocol of this schema.
        pub fn builder() -> $crate::Builder {
            $crate::Session::builder().protocol($crate::Protocol::$protocol)
        }
    };
}

/// How a `Client` is made, given the protocol that its schema speaks.
#[cfg(not(any(feature = "async-std", feature = "smol")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __connect {
    ($protocol:ident) => {
        /// The settings of a session that speaks the protocol of this schema.
        pub fn builder() -> $crate::Builder {
            $crate::Session::builder().protocol($crate::Protocol::$protocol)
        }
    };
}
