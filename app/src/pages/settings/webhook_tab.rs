//! The tab "Integrações": where events go, the key they are signed with, and what became of the last ones.

use domain::{
    error::AppError,
    settings::wire::{SaveSetting, SettingsPage, Versioned},
    webhook::{EventRow, EventState, WebhookLog, WebhookSettings},
};
use leptos::prelude::*;

use super::{
    rows::{SwitchRow, TextRow},
    tab_frame::TabFrame,
    tab_state::{TabForm, TabState},
};
use crate::{
    api::{
        ApiError,
        settings::save_webhook,
        webhook::{make_webhook_key, read_webhook_log, resend_event, test_webhook},
    },
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        confirm::Confirm,
        dom,
        icon::icon,
        problems::{Problems, use_problems},
        scope::Scope,
        toasts::{Toasts, Tone, use_toasts},
    },
};

impl TabForm for WebhookSettings {
    type Value = Self;
    const PREFIX: &'static str = "webhook";

    fn of(value: &Self) -> Self {
        value.clone()
    }

    fn faults(&self) -> Vec<AppError> {
        self.validate().err().unwrap_or_default()
    }

    fn pick(page: SettingsPage) -> Versioned<Self> {
        page.webhook
    }

    async fn save(input: SaveSetting<Self>) -> Result<Versioned<Self>, ApiError> {
        save_webhook(input).await
    }
}

/// What the lower part shares.
#[derive(Clone, Copy)]
struct Log {
    scope: Scope,
    read: Resource<Result<WebhookLog, ApiError>>,
    busy: RwSignal<bool>,
    /// The question before a key in use is replaced.
    asking: RwSignal<bool>,
    /// The key that was just made; gone with the page.
    fresh: RwSignal<Option<String>>,
    toasts: Toasts,
    problems: Problems,
}

impl Log {
    /// Sends something and tells what the attempt met.
    fn attempt(self, sending: impl Future<Output = Result<domain::webhook::Attempt, ApiError>> + 'static) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let t = &use_texts().settings.webhook;
        self.scope.act(sending, move |answer| {
            self.busy.set(false);
            match answer {
                Ok(met) => {
                    let accepted = matches!(met, domain::webhook::Attempt::Accepted { .. });
                    let tone = if accepted { Tone::Success } else { Tone::Failure };
                    self.toasts.push(tone, (t.attempt)(&met), String::new());
                }
                Err(error) => self.problems.tell(&error),
            }
            self.read.refetch();
        });
    }

    fn make_key(self) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.scope.act(make_webhook_key(), move |answer| {
            self.busy.set(false);
            self.asking.set(false);
            match answer {
                Ok(key) => {
                    self.fresh.set(Some(key));
                    self.read.refetch();
                }
                Err(error) => self.problems.tell(&error),
            }
        });
    }
}

/// The tab.
#[component]
pub fn WebhookTab(state: TabState<WebhookSettings>) -> impl IntoView {
    let t = &use_texts().settings.webhook;
    let log = Log {
        scope: Scope::new(),
        read: Resource::new(|| (), |()| read_webhook_log()),
        busy: RwSignal::new(false),
        asking: RwSignal::new(false),
        fresh: RwSignal::new(None),
        toasts: use_toasts(),
        problems: use_problems(),
    };
    let aside = view! {
            <Transition>
                {move || Suspend::new(async move {
                    match log.read.await {
                        Ok(loaded) => below(log, loaded),
                        Err(error) => {
                            view! { <Failed error retry=Callback::new(move |()| log.read.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Transition>
    };
    view! {
        <TabFrame tab=state title=t.tab text=t.text one_column=true aside=aside.into_any()>
            <SwitchRow
                state
                name="enabled"
                label=t.enabled
                help=t.enabled_help
                get=|form: &WebhookSettings| form.enabled
                put=|form: &mut WebhookSettings, on| form.enabled = on
            />
            <TextRow
                state
                name="url"
                label=t.url
                help=t.url_help
                get=|form: &WebhookSettings| &form.url
                get_mut=|form: &mut WebhookSettings| &mut form.url
                input_type="url"
                wide=true
            />
            <SwitchRow
                state
                name="allow_private"
                label=t.private
                help=t.private_help
                get=|form: &WebhookSettings| form.allow_private
                put=|form: &mut WebhookSettings, on| form.allow_private = on
            />
        </TabFrame>
    }
}

/// The key, the test, and the last events.
fn below(log: Log, loaded: WebhookLog) -> AnyView {
    let t = &use_texts().settings.webhook;
    let rows = loaded.events.iter().map(|event| event_row(log, event, loaded.now)).collect_view();
    let empty = loaded.events.is_empty();
    let (key_words, has_key) = (if loaded.has_key { t.has_key } else { t.no_key }, loaded.has_key);
    view! {
        <div class="set-row set-row--wide">
            <div>
                <h3 class="set-lab">{t.key}</h3>
                <p class="hint">{t.key_help}</p>
            </div>
            <div class="wh-key">
                {move || {
                    log.fresh
                        .get()
                        .map_or_else(
                            || view! { <p>{key_words}</p> }.into_any(),
                            |key| {
                                let copied = key.clone();
                                view! {
                                    <p role="status">
                                        <code class="code">{key}</code>
                                        " "
                                        <small>{t.key_once}</small>
                                    </p>
                                    <button type="button" class="btn btn--sm" on:click=move |_| dom::copy(&copied)>
                                        {icon("copy")}
                                        {use_texts().common.copy}
                                    </button>
                                }
                                    .into_any()
                            },
                        )
                }}
                <button
                    type="button"
                    class="btn"
                    on:click=move |_| if has_key { log.asking.set(true) } else { log.make_key() }
                >
                    {icon("key-round")}
                    {t.make_key}
                </button>
                <button
                    type="button"
                    class="btn"
                    disabled=!has_key
                    aria-busy=move || log.busy.get().then_some("true")
                    on:click=move |_| log.attempt(test_webhook())
                >
                    {icon("send")}
                    {t.test}
                </button>
            </div>
        </div>
        <Confirm
            id="make-webhook-key"
            open=log.asking
            title=t.make_key
            text=t.make_key_question
            act=t.make_key
            busy=log.busy
            on_act=Callback::new(move |()| log.make_key())
        />
        <section>
            <h3 class="set-lab">{t.log}</h3>
            {if empty {
                view! { <p class="faint">{t.log_empty}</p> }.into_any()
            } else {
                view! {
                    <div class="table-wrap" tabindex="0" role="region" aria-label=t.log>
                        <table class="table table--stack">
                            <caption class="sr">{t.log}</caption>
                            <thead>
                                <tr>
                                    <th scope="col">{t.event}</th>
                                    <th scope="col">{t.when}</th>
                                    <th scope="col">{t.outcome}</th>
                                    <th scope="col" class="col-acts">
                                        <span class="sr">{t.resend}</span>
                                    </th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                }
                    .into_any()
            }}
        </section>
    }
    .into_any()
}

fn event_row(log: Log, event: &EventRow, now: domain::time::UtcMillis) -> AnyView {
    let texts = use_texts();
    let t = &texts.settings.webhook;
    let session = use_session();
    let id = event.id;
    let tone = match event.state {
        EventState::Delivered => "green",
        EventState::Queued => "amber",
        EventState::Failed => "red",
        EventState::Kept => "grey",
    };
    let contract = event.contract.map(|contract| {
        view! {
            <a class="code link" href=format!("/contracts/{contract}")>
                {contract.to_string()}
            </a>
        }
    });
    let met = event.last.as_ref().map(|met| (t.attempt)(met));
    let next = event.due_at.filter(|_| event.attempts > 0).map(|at| (t.next)(&session.moment(at, now)));
    view! {
        <tr>
            <td class="cell--lead">{(t.kind)(event.kind)} " " {contract}</td>
            <td class="nowrap cell--sub">{session.moment(event.at, now)}</td>
            <td class="cell2 cell--full">
                <span class="st" data-tone=tone>
                    <span class="dot"></span>
                    {(t.state)(event.state)}
                </span>
                {met.map(|met| view! { <small>{met}</small> })}
                {next.map(|next| view! { <small>{next}</small> })}
            </td>
            <td class="col-acts cell--acts">
                <button
                    type="button"
                    class="btn btn--sm"
                    aria-label=(t.resend_of)(id.get())
                    on:click=move |_| log.attempt(resend_event(id))
                >
                    {t.resend}
                </button>
            </td>
        </tr>
    }
    .into_any()
}
