package dev.farthing.web;

import java.util.Arrays;

/**
 * The audited actions of admins and publishers; see {@link Audited}.
 *
 * <p>A released name keeps its meaning: the audit trail is kept for years.
 */
public enum AuditAction {
    ARTICLE_PUBLISH("article.publish", AuditTarget.ARTICLE),
    ARTICLE_UPLOAD("article.upload", AuditTarget.ARTICLE),
    ARTICLE_CHANGE("article.change", AuditTarget.ARTICLE),
    ARTICLE_ARCHIVE("article.archive", AuditTarget.ARTICLE),
    /** Of many articles, each of which is also an {@link #ARTICLE_PUBLISH}. */
    ARTICLE_IMPORT("article.import", AuditTarget.ARTICLE),
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
    /** Staff's own keys: a key created here can act later. */
    KEY_CREATE("key.create", AuditTarget.KEY),
    KEY_ROTATE("key.rotate", AuditTarget.KEY),
    KEY_REVOKE("key.revoke", AuditTarget.KEY),
    SANDBOX_REFUND("sandbox.refund", AuditTarget.PAYMENT),
    SANDBOX_DISPUTE("sandbox.dispute", AuditTarget.PAYMENT),
    SANDBOX_REINSTATEMENT("sandbox.reinstatement", AuditTarget.PAYMENT);

    private final String wireName;
    private final AuditTarget target;

    AuditAction(String wireName, AuditTarget target) {
        this.wireName = wireName;
        this.target = target;
    }

    public String wireName() {
        return wireName;
    }

    public AuditTarget target() {
        return target;
    }

    /**
     * Null for null.
     *
     * @throws Problem {@code invalid_parameter}
     */
    public static AuditAction of(String parameter, String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(values())
                .filter(action -> action.wireName.equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.at(
                        ProblemCode.INVALID_PARAMETER,
                        parameter,
                        parameter + " is one of "
                                + Arrays.stream(values())
                                        .map(AuditAction::wireName)
                                        .toList() + "."));
    }
}
