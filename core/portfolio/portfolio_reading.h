#pragma once
#include "core/portfolio/portfolio.h"

namespace qd::portfolio {

/// What the workspace holds of a portfolio, each table read once in one read transaction.
[[nodiscard]] PortfolioParts readParts(const store::Workspace &workspace);
/// The part that Portfolio::ofBooks() is made of; `records` are let go as soon as they are read.
[[nodiscard]] PortfolioParts readBookParts(
    const store::Workspace &workspace, std::shared_ptr<const identity::SourceRecords> records);

} // namespace qd::portfolio
