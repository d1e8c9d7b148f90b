"""Documents are kept as they came, and nothing that could identify who fetched them is kept with them."""

import gzip
import io

import pytest
from warcio.archiveiterator import ArchiveIterator

from tally.documents import Session, pack_fetched, pack_file, sha256
from tally.documents.reading import extract_text
from web import STORY, serve


def records(content):
    with io.BytesIO(content) as file:
        return [
            (
                record.rec_type,
                record.rec_headers.get_header("WARC-Target-URI"),
                record.http_headers,
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file, check_digests="raise")
        ]


def test_a_fetched_document():
    """The WARC holds the server's answer with its compression; its cookies are left out."""
    with serve() as web:
        packed = gzip.compress(STORY.encode())
        url = web.answers("/story", packed, Content_Encoding="gzip", Set_Cookie="id=1")
        fetched = Session(web.address).fetch(url)
    read = extract_text(fetched.content, fetched.header("content-type"))
    original = pack_fetched("news-2021", fetched, read)

    info, (kind, target, headers, content) = records(original.files["news-2021.warc.gz"])
    assert ("warcinfo", "response", url) == (info[0], kind, target)
    assert STORY.encode() == content
    assert sha256(content) == original.document
    assert "gzip" == headers.get_header("Content-Encoding")
    assert headers.get_header("Set-Cookie") is None
    assert read.whole == original.files["news-2021.txt"].decode()


def test_a_file(tmp_path):
    """Of a file on disk only its name is kept, not the folder that it lay in."""
    path = tmp_path / "Zoë's report #1.html"
    original = pack_file("report", path, STORY.encode(), extract_text(STORY.encode(), name="x.html"))

    _, (kind, target, _, content) = records(original.files["report.warc.gz"])
    assert ("resource", "file:///Zo%C3%AB%27s%20report%20%231.html") == (kind, target)
    assert STORY.encode() == content


@pytest.mark.parametrize("name", ["../../x", "a/b", "", "A", "x\0"])
def test_a_name_is_no_path(tmp_path, name):
    """A source's id never leads out of the folder."""
    with pytest.raises(ValueError, match="cannot name a file"):
        pack_file(name, tmp_path / "x.txt", b"x", extract_text(b"x", name="x.txt"))
