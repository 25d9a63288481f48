#pragma once
#include "core/base/message.h"

#include <QLocale>
#include <QString>

namespace qd::ui {

/// What core has to say, in the language of the window and with values by `locale` (formatting.h). Where a language has
/// no translation it is English.
[[nodiscard]] QString messageText(const Message &message);
[[nodiscard]] QString messageText(const Message &message, const QLocale &locale);

} // namespace qd::ui
