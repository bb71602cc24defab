//! The tab "E-mail": how mails leave, from whom, how many, and a test with its true result.

use domain::{
    error::AppError,
    settings::{
        MailSettings,
        company::CompanyForm,
        wire::{MailForm, MailRoute, SaveSetting, SettingsPage, Versioned},
    },
    ticket::wire::MailOutcome,
};
use leptos::prelude::*;

use super::{
    place::Place,
    rows::TextRow,
    tab_frame::TabFrame,
    tab_state::{TabForm, TabState},
};
use crate::{
    api::{
        ApiError,
        settings::{save_mail, test_mail},
    },
    session::use_texts,
    ui::{dom, icon::icon, mail_fate::outcome_look, notice::Notice, problems::use_problems, scope::Scope},
};

impl TabForm for MailForm {
    type Value = MailSettings;
    const PREFIX: &'static str = "mail";

    fn of(value: &MailSettings) -> Self {
        Self::of(value)
    }

    fn faults(&self) -> Vec<AppError> {
        self.validate().err().unwrap_or_default()
    }

    fn pick(page: SettingsPage) -> Versioned<MailSettings> {
        page.mail
    }

    async fn save(input: SaveSetting<Self>) -> Result<Versioned<MailSettings>, ApiError> {
        save_mail(input).await
    }
}

/// The tab. `company` is what is saved, since that is what mails are sent with.
#[component]
pub fn MailTab(
    state: TabState<MailForm>,
    company: RwSignal<CompanyForm>,
    route: MailRoute,
    my_email: String,
) -> impl IntoView {
    let t = &use_texts().settings;
    let route = match route {
        MailRoute::Server { host } => (t.mail_server)(&host),
        MailRoute::Files { folder } => (t.mail_files)(&folder),
    };
    let sender = move || company.with(|company| company.email.clone());
    view! {
        <TabFrame tab=state title=t.mail text=t.mail_text>
            <FactRow label=t.mail_route help=t.mail_route_help>
                <p class="pre">{route}</p>
            </FactRow>
            <FactRow label=t.mail_sender help=t.mail_sender_help>
                {move || {
                    if sender().is_empty() {
                        view! {
                            <Notice tone="red" icon_name="circle-alert" title=t.mail_no_sender>
                                <a class="link" href=Place::Company.href()>
                                    {t.mail_fill_sender}
                                </a>
                            </Notice>
                        }
                            .into_any()
                    } else {
                        view! { <p>{sender()}</p> }.into_any()
                    }
                }}
            </FactRow>
            <TextRow
                state
                name="daily_budget"
                label=t.mail_budget
                help=t.mail_budget_help
                get=|form: &MailForm| &form.daily_budget
                get_mut=|form: &mut MailForm| &mut form.daily_budget
                unit=t.mail_unit
                inputmode="numeric"
            />
            <TestRow my_email />
        </TabFrame>
    }
}

/// A row that only tells something.
#[component]
fn FactRow(label: &'static str, #[prop(into)] help: String, children: Children) -> impl IntoView {
    view! {
        <div class="set-row set-row--wide">
            <div>
                <h3 class="set-lab">{label}</h3>
                <p class="hint">{help}</p>
            </div>
            <div>{children()}</div>
        </div>
    }
}

/// The test mail. Its result stays until the next test.
#[component]
fn TestRow(my_email: String) -> impl IntoView {
    let texts = use_texts();
    let t = &texts.settings;
    let problems = use_problems();
    let scope = Scope::new();
    let busy = RwSignal::new(false);
    let outcome = RwSignal::new(None::<MailOutcome>);
    let send = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        outcome.set(None);
        scope.act(test_mail(dom::fresh_key()), move |answer| {
            busy.set(false);
            match answer {
                Ok(fate) => outcome.set(Some(fate)),
                Err(error) => problems.tell(&error),
            }
        });
    };
    let result = move || {
        outcome.get().map(|fate| {
            let (tone, name) = outcome_look(&fate);
            view! {
                <Notice
                    tone=tone
                    icon_name=name
                    title=texts.mail_outcome(&fate)
                    on_close=Callback::new(move |()| outcome.set(None))
                />
            }
        })
    };
    view! {
        <FactRow label=t.mail_test help=(t.mail_test_help)(&my_email)>
            <button
                type="button"
                class="btn"
                aria-busy=move || busy.get().then_some("true")
                on:click=move |_| send()
            >
                {icon("send")}
                {move || if busy.get() { t.mail_sending } else { t.mail_send_test }}
            </button>
            {result}
        </FactRow>
    }
}
