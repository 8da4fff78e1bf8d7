"""What the audit reads: whole tables, every row of its kind and no other, in every world."""

from __future__ import annotations

from decimal import Decimal

from made import an_item, an_opening

from invoiceplug_cloud.domain.records import Mapping, StockSeq

LESSON = Mapping("nordkontor", "TOTAL", "move#", "BOLT-8", Decimal("1.5"), "shipped", 1, Decimal("6.00"))


def test_items_and_movements_are_told_apart_from_mappings(world):
    items = [an_item("BOLT-8", "12.50"), an_item("NUT-8", "3.00"), an_item("item with space #1", "0.00")]
    for seq, item in enumerate(items):
        assert world.inventory.create(item, an_opening(item, seq + 1), StockSeq(seq))
    world.inventory.learn([LESSON])
    assert sorted(world.inventory.totals(), key=lambda item: item.item) == sorted(items, key=lambda item: item.item)
    moved = sorted(world.inventory.movements(), key=lambda movement: movement.seq)
    assert moved == [an_opening(item, seq) for seq, item in enumerate(items, start=1)]


def test_empty_tables_tell_nothing(world):
    assert list(world.inventory.totals()) == list(world.inventory.movements()) == []
    assert list(world.ledger.entries()) == list(world.ledger.invoice_keys()) == []
