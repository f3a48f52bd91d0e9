package dev.farthing.web.fuzz;

import dev.farthing.support.CapturedLog;
import dev.farthing.support.http.Contract;
import dev.farthing.support.http.Contract.Operation;
import dev.farthing.support.http.RawConnection;
import dev.farthing.support.http.Request;
import dev.farthing.support.http.Response;
import dev.farthing.web.fuzz.Shop.Caller;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One run: sends, judges, and keeps the smallest request of each finding. */
final class Fuzz implements AutoCloseable {
    /** Then new callers come: by then somebody is suspended, limited or out of keys. */
    private static final int REQUESTS_OF_ONE_CAST = 1_000;

    private static final int MOST_ATTEMPTS = 20;

    private static final Pattern ANY_ID =
            Pattern.compile("[0-9a-f-]{32,}(-\\d+)?|(fuzzed|article)-[0-9a-f-]+|[A-Za-z0-9_-]{60,}");

    /** Signed by the processor and yet untrue: an operator must see it. */
    private static final String REPORT_OF_A_PROCESSOR = "Refused a processor's report";

    private final long seed;
    private final Contract contract = Contract.published();
    private final Shop shop = new Shop();
    private final Requests requests = new Requests(
            shop, new Values(contract, shop), URI.create(Request.baseUrl()).getAuthority());
    private final Judge judge = new Judge(contract);
    private final RawConnection connection = new RawConnection();
    private final CapturedLog errors = CapturedLog.ofErrors();
    private int errorsSeen;

    private final Map<String, Finding> findings = new TreeMap<>();
    private final Map<Operation, String> served = new HashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Set<String> asked = new TreeSet<>();

    /** All requests of one fault. */
    private static final class Finding {
        private final Set<String> operations = new TreeSet<>();
        private Sent smallest;
        private int count;

        void add(Sent sent) {
            count++;
            operations.add(sent.operation());
            smallest = smallest == null || sent.length() < smallest.length() ? sent : smallest;
        }

        @Override
        public String toString() {
            return "    " + count + " times, " + operations + "\n    " + smallest;
        }
    }

    Fuzz(long seed) {
        this.seed = seed;
    }

    /** Asks plainly for each operation until somebody is served; gives the operations that serve nobody. */
    List<Operation> unreachable() throws IOException {
        shop.open();
        return contract.operations().stream()
                .filter(operation -> !isReached(operation))
                .toList();
    }

    private boolean isReached(Operation operation) {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            for (Caller caller : shop.callers()) {
                Response answer = send(requests.plain(operation, caller, random(-attempt)));
                if (answer != null && answer.statusCode() < 400) {
                    served.put(operation, caller.name());
                    return true;
                }
            }
        }
        return false;
    }

    void send(int count) {
        List<Operation> operations = contract.operations();
        for (int i = 0; i < count; i++) {
            if (i % REQUESTS_OF_ONE_CAST == 0) {
                shop.open();
            }
            Random random = random(i);
            List<Caller> callers = shop.callers();
            Operation operation = operations.get(i % operations.size());
            int round = i / operations.size();
            Caller caller = round % 2 == 0 ? callers.get(round / 2 % callers.size()) : served(operation);
            send(requests.fuzzed(operation, caller, random));
            asked.add(operation + " by " + caller.name());
        }
    }

    /** Of neighbouring seeds the first numbers would be almost the same. */
    private Random random(long request) {
        return new Random((seed + request) * 0x9E37_79B9_7F4A_7C15L);
    }

    /** Half of the requests come from somebody who is not refused for who he is. */
    private Caller served(Operation operation) {
        return shop.callers().stream()
                .filter(caller -> caller.name().equals(served.getOrDefault(operation, "admin")))
                .findFirst()
                .orElseThrow();
    }

    private Response send(Sent sent) {
        try {
            Response answer = connection.send(sent.method(), sent.bytes());
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            judge.faults(sent, answer).forEach(fault -> found(sent, fault));
            List<String> lines = errors.lines();
            lines.subList(errorsSeen, lines.size()).stream()
                    .filter(line -> !line.startsWith(REPORT_OF_A_PROCESSOR))
                    .forEach(line -> found(sent, "logs an error: " + cause(line)));
            errorsSeen = lines.size();
            shop.learn(sent, answer);
            return answer;
        } catch (IOException | RuntimeException unanswered) {
            connection.close();
            found(sent, "is not answered: " + unanswered);
            return null;
        }
    }

    /** The exception and the innermost frame, without the address. */
    private static String cause(String line) {
        String[] parts = line.split("\n", 3);
        String first = parts[0].substring(parts[0].lastIndexOf(" failed") + 1);
        return parts.length < 2 ? first : first + parts[1];
    }

    private void found(Sent sent, String fault) {
        findings.computeIfAbsent(ANY_ID.matcher(fault).replaceAll("..."), first -> new Finding())
                .add(sent);
    }

    /** Each operation by each caller. */
    int pairsAsked() {
        return asked.size();
    }

    int pairs() {
        return contract.operations().size() * shop.callers().size();
    }

    Map<Integer, Integer> statuses() {
        return statuses;
    }

    List<String> findings() {
        return findings.entrySet().stream()
                .map(found -> "\n" + found.getKey() + "\n" + found.getValue())
                .toList();
    }

    @Override
    public void close() {
        errors.close();
        connection.close();
    }
}
