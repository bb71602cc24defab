//! The WASM entry of the desk. It hydrates the server-rendered page and does nothing else; every screen lives in `app`.

/// Called by the generated loader once the module has arrived.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    app::ui::problems::show_reload_bar_on_panic();
    leptos::mount::hydrate_body(app::App);
}
