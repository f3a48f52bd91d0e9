package dev.farthing.web;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The one currency of the books: a type, so that no caller's or processor's currency is taken for it. */
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

    /** For use outside of CDI. */
    public static BookCurrency of(String code) {
        return new BookCurrency(code);
    }

    /** ISO 4217. */
    public String code() {
        return code;
    }

    public Money money(long micros) {
        return Money.of(micros, code);
    }

    /** @throws Problem {@code invalid_amount} or {@code wrong_currency}, naming the field */
    public long micros(String field, Money money) {
        return money.micros(field, code);
    }

    public String text(long micros) {
        return Money.format(micros, code);
    }

    @Override
    public String toString() {
        return code;
    }
}
