mod own {
    qapi_client::qapi_schema!("schemas/copy.json");
}
use own::Mode::Fast;
use own::commands::Copy;

fn send(client: &own::Client) {
    // As it should be.
    let _ = client.copy(Copy::new(Fast).source("a").target("b").speed(1_u64));
    // By position.
    let _ = client.copy(Copy::new("a", "b", Fast));
    // In another order.
    let _ = client.copy(Copy::new(Fast).target("b").source("a"));
    // Without a member.
    let _ = client.copy(Copy::new(Fast).source("a"));
    // An optional member too early.
    let _ = client.copy(Copy::new(Fast).source("a").speed(1_u64).target("b"));
    // A member twice.
    let _: Copy = Copy::new(Fast).source("a").target("b").target("c");
    // Not sent at all.
    let _: Copy = Copy::new(Fast).source("a");
}

fn main() {}
