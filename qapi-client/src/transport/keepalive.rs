//! TCP keepalive, which detects that the host of a peer no longer answers.

use std::io;
use std::time::Duration;

use rustix::fd::AsFd;
use rustix::net::sockopt::{
    set_socket_keepalive, set_tcp_keepcnt, set_tcp_keepidle, set_tcp_keepintvl,
};

/// Number of unanswered keepalive probes after which the connection ends.
const KEEPALIVE_PROBES: u32 = 3;

/// Range of keepalive times that all systems accept, in whole seconds.
const KEEPALIVE_RANGE: (Duration, Duration) = (Duration::from_secs(6), Duration::from_secs(30_000));

/// Enables keepalive. If no bytes arrive for half of `limit`, the system starts to probe the host of the peer.
pub(super) fn keep_alive(socket: impl AsFd + Copy, limit: Duration) -> io::Result<()> {
    let limit = limit.clamp(KEEPALIVE_RANGE.0, KEEPALIVE_RANGE.1);
    set_socket_keepalive(socket, true)?;
    set_tcp_keepidle(socket, limit / 2)?;
    set_tcp_keepintvl(socket, limit / 2 / KEEPALIVE_PROBES)?;
    set_tcp_keepcnt(socket, KEEPALIVE_PROBES)?;
    // The system sends no probes while it retransmits unacknowledged bytes, which takes 15 minutes by default.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let milliseconds = u32::try_from(limit.as_millis()).unwrap_or(u32::MAX);
        rustix::net::sockopt::set_tcp_user_timeout(socket, milliseconds)?;
    }
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::net::{TcpListener, TcpStream};

    use rustix::net::sockopt::{socket_keepalive, tcp_keepidle, tcp_keepintvl};

    use super::*;

    #[test]
    fn keepalive_times_stay_in_the_range_of_the_system() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        for (limit, idle, interval) in [
            (Duration::from_secs(60), 30, 10),
            (Duration::ZERO, 3, 1),
            (Duration::MAX, 15_000, 5_000),
        ] {
            let stream = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
            assert!(!socket_keepalive(&stream).unwrap());
            keep_alive(&stream, limit).unwrap();
            assert!(socket_keepalive(&stream).unwrap());
            assert_eq!(tcp_keepidle(&stream).unwrap(), Duration::from_secs(idle));
            assert_eq!(
                tcp_keepintvl(&stream).unwrap(),
                Duration::from_secs(interval)
            );
        }
    }
}
