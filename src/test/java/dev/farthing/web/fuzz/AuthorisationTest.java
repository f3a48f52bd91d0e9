package dev.farthing.web.fuzz;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.PostgresResource;
import dev.farthing.support.http.Contract;
import dev.farthing.support.http.Contract.Operation;
import dev.farthing.support.http.RawConnection;
import dev.farthing.support.http.Response;
import dev.farthing.web.Roles;
import dev.farthing.web.fuzz.Shop.Caller;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every operation, asked by everybody: only those whom it declares get in. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
class AuthorisationTest {
    private static final Map<String, Set<String>> ROLES = Map.of(
            "reader", Set.of(Roles.CLIENT),
            "other reader", Set.of(Roles.CLIENT),
            "publisher", Set.of(Roles.CLIENT, Roles.PUBLISHER),
            "admin", Set.of(Roles.CLIENT, Roles.PUBLISHER, Roles.ADMIN),
            "configured admin", Set.of(Roles.PUBLISHER, Roles.ADMIN));

    private final Map<String, Set<String>> declared = Doors.declared();

    @Test
    void documentHasEachEndpointAndSaysWhetherItNeedsAKey() {
        Map<String, Boolean> documented = operations().stream()
                .filter(operation -> !operation.method().equals("HEAD"))
                .collect(toMap(Operation::toString, AuthorisationTest::needsAKey, (a, b) -> a, TreeMap::new));
        Map<String, Boolean> needed = new TreeMap<>();
        declared.forEach((endpoint, roles) -> needed.put(endpoint, !roles.isEmpty()));

        assertEquals(needed, documented);
    }

    @Test
    void onlyTheDeclaredRolesGetIn() throws IOException {
        Shop shop = new Shop();
        shop.open();
        Contract contract = Contract.published();
        Requests requests = new Requests(shop, new Values(contract, shop), "localhost");
        List<String> wrong = new ArrayList<>();
        try (RawConnection connection = new RawConnection()) {
            for (Operation operation : operations()) {
                Set<String> roles = declared.get(operation.toString().replaceFirst("^HEAD", "GET"));
                for (Caller caller : shop.callers()) {
                    Sent plain = requests.plain(operation, caller, new Random(1));
                    for (Sent sent : new LinkedHashSet<>(List.of(plain, plain.withoutAnswersBody()))) {
                        Response answer = connection.send(sent.method(), sent.bytes());
                        if (!isRight(operation, roles, caller, answer)) {
                            wrong.add(sent.method() + " of " + operation + " by " + caller.name() + ": "
                                    + answer.statusCode());
                        }
                    }
                }
            }
        }

        assertEquals(List.of(), wrong);
    }

    private static boolean isRight(Operation operation, Set<String> roles, Caller caller, Response answer) {
        int status = answer.statusCode();
        if (caller.name().equals("forger") || caller.name().equals("revoked key")) {
            // Where no key has a meaning, a wrong one has none either.
            return (status == 401) == documents(operation, 401);
        }
        if (roles.isEmpty()) {
            // Except where the answer depends on the caller, such as on the admin key that belongs to no client.
            return status != 401 && (status != 403 || documents(operation, 401));
        }
        if (caller.key() == null) {
            return status == 401;
        }
        boolean admitted = ROLES.get(caller.name()).stream().anyMatch(roles::contains);
        return status != 401 && admitted == (status != 403);
    }

    private static boolean needsAKey(Operation operation) {
        return operation.description().get("security") instanceof List<?> ways
                && ways.stream().noneMatch(Map.of()::equals);
    }

    private static boolean documents(Operation operation, int status) {
        return ((Map<?, ?>) operation.description().get("responses")).containsKey(String.valueOf(status));
    }

    private static List<Operation> operations() {
        return Contract.published().operations();
    }
}
