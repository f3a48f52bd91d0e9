package dev.farthing.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * The one currency of the books, {@code farthing.currency}. Typed, so that no currency a caller or a processor names is taken for
 * it.
 */
@Singleton
public final class BookCurrency {
    private final String code;

    @Inject
    BookCurrency(FarthingConfig config) {
        this(config.currency());
    }

    private BookCurrency(String code) {
        this.code = code;
    }

    /** For use outside of the application. */
    public static BookCurrency of(String code) {
        return new BookCurrency(code);
    }

    /** The ISO 4217 code. */
    public String code() {
        return code;
    }

    /** The wire form of an amount. */
    public Money money(long micros) {
        return Money.of(micros, code);
    }

    /**
     * The micros of an amount that a caller sent.
     *
     * @throws Problem {@code invalid_amount} or {@code wrong_currency}, naming the field
     */
    public long micros(String field, Money money) {
        return money.micros(field, code);
    }

    /** The decimal text of an amount: {@code 0.05}. */
    public String text(long micros) {
        return Money.format(micros, code);
    }

    /** The code as it stands in sentences and headers: {@code EUR}. */
    @Override
    public String toString() {
        return code;
    }
}
