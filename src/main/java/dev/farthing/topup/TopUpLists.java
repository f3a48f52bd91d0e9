package dev.farthing.topup;

import dev.farthing.database.Lists;
import dev.farthing.web.BookCurrency;
import dev.farthing.web.Cursor;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

@ApplicationScoped
class TopUpLists {
    private static final String LISTING = "top-ups";

    private final Lists lists;
    private final BookCurrency currency;

    TopUpLists(Lists lists, BookCurrency currency) {
        this.lists = lists;
        this.currency = currency;
    }

    /** For the OpenAPI document. */
    @Schema(name = "TopUpPage")
    record TopUpPage(List<TopUpView> items, String next) {}

    /** Newest first; null means all clients or any status. */
    Response page(UUID clientId, TopUp.Status status, Paging paging, UriInfo uri) {
        Cursor cursor = paging.cursor(LISTING, 1);
        UUID before = cursor == null ? null : cursor.id(0);
        StringBuilder where = new StringBuilder("true = true");
        Map<String, Object> values = new HashMap<>();
        narrow(where, values, "clientId = :client", "client", clientId);
        narrow(where, values, "status = :status", "status", status);
        narrow(where, values, "id < :before", "before", before);
        int limit = paging.limit();
        List<TopUp> found = lists.page(() -> TopUp.<TopUp>find(where + " order by id desc", values)
                .range(0, limit)
                .list());
        Page<TopUp> page = Page.of(found, limit, topUp -> Cursor.of(LISTING, topUp.id));
        return Paging.answer(page.map(topUp -> TopUpView.of(topUp, currency.code())), uri)
                .build();
    }

    /** Skips null values: PostgreSQL cannot infer the type of a null parameter. */
    private static void narrow(
            StringBuilder where, Map<String, Object> values, String condition, String name, Object value) {
        if (value != null) {
            where.append(" and ").append(condition);
            values.put(name, value);
        }
    }
}
