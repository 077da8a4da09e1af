//! Operating system, network interfaces, clock and passwords of a guest.

use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use super::base64::encode;
use crate::error::Error;
use crate::qga::{self, commands};
use crate::session::Call;

impl qga::Client {
    /// The operating system of the guest: one `guest-get-osinfo`.
    ///
    /// ```no_run
    /// # async fn example(agent: qapi_client::qga::Client) -> Result<(), qapi_client::guest::SystemError> {
    /// println!("{}", agent.os().await?); // Debian GNU/Linux 12 (bookworm), kernel 6.1.0-18-amd64, x86_64
    /// for interface in agent.interfaces().await? {
    ///     println!("{interface}"); // eth0 52:54:00:12:34:56 10.0.2.15/24 fe80::5054:ff:fe12:3456/64
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`SystemError::Session`]: the command fails.
    pub async fn os(&self) -> Result<OperatingSystem, SystemError> {
        Ok(self.execute(commands::GuestGetOsinfo::new()).await?.into())
    }

    /// The network interfaces of the guest: one `guest-network-get-interfaces`.
    ///
    /// # Errors
    /// [`SystemError::Session`]: the command fails. [`SystemError::Address`]: an address is invalid.
    pub async fn interfaces(&self) -> Result<Vec<Interface>, SystemError> {
        let command = commands::GuestNetworkGetInterfaces::new();
        let interfaces = self.execute(command).await?;
        interfaces.into_iter().map(Interface::read).collect()
    }

    /// The clock of the guest: one `guest-get-time`. The time that the reply takes is not corrected.
    ///
    /// # Errors
    /// [`SystemError::Session`]: the command fails.
    pub async fn time(&self) -> Result<SystemTime, SystemError> {
        let nanoseconds = self.execute(commands::GuestGetTime::new()).await?;
        let distance = Duration::from_nanos(nanoseconds.unsigned_abs());
        let time = match nanoseconds {
            0.. => SystemTime::UNIX_EPOCH.checked_add(distance),
            _ => SystemTime::UNIX_EPOCH.checked_sub(distance),
        };
        time.ok_or(SystemError::Time { nanoseconds })
    }

    /// Sets the password of a user of the guest: one `guest-set-user-password`.
    ///
    /// # Errors
    /// [`Error::Refused`](crate::Error::Refused): no such user, or the guest has no program for this.
    pub fn set_password(
        &self,
        user: impl Into<String>,
        password: impl AsRef<[u8]>,
    ) -> Call<commands::GuestSetUserPassword> {
        self.send_password(user.into(), password.as_ref(), false)
    }

    /// Sets the password of a user of the guest by its hash, in the form of the guest's `crypt`, such as `$6$salt$...`:
    /// one `guest-set-user-password`.
    ///
    /// # Errors
    /// The errors of [`set_password`](Self::set_password). A Windows guest refuses hashes.
    pub fn set_password_hash(
        &self,
        user: impl Into<String>,
        hash: impl AsRef<[u8]>,
    ) -> Call<commands::GuestSetUserPassword> {
        self.send_password(user.into(), hash.as_ref(), true)
    }

    fn send_password(
        &self,
        user: String,
        password: &[u8],
        crypted: bool,
    ) -> Call<commands::GuestSetUserPassword> {
        let command = commands::GuestSetUserPassword::new(crypted)
            .username(user)
            .password(encode(password));
        self.execute(command)
    }
}

/// Operating system of a guest. `Display` is one line for a person.
///
/// A value that the guest does not report is `None`. For instance, a Linux guest without `/etc/os-release` reports only
/// the kernel.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperatingSystem {
    /// Short name for programs, such as `debian` or `mswindows`.
    pub id: Option<String>,
    /// Full name for people, such as `Debian GNU/Linux 12 (bookworm)`.
    pub name: Option<String>,
    /// Version for programs, such as `12`.
    pub version: Option<String>,
    /// Release of the kernel, such as `6.1.0-18-amd64`.
    pub kernel: Option<String>,
    /// Processor architecture, such as `x86_64`.
    pub machine: Option<String>,
}

impl From<qga::GuestOSInfo> for OperatingSystem {
    fn from(info: qga::GuestOSInfo) -> Self {
        Self {
            id: info.id,
            name: info.pretty_name.or(info.name),
            version: info.version_id,
            kernel: info.kernel_release,
            machine: info.machine,
        }
    }
}

impl fmt::Display for OperatingSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.as_ref().or(self.id.as_ref());
        f.write_str(name.map_or("unknown operating system", String::as_str))?;
        if let Some(kernel) = &self.kernel {
            write!(f, ", kernel {kernel}")?;
        }
        if let Some(machine) = &self.machine {
            write!(f, ", {machine}")?;
        }
        Ok(())
    }
}

/// Network interface of a guest. `Display` is one line for a person.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Interface {
    /// Name, such as `eth0`.
    pub name: String,
    /// Hardware address, such as `52:54:00:12:34:56`.
    pub mac: Option<String>,
    /// Addresses with the lengths of their prefixes.
    pub addresses: Vec<(IpAddr, u8)>,
    /// Counters of packets and bytes, if the guest has them.
    pub statistics: Option<qga::GuestNetworkInterfaceStat>,
}

impl Interface {
    fn read(interface: qga::GuestNetworkInterface) -> Result<Self, SystemError> {
        let addresses = interface.ip_addresses.unwrap_or_default();
        let read = |address| read_address(&interface.name, address);
        let addresses = addresses.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self {
            name: interface.name,
            mac: interface.hardware_address,
            addresses,
            statistics: interface.statistics,
        })
    }
}

fn read_address(
    interface: &str,
    address: &qga::GuestIpAddress,
) -> Result<(IpAddr, u8), SystemError> {
    // A link-local address may end with its zone: `fe80::1%eth0`.
    let text = address.ip_address.split('%').next().unwrap_or_default();
    match (text.parse(), u8::try_from(address.prefix)) {
        (Ok(ip), Ok(prefix)) => Ok((ip, prefix)),
        _ => Err(SystemError::Address {
            interface: interface.to_owned(),
            address: format!("{}/{}", address.ip_address, address.prefix),
        }),
    }
}

impl fmt::Display for Interface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)?;
        if let Some(mac) = &self.mac {
            write!(f, " {mac}")?;
        }
        for (ip, prefix) in &self.addresses {
            write!(f, " {ip}/{prefix}")?;
        }
        Ok(())
    }
}

/// Reason why a guest could not be described.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum SystemError {
    /// The command failed.
    #[error(transparent)]
    Session(#[from] Error),

    /// The guest reports an address that is not an IP address.
    #[error("interface `{interface}` of the guest has the invalid address `{address}`")]
    Address {
        /// Name of the interface.
        interface: String,
        /// Address and prefix as the guest reports them.
        address: String,
    },

    /// This system cannot represent the time of the guest's clock.
    #[error("the clock of the guest is {nanoseconds} ns from 1970")]
    Time {
        /// Nanoseconds since 1970.
        nanoseconds: i64,
    },
}
