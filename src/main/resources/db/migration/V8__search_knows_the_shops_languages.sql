-- Why: a search stems its words once for each language. This tells the few languages that a shop has, so that it passes over the others.

create index article_by_text_config on article ((
  case split_part(lower(language), '-', 1)
    when 'en' then 'english' when 'de' then 'german' when 'fr' then 'french' when 'es' then 'spanish' else 'simple' end));
