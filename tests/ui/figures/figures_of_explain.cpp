#include "tests/ui/figures/figures_of_pages.h"
#include "ui/common/totals_strip.h"

#include <QComboBox>

namespace qd::test {

using namespace qd::ui;

namespace {

/// What a cell of the values says; nothing where it is not there.
QString valueOf(const ExplainPage &page, const char *cell)
{
    for (const TotalCell &each : page.findChild<TotalsStrip *>(QStringLiteral("explainValues"))->cells()) {
        if (each.id == QLatin1String(cell))
            return each.value;
    }
    return {};
}

void choose(ShownPage<ExplainPage> &explain, const char *metric)
{
    auto *box = explain.page.template findChild<QComboBox *>(QStringLiteral("explainMetric"));
    const int index = box->findData(QString::fromLatin1(metric));
    explain.act([&] {
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    });
}

} // namespace

void collect(Figures &figures, ShownPage<ExplainPage> &explain, const Look &look)
{
    const Place place(figures, QStringLiteral("Explain, values"), look.scope);
    for (const auto &[metric, name] :
        {std::pair("nrr", "NRR"), std::pair("grr", "GRR"), std::pair("logo_churn", "Logo churn")}) {
        choose(explain, metric);
        place.printed(QString::fromLatin1(name), look.monthName(), valueOf(explain.page, "value"));
        place.printed(QStringLiteral("opening customers"), look.monthName(), valueOf(explain.page, "customers"));
    }
    choose(explain, "nrr");
    place.printed(QStringLiteral("opening of the set"), look.monthName(), valueOf(explain.page, "denominator"));
    place.printed(QStringLiteral("closing of the set"), look.monthName(), valueOf(explain.page, "numerator"));
    choose(explain, "arr");
    place.printed(QStringLiteral("ARR"), look.day(), valueOf(explain.page, "value"));
}

} // namespace qd::test
