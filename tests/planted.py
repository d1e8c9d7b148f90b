"""A name that is planted in all that belongs to the machine, and the search for it in what a command has written."""

import base64
import gzip
import io
import re
import zipfile
import zlib
from pathlib import Path
from urllib.parse import quote

NAME = "Xq7Planted"
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{64,}")
DEEPEST = 5  # containers in each other
CHUNKS = (b"zTXt", b"iTXt", b"iCCP")


def variables(folder):
    """Return an environment in which everything has the name; what programs cache is found all the same."""
    home = folder / f"home-{NAME}"
    if not home.exists():
        (home / "tmp").mkdir(parents=True)
        for name in (".cache", ".ipython"):
            if (source := Path.home() / name).is_dir():
                (home / name).symlink_to(source.resolve())
    names = {name: f"{name}-{NAME}" for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "API_TOKEN", "PASSWORD")}
    return names | {"HOME": str(home), "TMPDIR": str(home / "tmp")}


def spellings(name=NAME):
    """Return the bytes that a name may be written as."""
    raw = name.encode()
    codes = "".join(f"%{byte:02X}" for byte in raw), "".join(f"&#{byte};" for byte in raw)
    found = {raw, name.encode("utf-16-le"), name.encode("utf-16-be"), quote(name, safe="").encode(), raw.hex().encode()}
    found |= {code.encode() for code in codes} | {raw.hex().upper().encode()}
    for before in range(3):  # bytes before it in a group of three
        inner = base64.b64encode(bytes(before) + raw)[-(-before * 8 // 6) :]
        found.add(inner.rstrip(b"=")[: -1 if (before + len(raw)) % 3 else None])
    return found


def layers(where, data, depth=0):
    """Yield some bytes, and all that is packed in them, each with where it is."""
    yield where, data
    if depth == DEEPEST:
        return
    if data[:4] == b"PK\3\4":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield f"{where}!comment", archive.comment
            for entry in archive.infolist():
                yield f"{where}!{entry.filename} (itself)", entry.filename.encode() + entry.extra + entry.comment
                yield from layers(f"{where}!{entry.filename}", archive.read(entry), depth + 1)
    elif data[:2] == b"\x1f\x8b":
        yield from layers(f"{where}!gzip", gzip.decompress(data), depth + 1)
    elif data[:4] == b"\x89PNG":
        at = 8
        while at < len(data):
            size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
            chunk, at = data[at + 8 : at + 8 + size], at + 12 + size
            if kind in CHUNKS:
                yield f"{where}!{kind.decode()}", unpacked(chunk[chunk.find(b"x\x9c") :])
    elif data[:5] == b"%PDF-":
        for match in re.finditer(rb"stream\r?\n", data):
            yield from layers(f"{where}!stream at {match.start()}", unpacked(data[match.end() :]), depth + 1)
    else:
        for match in BASE64.finditer(data):
            text = match[0].replace(b"-", b"+").replace(b"_", b"/")
            yield from layers(
                f"{where}!base64 at {match.start()}", base64.b64decode(text[: len(text) // 4 * 4]), depth + 1
            )


def unpacked(data):
    """Decompress what can be decompressed."""
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def places(folder):
    """List the places in the files of a folder that have the name."""
    names = re.compile(b"|".join(map(re.escape, spellings())), re.IGNORECASE)
    return [
        place
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        for place, data in layers(str(path.relative_to(folder)), path.read_bytes())
        if names.search(data)
    ]
