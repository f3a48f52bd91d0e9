package dev.farthing.voucher;

import dev.farthing.database.Database;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * One transaction counts a guess, which locks the count, and then checks its code. So a client's guesses run one after
 * another, each answered wrong one counts, and a right code uses up none.
 */
@ApplicationScoped
class VoucherGuesses {
    /** A window begins with its first wrong guess; a past or empty one begins anew. */
    private static final String IS_OVER =
            "(guess.wrong = 0 or guess.since <= excluded.since - ?::bigint * interval '1 second')";

    private static final String CLAIM = """
            insert into voucher_guess as guess (client_id, since, wrong) values (?, clock_timestamp(), 1)
            on conflict (client_id) do update
              set since = case when %1$s then excluded.since else guess.since end,
                  wrong = case when %1$s then 1 else guess.wrong + 1 end
              where %1$s or guess.wrong < ?
            """.formatted(IS_OVER);

    private static final String GIVE_BACK = "update voucher_guess set wrong = wrong - 1 where client_id = ?";

    private static final String SECONDS_LEFT = """
            select ceil(extract(epoch from since + ?::bigint * interval '1 second' - clock_timestamp()))::int
            from voucher_guess where client_id = ?
            """;

    private final Database database;
    private final int most;
    private final long windowS;

    VoucherGuesses(Database database, VoucherConfig config) {
        this.database = database;
        this.most = config.voucherGuesses();
        this.windowS = config.voucherGuessWindow().toSeconds();
    }

    /**
     * Needs the transaction that checks the code.
     *
     * @throws Problem {@code too_many_guesses}
     */
    void claim(UUID clientId) {
        if (database.change(CLAIM, clientId, windowS, windowS, windowS, most) == 0) {
            int left = database.row(SECONDS_LEFT, row -> row.getInt(1), windowS, clientId);
            throw Problem.later(
                    ProblemCode.TOO_MANY_GUESSES,
                    left,
                    "This client has sent " + most + " wrong voucher codes; try again in " + Math.max(1, left)
                            + " seconds.");
        }
    }

    void giveBack(UUID clientId) {
        database.change(GIVE_BACK, clientId);
    }
}
