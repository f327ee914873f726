"""The network, for training: a small convolutional one over 40 bands, with attention over time.

A first convolution sees time and frequency and halves both; depthwise-separable convolutions over
time with residuals follow (the field's standard for small spotters: Majumdar and Ginsburg 2020);
the sound is then averaged over time, each step weighted by how much it tells. The same layers run
without torch in `mskiosk.listening.network`, from the arrays that `arrays_of` gives.
"""

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from mskiosk.listening.filterbank import WIDTH

FRONT = 8
KERNELS = (9, 11, 7, 9, 11, 13)
HALVED_BEFORE = 2
"""The block before which time is halved again, to steps of 40 ms."""
Arrays = dict[str, NDArray[Any]]


class Separable(nn.Module):
    """Two depthwise-separable convolutions over time with a residual around them."""

    def __init__(self, channels: int, kernel: int, dropout: float) -> None:
        super().__init__()
        self.depthwise = nn.ModuleList(
            nn.Conv2d(
                channels,
                channels,
                (kernel, 1),
                padding=(kernel // 2, 0),
                groups=channels,
                bias=False,
            )
            for _ in range(2)
        )
        self.pointwise = nn.ModuleList(
            nn.Conv2d(channels, channels, 1, bias=False) for _ in range(2)
        )
        self.norm = nn.ModuleList(nn.BatchNorm2d(channels) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, sound: Tensor, mask: Tensor) -> Tensor:
        inner = functional.relu(self.norm[0](self.pointwise[0](self.depthwise[0](sound))))
        inner = self.dropout(inner) * mask
        inner = self.norm[1](self.pointwise[1](self.depthwise[1](inner)))
        return functional.relu(inner + sound) * mask


class SpotterNetwork(nn.Module):
    """Bands (batch, steps, 40) and their true lengths to logits (batch, words + 1).

    Sound is kept as (batch, channels, steps, 1) with channels last, for which alone torch has fast
    depthwise convolutions on a CPU.
    """

    def __init__(self, answers: int, channels: int = 96, dropout: float = 0.1) -> None:
        super().__init__()
        self.front = nn.Conv2d(1, FRONT, 5, stride=2, padding=2, bias=False)
        self.front_norm = nn.BatchNorm2d(FRONT)
        self.mix = nn.Conv2d(FRONT * WIDTH // 2, channels, 1, bias=False)
        self.mix_norm = nn.BatchNorm2d(channels)
        self.blocks = nn.ModuleList(Separable(channels, kernel, dropout) for kernel in KERNELS)
        self.attention = nn.Linear(channels, 1)
        self.dropout = nn.Dropout(dropout)
        self.answer = nn.Linear(2 * channels, answers)
        self.to(memory_format=torch.channels_last)

    def forward(self, bands: Tensor, lengths: Tensor) -> Tensor:
        return self.answer(self.dropout(self.embedded(bands, lengths)))

    def embedded(self, bands: Tensor, lengths: Tensor) -> Tensor:
        """(batch, 2 * channels): the weighted mean over time, and the largest of each channel."""
        sound = functional.relu(self.front_norm(self.front(bands.unsqueeze(1))))
        batch, _, steps, _ = sound.shape
        lengths = (lengths + 1) // 2
        sound = sound.permute(0, 2, 1, 3).reshape(batch, steps, 1, -1).permute(0, 3, 1, 2)
        mask = _mask(steps, lengths)
        sound = functional.relu(self.mix_norm(self.mix(sound))) * mask
        for count, block in enumerate(self.blocks):
            if count == HALVED_BEFORE:
                sound = functional.avg_pool2d(functional.pad(sound, (0, 0, 0, steps % 2)), (2, 1))
                lengths = (lengths + 1) // 2
                mask = _mask(sound.shape[2], lengths)
            sound = block(sound, mask)
        rows = sound.squeeze(3).transpose(1, 2)
        weight = self.attention(rows).squeeze(2).masked_fill(mask[:, 0, :, 0] == 0, -1e4)
        mean = (rows * weight.softmax(1).unsqueeze(2)).sum(1)
        return torch.cat([mean, rows.amax(1)], 1)


def _mask(steps: int, lengths: Tensor) -> Tensor:
    return (torch.arange(steps)[None, :] < lengths[:, None]).float()[:, None, :, None]


def arrays_of(network: SpotterNetwork) -> Arrays:
    """The weights as float32, each batch normalisation folded into the layer before it."""
    arrays: dict[str, Any] = {}

    def fold(name: str, layer: nn.Module, norm: nn.Module) -> None:
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        weight = layer.weight * scale.reshape(-1, *[1] * (layer.weight.dim() - 1))
        arrays[name] = weight.squeeze()
        arrays[f"{name}_bias"] = norm.bias - norm.running_mean * scale

    with torch.no_grad():
        fold("front", network.front, network.front_norm)
        fold("mix", network.mix, network.mix_norm)
        for count, block in enumerate(network.blocks):
            for half in range(2):
                arrays[f"depthwise_{count}_{half}"] = block.depthwise[half].weight.squeeze()
                fold(f"pointwise_{count}_{half}", block.pointwise[half], block.norm[half])
        arrays["attention"] = network.attention.weight.reshape(-1)
        arrays["halved_before"] = torch.tensor([float(HALVED_BEFORE)])
        arrays["answer"] = network.answer.weight
        arrays["answer_bias"] = network.answer.bias
    return {
        name: np.ascontiguousarray(each.detach().numpy(), np.float32)
        for name, each in arrays.items()
    }
