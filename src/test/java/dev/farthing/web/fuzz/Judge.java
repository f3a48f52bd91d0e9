package dev.farthing.web.fuzz;

import static dev.farthing.support.http.Request.given;

import dev.farthing.support.Api;
import dev.farthing.support.http.Contract;
import dev.farthing.support.http.Response;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What no answer may be, whatever was asked. */
final class Judge {
    private static final String BASE = "https://farthing.test";

    /** The configuration of support.PostgresResource, and what only our own insides say. */
    private static final List<String> SECRETS = List.of(
            Api.ADMIN_KEY,
            "tests-sign-links-with-this",
            "tests-signed-links-before",
            "tests-sign-events-with-this",
            "tests-hash-cards-with-this",
            "jdbc:postgresql",
            "farthing_login",
            "farthing_owner");

    private static final Pattern INSIDES = Pattern.compile(
            "\\b(dev\\.farthing|io\\.(quarkus|vertx|netty|smallrye)|org\\.(postgresql|hibernate|jboss)|java\\.(lang|util|time|net|io)|com\\.fasterxml|jakarta)\\.|\\tat |Caused by|SQLSTATE");

    private final Contract contract;
    private final String catalogue = given().get("/errors").asString();

    Judge(Contract contract) {
        this.contract = contract;
    }

    List<String> faults(Sent sent, Response answer) {
        List<String> faults = new ArrayList<>();
        if (answer.statusCode() >= 500 && answer.statusCode() != 503) {
            faults.add("answers " + answer.statusCode());
        }
        String text = decoded(answer, faults);
        if (!sent.method().equals("HEAD") && answer.statusCode() >= 400) {
            faults.addAll(refusal(answer, text));
        }
        if (faults.isEmpty()) {
            faults.addAll(outsideOpenApi(sent, answer));
        }
        String told = answer.toString();
        String asked = sent.toString();
        SECRETS.stream()
                .filter(secret -> told.contains(secret) && !asked.contains(secret))
                .forEach(secret -> faults.add("tells a secret: " + secret));
        if (sent.caller().clientId().isEmpty() && sent.caller().key() != Api.ADMIN_KEY && told.contains(Shop.SECRET)) {
            faults.add("gives what is for sale");
        }
        if (INSIDES.matcher(told).find() && !INSIDES.matcher(asked).find()) {
            faults.add("shows its insides");
        }
        if (answer.header("Location") != null && !isOurs(answer.header("Location"))) {
            faults.add("leads to another host: "
                    + URI.create(answer.header("Location")).getAuthority());
        }
        faults.addAll(ofHeaders(answer));
        return faults;
    }

    private static List<String> ofHeaders(Response answer) {
        List<String> faults = new ArrayList<>();
        if (!"nosniff".equals(answer.header("X-Content-Type-Options"))) {
            faults.add("may be sniffed");
        }
        if (String.valueOf(answer.contentType()).startsWith("text/html")) {
            String policy = String.valueOf(answer.header("Content-Security-Policy"));
            if (!policy.contains("frame-ancestors")
                    || !policy.contains("form-action")
                    || answer.header("Referrer-Policy") == null) {
                faults.add("is a page with the policy " + policy);
            }
        }
        return faults;
    }

    /** An address that is written in another way may be that of the operation, or of none. */
    private List<String> outsideOpenApi(Sent sent, Response answer) {
        String template = sent.operation().split(" ")[1];
        List<String> faults = contract.faults(sent.method(), sent.path(), answer);
        return faults.isEmpty()
                        || contract.faults(sent.method(), template, answer).isEmpty()
                        || contract.faults(sent.method(), normal(sent.path()), answer)
                                .isEmpty()
                ? List.of()
                : faults;
    }

    private static String normal(String path) {
        String plain = path.replaceAll("(?i)%2e", ".").replaceAll(";[^/]*", "").replaceAll("/{2,}", "/");
        List<String> segments = new ArrayList<>();
        for (String segment : plain.substring(1).split("/")) {
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            } else if (!segment.equals(".") && !segment.equals("..")) {
                segments.add(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static String decoded(Response answer, List<String> faults) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(answer.asByteArray()))
                    .toString();
        } catch (CharacterCodingException wrong) {
            faults.add("is no UTF-8");
            return answer.asString();
        }
    }

    private List<String> refusal(Response answer, String text) {
        String type = String.valueOf(answer.contentType()).toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            return text.contains("href=\"" + BASE + "/errors#")
                    ? List.of()
                    : List.of("refuses with " + answer.statusCode() + " on a page without a code");
        }
        if (!type.contains("json")) {
            return List.of("refuses with " + answer.statusCode() + " without error.code: " + type);
        }
        String code = answer.path("error.code");
        String link = answer.path("error.doc_url");
        if (code == null || !catalogue.contains("<code>" + code + "</code> (" + answer.statusCode() + ")")) {
            return List.of("has no code of the catalogue: " + code);
        }
        String anchor = String.valueOf(link).replace(BASE + "/errors#", "");
        return catalogue.contains("<section id=\"" + anchor + "\">") ? List.of() : List.of("links to nothing: " + link);
    }

    private static boolean isOurs(String location) {
        return location.startsWith(BASE + "/")
                || location.startsWith("https://reader.example/")
                || location.matches("/[^/\\\\].*");
    }
}
