package dev.farthing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house as DESIGN has it: rooms, arrows, words, and one room that moves money. */
class ArchitectureTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "farthing");
    private static final int LONGEST_CLASS = 220;

    /** SQL that writes money, whatever the spacing, quotes or schema. */
    private static final Pattern WRITES_MONEY = Pattern.compile(
            "\\b(insert\\s+into|update|delete\\s+from|truncate(\\s+table)?|merge\\s+into|copy)\\s+(only\\s+)?"
                    + "(\"?public\"?\\.)?\"?(account|ledger_entry|purchase|books)\\b",
            Pattern.CASE_INSENSITIVE);

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.farthing");

    @Test
    void arrowsBetweenRoomsGoDownTheListOnly() {
        assertKnows("web");
        assertKnows("database", "web");
        assertKnows("ledger", "database", "web");
        assertKnows("article", "database", "web");
        assertKnows("client", "ledger", "database", "web");
        assertKnows("audit", "ledger", "database", "web");
        assertKnows("voucher", "client", "ledger", "database", "web");
        assertKnows("topup", "client", "ledger", "database", "web");
        assertKnows("gate", "topup", "ledger", "article", "client", "database", "web");
    }

    @Test
    void subRoomsKnowTheirRoomAndNotEachOther() {
        assertSubRooms("topup", "link", "sandbox", "stripe");
        assertSubRooms("web", "connection", "filter", "openapi", "start");
        noClasses()
                .that()
                .resideInAPackage("dev.farthing.web.trace")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.farthing..")
                        .and(DescribedPredicate.not(resideInAPackage("dev.farthing.web.trace"))))
                .check(HOUSE);
    }

    @Test
    void markdownFilesAndSearchKnowNoArticle() {
        assertKnows("article.markdown", "web");
        assertKnows("article.search", "article.markdown", "web");
        assertKnows("article.file", "article.markdown", "web");
    }

    @Test
    void onlyTheDatabaseRoomTouchesJdbc() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.farthing.database")
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "io.agroal..")
                        .and(DescribedPredicate.not(
                                JavaClass.Predicates.belongToAnyOf(ResultSet.class, SQLException.class))))
                .check(HOUSE);
    }

    @Test
    void webKnowsNoDatabase() {
        noClasses()
                .that()
                .resideInAPackage("dev.farthing.web..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.sql..",
                        "javax.sql..",
                        "org.postgresql..",
                        "io.agroal..",
                        "jakarta.persistence..",
                        "org.hibernate..",
                        "io.quarkus.hibernate..",
                        "io.quarkus.flyway..",
                        "org.flywaydb.."))
                .check(HOUSE);
    }

    @Test
    void onlyTheSandboxSeesACard() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.farthing.topup.sandbox")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.farthing.topup.sandbox.Card")
                .check(HOUSE);
    }

    @Test
    void nobodyKnowsTheSampleShop() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.farthing.sample")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.farthing.sample")
                .check(HOUSE);
    }

    @Test
    void nobodyKnowsTheAudit() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.farthing.audit")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.farthing.audit")
                .check(HOUSE);
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching("dev.farthing.(**)").should().beFreeOfCycles().check(HOUSE);
    }

    /** A native image would carry a seed that everybody who has the image knows. */
    /** What it cannot decode is a 500. {@code web.Form} names the field. */
    @Test
    void formsAreReadByOneReader() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "jakarta\\.ws\\.rs\\.FormParam|org\\.jboss\\.resteasy\\.reactive\\.(RestForm|MultipartForm)")
                .check(HOUSE);
    }

    @Test
    void randomGeneratorsAreSeededWhenTheServiceStarts() {
        String properties = text(Path.of("src/main/resources/application.properties"));
        List<String> early = sources()
                .filter(file -> text(file).contains("new SecureRandom("))
                .map(file -> SOURCES.getParent().getParent().relativize(file).toString())
                .map(file -> file.replace(".java", "").replace('/', '.'))
                .filter(type -> !properties.contains("--initialize-at-run-time=" + type + "$"))
                .toList();

        assertEquals(List.of(), early);
    }

    @Test
    void onlyTheLedgerWritesMoney() {
        List<String> others = sources()
                .filter(file -> !file.startsWith(SOURCES.resolve("ledger")))
                .filter(file -> WRITES_MONEY.matcher(text(file)).find())
                .map(Path::toString)
                .toList();

        assertEquals(List.of(), others);
    }

    @Test
    void entitiesOfTheLedgerAreForReadingOnly() {
        classes()
                .that()
                .resideInAPackage("dev.farthing.ledger")
                .and()
                .areAnnotatedWith("jakarta.persistence.Entity")
                .should()
                .beAnnotatedWith("org.hibernate.annotations.Immutable")
                .check(HOUSE);
    }

    @Test
    void moneyIsNeverAFloat() {
        DescribedPredicate<JavaClass> floating = describe(
                "a floating-point number", type -> List.of("float", "double", "java.lang.Float", "java.lang.Double")
                        .contains(type.getBaseComponentType().getName()));
        noFields().should().haveRawType(floating).check(HOUSE);
        // Elsewhere a rank or a quality may be one. The gauges of the audit are for a metrics registry without
        // integers.
        DescribedPredicate<JavaCodeUnit> ofTheMoney = describe("of the ledger or of money on the wire", unit -> {
            String owner = unit.getOwner().getName();
            return owner.startsWith("dev.farthing.ledger.")
                            && !owner.startsWith("dev.farthing.ledger.BalanceReconciliation")
                    || owner.equals("dev.farthing.web.Money");
        });
        noCodeUnits().that(ofTheMoney).should().haveRawReturnType(floating).check(HOUSE);
        noCodeUnits()
                .should(com.tngtech.archunit.lang.conditions.ArchConditions.have(describe(
                        "a floating-point parameter", (JavaCodeUnit unit) -> unit.getRawParameterTypes().stream()
                                .anyMatch(floating))))
                .check(HOUSE);
    }

    @Test
    void answersDoNotDependOnTheMachinesLanguage() throws IOException {
        for (String method : List.of("toLowerCase", "toUpperCase")) {
            noClasses().should().callMethod(String.class, method).check(HOUSE);
        }
        noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .orShould()
                .callMethod(Locale.class, "getDefault", Locale.Category.class)
                .check(HOUSE);
        // Digits of other scripts, and upper case of the default locale; %s of a number has none of them.
        Pattern localized = Pattern.compile("%(\\d+\\$)?[,+(.#-]*[dfeEgGSCtT]\\b");
        for (Path source : sources().toList()) {
            assertFalse(localized.matcher(Files.readString(source)).find(), source::toString);
        }
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Service|Manager|Utils?|Impl|Dto|DTO|Helper)")
                .check(HOUSE);
    }

    @Test
    void everyRoomHasItsDesignPage() {
        List<Path> without = sources()
                .map(Path::getParent)
                .distinct()
                .filter(room -> !Files.exists(room.resolve("package-info.java")))
                .toList();

        assertEquals(List.of(), without);
    }

    @Test
    void classesAreShort() {
        List<String> longOnes = sources()
                .filter(file -> text(file).lines().count() > LONGEST_CLASS)
                .map(Path::toString)
                .toList();

        assertEquals(List.of(), longOnes);
    }

    private static void assertKnows(String room, String... others) {
        String[] known = Stream.concat(Stream.of(room), Stream.of(others))
                .map(name -> "dev.farthing." + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("dev.farthing." + room + "..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.farthing..")
                        .and(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(known))))
                .allowEmptyShould(true)
                .check(HOUSE);
    }

    private static void assertSubRooms(String room, String... subRooms) {
        for (String subRoom : subRooms) {
            String[] siblings = Stream.of(subRooms)
                    .filter(other -> !other.equals(subRoom))
                    .map(other -> "dev.farthing." + room + "." + other)
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage("dev.farthing." + room + "." + subRoom)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(siblings)
                    .check(HOUSE);
            noClasses()
                    .that()
                    .resideInAPackage("dev.farthing." + room)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.farthing." + room + "." + subRoom)
                    .check(HOUSE);
        }
    }

    private static Stream<Path> sources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
