#include "ui/common/table/cell_value.h"

#include "ui/paint/formatting.h"

#include <cmath>

#include <QCoreApplication>

namespace qd::ui {

bool isMissing(const QVariant &value, ColumnKind kind)
{
    if (!value.isValid() || value.isNull())
        return true;
    switch (kind) {
    case ColumnKind::Text:
    case ColumnKind::Key:
    case ColumnKind::Id:
    case ColumnKind::Tag:
        return value.toString().isEmpty();
    case ColumnKind::Date:
        return !value.toDate().isValid();
    case ColumnKind::State: {
        const auto state = value.value<StateValue>();
        return state.mark == Mark::None && state.word.isEmpty();
    }
    case ColumnKind::TwoLine:
        return value.toStringList().join(QString()).isEmpty();
    case ColumnKind::Figure:
        return value.value<FigureValue>().text.isEmpty();
    case ColumnKind::Check:
        return false;
    default:
        break;
    }
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return !isNumber || std::isnan(number);
}

bool isNumeric(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Money:
    case ColumnKind::Number:
    case ColumnKind::Percent:
    case ColumnKind::Points:
    case ColumnKind::Delta:
    case ColumnKind::Age:
    case ColumnKind::Bar:
    case ColumnKind::Confidence:
    case ColumnKind::DeltaBar:
        return true;
    default:
        return false;
    }
}

bool isRightAligned(ColumnKind kind)
{
    return kind == ColumnKind::Figure
        || (isNumeric(kind) && kind != ColumnKind::Bar && kind != ColumnKind::Confidence
            && kind != ColumnKind::DeltaBar);
}

bool isFraction(ColumnKind kind)
{
    return kind == ColumnKind::Percent || kind == ColumnKind::Points || kind == ColumnKind::Bar
        || kind == ColumnKind::Confidence;
}

bool keepsWhole(ColumnKind kind)
{
    return kind != ColumnKind::Text && kind != ColumnKind::Key && kind != ColumnKind::TwoLine;
}

QString plainText(const QVariant &value, ColumnKind kind)
{
    if (isNumeric(kind) || kind == ColumnKind::Date)
        return {};
    if (kind == ColumnKind::State)
        return value.value<StateValue>().word;
    if (kind == ColumnKind::Figure)
        return value.value<FigureValue>().text;
    if (kind == ColumnKind::Check)
        return value.toBool() ? QCoreApplication::translate("qd::ui::TableView", "yes")
                              : QCoreApplication::translate("qd::ui::TableView", "no");
    if (kind == ColumnKind::TwoLine) {
        QStringList lines = value.toStringList();
        lines.removeAll(QString());
        return lines.join(QStringLiteral(", "));
    }
    return value.toString();
}

QString cellText(const QVariant &value, const TableColumn &column, const QLocale &locale)
{
    if (isMissing(value, column.kind))
        return QCoreApplication::translate("qd::ui::TableView", "none");
    const double number = value.toDouble();
    switch (column.kind) {
    case ColumnKind::Money:
    case ColumnKind::Number:
        return formatNumber(number, column.decimals, locale);
    case ColumnKind::Percent:
        return formatPercent(number, column.decimals > 0 ? column.decimals : 1, locale);
    case ColumnKind::Points:
        return formatPoints(number, column.decimals > 0 ? column.decimals : 1, locale);
    case ColumnKind::Bar:
    case ColumnKind::Confidence:
        return formatPercent(number, column.decimals, locale);
    case ColumnKind::Delta:
    case ColumnKind::DeltaBar:
        return formatDelta(number, column.decimals, locale);
    case ColumnKind::Age:
        return formatAge(value.toInt());
    case ColumnKind::Date:
        return formatDate(Date(std::int32_t(QDate(1970, 1, 1).daysTo(value.toDate()))), locale);
    default:
        return plainText(value, column.kind);
    }
}

QString rawText(const QVariant &value, const TableColumn &column, const QLocale &locale)
{
    if (isMissing(value, column.kind))
        return {};
    if (column.kind == ColumnKind::Date)
        return value.toDate().toString(Qt::ISODate);
    const bool isFigure = column.kind == ColumnKind::Figure;
    if (!isNumeric(column.kind) && !isFigure)
        return plainText(value, column.kind);
    const double number = isFigure ? value.value<FigureValue>().number : value.toDouble();
    const QString text = QString::number(number, 'f', QLocale::FloatingPointShortest);
    return QString(text).replace(QLatin1Char('.'), locale.decimalPoint());
}

} // namespace qd::ui
