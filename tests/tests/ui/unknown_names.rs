qapi_client::qapi_schema! {
    path: "schemas/good.json",
    commands: ["query-statsu", "guest-*", "stop"],
    events: ["STOPP"],
    optional: { "Status.runing", !"Statsu.running", "running" },
}

fn main() {}
