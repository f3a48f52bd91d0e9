package dev.farthing.benchmark;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * The database as functions of numbers: the load generator needs no queries.
 *
 * <p>Clients: first the hot ones (much credit, no article), then the broke ones (some articles, less credit than an
 * article costs), then the others. Paid articles form a circle; a client owns a run of them from its own start and buys
 * the next ones.
 */
final class Shop {
    static final long PRICE_MICROS = 50_000;
    static final long RICH_MICROS = 10_000_000_000L;
    static final long BROKE_MICROS = 20_000;

    private static final int FREE_EVERY = 10;

    private static final int MOST_HOT = 800;
    private static final long FIRST_MILLIS = 1_700_000_000_000L;
    private static final HexFormat HEX = HexFormat.of();

    private final Options.Size size;
    private final int hot;
    private final int broke;
    private final int paid;

    Shop(Options.Size size) {
        this.size = size;
        this.hot = Math.min(MOST_HOT, size.clients() / 4);
        this.broke = size.clients() / 10;
        this.paid = size.articles() - free();
        if (owned(hot) > paid / 2) {
            throw new IllegalArgumentException("So many entries need more clients or articles.");
        }
    }

    Options.Size size() {
        return size;
    }

    int clients() {
        return size.clients();
    }

    int hot() {
        return hot;
    }

    int broke() {
        return broke;
    }

    /** Clients neither hot nor broke. */
    int spread() {
        return size.clients() - hot - broke;
    }

    int spread(int i) {
        return hot + broke + i;
    }

    int paid() {
        return paid;
    }

    int free() {
        return (size.articles() + FREE_EVERY - 1) / FREE_EVERY;
    }

    /** Articles owned at the start: all entries but one per client are purchases. */
    int owned(int client) {
        if (client < hot) {
            return 0;
        }
        int buyers = size.clients() - hot;
        int purchases = size.entries() - size.clients();
        return purchases / buyers + (client - hot < purchases % buyers ? 1 : 0);
    }

    int firstPaid(int client) {
        return (int) Long.remainderUnsigned(mix(client), paid);
    }

    long creditMicros(int client) {
        return client >= hot && client < hot + broke ? BROKE_MICROS : RICH_MICROS;
    }

    /** Owned below {@link #owned}, not owned from there to {@link #paid}. */
    int article(int client, int position) {
        int p = (firstPaid(client) + position) % paid;
        return p + p / (FREE_EVERY - 1) + 1;
    }

    int freeArticle(int i) {
        return i * FREE_EVERY;
    }

    boolean isFree(int article) {
        return article % FREE_EVERY == 0;
    }

    static String slug(int article) {
        return "essay-" + article;
    }

    static UUID articleId(int article) {
        return id(article, 0x5151);
    }

    static UUID clientId(int client) {
        return id(client, 0xc1c1);
    }

    static String key(int client) {
        ByteBuffer bytes = ByteBuffer.allocate(36);
        UUID id = clientId(client);
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        bytes.putLong(mix(client + 0x5ec4e7L)).putLong(mix(client + 0x7e57L));
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, 32);
        bytes.putInt((int) crc.getValue());
        return "farthing_" + HEX.formatHex(bytes.array());
    }

    /** UUIDv7 as in the service: sorted by time, otherwise random. */
    private static UUID id(int number, int kind) {
        long random = mix(number * 65_537L + kind);
        return new UUID(
                (FIRST_MILLIS + number) << 16 | 0x7000 | (random & 0xfff), 0x8000_0000_0000_0000L | random >>> 2);
    }

    /** The finisher of SplitMix64. */
    static long mix(long n) {
        long z = (n + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
