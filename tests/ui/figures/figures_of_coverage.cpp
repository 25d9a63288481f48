#include "tests/ui/figures/figures_of_pages.h"
#include "ui/common/segmented_switch.h"
#include "ui/coverage/books_board.h"
#include "ui/coverage/coverage_view.h"
#include "ui/coverage/segment_chooser.h"

#include <QAbstractButton>

namespace qd::test {

using namespace qd::ui;

namespace {

/// What the inspector was told last.
class Inspected {
public:
    explicit Inspected(CoveragePage &page)
    {
        QObject::connect(&page, &Page::inspect, &m_guard, [this](const InspectorContent &content) { last = content; });
    }
    [[nodiscard]] QString operator[](const char *label) const
    {
        for (const InspectorContent::Field &field : last.figures) {
            if (field.label == QLatin1String(label))
                return field.value;
        }
        return {};
    }
    InspectorContent last;

private:
    QObject m_guard;
};

Place ofGroup(const Place &page, const HeatGroup &group)
{
    Place place = page;
    if (!group.segment.empty())
        place = place.of(QStringLiteral("segment"), QString::fromStdString(group.segment));
    if (!group.region.empty())
        place = place.of(QStringLiteral("region"), QString::fromStdString(group.region));
    return place;
}

/// Every cell of the heatmap, as it is coloured and as the inspector explains it.
void collectHeatmap(Figures &figures, ShownPage<CoveragePage> &page, const Look &look)
{
    ChartView *view = nullptr;
    for (ChartView *each : page.page.findChildren<ChartView *>()) {
        if (each->spec().kind == chart::Kind::Heatmap)
            view = each;
    }
    QVERIFY(view);
    const ChartSpec spec = view->spec();
    Inspected inspected(page.page);
    const Place place(figures, QStringLiteral("Coverage, heatmap"), look.scope);
    const Place cell(figures, QStringLiteral("Coverage, inspector"), look.scope);
    for (int row = 0; row <= int(spec.series.size()); ++row) {
        const ChartSeries &series = row < int(spec.series.size()) ? spec.series[row] : *spec.totals;
        const HeatGroup group = HeatGroup::fromId(series.id);
        ofGroup(place, group).part(QStringLiteral("FTE available"), look.seen(spec.categories.front()), series.note);
        for (int month = 0; month < int(series.values.size()); ++month) {
            const QString when = look.seen(spec.categories[month]);
            ofGroup(place, group).exact(QStringLiteral("utilisation"), when, series.values[month]);
            Q_EMIT view->placeActivated(row, month);
            const Place own = ofGroup(cell, group);
            if (series.values[month])
                own.printed(QStringLiteral("utilisation"), when, inspected["Utilisation"]);
            own.printed(QStringLiteral("hours required"), when, inspected["Hours required"]);
            own.printed(QStringLiteral("FTE required"), when, inspected["FTE required"]);
            own.printed(QStringLiteral("FTE available"), when, inspected["FTE available"]);
            own.printed(QStringLiteral("FTE gap"), when, inspected["Gap, FTE"]);
        }
    }
}

/// The books of every segment; a book is shown whole, whatever the chips say.
void collectBooks(Figures &figures, ShownPage<CoveragePage> &page, const Look &look)
{
    auto *board = page.page.template findChild<BooksBoard *>();
    auto *chooser = page.page.template findChild<SegmentChooser *>();
    Inspected inspected(page.page);
    QStringList seen;
    const auto read = [&] {
        for (const BookColumn &column : board->columns()) {
            if (seen.contains(column.name))
                continue;
            seen << column.name;
            const Place heading =
                Place(figures, QStringLiteral("Coverage, board")).of(QStringLiteral("book"), column.name);
            heading.printed(QStringLiteral("book, customers"), look.day(), column.count);
            heading.printed(QStringLiteral("book, ARR"), look.day(), column.arr);
            if (column.csm < 0)
                continue;
            heading.exact(QStringLiteral("book, utilisation"), look.day(), column.utilisation);
            heading.exact(QStringLiteral("book, capacity"), look.day(), column.capacity);
            Q_EMIT board->headingActivated(column.csm);
            const Place own =
                Place(figures, QStringLiteral("Coverage, inspector")).of(QStringLiteral("book"), column.name);
            own.printed(QStringLiteral("book, customers"), look.day(), inspected["Customers"]);
            own.printed(QStringLiteral("book, ARR"), look.day(), inspected["ARR"]);
            own.printed(QStringLiteral("book, ARR at risk"), look.day(), inspected["ARR at risk"]);
            own.printed(QStringLiteral("book, hours"), look.day(), inspected.last.detail);
            const QStringList renews = inspected["Renews in 90 days"].split(QStringLiteral(", "));
            own.printed(QStringLiteral("book, renewals"), look.day(), renews.first());
            own.printed(QStringLiteral("book, renewals ARR"), look.day(), renews.value(1));
        }
    };
    read();
    for (QAbstractButton *button : chooser->findChildren<QAbstractButton *>()) {
        button->click();
        read();
    }
}

} // namespace

void collect(Figures &figures, ShownPage<CoveragePage> &coverage, const Look &look)
{
    const Place title(figures, QStringLiteral("Coverage, title"), look.scope);
    const QString fact = coverage.fact.section(QStringLiteral(": "), -1);
    const QStringList numbers = numbersIn(fact.section(QStringLiteral(" in "), 0, 0));
    title.printed(QStringLiteral("FTE required"), look.seen(look.monthName()), numbers.value(0));
    title.printed(QStringLiteral("FTE available"), look.seen(look.monthName()), numbers.value(1));
    const QStringList counted = numbersIn(fact.section(QStringLiteral(" in "), 1).section(QStringLiteral(", "), 1, 1));
    title.printed(QStringLiteral("customers covered"), look.day(), counted.value(0));
    if (counted.size() > 1)
        Place(figures, QStringLiteral("Coverage, title"))
            .printed(QStringLiteral("customers covered"), look.day(), counted.value(1));
    collectHeatmap(figures, coverage, look);
    collectBooks(figures, coverage, look);
}

} // namespace qd::test
