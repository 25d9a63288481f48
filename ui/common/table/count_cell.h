#pragma once
#include "core/chart/chart.h"
#include "ui/common/table/table_spec.h"
#include "ui/paint/formatting.h"

namespace qd::ui {

/// A number of customers on which a rate rests, for a column of kind Figure: quiet and with a dagger where they are few
/// (chart::SmallNumber).
[[nodiscard]] inline QVariant countCell(int customers)
{
    const QString text = formatCount(customers);
    return QVariant::fromValue(customers < chart::SmallNumber
            ? FigureValue{text + QStringLiteral(" \u2020"), double(customers), FigureValue::Weight::Quiet}
            : FigureValue{text, double(customers)});
}

} // namespace qd::ui
