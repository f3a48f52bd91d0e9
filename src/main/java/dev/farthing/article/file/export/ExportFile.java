package dev.farthing.article.file.export;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A file, once in memory: one array would be copied whenever it grows. */
public final class ExportFile {
    private static final int PIECE = 64 * 1024;

    private final List<byte[]> pieces = new ArrayList<>();

    /** The caller bounds the stream's length. */
    public static ExportFile read(InputStream stream) throws IOException {
        ExportFile file = new ExportFile();
        for (byte[] piece = stream.readNBytes(PIECE); piece.length > 0; piece = stream.readNBytes(PIECE)) {
            file.pieces.add(piece);
        }
        return file;
    }

    public static ExportFile of(byte[] bytes) {
        ExportFile file = new ExportFile();
        file.pieces.add(bytes);
        return file;
    }

    InputStream stream() {
        return new SequenceInputStream(Collections.enumeration(
                pieces.stream().map(ByteArrayInputStream::new).toList()));
    }

    /** Enough to tell what it is. */
    byte[] start() {
        return pieces.isEmpty() ? new byte[0] : Arrays.copyOf(pieces.get(0), Math.min(PIECE, pieces.get(0).length));
    }
}
