"""The document: what a dossier says, as typed blocks. A pure function of the snapshot, without HTML, PDF or database."""

from exports.document.parts import document_of

__all__ = ["document_of"]
