package dev.farthing.topup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One client's credit with top-ups, bonuses, vouchers, refunds and disputes, as anybody would write it down, to hold the
 * service against. Amounts in micros.
 */
final class TopUpsModel {
    /** Credit that was paid for. */
    long paid;
    /** Promotional credit that ends some day, spent first. */
    long ending;
    /** Promotional credit that does not. */
    long lasting;

    final List<Payment> payments = new ArrayList<>();
    private final Map<Integer, Parts> owned = new HashMap<>();

    /** Paid credit in the order in which it came; {@code id} is null for what is no top-up. */
    static final class Payment {
        final String id;
        final long amount;
        final long bonus;
        /** What has gone back to the payer, and how much of that was still paid credit. */
        long gone;

        long taken;
        long bonusGone;

        Payment(String id, long amount, long bonus) {
            this.id = id;
            this.amount = amount;
            this.bonus = bonus;
        }

        long left() {
            return amount - gone;
        }
    }

    private record Parts(long paid, long ending, long lasting) {}

    long promotional() {
        return ending + lasting;
    }

    long balance() {
        return paid + promotional();
    }

    void pay(String id, long amount, long bonus) {
        payments.add(new Payment(id, amount, bonus));
        paid += amount;
        lasting += bonus;
    }

    /** Whether it can be bought, or is owned. */
    boolean buy(int article, long price) {
        if (owned.containsKey(article)) {
            return true;
        } else if (balance() < price) {
            return false;
        }
        long fromEnding = Math.min(price, ending);
        long fromLasting = Math.min(price - fromEnding, lasting);
        Parts parts = new Parts(price - fromEnding - fromLasting, fromEnding, fromLasting);
        owned.put(article, parts);
        paid -= parts.paid();
        ending -= parts.ending();
        lasting -= parts.lasting();
        return true;
    }

    /** Whether there was a purchase to give back. What was promotional ends when the last of it would have ended. */
    boolean giveBack(int article) {
        Parts parts = owned.remove(article);
        if (parts == null) {
            return false;
        }
        paid += parts.paid();
        lasting += parts.lasting() > 0 ? parts.ending() + parts.lasting() : 0;
        ending += parts.lasting() > 0 ? 0 : parts.ending();
        return true;
    }

    /** What can be paid back of a top-up: what later credit leaves of the rest. */
    long unspent(Payment payment) {
        long later = 0;
        for (Payment other : payments.subList(payments.indexOf(payment) + 1, payments.size())) {
            later += other.amount - other.taken;
        }
        return Math.max(0, Math.min(payment.left(), paid - later));
    }

    /** So much went back to the payer; returns whether all of it was still there. */
    boolean goesBack(Payment payment, long amount) {
        long had = Math.min(amount, balance());
        long fromPaid = Math.min(had, paid);
        paid -= fromPaid;
        takePromotional(had - fromPaid);
        payment.gone += amount;
        payment.taken += fromPaid;
        long due = payment.bonus * payment.gone / payment.amount - payment.bonusGone;
        payment.bonusGone += due;
        // A bonus lasts for ever here, so it is among what lasts.
        lasting -= Math.min(due, lasting);
        return had == amount;
    }

    private void takePromotional(long micros) {
        long fromLasting = Math.min(micros, lasting);
        lasting -= fromLasting;
        ending -= micros - fromLasting;
    }
}
