"""Downloads the archive of a repository and unpacks the part of it that is needed."""

from __future__ import annotations

import http.client
import tarfile
import urllib.error
import urllib.request
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from training.fetch.catalogue import Repository

CODELOAD = "https://codeload.github.com"
TIMEOUT = 60.0  # seconds without a byte


class FetchError(Exception):
    """A source that can't be had; the message is one line."""


def download(repository: Repository, folder: Path, *, wanted: Sequence[str], base: str = CODELOAD, timeout: float = TIMEOUT) -> None:
    """Unpacks what ``wanted`` names (files, or folders with "/" at the end) into ``folder``; the archive itself isn't kept.

    Raises:
        FetchError: the archive can't be downloaded, is broken, or holds paths that lead out of the folder.
    """
    address = repository.archive(base)
    request = urllib.request.Request(address, headers={"User-Agent": "kg-news"})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            unpack(answer, folder, wanted=wanted)
    except urllib.error.HTTPError as error:
        raise FetchError(f"{repository.name}: {address} answers {error.code} {error.reason}") from error
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise FetchError(f"{repository.name}: {address} is no archive that can be unpacked: {one_line(error)}") from error
    except (OSError, http.client.HTTPException) as error:
        raise FetchError(f"{repository.name}: {address} can't be downloaded: {one_line(error)}") from error


def unpack(stream: IO[bytes], folder: Path, *, wanted: Sequence[str]) -> None:
    """Files of a tar.gz without its topmost folder; links and special files are left out.

    Raises:
        tarfile.TarError: the archive is broken or a path leads out of ``folder``.
    """
    with tarfile.open(fileobj=stream, mode="r|gz") as archive:
        for member in archive:
            path = member.name.partition("/")[2]
            if member.isfile() and any(path == name or (name.endswith("/") and path.startswith(name)) for name in wanted):
                archive.extract(member.replace(name=path, deep=False), folder, filter="data")
        while stream.read(1 << 16):  # what follows the last member belongs to the answer
            pass


def one_line(error: BaseException) -> str:
    """The error's message, or its kind where it has none, in one line."""
    return " ".join(str(error).split()) or type(error).__name__
