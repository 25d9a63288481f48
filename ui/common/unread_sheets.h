#pragma once
#include "core/base/result.h"

class QStackedWidget;

namespace qd::ui {

/// Turns a page's sheets to what may be seen when it could not be computed; the error bar above says why. What was
/// stopped leaves `hasContent` as it stands; sheet `empty` (what to import) comes only where nothing was imported, and
/// every other failure, such as a damaged file, leaves a blank sheet: nobody knows whether the workspace is empty.
void showUnread(QStackedWidget &sheets, ErrorCode code, bool hasContent, int empty);

} // namespace qd::ui
