"""The one door through which this program asks a site for something: looked at by the switches, and written down each time."""

from dataclasses import dataclass

from accounts.models import Matter
from core import clock
from core.house import House
from evidence.asking import why_not
from evidence.fetching.fetcher import Exchange, Fetcher, NotFetched, Sent
from evidence.models import Capture, OutgoingRequest


@dataclass(frozen=True)
class Door:
    """What one capture may ask for. Every request is a row, whatever came of it; none is sent with a transaction open."""

    house: House
    capture: Capture
    fetcher: Fetcher

    def fetch(self, url: str, purpose: str) -> list[Exchange]:
        """Ask for an address, and write down each request that left or was to leave.

        Raises:
            NotFetched: capture is switched off, or nothing came; the sentence says why.
        """
        sent: list[Sent] = []
        try:
            self._look_at_the_switches()
            return self.fetcher.fetch(url, sent.append)
        except NotFetched as failed:
            if not sent or sent[-1].outcome == "answered":  # it broke between requests
                sent.append(Sent("GET", url, "", None, 0, failed.sentence))
            raise
        finally:
            self._write(sent, purpose)

    def _look_at_the_switches(self) -> None:
        with self.house.database.reading() as session:
            matter = session.get(Matter, self.capture.matter_id)
            reason = why_not(self.house, matter) if matter else "The matter is gone."
        if reason:
            raise NotFetched(reason)

    def _write(self, sent: list[Sent], purpose: str) -> None:
        with self.house.database.transaction(self.capture.collector) as session:
            for one in sent:
                session.add(OutgoingRequest(
                    matter_id=self.capture.matter_id, capture_id=self.capture.id, at=clock.now(), actor=self.capture.collector,
                    purpose=purpose, method=one.method, url=one.url, address=one.address, status=one.status, size=one.size,
                    outcome=one.outcome,
                ))  # fmt: skip
