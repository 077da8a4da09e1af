//! Code that all generated `Client` types use.

use crate::command::Command;
use crate::session::{Call, Session};

/// Creates the call of a command. `arguments` is any value that converts into the argument struct.
pub fn call<C: Command, A: Into<C>>(session: &Session, arguments: A) -> Call<C> {
    session.execute(arguments.into())
}

/// Writes the methods that create a `Client`, for the protocol of the schema.
#[cfg(any(feature = "async-std", feature = "smol"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __connect {
    ($protocol:ident) => {
        /// Connects to an address such as `unix:/run/vm.qmp` or `tcp:localhost:4444`, and completes the handshake.
        ///
        /// # Errors
        /// The address is invalid, nothing listens there, no greeting arrived in time, or the negotiation was refused.
        pub async fn connect<A>(address: A) -> ::core::result::Result<Self, $crate::Error>
        where
            A: ::core::convert::TryInto<$crate::Address>,
            $crate::Error: ::core::convert::From<A::Error>,
        {
            Self::builder().connect(address).await
        }

        /// Starts a peer as a child process and connects to it. Dropping the returned value kills the process.
        ///
        /// # Errors
        /// The program cannot be started, exits before it sends a greeting, or refuses the negotiation.
        #[cfg(unix)]
        pub async fn spawn(
            peer: $crate::Spawn,
        ) -> ::core::result::Result<$crate::Child<Self>, $crate::Error> {
            Self::builder().spawn(peer).await
        }

        $crate::__builder! { $protocol }
    };
}

/// Writes the methods that create a `Client`, for the protocol of the schema.
#[cfg(not(any(feature = "async-std", feature = "smol")))]
#[doc(hidden)]
#[macro_export]
macro_rules! __connect {
    ($protocol:ident) => {
        $crate::__builder! { $protocol }
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __builder {
    ($protocol:ident) => {
        /// Settings of a session that speaks the protocol of this schema. Connecting returns a client of this type.
        pub fn builder() -> $crate::Builder<Self> {
            $crate::Session::builder()
                .protocol($crate::Protocol::$protocol)
                .client()
        }
    };
}
