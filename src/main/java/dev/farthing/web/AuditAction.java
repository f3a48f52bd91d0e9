package dev.farthing.web;

import java.util.Arrays;

/**
 * Everything that admins and publishers can do with a request that is no reading. An endpoint says which it is by {@link Audited}.
 *
 * <p>A name, once released, keeps its meaning: the trail is kept for years.
 */
public enum AuditAction {
    ARTICLE_PUBLISH("article.publish", AuditTarget.ARTICLE),
    ARTICLE_CHANGE("article.change", AuditTarget.ARTICLE),
    ARTICLE_ARCHIVE("article.archive", AuditTarget.ARTICLE),
    CLIENT_CREATE("client.create", AuditTarget.CLIENT),
    CLIENT_CREDIT("client.credit", AuditTarget.CLIENT),
    CLIENT_DEBIT("client.debit", AuditTarget.CLIENT),
    CLIENT_SUSPEND("client.suspend", AuditTarget.CLIENT),
    CLIENT_RESUME("client.resume", AuditTarget.CLIENT),
    CLIENT_NEW_KEY("client.new-key", AuditTarget.CLIENT),
    PURCHASE_REFUND("purchase.refund", AuditTarget.CLIENT),
    TOP_UP_REFUND("top-up.refund", AuditTarget.TOP_UP),
    VOUCHER_BATCH_MAKE("voucher-batch.make", AuditTarget.VOUCHER_BATCH),
    VOUCHER_BATCH_REVOKE("voucher-batch.revoke", AuditTarget.VOUCHER_BATCH),
    /** The keys of admins and publishers themselves: whoever makes one more can act by it later. */
    KEY_CREATE("key.create", AuditTarget.KEY),
    KEY_ROTATE("key.rotate", AuditTarget.KEY),
    KEY_REVOKE("key.revoke", AuditTarget.KEY),
    SANDBOX_REFUND("sandbox.refund", AuditTarget.PAYMENT),
    SANDBOX_DISPUTE("sandbox.dispute", AuditTarget.PAYMENT);

    private final String title;
    private final AuditTarget target;

    AuditAction(String title, AuditTarget target) {
        this.title = title;
        this.target = target;
    }

    /** The name on the wire, {@code client.credit}. */
    public String title() {
        return title;
    }

    /** What it is done to. */
    public AuditTarget target() {
        return target;
    }

    /**
     * The act with this title; null where absent.
     *
     * @throws Problem {@code invalid_parameter}
     */
    public static AuditAction of(String parameter, String title) {
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
                                + Arrays.stream(values())
                                        .map(AuditAction::title)
                                        .toList() + "."));
    }
}
