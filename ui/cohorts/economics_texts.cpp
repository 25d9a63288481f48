#include "core/revenue/dimension_words.h"
#include "ui/cohorts/cohorts_texts.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Cohorts)
};

QVariant amount(const CohortsView &view, std::int64_t minor)
{
    return Money{minor, view.currency}.major().approximate();
}

QVariant number(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

TableColumn decimals(const char *id, const QString &title, ColumnKind kind, int priority, int digits)
{
    TableColumn column = tableColumn(id, title, kind, priority);
    column.decimals = digits;
    return column;
}

/// The groups, `total` not among them, that have a cost and enough customers to be spoken of, the dearest first.
std::vector<const economics::EconomicsRow *> comparable(const economics::RetentionEconomics &found)
{
    std::vector<const economics::EconomicsRow *> rows;
    for (std::size_t i = 1; i < found.rows.size(); ++i) {
        if (found.arrPerCost(found.rows[i]) && found.rows[i].customers >= chart::SmallNumber)
            rows.push_back(&found.rows[i]);
    }
    std::ranges::stable_sort(
        rows, {}, [&](const economics::EconomicsRow *row) { return found.arrPerCost(*row).value_or(0); });
    return rows;
}

} // namespace

TableSpec economicsTable(const CohortsView &view)
{
    const economics::RetentionEconomics &found = view.economics->found;
    const QString code = qt(view.currency.code());
    TableSpec spec;
    spec.id = QStringLiteral("retention-economics");
    spec.filterRow = false;
    spec.whole = QStringLiteral("0");
    spec.emptyText = Texts::tr("No customer had ARR when these months began.");
    spec.columns = {
        tableColumn("group", word(revenue::dimensionTitle(view.economics->by)), ColumnKind::Key, 0, 130),
        tableColumn("customers", Texts::tr("n"), ColumnKind::Figure),
        tableColumn("left", Texts::tr("Left"), ColumnKind::Number, 4),
        tableColumn("opening", Texts::tr("Opening, %1").arg(code), ColumnKind::Money, 3),
        tableColumn("kept", Texts::tr("Kept, %1").arg(code), ColumnKind::Money, 1),
        decimals("keptRate", Texts::tr("Kept, %"), ColumnKind::Percent, 0, 1),
        tableColumn("expansion", Texts::tr("Expansion, %1").arg(code), ColumnKind::Money, 3),
        decimals("expansionRate", Texts::tr("Expansion, %"), ColumnKind::Percent, 2, 1),
        decimals("hours", Texts::tr("Hours"), ColumnKind::Number, 2, 0),
        tableColumn("cost", Texts::tr("Cost, %1").arg(code), ColumnKind::Money, 1),
        decimals("costRate", Texts::tr("Cost, %"), ColumnKind::Percent, 3, 1),
        decimals("perCost", Texts::tr("ARR per cost"), ColumnKind::Number, 0, 1),
    };
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
        const economics::EconomicsRow &row = found.rows[i];
        spec.rows << TableRow{QString::number(i),
            {cohortGroupTitle(row.group), countCell(row.customers), row.left, amount(view, row.opening),
                amount(view, row.kept), number(row.keptRate()), amount(view, row.expansion),
                number(row.expansionRate()), number(row.hours), number(row.cost), number(found.costRate(row)),
                number(found.arrPerCost(row))}};
    }
    return spec;
}

QString economicsSentence(const CohortsView &view)
{
    const economics::RetentionEconomics &found = view.economics->found;
    QStringList sentences;
    const auto rows = comparable(found);
    if (rows.size() > 1) {
        const auto told = [&](const economics::EconomicsRow &row) {
            return Texts::tr("%1 (%Ln customers)", nullptr, row.customers).arg(cohortGroupTitle(row.group));
        };
        sentences << Texts::tr("For each %1 of serving them, %2 kept and added %3 of ARR, %4 %5.")
                         .arg(qt(view.currency.code()), told(*rows.back()),
                             formatNumber(found.arrPerCost(*rows.back()).value_or(0), 1), told(*rows.front()),
                             formatNumber(found.arrPerCost(*rows.front()).value_or(0), 1));
        sentences << Texts::tr("That is what was there, not what a change of service would do: groups differ in more "
                               "than how they are served.");
    }
    if (found.hourCost)
        sentences << Texts::tr("An hour costs %1 %2; hours are what the touch model asks for, month by month.")
                         .arg(qt(view.currency.code()), formatNumber(*found.hourCost, 2));
    for (const Message &note : found.notes)
        sentences << messageText(note);
    return sentences.join(QLatin1Char('\n'));
}

} // namespace qd::ui
