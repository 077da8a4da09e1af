//! Errors of devices.

use std::time::Duration;

use crate::error::{CommandError, Error};

/// Reason why a device was not added or not removed.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum DeviceError {
    /// The driver has no such property in this QEMU. Nothing was sent.
    #[error("device `{driver}` has no property `{name}`{}", suggestion.as_deref().map(|name| format!(" (did you mean `{name}`?)")).unwrap_or_default())]
    UnknownProperty {
        /// Driver of the device.
        driver: String,
        /// Name that the driver does not have.
        name: String,
        /// Name of the property that was probably meant.
        suggestion: Option<String>,
    },

    /// The value of a property has the wrong JSON type. Nothing was sent.
    #[error("property `{name}` of device `{driver}` has type `{expected}`: {found} does not fit")]
    WrongType {
        /// Driver of the device.
        driver: String,
        /// Name of the property.
        name: String,
        /// Type of the property, as QEMU names it.
        expected: String,
        /// JSON type of the value.
        found: &'static str,
    },

    /// No device has this id.
    #[error("no device `{id}`")]
    NotFound {
        /// Id that the caller gave.
        id: String,
    },

    /// The guest refused to unplug the device (event `DEVICE_UNPLUG_GUEST_ERROR`).
    #[error("the guest refused to unplug device `{id}`")]
    RefusedByGuest {
        /// Id of the device.
        id: String,
    },

    /// The guest had not unplugged the device at the deadline. The guest may still unplug the device later.
    #[error("device `{id}` is still there after {after:?}: the guest did not unplug it{}", refusal.as_ref().map(|refusal| format!(" ({refusal})")).unwrap_or_default())]
    TimedOut {
        /// Id of the device.
        id: String,
        /// Deadline of the wait.
        after: Duration,
        /// Latest refusal of a repeated request.
        refusal: Option<CommandError>,
    },

    /// A command failed, or the session ended.
    #[error(transparent)]
    Session(#[from] Error),
}
