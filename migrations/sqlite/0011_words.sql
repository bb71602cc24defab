-- The words that the texts of contracts are made of, and which contracts hold one or two of them. Three common words that
-- few contracts hold together were found by reading long lists of their three-letter pieces.

-- Every word of at least three characters that is no number, once.
create table search_words (
    id integer primary key,
    word text not null unique
);
-- Finds words by any part of them.
create virtual table search_words_parts using fts5 (word, content = 'search_words', content_rowid = 'id', tokenize = 'trigram');
create trigger search_words_added after insert on search_words begin
    insert into search_words_parts (rowid, word) values (new.id, new.word);
end;

-- For each contract its words and each two of them, as "one" and "one:two".
create virtual table contract_words using fts5 (
    tokens, content = '', contentless_delete = 1, detail = 'none', tokenize = "ascii tokenchars '@._+-:'"
);

create temporary table words_there as
select distinct s.rowid as id, w.value as word
from contract_search s, json_each('["' || replace(s.body, ' ', '","') || '"]') w
where length(w.value) >= 3 and w.value glob '*[^0-9]*';
create index temp.words_there_by_id on words_there (id, word);

insert into search_words (word) select distinct word from words_there order by word;
insert into contract_words (rowid, tokens)
select id, group_concat(token, ' ')
from (select one.id, case when one.word = other.word then one.word else one.word || ':' || other.word end as token
      from words_there one
      join words_there other on other.id = one.id and other.word >= one.word)
group by id;

drop table words_there;
