#include "core/backtest/book_court.h"

#include "core/health/current_model.h"

#include <algorithm>

namespace qd::backtest {

namespace {

constexpr int WindowMonths = 12;
constexpr std::string_view Vendor = "vendor:";

} // namespace

const Judgement *BookCourt::judgement(const std::string &name, int lead) const
{
    const auto found = std::ranges::find_if(
        court.judgements, [&](const Judgement &each) { return each.model == name && each.lead == lead; });
    return found == court.judgements.end() ? nullptr : &*found;
}

const Comparison *BookCourt::comparison(const std::string &other, int lead) const
{
    const auto found = std::ranges::find_if(court.comparisons,
        [&](const Comparison &each) { return each.a == model.name && each.b == other && each.lead == lead; });
    return found == court.comparisons.end() ? nullptr : &*found;
}

std::vector<std::string> BookCourt::models() const
{
    std::vector<std::string> names;
    for (const Judgement &each : court.judgements) {
        if (names.empty() || names.back() != each.model)
            names.push_back(each.model);
    }
    return names;
}

std::vector<int> BookCourt::leads() const
{
    std::vector<int> leads;
    for (const Judgement &each : court.judgements) {
        if (std::ranges::find(leads, each.lead) == leads.end())
            leads.push_back(each.lead);
    }
    return leads;
}

Result<BookCourt> courtOfBook(
    const Lookback &data, const std::function<bool(int account)> &only, bool keepsCases, Progress &progress)
{
    const Date day = data.now.day();
    const auto saved = health::ModelsInForce::of(data.saved);
    if (!saved)
        return saved.error();
    auto model = health::currentHealthModel(*saved, *data.history, day);
    if (!model)
        return model.error();
    Models models;
    models.push_back(healthWarnings(*model, model->name));
    for (const std::string &name : namesOfModels(data)) {
        if (name == model->name)
            continue; // the first already
        auto named = namedModel(data, name, {});
        if (!named)
            return named.error();
        models.push_back(std::move(*named));
    }
    CourtOptions options{day.plusMonths(-WindowMonths).plusDays(1), day};
    options.only = only;
    options.keepsCases = keepsCases;
    auto court = judge(data, models, options, progress);
    if (!court)
        return court.error();
    return BookCourt{std::move(*model), options.from, options.to, std::move(*court)};
}

Message modelName(const std::string &name)
{
    if (name.starts_with(Vendor))
        return Message::data(name.substr(Vendor.size()));
    if (name == "call")
        return QD_WORDS("Backtest", "CSM call");
    if (name == "constant")
        return QD_WORDS("Backtest", "Constant");
    if (name == "tenure")
        return QD_WORDS("Backtest", "Tenure");
    if (name == "last_quarter")
        return QD_WORDS("Backtest", "Segment rate");
    return Message::data(name);
}

Message courtLimits()
{
    return QD_WORDS("Backtest",
        "One book in one window: another year may say otherwise. Renewals somebody saw in danger were worked on, so a "
        "warning that was heeded counts as a false one. Under 10 losses nothing is said. AUC 0.5 is no better than "
        "chance.");
}

bool isBaseline(const std::string &name)
{
    return name == "constant" || name == "tenure" || name == "last_quarter";
}

} // namespace qd::backtest
