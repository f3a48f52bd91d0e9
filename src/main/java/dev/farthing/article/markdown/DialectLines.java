package dev.farthing.article.markdown;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole lines of dialects: MDX's scripts, marks for a table of contents, admonitions, HTML that holds Markdown. */
final class DialectLines {
    private static final int MAX_CHARS = 500;

    private static final Pattern IMPORT =
            Pattern.compile("import\\s+(?:[\\w*${},\\s]*?[\\s}]from\\s+)?[\"'][^\"'\\n]+[\"'];?\\s*", Pattern.DOTALL);
    private static final Pattern EXPORT = Pattern.compile("export\\s+(?:(?:const|let|var)\\s+[\\w${\\[][^=\\n]*+=|"
            + "(?:default\\s+)?(?:async\\s+)?function\\b|default\\s+(?:class\\b|[({])|[{*]).*");
    private static final Pattern CONTENTS =
            Pattern.compile("\\s*(\\[TOC]|\\[\\[_?TOC_?]]|\\$\\{toc})\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern KRAMDOWN_CONTENTS = Pattern.compile(" {0,3}\\{:\\s*toc\\b[^{}\\n]*}\\s*");
    private static final Pattern ITEM = Pattern.compile(" {0,3}(?:[-*+]|\\d{1,3}[.)]) .*");
    private static final Pattern ADMONITION = Pattern.compile(
            "([ \\t>]*)(:{3,})[ \\t]*(?:([A-Za-z][\\w-]{0,29})[ \\t]*(?:\\[([^\\]]*+)])?[ \\t]*(?:\\{[^}]*+})?[ \\t]*([^:]*+))?\\s*");
    private static final Pattern HTML =
            Pattern.compile("([ \\t>]*)<(\\w{1,20})\\b([^<>]*?)\\s+markdown=[\"']?(?:1|block|span)[\"']?([^<>]*)>(.*)");

    private final MarkdownPass pass;
    private final String text;
    private final Omissions omissions;

    /** Starts of lines. */
    private final Set<Integer> openings = new HashSet<>();

    private final Set<Integer> closings = new HashSet<>();

    private final Deque<String> htmlWithMarkdown = new ArrayDeque<>();
    private boolean afterScript;

    DialectLines(MarkdownPass pass, Omissions omissions) {
        this.pass = pass;
        this.text = pass.text;
        this.omissions = omissions;
        if (text.contains(":::")) {
            pairAdmonitions();
        }
    }

    /** See {@link MarkdownPass#rewriteLine}. */
    int rewrite(int start, int end) {
        if (end - start > MAX_CHARS || end == start) {
            return start;
        }
        String line = text.substring(start, end);
        char first = line.stripLeading().isEmpty() ? ' ' : line.stripLeading().charAt(0);
        int next = Math.min(end + 1, text.length());
        return switch (first) {
            case 'i', 'e' -> script(line, start, next);
            case '[', '$' -> CONTENTS.matcher(line).matches() ? contents(line, next) : start;
            case '-', '*', '+', '1' -> kramdownContents(line, start, next);
            case ':', '>' -> admonition(line, start, next);
            case '<' -> html(line, start, next);
            default -> start;
        };
    }

    private int script(String line, int start, int next) {
        boolean begins = afterScript || pass.out.isEmpty() || endsWithBlankLine();
        afterScript = false;
        if (!begins) {
            return start;
        }
        if (IMPORT.matcher(line).matches()) {
            omissions.add("import", "MDX's scripts are not run; this one is left out.");
            afterScript = true;
            return next;
        }
        if (!EXPORT.matcher(line.strip()).matches()) {
            return start;
        }
        omissions.add("export", "MDX's scripts are not run; this one is left out.");
        afterScript = true;
        return Math.min(pass.paragraphEnd(start) + 1, text.length());
    }

    private boolean endsWithBlankLine() {
        int length = pass.out.length();
        String tail = pass.out.substring(Math.max(0, length - 4)).replace("\r", "");
        return tail.endsWith("\n\n") || tail.equals("\n");
    }

    private int contents(String mark, int next) {
        omissions.add(mark.strip(), "No table of contents is made; this is left out.");
        pass.append("\n");
        return next;
    }

    private int kramdownContents(String line, int start, int next) {
        if (!ITEM.matcher(line).matches() || next >= text.length()) {
            return start;
        }
        int nextEnd = pass.lineEnd(next);
        boolean isMark = nextEnd - next < MAX_CHARS
                && KRAMDOWN_CONTENTS.matcher(text.substring(next, nextEnd)).matches();
        return isMark ? contents("{:toc}", Math.min(nextEnd + 1, text.length())) : start;
    }

    private void pairAdmonitions() {
        CodeLines lines = new CodeLines(text);
        Map<Integer, Deque<Integer>> open = new HashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = pass.lineEnd(start);
            if (!lines.isCode(start, end) && end - start <= MAX_CHARS) {
                Matcher mark = ADMONITION.matcher(text.substring(start, end));
                if (mark.matches()) {
                    Deque<Integer> same = open.computeIfAbsent(mark.group(2).length(), n -> new ArrayDeque<>());
                    if (mark.group(3) != null) {
                        same.push(start);
                    } else if (!same.isEmpty()) {
                        openings.add(same.pop());
                        closings.add(start);
                    }
                }
            }
            start = end + 1;
        }
    }

    private int admonition(String line, int start, int next) {
        boolean opens = openings.contains(start);
        if (!opens && !closings.contains(start)) {
            return start;
        }
        Matcher mark = ADMONITION.matcher(line);
        if (!mark.matches()) {
            return start;
        }
        String margin = mark.group(1);
        String blank = margin.stripTrailing() + "\n";
        if (!opens) {
            pass.append(blank + margin + "</blockquote>\n" + blank);
            return next;
        }
        String title = mark.group(4) == null ? mark.group(5).strip() : mark.group(4);
        // Callouts makes a titled box of it.
        String fold = mark.group(3).equals("details") ? "-" : "";
        pass.append((pass.lines.isHtml() ? blank : "") + margin + "<blockquote>\n" + blank + margin + "[!"
                + mark.group(3) + "]" + fold + " " + title + "\n" + blank);
        return next;
    }

    /** kramdown's {@code markdown="1"}: blank lines make Markdown of what an element holds. */
    private int html(String line, int start, int next) {
        Matcher open = HTML.matcher(line);
        if (open.matches()) {
            String name = open.group(2);
            String blank = open.group(1).stripTrailing() + "\n";
            String rest = open.group(5).stripTrailing();
            String close = "</" + name + ">";
            pass.append(open.group(1) + "<" + name + open.group(3) + open.group(4) + ">\n" + blank);
            if (rest.endsWith(close)) {
                pass.append(open.group(1)
                        + rest.substring(0, rest.length() - close.length()).strip() + "\n" + blank + open.group(1)
                        + close + "\n" + blank);
            } else {
                htmlWithMarkdown.push(close);
                pass.append(rest.isBlank() ? "" : open.group(1) + rest.strip() + "\n");
            }
            return next;
        }
        String close = line.strip();
        if (close.equals(htmlWithMarkdown.peek())) {
            htmlWithMarkdown.pop();
            pass.append("\n" + line.stripTrailing() + "\n\n");
            return next;
        }
        return start;
    }
}
