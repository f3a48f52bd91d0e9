package dev.farthing.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.farthing.support.Api.Wallet;
import dev.farthing.support.Race;
import dev.farthing.support.Remote;
import dev.farthing.support.Remote.Answer;
import dev.farthing.support.http.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Two races that every deployment has to win, over one instance, or several on one database. */
final class Races {
    static final int READERS = 64;

    private Races() {}

    static void oneArticleIsChargedOnce(List<Remote> instances) {
        Remote first = instances.get(0);
        String slug = first.article("0.05");
        Wallet wallet = first.wallet("1.00");

        List<Answer> answers = Race.run(READERS, i -> instance(instances, i).read(wallet, slug));

        assertEquals(Map.of(200, 64L), counted(answers, Answer::status));
        assertEquals(Map.of("0.05 EUR", 1L, "0 EUR", 63L), counted(answers, Answer::charged));
        assertEquals(Map.of("0.95 EUR", 64L), counted(answers, Answer::balance));
        assertEquals("0.95", first.balance(wallet));
        assertEquals(List.of("PURCHASE", "GRANT"), kinds(first, wallet));
    }

    static void creditBuysWhatItCoversAndNoMore(List<Remote> instances) {
        Remote first = instances.get(0);
        List<String> slugs =
                Stream.generate(() -> first.article("0.05")).limit(READERS).toList();
        Wallet wallet = first.wallet("1.00");

        List<Answer> answers = Race.run(READERS, i -> instance(instances, i).read(wallet, slugs.get(i)));

        assertEquals(Map.of(200, 20L, 402, 44L), counted(answers, Answer::status));
        assertEquals(
                Map.of("0.05 EUR", 20L),
                counted(answers.stream().filter(a -> a.status() == 200).toList(), Answer::charged));
        assertEquals(
                Map.of("insufficient_credit", 44L),
                counted(answers.stream().filter(a -> a.status() == 402).toList(), Answer::code));
        assertEquals("0.00", first.balance(wallet));
        assertEquals(21, kinds(first, wallet).size());
    }

    static List<String> kinds(Remote remote, Wallet wallet) {
        return Json.from(remote.get(wallet.key(), "/v1/me/entries?limit=100").body())
                .getList("items.kind");
    }

    static <T> Map<T, Long> counted(List<Answer> answers, Function<Answer, T> by) {
        return answers.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    private static Remote instance(List<Remote> instances, int reader) {
        return instances.get(reader % instances.size());
    }
}
