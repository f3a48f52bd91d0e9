package dev.farthing.article.search;

import java.util.List;

/** One term of a search: a word or what was written together, or a phrase in quotes. */
record SearchTerm(List<SearchToken> tokens, boolean quoted, boolean excluded) {

    /** Whether it asks for an order of words. */
    boolean isPhrase() {
        return quoted
                && (tokens.size() > 1
                        || !tokens.get(0).run() && tokens.get(0).parts().size() > 1);
    }
}
