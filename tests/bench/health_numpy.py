#!/usr/bin/env python3
"""What `bench_health made` scores, in vectorised NumPy: six signals by steps or points, missing ones dropped, colours."""
import time

import numpy as np

ACCOUNTS, DAYS, SIGNALS = 10_000, 36, 6
WEIGHTS = [30.0, 20.0, 20.0, 10.0, 10.0, 10.0]


def values(signal, day):
    """-100..100 in tenths; one in eleven is missing."""
    account = np.arange(ACCOUNTS)
    draw = (account * 7919 + signal * 10_007 + day * 5003) % 2003
    value = draw % 2001 / 10.0 - 100.0
    value[draw % 11 == 0] = np.nan
    return value


data = [[values(signal, day) for signal in range(SIGNALS)] for day in range(DAYS)]
begun = time.perf_counter()
total, colours = 0.0, np.zeros(4, dtype=int)
for day in data:
    weight = np.zeros(ACCOUNTS)
    weighted = np.zeros(ACCOUNTS)
    for signal, value in enumerate(day):
        if signal % 2 == 0:
            score = np.interp(value, [-50.0, 0.0, 25.0], [0.0, 60.0, 100.0])
        else:
            score = np.array([100.0, 60.0, 10.0])[np.searchsorted([-20.0, 40.0], value)]
        known = ~np.isnan(value)
        weight += np.where(known, WEIGHTS[signal], 0.0)
        weighted += np.where(known, WEIGHTS[signal] * score, 0.0)
    scored = weight / sum(WEIGHTS) >= 0.6 - 1e-9
    score = weighted[scored] / weight[scored]
    total += score.sum()
    colour = np.where(score >= 75 - 1e-9, 0, np.where(score >= 50 - 1e-9, 1, 2))
    colours += np.bincount(colour, minlength=4)
    colours[3] += (~scored).sum()
print("%.1f ms; sum %.3f, green %d yellow %d red %d none %d" % (1e3 * (time.perf_counter() - begun), total, *colours))
