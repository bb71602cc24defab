//! The list of people: a search, a table, pages by keyset. Search, order and page live in the address.

mod row;

use domain::{
    access::{self, Action},
    person::{PersonPage, PersonQuery, PersonSort},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    location::Url,
};

use self::row::Row;
use super::form::NAME;
use crate::{
    api::people as api,
    pages::failed::Failed,
    session::{use_session, use_texts},
    ui::{
        dom,
        icon::{icon, sized_icon, small_icon},
        keys::{on_key, write_into},
        pager::{Pager, Pages},
        scope::Scope,
        title::PageTitle,
    },
};

/// Milliseconds without a key before the list is searched.
const PAUSE: u64 = 250;
const SEARCH: &str = "people-search";

/// The address of a state of the list.
fn address_of(query: &PersonQuery) -> String {
    let pairs: Vec<String> =
        query.to_pairs().into_iter().map(|(name, value)| format!("{name}={}", Url::escape(&value))).collect();
    if pairs.is_empty() { "/people".to_owned() } else { format!("/people?{}", pairs.join("&")) }
}

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let t = use_texts();
    let params = use_query_map();
    let query = Memo::new(move |_| {
        params.with(|params| {
            let pairs: Vec<(String, String)> =
                params.into_iter().map(|(name, value)| (name.to_string(), value.to_owned())).collect();
            PersonQuery::from_pairs(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        })
    });
    let page = Resource::new(move || query.get(), api::list_people);
    view! {
        <PageTitle text=t.people.title.to_owned() />
        <Header />
        <Search query />
        <Transition fallback=|| view! { <Skeleton /> }>
            {move || Suspend::new(async move {
                match page.await {
                    Ok(page) => view! { <Table page /> }.into_any(),
                    Err(error) => view! { <Failed error retry=Callback::new(move |()| page.refetch()) /> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn Header() -> impl IntoView {
    let t = use_texts();
    let session = use_session();
    let may_add = session.may(Action::Write, access::Resource::People);
    let may_import = session.may(Action::Import, access::Resource::People);
    let navigate = use_navigate();
    on_key(move |key, _| match key {
        "/" => {
            write_into(format!("#{SEARCH}"));
            true
        }
        "n" | "N" if may_add => {
            navigate("/people/new", NavigateOptions::default());
            write_into(NAME);
            true
        }
        _ => false,
    });
    view! {
        <div class="page-head">
            <h1 tabindex="-1">{t.people.title}</h1>
            <div class="btn-group">
                {may_import
                    .then(|| {
                        view! {
                            <a class="btn" href="/people/import">
                                {icon("upload")}
                                {t.people.import_button}
                            </a>
                        }
                    })}
                {may_add
                    .then(|| {
                        view! {
                            <a class="btn btn--primary" href="/people/new" aria-keyshortcuts="N">
                                {icon("user-plus")}
                                {t.people.new_button}
                                <kbd aria-hidden="true">"N"</kbd>
                            </a>
                        }
                    })}
            </div>
        </div>
    }
}

/// The search box: filters while one types, a moment after the last key.
#[component]
fn Search(query: Memo<PersonQuery>) -> impl IntoView {
    let t = use_texts();
    let navigate = use_navigate();
    let typed = RwSignal::new(query.with_untracked(|query| query.text.clone()));
    let number = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let text = query.with(|query| query.text.clone());
        if !dom::is_typing() {
            typed.set(text);
        }
    });
    let scope = Scope::new();
    let search = move |text: String| {
        typed.set(text);
        number.update_value(|number| *number += 1);
        let mine = number.get_value();
        let navigate = navigate.clone();
        scope.after(PAUSE, move || {
            if number.get_value() != mine {
                return;
            }
            let wanted =
                PersonQuery { text: typed.get_untracked().trim().to_owned(), ..query.get_untracked().first_page() };
            let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
            navigate(&address_of(&wanted), options);
        });
    };
    view! {
        <search class="toolbar" aria-label=t.people.search_label>
            <label class="input affix toolbar__find pp-find">
                {small_icon("search")}
                <input
                    type="search"
                    id=SEARCH
                    placeholder=t.people.search_placeholder
                    aria-label=t.people.search_label
                    aria-keyshortcuts="/"
                    prop:value=move || typed.get()
                    on:input=move |event| search(event_target_value(&event))
                />
                <kbd class="hide-md" aria-hidden="true">
                    "/"
                </kbd>
            </label>
            <Show when=move || query.with(|query| !query.text.is_empty())>
                <a class="btn btn--ghost btn--sm" href="/people">
                    {t.common.clear}
                </a>
            </Show>
        </search>
    }
}

#[component]
fn Table(page: PersonPage) -> impl IntoView {
    let t = use_texts();
    let words = &t.people;
    let searched = !page.query.text.is_empty();
    let empty = page.rows.is_empty();
    let now = page.now;
    let found = if empty { words.nothing_title.to_owned() } else { String::new() };
    view! {
        <div class="table-frame">
            <div class="table-wrap grow" tabindex="0" role="region" aria-label=words.title>
                <table class="table table--stack pp-table">
                    <caption class="sr">{words.title}</caption>
                    <thead>
                        <tr>
                            <SortHead sort=PersonSort::Name query=page.query.clone() label=words.name class="" />
                            <th scope="col" class="col-doc">
                                {words.document}
                            </th>
                            <th scope="col" class="col-email p-md">
                                {words.email}
                            </th>
                            <th scope="col" class="col-phone">
                                {words.phone}
                            </th>
                            <th scope="col" class="col-city p-md">
                                {words.place}
                            </th>
                            <SortHead
                                sort=PersonSort::Updated
                                query=page.query.clone()
                                label=words.updated
                                class="col-date p-lg"
                            />
                        </tr>
                    </thead>
                    <tbody>
                        {page.rows.iter().map(|row| view! { <Row row=row.clone() now /> }).collect_view()}
                    </tbody>
                </table>
                {empty.then(|| view! { <Nothing searched /> })}
            </div>
            <p class="sr" role="status">
                {found}
            </p>
        </div>
        <div class="list-foot">
            <Pager pages=pages_of(&page) />
        </div>
    }
}

fn pages_of(page: &PersonPage) -> Pages {
    let PersonPage { query, rows, start, has_previous, has_next, .. } = page;
    Pages::new(
        rows,
        (*start, (*has_previous, *has_next)),
        query.page_size,
        None,
        |row| (row.sort_value(query.sort), row.id),
        |cursor, page_size| address_of(&PersonQuery { cursor, page_size, ..query.clone() }),
    )
}

/// Says what an empty list means.
#[component]
fn Nothing(searched: bool) -> impl IntoView {
    let t = use_texts();
    let may_add = use_session().may(Action::Write, access::Resource::People);
    let (title, text) = if searched {
        (t.people.nothing_title, t.people.nothing_text)
    } else {
        (t.people.empty_title, t.people.empty_text)
    };
    view! {
        <div class="empty">
            {icon("users")} <h2>{title}</h2> <p>{text}</p>
            {may_add
                .then(|| {
                    view! {
                        <a class="btn" href="/people/new">
                            {t.people.new_button}
                        </a>
                    }
                })}
        </div>
    }
}

/// A column head that sorts: the same column again turns the direction.
#[component]
fn SortHead(sort: PersonSort, query: PersonQuery, label: &'static str, class: &'static str) -> impl IntoView {
    let t = use_texts();
    let active = query.sort == sort;
    // A name begins at A, a time with the newest.
    let descending = if active { !query.descending } else { sort == PersonSort::Updated };
    let href = address_of(&PersonQuery { sort, descending, ..query.first_page() });
    let order = active.then_some(if query.descending { "descending" } else { "ascending" });
    let arrow = active.then(|| sized_icon(if query.descending { "arrow-down" } else { "arrow-up" }, "ic ic--12"));
    view! {
        <th scope="col" class=class aria-sort=order>
            <a class="th-sort" href=href title=(t.people.sort_by)(label)>
                {label}
                {arrow}
            </a>
        </th>
    }
}

/// The shape of the table while its rows are on their way.
#[component]
fn Skeleton() -> impl IntoView {
    let t = use_texts();
    view! {
        <div class="table-frame" aria-busy="true">
            <p class="sr" role="status">
                {t.common.loading}
            </p>
            <div class="table-wrap grow">
                <table class="table pp-table" aria-hidden="true">
                    <tbody>
                        {(0..12)
                            .map(|_| {
                                view! {
                                    <tr>
                                        <td colspan="6">
                                            <span class="skel"></span>
                                        </td>
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                </table>
            </div>
        </div>
    }
}
