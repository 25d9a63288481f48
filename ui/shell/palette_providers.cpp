#include "ui/shell/palette_providers.h"

#include "ui/shell/command_palette.h"
#include "ui/shell/main_window.h"
#include "ui/shell/page.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(PaletteProviders)
};

/// A measure's name, what it is in words, and the page that shows it.
struct Metric {
    QString title;
    QString detail;
    QString page;
};

std::vector<Metric> metrics()
{
    const QString revenue = QStringLiteral("revenue");
    const QString reconcile = QStringLiteral("reconcile");
    return {{Texts::tr("Net revenue retention, NRR"), Texts::tr("12 months, with expansion"), revenue},
        {Texts::tr("Gross revenue retention, GRR"), Texts::tr("12 months, without expansion"), revenue},
        {Texts::tr("Logo churn"), Texts::tr("customers lost of those at the start"), revenue},
        {Texts::tr("ARR movements"), Texts::tr("new, expansion, contraction, churn by month"), revenue},
        {Texts::tr("Retention by start quarter"), Texts::tr("NRR, GRR and logos by age"), revenue},
        {Texts::tr("ARR match"), Texts::tr("customers whose ARR agrees in both systems"), reconcile},
        {Texts::tr("Unexplained difference"), Texts::tr("breaks without a cause"), reconcile}};
}

std::vector<PaletteEntry> metricEntries(MainWindow &window)
{
    std::vector<PaletteEntry> entries;
    for (const Metric &metric : metrics()) {
        if (const Page *page = window.page(metric.page); page && window.hasWorkspace())
            entries.push_back({PaletteKind::Metric, metric.title, metric.detail, {}, page->iconName(), Mark::None,
                [&window, id = metric.page] { window.showPage(id); }});
    }
    return entries;
}

std::vector<PaletteEntry> pageEntries(MainWindow &window)
{
    std::vector<PaletteEntry> entries;
    int number = 0;
    for (const QString &id : window.hasWorkspace() ? window.pageIds() : QStringList()) {
        const Page *page = window.page(id);
        const QString keys = ++number < 10 ? Texts::tr("Ctrl %1").arg(number) : QString();
        entries.push_back({PaletteKind::Page, page->title(), page->group(), keys, page->iconName(), Mark::None,
            [&window, id] { window.showPage(id); }});
    }
    return entries;
}

std::vector<PaletteEntry> customerEntries(MainWindow &window)
{
    std::vector<PaletteEntry> entries;
    const auto customers = window.customers();
    const QString page = QStringLiteral("customers");
    if (!customers || !window.page(page))
        return entries;
    entries.reserve(customers->size());
    for (const CustomerName &customer : *customers)
        entries.push_back({PaletteKind::Customer, customer.name, customer.detail, customer.id, page, Mark::None,
            [&window, page, id = customer.id] { window.showPage(page, QStringLiteral("account:") + id); }});
    return entries;
}

} // namespace

void addPaletteProviders(MainWindow &window)
{
    for (const auto entries : {metricEntries, pageEntries, customerEntries})
        window.commandPalette().addProvider([&window, entries] { return entries(window); });
}

} // namespace qd::ui
