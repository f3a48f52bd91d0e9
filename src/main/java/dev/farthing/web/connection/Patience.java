package dev.farthing.web.connection;

/**
 * How long a caller may keep an instance waiting, in ticks of a second.
 *
 * @param head from the first byte of a request to the last of its head
 * @param rest between two requests, whatever arrives
 * @param stall without progress of a body or an answer; each 16 KB give a second more
 */
record Patience(int head, int rest, int stall) {
    private static final int BYTES_PER_TICK = 16 * 1024;

    /** While others are turned away because of such callers. */
    private static final int CROWDED = 2;

    boolean isOver(int ticks, long bytes, boolean crowded) {
        return crowded && ticks > CROWDED || isOver(ticks, bytes);
    }

    boolean isOver(int ticks, long bytes) {
        return ticks > stall + bytes / BYTES_PER_TICK;
    }
}
