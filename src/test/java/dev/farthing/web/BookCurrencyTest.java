package dev.farthing.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class BookCurrencyTest {
    private static final BookCurrency EURO = BookCurrency.of("EUR");

    @Test
    void amountsAreInTheCurrencyOfTheBooks() {
        assertEquals(new Money("0.05", "EUR"), EURO.money(50_000));
        assertEquals("0.05", EURO.text(50_000));
        assertEquals(50_000, EURO.micros("price", new Money("0.05", "EUR")));
    }

    @Test
    void amountInAnotherCurrencyIsRefused() {
        Problem problem = assertThrows(Problem.class, () -> EURO.micros("price", new Money("0.05", "USD")));

        assertEquals(ProblemCode.WRONG_CURRENCY, problem.code());
        assertEquals("price.currency", problem.field());
        assertEquals("The currency must be EUR.", problem.getMessage());
    }
}
