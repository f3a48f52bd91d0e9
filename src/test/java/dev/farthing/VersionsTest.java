package dev.farthing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Each version of a dependency or plugin stands once, as a property of its pom. */
class VersionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"pom.xml", "src/benchmark/pom.xml"})
    void versionsStandAmongTheProperties(String pom) throws Exception {
        List<String> elsewhere = new ArrayList<>();
        NodeList versions = read(pom).getElementsByTagName("version");
        for (int i = 0; i < versions.getLength(); i++) {
            String place = versions.item(i).getParentNode().getNodeName();
            String version = versions.item(i).getTextContent().strip();
            boolean own = place.equals("project")
                    || place.equals("requireJavaVersion")
                    || place.equals("requireMavenVersion");
            if (!own && !version.matches("\\$\\{[a-z0-9.-]+\\.version}")) {
                elsewhere.add(place + " " + version);
            }
        }

        assertEquals(List.of(), elsewhere);
        assertNotEquals(0, versions.getLength());
    }

    @Test
    void versionsThatBothPomsHaveAreTheSame() throws Exception {
        Map<String, String> service = properties("pom.xml");
        Map<String, String> benchmark = properties("src/benchmark/pom.xml");
        benchmark.keySet().retainAll(service.keySet());
        service.keySet().retainAll(benchmark.keySet());

        assertEquals(service, benchmark);
        assertEquals(true, service.containsKey("postgres-binaries.version"));
    }

    private static Map<String, String> properties(String pom) throws Exception {
        Map<String, String> properties = new TreeMap<>();
        Element first = (Element) read(pom).getElementsByTagName("properties").item(0);
        for (Node node = first.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element property && property.getTagName().endsWith(".version")) {
                properties.put(property.getTagName(), property.getTextContent().strip());
            }
        }
        return properties;
    }

    private static Document read(String pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(pom).toFile());
    }
}
