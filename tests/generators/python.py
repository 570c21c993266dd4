"""The ids that Python-Markdown gives the headings of a page on standard input, as a JSON list.

The argument: `mkdocs`, as it comes, or `mkdocs-unicode`, with the slugs that Material recommends.
"""

from __future__ import annotations

import json
import re
import sys

import markdown
import pymdownx.slugs

toc = {"permalink": False}
if sys.argv[1] == "mkdocs-unicode":
    toc |= {"slugify": pymdownx.slugs.slugify(case="lower")}
extensions = ["toc", "tables", "fenced_code", "attr_list"]
page = markdown.markdown(sys.stdin.read(), extensions=extensions, extension_configs={"toc": toc})
sys.stdout.write(json.dumps(re.findall(r'<h[1-6] id="([^"]*)"', page)))
