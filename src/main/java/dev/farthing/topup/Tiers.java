package dev.farthing.topup;

import dev.farthing.web.FarthingConfig;
import dev.farthing.web.Money;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** How much may be paid at once, the amounts to choose from, and what comes on top. Amounts in micros. */
@ApplicationScoped
public class Tiers {
    private final String currency;
    private final long minimumMicros;
    private final long maximumMicros;
    private final List<Tier> tiers;

    Tiers(TopUpConfig config, FarthingConfig farthing) {
        this.currency = farthing.currency();
        this.minimumMicros = micros(config.minimum(), "farthing.topup.minimum");
        this.maximumMicros = micros(config.maximum(), "farthing.topup.maximum");
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

    /** An amount to choose, and the promotional credit that comes on top. */
    record Tier(long paysMicros, long bonusMicros) {}

    long minimumMicros() {
        return minimumMicros;
    }

    long maximumMicros() {
        return maximumMicros;
    }

    List<Tier> all() {
        return tiers;
    }

    /** What paying so much gives on top: the best bonus among the tiers that it reaches. */
    public long bonusMicros(long paidMicros) {
        long bonus = 0;
        for (Tier tier : tiers) {
            if (tier.paysMicros() <= paidMicros) {
                bonus = Math.max(bonus, tier.bonusMicros());
            }
        }
        return bonus;
    }

    /** The sensible amount for somebody who lacks so much: the next tier, above all tiers the next whole unit. */
    public long coveringMicros(long shortfallMicros) {
        for (Tier tier : tiers) {
            if (tier.paysMicros() >= shortfallMicros) {
                return tier.paysMicros();
            }
        }
        long units = -Math.floorDiv(-shortfallMicros, Money.MICROS_PER_UNIT);
        return Math.min(maximumMicros, Math.max(minimumMicros, units * Money.MICROS_PER_UNIT));
    }

    /**
     * Passes an amount that can be paid.
     *
     * @throws Problem {@code invalid_amount}
     */
    public long checked(long micros, String field) {
        if (micros < minimumMicros || micros > maximumMicros) {
            throw Problem.at(
                    ProblemCode.INVALID_AMOUNT,
                    field,
                    "A top-up is from %s to %s %s."
                            .formatted(
                                    Money.format(minimumMicros, currency),
                                    Money.format(maximumMicros, currency),
                                    currency));
        }
        if (!MinorUnits.areWhole(micros, currency)) {
            throw Problem.at(
                    ProblemCode.INVALID_AMOUNT,
                    field,
                    "A top-up is paid in whole " + Money.format(MinorUnits.micros(currency), currency) + " " + currency
                            + ".");
        }
        return micros;
    }

    /** The share of a bonus that belongs to a part of its top-up, rounded down. */
    static long share(long bonusMicros, long partMicros, long wholeMicros) {
        return BigInteger.valueOf(bonusMicros)
                .multiply(BigInteger.valueOf(partMicros))
                .divide(BigInteger.valueOf(wholeMicros))
                .longValueExact();
    }

    private Tier tier(String text) {
        String[] parts = text.strip().split(":", 2);
        long pays = micros(parts[0], "farthing.topup.tiers");
        long gets = parts.length == 1 ? pays : micros(parts[1], "farthing.topup.tiers");
        return new Tier(pays, gets - pays);
    }

    private long micros(String text, String property) {
        try {
            long micros = Money.parseMicros(text.strip(), property);
            if (micros > 0 && MinorUnits.areWhole(micros, currency)) {
                return micros;
            }
        } catch (Problem notAnAmount) {
            // refused below
        }
        throw new IllegalStateException(
                property + " is '" + text + "', which is no amount that can be paid in " + currency + ".");
    }
}
