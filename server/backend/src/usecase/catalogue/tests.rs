mod accountants;
mod canned_replies;
mod services;
