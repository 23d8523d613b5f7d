"""The headers that every answer carries (OWASP ASVS 5.0, V3.4 and V14.3), and the nonce of its scripts."""

import secrets

from flask import Flask, Response, g, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'nonce-{nonce}'",
        "style-src 'self'",
        "img-src 'self' blob:",
        "font-src 'self'",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types app",
        "report-to csp",
    )
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "publickey-credentials-get",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    )
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
YEAR = "max-age=31536000"


def nonce() -> str:
    """Give the nonce of this answer: 128 random bits."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    return str(g.nonce)


def guard_answers(app: Flask) -> None:
    """Put the headers on every answer of the application, errors and static files included; one may bring a policy of its own."""
    app.jinja_env.globals["nonce"] = nonce

    @app.after_request
    def _add_headers(response: Response) -> Response:
        policy = POLICY.format(nonce=nonce())
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.update(FIXED)
        if "immutable" not in response.headers.get("Cache-Control", ""):
            response.headers["Cache-Control"] = "no-store"
        if request.is_secure:
            response.headers["Strict-Transport-Security"] = YEAR
        return response
