package dev.farthing.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** An independent model of one client's money, to compare the ledger with. Amounts in micros. */
final class BooksModel {
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");
    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");

    /** Kind, amount and promotional part of each entry. */
    final List<String> entries = new ArrayList<>();

    final NavigableMap<Instant, Long> lots = new TreeMap<>();

    long balance;
    Long maxPrice;
    Long dailyLimit;
    boolean autoPurchase = true;
    private long spentToday;
    private int expired;
    private final Map<Integer, Purchase> purchases = new HashMap<>();

    private static final class Purchase {
        final long price;
        final long promo;
        final Instant latestEnd;
        boolean expired;
        boolean refunded;

        Purchase(long price, long promo, Instant latestEnd) {
            this.price = price;
            this.promo = promo;
            this.latestEnd = latestEnd;
        }

        boolean isLive() {
            return !expired && !refunded;
        }
    }

    boolean owns(int article) {
        Purchase last = purchases.get(article);
        return last != null && last.isLive();
    }

    long promo() {
        return sum(lots);
    }

    /** Expired credit cannot be spent, even before it is booked out. */
    long spendable() {
        return balance - sum(lots.headMap(PAST.plusSeconds(expired), true));
    }

    void grant(long micros, Instant end) {
        bookOutExpired();
        lots.merge(end, micros, Long::sum);
        book(EntryKind.GRANT, micros, micros);
    }

    void adjust(long micros) {
        book(EntryKind.ADJUSTMENT, micros, 0);
    }

    /** Returns whether the part had that much. */
    boolean takeBack(long micros, CreditPart part) {
        bookOutExpired();
        long paid = balance - promo();
        long promo =
                switch (part) {
                    case PAID -> 0;
                    case PROMO -> micros;
                    case PROMO_FIRST -> Math.min(promo(), micros);
                    case PAID_FIRST -> Math.max(0, micros - paid);
                };
        if (promo > promo() || micros - promo > paid) {
            return false;
        }
        take(promo, lots.descendingMap());
        book(EntryKind.ADJUSTMENT, -micros, promo);
        return true;
    }

    Eligibility charge(int article, long price, boolean buy) {
        bookOutExpired();
        if (owns(article)) {
            return Eligibility.OWNED;
        } else if (price == 0) {
            return Eligibility.FREE;
        } else if (!autoPurchase && !buy) {
            return Eligibility.AUTO_PURCHASE_OFF;
        } else if (maxPrice != null && price > maxPrice) {
            return Eligibility.PRICE_ABOVE_LIMIT;
        } else if (dailyLimit != null && spentToday + price > dailyLimit) {
            return Eligibility.DAILY_LIMIT_REACHED;
        } else if (balance < price) {
            return Eligibility.INSUFFICIENT;
        }
        long promo = Math.min(promo(), price);
        purchases.put(article, new Purchase(price, promo, take(promo, lots)));
        spentToday += price;
        book(EntryKind.PURCHASE, -price, promo);
        return Eligibility.CHARGE;
    }

    /** The expected outcome of a refund, by its simple name. */
    String refund(int article) {
        Purchase last = purchases.get(article);
        if (last == null) {
            return "NoPurchase";
        } else if (last.refunded) {
            return "AlreadyRefunded";
        } else if (last.expired) {
            return "PurchaseOver";
        }
        last.refunded = true;
        if (last.promo > 0) {
            lots.merge(last.latestEnd, last.promo, Long::sum);
        }
        spentToday -= last.price;
        book(EntryKind.REFUND, last.price, last.promo);
        return "Refunded";
    }

    void expire(int article) {
        Purchase last = purchases.get(article);
        if (last != null) {
            last.expired = true;
        }
    }

    /** Ends the next promotional credit; returns its place among the lots, from 1, and its new end. */
    Map.Entry<Integer, Instant> expireSoonestLot() {
        Instant soonest = lots.higherKey(PAST.plusSeconds(expired));
        if (soonest == null) {
            return null;
        }
        int place = lots.headMap(soonest, true).size();
        Instant end = PAST.plusSeconds(++expired);
        lots.put(end, lots.remove(soonest));
        return Map.entry(place, end);
    }

    void bookOutExpired() {
        NavigableMap<Instant, Long> over = lots.headMap(PAST.plusSeconds(expired), true);
        long micros = sum(over);
        if (micros > 0) {
            over.clear();
            book(EntryKind.EXPIRY, -micros, micros);
        }
    }

    private void book(EntryKind kind, long change, long promo) {
        balance += change;
        entries.add(kind + " " + Math.abs(change) + " " + promo);
    }

    /** Takes from the lots in their order; returns the end of the last lot used. */
    private static Instant take(long micros, NavigableMap<Instant, Long> from) {
        Instant last = null;
        for (long left = micros; left > 0; ) {
            last = from.firstKey();
            long taken = Math.min(left, from.get(last));
            from.merge(last, -taken, (held, less) -> held + less == 0 ? null : Long.valueOf(held + less));
            left -= taken;
        }
        return last;
    }

    private static long sum(Map<Instant, Long> lots) {
        return lots.values().stream().mapToLong(Long::longValue).sum();
    }
}
