"""Stamped heads."""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = ("head", "asked_at", "asked_by", "authority", "nonce", "state", "reason", "reply")  # fmt: skip
    op.create_table(
        "head_stamps",
        sa.Column("tree", sqlmodel.sql.sqltypes.AutoString(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        *(
            sa.Column(word, sqlmodel.sql.sqltypes.AutoString(), nullable=False)
            for word in words
        ),
        sa.PrimaryKeyConstraint("tree", "position", name=op.f("pk_head_stamps")),
    )


def downgrade() -> None:
    op.drop_table("head_stamps")
