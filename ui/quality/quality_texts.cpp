#include "ui/common/table/count_cell.h"
#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/paint/words.h"
#include "ui/quality/quality_view.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <set>

namespace qd::ui {

using quality::Check;
using quality::CheckFigure;
using quality::Status;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Quality)
};

QVariant state(Status status)
{
    switch (status) {
    case Status::Ok:
        return QVariant::fromValue(StateValue{Mark::Good, Texts::tr("well")});
    case Status::Warn:
        return QVariant::fromValue(StateValue{Mark::Warn, Texts::tr("look")});
    case Status::Fail:
        return QVariant::fromValue(StateValue{Mark::Bad, Texts::tr("failed")});
    }
    return {};
}

QString fieldName(const std::string &field)
{
    if (field == quality::TierOneField)
        return Texts::tr("All five");
    return field == "arr" ? Texts::tr("ARR") : fieldTitle(field);
}

/// What of a source drifted.
QString driftName(const std::string &field)
{
    if (field == "rows")
        return Texts::tr("rows");
    if (field == "colours")
        return Texts::tr("health colours");
    return field == "arr_total" ? Texts::tr("ARR in all") : Texts::tr("without %1").arg(qt(field));
}

/// The part of figures that are well; nothing where the source never gives it.
QVariant filled(const QualityView &view, const QString &field, const QString &source)
{
    const int at = completenessFigure(view, field, source);
    if (at < 0)
        return {};
    const CheckFigure &figure = view.card.figures[std::size_t(at)];
    const auto rate = figure.rate();
    return rate && !figure.neverGiven() ? QVariant(1 - *rate) : QVariant();
}

/// Tier one, which together come last, then all other fields that anybody gives, by name.
QStringList fieldsInOrder(const QualityView &view)
{
    QStringList fields;
    for (const std::string &field : quality::tierOne())
        fields << qt(field);
    fields << QString::fromLatin1(quality::TierOneField);
    QStringList others;
    for (const CheckFigure &figure : view.card.figures) {
        const QString field = qt(figure.field);
        const bool isGiven = figure.check == Check::Completeness && figure.failed + figure.waived < figure.n;
        if (isGiven && !fields.contains(field) && !others.contains(field))
            others << field;
    }
    others.sort();
    return fields + others;
}

std::set<std::string> sourcesOfRecords(const QualityView &view)
{
    std::set<std::string> sources;
    for (const CheckFigure &figure : view.card.figures) {
        if (figure.check == Check::Completeness && !figure.source.empty())
            sources.insert(figure.source);
    }
    return sources;
}

QVariant amountCell(const QualityView &view, const CheckFigure &figure)
{
    if (const auto *amount = std::get_if<quality::Amount>(&figure.amount)) {
        const Money money{amount->minor, view.card.currency};
        return QVariant::fromValue(FigureValue{
            formatMoney(money) + QLatin1Char(' ') + qt(money.currency.code()), money.major().approximate()});
    }
    const auto *number = std::get_if<double>(&figure.amount);
    if (!number)
        return {};
    if (figure.field == "colours")
        return QVariant::fromValue(FigureValue{Texts::tr("PSI %1").arg(formatNumber(*number, 3)), *number});
    return QVariant::fromValue(FigureValue{formatPercent(*number), *number});
}

QString checkName(const CheckFigure &figure)
{
    return word(quality::nameOf(figure.check));
}

/// "stripe, subscriptions", "rows of salesforce, accounts".
QString whereOf(const CheckFigure &figure)
{
    QStringList parts;
    for (const std::string &part : {figure.source, figure.entity}) {
        if (!part.empty())
            parts << qt(part);
    }
    if (figure.check == Check::StaleRates)
        return Texts::tr("exchange rates");
    if (figure.check == Check::StaleStage)
        return Texts::tr("customers");
    const QString where = parts.join(QStringLiteral(", "));
    if (figure.check == Check::Drift)
        return Texts::tr("%1: %2").arg(where, driftName(figure.field));
    return where;
}

/// "until 30 Nov 2026, Ann: closes next week"; nothing for a row that is not waived.
QVariant waiverText(const QualityView &view, const quality::Failure &failure)
{
    if (failure.waiver < 0)
        return {};
    const quality::Waiver &waiver = view.card.waivers[std::size_t(failure.waiver)];
    const QString who = waiver.owner.empty() ? qt(waiver.by) : qt(waiver.owner);
    return waiver.until ? Texts::tr("until %1, %2: %3").arg(formatDate(*waiver.until), who, qt(waiver.reason))
                        : Texts::tr("for good, %1: %2").arg(who, qt(waiver.reason));
}

TableSpec withoutFilter(const char *id)
{
    TableSpec spec;
    spec.id = QString::fromLatin1(id);
    spec.filterRow = false;
    return spec;
}

} // namespace

QString qualityFact(const QualityView &view)
{
    int complete = 0;
    for (const std::string &field : quality::tierOne()) {
        const int at = completenessFigure(view, qt(field), {});
        complete += at >= 0 && view.card.figures[std::size_t(at)].status == Status::Ok ? 1 : 0;
    }
    int failed = 0;
    int warned = 0;
    for (const CheckFigure &figure : view.card.figures) {
        failed += figure.status == Status::Fail && !figure.neverGiven() ? 1 : 0;
        warned += figure.status == Status::Warn ? 1 : 0;
    }
    return Texts::tr("%1, %2, %3")
        .arg(Texts::tr("%1 of %2 critical fields complete").arg(complete).arg(int(quality::tierOne().size())),
            Texts::tr("%Ln checks failed", nullptr, failed), Texts::tr("%Ln to look at", nullptr, warned));
}

QString completenessSubtitle(const QualityView &view)
{
    const int at = completenessFigure(view, QStringLiteral("owner"), {});
    const int n = at < 0 ? 0 : int(view.card.figures[std::size_t(at)].n);
    return Texts::tr("%Ln customers with ARR or status active; none: the source has no such field", nullptr, n);
}

TableSpec completenessTable(const QualityView &view)
{
    TableSpec spec = withoutFilter("quality-completeness");
    spec.sortable = false;
    spec.columns = {
        tableColumn("field", Texts::tr("Field"), ColumnKind::Key, 0, 130),
        tableColumn("missing", Texts::tr("Missing"), ColumnKind::Number, 0, 70),
        tableColumn("customers", Texts::tr("Customers, %"), ColumnKind::Percent, 0, 100),
        tableColumn("state", Texts::tr("State"), ColumnKind::State, 1, 80),
    };
    spec.columns[2].decimals = 1;
    const std::set<std::string> sources = sourcesOfRecords(view);
    for (const std::string &source : sources) {
        spec.columns << tableColumn(
            ("source:" + source).c_str(), Texts::tr("%1, %").arg(qt(source)), ColumnKind::Percent, 2, 96);
        spec.columns.back().decimals = 1;
    }
    for (const QString &field : fieldsInOrder(view)) {
        const int at = completenessFigure(view, field, {});
        if (at < 0)
            continue;
        const CheckFigure &golden = view.card.figures[std::size_t(at)];
        TableRow row{
            field, {fieldName(golden.field), qlonglong(golden.failed), filled(view, field, {}), state(golden.status)}};
        for (const std::string &source : sources)
            row.values << filled(view, field, qt(source));
        const bool isCritical = golden.field == quality::TierOneField
            || std::ranges::find(quality::tierOne(), golden.field) != quality::tierOne().end();
        row.section = isCritical ? Texts::tr("Critical") : Texts::tr("Other fields");
        spec.rows << row;
    }
    return spec;
}

TableSpec freshnessTable(const QualityView &view)
{
    TableSpec spec = withoutFilter("quality-freshness");
    spec.columns = {
        tableColumn("source", Texts::tr("Source"), ColumnKind::Key, 0, 120),
        tableColumn("age", Texts::tr("Age"), ColumnKind::Age, 0, 60),
        tableColumn("limit", Texts::tr("Limit"), ColumnKind::Age, 1, 60),
        tableColumn("state", Texts::tr("State"), ColumnKind::State, 0, 80),
    };
    for (std::size_t i = 0; i < view.card.figures.size(); ++i) {
        const CheckFigure &figure = view.card.figures[i];
        if (figure.check != Check::Freshness)
            continue;
        const double *days = std::get_if<double>(&figure.amount);
        spec.rows << TableRow{QString::number(i),
            {qt(figure.source), int(days ? *days : 0), int(figure.threshold.value_or(0)), state(figure.status)}};
    }
    return spec;
}

TableSpec checksTable(const QualityView &view)
{
    TableSpec spec = withoutFilter("quality-checks");
    spec.columns = {
        tableColumn("state", Texts::tr("State"), ColumnKind::State, 0, 80),
        tableColumn("check", Texts::tr("Check"), ColumnKind::Key, 0, 130),
        tableColumn("where", Texts::tr("Where"), ColumnKind::Text, 0, 190),
        tableColumn("failed", Texts::tr("Failed"), ColumnKind::Number, 0, 70),
        tableColumn("waived", Texts::tr("Waived"), ColumnKind::Number, 3, 70),
        tableColumn("of", Texts::tr("Of"), ColumnKind::Number, 2, 80),
        tableColumn("rate", Texts::tr("%"), ColumnKind::Percent, 1, 70),
        tableColumn("amount", Texts::tr("Amount"), ColumnKind::Figure, 1, 110),
    };
    spec.columns[6].decimals = 2;
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < view.card.figures.size(); ++i) {
        const Check check = view.card.figures[i].check;
        if (check != Check::Completeness && check != Check::Freshness)
            order.push_back(i);
    }
    std::ranges::stable_sort(
        order, std::ranges::greater(), [&view](std::size_t at) { return int(view.card.figures[at].status); });
    for (const std::size_t at : order) {
        const CheckFigure &figure = view.card.figures[at];
        spec.rows << TableRow{QString::number(at),
            {state(figure.status), checkName(figure), whereOf(figure), qlonglong(figure.failed),
                qlonglong(figure.waived), qlonglong(figure.n), figure.rate() ? QVariant(*figure.rate()) : QVariant(),
                amountCell(view, figure)}};
    }
    return spec;
}

QString figureTitle(const QualityView &view, int at)
{
    if (at < 0)
        return Texts::tr("What failed");
    const CheckFigure &figure = view.card.figures[std::size_t(at)];
    QStringList parts;
    if (figure.check == Check::Completeness) {
        parts << fieldName(figure.field);
        if (!figure.source.empty())
            parts << qt(figure.source);
    } else {
        parts << checkName(figure) << whereOf(figure);
    }
    return parts.join(QStringLiteral(", "));
}

TableSpec failuresTable(const QualityView &view, int at)
{
    TableSpec spec = withoutFilter("quality-failures");
    spec.noun = Texts::tr("rows");
    spec.nounOfOne = Texts::tr("row");
    spec.emptyText =
        at < 0 ? Texts::tr("Choose a field or a check to see what it counts as failed.") : Texts::tr("Nothing failed.");
    spec.columns = {
        tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key, 0, 160),
        tableColumn("detail", Texts::tr("What is wrong"), ColumnKind::Text, 0, 430),
        tableColumn("id", Texts::tr("Id"), ColumnKind::Id, 1, 160),
        tableColumn("file", Texts::tr("File"), ColumnKind::Text, 2, 150),
        tableColumn("line", Texts::tr("Line"), ColumnKind::Number, 2, 70),
        tableColumn("waiver", Texts::tr("Waiver"), ColumnKind::Text, 1, 200),
    };
    if (at < 0)
        return spec;
    const CheckFigure &wanted = view.card.figures[std::size_t(at)];
    const auto counts = [&](int figure) {
        const CheckFigure &other = view.card.figures[std::size_t(figure)];
        return figure == at
            || (wanted.field == quality::TierOneField && other.check == Check::Completeness
                && other.source == wanted.source
                && std::ranges::find(quality::tierOne(), other.field) != quality::tierOne().end());
    };
    for (std::size_t i = 0; i < view.card.failures.size(); ++i) {
        const quality::Failure &failure = view.card.failures[i];
        if (!counts(failure.figure))
            continue;
        const quality::Place place =
            failure.place < 0 ? quality::Place() : view.card.places[std::size_t(failure.place)];
        const auto file = view.files.find(place.batch);
        const QString detail = failure.detail < 0
            ? Texts::tr("%1 has no value").arg(fieldName(view.card.figures[std::size_t(failure.figure)].field))
            : messageText(view.card.sentence(failure));
        spec.rows << TableRow{QString::number(i),
            {failure.account < 0 ? QVariant() : QVariant(qt(view.portfolio->accounts().at(failure.account).name)),
                detail, place.id.empty() ? QVariant() : QVariant(qt(place.id)),
                file == view.files.end() ? QVariant() : QVariant(qt(file->second)),
                place.line > 0 ? QVariant(place.line) : QVariant(), waiverText(view, failure)}};
        spec.rows.back().leftOut = failure.waiver >= 0;
    }
    return spec;
}

} // namespace qd::ui
