package dev.farthing.topup;

import dev.farthing.web.BookCurrency;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

@ApplicationScoped
public class Processors {
    private final List<Processor> all;
    private final TopUpConfig config;
    private final BookCurrency currency;

    Processors(@All List<Processor> all, TopUpConfig config, BookCurrency currency) {
        this.all = all;
        this.config = config;
        this.currency = currency;
    }

    /** The processor of new top-ups. */
    public Optional<Processor> configured() {
        return config.processor().map(kind -> named(kind.name().toLowerCase(Locale.ROOT)));
    }

    /** @throws Problem {@code top_ups_off} */
    public Processor required() {
        return configured().orElseThrow(() -> Problem.of(ProblemCode.TOP_UPS_OFF, "Credit cannot be paid for here."));
    }

    public boolean takesEvents(String name) {
        return configured().filter(processor -> processor.name().equals(name)).isPresent()
                || find(name).filter(Processor::takesEventsWhenReplaced).isPresent();
    }

    /** In micros; without a processor, the currency's minor unit. */
    long unitMicros() {
        return configured().map(Processor::unitMicros).orElseGet(() -> MinorUnits.micros(currency.code()));
    }

    Processor named(String name) {
        return find(name).orElseThrow();
    }

    private Optional<Processor> find(String name) {
        return all.stream().filter(processor -> processor.name().equals(name)).findFirst();
    }
}
