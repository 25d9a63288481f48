#include "ui/paint/fonts.h"

#include <QFontDatabase>

namespace qd::ui {

namespace {

QString loadFamily()
{
    QString family;
    for (const char *cut : {"Regular", "Medium", "SemiBold"}) {
        const int id =
            QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/QuarterdeckSans-%1.ttf").arg(QLatin1String(cut)));
        const QStringList families = QFontDatabase::applicationFontFamilies(id);
        if (families.contains(QStringLiteral("Quarterdeck Sans")))
            family = QStringLiteral("Quarterdeck Sans");
    }
    return family.isEmpty() ? QFontDatabase::systemFont(QFontDatabase::GeneralFont).family() : family;
}

} // namespace

const QString &fontFamily()
{
    static const QString family = loadFamily();
    return family;
}

QString fixedFontFamily()
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont).family();
}

} // namespace qd::ui
