package dev.farthing.article.markdown;

/** An open component of MDX, and the indent of its content, which only follows that of its tags. */
final class Component {
    private final String name;

    /** The column that the content is moved to: where the list item around it has its text. */
    private final int base;

    /** Of the first line; -1 before there is one. */
    private int indent = -1;

    /** @param column of the text of the list item that its tag is in, or 0 */
    Component(String name, int column, Component parent) {
        this.name = name;
        if (parent == null) {
            this.base = column;
        } else if (parent.indent >= 0 && column >= parent.indent) {
            this.base = column - parent.surplus();
        } else {
            this.base = parent.base;
        }
    }

    String name() {
        return name;
    }

    /** The next line, without what would make code of it. */
    String dedented(String line) {
        if (line.isBlank()) {
            return line.substring(blanks(line, surplus()));
        }
        int own = columns(line, blanks(line, Integer.MAX_VALUE));
        if (indent < 0) {
            indent = own;
        }
        int kept = Math.max(Math.min(own, base), own - surplus());
        return line.substring(blanks(line, own - kept));
    }

    private int surplus() {
        return Math.max(0, indent - base);
    }

    /** How many of the blanks that a line begins with fit into the columns. */
    private static int blanks(String line, int columns) {
        int column = 0;
        int i = 0;
        while (i < line.length() && (line.charAt(i) == ' ' || line.charAt(i) == '\t')) {
            column = next(line, i, column);
            if (column > columns) {
                break;
            }
            i++;
        }
        return i;
    }

    private static int columns(String line, int blanks) {
        int column = 0;
        for (int i = 0; i < blanks; i++) {
            column = next(line, i, column);
        }
        return column;
    }

    private static int next(String line, int i, int column) {
        return line.charAt(i) == '\t' ? column + 4 - column % 4 : column + 1;
    }
}
