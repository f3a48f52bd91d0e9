package dev.farthing.ledger;

import java.util.HashMap;
import java.util.Map;

/** The rules of one client's money as anybody would write them down, to hold the ledger against. Amounts in micros. */
final class BooksModel {
    long balance;
    long entries;
    Long maxPrice;
    Long dailyLimit;
    boolean autoPurchase = true;
    private long spentToday;
    private final Map<Integer, Purchase> purchases = new HashMap<>();

    private static final class Purchase {
        final long price;
        boolean expired;
        boolean refunded;

        Purchase(long price) {
            this.price = price;
        }

        boolean isLive() {
            return !expired && !refunded;
        }
    }

    boolean owns(int article) {
        Purchase last = purchases.get(article);
        return last != null && last.isLive();
    }

    void credit(long micros) {
        balance += micros;
        entries++;
    }

    /** Whether that much can be taken back. */
    boolean takeBack(long micros) {
        if (balance < micros) {
            return false;
        }
        balance -= micros;
        entries++;
        return true;
    }

    /** What a charge has to come to. */
    Terms charge(int article, long price, boolean buy) {
        if (owns(article)) {
            return Terms.OWNED;
        } else if (price == 0) {
            return Terms.FREE;
        } else if (!autoPurchase && !buy) {
            return Terms.AUTO_PURCHASE_OFF;
        } else if (maxPrice != null && price > maxPrice) {
            return Terms.PRICE_ABOVE_LIMIT;
        } else if (dailyLimit != null && spentToday + price > dailyLimit) {
            return Terms.DAILY_LIMIT_REACHED;
        } else if (balance < price) {
            return Terms.INSUFFICIENT;
        }
        balance -= price;
        spentToday += price;
        entries++;
        purchases.put(article, new Purchase(price));
        return Terms.CHARGE;
    }

    /** What a refund has to come to, as the simple name of its outcome. */
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
        balance += last.price;
        spentToday -= last.price;
        entries++;
        return "Refunded";
    }

    void expire(int article) {
        Purchase last = purchases.get(article);
        if (last != null) {
            last.expired = true;
        }
    }
}
