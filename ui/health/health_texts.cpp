#include "ui/health/health_texts.h"

#include "core/health/reasons.h"
#include "core/health/words.h"
#include "core/pack/health_charts.h"
#include "core/revenue/dimension_words.h"
#include "core/signals/words.h"
#include "ui/common/table/count_cell.h"
#include "ui/health/health_lists.h"
#include "ui/paint/chart/chart_spec_from.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <cmath>
#include <map>

namespace qd::ui {

using portfolio::HealthColour;

namespace {

constexpr std::size_t ReasonsShown = 2;

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Health)
};

QVariant amount(std::int64_t minor, Currency currency)
{
    return Money{minor, currency}.major().approximate();
}

QVariant valueOrNone(const std::optional<double> &value)
{
    return value ? QVariant(*value) : QVariant();
}

QVariant textOrNone(const std::string &text)
{
    return text.empty() ? QVariant() : QVariant(qt(text));
}

/// What takes most from the score.
QString reasonText(const HealthView &view, const health::AccountScore &each)
{
    QStringList texts;
    for (const health::Reason &reason : health::reasonsOf(view.model, each)) {
        const health::HealthSegment &segment = view.model.segments[std::size_t(each.segment)];
        texts << signalText(segment.measures[reason.place], reason.part.input);
        if (std::size_t(texts.size()) == ReasonsShown)
            break;
    }
    return texts.join(QStringLiteral("; "));
}

QString scoreText(const std::optional<double> &score)
{
    return score ? formatNumber(*score, 1) : Texts::tr("not scored");
}

QString overrideText(const health::Override &given)
{
    return Texts::tr("%1 until %2 by %3: %4")
        .arg(word(health::colourName(given.colour)), formatDate(given.until), qt(given.author), qt(given.reason));
}

QString partSentence(const health::SignalModel &signal, const health::SignalScore &part)
{
    const QString text = signalText(signal, part.input);
    if (part.input.state == health::SignalState::Dropped)
        return Texts::tr("%1, left out").arg(text);
    return Texts::tr("%1: scores %2, weighs %3")
        .arg(text, formatNumber(part.score, 0), formatPercent(part.effectiveWeight));
}

} // namespace

Mark healthMark(HealthColour colour)
{
    switch (colour) {
    case HealthColour::Green:
        return Mark::HealthGreen;
    case HealthColour::Yellow:
        return Mark::HealthYellow;
    case HealthColour::Red:
        return Mark::HealthRed;
    case HealthColour::None:
        break;
    }
    return Mark::None;
}

StateValue healthState(HealthColour colour)
{
    return {healthMark(colour), word(health::colourName(colour))};
}

QString healthFact(const HealthView &view)
{
    const health::MixRow &all = view.mix.front();
    const auto coverage = all.coverage();
    if (!coverage)
        return Texts::tr("No customer with ARR on %1").arg(formatDate(view.day()));
    return Texts::tr("%1 of %2 scored (%3) by %4, as of %5")
        .arg(formatCount(all.scored), formatCount(all.all().n), formatPercent(*coverage), qt(view.model.name),
            formatDate(view.day()));
}

QString signalText(const health::SignalModel &signal, const health::SignalInput &input)
{
    const QString name = messageText(signs::nameOf(signal.signal));
    if (!health::hasValue(input.state))
        return Texts::tr("%1 none").arg(name);
    const bool isWhole = input.value == std::round(input.value);
    return name + QLatin1Char(' ')
        + (signs::isShare(signal.signal.kind) ? formatPercent(input.value, 0)
                                              : formatNumber(input.value, isWhole ? 0 : 1));
}

ChartSpec mixChart(const HealthView &view)
{
    ChartSpec spec = chartSpecFrom(pack::colourMixChart(view.mix, view.currency()));
    spec.isNamedBeside = true;
    spec.emptyText = Texts::tr("No customer had ARR on this day.");
    if (!view.stale.empty())
        spec.subtitle += QStringLiteral("; ") + messageText(portfolio::inShort(view.stale));
    return spec;
}

TableSpec mixTable(const HealthView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-mix");
    spec.filterRow = false;
    spec.whole = QStringLiteral("0");
    const auto number = [](const char *id, const QString &title, int priority) {
        return tableColumn(id, title, ColumnKind::Number, priority);
    };
    spec.columns = {
        tableColumn("group", word(revenue::dimensionTitle(view.choice.by)), ColumnKind::Key, 0, 120),
        tableColumn("customers", Texts::tr("Customers"), ColumnKind::Figure, 3),
        number("green", word(health::colourName(HealthColour::Green)), 1),
        number("yellow", word(health::colourName(HealthColour::Yellow)), 0),
        number("red", word(health::colourName(HealthColour::Red)), 0),
        number("none", word(health::colourName(HealthColour::None)), 4),
        number("up", Texts::tr("Up"), 2),
        number("down", Texts::tr("Down"), 2),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.currency().code())), ColumnKind::Money, 5),
        tableColumn("atRisk", Texts::tr("At risk, %"), ColumnKind::Percent, 6),
    };
    spec.columns[8].adds = true;
    spec.columns[9].decimals = 1;
    // By group, those of all under no name: a book with many owners is not gone over once for each.
    std::map<std::pair<std::string, int>, int> moves;
    for (const int direction : {1, -1}) {
        for (const int account : accountsOf(view, {.direction = direction})) {
            ++moves[{std::string(), direction}];
            ++moves[{view.groupOf(account), direction}];
        }
    }
    for (std::size_t i = 0; i < view.mix.size(); ++i) {
        const health::MixRow &row = view.mix[i];
        const auto moved = [&](int direction) { return moves[{i > 0 ? row.group : std::string(), direction}]; };
        const health::MixRow::Part all = row.all();
        spec.rows << TableRow{QString::number(i),
            {i == 0 ? Texts::tr("All customers") : groupName(row.group), countCell(all.n),
                row.of(HealthColour::Green).n, row.of(HealthColour::Yellow).n, row.of(HealthColour::Red).n,
                row.of(HealthColour::None).n, moved(1), moved(-1), amount(all.arr, view.currency()),
                valueOrNone(row.atRiskShare())}};
    }
    return spec;
}

TableSpec scoresTable(const HealthView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("health-scores");
    spec.noun = Texts::tr("customers");
    spec.nounOfOne = Texts::tr("customer");
    spec.emptyText = Texts::tr("No customer had ARR on this day.");
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 150),
        tableColumn("score", Texts::tr("Score"), ColumnKind::Number, 0),
        tableColumn("colour", Texts::tr("Colour"), ColumnKind::State, 0, 100),
        tableColumn("change", Texts::tr("Change"), ColumnKind::Delta, 2),
        tableColumn("reason", Texts::tr("Mostly because"), ColumnKind::Text, 1, 220),
        tableColumn("arr", Texts::tr("ARR, %1").arg(qt(view.currency().code())), ColumnKind::Money, 3),
        tableColumn("coverage", Texts::tr("Coverage, %"), ColumnKind::Percent, 4),
        tableColumn("override", Texts::tr("Override"), ColumnKind::State, 5, 100),
        tableColumn("segment", word(revenue::dimensionTitle("segment")), ColumnKind::Text, 6, 100),
        tableColumn("owner", word(revenue::dimensionTitle("owner")), ColumnKind::Text, 7, 110),
    };
    spec.columns[1].decimals = 1;
    spec.columns[3].decimals = 1;
    spec.columns[3].good = Good::Up;
    spec.sortColumn = 1;
    for (const health::AccountScore &each : view.now().accounts) {
        const identity::Account &account = view.accounts().at(each.account);
        const health::AccountMove *move = view.moveOf(each.account);
        const health::Override *given = view.overrides.find(each.account);
        spec.rows << TableRow{qt(account.id),
            {qt(account.name), valueOrNone(each.score.score), QVariant::fromValue(healthState(each.score.colour)),
                move ? valueOrNone(move->change()) : QVariant(), reasonText(view, each),
                amount(view.arrOf(each.account), view.currency()), valueOrNone(each.score.coverage),
                given ? QVariant::fromValue(healthState(given->colour)) : QVariant(),
                textOrNone(view.segments[std::size_t(each.account)]),
                textOrNone(view.owners[std::size_t(each.account)])}};
    }
    return spec;
}

ChartSpec moveChart(const HealthView &view, int account)
{
    const health::AccountMove *move = account >= 0 ? view.moveOf(account) : nullptr;
    ChartSpec spec =
        chartSpecFrom(pack::scoreWaterfall(move ? move->score : health::ScoreMove(), view.since, view.day()));
    spec.emptyText = account < 0 ? Texts::tr("Choose a customer.") : Texts::tr("It was not scored on both days.");
    return spec;
}

InspectorContent describeScore(const HealthView &view, int account)
{
    InspectorContent content;
    const health::AccountScore *score = view.now().find(account);
    if (!score)
        return content;
    const identity::Account &customer = view.accounts().at(account);
    content.heading = Texts::tr("Health score");
    content.subject = qt(customer.name);
    content.detail = score->segment < 0
        ? Texts::tr("of no segment of the model")
        : Texts::tr("as %1 of model %2")
              .arg(qt(view.model.segments[std::size_t(score->segment)].name), qt(view.model.name));
    content.figures = {{Texts::tr("Score"), scoreText(score->score.score), true},
        {Texts::tr("Colour"), word(health::colourName(score->score.colour))},
        {Texts::tr("Coverage"), score->score.coverage ? formatPercent(*score->score.coverage, 0) : Texts::tr("none")}};
    content.evidenceTitle = Texts::tr("What it is made of");
    for (const health::Reason &part : health::partsOf(view.model, *score)) {
        const health::SignalModel &signal = view.model.segments[std::size_t(score->segment)].measures[part.place];
        const bool isUsed = part.part.input.state != health::SignalState::Dropped;
        content.evidence << InspectorContent::EvidenceLine{
            isUsed ? healthMark(health::colourOf(view.model, part.part.score)) : Mark::Open,
            partSentence(signal, part.part)};
    }
    if (const health::Override *given = view.overrides.find(account))
        content.history << InspectorContent::Field{Texts::tr("Override"), overrideText(*given)};
    if (const health::AccountMove *move = view.moveOf(account)) {
        content.history << InspectorContent::Field{formatDate(view.since),
            Texts::tr("%1, %2").arg(scoreText(move->score.from), word(health::colourName(move->from)))};
        for (const health::ScorePart &part : move->score.parts) {
            if (part.change != 0)
                content.history << InspectorContent::Field{
                    messageText(health::partName(part.part)), formatDelta(part.change, 1)};
        }
    }
    content.links << InspectorContent::Link{
        Texts::tr("Open %1").arg(qt(customer.name)), QStringLiteral("customers"), AccountTarget{qt(customer.id)}};
    return content;
}

} // namespace qd::ui
