-- Contracts are also found by each three words of a name: three common words that few contracts hold together were found by
-- reading the lists of two pairs.

drop table contract_words;

-- For each contract its words, each two and each three of them, as "one", "one:two" and "one:two:three".
create virtual table contract_words using fts5 (
    tokens, content = '', contentless_delete = 1, detail = 'none', tokenize = "ascii tokenchars '@._+-:'"
);

create temporary table names_there as
select distinct s.rowid as id, w.value as word
from contract_search s, json_each('["' || replace(s.body, ' ', '","') || '"]') w
where length(w.value) >= 3 and w.value glob '*[^0-9]*';
create index temp.names_there_by_id on names_there (id, word);

-- A word once, twice or three times in a row is the word itself; in the order of the index, so that nothing is sorted.
insert into contract_words (rowid, tokens)
select one.id,
       group_concat(one.word || case when two.word > one.word then ':' || two.word else '' end
                             || case when three.word > two.word then ':' || three.word else '' end, ' ')
from names_there one
join names_there two on two.id = one.id and two.word >= one.word
join names_there three on three.id = one.id and three.word >= two.word
where one.word < two.word or two.word = three.word
group by one.id;

drop table names_there;
