#include "ui/cohorts/cohorts_lists.h"

#include "ui/cohorts/cohorts_texts.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <cmath>

#include <set>

namespace qd::ui {

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Cohorts)
};

using State = lifecycle::ValueCase::State;

double major(const CohortsView &view, std::int64_t minor)
{
    return Money{minor, view.currency}.major().approximate();
}

QString idOf(const CohortsView &view, int account)
{
    return qt(view.accounts->at(account).id);
}

/// Which of the customers counts in a measure of heads; nothing in one of money.
std::optional<std::pair<bool, bool>> counted(retention::CohortMeasure measure, const retention::CohortMember &member)
{
    if (measure == retention::CohortMeasure::Logo)
        return std::pair(member.before > 0, member.now > 0);
    if (measure == retention::CohortMeasure::Usage)
        return std::pair(member.usedBefore, member.used);
    return std::nullopt;
}

QString titled(const QString &what, const std::string &group)
{
    return Texts::tr("%1: %2").arg(what, cohortGroupTitle(group));
}

QString kindTitle(ValueKind kind)
{
    switch (kind) {
    case ValueKind::All:
        return Texts::tr("Cases");
    case ValueKind::Reached:
        return Texts::tr("With their first value");
    case ValueKind::Without:
        return Texts::tr("Without it so far, or gone without");
    case ValueKind::Negative:
        return Texts::tr("Had it before the start");
    }
    return {};
}

bool isOf(ValueKind kind, State state)
{
    switch (kind) {
    case ValueKind::All:
        return state != State::Negative;
    case ValueKind::Reached:
        return state == State::Reached;
    case ValueKind::Without:
        return state == State::Open || state == State::Left;
    case ValueKind::Negative:
        return state == State::Negative;
    }
    return false;
}

/// Fills a list: what comes of a customer that is in it already, by product or where it left twice, is added to it.
class Merging {
public:
    explicit Merging(AccountList &list)
        : m_list(list)
    {
    }
    void add(const QString &id, const QVector<double> &amounts)
    {
        const auto place = m_places.constFind(id);
        if (place == m_places.constEnd()) {
            m_places.insert(id, m_list.ids.size());
            m_list.add(id, amounts);
            return;
        }
        for (qsizetype i = 0; i < amounts.size(); ++i)
            m_list.amounts[*place][i] += amounts[i];
    }

private:
    AccountList &m_list;
    QHash<QString, qsizetype> m_places;
};

void addParts(const CohortsView &view, const lifecycle::ChurnGroup &group, Merging &list,
    const std::optional<FiscalQuarter> &quarter)
{
    for (const lifecycle::ChurnGroup::Part &part : group.parts) {
        const lifecycle::ChurnedCustomer &one = view.churn->analysis.customers[part.customer];
        if (!quarter || one.quarter == *quarter)
            list.add(idOf(view, one.account), {major(view, part.arr)});
    }
}

AccountList churnList(const CohortsView &view, const QString &title)
{
    return {title, {}, {Texts::tr("Lost, %1").arg(qt(view.currency.code()))}, {}};
}

} // namespace

AccountList cellAccounts(const CohortsView &view, const QString &cell, std::span<const retention::CohortMember> members,
    std::optional<retention::CohortMove> move)
{
    const retention::CohortMeasure measure = view.retention->cohorts.measure;
    const bool heads = measure == retention::CohortMeasure::Logo || measure == retention::CohortMeasure::Usage;
    const QString code = qt(view.currency.code());
    AccountList list{move ? Texts::tr("%1: %2").arg(cell, word(nameOf(*move))) : cell, {},
        {Texts::tr("Before, %1").arg(code), Texts::tr("Then, %1").arg(code), Texts::tr("Kept, %1").arg(code)}, {}};
    if (heads)
        list.measures << Texts::tr("Counts before") << Texts::tr("Counts then");
    Merging merging(list);
    for (const retention::CohortMember &member : members) {
        if (move && retention::moveOf(member) != move)
            continue;
        QVector<double> amounts{
            major(view, member.before), major(view, member.now), major(view, std::min(member.before, member.now))};
        if (const auto counts = counted(measure, member))
            amounts << (counts->first ? 1.0 : 0.0) << (counts->second ? 1.0 : 0.0);
        merging.add(idOf(view, member.account), amounts);
    }
    return list;
}

AccountList lifeAccounts(const CohortsView &view, std::optional<int> group, std::optional<int> reading, LifeKind kind)
{
    constexpr double Rounding = 1e-9; // as the readings take it
    const SurvivalFigures &figures = *view.survival;
    const survival::ReadCurves &read = figures.curves.read;
    const std::string name =
        group ? read.analysis.groups[std::size_t(*group)].group : std::string(lifecycle::AllCustomers);
    const double time = reading ? read.times[std::size_t(*reading)] : 0;
    const QString what = reading
        ? Texts::tr("Still at risk %1 months on").arg(*reading * figures.curves.monthsPerReading)
        : kind == LifeKind::Left ? Texts::tr("Churned")
                                 : Texts::tr("Customers");
    AccountList list{titled(what, name), {}, {Texts::tr("Days"), Texts::tr("Churned")}, {}};
    Merging merging(list);
    for (const lifecycle::CustomerLife &life : figures.lives) {
        const bool isWanted = (!group || life.group == name) && life.life.time >= time - Rounding
            && (kind == LifeKind::All || life.life.event);
        if (isWanted)
            merging.add(idOf(view, life.account), {life.life.time, life.life.event ? 1.0 : 0.0});
    }
    return list;
}

AccountList valueAccounts(const CohortsView &view, int group, ValueKind kind)
{
    const std::string &name = view.value->rows[std::size_t(group)].group;
    AccountList list{titled(kindTitle(kind), name), {}, {Texts::tr("Days")}, {}};
    for (const lifecycle::ValueCase &each : view.value->cases) {
        if (each.group == name && isOf(kind, each.state))
            list.add(idOf(view, each.account), {double(each.days)});
    }
    return list;
}

AccountList reachedAccounts(const CohortsView &view, const std::optional<std::string> &group, int days)
{
    AccountList list{
        titled(Texts::tr("First value within %Ln days", nullptr, days), group.value_or(lifecycle::AllCustomers)), {},
        {Texts::tr("Days")}, {}};
    std::set<int> seen; // by product a customer is a case of several groups
    for (const lifecycle::ValueCase &each : view.value->cases) {
        const bool isWanted = (!group || each.group == *group) && each.state == State::Reached && each.days <= days;
        if (isWanted && seen.insert(each.account).second)
            list.add(idOf(view, each.account), {double(each.days)});
    }
    return list;
}

AccountList stageAccounts(const CohortsView &view, int row, const QString &column)
{
    const lifecycle::FunnelRow &stage = view.value->funnel.rows[std::size_t(row)];
    const auto of = [&](const QString &what, const std::vector<int> &accounts) {
        AccountList list{Texts::tr("%1: %2").arg(what, qt(stage.stage)), {}, {}, {}};
        for (const int account : accounts)
            list.add(idOf(view, account));
        return list;
    };
    if (column == QStringLiteral("entered"))
        return of(Texts::tr("Entered"), stage.whoEntered);
    if (column == QStringLiteral("moved") || column == QStringLiteral("rate"))
        return of(Texts::tr("Moved on"), stage.whoMovedOn);
    if (column == QStringLiteral("stuck"))
        return of(Texts::tr("Over the SLA"), stage.whoIsStuck);
    return of(Texts::tr("In the stage"), stage.whoIsIn);
}

AccountList churnAccounts(const CohortsView &view, int group)
{
    const lifecycle::ChurnGroup &found = view.churn->analysis.groups[std::size_t(group)];
    AccountList list = churnList(
        view, Texts::tr("%1: %2").arg(word(nameOf(view.churn->analysis.kind)), messageText(Message::of(found.name))));
    Merging merging(list);
    addParts(view, found, merging, std::nullopt);
    return list;
}

AccountList churnAccounts(const CohortsView &view, int series, int quarter)
{
    const lifecycle::ChurnAnalysis &analysis = view.churn->analysis;
    const QString kind = word(nameOf(analysis.kind));
    const FiscalQuarter of = analysis.quarters[std::size_t(quarter)];
    const std::vector<pack::ChurnSeries> all = pack::churnSeries(analysis, view.churn->by);
    AccountList list = churnList(view,
        series < 0 ? Texts::tr("%1 in %2").arg(kind, qt(of.text()))
                   : Texts::tr("%1 in %2: %3").arg(kind, qt(of.text()), messageText(all[std::size_t(series)].name)));
    Merging merging(list);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (series >= 0 && int(i) != series)
            continue;
        for (const std::size_t group : all[i].groups)
            addParts(view, analysis.groups[group], merging, of);
    }
    return list;
}

AccountList economicsAccounts(const CohortsView &view, int group)
{
    const economics::RetentionEconomics &found = view.economics->found;
    AccountList list{titled(Texts::tr("Kept and added"), found.rows[std::size_t(group)].group), {},
        {Texts::tr("Opening"), Texts::tr("Kept"), Texts::tr("Expansion"), Texts::tr("Hours")}, {}};
    Merging merging(list);
    for (const economics::CustomerEconomics &one : found.customers) {
        if (one.group == group)
            merging.add(idOf(view, one.account),
                {major(view, one.opening), major(view, one.kept()), major(view, one.expansion()), one.hours});
    }
    return list;
}

AccountList allCases(const CohortsView &view)
{
    AccountList list{kindTitle(ValueKind::All), {}, {Texts::tr("Days")}, {}};
    std::set<int> seen;
    for (const lifecycle::ValueCase &each : view.value->cases) {
        if (isOf(ValueKind::All, each.state) && seen.insert(each.account).second)
            list.add(idOf(view, each.account), {double(each.days)});
    }
    return list;
}

AccountList allChurned(const CohortsView &view)
{
    AccountList list = churnList(view,
        Texts::tr("%1, %2 to %3")
            .arg(word(nameOf(view.churn->analysis.kind)), formatMonth(view.churn->from), formatMonth(view.churn->to)));
    Merging merging(list);
    for (const lifecycle::ChurnedCustomer &one : view.churn->analysis.customers)
        merging.add(idOf(view, one.account), {major(view, one.arr)});
    return list;
}

} // namespace qd::ui
