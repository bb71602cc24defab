//! Properties of the conversation: texts, links, and the decoder of the socket's frames.

mod frames;
mod links;
mod texts;
