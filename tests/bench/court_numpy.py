#!/usr/bin/env python3
"""The court of bench_court.cpp in NumPy: AUC with DeLong's variance, KS, lift with ties shared, flags, paired tests."""
import time

import numpy as np

RENEWALS, MODELS, LEADS, ONE_IN_LOST = 10_000, 6, 4, 9
I = np.arange(RENEWALS)
EVENT = I % ONE_IN_LOST == 0
WEIGHT = 100.0 + I % 13


def scores(model, lead):
    spread = (I * 7919 + model * 10_007 + lead * 5003) % 997
    return spread - np.where(EVENT, 40.0 * (model + 1) + 20.0 * lead, 0.0)


def mid_ranks(values):
    _, place, count = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(count)
    return (last - (count - 1) / 2.0)[place]


def placements(risk):
    """AUC and DeLong's structural components."""
    lost, kept = risk[EVENT], risk[~EVENT]
    m, n = len(lost), len(kept)
    both = mid_ranks(np.concatenate([lost, kept]))
    of_lost = (both[:m] - mid_ranks(lost)) / n
    of_kept = 1 - (both[m:] - mid_ranks(kept)) / m
    return of_lost.mean(), of_lost, of_kept


def lift(risk, bins=10):
    """Events and their weight by bin, equal risks sharing their ranks."""
    values, place = np.unique(-risk, return_inverse=True)
    size = np.bincount(place)
    events, weight = np.bincount(place, EVENT), np.bincount(place, EVENT * WEIGHT)
    ends = np.cumsum(size)
    edges = np.arange(bins + 1) * RENEWALS / bins
    at = [np.interp(edges, np.concatenate([[0], ends]), np.concatenate([[0], np.cumsum(part)])) for part in (events, weight)]
    return at[0][1:] / EVENT.sum(), at[1][1:] / (EVENT * WEIGHT).sum()


def smirnov(risk):
    order = np.argsort(risk)
    ends = np.append(risk[order][1:] != risk[order][:-1], True)
    lost = np.cumsum(EVENT[order]) / EVENT.sum()
    kept = np.cumsum(~EVENT[order]) / (~EVENT).sum()
    return np.abs(lost - kept)[ends].max()


data = [[scores(model, lead) for model in range(MODELS)] for lead in range(LEADS)]
begun = time.perf_counter()
areas = captured = z = 0.0
for lead in data:
    parts = []
    for score in lead:
        parts.append(placements(-score))
        areas += parts[-1][0]
        captured += lift(-score)[0][0]
        smirnov(-score)
        flagged = score < 300
        _ = (flagged & EVENT).sum() / EVENT.sum(), (flagged & EVENT).sum() / max(1, flagged.sum()), flagged.mean()
    for a in range(MODELS):
        for b in range(a + 1, MODELS):
            lost, kept = parts[a][1] - parts[b][1], parts[a][2] - parts[b][2]
            variance = lost.var(ddof=1) / len(lost) + kept.var(ddof=1) / len(kept)
            z += (parts[a][0] - parts[b][0]) / np.sqrt(variance)
print(f"{1000 * (time.perf_counter() - begun):.1f} ms; AUC {areas:.9f}, first tenth {captured:.9f}, z {z:.6f}")
