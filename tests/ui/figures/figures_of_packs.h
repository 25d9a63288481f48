#pragma once
#include "core/pack/pack_document.h"
#include "tests/ui/figures/figures_sample.h"

namespace qd::test {

/// Builds the two packs of `look` and reads every page: scorecards, key figures, tables, charts, sentences.
void collectPacks(Figures &figures, const FiguresSample &sample, const Look &look);

/// Runs `qdeck chart` for every chart, and reads the data it writes. They are of all customers, as of the latest month.
void collectCharts(Figures &figures, const FiguresSample &sample, const Look &look);

/// Runs every command that answers with figures as JSON, and reads them under the chips it can group by.
void collectCommands(Figures &figures, const FiguresSample &sample, const Look &look);

/// The charts of the health review, which are those of the Health page; of all customers only, since the court takes
/// its time.
void collectHealthReview(Figures &figures, const store::Workspace &workspace, const Look &look);

} // namespace qd::test
