"""Training of the network, on a CPU, the same for the same seed."""

import math
from collections.abc import Callable

import torch
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from models.spotter.bank import BATCH, Bank, Batch
from models.spotter.network import SpotterNetwork

_MOST_RATE = 3e-3
_WARM_SHARE = 0.1
_DECAY = 2e-3
_SMOOTHING = 0.05
_AVERAGED = 0.99
"""How much of the average of the weights remains with each batch."""
_AVERAGED_FROM = 0.4
"""The share of the training after which the average begins; before, the weights are too young."""
_LONGEST_GRADIENT = 5.0


def trained(
    bank: Bank,
    words: int,
    *,
    without: int | None,
    rounds: int,
    seed: int,
    tell: Callable[[str], None] = lambda _: None,
) -> SpotterNetwork:
    """After so many rounds through all of the bank in which nobody of the fold `without` is
    heard."""
    torch.manual_seed(seed)
    network = SpotterNetwork(words + 1)
    average = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(_AVERAGED), use_buffers=True)
    optimiser = torch.optim.AdamW(network.parameters(), _MOST_RATE, weight_decay=_DECAY)
    places = bank.without(without)
    seen, all_seen = 0, rounds * len(places)
    for turn in range(rounds):
        for batches in bank.batches(places, seed * 1000 + turn):
            for group in optimiser.param_groups:
                group["lr"] = _MOST_RATE * _rate((seen + BATCH) / all_seen)
            is_old = seen >= _AVERAGED_FROM * all_seen
            loss, right = _learned(network, average if is_old else None, optimiser, batches)
            seen += BATCH * len(batches)
            tell(f"{seen}/{all_seen}: loss {loss:.3f}, right {right:.1%}")
    found: SpotterNetwork = average.module.eval()
    return found


def _learned(
    network: SpotterNetwork,
    average: AveragedModel | None,
    optimiser: torch.optim.Optimizer,
    batches: list[Batch],
) -> tuple[float, float]:
    """The mean loss, and the share of right answers."""
    network.train()
    lost, right = 0.0, 0
    for batch in batches:
        answers = torch.from_numpy(batch.answers)
        logits = network(torch.from_numpy(batch.bands), torch.from_numpy(batch.lengths))
        loss = functional.cross_entropy(logits, answers, label_smoothing=_SMOOTHING)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), _LONGEST_GRADIENT)
        optimiser.step()
        if average is not None:
            average.update_parameters(network)
        lost += float(loss.detach()) / len(batches)
        right += int((logits.argmax(1) == answers).sum())
    return lost, right / sum(len(batch.answers) for batch in batches)


def _rate(done: float) -> float:
    """Of the highest: up, and down along a cosine."""
    if done < _WARM_SHARE:
        return done / _WARM_SHARE
    return 0.5 + 0.5 * math.cos(math.pi * (done - _WARM_SHARE) / (1 - _WARM_SHARE))
