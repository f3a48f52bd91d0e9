package dev.farthing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.function.Function;

/**
 * One page of a listing.
 *
 * @param next the cursor of the page after this one, or null at the end
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@RegisterForReflection
public record Page<T>(List<T> items, String next) {

    /**
     * A page out of {@code found}, for which one row more than {@code limit} was asked: that row says whether more
     * follows and is not shown.
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursorOf) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, cursorOf.apply(items.get(limit - 1)).encode());
    }

    public <R> Page<R> map(Function<T, R> form) {
        return new Page<>(items.stream().map(form).toList(), next);
    }
}
