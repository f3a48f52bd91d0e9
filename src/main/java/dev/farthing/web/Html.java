package dev.farthing.web;

import jakarta.ws.rs.core.MediaType;

public final class Html {
    public static final MediaType TYPE = MediaType.valueOf("text/html;charset=UTF-8");

    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:1.05rem/1.6 Georgia,serif;max-width:42rem;margin:2rem auto;padding:0 1rem}
            h1{line-height:1.2}
            code,dt,.facts{font-family:ui-monospace,monospace;font-size:.92em}
            pre{overflow-x:auto}
            dt{margin-top:.6rem;opacity:.75}
            dd{margin:0}
            section{border-top:1px solid #8886;padding-top:.3rem;margin-top:1.4rem}
            a.button,button{display:inline-block;padding:.6rem 1.2rem;border:2px solid;border-radius:.4rem;text-decoration:none;
            font:inherit;background:none;color:LinkText;cursor:pointer}
            input{font:inherit;padding:.3rem}
            #key{white-space:pre-wrap;overflow-wrap:anywhere}
            :target{outline:2px solid #c80;outline-offset:.5rem}
            """;

    private Html() {}

    /**
     * The Content-Security-Policy of a page, which runs no script and is not framed.
     *
     * @param more directives for what only this page does: at least {@code form-action}
     */
    public static String policy(String more) {
        return "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; " + more;
    }

    /** The attributes of an element in a language of its own. Without more, text runs from the left. */
    public static String in(String language) {
        return "lang=\"%s\"%s"
                .formatted(escape(language), TextDirection.isFromTheRight(language) ? " dir=\"rtl\"" : "");
    }

    /** @param main markup with its text escaped */
    public static String page(String title, String language, String main) {
        return """
                <!doctype html>
                <html %s>
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                %s
                </main>
                </body>
                </html>
                """.formatted(in(language), escape(title), STYLE, main);
    }

    /** For element content and quoted attribute values. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
