#pragma once
#include <QKeySequence>

class QPushButton;
class QString;
class QWidget;

namespace qd::ui {

/// A button that a key clicks anywhere within `page` while it is seen; its text names the key. Where a text is typed,
/// the key is a letter of it.
[[nodiscard]] QPushButton *keyedButton(const char *name, const QString &text, Qt::Key key, QWidget *page);

} // namespace qd::ui
