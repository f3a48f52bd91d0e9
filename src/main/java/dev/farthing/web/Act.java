package dev.farthing.web;

import java.util.Arrays;

/**
 * Everything that admins and publishers can do with a request that is no reading. An endpoint says which it is by {@link OnTrail}.
 *
 * <p>A name, once released, keeps its meaning: the trail is kept for years.
 */
public enum Act {
    ARTICLE_PUBLISH("article.publish", ActTarget.ARTICLE),
    ARTICLE_CHANGE("article.change", ActTarget.ARTICLE),
    ARTICLE_ARCHIVE("article.archive", ActTarget.ARTICLE),
    CLIENT_CREATE("client.create", ActTarget.CLIENT),
    CLIENT_CREDIT("client.credit", ActTarget.CLIENT),
    CLIENT_DEBIT("client.debit", ActTarget.CLIENT),
    CLIENT_SUSPEND("client.suspend", ActTarget.CLIENT),
    CLIENT_RESUME("client.resume", ActTarget.CLIENT),
    CLIENT_NEW_KEY("client.new-key", ActTarget.CLIENT),
    PURCHASE_REFUND("purchase.refund", ActTarget.CLIENT),
    TOP_UP_REFUND("top-up.refund", ActTarget.TOP_UP),
    VOUCHER_BATCH_MAKE("voucher-batch.make", ActTarget.VOUCHER_BATCH),
    VOUCHER_BATCH_REVOKE("voucher-batch.revoke", ActTarget.VOUCHER_BATCH),
    /** The keys of admins and publishers themselves: whoever makes one more can act by it later. */
    KEY_CREATE("key.create", ActTarget.KEY),
    KEY_ROTATE("key.rotate", ActTarget.KEY),
    KEY_REVOKE("key.revoke", ActTarget.KEY),
    SANDBOX_REFUND("sandbox.refund", ActTarget.PAYMENT),
    SANDBOX_DISPUTE("sandbox.dispute", ActTarget.PAYMENT);

    private final String title;
    private final ActTarget target;

    Act(String title, ActTarget target) {
        this.title = title;
        this.target = target;
    }

    /** The name on the wire, {@code client.credit}. */
    public String title() {
        return title;
    }

    /** What it is done to. */
    public ActTarget target() {
        return target;
    }

    /**
     * The act with this title; null where absent.
     *
     * @throws Problem {@code invalid_parameter}
     */
    public static Act of(String parameter, String title) {
        if (title == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(act -> act.title.equals(title))
                .findFirst()
                .orElseThrow(() -> Problem.at(
                        ProblemCode.INVALID_PARAMETER,
                        parameter,
                        parameter + " is one of "
                                + Arrays.stream(values()).map(Act::title).toList() + "."));
    }
}
