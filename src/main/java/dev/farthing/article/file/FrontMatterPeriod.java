package dev.farthing.article.file;

import dev.farthing.article.file.FrontMatterDates.Reading;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From when until when the tools show the article: the latest publication and the earliest end count, so that no spelling puts
 * it on sale before or after that.
 *
 * @param publishedAt null if the file names none
 * @param expiresAt null: never
 * @param isDoubtful one of the dates that bound the period cannot be read
 */
record FrontMatterPeriod(Instant publishedAt, Instant expiresAt, boolean isDoubtful) {
    /** Of every page, embargoed or not. */
    private static final Set<String> DATE = Set.of("date", "datetime", "dategmt", "dateutc");

    private static final Set<String> PUBLICATIONS = FrontMatterNames.set("""
            publishedat publisheddate publishedon published publishdate publishdatetime publishat publishon
            publish publicationdate pubdate pubdatetime datepublished postdate postdategmt postedat postedon
            embargo embargodate embargountil scheduled scheduledat scheduledfor scheduleddate scheduledate
            golive golivedate goliveat availablefrom availableat embargoeduntil schedule firstpublishedat
            publishedtime publishtime visiblefrom showfrom hideuntil validfrom notbefore availableon
            publishfrom publishedfrom publishstart publishstartdate publishafter publishingdate pubtime
            livedate liveat goliveon firstpublished dateissued
            """);

    /** Where nothing names the publication. */
    private static final Set<String> CREATIONS =
            Set.of("created", "createdat", "createddate", "datecreated", "creationdate", "posted");

    private static final Set<String> ENDS = FrontMatterNames.set("""
            expiresat expires expireson expire expireat expired expiredat expirydate expiry expiredate
            expiration expirationdate unpublishdate unpublishat unpublishon unpublishedat unpubdate
            validuntil availableuntil visibleuntil publishuntil publisheduntil publishend publishedto
            dateexpires expiresdate availableto validto validtill validthrough availabletill visibletill
            visibleto showuntil hideafter hidefrom publishto publishenddate unpublish unpublishdatetime
            unpublishtime expirydatetime expirytime expirationdatetime expirationtime expiresafter
            offlinedate offlineat offlineon archivedate archiveat archiveon archivedat archivedon
            removaldate removedate removeat removeon deleteat deleteon deletedat takedowndate
            """);

    private static final Set<String> CHANGES = FrontMatterNames.set("""
            lastmod lastmodified lastmodifiedat modified modifiedat modifieddate datemodified moddate
            moddatetime updated updatedat updateddate dateupdated lastupdated lastupdate
            """);

    private static final Pattern YEAR = Pattern.compile("(?<!\\d)[0-9]{4}(?!\\d)");

    private static final Set<String> NEVER = Set.of("never", "none", "nil", "infinite", "forever");

    static boolean isDate(String name) {
        return DATE.contains(name) || PUBLICATIONS.contains(name) || CREATIONS.contains(name) || ENDS.contains(name);
    }

    static FrontMatterPeriod of(
            FrontMatterKeys keys, FrontMatterDates dates, Instant now, FrontMatterWarnings warnings) {
        Collector collector = new Collector(dates, now, warnings);
        keys.all(CHANGES).forEach(collector::check);
        keys.all(ENDS).forEach(collector::end);
        keys.all(PUBLICATIONS).forEach(entry -> collector.publication(entry, true));
        keys.all(DATE).forEach(entry -> collector.publication(entry, false));
        if (collector.publishedAt == null) {
            keys.all(CREATIONS).forEach(entry -> collector.publication(entry, false));
        }
        List.of(collector.publication, collector.end).forEach(used -> used.forEach(keys::drop));
        return new FrontMatterPeriod(collector.publishedAt, collector.expiresAt, collector.doubtful);
    }

    private static final class Collector {
        private final FrontMatterDates dates;
        private final int thisYear;
        private final FrontMatterWarnings warnings;
        private Instant publishedAt;
        private Instant expiresAt;
        private List<FrontMatterKeys.Entry> publication = List.of();
        private List<FrontMatterKeys.Entry> end = List.of();
        private boolean doubtful;

        private Collector(FrontMatterDates dates, Instant now, FrontMatterWarnings warnings) {
            this.dates = dates;
            this.thisYear = now.atOffset(ZoneOffset.UTC).getYear();
            this.warnings = warnings;
        }

        /** @param bounds the key says more than when the article was written */
        private void publication(FrontMatterKeys.Entry entry, boolean bounds) {
            if (bounds && FrontMatterKeys.truth(entry.value()) != null) {
                return;
            }
            Instant at = instant(entry, bounds, "publishedat", false);
            if (at != null && (publishedAt == null || at.isAfter(publishedAt))) {
                publishedAt = at;
                publication = List.of(entry);
            }
        }

        private void end(FrontMatterKeys.Entry entry) {
            boolean never = entry.value() instanceof String text
                    && (NEVER.contains(FrontMatterKeys.name(text))
                            || Boolean.FALSE.equals(FrontMatterKeys.truth(text)));
            Instant at = never ? null : instant(entry, true, "expiresat", true);
            if (at != null && (expiresAt == null || at.isBefore(expiresAt))) {
                expiresAt = at;
                end = List.of(entry);
            }
        }

        private void check(FrontMatterKeys.Entry entry) {
            Object value = entry.value() instanceof Map<?, ?> map ? map.get("date") : entry.value();
            if (!FrontMatterKeys.isEmpty(value) && FrontMatterKeys.truth(value) == null) {
                Reading reading = dates.read(value);
                if (reading.problem() != null) {
                    warnings.add(entry.path(), value, reading.problem());
                }
            }
        }

        /** It names this year or a later one. */
        private boolean mayBeToCome(Object value) {
            return YEAR.matcher(Objects.toString(value))
                    .results()
                    .anyMatch(year -> Integer.parseInt(year.group()) >= thisYear);
        }

        /** Our own key must hold a date; other tools' files are accepted unchanged. */
        private Instant instant(FrontMatterKeys.Entry entry, boolean bounds, String ours, boolean end) {
            Reading reading = dates.read(entry.value());
            if (reading.problem() != null) {
                if (entry.name().equals(ours)
                        && !entry.contained()
                        && !entry.path().contains("_")) {
                    throw FrontMatterFields.refused(entry.path(), "a date such as 2026-01-05 or 2026-01-05T10:00:00Z");
                }
                boolean holds = bounds || mayBeToCome(entry.value());
                doubtful |= holds;
                warnings.add(
                        entry.path(),
                        entry.value(),
                        reading.problem() + (holds ? " So the article is a draft." : " So it is not used."));
                return null;
            }
            if (reading.isUnset()) {
                warnings.add(entry.path(), entry.value(), "The year 1 stands for no date.");
                return null;
            }
            return end ? reading.end() : reading.start();
        }
    }
}
