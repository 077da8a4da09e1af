qapi_client::qapi_schema!("schemas/conditions.json", config: { CONFIG_CDROM, !CONFIG_LINXU, !HAVE_DISPLAY, !_ });

fn main() {}
