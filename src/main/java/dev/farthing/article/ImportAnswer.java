package dev.farthing.article;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.farthing.article.file.export.Export;
import dev.farthing.article.file.export.ExportedPost;
import dev.farthing.web.AuditDetails;
import dev.farthing.web.AuditedParts;
import dev.farthing.web.JobStop;
import dev.farthing.web.Problem;
import dev.farthing.web.ProblemCode;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Imports while it answers: each result leaves when its post is done, so neither a proxy's patience nor the time of a request for
 * the database bounds an import, and a caller that leaves ends it. One that is cut off is sent again: what was done is unchanged.
 */
final class ImportAnswer implements StreamingOutput, AuditDetails {
    private final Export export;
    private final PostImport posts;
    private final long priceIfNew;
    private final AuditedParts audit;
    private final JobStop jobs;
    private final ObjectMapper json;
    private final Map<String, Integer> counts = new TreeMap<>();
    private Problem end;

    ImportAnswer(
            Export export, PostImport posts, long priceIfNew, AuditedParts audit, JobStop jobs, ObjectMapper json) {
        this.export = export;
        this.posts = posts;
        this.priceIfNew = priceIfNew;
        this.audit = audit;
        this.jobs = jobs;
        this.json = json;
    }

    @Override
    public Map<String, String> auditDetails() {
        return Map.of("from", export.tool(), "posts", Integer.toString(export.posts()));
    }

    @Override
    public void write(OutputStream out) throws IOException {
        // From here on, each statement has the whole time of a request.
        send(out, "{\"results\":[");
        try {
            jobs.run(() -> export.read(post -> take(post, out)));
        } catch (Problem unreadable) {
            end = unreadable;
        } catch (UncheckedIOException callerLeft) {
            throw callerLeft.getCause();
        }
        if (jobs.isStopping() && end == null && done() < export.posts()) {
            end = Problem.of(ProblemCode.UNAVAILABLE, "This instance is stopping. Send the same file again.");
        }
        String problem =
                end == null ? "" : "\"problem\":" + json.writeValueAsString(ImportReport.Refusal.of(end)) + ",";
        send(
                out,
                "]," + problem + "\"counts\":" + json.writeValueAsString(counts) + ",\"leftOut\":"
                        + json.writeValueAsString(export.leftOut()) + "}");
    }

    private int done() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private boolean take(ExportedPost post, OutputStream out) {
        if (jobs.isStopping()) {
            return false;
        }
        ImportReport.Result result = posts.take(export, post, priceIfNew, audit);
        try {
            send(out, (done() == 0 ? "" : ",") + json.writeValueAsString(result));
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
        counts.merge(result.outcome(), 1, Integer::sum);
        return true;
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
