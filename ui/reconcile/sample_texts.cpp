#include "ui/reconcile/reconcile_texts.h"

#include "ui/paint/field_words.h"
#include "ui/paint/formatting.h"
#include "ui/paint/words.h"

#include <QCoreApplication>

#include <map>

namespace qd::ui {

using signoff::Verdict;

namespace {

/// Translations of this room's texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(Reconcile)
};

constexpr QChar BeforeField = u'|';

/// A value of a key field as people read it; nothing where the system has none.
QVariant valueOf(const std::string &field, const std::string &text, Currency currency)
{
    if (text.empty())
        return {};
    const auto amount = field == "arr" ? Decimal::parse(text) : std::nullopt;
    const auto money = amount ? Money::fromDecimal(*amount, currency) : std::nullopt;
    return money ? formatMoney(*money, true) : fieldValue(field, text);
}

QVariant optionalOf(const std::optional<double> &rate)
{
    return rate ? QVariant(*rate) : QVariant();
}

} // namespace

StateValue verdictState(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Match:
        return {Mark::Good, Texts::tr("Match")};
    case Verdict::Mismatch:
        return {Mark::Bad, Texts::tr("Mismatch")};
    case Verdict::Unknown:
        break;
    }
    return {Mark::Open, Texts::tr("Unknown")};
}

QString verdictTip(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Match:
        return Texts::tr("Both systems say what the contract says");
    case Verdict::Mismatch:
        return Texts::tr("One of them says something else");
    case Verdict::Unknown:
        break;
    }
    return Texts::tr("It cannot be told; it counts beside the rate");
}

QString sampleSentence(const ReconcileView &view)
{
    if (!view.sample)
        return Texts::tr("No sample of these systems was drawn yet.");
    const signoff::KeptSample &kept = view.sample->kept;
    const QString drawn = kept.options.stratify.empty()
        ? Texts::tr("%1 on %2, draw %3")
              .arg(Texts::tr("%Ln customers", nullptr, int(kept.stratumOf.size())), formatDate(kept.asOf))
              .arg(kept.options.seed)
        : Texts::tr("%1 on %2, draw %3, by %4")
              .arg(Texts::tr("%Ln customers", nullptr, int(kept.stratumOf.size())), formatDate(kept.asOf))
              .arg(kept.options.seed)
              .arg(fieldTitle(kept.options.stratify));
    return Texts::tr("%1; %2").arg(drawn, Texts::tr("%Ln verdicts given", nullptr, int(view.sample->verdicts.size())));
}

TableSpec sampleTable(const ReconcileView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("sample");
    spec.noun = Texts::tr("rows");
    spec.nounOfOne = Texts::tr("row");
    spec.emptyText = Texts::tr("Draw a sample to look at what the contracts themselves say.");
    spec.columns << tableColumn("customer", Texts::tr("Customer"), ColumnKind::Key)
                 << tableColumn("stratum", Texts::tr("Stratum"), ColumnKind::Text, 3)
                 << tableColumn("field", Texts::tr("Field"), ColumnKind::Text)
                 << tableColumn("left", qt(view.result.left.name), ColumnKind::Text, 2)
                 << tableColumn("right", qt(view.result.right.name), ColumnKind::Text, 1)
                 << tableColumn("verdict", Texts::tr("Verdict"), ColumnKind::State);
    if (!view.sample)
        return spec;
    std::map<std::pair<std::string, std::string>, Verdict> given;
    for (const signoff::GivenVerdict &each : view.sample->verdicts)
        given[{each.account, each.field}] = each.verdict;
    for (const signoff::SampledCustomer &customer : view.sample->now.customers) {
        for (const std::string field : reconcile::KeyFields) {
            const auto &[left, right] = customer.values.at(field);
            const auto verdict = given.find({customer.account, field});
            TableRow row;
            row.id = qt(customer.account) + BeforeField + qt(field);
            row.values = {qt(customer.name), groupName(customer.stratum), systemsFieldName(field),
                valueOf(field, left, view.result.currency), valueOf(field, right, view.result.currency),
                verdict == given.end() ? QVariant() : QVariant::fromValue(verdictState(verdict->second))};
            spec.rows << row;
        }
    }
    return spec;
}

std::pair<QString, QString> sampleRowOf(const QString &row)
{
    const qsizetype at = row.lastIndexOf(BeforeField);
    return {row.left(at), row.mid(at + 1)};
}

TableSpec verdictRatesTable(const ReconcileView &view)
{
    TableSpec spec;
    spec.id = QStringLiteral("verdict-rates");
    spec.noun = Texts::tr("fields");
    spec.nounOfOne = Texts::tr("field");
    spec.filterRow = false;
    spec.emptyText = Texts::tr("There is no verdict yet.");
    const auto percent = [](const char *id, const QString &title, int priority) {
        TableColumn column = tableColumn(id, title, ColumnKind::Percent, priority);
        column.decimals = 1;
        return column;
    };
    spec.columns << tableColumn("field", Texts::tr("Field"), ColumnKind::Key) << percent("rate", Texts::tr("Right"), 0)
                 << percent("lower", Texts::tr("From"), 1) << percent("upper", Texts::tr("To"), 1)
                 << tableColumn("match", Texts::tr("Match"), ColumnKind::Number, 2)
                 << tableColumn("n", Texts::tr("Looked at"), ColumnKind::Number, 2)
                 << tableColumn("unknown", Texts::tr("Unknown"), ColumnKind::Number, 3);
    if (!view.sample)
        return spec;
    for (const signoff::VerdictRate &rate : view.sample->rates) {
        TableRow row;
        row.id = qt(rate.field);
        row.values = {systemsFieldName(rate.field), optionalOf(rate.rate), optionalOf(rate.lower),
            optionalOf(rate.upper), rate.match, rate.n, rate.unknown};
        spec.rows << row;
    }
    return spec;
}

} // namespace qd::ui
