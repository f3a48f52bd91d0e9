package dev.farthing.topup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An independent model of one client's credit with top-ups, bonuses, vouchers, refunds and disputes, to compare the
 * service with. Amounts in micros.
 */
final class TopUpsModel {
    long paid;
    /** Promotional credit with an end, spent first. */
    long ending;
    /** Promotional credit without an end. */
    long lasting;

    final List<Payment> payments = new ArrayList<>();
    private final Map<Integer, Parts> owned = new HashMap<>();

    /** Paid credit in order of arrival; {@code id} is null for credit other than a top-up. */
    static final class Payment {
        final String id;
        final long amount;
        final long bonus;
        /** Amount returned to the payer, and ({@code taken}) how much of it was still paid credit. */
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

    /** Returns whether the article can be bought or is owned. */
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

    /**
     * Returns whether there was a purchase to refund. Its promotional part ends when the latest of its credit would have
     * ended.
     */
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

    /** The refundable part of a top-up: paid credit counts as spent oldest first. */
    long unspent(Payment payment) {
        long later = 0;
        for (Payment other : payments.subList(payments.indexOf(payment) + 1, payments.size())) {
            later += other.amount - other.taken;
        }
        return Math.max(0, Math.min(payment.left(), paid - later));
    }

    /** Returns money to the payer; returns whether all of it was still there. */
    boolean goesBack(Payment payment, long amount) {
        long had = Math.min(amount, balance());
        long fromPaid = Math.min(had, paid);
        paid -= fromPaid;
        takePromotional(had - fromPaid);
        payment.gone += amount;
        payment.taken += fromPaid;
        long due = payment.bonus * payment.gone / payment.amount - payment.bonusGone;
        payment.bonusGone += due;
        // A bonus has no end here.
        lasting -= Math.min(due, lasting);
        return had == amount;
    }

    private void takePromotional(long micros) {
        long fromLasting = Math.min(micros, lasting);
        lasting -= fromLasting;
        ending -= micros - fromLasting;
    }
}
