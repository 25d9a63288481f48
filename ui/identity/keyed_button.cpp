#include "ui/identity/keyed_button.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QShortcut>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Identity)
};

} // namespace

QPushButton *keyedButton(const char *name, const QString &text, Qt::Key key, QWidget *page)
{
    const QKeySequence keys(key);
    auto *made = new QPushButton(
        Texts::tr("%1 (%2)", "action, its key").arg(text, keys.toString(QKeySequence::NativeText)), page);
    made->setObjectName(QString::fromLatin1(name));
    auto *shortcut = new QShortcut(keys, page, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    QObject::connect(shortcut, &QShortcut::activated, made, [made] {
        if (made->isVisible())
            made->click();
    });
    return made;
}

} // namespace qd::ui
