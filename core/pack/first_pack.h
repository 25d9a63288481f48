#pragma once
#include "core/base/month.h"
#include "core/base/progress.h"
#include "core/pack/pack_document.h"

namespace qd::store {
class Workspace;
}

namespace qd::pack {

/// "Issue 1, 30 Sep 2026": what the corner of a pack says.
[[nodiscard]] Message issueOne(Date asOf);

/// What there is to say of a workspace that has data but no ARR yet, as a pack of one page: which questions the data
/// answer, which they do not and what is missing, and what came from where. NoData for one without any data. Cancelled.
[[nodiscard]] Result<PackDocument> firstPack(const store::Workspace &workspace, Month month, Progress &progress);

/// What a pack of a workspace without any data answers.
[[nodiscard]] Error noDataYet();

} // namespace qd::pack
