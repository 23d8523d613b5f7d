from sqlmodel import select

from evidence.models import QuoteAnchor
from tests.claims.tables.desk import Desk

TABLES = {
    "evidence": "key,title,file\nletter,A letter,letter.txt\n",
    "claims": "key,statement\nc1,The lease ended\n",
    "citations": "of,evidence,stance,quote\nc1,letter,supports,Rent was due\nc1,letter,supports,never said\n",
    "occasions": "claim,form,words,evidence\nc1,as made,lease ended,letter\n",
}


def test_quotes_that_are_imported_are_anchored_once(any_desk: Desk) -> None:
    place = any_desk.lay(TABLES, {"letter.txt": b"The lease ended. Rent was due."})
    for again in range(2):
        outcome = any_desk.bring(place)
        assert not outcome.rejected
        assert (outcome.created == 0) == bool(again)
        with any_desk.database.reading() as session:
            found = {one.exact: one for one in session.exec(select(QuoteAnchor))}
        assert sorted(found) == ["Rent was due", "lease ended"]
        assert found["Rent was due"].start == 17
        assert {one.made_by for one in found.values()} == {"console"}
    assert any_desk.read().anchor_of[found["lease ended"].record_id].page == 1
