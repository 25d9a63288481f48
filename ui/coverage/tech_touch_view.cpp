#include "ui/coverage/tech_touch_view.h"

#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace qd::ui {

namespace {

constexpr int MostSteps = 24;
constexpr double CoveredShare = 0.9; // of the customers: one giant would press the curve into a corner

/// Translations of these texts; lupdate finds them by this name.
struct Texts {
    Q_DECLARE_TR_FUNCTIONS(TechTouch)
};

/// 1, 2, 2.5 or 5 times a power of ten, at least `least`.
double niceStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

/// Up to twice the break-even value or nine tenths of the customers, whichever is more.
std::vector<std::int64_t> thresholdsFor(
    const coverage::CoverageInput &input, int human, const std::optional<double> &breakEven)
{
    std::vector<std::int64_t> values;
    for (const coverage::AccountLoad &load : input.loads) {
        if (load.segment == human)
            values.push_back(load.arr);
    }
    if (values.empty())
        return {};
    std::sort(values.begin(), values.end());
    const double scale = minorPerMajor(input);
    const double most = double(values.back()) / scale;
    const double usual = double(values[std::size_t(double(values.size() - 1) * CoveredShare)]) / scale;
    const double top = std::max({1.0, std::min(most * 1.01, std::max(usual, 2 * breakEven.value_or(0)))});
    const double step = niceStep(top / MostSteps);
    std::vector<std::int64_t> thresholds;
    for (int i = 0; i <= int(std::ceil(top / step)); ++i)
        thresholds.push_back(std::llround(i * step * scale));
    return thresholds;
}

void measureCost(TechTouchView &view, const coverage::CoverageInput &input)
{
    view.measuredCost = coverage::annualCostPerFte(input);
    view.costedCsms = int(std::count_if(input.roster.csms.begin(), input.roster.csms.end(), [&](const auto &csm) {
        return csm.inForceOn(input.asOf) && csm.annualCostMinor && csm.currency == input.currency && csm.fte > 0;
    }));
}

} // namespace

double minorPerMajor(const coverage::CoverageInput &input)
{
    return std::pow(10.0, input.currency.digits());
}

Result<std::shared_ptr<const TechTouchView>> computeTechTouch(const coverage::CoverageInput &input,
    const coverage::TechTouchAssumptions &assumptions, std::optional<double> threshold)
{
    auto view = std::make_shared<TechTouchView>();
    view->pair = coverage::touchPair(input.model, assumptions);
    measureCost(*view, input);
    const auto [human, tech] = view->pair;
    if (human < 0 || tech < 0)
        return Error{ErrorCode::InvalidArgument,
            QD_WORDS("Coverage",
                "The touch model has one segment only; comparing touch needs two. Add one in the touch model.")};
    if (auto economics = coverage::economicsOf(input, assumptions)) {
        view->economics = std::move(*economics);
        auto breakEven = coverage::breakEvenContractValue(input.model, human, tech, *view->economics);
        if (!breakEven)
            return breakEven.error();
        view->breakEven = *breakEven;
    } else {
        view->missing = messageText(economics.error().message);
    }
    view->thresholds = thresholdsFor(input, human, view->breakEven);
    const double scale = minorPerMajor(input);
    const auto middle = view->thresholds.empty() ? 0 : view->thresholds[view->thresholds.size() / 2];
    view->threshold = threshold ? std::llround(*threshold * scale)
        : view->breakEven       ? std::llround(*view->breakEven * scale)
                                : middle;
    auto effect = view->economics ? coverage::thresholdEffect(input, human, tech, view->threshold, *view->economics)
                                  : coverage::movedBelow(input, human, tech, view->threshold);
    if (!effect)
        return effect.error();
    view->effect = std::move(*effect);
    if (view->economics) {
        auto curve = coverage::thresholdEffects(input, human, tech, view->thresholds, *view->economics);
        if (!curve)
            return curve.error();
        view->curve = std::move(*curve);
    }
    return std::shared_ptr<const TechTouchView>(view);
}

ChartSpec thresholdChart(const coverage::CoverageInput &input, const TechTouchView &view)
{
    const auto nameOf = [&](int segment) { return qt(input.model.segments[std::size_t(segment)].name); };
    ChartSpec spec;
    spec.kind = chart::Kind::Lines;
    spec.title =
        Texts::tr("%1 below the threshold served like %2").arg(nameOf(view.pair.human), nameOf(view.pair.tech));
    spec.subtitle = Texts::tr("%1 a year, by threshold").arg(qt(input.currency.code()));
    spec.unit = qt(input.currency.code());
    spec.format = chart::Unit::Money;
    spec.emptyText = Texts::tr("The curve stands here once the assumptions are stated.");
    if (view.curve.empty())
        return spec;
    ChartSeries net{QStringLiteral("net"), Texts::tr("Net effect"), chart::Meaning::Primary, {}};
    ChartSeries freed{QStringLiteral("freed"), Texts::tr("Cost freed"), chart::Meaning::Expansion, {}};
    ChartSeries lost{QStringLiteral("lost"), Texts::tr("Margin lost"), chart::Meaning::Churn, {}};
    int nearest = 0;
    for (std::size_t i = 0; i < view.curve.size(); ++i) {
        spec.categories << formatShortMoney({view.thresholds[i], input.currency});
        net.values << view.curve[i].net();
        freed.values << view.curve[i].costFreed;
        lost.values << -view.curve[i].marginLost;
        if (std::abs(view.thresholds[i] - view.threshold)
            < std::abs(view.thresholds[std::size_t(nearest)] - view.threshold))
            nearest = int(i);
    }
    spec.series = {net, freed, lost};
    spec.divider = ChartDivider{nearest, Texts::tr("tech touch"), Texts::tr("human touch")};
    return spec;
}

QVector<std::pair<QString, QString>> effectFigures(const coverage::CoverageInput &input, const TechTouchView &view)
{
    const coverage::ThresholdEffect &effect = view.effect;
    const auto money = [&](double major) {
        const double minor = std::round(major * minorPerMajor(input));
        return view.economics ? formatShortMoney({std::int64_t(minor), input.currency}) : Texts::tr("none");
    };
    return {{Texts::tr("Customers that change"), formatCount(effect.accounts)},
        {Texts::tr("Their ARR"), formatShortMoney({effect.arr, input.currency})},
        {Texts::tr("Hours freed a month"), formatNumber(effect.hoursFreed, 1)},
        {Texts::tr("FTE freed"), formatNumber(effect.fteFreed, 2)},
        {Texts::tr("Cost freed a year"), money(effect.costFreed)},
        {Texts::tr("ARR lost a year, expected"), money(effect.arrLost)},
        {Texts::tr("Margin lost a year"), money(effect.marginLost)}, {Texts::tr("Net a year"), money(effect.net())}};
}

} // namespace qd::ui
