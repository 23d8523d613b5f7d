#!/usr/bin/env bash
# Install what running (`run`) or running and testing (`test`) needs: system packages, then a virtual environment
# with the locked Python packages. What is there already is not asked for, so a second run changes nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

RUN=(libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core fonts-noto-cjk fonts-noto-mono)
TEST=(poppler-utils qpdf mupdf-tools libatomic1) # the last for Playwright's driver; Chromium is looked for below

stop() {
    printf '\n%s\n' "$@" >&2
    exit 1
}

find_python() { # the first Python that is new enough, or the one that PYTHON names
    for python in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            return
        fi
    done
    stop "Claimtrail needs Python 3.11 or newer, and ${PYTHON:-python3} is not that." \
        "Install one and name it: make PYTHON=/path/to/python3.11 …"
}

is_installed() {
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

list_missing() { # which of the system packages are not there, into `missing`
    local package
    missing=()
    for package in "$@"; do
        is_installed "$package" || missing+=("$package")
    done
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        missing+=("$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')")
    fi
}

install_system_packages() {
    if ! command -v dpkg-query apt-get >/dev/null; then
        echo "This is neither Debian nor Ubuntu, so please see to these yourself: $*" >&2
        return
    fi
    list_missing "$@"
    if [ ${#missing[@]} = 0 ]; then
        return
    fi
    local line="apt-get install --yes --no-install-recommends ${missing[*]}" as=() said
    if [ "$(id -u)" != 0 ]; then
        sudo -n true 2>/dev/null || stop "System packages are missing. Please run this line, then make again:" "    sudo $line"
        as=(sudo -n)
    fi
    echo "Installing system packages: ${missing[*]}"
    "${as[@]}" apt-get update -qq || true # an old list may still do
    # shellcheck disable=SC2086 # the line is a command and its words
    if ! said=$("${as[@]}" env DEBIAN_FRONTEND=noninteractive $line 2>&1); then
        stop "$said" "This did not work:" "    $line"
    fi
}

install_python_packages() { # nothing is installed whose hash is not in the lock
    echo "Installing Python packages from requirements/$1.txt"
    "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r "requirements/$1.txt"
    PYTHONWARNINGS=ignore .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --no-deps --no-build-isolation --editable .
}

has_chromium() {
    command -v "${CHROMIUM:-chromium}" >/dev/null
}

find_python
case "${1:-}" in
run)
    install_system_packages "${RUN[@]}"
    install_python_packages run
    ;;
test)
    if ! has_chromium && apt-cache show chromium >/dev/null 2>&1; then
        TEST+=(chromium)
    fi
    install_system_packages "${RUN[@]}" "${TEST[@]}"
    install_python_packages test
    has_chromium || .venv/bin/playwright install --with-deps chromium # Ubuntu has no package of it
    ;;
*)
    stop "Say what to install for: $0 run, or $0 test."
    ;;
esac
