//! One row of the list; on a phone it is a card.

use domain::{person::PersonRow, time::UtcMillis};
use leptos::prelude::*;

use crate::session::{use_session, use_texts};

/// The row. The name leads to the person's page.
#[component]
pub fn Row(row: PersonRow, now: UtcMillis) -> impl IntoView {
    let t = use_texts();
    let updated = use_session().moment(row.updated_at, now);
    let place = row.place();
    let email = row.email.clone().unwrap_or_default();
    let href = format!("/people/{}", row.id);
    view! {
        <tr class:is-off=!row.active>
            <td class="cut cell--lead">
                <span class="subj">
                    <a class="cellmain" href=href>
                        {row.name}
                    </a>
                    {(!row.active)
                        .then(|| {
                            view! {
                                <span class="tag" data-tone="grey">
                                    {t.people.inactive}
                                </span>
                            }
                        })}
                </span>
                {(!row.social_name.is_empty()).then(|| view! { <small class="faint">{row.social_name}</small> })}
            </td>
            <td class="nowrap code cell--sub">{row.masked_document.unwrap_or_default()}</td>
            <td class="cut cell--hide p-md" title=email>
                {email.clone()}
            </td>
            <td class="nowrap code cell--end">{row.phone.map(|phone| phone.formatted()).unwrap_or_default()}</td>
            <td class="cut cell--hide p-md">{place}</td>
            <td class="nowrap faint cell--hide p-lg">
                <time datetime=row.updated_at.format_iso()>{updated}</time>
            </td>
        </tr>
    }
}
