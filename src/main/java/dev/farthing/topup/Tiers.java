package dev.farthing.topup;

import dev.farthing.web.BookCurrency;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** Amounts in micros. */
@ApplicationScoped
public class Tiers {
    private final BookCurrency currency;
    private final long unitMicros;
    private final long minimumMicros;
    private final long maximumMicros;
    private final List<Tier> tiers;

    @Inject
    Tiers(TopUpConfig config, BookCurrency currency, Processors processors) {
        this(config, currency, processors.unitMicros());
    }

    private Tiers(TopUpConfig config, BookCurrency currency, long unitMicros) {
        this.currency = currency;
        this.unitMicros = unitMicros;
        this.minimumMicros = payable(config.minimum(), "farthing.topup.minimum");
        this.maximumMicros = payable(config.maximum(), "farthing.topup.maximum");
        this.tiers = config.tiers().stream()
                .map(this::tier)
                .sorted(Comparator.comparingLong(Tier::paysMicros))
                .toList();
        for (Tier tier : tiers) {
            if (tier.paysMicros() < minimumMicros || tier.paysMicros() > maximumMicros || tier.bonusMicros() < 0) {
                throw new IllegalStateException(
                        "farthing.topup.tiers has a tier that is below farthing.topup.minimum, above"
                                + " farthing.topup.maximum, or gives less than it costs.");
            }
        }
    }

    record Tier(long paysMicros, long bonusMicros) {}

    long minimumMicros() {
        return minimumMicros;
    }

    public long maximumMicros() {
        return maximumMicros;
    }

    List<Tier> all() {
        return tiers;
    }

    /** The best bonus among the tiers that a payment reaches. */
    public long bonusMicros(long paidMicros) {
        long bonus = 0;
        for (Tier tier : tiers) {
            if (tier.paysMicros() <= paidMicros) {
                bonus = Math.max(bonus, tier.bonusMicros());
            }
        }
        return bonus;
    }

    /** The next tier, or above all tiers the next whole unit, within the limits. */
    public long coveringMicros(long shortfallMicros) {
        for (Tier tier : tiers) {
            if (tier.paysMicros() >= shortfallMicros) {
                return tier.paysMicros();
            }
        }
        long units = -Math.floorDiv(-shortfallMicros, Money.MICROS_PER_UNIT);
        return Math.min(maximumMicros, Math.max(minimumMicros, units * Money.MICROS_PER_UNIT));
    }

    /** @throws Problem {@code invalid_amount} */
    public long checked(long micros, String field) {
        if (micros < minimumMicros || micros > maximumMicros) {
            throw Problem.at(
                    ProblemCode.INVALID_AMOUNT,
                    field,
                    "A top-up is from %s to %s %s."
                            .formatted(currency.text(minimumMicros), currency.text(maximumMicros), currency));
        }
        requireWhole(micros, unitMicros, field);
        return micros;
    }

    void requireWhole(long micros, long unit, String field) {
        if (micros % unit != 0) {
            throw Problem.at(
                    ProblemCode.INVALID_AMOUNT,
                    field,
                    "A top-up is paid in whole " + currency.text(unit) + " " + currency + ".");
        }
    }

    /** Rounded down. */
    static long share(long bonusMicros, long partMicros, long wholeMicros) {
        return BigInteger.valueOf(bonusMicros)
                .multiply(BigInteger.valueOf(partMicros))
                .divide(BigInteger.valueOf(wholeMicros))
                .longValueExact();
    }

    private Tier tier(String text) {
        String[] parts = text.strip().split(":", 2);
        long pays = payable(parts[0], "farthing.topup.tiers");
        long gets = parts.length == 1 ? pays : payable(parts[1], "farthing.topup.tiers");
        return new Tier(pays, gets - pays);
    }

    private long payable(String text, String property) {
        try {
            long micros = Money.parseMicros(text.strip(), property);
            if (micros > 0 && micros % unitMicros == 0) {
                return micros;
            }
        } catch (Problem notAnAmount) {
            // refused below
        }
        throw new IllegalStateException(
                property + " is '" + text + "', which is no amount that can be paid in " + currency + ".");
    }
}
