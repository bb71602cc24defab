-- The words that the texts of contracts are made of, and which contracts hold one or two of them. Three common words that
-- few contracts hold together were found by reading long lists of their three-letter pieces.

-- Every word of at least three characters that is no number. No unique index: see text_index/words.rs.
create table search_words (
    word text not null
);
create index search_words_word on search_words (word);
-- Finds words by any part of them.
create index search_words_parts on search_words using gin (word gin_trgm_ops);

-- For each contract its words and each two of them, as "one" and "one:two".
alter table contract_search add column tokens text[] not null default '{}';

create temporary table words_there on commit drop as
select distinct s.id, w.word collate "C" as word
from contract_search s, unnest(string_to_array(s.body, ' ')) w (word)
where length(w.word) >= 3 and w.word ~ '[^0-9]';
create index on words_there (id, word);

insert into search_words (word) select distinct word from words_there;
update contract_search s
set tokens = t.tokens
from (select one.id, array_agg(case when one.word = other.word then one.word else one.word || ':' || other.word end) as tokens
      from words_there one
      join words_there other on other.id = one.id and other.word >= one.word
      group by one.id) t
where t.id = s.id;

create index contract_search_tokens on contract_search using gin (tokens);
alter table contract_search alter column tokens set statistics 1000;
analyze contract_search;
analyze search_words;
