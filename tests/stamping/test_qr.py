"""QR codes: put together from parts, they are what the encoder makes of the whole."""

from __future__ import annotations

import segno
from hypothesis import given
from hypothesis import strategies as st

from quizgen.render import qr

SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


@given(st.text(st.sampled_from(SIGNS), min_size=1, max_size=80))
def test_a_code_is_the_one_of_the_encoder(payload: str) -> None:
    mode = "alphanumeric" if len(payload) <= 64 else None
    made = segno.make_qr(payload, error="m", boost_error=False, mask=2, mode=mode)
    assert qr.modules(payload) == tuple(bytes(1 if one else 0 for one in row) for row in made.matrix)


def test_other_payloads_are_encoded_as_they_are() -> None:
    assert qr.modules("nama: Siti") == qr.modules("nama: Siti")
    assert qr.modules("nama: Siti") != qr.modules("NAMA: SITI")
