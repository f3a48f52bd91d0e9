package dev.farthing.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.farthing.database.Database;
import dev.farthing.database.Lists;
import dev.farthing.web.Cursor;
import dev.farthing.web.Dates;
import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Page;
import dev.farthing.web.Paging;
import dev.farthing.web.Params;
import dev.farthing.web.Roles;
import dev.farthing.web.Slug;
import dev.farthing.web.openapi.ProblemGroup;
import dev.farthing.web.openapi.Refuses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Sums of entries: every charge would have to update a running balance. */
@Path("/v1/reports")
@RolesAllowed(Roles.ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
class RevenueResource {

    private static final String SUMS = """
            select %1$s as heading,
                   count(*) filter (where e.kind = 'PURCHASE') as purchases,
                   coalesce(sum(e.amount_micros) filter (where e.to_account = 'REVENUE'), 0) as earned_micros,
                   coalesce(sum(e.amount_micros) filter (where e.from_account = 'REVENUE'), 0) as refunded_micros
            from ledger_entry e left join article a on a.id = e.article_id
            where e.created_at >= ? and e.created_at < ? and 'REVENUE' in (e.from_account, e.to_account)
            """;

    private final Database database;
    private final Lists lists;
    private final Clock clock;
    private final Dates dates;
    private final ZoneId zone;
    private final String currency;

    RevenueResource(Database database, Lists lists, Clock clock, Dates dates, FarthingConfig config) {
        this.database = database;
        this.lists = lists;
        this.clock = clock;
        this.dates = dates;
        this.zone = config.zone();
        this.currency = config.currency();
    }

    public enum By {
        /** In the shop's zone, also on days on which its clocks change. */
        DAY("to_char(e.created_at at time zone '%s', 'YYYY-MM-DD')", "desc", "<", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
        ARTICLE("a.slug", "asc", ">", Slug.PATTERN);

        private final String heading;
        private final String order;
        private final String after;
        private final Pattern key;

        By(String heading, String order, String after, String key) {
            this.heading = heading;
            this.order = order;
            this.after = after;
            this.key = Pattern.compile(key);
        }

        /** @param zone of the IANA's list */
        private String grouped(ZoneId zone) {
            String of = heading.formatted(zone);
            return SUMS.formatted(of)
                    + " and (?::text is null or %1$s %2$s ?) group by 1 order by 1 %3$s limit ?"
                            .formatted(of, after, order);
        }
    }

    /** Earned less refunded. */
    @Schema(name = "Revenue")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @RegisterForReflection
    public record Line(
            @Schema(description = "The day in the shop's zone or the article's slug; absent in the total")
            String heading,

            long purchases,
            Money earned,
            Money refunded,

            @Schema(description = "Earned less refunded; may be negative where refunds fall on a later day")
            Money net) {}

    /** The total covers the whole span, not the page. */
    @Schema(name = "RevenueReport")
    @RegisterForReflection
    public record Report(
            Instant from,
            Instant to,
            String by,
            Line total,
            List<Line> items,
            @JsonInclude(JsonInclude.Include.ALWAYS) String next) {}

    @GET
    @Path("/revenue")
    @Operation(summary = "Revenue by day or by article, from the entries")
    @Refuses({ProblemGroup.ROLE, ProblemGroup.PAGES})
    @APIResponse(
            responseCode = "200",
            description = "The report",
            headers = {@Header(name = "Link", ref = "Link")},
            content = @Content(schema = @Schema(implementation = Report.class)))
    public Response revenue(
            @QueryParam("from") @Parameter(description = Dates.FROM) String from,
            @QueryParam("to") @Parameter(description = Dates.TO) String to,
            @QueryParam("by") String by,
            @BeanParam Paging paging,
            @Context UriInfo uri) {
        By group = Params.choice("by", by, By.class, By.DAY);
        Instant start = from == null ? Instant.EPOCH : dates.from("from", from);
        Instant end = to == null ? clock.instant() : dates.to("to", to);
        String listing = "revenue-" + group;
        Cursor cursor = paging.cursor(listing, 1);
        String after = cursor == null ? null : cursor.text(0, group.key);
        int limit = paging.limit();
        return lists.report(() -> {
            List<Line> lines = database.report(group.grouped(zone), this::line, start, end, after, after, limit + 1);
            Line total = database.report(SUMS.formatted("null::text"), this::line, start, end)
                    .get(0);
            Page<Line> page = Page.of(lines, limit, line -> Cursor.of(listing, line.heading()));
            String heading = group.name().toLowerCase(Locale.ROOT);
            return Paging.answer(page, uri)
                    .entity(new Report(start, end, heading, total, page.items(), page.next()))
                    .build();
        });
    }

    private Line line(ResultSet row) throws SQLException {
        BigInteger earned = row.getBigDecimal("earned_micros").toBigIntegerExact();
        BigInteger refunded = row.getBigDecimal("refunded_micros").toBigIntegerExact();
        return new Line(
                row.getString("heading"),
                row.getLong("purchases"),
                Money.ofSum(earned, currency),
                Money.ofSum(refunded, currency),
                Money.ofSum(earned.subtract(refunded), currency));
    }
}
