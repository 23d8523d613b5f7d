"""The canonical form of a link, by which two links are known as one page. The link itself is always kept as it came.

Only what RFC 3986, section 6.2, and the makers of tracking say does not name another page is taken away: the case of scheme
and host, the default port, an empty path, the fragment, and parameters that follow readers. Nothing is reordered, decoded or
guessed: two different pages never become one, so some links to one page stay two.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
TRACKING = re.compile(r"(utm_[a-z_]+|fbclid|gclid)(=.*)?", re.IGNORECASE | re.DOTALL)
ROUTES = ("!", "/")  # a fragment that begins so chooses the page: `#!/news`


@lru_cache(1 << 14)  # a matter's links are compared again and again
def canonical_link(url: str) -> str:
    """Give the canonical form of a web address; what cannot be taken apart stays as it is."""
    try:
        parts = urlsplit(url)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    if scheme not in PORTS or not host:
        return url
    user = f"{parts.netloc.rpartition('@')[0]}@" if "@" in parts.netloc else ""
    place = f"{user}{host}" if port in {None, PORTS[scheme]} else f"{user}{host}:{port}"
    kept = [found for found in parts.query.split("&") if not TRACKING.fullmatch(found)]
    fragment = parts.fragment if parts.fragment.startswith(ROUTES) else ""
    return urlunsplit((scheme, place, parts.path or "/", "&".join(kept), fragment))


def _host(name: str) -> str:
    """Write a host in ASCII, as it is asked for (IDNA)."""
    if ":" in name:
        return f"[{name}]"
    return name if name.isascii() else name.encode("idna").decode("ascii")
