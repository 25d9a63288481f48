#include "ui/customers/customer_texts.h"

#include "ui/customers/cell_values.h"
#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Customers)
};

QString methodName(const identity::LinkedRecord &record)
{
    if (record.method == "own")
        return Texts::tr("first seen here");
    if (record.method == "id")
        return record.bare ? Texts::tr("same id") : Texts::tr("id carried across");
    if (record.method == "domain")
        return Texts::tr("domain");
    if (record.method == "name")
        return Texts::tr("name");
    return qt(record.method);
}

/// "in 12 days", "today", "3 days ago".
QString dayFrom(Date today, Date day)
{
    const int days = daysBetween(today, day);
    if (days == 0)
        return Texts::tr("today");
    return days > 0 ? Texts::tr("in %Ln days", nullptr, days) : Texts::tr("%Ln days ago", nullptr, -days);
}

} // namespace

QString arrEntity(const answers::CustomerRecord &record)
{
    for (const char *entity : {"arr_history", "subscriptions"}) {
        for (const answers::SourceRow &row : record.rows) {
            if (row.entity == entity && row.source == record.arrSource)
                return QString::fromLatin1(entity);
        }
    }
    return QStringLiteral("accounts");
}

QVector<TotalCell> customerTotals(const answers::CustomerRecord &record)
{
    QVector<TotalCell> cells;
    const auto add = [&](const QString &entity, const QString &label, const QString &value, const QString &note) {
        cells.push_back({entity, label, value, note});
    };
    QString change;
    if (record.arrByMonth.size() > 12) {
        const std::int64_t yearAgo = record.arrByMonth[record.arrByMonth.size() - 13].second;
        change =
            Texts::tr("%1 in 12 months").arg(formatMoneyDelta({record.arr.value_or(0) - yearAgo, record.currency}));
    }
    add(arrEntity(record), Texts::tr("ARR"), record.arr ? formatMoney({*record.arr, record.currency}) : QString(),
        change);
    add(QStringLiteral("subscriptions"), Texts::tr("Renewal"),
        record.renewalDate ? formatDate(*record.renewalDate) : QString(),
        record.renewalDate && record.asOf ? dayFrom(*record.asOf, *record.renewalDate) : QString());
    if (!record.health.empty())
        add(QStringLiteral("health_scores"), Texts::tr("Health"), formatNumber(record.health.back().score, 0),
            qt(record.health.back().colour));
    if (!record.usage.empty()) {
        const auto &last = record.usage.back();
        add(QStringLiteral("usage"), Texts::tr("Active users"), formatNumber(last.activeUsers, 0),
            last.licensedUsers > 0 ? Texts::tr("of %1 licensed").arg(formatNumber(last.licensedUsers, 0))
                                   : formatDate(last.day));
    }
    add(QStringLiteral("tickets"), Texts::tr("Open tickets"), formatCount(record.openTickets),
        Texts::tr("of %1").arg(formatCount(qint64(record.tickets.size()))));
    if (record.nps)
        add(QStringLiteral("surveys"), Texts::tr("NPS, mean answer"), formatNumber(*record.nps, 1),
            Texts::tr("%Ln respondents", nullptr, record.npsAnswers));
    add(QStringLiteral("accounts"), Texts::tr("Systems"), formatCount(qint64(record.account.records.size())),
        Texts::tr("linked records"));
    return cells;
}

namespace {

/// A field that a person set: every other value loses.
TableRow chosenRow(const identity::GoldenField &field, const identity::GoldenChoice &choice)
{
    QStringList losers;
    for (const identity::FieldCandidate &other : field.candidates) {
        if (other.value != choice.value)
            losers << qt(other.source) + QStringLiteral(" ") + fieldValue(field.field, other.value);
    }
    QStringList said;
    if (!choice.reason.empty())
        said << qt(choice.reason);
    if (choice.until)
        said << Texts::tr("until %1").arg(formatDate(*choice.until));
    said << (losers.isEmpty() ? Texts::tr("all agree") : losers.join(QStringLiteral("; ")));
    return {qt(field.field),
        {fieldTitle(field.field), fieldValue(field.field, choice.value), Texts::tr("by %1").arg(qt(choice.by)),
            said.join(QStringLiteral("; "))}};
}

} // namespace

TableSpec goldenTable(const answers::CustomerRecord &record)
{
    TableSpec spec;
    spec.id = QStringLiteral("golden-record");
    spec.filterRow = false;
    spec.columns = {tableColumn("field", Texts::tr("Field"), ColumnKind::Text, 0, 100),
        tableColumn("value", Texts::tr("Value"), ColumnKind::Key, 0, 120),
        tableColumn("wins", Texts::tr("Wins"), ColumnKind::Tag),
        tableColumn("loses", Texts::tr("Loses"), ColumnKind::Text, 0, 110)};
    for (const identity::GoldenField &field : record.golden) {
        if (const auto choice = record.chosen.find(field.field); choice != record.chosen.end()) {
            spec.rows << chosenRow(field, choice->second);
            continue;
        }
        QVariant value;
        QVariant winner;
        QStringList losers;
        if (!field.candidates.empty()) {
            value = fieldValue(field.field, field.candidates.front().value);
            winner = qt(field.candidates.front().source);
            for (const identity::FieldCandidate &other : field.candidates) {
                if (other.value != field.candidates.front().value)
                    losers << qt(other.source) + QStringLiteral(" ") + fieldValue(field.field, other.value);
            }
        }
        const QString lost = losers.isEmpty()
            ? (field.candidates.size() > 1 ? Texts::tr("all agree") : Texts::tr("only source"))
            : losers.join(QStringLiteral("; "));
        spec.rows << TableRow{
            qt(field.field), {fieldTitle(field.field), value, winner, value.isNull() ? QVariant() : QVariant(lost)}};
    }
    return spec;
}

QString linkedRecordId(const identity::LinkedRecord &record)
{
    return qt(record.source) + QLatin1Char(':') + qt(record.id);
}

TableSpec linksTable(const answers::CustomerRecord &record)
{
    TableSpec spec;
    spec.id = QStringLiteral("linked-records");
    spec.filterRow = false;
    spec.columns = {tableColumn("system", Texts::tr("System"), ColumnKind::Key, 0, 96),
        tableColumn("id", Texts::tr("Id"), ColumnKind::Id, 0, 150),
        tableColumn("by", Texts::tr("Link by"), ColumnKind::Text, 0, 110),
        tableColumn("strength", Texts::tr("Strength"), ColumnKind::Confidence, 1),
        tableColumn("evidence", Texts::tr("Evidence"), ColumnKind::Text, 2, 240)};
    for (std::size_t i = 0; i < record.account.records.size(); ++i) {
        const identity::LinkedRecord &linked = record.account.records[i];
        const QString evidence = i < record.evidence.size() ? messageText(record.evidence[i]) : QString();
        spec.rows << TableRow{
            linkedRecordId(linked), {qt(linked.source), qt(linked.id), methodName(linked), linked.score, evidence}};
    }
    return spec;
}

TableSpec ticketsTable(const answers::CustomerRecord &record)
{
    TableSpec spec;
    spec.id = QStringLiteral("customer-tickets");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("No tickets of this customer.");
    spec.columns = {tableColumn("ticket", Texts::tr("Ticket"), ColumnKind::Id),
        tableColumn("created", Texts::tr("Created"), ColumnKind::Date),
        tableColumn("priority", Texts::tr("Priority"), ColumnKind::Text, 0, 80),
        tableColumn("status", Texts::tr("Status"), ColumnKind::Text, 0, 80),
        tableColumn("line", Texts::tr("Source"), ColumnKind::Text, 1, 170)};
    for (const auto &ticket : record.tickets) {
        spec.rows << TableRow{qt(ticket.id),
            {qt(ticket.id), dateOrNone(Date::fromIso(ticket.created.substr(0, 10))), textOrNone(ticket.priority),
                textOrNone(ticket.status), Texts::tr("%1, line %2").arg(qt(ticket.file)).arg(ticket.line)}};
    }
    return spec;
}

TableSpec sourceRowsTable(const answers::CustomerRecord &record)
{
    TableSpec spec;
    spec.id = QStringLiteral("source-rows");
    spec.noun = Texts::tr("rows");
    spec.nounOfOne = Texts::tr("row");
    spec.emptyText = Texts::tr("No row of this kind was imported.");
    spec.columns = {tableColumn("entity", Texts::tr("Entity"), ColumnKind::Text, 0, 104),
        tableColumn("record", Texts::tr("Record"), ColumnKind::Id, 2),
        tableColumn("file", Texts::tr("File"), ColumnKind::Key, 0, 170),
        tableColumn("line", Texts::tr("Line"), ColumnKind::Number),
        tableColumn("asof", Texts::tr("As of"), ColumnKind::Date, 1)};
    for (std::size_t i = 0; i < record.rows.size(); ++i) {
        const answers::SourceRow &row = record.rows[i];
        spec.rows << TableRow{QString::number(i),
            {qt(row.entity), qt(row.recordId), qt(row.file), row.line, dateOrNone(Date::fromIso(row.asOf))}};
    }
    return spec;
}

ChartSpec arrHistoryChart(const answers::CustomerRecord &record)
{
    ChartSpec spec;
    spec.kind = chart::Kind::Steps;
    spec.title = Texts::tr("ARR");
    spec.subtitle = record.arrSource.empty()
        ? QString()
        : Texts::tr("%1, month ends, source %2").arg(qt(record.currency.code()), qt(record.arrSource));
    spec.unit = qt(record.currency.code());
    spec.format = chart::Unit::Money;
    spec.emptyText = Texts::tr("No ARR is known of this customer.");
    ChartSeries series;
    series.name = Texts::tr("ARR");
    for (const auto &[month, minor] : record.arrByMonth) {
        spec.categories << qt(month.iso());
        series.values << Money{minor, record.currency}.major().approximate();
    }
    spec.series = {series};
    return spec;
}

ChartSpec usageChart(const answers::CustomerRecord &record)
{
    ChartSpec spec;
    spec.kind = chart::Kind::Lines;
    spec.title = Texts::tr("Active users");
    spec.format = chart::Unit::Count;
    spec.emptyText = Texts::tr("No usage of this customer was imported.");
    ChartSeries active;
    active.name = Texts::tr("Active");
    double licensed = 0;
    // One point a week keeps a year of daily exports readable.
    std::optional<int> week;
    for (const auto &point : record.usage) {
        const int index = (point.day.days() + 3) / 7;
        licensed = point.licensedUsers > 0 ? point.licensedUsers : licensed;
        if (week == index) {
            active.values.back() = std::max(active.values.back().value_or(0), point.activeUsers);
            continue;
        }
        week = index;
        spec.categories << qt(point.day.iso());
        active.values << point.activeUsers;
    }
    constexpr int Weeks = 52;
    if (active.values.size() > Weeks) {
        active.values = active.values.last(Weeks);
        spec.categories = spec.categories.last(Weeks);
    }
    spec.series = {active};
    if (licensed > 0)
        spec.targets << TargetLine{Texts::tr("%1 licensed").arg(formatNumber(licensed, 0)), licensed};
    spec.subtitle = record.usage.empty()
        ? QString()
        : Texts::tr("highest of each week, to %1").arg(formatDate(record.usage.back().day));
    return spec;
}

ChartSpec healthChart(const answers::CustomerRecord &record)
{
    ChartSpec spec;
    spec.kind = chart::Kind::Lines;
    spec.title = Texts::tr("Health score");
    spec.subtitle = Texts::tr("as the CS platform gave it, 0 to 100");
    spec.format = chart::Unit::Count;
    spec.emptyText = Texts::tr("No health scores of this customer were imported.");
    ChartSeries series;
    series.name = Texts::tr("Score");
    std::string month;
    for (const auto &point : record.health) {
        if (point.date.substr(0, 7) == month) {
            series.values.back() = point.score;
            continue;
        }
        month = point.date.substr(0, 7);
        spec.categories << qt(month);
        series.values << point.score;
    }
    spec.series = {series};
    return spec;
}

InspectorContent describeSourceRow(const answers::CustomerRecord &record, std::size_t index)
{
    const answers::SourceRow &row = record.rows[index];
    InspectorContent content;
    content.heading = Texts::tr("Source row");
    content.place = Texts::tr("%1 of %2").arg(formatCount(qint64(index + 1)), formatCount(qint64(record.rows.size())));
    content.subject = qt(row.recordId);
    content.detail = Texts::tr("%1 of %2, as of %3").arg(qt(row.entity), qt(row.source), dayText(row.asOf));
    InspectorContent::SourceCard card{qt(row.file), Texts::tr("line %1").arg(row.line), {}};
    for (const auto &[column, value] : row.fields)
        card.fields.push_back({qt(column), qt(value)});
    content.sources = {card};
    return content;
}

} // namespace qd::ui
