#include "ui/common/held_chips.h"

#include "ui/paint/chart/chart_spec.h"

#include <QRegularExpression>
#include <QWidget>

namespace qd::ui {

namespace {

constexpr const char *Held = "heldByChips";
constexpr qsizetype MostBytes = 200; // of the 255 that a name of a file may have

} // namespace

void setHeld(QWidget &page, const QString &words)
{
    page.setProperty(Held, words);
}

QString heldBy(const QWidget &widget)
{
    for (const QWidget *each = &widget; each; each = each->parentWidget()) {
        if (const QVariant words = each->property(Held); words.isValid())
            return words.toString();
    }
    return {};
}

QString fileNameOf(const QWidget &widget, const QString &name, const QString &ending)
{
    static const QRegularExpression unnameable(QStringLiteral("[\\x00-\\x1f/\\\\:*?\"<>|]+"));
    const QString held = heldBy(widget);
    QString whole = held.isEmpty() ? name : name + QStringLiteral(", ") + held;
    whole = whole.replace(unnameable, QStringLiteral(" ")).simplified(); // a mark beside a blank leaves one
    while (whole.toUtf8().size() > MostBytes)
        whole.truncate(
            whole.lastIndexOf(QLatin1Char(' ')) > 0 ? whole.lastIndexOf(QLatin1Char(' ')) : whole.size() - 1);
    return whole + ending;
}

ChartSpec namingHeld(const QWidget &widget, ChartSpec spec)
{
    const QString held = heldBy(widget);
    if (!held.isEmpty() && !spec.subtitle.contains(held))
        spec.subtitle = spec.subtitle.isEmpty() ? held : held + QStringLiteral("; ") + spec.subtitle;
    return spec;
}

} // namespace qd::ui
