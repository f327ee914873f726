"""Which shapes the weights of a network must have: what is found here has cost nothing yet.

A first run of weights that fit each other and are of absurd shapes could take all the memory.
"""

from collections.abc import Mapping
from typing import Any

from mskiosk.listening.filterbank import WIDTH

MOST_CHANNELS, MOST_BLOCKS = 512, 24
MOST_FRONT, MOST_STEPS = 15, 31
"""How wide a convolution may be: the first one, and those over time."""
_BLOCK = ("depthwise_{}_{}", "pointwise_{}_{}", "pointwise_{}_{}_bias")

Shapes = Mapping[str, tuple[int, ...]]


def blocks_of(weights: Mapping[str, Any]) -> int:
    return sum(name.startswith("depthwise_") for name in weights) // 2


def misfit(shapes: Shapes, answers: int) -> str | None:
    """Why these are not the shapes of a network with so many answers, in words; None when they
    are."""
    blocks = blocks_of(shapes)
    if not 0 < blocks <= MOST_BLOCKS:
        return f"{blocks} blocks of layers make no network"
    front, mix = shapes.get("front", ()), shapes.get("mix", ())
    if len(front) != 3 or front[1] != front[2] or front[2] % 2 == 0 or front[2] > MOST_FRONT:
        return f"front has the shape {front}"
    if len(mix) != 2 or not all(0 < each <= MOST_CHANNELS for each in (front[0], mix[0])):
        return f"front has the shape {front}, and mix {mix}"
    wanted = _wanted(front, mix[0], blocks, answers)
    wrong = (name for name, shape in wanted.items() if _steps_aside(shapes, name) != shape)
    if name := next(wrong, None):
        return f"{name} has the shape {shapes[name]}" if name in shapes else f"{name} is missing"
    return None


def _steps_aside(shapes: Shapes, name: str) -> tuple[int, ...] | None:
    """How many steps each convolution over time sees may differ: so many count as the most."""
    shape = shapes.get(name)
    if shape and name.startswith("depthwise_") and 0 < shape[-1] <= MOST_STEPS:
        return (*shape[:-1], MOST_STEPS)
    # A number is kept as such, or as a row of one.
    return () if shape == (1,) and name == "halved_before" else shape


def _wanted(front: tuple[int, ...], channels: int, blocks: int, answers: int) -> Shapes:
    """With the most steps that a convolution over time may see."""
    maps = front[0]
    wanted: dict[str, tuple[int, ...]] = {
        "front": front,
        "front_bias": (maps,),
        "mix": (channels, maps * WIDTH // 2),
        "mix_bias": (channels,),
        "halved_before": (),
        "attention": (channels,),
        "answer": (answers, 2 * channels),
        "answer_bias": (answers,),
    }
    for block in range(blocks):
        for half in range(2):
            shapes = ((channels, MOST_STEPS), (channels, channels), (channels,))
            for name, shape in zip(_BLOCK, shapes, strict=True):
                wanted[name.format(block, half)] = shape
    return wanted
