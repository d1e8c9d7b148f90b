"""What hostile servers answer: one table for the tests of fetching, by the kind of fault."""

import gzip
import itertools
import zlib

TEXT = "<p>The envoy told the Council that the group had been active in nearly all provinces of the country.</p>\n"
PAGE = f"<!doctype html><html lang='en'><head><title>A report</title></head><body>{TEXT * 4}</body></html>".encode()
HEAD = b"HTTP/1.1 200 OK\r\n"
TYPE = b"Content-Type: text/html\r\n"
PACKED = gzip.compress(PAGE)
MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
RESET = object()  # in the place of bytes: the connection is reset


def page(*headers, body=PAGE, status=b"200 OK", kind=b"text/html"):
    """A whole answer with these headers."""
    lines = (b"HTTP/1.1 " + status, *([b"Content-Type: " + kind] if kind else []), *headers)
    return b"\r\n".join((*lines, b"Content-Length: %d" % len(body), b"", body))


def moved(location, status=b"302 Found"):
    """A redirect."""
    return page(b"Location: " + (location if isinstance(location, bytes) else location.encode()), status=status)


def busy(wait, status=b"429 Too Many Requests"):
    """A request to wait."""
    return page(b"Retry-After: " + (wait if isinstance(wait, bytes) else wait.encode()), status=status)


def chunked(*rest):
    """An answer in chunks, whose first one is whole."""
    return HEAD + TYPE + b"Transfer-Encoding: chunked\r\n\r\n4\r\n<p>a\r\n" + b"".join(rest)


def always(*pieces):
    """An answer that is the same for each path."""
    return lambda _: pieces


def anew(make):
    """An answer that is used up, and made again for each request."""
    return lambda _: make()


def drip(start, *pieces):
    """Something, and then, without end, a piece now and then."""
    return itertools.chain([start], itertools.cycle([*(pieces or (b"a",)), 0.04]))


def flood(start, piece):
    """Something, and then a piece again and again as fast as it is taken."""
    return itertools.chain([start], itertools.repeat(piece * 200))


def silence(start=b""):
    """Something, and then nothing for ever."""
    return itertools.chain([start], itertools.repeat(0.1))


# Answers that never end, or only by the limit of time or of size. Each is made again for each request.
ENDLESS = {
    "nothing at all": lambda: silence(),
    "nothing after the status": lambda: silence(HEAD),
    "nothing after the headers": lambda: silence(HEAD + b"Content-Length: 500\r\n\r\n"),
    "nothing after half of the body": lambda: silence(page()[:-40]),
    "a status that drips": lambda: drip(b"HTTP/1.1 200 "),
    "a version that drips": lambda: drip(b"HTTP/1."),
    "a header's name that drips": lambda: drip(HEAD + b"X-"),
    "a header's value that drips": lambda: drip(HEAD + b"X: "),
    "headers that drip": lambda: drip(HEAD, b"X: y\r\n"),
    "a header that goes on in the next line": lambda: drip(HEAD + b"X: y\r\n", b" z\r\n"),
    "100 that drips": lambda: drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "100 without end": lambda: flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "102 that drips": lambda: drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
    "103 without end": lambda: flood(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>; rel=preload\r\n\r\n"),
    "a body that drips": lambda: drip(page()[:-40]),
    "a body without a length that drips": lambda: drip(HEAD + TYPE + b"\r\n"),
    "a body without end": lambda: flood(HEAD + TYPE + b"\r\n", b"x" * 100),
    "a chunk's size that drips": lambda: drip(chunked(), b"0"),
    "a chunk's extension that drips": lambda: drip(chunked(b"5;x=")),
    "a chunk that drips": lambda: drip(chunked(b"fffff\r\n")),
    "chunks of one letter": lambda: drip(chunked(), b"1\r\na\r\n"),
    "chunks without end": lambda: flood(chunked(), b"1\r\na\r\n"),
    "chunks with extensions": lambda: flood(chunked(), b"1;" + b"x" * 300 + b"\r\na\r\n"),
    "trailers that drip": lambda: drip(chunked(b"0\r\n"), b"X: y\r\n"),
    "trailers without end": lambda: flood(chunked(b"0\r\n"), b"X: y\r\n"),
    "headers without end": lambda: flood(HEAD, b"X: y\r\n"),
    "a header without end": lambda: flood(HEAD + b"X: ", b"y" * 100),
    "a status without end": lambda: flood(b"HTTP/1.1 200 ", b"y" * 100),
    "empty lines without end": lambda: flood(b"", b"\r\n"),
    "zeros without end": lambda: flood(b"", b"\0" * 100),
    "compressed zeros without end": lambda: flood(
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"")[:10], zlib.compress(b"\0" * 9000, wbits=-15)
    ),
}
TLS = {
    "nothing at all": lambda: silence(),
    "a handshake that drips": lambda: drip(b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03", b"\0"),
    "records of nothing": lambda: flood(b"", b"\x16\x03\x03\x00\x00"),
    "alerts without end": lambda: flood(b"", b"\x15\x03\x03\x00\x02\x01\x5a"),
    "no TLS": lambda: iter([page()]),
    "noise": lambda: iter([bytes(range(256)) * 8]),
    "a refusal": lambda: iter([b"\x15\x03\x03\x00\x02\x02\x28"]),
    "a reset": lambda: iter([RESET]),
}
STATUS = {
    name: b"HTTP/1.1 " + line + b"\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\nbody"
    for name, line in {
        **{
            str(code): b"%03d Status" % code
            for code in (
                0, 7, 99, 101, 199, 201, 203, 204, 205, 206, 226, 299, 300, 304, 305, 306, 308, 399, 400, 401, 403,
                404, 407, 410, 418, 451, 499, 500, 503, 511, 599, 600, 700, 999, 1000,
            )
        },
        "short": b"20 Status", "letters": b"2OO OK", "negative": b"-200 OK", "no code": b"",
        "a superscript": b"20\xb2 OK",
        "no reason": b"404", "an empty reason": b"404 ", "escapes": b"404 \x1b[2J\x1b]0;title\x07",
        "escapes of eight bits": b"404 \x9b31m\x85", "hidden letters": "404 \u202etxet\u200b\ufeff".encode(),
        "a NUL": b"404 a\0b", "a return": b"404 a\rb", "a reason of 50 kB": b"404 " + b"y" * 50_000,
        "a reason of 5 MB": b"404 " + b"y" * 5_000_000, "a tag": b"404 <script>alert(1)</script>",
        "a tab": b"404 a\tb", "letters of Latin-1": b"404 pas trouv\xe9", "braces": b"404 {0} %s %(x)s",
    }.items()
}  # fmt: skip
VERSIONS = {
    "HTTP/0.9": b"<p>no status</p>", "HTTP/1.0": page().replace(b"1.1", b"1.0", 1),
    "HTTP/2": page().replace(b"HTTP/1.1", b"HTTP/2", 1), "HTTP/9.9": page().replace(b"1.1", b"9.9", 1),
    "HTTP/1.1.1": page().replace(b"1.1", b"1.1.1", 1), "lower case": page().replace(b"HTTP", b"http", 1),
    "ICY": page().replace(b"HTTP/1.1", b"ICY", 1), "a frame of HTTP/2": b"\0\0\x12\x04\0\0\0\0\0" + b"\0" * 18,
    "nothing": b"", "an empty line": b"\r\n\r\n", "half a line": b"HTTP/1.1 2", "a line": b"HTTP/1.1 200 OK\r\n",
    "line feeds": page().replace(b"\r\n", b"\n"), "returns": page().replace(b"\r\n", b"\r"),
    "SSH": b"SSH-2.0-OpenSSH\r\n",
    "an empty line first": b"\r\n" + page(), "two answers": page() * 2,
    "100 first": b"HTTP/1.1 100 Go\r\n\r\n" + page(),
    "100 and nothing": b"HTTP/1.1 100 Continue\r\n\r\n", "100 with a body": page(status=b"100 Continue"),
    "101 and noise": b"HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n" + bytes(range(256)),
}  # fmt: skip
RESETS = {
    "at once": [RESET], "in the status": [b"HTTP/1", RESET], "in the headers": [HEAD + b"X", RESET],
    "in the body": [page()[:-50], RESET], "in a chunk": [chunked(b"ff\r\na"), RESET],
}  # fmt: skip
HEADERS = {
    "10 MB": page(b"X: " + b"y" * 10_000_000), "a million": page(*[b"X: y"] * 1_000_000),
    "9,000": page(*[b"X%d: y" % number for number in range(9_000)]), "a name of 90 kB": page(b"X" * 90_000 + b": y"),
    "no colon": page(b"no colon here"), "no name": page(b": y"), "a space in the name": page(b"X Y: z"),
    "a space after the name": page(b"X : z"), "a NUL": page(b"X: a\0b"),
    "letters of eight bits": page(b"X: \xff\xfe"),
    "a name of eight bits": page(b"\xff: y"), "escapes": page(b"X: \x1b[31m"), "a fold": page(b"X: y", b" z"),
    "a fold first": HEAD + b" z\r\n\r\n", "no length": HEAD + TYPE + b"\r\n" + PAGE,
    "lengths that agree": page(b"Content-Length: %d" % len(PAGE)), "lengths that differ": page(b"Content-Length: 3"),
    "a length and chunks": page(b"Transfer-Encoding: chunked"),
    "two kinds of chunks": page(b"Transfer-Encoding: gzip, chunked"),
    "chunks twice": chunked(b"0\r\n\r\n").replace(b"chunked\r\n", b"chunked\r\nTransfer-Encoding: chunked\r\n", 1),
    "an unknown transfer": page(b"Transfer-Encoding: \xff"),
    **{
        f"the length {name}": HEAD + TYPE + b"Content-Length: " + length + b"\r\n\r\n" + PAGE
        for name, length in {
            "-1": b"-1", "1e3": b"1e3", "in hexadecimal": b"0x10", "of 5,000 digits": b"9" * 5_000, "9…": b"9" * 18,
            "with a sign": b"+5", "of a list": b"5, 5", "of another list": b"5, 6", "empty": b"",
            "superscript": b"\xb2",
            "too large": b"%d" % (len(PAGE) + 1), "too small": b"%d" % (len(PAGE) - 40), "0": b"0",
        }.items()
    },
    **{
        f"a chunk of {name}": chunked(size, b"\r\nabcde\r\n0\r\n\r\n")
        for name, size in {
            "FFFF…": b"F" * 16, "too many digits": b"F" * 30, "5,000 digits": b"0" * 5_000, "-1": b"-1",
            "0x5": b"0x5",
            "nothing": b"", "letters": b"xyz", "too few": b"2", "too many": b"fff", "space": b" 5",
            "superscript": b"\xb2",
        }.items()
    },
    "chunks without an end": chunked(), "a chunk without a line's end": chunked(b"5\r\nabcde5\r\nabcde0\r\n\r\n"),
    "trailers": chunked(b"0\r\nX: y\r\n\r\n"), "a bad trailer": chunked(b"0\r\n\0\r\n\r\n"),
    "cookies": page(*[b"Set-Cookie: a%d=b; expires=Wed, 99 Foo 99999999999999" % n for n in range(500)]),
    "a bad cookie": page(b"Set-Cookie: \xff=\x01; domain=[; path=\xb2; max-age=1e999"),
    "a type of 90 kB": page(b"Content-Type: text/html" + b"; a" * 30_000, kind=b""), "no type": page(kind=b""),
    "an empty type": page(b"Content-Type:", kind=b""), "a type of eight bits": page(kind=b"\xff/\xfe"),
    "an archive": page(kind=b"application/zip"), "two types": page(b"Content-Type: application/pdf"),
}  # fmt: skip
ENCODINGS = {
    "gzip: noise": (b"gzip", b"\xff" * 400), "gzip: a text": (b"gzip", PAGE), "gzip: nothing": (b"gzip", b""),
    "gzip: cut": (b"gzip", PACKED[:-30]), "gzip: a wrong sum": (b"gzip", PACKED[:-8] + b"\0\0\0\0" + PACKED[-4:]),
    "gzip: a wrong length": (b"gzip", PACKED[:-4] + b"\0\0\0\0"),
    "gzip: noise after": (b"gzip", PACKED + b"\xff" * 40),
    "gzip: two": (b"gzip", PACKED + PACKED), "gzip: a bit": (b"gzip", PACKED[:40] + b"\xff" + PACKED[41:]),
    "gzip: only a head": (b"gzip", PACKED[:10]), "x-gzip: noise": (b"x-gzip", b"\x1f\x8b" + b"\xff" * 40),
    "deflate: noise": (b"deflate", b"\xff" * 400), "deflate: a text": (b"deflate", PAGE),
    "deflate: nothing": (b"deflate", b""),
    "deflate: cut": (b"deflate", zlib.compress(PAGE)[:-30]),
    "deflate: a wrong sum": (b"deflate", zlib.compress(PAGE)[:-4] + b"1234"),
    "a bomb": (b"gzip", gzip.compress(b"\0" * 20_000_000)),
    "a bomb twice": (b"gzip, gzip", gzip.compress(gzip.compress(b"\0" * 9_000_000))),
    "gzip twice, once": (b"gzip, gzip", PACKED), "gzip 9,000 times": (b"gzip," * 9_000, PACKED), "br": (b"br", PAGE),
    "zstd": (b"zstd", b"\x28\xb5\x2f\xfd" + PAGE), "unknown": (b"\xff\xfe", PAGE), "identity": (b"identity", PAGE),
    "a NUL late": (b"", PAGE.replace(b"country", b"coun\0try")), "NULs": (b"", b"\0" * 400),
    "noise": (b"", bytes(range(256)) * 4),
    "UTF-16": (b"", PAGE.decode().encode("utf-16")), "half a letter": (b"", PAGE + b"\xe2\x82"),
}  # fmt: skip
CHARSETS = (
    "hex", "rot13", "rot_13", "zlib", "bz2", "base64", "uu", "quopri", "idna", "punycode", "undefined",
    "unicode_escape",
    "raw_unicode_escape", "unicode_internal", "string_escape", "mbcs", "oem", "utf-7", "utf-16", "utf-16-be",
    "utf-32",
    "utf-8-sig", "cp65001", "iso-2022-jp-ext", "hz", "locale", "aliases", "__init__", "encodings.idna",
    "../../etc/passwd",
    "", "'", '"', "None", "é", "utf-8;charset=hex", "big5hkscs", "x" * 9_000, "_" * 9_000, "-" * 9_000, " " * 9_000,
)  # fmt: skip
LOCATIONS = (
    "http://[", "http://]", "http://[::1", "http://[]/", "http://[::1]x/", "http://[v1.x]/", "http://[fe80::1%25lo]/",
    "http://xn--/", "http://xn--a/", "http://xn--\u00e9/", "http://" + "xn--" * 9_000, "http://", "http:///x",
    "http:/", "http:",
    "//", "///", "https://", "https:///", "://", ":", "", " ", "\t", "javascript:alert(1)", "data:text/html,x",
    "file:///etc/passwd",
    "ftp://example.org/", "gopher://x", "about:blank", "http://me:pw@example.org/", "http://@example.org/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:-1/", "http://127.0.0.1:0/", "http://127.0.0.1:\u00b2/", "http://127.0.0.1:80a/",
    "http://127.0.0.1:" + "9" * 5_000,
    "http://a..b/", "http://.../", "http://./", "http://" + "a" * 70 + ".example/", "http://" + "a" * 50_000 + "/",
    "/" + "a" * 60_000,
    "http://\u00e9.example/", "http://\u202e/", "http://\u2024\u2024/", "http://exa%6dple/", "http://%00/",
    "http://%zz/", "http://*/",
    "http://\uff11\uff12\uff17.0.0.1/", "http://0x7f.1/", "http://2130706433/", "http://127.1/",
    "http://[::ffff:7f00:1]/", "http://0/",
    "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://10.0.0.1/", "http://169.254.169.254/",
    "http://224.0.0.1/",
    "http://256.256.256.256/", "http://1.2.3.4.5/", "http://example.org\\@127.0.0.1/",
    "http://example.org#@127.0.0.1/", "?", "#", "/a b",
    "/\x1b[31m", "/\u202e", "/" + "../" * 9_000, "/?" + "a=b&" * 9_000, "/?" + "token=" + "x" * 60_000, b"/\xff\xfe",
    b"http://\xff/",
    b"/\x00", b"\xef\xbb\xbf/x", "HTTP://EXAMPLE.ORG", "http://example.org:/", "http://localhost/",
    "http://localhost./", "http://a@b@c/",
    "http://\u00df\u00df.example/", "http://\u0130.example/", "http://" + "\u00e9" * 60 + ".example/",
    "http://" + ".".join("a" * 300),
    "http://" + "\u0660" * 3_000, "/{0}%s%(x)s", "/%", "/%zz", "/%00", "/%ff", "/%E2%80%AE", "/;", "*",
    "http://example.org?x", "\\\\host\\x",
)  # fmt: skip
WAITS = (
    "\u00b2", b"\xb2", "\u0663", "99999999999999", "-1", "1e999", "nan", "inf", "0.5", "", " ", "1 1", "+1", "0x1",
    "9" * 5_000, "9" * 60_000,
    "Wed, 21 Oct 99999999999999 07:28:00 GMT", "Wed, 21 Oct 10000 07:28:00 GMT", "Wed, 32 Oct 2015 07:28:00 GMT",
    "Wed, 21 Oct 2015",
    "Wed, 21 Oct 0000 07:28:00 GMT", "Wed, 21 Oct -1 07:28:00 GMT", "Wed, 21 Oct 2015 99:99:99 GMT",
    "Wed, 21 Oct 2015 07:28:00 +9999999",
    "Wed, 21 Oct 2015 07:28:00 -0000", "Wed, 21 Oct 2099 07:28:00", "21 21 21 21 21", "a" * 60_000, "," * 60_000,
    "1:" * 30_000, "0", "00", "1",
    "Wed, 21 Oct 9999 23:59:59 -2359", "Mon, 01 Jan 0001 00:00:00 +2359", "\u0661\u0662", "1\u00a0",
    "Wed, 21 Oct " + "9" * 5_000 + " 07:28:00 GMT",
)  # fmt: skip
ROBOTS = {  # the body of robots.txt; the page itself is in order
    "bad addresses": b"User-agent: *\nSitemap: http://[\nHost: http://xn--/\nDisallow: http://[\nAllow: //[\n",
    **{
        f"{line[:30]!r}": f"User-agent: *\n{line}".encode()
        for line in (
            *(f"Crawl-delay: {value}" for value in ("nan", "inf", "1e999", "-1", "\u00b2", "9" * 5_000)),
            *(f"Request-rate: {value}" for value in ("1/0", "/", "x", "1/" + "9" * 5_000, "1/1s 9-", "1/\u00b2")),
            *(f"Visit-time: {value}" for value in ("-", "9999-9999", "\u00b2", "1-" * 5_000)),
        )
    },
    "noise": bytes(range(256)) * 100, "10 MB": b"User-agent: *\nAllow: /\n" * 450_000, "zeros": b"\0" * 400_000,
    "a line of 400 kB": b"User-agent: *\nDisallow: /" + b"x" * 400_000,
    "UTF-16": "\ufeffUser-agent: *\nAllow: /".encode("utf-16"),
    "two marks": b"\xef\xbb\xbf" * 2 + b"User-agent: *\nAllow: /",
    "UTF-32": "User-agent: *\nAllow: /".encode("utf-32"),
    "many programs": b"".join(b"User-agent:a%d\n" % n for n in range(15_000)) + b"Allow:/\n" * 30_000,
    "one program often": b"".join(b"User-agent: a%d\n" % (n % 6_000) for n in range(24_000)) + b"Allow: /\n",
    "stars": b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"$\n",
    "many stars": b"User-agent: *\n" + b"Disallow: /*a*b*c$\n" * 20_000,
    "escapes": b"User-agent: *\nDisallow: /%\nDisallow: /%zz\nDisallow: %\nAllow: /%ff%fe%00\n",
    "percents": b"User-agent: *\nAllow: /" + b"%" * 400_000,
    "dollars": b"User-agent: *\nDisallow: " + b"$" * 400_000, "colons": b":" * 400_000, "hashes": b"#" * 400_000,
    "returns": b"\r" * 400_000,
    "spaces": b"User-agent: *\n" + b" " * 400_000 + b"\n", "half a letter": b"User-agent: *\nAllow: /\xe2\x82",
    "a page": PAGE, "nothing": b"",
}  # fmt: skip
ROBOTS_ANSWERS = {  # the whole answer for robots.txt
    **{
        f"moved to {place}": moved(place)
        for place in ("http://[", "http://xn--/", "http://10.0.0.1/robots.txt", "/robots.txt", "file:///etc", "")
    },
    **{
        f"status {code}": page(status=b"%03d Status" % code, body=b"")
        for code in (0, 204, 206, 304, 401, 403, 418, 451, 500, 503, 599, 999)
    },
    **{f"waits {wait[:20]}": busy(wait, b"503 Busy") for wait in ("\u00b2", "99999999999999", "1e999", "9" * 5_000)},
    "gzip: noise": page(b"Content-Encoding: gzip", body=b"\xff" * 40),
    "deflate: noise": page(b"Content-Encoding: deflate", body=b"\xff" * 40),
    "HTTP/0.9": b"User-agent: *", "a wrong length": page(b"Content-Length: 3"), "noise": bytes(range(256)),
}  # fmt: skip


def page_answers():
    """All answers for a page by name, with the missing robots.txt of their server."""
    whole = {
        **{f"status {name}": answer for name, answer in STATUS.items()},
        **{f"version: {name}": answer for name, answer in VERSIONS.items()},
        **{f"headers: {name}": answer for name, answer in HEADERS.items()},
        **{f"body: {name}": page(b"Content-Encoding: " + how, body=body) for name, (how, body) in ENCODINGS.items()},
        **{
            f"{kind} in {name[:20]!r}": page(kind=f"{kind}; charset={name}".encode(), body=PAGE + b"\xff")
            for name in CHARSETS
            for kind in ("text/html", "text/plain")
        },
        **{f"location {n} {place[:30]!r}": moved(place) for n, place in enumerate(LOCATIONS)},
        "location of a 308": moved("http://[", b"308 Moved"),
        "two locations": page(b"Location: /a", b"Location: http://[", status=b"301 Moved"),
        **{f"wait {n} {wait[:20]!r}": busy(wait, (b"503 Busy", b"429 Busy")[n % 2]) for n, wait in enumerate(WAITS)},
    }  # fmt: skip
    every = {
        **{name: always(answer) for name, answer in whole.items()},
        **{f"reset {name}": always(*pieces) for name, pieces in RESETS.items()},
        **{f"endless: {name}": anew(make) for name, make in ENDLESS.items()},
        **{f"TLS: {name}": anew(make) for name, make in TLS.items()},
        "good": always(page()),
    }
    return {name: (answer, always(MISSING)) for name, answer in every.items()}


def robots_answers():
    """All answers for robots.txt by name, with a page that is in order."""
    whole = {**{name: page(body=body, kind=b"text/plain") for name, body in ROBOTS.items()}, **ROBOTS_ANSWERS}
    every = {
        **{name: always(answer) for name, answer in whole.items()},
        **{f"reset {name}": always(*pieces) for name, pieces in RESETS.items()},
        **{f"endless: {name}": anew(make) for name, make in ENDLESS.items()},
    }
    return {f"robots: {name}": (always(page()), answer) for name, answer in every.items()}
