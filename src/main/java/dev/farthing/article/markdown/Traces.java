package dev.farthing.article.markdown;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/** Elements that the cleaner would drop leave their text, or a link, in the raw page. */
final class Traces {
    /** Blocks, which must not run into the text beside them. */
    private static final String BLOCKS = "article, aside, header, footer, main, nav, address, center, form, fieldset,"
            + " legend, dialog, hgroup, search, noscript";

    private static final Map<String, String> OF_TODAY =
            Map.of("tt", "code", "strike", "del", "acronym", "abbr", "listing", "pre", "menu", "ul", "dir", "ul");

    /** Without text of their own, or of no concern to a reader. */
    private static final Set<String> SILENT = Set.of(
            "font",
            "big",
            "nobr",
            "bdi",
            "bdo",
            "data",
            "label",
            "output",
            "picture",
            "col",
            "colgroup",
            "area",
            "map",
            "option",
            "optgroup",
            "body",
            "html",
            "head",
            "hgroup",
            "rb",
            "rtc",
            "param",
            "slot");

    private static final Set<String> MEDIA = Set.of("img", "video", "audio", "source", "track");

    private static final String EMBED = "It is shown as a link: other sites' pages are not embedded.";
    private static final String NOT_RUN = "It is left out: articles run and style nothing.";
    private static final String TEXT_STAYS = "This element is not allowed; its text stays.";
    private static final String NO_INPUT = "Articles have no forms; its text stays.";

    private final Document raw;
    private final Omissions omissions;
    private final MarkdownSafelist safe;

    private Traces(Document raw, Omissions omissions, MarkdownSafelist safe) {
        this.raw = raw;
        this.omissions = omissions;
        this.safe = safe;
    }

    static void leave(Document raw, Omissions omissions, MarkdownSafelist safe) {
        Traces traces = new Traces(raw, omissions, safe);
        Set<String> names = raw.body().stream().map(Element::normalName).collect(Collectors.toSet());
        if (names.stream().allMatch(name -> name.equals("body") || safe.isSafeTag(name) && !MEDIA.contains(name))) {
            return;
        }
        traces.leaveChecks();
        traces.leaveDrawings();
        traces.namePictures();
        traces.leavePlayers();
        traces.leaveLinks();
        traces.leaveBlocks();
        traces.leaveInputs();
        traces.nameOthers();
    }

    private void leaveChecks() {
        for (Element box : raw.select("input[type=checkbox]")) {
            box.replaceWith(new TextNode(box.hasAttr("checked") ? "☑" : "☐"));
        }
    }

    private void leaveDrawings() {
        leaveText("svg", "Drawings within the text are not allowed; the words in it stay.");
        leaveText("math", "MathML is not allowed; its text stays.");
    }

    private void leaveText(String name, String why) {
        for (Element element : raw.getElementsByTag(name)) {
            if (element.root() == raw) {
                omissions.add("<" + name + ">", why);
                element.select("annotation, annotation-xml, style, script").remove();
                StringBuilder text = new StringBuilder();
                element.stream()
                        .map(Element::ownText)
                        .filter(Predicate.not(String::isBlank))
                        .forEach(part -> text.append(text.isEmpty() ? "" : " ").append(part));
                element.replaceWith(new TextNode(text.toString()));
            }
        }
    }

    private void namePictures() {
        for (Element picture : raw.select("img")) {
            if (!MarkdownSafelist.isMedia(picture.attr("src"))) {
                omissions.add("<img>", "An image needs an http(s) or relative address; its alternative text stays.");
            }
        }
    }

    /** A player that starts when its reader wants it to; without a source that may be played, its text. */
    private void leavePlayers() {
        raw.select("source, track").forEach(source -> {
            if (source.parent() != null
                    && !Set.of("video", "audio").contains(source.parent().normalName())) {
                drop(source);
            }
        });
        for (Element player : raw.select("video, audio")) {
            player.select("source, track").forEach(source -> {
                if (!MarkdownSafelist.isMedia(source.attr("src"))) {
                    drop(source);
                }
            });
            if (MarkdownSafelist.isMedia(player.attr("src"))
                    || !player.select("source").isEmpty()) {
                player.attr("controls", "").attr("preload", "none");
            } else {
                omissions.add(
                        "<" + player.normalName() + ">", "It has no http(s) or relative address; its text stays.");
                player.tagName("span");
            }
        }
    }

    private void leaveLinks() {
        for (Element embed : raw.select("iframe, embed, object, frame, portal")) {
            omissions.add("<" + embed.normalName() + ">", EMBED);
            String address = embed.hasAttr("data") ? embed.attr("data") : embed.attr("src");
            boolean isShown = MarkdownSafelist.isMedia(address);
            String title = embed.attr("title").isBlank() ? address.strip() : embed.attr("title");
            Element link = new Element("a").attr("href", address.strip()).text(title);
            if (embed.normalName().equals("object")) {
                embed.tagName("div").insertChildren(0, isShown ? List.of(link) : List.of());
            } else if (isShown) {
                embed.replaceWith(link);
            } else {
                drop(embed);
            }
        }
        for (Element element : raw.select("script, style, template, link, meta, base, applet, canvas")) {
            boolean isFallback = element.normalName().equals("canvas")
                    || element.normalName().equals("applet");
            omissions.add("<" + element.normalName() + ">", isFallback ? TEXT_STAYS : NOT_RUN);
            if (isFallback) {
                element.tagName("div");
            } else {
                drop(element);
            }
        }
    }

    /** As fast for the last of many siblings as for the first. */
    private static void drop(Element element) {
        element.replaceWith(new TextNode(""));
    }

    private void leaveBlocks() {
        if (!raw.getElementsByTag("form").isEmpty()) {
            omissions.add("<form>", NO_INPUT);
        }
        raw.select(BLOCKS).forEach(block -> block.tagName("div"));
        OF_TODAY.forEach((old, name) -> raw.getElementsByTag(old).forEach(element -> element.tagName(name)));
    }

    private void leaveInputs() {
        for (Element input : raw.select("input, button, select, textarea, progress, meter")) {
            omissions.add("<" + input.normalName() + ">", NO_INPUT);
            if (input.normalName().equals("input")
                    && Set.of("submit", "button", "reset").contains(input.attr("type"))) {
                input.before(new TextNode(input.attr("value")));
            }
        }
        raw.select("option + option").forEach(option -> option.prependText(", "));
    }

    private void nameOthers() {
        for (Element element : raw.body().getAllElements()) {
            String name = element.normalName();
            if (safe.isSafeTag(name) || SILENT.contains(name) || name.startsWith("#")) {
                continue;
            }
            omissions.add("<" + name + ">", TEXT_STAYS);
            // Docusaurus' tabs: what tells them apart.
            String label = element.attr("label");
            if (!label.isBlank()) {
                element.prependElement("p").appendElement("strong").text(label);
            }
        }
    }
}
