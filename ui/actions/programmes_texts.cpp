#include "core/base/money.h"
#include "core/programmes/touch.h"
#include "core/revenue/dimension_words.h"
#include "ui/actions/actions_view.h"
#include "ui/common/table/count_cell.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <functional>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Programmes)
};

QVariant number(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariant dateCell(const std::optional<Date> &date)
{
    return date ? QVariant(QDate(date->year(), date->month(), date->day())) : QVariant();
}

TableColumn decimals(const char *id, const QString &title, ColumnKind kind, int priority)
{
    TableColumn column = tableColumn(id, title, kind, priority);
    column.decimals = 1;
    return column;
}

TableSpec listOf(const char *id, const QString &emptyText)
{
    TableSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.filterRow = false;
    spec.emptyText = emptyText;
    return spec;
}

/// NPS in points, CSAT as a share, CES as a score.
QVariant voiceCell(programmes::VoiceKind kind, const std::optional<double> &value)
{
    if (!value)
        return {};
    return QVariant::fromValue(
        FigureValue{kind == programmes::VoiceKind::Csat ? formatPercent(*value) : formatNumber(*value, 1), *value});
}

/// High, low and tech touch as people say it; any other label of a model is data.
QString touchWord(const std::string &touch)
{
    if (touch == programmes::HighTouch)
        return Texts::tr("High touch");
    if (touch == programmes::TechTouch)
        return Texts::tr("Tech touch");
    if (touch.empty() || touch == NoGroup)
        return Texts::tr("No segment");
    return touch == "low" ? Texts::tr("Low touch") : qt(touch);
}

QString rowName(const std::string &group, const std::string &by)
{
    if (group == "total")
        return Texts::tr("All customers");
    return by == programmes::ByTouch ? touchWord(group) : groupName(group);
}

QString groupTitle(const std::string &by)
{
    return by == programmes::ByTouch ? Texts::tr("Touch") : word(revenue::dimensionTitle(by));
}

QVariant daysCell(const std::optional<int> &days)
{
    return days ? QVariant(*days) : QVariant();
}

/// With the days since each was met, and the sponsor.
TableSpec metTable(const ActionsView &view, const std::vector<programmes::SilentCustomer> &shown)
{
    TableSpec spec;
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 130),
        tableColumn("contact", Texts::tr("Days silent"), ColumnKind::Number, 0),
        tableColumn("sponsor", Texts::tr("Sponsor, days"), ColumnKind::Number, 1),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.currency().code())), ColumnKind::Money, 2),
        tableColumn("renewal", Texts::tr("Renewal"), ColumnKind::Date, 3, 100),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 4, 110),
    };
    for (const programmes::SilentCustomer &each : shown) {
        const identity::Account &account = view.accounts().at(each.account);
        const std::string &owner = account.field("owner");
        spec.rows << TableRow{qt(account.id),
            {qt(account.name), daysCell(each.contactDays), daysCell(each.sponsorDays),
                Money{view.programmes.arr[std::size_t(each.account)], view.currency()}.major().approximate(),
                dateCell(view.programmes.renewals[std::size_t(each.account)]),
                owner.empty() ? QVariant() : QVariant(qt(owner))}};
    }
    return spec;
}

} // namespace

QString programmesFact(const ActionsView &view)
{
    const programmes::PlanFigures &plans = view.programmes.plans.front();
    int open = 0;
    for (const programmes::TierFigures &tier : view.programmes.escalations)
        open += tier.open;
    return Texts::tr("%1, %2, %3")
        .arg(Texts::tr("%Ln objectives open", nullptr, plans.open), Texts::tr("%Ln escalations open", nullptr, open),
            Texts::tr("%Ln detractors", nullptr, int(view.programmes.detractors.size())));
}

TableSpec plansTable(const ActionsView &view, const std::string &by)
{
    TableSpec spec = listOf("success-plans", Texts::tr("Import success plans to see their objectives."));
    spec.whole = QStringLiteral("0");
    spec.columns = {
        tableColumn("group", groupTitle(by), ColumnKind::Key, 0, 120),
        tableColumn("customers", Texts::tr("Customers"), ColumnKind::Figure, 4),
        decimals("withPlan", Texts::tr("With one, %"), ColumnKind::Percent, 1),
        tableColumn("open", Texts::tr("Open"), ColumnKind::Number, 1),
        tableColumn("late", Texts::tr("Late"), ColumnKind::Number, 2),
        tableColumn("untouched", Texts::tr("Untouched"), ColumnKind::Number, 3),
        tableColumn("met", Texts::tr("Met"), ColumnKind::Number, 2),
        tableColumn("missed", Texts::tr("Missed"), ColumnKind::Number, 3),
        decimals("metRate", Texts::tr("Met, %"), ColumnKind::Percent, 5),
    };
    int row = 0;
    for (const programmes::PlanFigures &each : view.programmes.plans)
        spec.rows << TableRow{QString::number(row++),
            {rowName(each.group, by), countCell(each.customers), number(each.planRate()), each.open, each.late,
                each.untouched, each.met, each.missed, number(each.metRate())}};
    return spec;
}

TableSpec voiceTable(const ActionsView &view, const std::string &by)
{
    TableSpec spec = listOf("customer-voice", Texts::tr("Nobody answered a survey."));
    spec.columns = {
        tableColumn("kind", Texts::tr("Figure"), ColumnKind::Key, 0, 70),
        tableColumn("group", groupTitle(by), ColumnKind::Text, 0, 110),
        tableColumn("n", Texts::tr("Answers"), ColumnKind::Figure, 2),
        tableColumn("value", Texts::tr("Value"), ColumnKind::Figure, 0),
        decimals("margin", Texts::tr("Margin"), ColumnKind::Number, 1),
        tableColumn("before", Texts::tr("Before"), ColumnKind::Figure, 2),
        tableColumn("before2", Texts::tr("180 days before"), ColumnKind::Figure, 5),
        tableColumn("before3", Texts::tr("270 days before"), ColumnKind::Figure, 6),
        tableColumn("offScale", Texts::tr("Left out"), ColumnKind::Number, 4),
    };
    int row = 0;
    for (const programmes::VoiceRow &each : view.programmes.voice)
        spec.rows << TableRow{QString::number(row++),
            {word(programmes::nameOf(each.now.kind)), rowName(each.now.group, by), countCell(each.now.n),
                voiceCell(each.now.kind, each.now.value()), number(each.now.margin()),
                voiceCell(each.now.kind, each.before), voiceCell(each.now.kind, each.earlier[0]),
                voiceCell(each.now.kind, each.earlier[1]), each.now.offScale}};
    return spec;
}

TableSpec detractorsTable(const ActionsView &view)
{
    TableSpec spec = listOf("detractors", Texts::tr("No customer is a detractor."));
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 140),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.currency().code())), ColumnKind::Money, 1),
        tableColumn("renewal", Texts::tr("Renewal"), ColumnKind::Date, 1, 100),
        tableColumn("score", Texts::tr("Score"), ColumnKind::Number, 0),
        tableColumn("answered", Texts::tr("Answered"), ColumnKind::Date, 3, 100),
        tableColumn("owner", Texts::tr("Owner"), ColumnKind::Text, 4, 120),
    };
    for (const programmes::Detractor &each : view.programmes.detractors) {
        const identity::Account &account = view.accounts().at(each.account);
        const std::string &owner = account.field("owner");
        spec.rows << TableRow{qt(account.id),
            {qt(account.name),
                Money{view.programmes.arr[std::size_t(each.account)], view.currency()}.major().approximate(),
                dateCell(view.programmes.renewals[std::size_t(each.account)]), each.score, dateCell(each.day),
                owner.empty() ? QVariant() : QVariant(qt(owner))}};
    }
    return spec;
}

TableSpec contactsTable(const ActionsView &view, const std::string &by)
{
    TableSpec spec = listOf("contacts", Texts::tr("No activity was imported."));
    spec.whole = QStringLiteral("0");
    spec.columns = {
        tableColumn("group", groupTitle(by), ColumnKind::Key, 0, 120),
        tableColumn("customers", Texts::tr("Customers"), ColumnKind::Figure, 1),
        tableColumn("touches", Texts::tr("Touches"), ColumnKind::Number, 2),
        tableColumn("personal", Texts::tr("Personal"), ColumnKind::Number, 3),
        decimals("each", Texts::tr("Each"), ColumnKind::Number, 4),
        tableColumn("silent", Texts::tr("Silent"), ColumnKind::Number, 0),
        tableColumn("sponsorSilent", Texts::tr("Sponsor silent"), ColumnKind::Number, 1),
    };
    for (std::size_t type = 0; type < programmes::TouchTypes; ++type)
        spec.columns << tableColumn(("type" + std::to_string(type)).c_str(),
            word(programmes::nameOf(programmes::TouchType(type))), ColumnKind::Number, 5 + int(type));
    int row = 0;
    for (const programmes::ContactFigures &each : view.programmes.contacts) {
        TableRow line{QString::number(row++),
            {rowName(each.group, by), countCell(each.customers), each.touches, each.personal,
                number(each.touchesEach()), each.silent, each.sponsorSilent}};
        for (const int ofType : each.byType)
            line.values << ofType;
        spec.rows << line;
    }
    return spec;
}

TableSpec silentTable(const ActionsView &view, int days)
{
    TableSpec spec = metTable(view, programmes::withoutContact(view.programmes.silent, days));
    spec.id = QStringLiteral("silent-customers");
    spec.emptyText = Texts::tr("Somebody was in contact with every customer, not more than %1 days ago.").arg(days);
    return spec;
}

TableSpec sponsorsTable(const ActionsView &view)
{
    TableSpec spec = metTable(view, programmes::withoutSponsor(view.programmes.silent));
    spec.id = QStringLiteral("silent-sponsors");
    spec.emptyText = Texts::tr("Every sponsor was met in 60 days.");
    return spec;
}

TableSpec digitalTable(const ActionsView &view)
{
    TableSpec spec = listOf("digital-programmes", Texts::tr("No engagement was imported."));
    spec.columns = {
        tableColumn("programme", Texts::tr("Programme"), ColumnKind::Key, 0, 140),
        tableColumn("reached", Texts::tr("Reached"), ColumnKind::Figure, 1),
        tableColumn("engaged", Texts::tr("Engaged"), ColumnKind::Number, 2),
        decimals("rate", Texts::tr("Engaged, %"), ColumnKind::Percent, 0),
    };
    int row = 0;
    for (const programmes::EngagementFigures &each : view.programmes.digital)
        spec.rows << TableRow{QString::number(row++),
            {each.program == "total" ? Texts::tr("All programmes") : qt(each.program), countCell(each.reached),
                each.engaged, number(each.rate())}};
    return spec;
}

namespace {

TableSpec tableOfOutcomes(const ActionsView &view, const char *id, const QString &title,
    const std::vector<programmes::TouchOutcome> &outcomes, const std::function<QString(const std::string &)> &nameOf)
{
    const auto &why = view.programmes.withoutOutcomes;
    TableSpec spec = listOf(id, why ? messageText(*why) : Texts::tr("No customer had ARR a year before."));
    spec.columns = {
        tableColumn("touch", title, ColumnKind::Key, 0, 90),
        tableColumn("customers", Texts::tr("n"), ColumnKind::Figure),
        decimals("stayed", Texts::tr("Stayed, %"), ColumnKind::Percent, 0),
        tableColumn("interval", Texts::tr("95 %"), ColumnKind::Text, 3, 90),
        decimals("kept", Texts::tr("ARR kept, %"), ColumnKind::Percent, 2),
        decimals("renewed", Texts::tr("Renewed, %"), ColumnKind::Percent, 1),
        tableColumn("settled", Texts::tr("Of"), ColumnKind::Figure, 1),
    };
    for (const programmes::TouchOutcome &each : outcomes) {
        const auto interval = each.stayInterval();
        spec.rows << TableRow{qt(each.touch),
            {nameOf(each.touch), countCell(each.customers), number(each.stayRate()),
                interval ? QVariant(
                    Texts::tr("%1 to %2")
                        .arg(formatNumber(100 * interval->first, 0), formatNumber(100 * interval->second, 0)))
                         : QVariant(),
                number(each.keptRate()), number(each.renewalRate()), countCell(each.settled)}};
    }
    return spec;
}

} // namespace

TableSpec outcomesTable(const ActionsView &view)
{
    return tableOfOutcomes(view, "touch-outcomes", Texts::tr("Touch"), view.programmes.outcomes, &touchWord);
}

TableSpec booksTable(const ActionsView &view)
{
    return tableOfOutcomes(view, "book-outcomes", Texts::tr("Book"), view.programmes.books,
        [](const std::string &owner) { return owner.empty() ? Texts::tr("Nobody") : qt(owner); });
}

} // namespace qd::ui
