package dev.farthing.article.file.export;

import io.quarkus.runtime.annotations.RegisterResourceBundle;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * XML as a stream, without a DTD and so without entities that grow or read files. The parser is the JDK's; a native image has its
 * messages only if they are registered.
 */
@RegisterResourceBundle(bundleName = "com.sun.org.apache.xerces.internal.impl.msg.XMLMessages", moduleName = "java.xml")
final class SafeXml {
    private static final int MAX_DEPTH = 50;

    private final XMLStreamReader reader;
    private int depth;

    SafeXml(ExportFile file) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is loaded");
        });
        this.reader = factory.createXMLStreamReader(new WithoutControls(file.stream()));
    }

    XMLStreamReader reader() {
        return reader;
    }

    /** The next event; 0 at the end. */
    int next() throws XMLStreamException {
        if (!reader.hasNext()) {
            return 0;
        }
        int event = reader.next();
        if (event == XMLStreamReader.DTD) {
            throw Export.refused("The XML has a document type, which exports of WordPress have not.");
        }
        depth += event == XMLStreamReader.START_ELEMENT ? 1 : event == XMLStreamReader.END_ELEMENT ? -1 : 0;
        if (depth > MAX_DEPTH) {
            throw Export.refused("The XML is nested deeper than " + MAX_DEPTH + " levels.");
        }
        return event;
    }

    int depth() {
        return depth;
    }

    /** WordPress writes what authors pasted: control characters, which XML does not allow. In UTF-16 a zero byte is none. */
    private static final class WithoutControls extends FilterInputStream {
        private boolean bytesAreLetters = true;
        private boolean first = true;

        private WithoutControls(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            for (int i = offset; i < offset + read; i++) {
                if (first && i < offset + 4 && (bytes[i] == 0 || bytes[i] == (byte) 0xFE || bytes[i] == (byte) 0xFF)) {
                    bytesAreLetters = false;
                }
                if (bytesAreLetters
                        && bytes[i] >= 0
                        && bytes[i] < ' '
                        && bytes[i] != '\t'
                        && bytes[i] != '\n'
                        && bytes[i] != '\r') {
                    bytes[i] = ' ';
                }
            }
            first = false;
            return read;
        }
    }
}
