"""Marks that are nearly there: the message says what to write."""

from __future__ import annotations

from kramer import kramer, line_of, opened, paper

from invoiceplug import Miss


def test_a_tax_id_that_is_printed_without_its_country_is_said_to_be() -> None:
    said = kramer().identify(opened(paper([((60, "l", "Kramer Obst und Gemüse KG  Steuer-Nr. 999 999 999"),)])))
    place = line_of("- tax_id")
    nearly = f"tax id DE999999999 (printed without DE: write it as it is printed) (kramer.yaml:{place})"
    assert isinstance(said, Miss) and said.missing == (nearly,)
