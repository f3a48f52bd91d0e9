package dev.farthing.topup;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
        /** Taken by disputes, the last on top; and the part of the bonus. */
        final Deque<Part> disputed = new ArrayDeque<>();

        long bonusDisputed;

        Payment(String id, long amount, long bonus) {
            this.id = id;
            this.amount = amount;
            this.bonus = bonus;
        }

        long left() {
            return amount - gone;
        }
    }

    private enum From {
        PAID,
        LASTING,
        ENDING,
        LOSS
    }

    private record Part(From from, long amount) {}

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

    long disputed(Payment payment) {
        return payment.disputed.stream().mapToLong(Part::amount).sum();
    }

    /** As {@link #goesBack}. */
    boolean isDisputed(Payment payment, long amount) {
        long paidBefore = paid;
        long lastingBefore = lasting;
        long endingBefore = ending;
        long had = take(payment, amount);
        push(payment, From.PAID, paidBefore - paid);
        long promotional = had - (paidBefore - paid);
        push(payment, lastingBefore > lasting ? From.LASTING : From.ENDING, promotional);
        push(payment, From.LOSS, amount - had);
        payment.bonusDisputed += revoke(payment);
        return had == amount;
    }

    /** A dispute is won, whole or in part: what was taken last comes back first. */
    void comesBack(Payment payment, long amount) {
        for (long left = amount; left > 0; ) {
            Part part = payment.disputed.pop();
            long some = Math.min(left, part.amount());
            push(payment, part.from(), part.amount() - some);
            switch (part.from()) {
                case PAID -> {
                    paid += some;
                    payment.taken -= some;
                }
                case LASTING -> lasting += some;
                case ENDING -> ending += some;
                case LOSS -> {}
            }
            left -= some;
        }
        payment.gone -= amount;
        payment.bonusGone = payment.bonus * payment.gone / payment.amount;
        long bonus = Math.max(0, payment.bonusDisputed - payment.bonus * disputed(payment) / payment.amount);
        payment.bonusDisputed -= bonus;
        lasting += bonus;
    }

    private static void push(Payment payment, From from, long amount) {
        if (amount > 0) {
            payment.disputed.push(new Part(from, amount));
        }
    }

    /** Returns money to the payer; returns whether all of it was still there. */
    boolean goesBack(Payment payment, long amount) {
        long had = take(payment, amount);
        revoke(payment);
        return had == amount;
    }

    private long take(Payment payment, long amount) {
        long had = Math.min(amount, balance());
        long fromPaid = Math.min(had, paid);
        paid -= fromPaid;
        takePromotional(had - fromPaid);
        payment.gone += amount;
        payment.taken += fromPaid;
        return had;
    }

    private long revoke(Payment payment) {
        long due = payment.bonus * payment.gone / payment.amount - payment.bonusGone;
        payment.bonusGone += due;
        // A bonus has no end here.
        long revoked = Math.min(due, lasting);
        lasting -= revoked;
        return revoked;
    }

    private void takePromotional(long micros) {
        long fromLasting = Math.min(micros, lasting);
        lasting -= fromLasting;
        ending -= micros - fromLasting;
    }
}
