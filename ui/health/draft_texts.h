#pragma once
#include "core/health/model_draft.h"
#include "ui/common/table/table_spec.h"
#include "ui/health/draft_book.h"

#include <QHash>
#include <QStringList>

namespace qd::ui {

/// Customers and ARR by colour, by the model of the day and by the draft; row ids are colours.
[[nodiscard]] TableSpec draftMixTable(const DraftBook &book, const DraftEffect &effect);
/// Who changes colour, by ARR, and why; row ids are account ids.
[[nodiscard]] TableSpec draftChangesTable(const DraftBook &book, const DraftEffect &effect);
/// "Licence use 34 %: −12.3", "bounds", "coverage".
[[nodiscard]] QString effectReasonText(const health::EffectReason &reason);
/// "12 change colour, USD 1.2M".
[[nodiscard]] QString changedText(const DraftBook &book, const DraftEffect &effect);

/// The cells of a segment's signals as the editor's table has them; `effect` says who has them, where there is one.
[[nodiscard]] QList<QStringList> draftRows(
    const std::vector<health::DraftSignal> &rows, int segment, const DraftEffect *effect);
/// Sentences by row and column of draftRows(), of one segment; {-1, -1} for the whole of it.
[[nodiscard]] QHash<std::pair<int, int>, QString> draftFaults(
    const std::vector<health::ModelFault> &faults, int segment);
/// With a capital, as a person reads it.
[[nodiscard]] QString draftFaultText(const health::ModelFault &fault);

/// Versions of health models; row ids are their numbers.
[[nodiscard]] TableSpec versionsTable(const std::vector<health::SavedHealthModel> &versions);
/// "House version 3, draft".
[[nodiscard]] QString versionText(const health::SavedHealthModel &version);

} // namespace qd::ui
