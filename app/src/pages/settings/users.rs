//! "Usuários": who may sign in, with which role.

mod form;

use domain::{
    ids::UserId,
    time::UtcMillis,
    user::{UserAccount, UserList},
};
use leptos::{prelude::*, task::spawn_local};

use self::form::UserDialog;
use super::{
    catalogue::{ActivationActs, CatalogueBar, CatalogueFilter, DeactivateDialog, Ending, RowActions, StateMark},
    frame::{SectionHead, SectionSkeleton, SettingsFrame},
    place::Place,
};
use crate::{
    api::users::{list_users, set_user_active},
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::avatar::Avatar,
};

/// What the page holds.
#[derive(Clone, Copy)]
pub struct Users {
    pub list: RwSignal<Vec<UserAccount>>,
    /// The user in the dialog; `Some(None)` = a new one.
    pub editing: RwSignal<Option<Option<UserAccount>>>,
    /// The server's clock when the list was read.
    now: UtcMillis,
}

impl Users {
    /// Takes a user as they became: in their place, or first when new, where the eye is.
    pub fn put(self, user: UserAccount) {
        self.list.update(|list| match list.iter_mut().find(|one| one.id == user.id) {
            Some(known) => *known = user,
            None => list.insert(0, user),
        });
    }

    /// Reads all again; somebody else changed one.
    pub fn reload(self) {
        spawn_local(async move {
            if let Ok(UserList { users, .. }) = list_users().await {
                self.list.set(users);
            }
        });
    }
}

/// The page.
#[component]
pub fn UsersPage() -> impl IntoView {
    let loaded = Resource::new(|| (), |()| list_users());
    view! {
        <SettingsFrame place=Place::Users>
            <Suspense fallback=|| view! { <SectionSkeleton /> }>
                {move || Suspend::new(async move {
                    match loaded.await {
                        Ok(list) => view! { <UserTable list /> }.into_any(),
                        Err(error) => {
                            view! { <Failed error retry=Callback::new(move |()| loaded.refetch()) /> }.into_any()
                        }
                    }
                })}
            </Suspense>
        </SettingsFrame>
    }
}

#[component]
fn UserTable(list: UserList) -> impl IntoView {
    let t = &use_texts().settings;
    let state = Users { list: RwSignal::new(list.users), editing: RwSignal::new(None), now: list.now };
    let filter = CatalogueFilter::new();
    let acts = ActivationActs::<UserId, UserAccount>::new(
        |input| Box::pin(set_user_active(input)),
        Callback::new(move |user| state.put(user)),
        Callback::new(move |()| state.reload()),
    );
    let rows = move || {
        let shown: Vec<UserAccount> = state.list.with(|list| {
            let words = |user: &UserAccount| format!("{} {} {}", user.name, user.email, (t.role)(user.role));
            list.iter().filter(|user| filter.shows(user.active, &words(user))).cloned().collect()
        });
        if shown.is_empty() {
            return view! {
                <tr>
                    <td colspan="5" class="muted cell--full">
                        {t.users_empty}
                    </td>
                </tr>
            }
            .into_any();
        }
        shown.into_iter().map(|user| view! { <Row user state acts /> }).collect_view().into_any()
    };
    view! {
        <div class="set-main set-main--one" tabindex="0" role="region" aria-label=t.users>
            <SectionHead title=t.users text=t.users_text />
            <CatalogueBar filter new_label=t.user_new on_new=Callback::new(move |()| state.editing.set(Some(None))) />
            <div class="cat">
                <div class="table-wrap">
                    <table class="table table--stack">
                        <thead>
                            <tr>
                                <th scope="col">{t.company_name}</th>
                                <th scope="col">{t.user_role}</th>
                                <th scope="col" class="p-sm">
                                    {t.user_seen}
                                </th>
                                <th scope="col">{t.situation}</th>
                                <th scope="col" class="col-acts">
                                    <span class="sr">{t.actions}</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
            </div>
            <UserDialog state />
            <DeactivateDialog acts id="user-deactivate" text=t.user_deactivate_text asks_reason=true />
        </div>
    }
}

#[component]
fn Row(user: UserAccount, state: Users, acts: ActivationActs<UserId, UserAccount>) -> impl IntoView {
    let t = &use_texts().settings;
    let session = use_session();
    let is_me = session.actor.as_ref().is_some_and(|actor| actor.id == user.id);
    let seen = user.seen_at.map_or_else(|| t.user_never_seen.to_owned(), |at| session.moment(at, state.now));
    let edited = user.clone();
    let ending = Ending { id: user.id, version: user.version, name: user.name.clone() };
    let active = user.active;
    let reason = (!user.inactive_reason.is_empty()).then(|| user.inactive_reason.clone());
    view! {
        <tr class:is-off=!active>
            <td class="cell--lead">
                <span class="who">
                    <Avatar name=user.name.clone() />
                    <span class="cell2">
                        {user.name.clone()} {is_me.then(|| format!(" ({})", t.user_you))}
                        <small>{user.email}</small>
                    </span>
                </span>
            </td>
            <td class="cell2 cell--sub">
                {(t.role)(user.role)} {user.person_name.map(|person| view! { <small>{person}</small> })}
            </td>
            <td class="p-sm nowrap cell--hide">{seen}</td>
            <td class="cell2 cell--end">
                <StateMark active />
                {reason.map(|reason| view! { <small>{reason}</small> })}
            </td>
            <td class="col-acts cell--acts">
                <RowActions
                    name=user.name
                    active
                    on_edit=Callback::new(move |()| state.editing.set(Some(Some(edited.clone()))))
                    on_toggle=Callback::new(move |()| acts.toggle(ending.clone(), active))
                />
            </td>
        </tr>
    }
}
