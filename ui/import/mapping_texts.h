#pragma once
#include "core/sources/preview.h"
#include "core/sources/profile_drift.h"
#include "ui/common/table/table_spec.h"

namespace qd::ui {

/// The first rows of a file as they stand, before anything is known of it.
[[nodiscard]] TableSpec sampleTable(const sources::FileSample &sample);
/// The first rows of a mapped file with what is wrong in each; `typed`: by the columns of the entity, as they would be
/// stored, else by those of the file, each headed by where it goes and what type that is.
[[nodiscard]] TableSpec mappedRowsTable(const sources::Preview &preview, bool typed);
/// "410 of 412 rows can be taken. account_id: 389 matched, 14 unmatched, 7 ambiguous. 2 columns go nowhere: G, H."
[[nodiscard]] QString mappingSentence(const sources::Preview &preview);

} // namespace qd::ui
