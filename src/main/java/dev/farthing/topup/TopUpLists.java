package dev.farthing.topup;

import dev.farthing.web.Cursor;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Top-ups in pages, newest first. */
@ApplicationScoped
class TopUpLists {
    private static final String LISTING = "top-ups";

    private final String currency;

    TopUpLists(FarthingConfig config) {
        this.currency = config.currency();
    }

    /** For the OpenAPI document. */
    @Schema(name = "TopUpPage")
    record TopUpPage(List<TopUpView> items, String next) {}

    /**
     * A page of top-ups.
     *
     * @param clientId null for everybody's
     * @param status null for any
     */
    @Transactional
    Response page(UUID clientId, TopUp.Status status, Paging paging, UriInfo uri) {
        Cursor cursor = paging.cursor(LISTING, 1);
        UUID before = cursor == null ? null : cursor.key(0, UUID::fromString);
        StringBuilder wanted = new StringBuilder("true = true");
        Map<String, Object> values = new HashMap<>();
        narrow(wanted, values, "clientId = :client", "client", clientId);
        narrow(wanted, values, "status = :status", "status", status);
        narrow(wanted, values, "id < :before", "before", before);
        List<TopUp> found = TopUp.<TopUp>find(wanted + " order by id desc", values)
                .range(0, paging.limit())
                .list();
        Page<TopUp> page = Page.of(found, paging.limit(), topUp -> Cursor.of(LISTING, topUp.id));
        return Paging.answer(page.map(topUp -> TopUpView.of(topUp, currency)), uri)
                .build();
    }

    /** Only what is asked for stands in the query: PostgreSQL cannot tell the type of a parameter that is only null. */
    private static void narrow(
            StringBuilder wanted, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            wanted.append(" and ").append(condition);
            values.put(name, value);
        }
    }
}
