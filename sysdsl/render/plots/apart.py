"""Labels in a column: as near to their wanted places as the gaps between them allow."""

from __future__ import annotations


def pushed_apart(
    wanted: tuple[float, ...], gaps: tuple[float, ...], lower: float, upper: float
) -> tuple[float, ...]:
    """Move positions apart with the least sum of squared moves.

    Args:
        wanted: Wanted centres, in any order.
        gaps: Room each label needs around its centre (its height).
        lower: Start of the column.
        upper: End of the column, exceeded only when the labels do not fit in it.

    Returns:
        Centres in the order of `wanted`; the order along the column is kept.

    Source: isotonic regression by pooling adjacent violators (Barlow et al. 1972), on the
    positions less the room that the labels before them need.
    """
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    offsets, offset = [], 0.0
    for rank, index in enumerate(order):
        if rank:
            offset += (gaps[order[rank - 1]] + gaps[index]) / 2
        offsets.append(offset)
    blocks: list[tuple[float, int]] = []
    for rank, index in enumerate(order):
        total, count = wanted[index] - offsets[rank], 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / count:
            before = blocks.pop()
            total, count = total + before[0], count + before[1]
        blocks.append((total, count))
    places = [total / count for total, count in blocks for _ in range(count)]
    result = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        room_above = lower + gaps[order[0]] / 2
        room_below = upper - gaps[order[-1]] / 2 - offsets[-1]
        place = max(min(places[rank], room_below), room_above)
        result[index] = place + offsets[rank]
    return tuple(result)
