package dev.farthing.database;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Transactional;

/** Around the transaction of a {@code @Transactional} method, as {@link Database#inTransaction} does. */
@ApplicationScoped
class OutermostTransaction {
    /** Before Quarkus' interceptor, which begins the transaction. */
    private static final int OUTSIDE = Interceptor.Priority.PLATFORM_BEFORE + 100;

    private final ConnectionPool pool;
    private final Writes writes;
    private final Retry retry;

    OutermostTransaction(ConnectionPool pool, Writes writes, Retry retry) {
        this.pool = pool;
        this.writes = writes;
        this.retry = retry;
    }

    Object run(InvocationContext call) throws Exception {
        boolean readOnly = call.getMethod().isAnnotationPresent(ReadOnly.class);
        return Deadline.within(
                RequestBudget.current(),
                pool,
                () -> readOnly
                        ? retry.afterConflicts(call::proceed)
                        : writes.run(() -> retry.afterConflicts(call::proceed)));
    }

    @Interceptor
    @Transactional
    @Priority(OUTSIDE)
    static class Joining {
        private final OutermostTransaction outermost;
        private final Transactions transactions;

        Joining(OutermostTransaction outermost, Transactions transactions) {
            this.outermost = outermost;
            this.transactions = transactions;
        }

        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            return transactions.isOpen() ? call.proceed() : outermost.run(call);
        }
    }

    @Interceptor
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    @Priority(OUTSIDE)
    static class OfItsOwn {
        private final OutermostTransaction outermost;

        OfItsOwn(OutermostTransaction outermost) {
            this.outermost = outermost;
        }

        @AroundInvoke
        Object around(InvocationContext call) throws Exception {
            return outermost.run(call);
        }
    }
}
