#include "core/explain/figure_words.h"
#include "core/revenue/dimension_words.h"
#include "ui/explain/explain_view.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <map>

namespace qd::ui {

using explain::ExplainedRow;
using explain::Explanation;
using explain::MetricKind;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Explain)
};

double major(const Explanation &told, std::int64_t minor)
{
    return Money{minor, told.currency}.major().approximate();
}

/// An amount of the figure as a number: money in major units, customers, hours.
double amountOf(const Explanation &told, std::int64_t amount, double hours)
{
    if (told.metric.kind == MetricKind::Hours)
        return hours;
    return told.metric.countsCustomers() ? double(amount) : major(told, amount);
}

QString amountText(const Explanation &told, std::int64_t amount, double hours)
{
    if (told.metric.kind == MetricKind::Hours)
        return formatNumber(hours, 1);
    return told.metric.countsCustomers() ? formatCount(amount) : formatMoney({amount, told.currency}, true);
}

ColumnKind amountKind(const Explanation &told)
{
    const bool isMoney = !told.metric.countsCustomers() && told.metric.kind != MetricKind::Hours;
    return isMoney ? ColumnKind::Money : ColumnKind::Number;
}

int decimalsOf(const Explanation &told)
{
    return amountKind(told) == ColumnKind::Money ? 2 : told.metric.kind == MetricKind::Hours ? 1 : 0;
}

/// "Now, USD", "Now".
QString withUnit(const Explanation &told, const QString &title)
{
    return amountKind(told) == ColumnKind::Money ? Texts::tr("%1, %2").arg(title, qt(told.currency.code())) : title;
}

QString numeratorTitle(const Explanation &told)
{
    return messageText(explain::numeratorName(told.metric));
}

QString denominatorTitle(const Explanation &told)
{
    return messageText(explain::denominatorName(told.metric));
}

QString lineText(const ExplainedRow &row)
{
    return row.line > 0 ? Texts::tr("line %1").arg(formatCount(row.line)) : Texts::tr("line not known");
}

QString shortHash(const std::string &sha256)
{
    constexpr int Shown = 12;
    return sha256.empty() ? QString() : qt(sha256).left(Shown) + QChar(0x2026);
}

QVariant known(const std::string &text)
{
    return text.empty() ? QVariant() : QVariant(qt(text));
}

} // namespace

QString metricTitle(const std::string &metric)
{
    const auto known = explain::metricFromText(metric);
    if (!known)
        return qt(metric);
    return messageText(explain::titleOf(*known));
}

QString figureTitle(const Explanation &told)
{
    return Texts::tr("%1, %2, %3")
        .arg(metricTitle(told.metric.text), messageText(explain::windowName(told.window)),
            told.group == "total" ? Texts::tr("all customers") : groupName(told.group));
}

QString valueText(const Explanation &told)
{
    if (!told.metric.isRate())
        return amountText(told, told.numerator, told.hours);
    const auto rate = told.rate();
    return rate ? formatPercent(*rate, 2) : Texts::tr("no value");
}

AccountList figureAccounts(const ExplainView &view)
{
    const Explanation &told = *view.told;
    AccountList list{figureTitle(told), {}, {withUnit(told, numeratorTitle(told))}};
    if (told.metric.isRate())
        list.measures << withUnit(told, denominatorTitle(told));
    std::map<int, QVector<double>> sums; // several renewals of a customer are one line
    for (const explain::ExplainedAccount &part : told.accounts) {
        QVector<double> &sum = sums.try_emplace(part.account, QVector<double>(list.measures.size(), 0)).first->second;
        sum[0] += amountOf(told, part.numerator, part.hours);
        if (told.metric.isRate())
            sum[1] += amountOf(told, part.denominator.value_or(0), 0);
    }
    for (const auto &[account, sum] : sums)
        list.add(qt(view.accounts->at(account).id), sum);
    return list;
}

QVector<TotalCell> figureCells(const Explanation &told)
{
    const auto cell = [](const char *id, const QString &label, const QString &value) {
        return TotalCell{QString::fromLatin1(id), label, value, {}};
    };
    QVector<TotalCell> cells{cell("value", metricTitle(told.metric.text), valueText(told))};
    if (told.metric.isRate())
        cells << cell("numerator", withUnit(told, numeratorTitle(told)), amountText(told, told.numerator, told.hours))
              << cell("denominator", withUnit(told, denominatorTitle(told)),
                     amountText(told, told.denominator.value_or(0), 0));
    cells << cell("customers", Texts::tr("Customers"), formatCount(qint64(told.customers().size())))
          << cell("rows", Texts::tr("Rows of files"), formatCount(qint64(told.rows.size())));
    return cells;
}

QString explainNote(const ExplainView &view)
{
    QStringList notes;
    if (view.fault)
        notes << messageText(view.fault->message);
    if (!view.leftOut.empty())
        notes << Texts::tr(
            "A figure is opened for all customers or for one group: the filters above do not hold here.");
    if (view.isAtOtherRates)
        notes << Texts::tr("Rates are told as the definition has them, whatever the filter of rates says.");
    if (view.told) {
        for (const Message &warning : view.told->warnings)
            notes << messageText(warning);
    }
    return notes.join(QChar(u' '));
}

TableSpec customersTable(const ExplainView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("explain-customers");
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    if (!view.told) {
        spec.columns = {tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key)};
        spec.emptyText = Texts::tr("There is no such figure.");
        return spec;
    }
    const Explanation &told = *view.told;
    spec.emptyText = Texts::tr("No customer makes this figure.");
    const auto amount = [&](const char *id, const QString &title) {
        TableColumn column = tableColumn(id, withUnit(told, title), amountKind(told));
        column.decimals = decimalsOf(told);
        column.total = true;
        return column;
    };
    spec.columns = {tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 140),
        amount("numerator", numeratorTitle(told))};
    if (told.metric.isRate())
        spec.columns << amount("denominator", denominatorTitle(told));
    spec.columns << tableColumn("segment", word(revenue::dimensionTitle("segment")), ColumnKind::Text, 2, 90);
    spec.columns << tableColumn("note", Texts::tr("Note"), ColumnKind::Text, 3, 90);
    spec.sortColumn = 1;
    spec.sortDescending = true;
    for (const explain::ExplainedAccount &part : told.accounts) {
        const identity::Account &account = view.accounts->at(part.account);
        QVector<QVariant> values{qt(account.name), amountOf(told, part.numerator, part.hours)};
        if (told.metric.isRate())
            values << amountOf(told, part.denominator.value_or(0), 0);
        values << known(account.field("segment"))
               << (part.floored ? QVariant(Texts::tr("below zero, counts 0")) : QVariant());
        spec.rows << TableRow{rowOfAccount(view, part.account), values};
    }
    return spec;
}

QString rowOfAccount(const ExplainView &view, int account)
{
    return QStringLiteral("%1:%2").arg(account).arg(qt(view.accounts->at(account).id));
}

int accountOfRow(const QString &rowId)
{
    return rowId.section(QLatin1Char(':'), 0, 0).toInt();
}

TableSpec rowsTable(const ExplainView &view, int account)
{
    TableSpec spec;
    spec.id = QStringLiteral("explain-rows");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No row of a file stands behind it.");
    spec.columns = {
        tableColumn("end", Texts::tr("At"), ColumnKind::Text, 0, 60),
        tableColumn("id", Texts::tr("Record"), ColumnKind::Text, 0, 90),
        tableColumn("amount", Texts::tr("Amount"), ColumnKind::Money, 1),
        tableColumn("file", Texts::tr("File"), ColumnKind::Text, 0, 120),
        tableColumn("line", Texts::tr("Line"), ColumnKind::Number, 0, 50),
        tableColumn("batch", Texts::tr("Batch"), ColumnKind::Number, 2, 50),
        tableColumn("month", Texts::tr("Month"), ColumnKind::Text, 4, 70),
        tableColumn("source", Texts::tr("Source"), ColumnKind::Text, 3, 80),
        tableColumn("entity", Texts::tr("Entity"), ColumnKind::Text, 6, 90),
        tableColumn("sheet", Texts::tr("Sheet"), ColumnKind::Text, 7, 80),
        tableColumn("profile", Texts::tr("Mapping"), ColumnKind::Text, 8, 90),
        tableColumn("sha256", Texts::tr("SHA-256"), ColumnKind::Text, 5, 110),
    };
    for (int i = 8; i < spec.columns.size(); ++i)
        spec.columns[i].shown = false;
    spec.columns[2].decimals = 2;
    if (!view.told)
        return spec;
    const std::vector<ExplainedRow> &rows = view.told->rows;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const ExplainedRow &row = rows[i];
        if (account >= 0 && row.account != account)
            continue;
        const QString end = messageText(explain::endName(row.end));
        spec.rows << TableRow{QString::number(i),
            {end.isEmpty() ? QVariant() : QVariant(end), qt(row.id),
                row.amount ? QVariant(major(*view.told, *row.amount)) : QVariant(), known(row.file),
                row.line > 0 ? QVariant(row.line) : QVariant(), qint64(row.batch),
                row.month ? QVariant(formatMonth(*row.month)) : QVariant(), qt(row.source), qt(row.entity),
                known(row.sheet), known(row.profile), known(row.sha256)}};
    }
    return spec;
}

TableSpec changeTable(const ExplainView &view, const explain::ChangeSince &change)
{
    const Explanation &now = change.now;
    const bool isRate = now.metric.isRate();
    TableSpec spec;
    spec.id = isRate ? QStringLiteral("explain-change-rate") : QStringLiteral("explain-change");
    spec.filterRow = false;
    spec.noun = Texts::tr("parts");
    spec.nounOfOne = Texts::tr("part");
    spec.emptyText = Texts::tr("Nothing moved it.");
    TableColumn amount = tableColumn("amount", isRate ? Texts::tr("Change, pt") : withUnit(now, Texts::tr("Change")),
        isRate ? ColumnKind::Points : ColumnKind::Delta);
    amount.decimals = isRate ? 2 : decimalsOf(now);
    amount.total = true;
    spec.columns = {tableColumn("cause", Texts::tr("Cause"), ColumnKind::Text, 0, 90),
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 120), amount};
    int position = 0;
    for (const explain::ChangePart &part : change.parts) {
        const QVariant who = part.account < 0 ? QVariant() : QVariant(qt(view.accounts->at(part.account).name));
        spec.rows << TableRow{QStringLiteral("%1:%2")
                                  .arg(position++)
                                  .arg(part.account < 0 ? QStringLiteral("-1") : rowOfAccount(view, part.account)),
            {word(nameOf(part.cause)), who, isRate ? part.share : amountOf(now, part.amount, part.share)}};
    }
    return spec;
}

QString changeSubtitle(const explain::ChangeSince &change)
{
    return Texts::tr("%1 to %2").arg(valueText(change.then), valueText(change.now));
}

InspectorContent customerInspected(const ExplainView &view, int account)
{
    InspectorContent content;
    const identity::Account &shown = view.accounts->at(account);
    content.heading = Texts::tr("One customer");
    content.subject = qt(shown.name);
    content.detail = figureTitle(*view.told);
    for (const explain::ExplainedAccount &part : view.told->accounts) {
        if (part.account != account || !content.figures.isEmpty())
            continue;
        content.figures << InspectorContent::Field{
            numeratorTitle(*view.told), amountText(*view.told, part.numerator, part.hours)};
        if (part.denominator)
            content.figures << InspectorContent::Field{
                denominatorTitle(*view.told), amountText(*view.told, *part.denominator, 0)};
    }
    constexpr int CardsShown = 12;
    for (const ExplainedRow &row : view.told->rows) {
        if (row.account != account || content.sources.size() == CardsShown)
            continue;
        InspectorContent::SourceCard card{qt(row.file), lineText(row), {}};
        const auto add = [&card](const QString &label, const QString &value) {
            if (!value.isEmpty())
                card.fields << InspectorContent::Field{label, value};
        };
        add(Texts::tr("Record"), qt(row.id));
        add(Texts::tr("At"), messageText(explain::endName(row.end)));
        add(Texts::tr("Amount"), row.amount ? formatMoney({*row.amount, view.told->currency}, true) : QString());
        add(Texts::tr("Sheet"), qt(row.sheet));
        add(Texts::tr("Batch"), formatCount(row.batch));
        add(Texts::tr("Mapping"), qt(row.profile));
        add(Texts::tr("SHA-256"), shortHash(row.sha256));
        content.sources << card;
    }
    content.links << InspectorContent::Link{
        Texts::tr("Open customer"), QStringLiteral("customers"), AccountTarget{qt(shown.id)}};
    return content;
}

} // namespace qd::ui
