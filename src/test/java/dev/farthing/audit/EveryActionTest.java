package dev.farthing.audit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.farthing.web.AuditAction;
import dev.farthing.web.Audited;
import dev.farthing.web.Roles;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each endpoint by which staff change something is audited, under one action each. */
class EveryActionTest {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    @Test
    void endpointsOfStaffAreAudited() {
        List<String> forgotten = writing()
                .filter(AuditFeature::isUnaudited)
                .map(EveryActionTest::name)
                .toList();

        assertEquals(List.of(), forgotten);
    }

    /** A new endpoint that changes something has to join this list or be audited. */
    @Test
    void unauditedEndpointsAreThoseOfClientsAndProcessors() {
        List<String> others = writing()
                .filter(method -> !method.isAnnotationPresent(Audited.class))
                .map(EveryActionTest::name)
                .sorted()
                .toList();

        assertEquals(
                List.of(
                        "BuyResource.buy",
                        "LinkResource.begin",
                        "MeResource.change",
                        "SandboxResource.pay",
                        "TopUpResource.begin",
                        "TransferResource.transfer",
                        "VoucherResource.redeem",
                        "WebhookResource.receive"),
                others);
    }

    @Test
    void everyActionHasOneEndpoint() {
        List<AuditAction> acts = writing()
                .map(method -> method.getAnnotation(Audited.class))
                .filter(Objects::nonNull)
                .map(Audited::value)
                .sorted()
                .toList();

        assertEquals(List.of(AuditAction.values()), acts);
    }

    @Test
    void auditedEndpointsRunOnWorkers() {
        List<String> onEventLoops = writing()
                .filter(method -> method.isAnnotationPresent(Audited.class))
                .filter(method -> method.isAnnotationPresent(NonBlocking.class))
                .map(EveryActionTest::name)
                .toList();

        assertEquals(List.of(), onEventLoops);
    }

    @Test
    void wireNamesOfActionsAreStable() {
        assertEquals(
                List.of(
                        "article.publish",
                        "article.upload",
                        "article.change",
                        "article.archive",
                        "article.import",
                        "client.create",
                        "client.credit",
                        "client.debit",
                        "client.suspend",
                        "client.resume",
                        "client.new-key",
                        "purchase.refund",
                        "top-up.refund",
                        "voucher-batch.make",
                        "voucher-batch.revoke",
                        "key.create",
                        "key.rotate",
                        "key.revoke",
                        "sandbox.refund",
                        "sandbox.dispute",
                        "sandbox.reinstatement"),
                Arrays.stream(AuditAction.values()).map(AuditAction::wireName).toList());
    }

    /** Endpoints without an audit declaration; only those of staff need one. */
    @RolesAllowed(Roles.PUBLISHER)
    static class Later {
        @POST
        public void byItsClass() {}

        @PATCH
        @RolesAllowed({Roles.CLIENT, Roles.ADMIN})
        public void byItself() {}

        @POST
        @RolesAllowed(Roles.CLIENT)
        public void forReaders() {}
    }

    @Test
    void undeclaredEndpointKeepsTheServiceFromStarting() throws NoSuchMethodException {
        AuditFeature feature = new AuditFeature(null, null);

        IllegalStateException refusal =
                assertThrows(IllegalStateException.class, () -> feature.configure(endpoint("byItsClass"), null));
        assertThrows(IllegalStateException.class, () -> feature.configure(endpoint("byItself"), null));
        assertDoesNotThrow(() -> feature.configure(endpoint("forReaders"), null));

        assertTrue(refusal.getMessage().contains("byItsClass"), refusal::getMessage);
    }

    private static ResourceInfo endpoint(String name) throws NoSuchMethodException {
        Method method = Later.class.getMethod(name);
        return new ResourceInfo() {
            @Override
            public Method getResourceMethod() {
                return method;
            }

            @Override
            public Class<?> getResourceClass() {
                return Later.class;
            }
        };
    }

    /** Every endpoint of the application that changes something. */
    private static Stream<Method> writing() {
        List<Method> endpoints = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.farthing").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class) && !type.isInterface())
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(EveryActionTest::isWriting)
                        .toList();
        assertTrue(endpoints.size() > AuditAction.values().length, endpoints::toString);
        return endpoints.stream();
    }

    private static boolean isWriting(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .anyMatch(verb -> verb != null && !READING.contains(verb.value()));
    }

    private static String name(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
