package dev.farthing.web.filter;

import dev.farthing.web.BodyLost;
import dev.farthing.web.Problem;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/** A request's body: of bounded length, read in bounded time. What keeps it from being read is the caller's fault. */
final class BodyStream extends FilterInputStream {

    /** Watches one read, which blocks until the caller sends more. */
    interface Patience {
        /** Ends the watch when run. */
        Runnable begin();
    }

    private final long maxBytes;
    private final Supplier<Problem> tooLarge;
    private final Patience patience;
    private long count;

    BodyStream(InputStream in, long maxBytes, Supplier<Problem> tooLarge, Patience patience) {
        super(in);
        this.maxBytes = maxBytes;
        this.tooLarge = tooLarge;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Runnable arrived = patience.begin();
        try {
            int read = super.read(bytes, offset, length);
            // Trailers arrive as a piece of no bytes; readers take that for a broken stream.
            while (read == 0 && length > 0) {
                read = super.read(bytes, offset, length);
            }
            count += Math.max(read, 0);
            if (count > maxBytes) {
                throw tooLarge.get();
            }
            return read;
        } catch (IOException unreadable) {
            throw new BodyLost(unreadable);
        } finally {
            arrived.run();
        }
    }
}
