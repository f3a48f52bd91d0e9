-- Why: an index of an expression has statistics of its own, and until there are some PostgreSQL guesses how many articles have a language.

analyze article;
