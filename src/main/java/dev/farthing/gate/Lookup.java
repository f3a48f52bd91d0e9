package dev.farthing.gate;

import dev.farthing.client.KeyToken;
import dev.farthing.ledger.Database;
import dev.farthing.ledger.Terms;
import jakarta.enterprise.context.ApplicationScoped;

/** The gate's one look: key, client, account, article, purchase and terms in one statement, each by its index. */
@ApplicationScoped
class Lookup {
    private static final String LOOK = """
            select k.id as key_id, k.revoked_at, k.expires_at, c.id as client_id, c.name as client_name, c.role,
                   coalesce(%2$s, 0) as balance_micros, t.terms,
                   a.id, a.slug, a.title, a.summary, a.lead, a.price_micros, a.access_period, a.tags, a.author, a.language,
                   a.status, a.published_at, a.updated_at, a.word_count, a.metadata, a.version, a.html_version,
                   case when t.open then a.body end as body, case when t.open then a.body_html end as body_html
            from (values (?::uuid, ?::bytea, ?::text, ?::boolean)) as asked (client_id, hash, slug, staff)
            left join api_key k on k.client_id = asked.client_id and k.hash = asked.hash
            left join client c on c.id = k.client_id
            left join account acc on acc.client_id = c.id
            left join article a on a.slug = asked.slug
            left join purchase p on p.client_id = c.id and p.article_id = a.id
            cross join lateral (select %1$s as terms) decided
            cross join lateral (
              select decided.terms, asked.staff or c.role in ('PUBLISHER', 'ADMIN')
                     or decided.terms in ('OWNED', 'FREE', 'CHARGE') as open) t
            """.formatted(Terms.decision("false"), Terms.USABLE);

    private final Database database;

    Lookup(Database database) {
        this.database = database;
    }

    /**
     * Looks.
     *
     * @param key null where none was presented
     * @param staff whether the caller is known to be staff without asking
     */
    Visit look(KeyToken key, String slug, boolean staff) {
        return database.row(
                LOOK, Visit::read, key == null ? null : key.clientId(), key == null ? null : key.hash(), slug, staff);
    }
}
