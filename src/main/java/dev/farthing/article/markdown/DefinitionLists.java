package dev.farthing.article.markdown;

import java.util.Map;
import java.util.Set;
import org.commonmark.node.Block;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.parser.InlineParser;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.SourceLines;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.AbstractBlockParserFactory;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/** Markdown Extra's definition lists: lines with terms, then definitions after a colon. */
final class DefinitionLists implements Parser.ParserExtension, HtmlRenderer.HtmlRendererExtension {

    @Override
    public void extend(Parser.Builder parser) {
        parser.customBlockParserFactory(new Factory());
    }

    @Override
    public void extend(HtmlRenderer.Builder renderer) {
        renderer.nodeRendererFactory(Renderer::new);
    }

    private static final class DefinitionList extends CustomBlock {}

    private static final class Term extends CustomBlock {}

    private static final class Details extends CustomBlock {}

    private static final class Factory extends AbstractBlockParserFactory {
        @Override
        public BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int colon = state.getNextNonSpaceIndex();
            boolean isMark = state.getIndent() < 4
                    && colon + 1 < line.length()
                    && line.charAt(colon) == ':'
                    && (line.charAt(colon + 1) == ' ' || line.charAt(colon + 1) == '\t');
            if (!isMark) {
                return BlockStart.none();
            }
            int start = colon + 1;
            while (start < line.length() && start < colon + 5 && line.charAt(start) == ' ') {
                start++;
            }
            DetailsParser details = new DetailsParser(state.getIndent() + start - colon);
            if (matched.getMatchedBlockParser() instanceof ListParser) {
                return BlockStart.of(details).atIndex(start);
            }
            ListParser list = list(matched);
            if (list == null) {
                return BlockStart.none();
            }
            BlockStart begins = BlockStart.of(list, details).atIndex(start);
            return list.lines.isEmpty()
                    ? begins
                    : begins.replaceParagraphLines(list.lines.getLines().size());
        }

        /** The terms are the paragraph's lines, or a paragraph before a blank line. */
        private static ListParser list(MatchedBlockParser matched) {
            SourceLines lines = matched.getParagraphLines();
            if (!lines.isEmpty()) {
                return new ListParser(lines);
            }
            Node before = matched.getMatchedBlockParser().getBlock().getLastChild();
            if (!(before instanceof Paragraph)) {
                return null;
            }
            ListParser list = new ListParser(SourceLines.empty());
            Term term = new Term();
            term.appendChild(before);
            list.getBlock().appendChild(term);
            return list;
        }
    }

    private static final class ListParser extends AbstractBlockParser {
        private final DefinitionList list = new DefinitionList();
        private final SourceLines lines;

        ListParser(SourceLines lines) {
            this.lines = lines;
            for (int i = 0; i < lines.getLines().size(); i++) {
                list.appendChild(new Term());
            }
        }

        @Override
        public DefinitionList getBlock() {
            return list;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block child) {
            return child instanceof Details;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return BlockContinue.atIndex(state.getIndex());
        }

        @Override
        public void parseInlines(InlineParser inlines) {
            Node term = list.getFirstChild();
            for (SourceLine line : lines.getLines()) {
                inlines.parse(SourceLines.of(line), term);
                term = term.getNext();
            }
        }
    }

    private static final class DetailsParser extends AbstractBlockParser {
        private final Details details = new Details();
        private final int indent;

        DetailsParser(int indent) {
            this.indent = indent;
        }

        @Override
        public Details getBlock() {
            return details;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block child) {
            return true;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            if (state.isBlank()) {
                return BlockContinue.atIndex(state.getNextNonSpaceIndex());
            }
            return state.getIndent() >= indent
                    ? BlockContinue.atColumn(state.getColumn() + indent)
                    : BlockContinue.none();
        }
    }

    private static final class Renderer implements NodeRenderer {
        private final HtmlNodeRendererContext context;
        private final HtmlWriter html;

        Renderer(HtmlNodeRendererContext context) {
            this.context = context;
            this.html = context.getWriter();
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(DefinitionList.class, Term.class, Details.class);
        }

        @Override
        public void render(Node node) {
            String name = node instanceof DefinitionList ? "dl" : node instanceof Term ? "dt" : "dd";
            html.line();
            html.tag(name, Map.of());
            if (node instanceof DefinitionList) {
                html.line();
            }
            for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
                context.render(child);
            }
            html.tag("/" + name);
            html.line();
        }
    }
}
