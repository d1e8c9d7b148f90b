"""Shapes of hostile documents, each of any size. Run by itself, it prints how long each takes, and twice as much."""

# ruff: noqa: ARG005, E501  one shape a line, and some have no size

import io
import time
import zlib

OPENING = "<html><head><title>A page</title>{head}</head><body><article><p>It counted 334 attacks in 2021.</p>"
END = "</article></body></html>"


def page(body, head=""):
    """Write a web page around a body."""
    return (OPENING.replace("{head}", head) + body + END).encode()


def repeated(part):
    """Make a shape of a web page that repeats a part in its body."""
    return lambda times: page(part * times)


def bare(part, start=""):
    """Make a shape of a file that is nothing but a part, repeated."""
    return lambda times: (start + part * times).encode()


def attribute(before, part, after=">x</p>"):
    """Make a shape of a web page with one element whose tag goes on and on."""
    return lambda times: page(before + part * times + after)


def styled(part, body="<p class=a>x</p>" * 20):
    """Make a shape of a web page whose style sheet repeats a part."""
    return lambda times: page(body, f"<style>{part * times}</style>")


PAGES = {  # the name of a shape: what makes the page, and how often its part is repeated at first
    "html": (bare("<html "), 8000),
    "html in a body": (repeated("<html "), 4000),
    "html closed": (bare("<html>"), 4000),
    "body": (repeated("<body "), 4000),
    "head": (bare("<head "), 4000),
    "doctype": (bare("<!doctype html "), 4000),
    "meta": (bare("<meta "), 4000),
    "meta charset": (bare("<meta charset="), 4000),
    "meta http-equiv": (bare('<meta http-equiv="content-type" content="text/html; '), 2000),
    "xml": (bare("<?xml encoding=", "<html>"), 4000),
    "base": (repeated("<base href='http://a.b/"), 2000),
    "input": (repeated("<input "), 8000),
    "input closed": (repeated("<input type=text>"), 4000),
    "less than": (repeated("<"), 50_000),
    "greater than": (repeated(">"), 50_000),
    "less than and letter": (repeated("<a"), 20_000),
    "less than and slash": (repeated("</"), 20_000),
    "closed": (repeated("</p>"), 20_000),
    "closed that was not open": (repeated("</div>"), 20_000),
    "quotes in a tag": (attribute("<p ", "' "), 20_000),
    "an open quote": (repeated("<p title='"), 4000),
    "an open tag": (repeated("<p title=x "), 4000),
    "attributes": (lambda times: page("<p " + " ".join(f"a{n}=x" for n in range(times)) + ">x</p>"), 10_000),
    "attributes of the root": (lambda times: b"<html " + page("").replace(b"<html>", b"".join(b" b%d=x" % n for n in range(times)) + b">"), 10_000),
    "same attribute": (attribute("<p ", "a=x "), 10_000),
    "data attributes": (lambda times: page("".join(f"<p data-{n}=x>x</p>" for n in range(times))), 5000),
    "long attribute": (attribute("<p title='", "x", "'>x</p>"), 500_000),
    "long class": (attribute("<p class='", "x ", "'>x</p>"), 100_000),
    "long id": (attribute("<p id='", "x", "'>x</p>"), 500_000),
    "long href": (attribute("<a href='", "x", "'>x</a>"), 500_000),
    "nested div": (repeated("<div>"), 100),
    "deep div": (repeated("<div>"), 20_000),
    "deep span": (repeated("<span>"), 20_000),
    "deep b": (repeated("<b>"), 20_000),
    "deep font": (repeated("<font>x"), 10_000),
    "deep p and b": (repeated("<p><b>x"), 5000),
    "deep a": (repeated("<a href=x>"), 10_000),
    "deep list": (repeated("<ul><li>x"), 5000),
    "deep table": (repeated("<table><tr><td>x"), 5000),
    "deep blockquote": (repeated("<blockquote>x"), 5000),
    "deep details": (repeated("<details><summary>x"), 5000),
    "deep form": (repeated("<form>"), 10_000),
    "deep svg": (repeated("<svg><g>"), 5000),
    "deep math": (repeated("<math><mrow>"), 5000),
    "deep select": (repeated("<select><option>"), 5000),
    "deep iframe": (repeated("<iframe>"), 5000),
    "deep template": (repeated("<template>"), 5000),
    "deep noscript": (repeated("<noscript>"), 5000),
    "deep unknown": (repeated("<x-y>"), 10_000),
    "deep sup": (repeated("<sup>1"), 5000),
    "crossed": (repeated("<b><i></b></i>"), 10_000),
    "crossed blocks": (repeated("<b><p></b>"), 5000),
    "wide": (repeated("<p>x</p>"), 5000),
    "wide empty": (repeated("<p></p>"), 10_000),
    "wide div": (repeated("<div>x</div>"), 5000),
    "wide span": (repeated("<span>x</span>"), 10_000),
    "wide b": (repeated("<b>x</b> "), 10_000),
    "wide br": (repeated("x<br>"), 10_000),
    "only br": (repeated("<br>"), 10_000),
    "wide hr": (repeated("<hr>"), 10_000),
    "wide img": (repeated("<img src=x alt=y>"), 5000),
    "wide a": (repeated("<a href=x>x</a> "), 5000),
    "wide a blocks": (repeated("<p><a href=x>some words to read</a></p>"), 3000),
    "wide li": (lambda times: page("<ul>" + "<li>x</li>" * times + "</ul>"), 5000),
    "wide li open": (lambda times: page("<ul>" + "<li>x" * times + "</ul>"), 5000),
    "wide dt": (lambda times: page("<dl>" + "<dt>x<dd>y" * times + "</dl>"), 3000),
    "wide ul": (repeated("<ul><li>x</li></ul>"), 3000),
    "wide h2": (repeated("<h2>x</h2>"), 5000),
    "wide h2 and p": (repeated("<h2>x</h2><p>y is here.</p>"), 3000),
    "wide blockquote": (repeated("<blockquote>x</blockquote>"), 3000),
    "wide pre": (repeated("<pre>x</pre>"), 3000),
    "wide code": (repeated("<code>x</code>"), 3000),
    "wide del": (repeated("<del>x</del>"), 3000),
    "wide sup": (repeated("x<sup>1</sup> "), 5000),
    "wide sup after digits": (repeated("334<sup>1</sup>"), 5000),
    "only sup": (repeated("<sup>1</sup>"), 5000),
    "sup with sups": (lambda times: page("<sup>" + "<i></i>" * times + "1</sup>" ), 5000),
    "br in numbers": (repeated("1<br>334 "), 5000),
    "br then empty": (repeated("1<br><i></i>"), 5000),
    "wide iframe": (repeated("<iframe src=x></iframe>"), 3000),
    "wide input": (repeated("<input type=hidden value=x>"), 5000),
    "wide option": (lambda times: page("<select>" + "<option>x" * times + "</select>"), 5000),
    "wide script": (repeated("<script>x</script>"), 5000),
    "words and scripts": (repeated("word<script>x</script>"), 4000),
    "words and hidden words": (repeated("word<b hidden>x</b>"), 4000),
    "rows of rowspans": (lambda times: page("<table>" + ("<tr>" + "<td rowspan=100>x" * 100) * (times // 100) + "</table>"), 4000),
    "wide style": (repeated("<style>p{color:red}</style>"), 2000),
    "wide template": (repeated("<template>x</template>"), 3000),
    "wide comment": (repeated("<!-- x -->"), 10_000),
    "wide comment in text": (repeated("x<!-- x -->"), 10_000),
    "wide instruction": (repeated("<?x y?>"), 10_000),
    "wide unknown": (repeated("<x-y>z</x-y>"), 5000),
    "wide title": (repeated("<title>x</title>"), 3000),
    "wide hidden": (repeated("<p hidden>x</p>"), 5000),
    "wide time": (repeated("<time datetime=2021-01-01 class=modified>x</time>"), 3000),
    "wide meta": (lambda times: page("x", "<meta property='article:modified' content=x>" * times), 3000),
    "wide meta author": (lambda times: page("x", "<meta name=author content='A. Name'>" * times), 3000),
    "wide canonical": (lambda times: page("x", "".join(f"<link rel=canonical href=http://a.b/{n}>" for n in range(times))), 3000),
    "wide json-ld": (repeated('<script type="application/ld+json">{"@type":"Article","author":{"name":"x"}}</script>'), 1000),
    "long json-ld": (lambda times: page("x", '<script type="application/ld+json">{"@type":"Article","headline":"' + '\\"x ' * times + '"</script>'), 20_000),
    "open json-ld": (lambda times: page("x", '<script type="application/ld+json">' + '{"@type":"Article","author":{' * times + "</script>"), 3000),
    "deep json-ld": (lambda times: page("x", '<script type="application/ld+json">' + "[" * times + "</script>"), 20_000),
    "authors": (repeated("<span class=author>A. Name, B. Name and C. Name</span>"), 1000),
    "long author": (lambda times: page("x", "<meta name=author content='" + "A. Name, " * times + "'>"), 3000),
    "long author of spaces": (lambda times: page("x", "<meta name=author content='" + "a " * times + "'>"), 10_000),
    "long title": (lambda times: page("x", "<meta property=og:title content='" + "a - " * times + "'>"), 10_000),
    "long h1": (lambda times: page("<h1>" + "a | " * times + "</h1>"), 10_000),
    "long sitename": (lambda times: page("x", "<meta property=og:site_name content='" + "a " * times + "'>"), 10_000),
    "long date": (lambda times: page("x", "<meta property=article:published_time content='" + "2021-" * times + "'>"), 10_000),
    "dates in text": (repeated("<p>2021-01-01 </p>"), 3000),
    "dates in one text": (repeated("January 1, 2021 "), 5000),
    "digits": (repeated("1"), 100_000),
    "digits and points": (repeated("1."), 50_000),
    "digits and slashes": (repeated("20/"), 50_000),
    "digits and spaces": (repeated("1 "), 50_000),
    "groups": (repeated("334 "), 50_000),
    "copyright": (repeated("Copyright (c) "), 10_000),
    "text": (repeated("x"), 500_000),
    "words": (repeated("word "), 100_000),
    "paragraphs of words": (repeated("<p>" + "word " * 50 + "</p>"), 500),
    "spaces": (repeated(" "), 500_000),
    "line ends": (repeated("\n"), 200_000),
    "line ends and spaces": (repeated("\n "), 100_000),
    "tabs": (repeated("x\t\t"), 100_000),
    "no-break spaces": (repeated("\u00a0"), 100_000),
    "soft hyphens": (repeated("\u00ad"), 100_000),
    "soft hyphens in words": (repeated("ab\u00adc "), 50_000),
    "zero width": (repeated("\u200b"), 100_000),
    "joiners": (repeated("\u200c"), 100_000),
    "accents": (repeated("\u0301"), 100_000),
    "accents of two classes": (lambda times: page("a" + "\u0315\u0300" * times), 20_000),
    "accents falling": (lambda times: page("a" + "\u0301" * times + "\u0323" * times), 20_000),
    "nul": (repeated("\0"), 100_000),
    "nul late": (lambda times: page("word " * times + "\0 more"), 50_000),
    "characters beyond": (repeated("\U0001f600"), 50_000),
    "controls": (repeated("\x01\x7f\x85"), 50_000),
    "broken utf-8": (lambda times: page("x").replace(b"334", b"\xff\xfe\xc0" * times), 30_000),
    "references": (repeated("&amp;"), 100_000),
    "numeric references": (repeated("&#65;"), 100_000),
    "hex references": (repeated("&#x41;"), 100_000),
    "references without end": (repeated("&"), 200_000),
    "references to nothing": (repeated("&nothing;"), 50_000),
    "references beyond": (repeated("&#99999999999;"), 30_000),
    "a long reference": (repeated("&#" + "9" * 1), 50_000),
    "one long number": (lambda times: page("&#" + "9" * times + ";"), 100_000),
    "zeros in a reference": (lambda times: page("&#" + "0" * times + "65;"), 100_000),
    "references in a tag": (attribute("<p title='", "&quot;", "'>x</p>"), 50_000),
    "entities of a doctype": (lambda times: b"<!DOCTYPE html [" + b"".join(b"<!ENTITY a%d '&a%d;&a%d;'>" % (n + 1, n, n) for n in range(times)) + b"]><html><body>&a9;</body></html>", 2000),
    "open comment": (repeated("<!--"), 20_000),
    "open comment once": (lambda times: page("<!--" + "x" * times), 500_000),
    "comment dashes": (lambda times: page("<!--" + "-" * times), 200_000),
    "comment dashes and marks": (lambda times: page("<!--" + "--!" * times), 50_000),
    "open script": (repeated("<script>"), 20_000),
    "open script once": (lambda times: page("<script>" + "x" * times), 500_000),
    "script ends": (lambda times: page("<script>" + "</scrip" * times), 50_000),
    "script comments": (lambda times: page("<script>" + "<!--<script" * times), 20_000),
    "open style": (repeated("<style>"), 10_000),
    "open title": (repeated("<title>"), 10_000),
    "open textarea": (repeated("<textarea>"), 10_000),
    "open plaintext": (repeated("<plaintext>"), 10_000),
    "open xmp": (repeated("<xmp>"), 10_000),
    "open noframes": (repeated("<noframes>"), 10_000),
    "cdata": (repeated("<![CDATA["), 20_000),
    "cdata ends": (repeated("<![CDATA[x]]>"), 10_000),
    "instruction": (repeated("<?"), 20_000),
    "declaration": (repeated("<!x "), 20_000),
    "conditional": (repeated("<!--[if IE]>x<![endif]-->"), 5000),
    "cells": (lambda times: page("<table><tr>" + "<td>x</td>" * times + "</tr></table>"), 3000),
    "rows": (lambda times: page("<table>" + "<tr><td>x</td></tr>" * times + "</table>"), 2000),
    "square of cells": (lambda times: page("<table>" + ("<tr>" + "<td>x" * 100) * (times // 100) + "</table>"), 10_000),
    "one wide row": (lambda times: page("<table><tr>" + "<td>x" * times + "<tr><td>y" * times + "</table>"), 1000),
    "colspan": (lambda times: page(f"<table><tr><td colspan={times}>x</td><td>y</td></tr><tr><td>z</td></tr></table>"), 500_000_000),
    "colspans": (lambda times: page("<table>" + "<tr><td colspan=1000>x</td></tr>" * times + "</table>"), 1000),
    "rowspan": (lambda times: page(f"<table><tr><td rowspan={times}>x</td><td>y</td></tr></table>"), 500_000_000),
    "rowspans": (lambda times: page("<table>" + "<tr><td rowspan=65534>x</td></tr>" * times + "</table>"), 2000),
    "colspan and rowspan": (lambda times: page("<table>" + "<tr><td colspan=1000 rowspan=1000>x</td></tr>" * times + "</table>"), 500),
    "tables": (repeated("<table><tr><td>x</td></tr></table>"), 2000),
    "col": (lambda times: page("<table><colgroup>" + "<col span=1000>" * times + "</colgroup><tr><td>x</table>"), 3000),
    "captions": (lambda times: page("<table>" + "<caption>x</caption>" * times + "</table>"), 3000),
    "inline styles": (repeated("<p style='color:red;display:block'>x</p>"), 2000),
    "long inline style": (attribute("<p style='", "color:red;", "'>x</p>"), 20_000),
    "open inline style": (attribute("<p style='", "a(", "'>x</p>"), 5000),
    "inline style blocks": (attribute("<p style='", "{", "'>x</p>"), 5000),
    "inline style value": (attribute("<p style='color:", "a(1) ", "'>x</p>"), 20_000),
    "style rules": (styled("p{display:block}"), 2000),
    "style rules on many": (lambda times: page("<p class=a>x</p>" * times, "<style>" + ".a{color:red}" * 200 + "</style>"), 1000),
    "style rules on none": (lambda times: page("<p>x</p>" * times, "<style>" + "".join(f".a b:not(.c{n}) > i{{color:red}}" for n in range(500)) + "</style>"), 1000),
    "descendant rules": (lambda times: page("<div>" * 100 + "<p>x</p>" * times, "<style>div div div div div p{color:red}</style>"), 1000),
    "descendant rules deep": (lambda times: page("<div>" * 200, "<style>" + "div " * times + "{color:red}</style>"), 4),
    "sibling rules": (lambda times: page("<p>x</p>" * times, "<style>p ~ p{color:red}</style>"), 1000),
    "siblings of siblings": (lambda times: page("<p>x</p>" * times, "<style>p ~ p ~ p ~ i{color:red}</style>"), 500),
    "nth-child rules": (lambda times: page("<p>x</p>" * times, "<style>p:nth-child(2n+1){color:red}</style>"), 1000),
    "nth-last rules": (lambda times: page("<p>x</p>" * times, "<style>p:nth-last-of-type(2n){color:red}</style>"), 1000),
    "has rules": (lambda times: page("<div>" * 100 + "<p>x</p>" * times, "<style>div:has(p):has(b){color:red}</style>"), 1000),
    "not rules": (styled("p:not(.a):not(.b){color:red}"), 500),
    "selectors in a list": (lambda times: page("<p>x</p>" * 100, "<style>" + ",".join(["p"] * times) + "{color:red}</style>"), 5000),
    "one selector": (lambda times: page("<p>x</p>", "<style>" + "p " * times + "{color:red}</style>"), 2000),
    "classes of one selector": (lambda times: page("<p>x</p>", "<style>p" + ".a" * times + "{color:red}</style>"), 2000),
    "nots in nots": (lambda times: page("<p>x</p>", "<style>p" + ":not(" * times + "p" + ")" * times + "{color:red}</style>"), 200),
    "is in is": (lambda times: page("<p>x</p>", "<style>p" + ":is(" * times + "p" + ")" * times + "{color:red}</style>"), 200),
    "nested rules": (lambda times: page("<p>x</p>", "<style>" + "p{" * times + "color:red" + "}" * times + "</style>"), 500),
    "nested lists of rules": (lambda times: page("<p>x</p>", "<style>" + ("p," * 10 + "p{color:red;") * times + "</style>"), 10),
    "nested ands": (lambda times: page("<p>x</p>", "<style>p{&" + " &" * times + "{color:red; & & & &{color:red}}}</style>"), 50),
    "nested at-rules": (lambda times: page("<p>x</p>", "<style>" + "@media all{" * times + "p{color:red}</style>"), 500),
    "open brackets in a style": (styled("("), 5000),
    "open blocks in a style": (styled("{"), 5000),
    "open comments in a style": (styled("/*"), 20_000),
    "open strings in a style": (styled('"\n'), 20_000),
    "escapes in a style": (styled("\\"), 20_000),
    "urls in a style": (styled("url("), 10_000),
    "imports": (styled("@import url(x);"), 5000),
    "style of letters": (styled("x"), 200_000),
    "style of numbers": (styled("1e"), 50_000),
    "style of dashes": (styled("<!--"), 20_000),
    "uninteresting style": (styled("p{margin:0;color:#123;background:url(x)}"), 2000),
    "font": (attribute("<p style='font:", "a ", "'>x</p>"), 5000),
    "clip": (attribute("<p style='clip:rect(", "0 ", "'>x</p>"), 5000),
    "vertical-align": (attribute("x<span style='vertical-align:", "1.", "'>1</span>"), 5000),
    "top": (attribute("<p style='position:absolute;left:-", "1", "px'>x</p>"), 20_000),
    "quoted words": (repeated("It counted 334 attacks in 2021. "), 5000),
    "quoted words in paragraphs": (repeated("<p>It counted 334 attacks in 2021.</p>"), 1000),
    "nearly quoted": (repeated("It counted 334 attacks in 202x. "), 5000),
    "cut numbers": (repeated("It counted 334 attacks in 2021,000. "), 5000),
    "lang": (bare("<html lang=en xml:lang='", ""), 3000),
}  # fmt: skip

TEXTS = {
    "line ends": (bare("\n"), 200_000),
    "lines": (bare("word\n"), 50_000),
    "form feeds": (bare("\f"), 20_000),
    "pages": (bare("Head\n\nIt counted 334 attacks.\n\n1\n\f"), 2000),
    "pages of one line": (bare("Head\f"), 5000),
    "pages of numbers": (bare("1\n2\n3\n4\f"), 3000),
    "hyphens at line ends": (bare("over-\n"), 30_000),
    "hyphens and spaces": (bare("a-\n" + " " * 20), 10_000),
    "hyphen then spaces": (lambda times: b"a-\n" + b" " * times, 100_000),
    "hyphens then spaces": (lambda times: b"1-" + b" " * times, 100_000),
    "spaces": (bare(" "), 500_000),
    "spaces and line ends": (bare(" \n"), 100_000),
    "spaces before line ends": (bare(" " * 100 + "\n"), 5000),
    "tabs": (bare("\t"), 200_000),
    "digits": (bare("1"), 200_000),
    "digits and points": (bare("1."), 100_000),
    "digits and commas": (bare("1,\n"), 50_000),
    "groups": (bare("334 "), 100_000),
    "groups on lines": (bare("334\n"), 50_000),
    "half groups": (bare("1,334\n,"), 50_000),
    "soft hyphens": (bare("\u00ad"), 100_000),
    "soft hyphens and line ends": (bare("a\u00ad\n"), 50_000),
    "soft hyphens and spaces": (bare("\u00ad" + " " * 50), 5000),
    "accents": (bare("\u0301"), 100_000),
    "accents falling": (lambda times: ("a" + "\u0301" * times + "\u0323" * times).encode(), 20_000),
    "raised signs": (bare("¹"), 50_000),
    "raised signs and commas": (bare("¹,"), 50_000),
    "brackets": (bare("[1]"), 50_000),
    "open brackets": (bare("[note "), 50_000),
    "bracketed numbers": (bare("x[1,2,"), 50_000),
    "points": (bare("."), 100_000),
    "points and spaces": (bare(". "), 100_000),
    "points and quotes": (bare(".”"), 50_000),
    "ideographs": (bare("三百三十四"), 30_000),
    "ideographs and spaces": (bare("攻  "), 30_000),
    "thai": (bare("\u0e01\u0e33"), 30_000),
    "arabic": (bare("\u0627\u0644 "), 50_000),
    "large numbers": (bare("million "), 30_000),
    "signs of large numbers": (bare("億"), 50_000),
    "one and signs of large numbers": (lambda times: ("1" + "億" * times).encode(), 20_000),
    "number words": (bare("twenty-"), 30_000),
    "number words of each language": (bare("eins deux three cuatro "), 10_000),
    "crlf": (bare("a\r\n"), 50_000),
    "cr": (bare("\r"), 100_000),
    "separators": (bare("a\u2028b\u2029c\x85d\x1ce"), 20_000),
    "quoted words": (bare("It counted 334 attacks in 2021. "), 5000),
    "quoted words joined": (bare("It counted 334 attacks in 2021"), 5000),
    "starts of the quoted words": (bare("It counted 334 "), 10_000),
    "first letters": (bare("I"), 100_000),
    "spaces within": (lambda times: ("It" + " " * times + "counted").encode(), 100_000),
    "spaces within, repeated": (bare("It" + " " * 200 + "x"), 2000),
    "marks within": (lambda times: ("It" + "¹" * times + " x").encode(), 50_000),
    "marks within, repeated": (bare("It" + "[1]" * 50 + "x"), 1000),
    "cut numbers": (bare("It counted 334 attacks in 2021,000. "), 5000),
    "escapes of japanese": (lambda times: b"\x1b$B" * times, 50_000),
    "half of utf-16": (lambda times: b"\0a" * times, 50_000),
    "half of utf-16, odd": (lambda times: b"a\0" * times + b"x", 50_000),
    "lone surrogates of utf-16": (lambda times: b"\xff\xfe" + b"\0\xd8" * times, 50_000),
    "utf-32": (lambda times: b"\xff\xfe\0\0" + b"a\0\0\0" * times, 30_000),
    "broken utf-32": (lambda times: b"\xff\xfe\0\0" + b"\xff\xff\xff\xff" * times, 30_000),
    "marks of order": (lambda times: b"\xef\xbb\xbf" * times, 50_000),
    "high bytes": (lambda times: bytes(range(128, 256)) * times, 1000),
    "one high byte": (lambda times: b"\xe9" * times, 50_000),
    "latin": (lambda times: "Il a été arrêté à Genève. ".encode("latin-1") * times, 2000),
    "greek": (lambda times: "Η επίθεση έγινε το 2021. ".encode("iso8859-7") * times, 2000),
    "start of a pdf late": (lambda times: b"x" * times + b"%PDF-1.4", 200_000),
    "headers of mail": (lambda times: b"Content-Type: text/plain\nX: y\n" * times, 5000),
    "folded headers of mail": (lambda times: b"Mime-Version: 1.0\nContent-Type: multipart/related;\n" + b" a=b;\n" * times + b"\nx", 5000),
    "parts of mail": (lambda times: b"Mime-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n" + b"--a\nContent-Type: text/html\n\n<p>x\n" * times, 2000),
    "mail in mail": (lambda times: b"Mime-Version: 1.0\n" + b"".join(b"Content-Type: multipart/related; boundary=a%d\n\n--a%d\n" % (n, n) for n in range(times)), 200),
    "messages in mail": (lambda times: b"Mime-Version: 1.0\nContent-Transfer-Encoding: 7bit\n" + b"Content-Type: message/rfc822\n\n" * times, 200),
    "parameters of mail": (lambda times: b"Mime-Version: 1.0\nContent-Type: multipart/related; " + b"".join(b'a*%d="x"; ' % n for n in range(times)) + b"\n\nx", 3000),
    "quotes of mail": (lambda times: b"Mime-Version: 1.0\nContent-Type: multipart/related; a=" + b'"\\' * times + b"\n\nx", 5000),
    "base64 of mail": (lambda times: b"Mime-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + b"QQ=\n" * times, 20_000),
    "quoted-printable of mail": (lambda times: b"Mime-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * times, 50_000),
    "uuencode of mail": (lambda times: b"Mime-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: x-uuencode\n\n" + b"begin 666 x\n" * times, 20_000),
    "records of warc": (lambda times: b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 1\r\n\r\nx\r\n\r\n" * times, 2000),
    "headers of warc": (lambda times: b"WARC/1.0\r\n" + b"X: y\r\n" * times, 10_000),
    "continued headers of warc": (lambda times: b"WARC/1.0\r\nX: y\r\n" + b" z\r\n" * times, 10_000),
    "lengths of warc": (lambda times: b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: " + b"9" * times + b"\r\n\r\nx", 2000),
    "chunks of warc": (lambda times: b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" % (51 + 6 * times) + b"1\r\nx\r\n" * times, 20_000),
}  # fmt: skip


def pdf(objects, root=1, head=b"%PDF-1.7\n", trailer=b""):
    """Write a PDF of objects, by their numbers from 1, with its table of where they are."""
    out, places = io.BytesIO(), []
    out.write(head)
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(
        b"trailer <</Size %d /Root %d 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, root, trailer, start)
    )
    return out.getvalue()


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(content, extra=b""):
    """Write an object that is a stream."""
    return b"<</Length %d %s>>\nstream\n%s\nendstream" % (len(content), extra, content)


def packed(content, times=1, extra=b""):
    """Write an object that is a compressed stream."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b"/FlateDecode " * times
    return stream(content, b"/Filter [%s] %s" % (filters, extra))


def printed(content, *more, page=b"", font=FONT, resources=b""):
    """Write a PDF of one page that a content stream prints."""
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>%s>>%s>>" % (resources, page),
        content, font, *more,
    ])  # fmt: skip


def operators(part, start=b"BT /F 12 Tf ", end=b" ET"):
    """Make a shape of a PDF whose page repeats operators."""
    return lambda times: printed(stream(start + part * times + end))


def bomb(part, depth=1):
    """Make a shape of a PDF whose page is small until it is unpacked."""
    return lambda times: printed(packed(b"BT /F 12 Tf (x) Tj ET " + part * times, depth))


def mapped(part, start=b"begincmap ", end=b""):
    """Make a shape of a PDF whose font says in a long table which letters it has."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"
    descendant = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<<>> >>"
    return lambda times: printed(
        stream(b"BT /F 12 Tf <00010002> Tj ET"), stream(start + part * times + end), descendant, font=font
    )


def tree(times):
    """Write a PDF of many pages."""
    kids = b" ".join(b"%d 0 R" % (number + 5) for number in range(times))
    return pdf([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, times), FONT,
        stream(b"BT /F 12 Tf (It counted 334 attacks in 2021.) Tj ET"),
        *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 3 0 R>>>>>>"] * times,
    ])  # fmt: skip


def pages_in_pages(times):
    """Write a PDF whose one page is many folders deep."""
    folders = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (number + 3) for number in range(times)]
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", *folders, b"<</Type/Page/MediaBox[0 0 9 9]>>"])


def forms(times):
    """Write a PDF of forms that each print the next one twice."""
    chain = [
        stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X %d 0 R>>>>" % (number + 7))
        for number in range(times)
    ]
    last = stream(b"BT /F 12 Tf (x) Tj ET", b"/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>>>")
    return printed(stream(b"/X Do"), *chain, last, resources=b"/XObject<</X 6 0 R>>")


PDFS = {
    "pages": (tree, 300),
    "pages in pages": (pages_in_pages, 200),
    "same page": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (times, b"3 0 R " * times), b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>", stream(b"BT (x) Tj ET")]), 1000),
    "circular pages": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (times, b"2 0 R " * times)]), 1000),
    "circle of pages": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", *[b"<</Type/Pages/Count 2/Kids[%d 0 R %d 0 R]>>" % ((number + 1) % times + 2, (number + 2) % times + 2) for number in range(times)]]), 20),
    "parents in a circle": (lambda times: printed(stream(b"x"), page=b"/Parent 3 0 R"), 1),
    "a lying count": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[]>>" % times]), 10**9),
    "contents": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[%s]>>" % (b"4 0 R " * times), stream(b"BT (x) Tj ET " * 20)]), 500),
    "large contents, many times": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents[%s]>>" % (b"4 0 R " * times), packed(b" " * 1_000_000)]), 50),
    "same page, large": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (times, b"3 0 R " * times), b"<</Type/Page/MediaBox[0 0 9 9]/Contents 4 0 R>>", packed(b"BT (x) Tj ET " * 1000)]), 50),
    "bomb of spaces": (bomb(b" "), 20_000_000),
    "bomb of words": (bomb(b"BT (word) Tj ET "), 20_000),
    "bomb of numbers": (bomb(b"1 "), 500_000),
    "bomb of bombs": (bomb(b" ", 3), 20_000_000),
    "bomb of runs": (lambda times: printed(stream(b"\x81 " * times, b"/Filter/RunLengthDecode")), 100_000),
    "bomb of lzw": (lambda times: printed(stream(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01" * times, b"/Filter/LZWDecode")), 5000),
    "hex": (lambda times: printed(stream(b"20" * times + b">", b"/Filter/ASCIIHexDecode")), 200_000),
    "base 85": (lambda times: printed(stream(b"z" * times + b"~>", b"/Filter/ASCII85Decode")), 100_000),
    "filters": (lambda times: printed(stream(b"x", b"/Filter[%s]" % (b"/ASCIIHexDecode " * times))), 2000),
    "predictor": (lambda times: printed(packed(b"\2" + b"x" * times, 1, b"/DecodeParms<</Predictor 15/Columns %d>>" % times)), 100_000),
    "predictor rows": (lambda times: printed(packed(b"\2x" * times, 1, b"/DecodeParms<</Predictor 15/Columns 1>>")), 50_000),
    "predictor of paeth": (lambda times: printed(packed(b"\4x" * times, 1, b"/DecodeParms<</Predictor 15/Columns 1>>")), 50_000),
    "columns": (lambda times: printed(packed(b"x", 1, b"/DecodeParms<</Predictor 15/Columns %d>>" % times)), 10**9),
    "text": (operators(b"(word) Tj "), 3000),
    "lines": (operators(b"(word) Tj 0 -12 Td "), 2000),
    "letters": (operators(b"[(w) 5 (o) -300 (rd)] TJ "), 2000),
    "long array": (operators(b"(w) ", b"BT /F 12 Tf [", b"] TJ ET"), 5000),
    "long string": (operators(b"word ", b"BT /F 12 Tf (", b") Tj ET"), 20_000),
    "escapes in a string": (operators(b"\\(", b"BT /F 12 Tf (", b") Tj ET"), 20_000),
    "brackets in a string": (operators(b"(", b"BT /F 12 Tf (", b") Tj ET"), 20_000),
    "hex string": (operators(b"41", b"BT /F 12 Tf <", b"> Tj ET"), 20_000),
    "marks": (operators(b"(334) Tj 6 Ts (1) Tj 0 Ts "), 1000),
    "marks on lines": (operators(b"(334) Tj 6 Ts /F 6 Tf (1) Tj 0 Ts /F 12 Tf 0 -12 Td "), 1000),
    "states": (operators(b"q "), 10_000),
    "states and back": (operators(b"q Q "), 5000),
    "matrices": (operators(b"1 0 0 1 1 1 cm "), 3000),
    "operands": (operators(b"1 "), 20_000),
    "unknown operators": (operators(b"xyz "), 10_000),
    "arrays in arrays": (operators(b"["), 2000),
    "dictionaries in dictionaries": (operators(b"<</A "), 500),
    "inline images": (operators(b"BI /W 1 /H 1 ID x EI "), 500),
    "open inline images": (operators(b"BI /W 1 /H 1 ID x "), 1000),
    "open inline image": (operators(b"x", b"BI /W 1 /H 1 ID ", b""), 50_000),
    "ends of inline images": (operators(b" EI", b"BI /W 1 /H 1 ID ", b""), 10_000),
    "fonts": (operators(b"/F 12 Tf "), 3000),
    "forms": (forms, 5),
    "form in itself": (lambda times: printed(stream(b"/X Do " * times), stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/Resources<</XObject<</X 6 0 R>>>>"), resources=b"/XObject<</X 6 0 R>>"), 10),
    "same form": (lambda times: printed(stream(b"/X Do " * times), stream(b"BT /F 12 Tf (word) Tj ET " * 20, b"/Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>>>"), resources=b"/XObject<</X 6 0 R>>"), 50),
    "ranges of letters": (mapped(b"1 beginbfrange <0000> <ffff> <0000> endbfrange "), 2),
    "wide range of letters": (lambda times: mapped(b"")(0) if not times else mapped(b"1 beginbfrange <00000000> <%08x> <0000> endbfrange " % times)(1), 1_000_000),
    "letters one by one": (mapped(b"1 beginbfchar <0001> <0041> endbfchar "), 5000),
    "long letters": (mapped(b"0041", b"begincmap 1 beginbfchar <0001> <", b"> endbfchar"), 5000),
    "open ranges": (mapped(b"beginbfrange "), 5000),
    "open map": (mapped(b"<00"), 20_000),
    "widths": (lambda times: printed(stream(b"BT /F 12 Tf (x) Tj ET"), font=b"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 0/LastChar %d/Widths[%s]>>" % (times, b"5 " * times)), 10_000),
    "lying widths": (lambda times: printed(stream(b"BT /F 12 Tf (x) Tj ET"), font=b"<</Type/Font/Subtype/TrueType/BaseFont/X/FirstChar 0/LastChar %d/Widths[5]>>" % times), 50_000_000),
    "ranges of widths": (lambda times: printed(stream(b"BT /F 12 Tf <0001> Tj ET"), b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/W[0 %d 500]>>" % times, font=b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"), 3_000_000),
    "differences": (lambda times: printed(stream(b"BT /F 12 Tf (x) Tj ET"), font=b"<</Type/Font/Subtype/Type1/BaseFont/X/Encoding<</Differences[0 %s]>>>>" % (b"/a " * times)), 5000),
    "numbers of objects": (lambda times: b"%PDF-1.7\nxref\n0 " + b"%d" % times + b"\ntrailer<</Size 1/Root 1 0 R>>\nstartxref\n9\n%%EOF", 10**7),
    "tables before": (lambda times: pdf([b"<</Type/Catalog>>"], trailer=b"/Prev 9"), 1),
    "circle of tables": (lambda times: b"%PDF-1.7\nxref\n0 0\ntrailer<</Size 1/Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF", 1),
    "chain of tables": (lambda times: b"%PDF-1.7\n" + b"".join(b"xref\n0 0\ntrailer<</Size 1/Prev %07d>>\n" % (9 + 43 * max(n - 1, 0)) for n in range(times)) + b"startxref\n%d\n%%%%EOF" % (9 + 43 * (times - 1)), 500),
    "no table": (lambda times: b"%PDF-1.7\n" + b"1 0 obj <</Type/Catalog>> endobj\n" * times, 5000),
    "no end": (lambda times: b"%PDF-1.7\n" + b"x\n" * times, 100_000),
    "ends": (lambda times: b"%PDF-1.7\n" + b"startxref\n0\n%%EOF\n" * times, 5000),
    "line ends": (lambda times: b"%PDF-1.7\n" + b"\n" * times, 200_000),
    "objects in an object": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0/A" + b"[" * times + b"]" * times + b">>"]), 200),
    "references in a circle": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"3 0 R", b"2 0 R"]), 1),
    "lengths in a circle": (lambda times: printed(b"<</Length 4 0 R>>\nstream\nx\nendstream"), 1),
    "chain of references": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", *[b"%d 0 R" % (number + 3) for number in range(times)], b"<</Type/Pages/Kids[]/Count 0>>"]), 500),
    "stream of objects": (lambda times: b"%PDF-1.7\n1 0 obj\n" + packed(b" ".join(b"%d 0" % n for n in range(times)) + b" 1", 1, b"/Type/ObjStm/N %d/First 9" % times) + b"\nendobj\n2 0 obj\n<</Type/Catalog/Pages 9 0 R>>\nendobj\n", 5000),
    "encrypted": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", b"<</Filter/Standard/V 5/R 6/O(%s)/U(%s)/P -1>>" % (b"x" * times, b"x" * times)], trailer=b"/Encrypt 3 0 R/ID[(x)(x)]"), 1000),
    "information": (lambda times: pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", b"<</Title(" + b"x" * times + b")>>"], trailer=b"/Info 3 0 R"), 100_000),
    "arabic": (lambda times: printed(stream(b"BT /F 12 Tf <0001> Tj ET " * times), stream(b"begincmap 1 beginbfchar <0001> <0627> endbfchar endcmap"), b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<<>> >>", font=b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>"), 300),
}  # fmt: skip


def measure(kind, content_type):
    """Print the seconds of the processor for each shape of a kind, and for twice its size."""
    from tally.documents.reading import ExtractError, extract_text

    for name, (make, times) in globals()[kind].items():
        seconds = []
        for size in (times, 2 * times):
            content, started, said = make(size), time.process_time(), ""
            try:
                extract_text(content, content_type)
            except ExtractError as error:
                said = str(error)[:80]
            seconds.append(time.process_time() - started)
        slow = seconds[1] > 2.6 * seconds[0] + 0.1
        print(f"{'SLOW' if slow else '    '} {kind} {name:32} {seconds[0]:6.2f} {seconds[1]:6.2f}  {said}", flush=True)


if __name__ == "__main__":
    for kind, content_type in (("PAGES", "text/html"), ("TEXTS", ""), ("PDFS", "application/pdf")):
        measure(kind, content_type)
