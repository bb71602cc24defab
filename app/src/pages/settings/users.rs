//! "Usuários": who may sign in, with which role.

mod form;

use domain::{
    time::UtcMillis,
    user::{UserAccount, UserList},
};
use leptos::prelude::*;

use self::form::UserForm;
use super::{
    catalogue::{CatalogueSection, Entries, EntryDialog, LoadedPage, StateMark, Words},
    place::Place,
};
use crate::{
    api::users::{list_users, set_user_active},
    session::{use_session, use_texts},
    ui::avatar::Avatar,
};

/// The page.
#[component]
pub fn UsersPage() -> impl IntoView {
    view! {
        <LoadedPage
            place=Place::Users
            load=|| Box::pin(list_users())
            body=|list| view! { <Catalogue list /> }.into_any()
        />
    }
}

#[component]
fn Catalogue(list: UserList) -> impl IntoView {
    let t = &use_texts().settings;
    let UserList { users, now } = list;
    let entries = Entries::new(users, || Box::pin(async { Ok(list_users().await?.users) }));
    let words = Words {
        title: t.users,
        text: t.users_text,
        new_label: t.user_new,
        empty: t.users_empty,
        deactivate_text: t.user_deactivate_text,
    };
    let head = view! {
        <th scope="col">{t.company_name}</th>
        <th scope="col">{t.user_role}</th>
        <th scope="col" class="p-sm">
            {t.user_seen}
        </th>
        <th scope="col">{t.situation}</th>
    }
    .into_any();
    view! {
        <CatalogueSection
            entries
            words
            head
            columns=4
            found_by=|user| format!("{} {} {}", user.name, user.email, (use_texts().settings.role)(user.role))
            cells=move |user| cells(user, now)
            set_active=|input| Box::pin(set_user_active(input))
            deactivate_id="user-deactivate"
            asks_reason=true
        >
            <EntryDialog
                entries
                id="user-dialog"
                class="dialog dialog--md"
                first="user-name"
                new_title=t.user_new
                edit_title=t.user_edit
            >
                <UserForm entries />
            </EntryDialog>
        </CatalogueSection>
    }
}

/// `now` is the server's clock when the list was read.
fn cells(user: UserAccount, now: UtcMillis) -> AnyView {
    let t = &use_texts().settings;
    let session = use_session();
    let is_me = session.actor.as_ref().is_some_and(|actor| actor.id == user.id);
    let seen = user.seen_at.map_or_else(|| t.user_never_seen.to_owned(), |at| session.moment(at, now));
    let reason = (!user.inactive_reason.is_empty()).then_some(user.inactive_reason);
    view! {
        <td class="cell--lead">
            <span class="who">
                <Avatar name=user.name.clone() />
                <span class="cell2">
                    {user.name} {is_me.then(|| format!(" ({})", t.user_you))}
                    <small>{user.email}</small>
                </span>
            </span>
        </td>
        <td class="cell2 cell--sub">
            {(t.role)(user.role)} {user.person_name.map(|person| view! { <small>{person}</small> })}
        </td>
        <td class="p-sm nowrap cell--hide">{seen}</td>
        <td class="cell2 cell--end">
            <StateMark active=user.active />
            {reason.map(|reason| view! { <small>{reason}</small> })}
        </td>
    }
    .into_any()
}
