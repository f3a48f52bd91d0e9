package dev.farthing.support.http;

import java.util.Locale;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.Matchers;
import org.hamcrest.StringDescription;

/** Expectations of an answer, each checked at once. */
public final class Then {
    private final Response answer;

    Then(Response answer) {
        this.answer = answer;
    }

    public Then statusCode(int status) {
        return statusCode(Matchers.is(status));
    }

    public Then statusCode(Matcher<Integer> status) {
        return check("status", answer.statusCode(), status);
    }

    /** The media type; parameters matter only if the expectation has some. */
    public Then contentType(Object mediaType) {
        String expected = mediaType.toString();
        String actual = answer.contentType();
        boolean exact = actual == null || expected.contains(";");
        return check(
                "content type",
                exact ? actual : actual.split(";")[0].trim().toLowerCase(Locale.ROOT),
                Matchers.is(expected));
    }

    public Then header(String name, String value) {
        return header(name, Matchers.is(value));
    }

    public Then header(String name, Matcher<?> value) {
        return check("header " + name, answer.header(name), value);
    }

    public Then body(Matcher<?> text) {
        return check("body", answer.asString(), text);
    }

    /** The value at a path of the body, as {@link Json#path} reads it. */
    public Then body(String path, Matcher<?> value) {
        return check(path, answer.path(path), value);
    }

    public Response extract() {
        return answer;
    }

    private Then check(String what, Object actual, Matcher<?> expected) {
        if (!expected.matches(actual)) {
            Description mismatch = new StringDescription();
            expected.describeMismatch(actual, mismatch);
            throw new AssertionError(what + ": expected " + StringDescription.asString(expected) + ", but " + mismatch
                    + " in\n" + answer);
        }
        return this;
    }
}
