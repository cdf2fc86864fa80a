"""Documents made by hand: a PDF, a web page, and the same short article in every form."""

from __future__ import annotations

WORDS = (
    "Lanterna Games was sold to Wavelength Media on Monday, its founder, Mei Qingshan, said in a statement.",
    "The price was not disclosed. Wavelength Media is based in Leeds, and Lanterna Games will stay in Lisbon.",
)
TEXT = "\n\n".join(WORDS)


def pdf(*pages: list[str], title: str | None = None) -> bytes:
    """A PDF with the lines of each page; only ASCII."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = " T* ".join(f"({_escaped(line)}) Tj" for line in lines)
        stream = f"BT /F1 10 Tf 12 TL 50 750 Td {shown} ET"
        resources = "/Resources << /Font << /F1 3 0 R >> >>"
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {5 + 2 * number} 0 R {resources} >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    info = f"/Info {len(objects) + 1} 0 R" if title else ""
    if title:
        objects.append(f"<< /Title ({_escaped(title)}) >>")
    return _assembled(objects, info)


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _assembled(objects: list[str], info: str) -> bytes:
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R {info} >>\n"
    return (out + end + f"startxref\n{len(out)}\n%%EOF\n").encode("ascii")


def page(*, charset: str = "utf-8", words: tuple[str, ...] = WORDS, title: str = "Lanterna sells up") -> bytes:
    """A web page as newspapers have them, with all that is not the article around it."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in words)
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="{charset}"><title>{title} | Gazette</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Harbour Gazette">
<meta property="article:published_time" content="2024-03-05T08:00:00Z">
<link rel="canonical" href="https://gazette.example/lanterna"><script>track("Home")</script></head><body>
<nav><a href="/">Home</a> <a href="/business">Business</a></nav>
<div class="cookie-banner">We use cookies to count our readers. <button>Accept</button></div>
<main><article><h1>{title}</h1>{paragraphs}</article></main>
<footer>© The Harbour Gazette. All rights reserved.</footer></body></html>""".encode(charset)
