"""The interactive page of a graph: one HTML file that opens from disk, offline, in any browser."""

from __future__ import annotations

from kg.explore.page import Frame, live_page, notebook, page_data, render_page, write_page

__all__ = ["Frame", "live_page", "notebook", "page_data", "render_page", "write_page"]
