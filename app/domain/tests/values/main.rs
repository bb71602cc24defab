//! Properties of the small values: what holds for every document, phone, amount, number and instant, not only for the
//! examples beside the code. One file per concept; the examples themselves are in the modules of `src`.

mod business_time;
mod documents;
mod files;
mod money;
mod phones;
mod protocol_numbers;
mod text;
mod times;
