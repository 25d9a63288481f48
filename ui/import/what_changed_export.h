#pragma once
#include "ui/import/what_changed_view.h"

namespace qd::ui {

/// Writes every record of the view What changed, with what moved ARR first, to a file by its ending: .xlsx as a
/// workbook, else CSV in the form of files. Personal data are masked. For a worker; errors as store::writeOutput() and
/// query::writeWorkbook().
[[nodiscard]] Result<QString> saveWhatChanged(const WhatChangedView &view, const QString &path, Progress &progress);

} // namespace qd::ui
