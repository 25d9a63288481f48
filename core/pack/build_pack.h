#pragma once
#include "core/base/progress.h"
#include "core/pack/pack_document.h"
#include "core/pack/pack_template.h"
#include "core/revenue/grouping.h"

#include <optional>
#include <string>
#include <vector>

namespace qd::store {
class Workspace;
}

namespace qd::pack {

/// Two imports by their first batches: all that was imported after the one, up to and with the other.
struct ImportsBetween {
    std::int64_t from = 0; ///< 0 for the time before the first import
    std::int64_t to = 0;

    friend bool operator==(const ImportsBetween &, const ImportsBetween &) = default;
};

struct PackOptions {
    std::string templateId = "monthly";
    std::string period; ///< "YYYY-MM"; of a quarterly template "YYYYQn" too, the fiscal quarter
    revenue::Filters filters = {}; ///< every page is of the customers for which they hold, and says so in its foot
    std::vector<std::string> customers = {}; ///< of a template that is of customers: ids; empty: those whose turn it is
    /// What they changed stands on pages of their own before the sources (import_change_page.h), of all customers.
    std::optional<ImportsBetween> imports = std::nullopt;
};

/// Checks template and period without a workspace: InvalidArgument lists the templates there are, or says how the
/// period is written, or that a template of customers one by one has no place for imports.
[[nodiscard]] Result<void> checkPackOptions(const PackOptions &options);

/// Builds a pack from the workspace as it stands; `heightOfText` measures in the language it will be written in.
/// Nothing of the clock is in it: the issue carries the as-of date, and the same data give the same document.
/// Measured is only what a page of the template needs. InvalidArgument as above; NoData when the month is not over in
/// the data, or there are no data, or no ARR; but a template for before ARR (PackTemplate::beforeArr) is then
/// firstPack(), of all customers. NoRate, ConflictingRates, Overflow,
/// Cancelled; NotFound for imports that do not stand. Pages whose data are missing are left out, and the last page says
/// what to import. With filters a saved scenario and what imports changed, which are of all customers, are left out.
[[nodiscard]] Result<PackDocument> buildPack(const store::Workspace &workspace, const PackOptions &options,
    const NarrativeHeight &heightOfText, Progress &progress);

} // namespace qd::pack
