#include "ui/common/explorer/series_chart.h"

namespace qd::ui {

bool hasSeries(const ChartSpec &spec)
{
    using chart::Kind;
    return spec.kind == Kind::Lines || spec.kind == Kind::Columns || spec.kind == Kind::Steps;
}

} // namespace qd::ui
