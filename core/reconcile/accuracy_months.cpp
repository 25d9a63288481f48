#include "core/reconcile/accuracy_months.h"

#include <algorithm>

namespace qd::reconcile {

namespace {

std::vector<FieldMatch> keyFieldsOf(const Reconciliation &found)
{
    std::vector<FieldMatch> fields;
    for (const char *key : KeyFields) {
        const auto field = std::ranges::find(found.fields, std::string(key), &FieldMatch::field);
        fields.push_back(field == found.fields.end() ? FieldMatch{key} : *field);
    }
    return fields;
}

} // namespace

Result<std::vector<AccuracyMonth>> accuracyMonths(const portfolio::Portfolio &portfolio, const Reconciliation &pair,
    std::span<const Month> months, const std::function<bool(const identity::Account &)> &only, Progress &progress)
{
    std::vector<AccuracyMonth> all;
    for (const Month month : months) {
        const Month last = Month::of(pair.asOf);
        if (month > last)
            continue;
        AccuracyMonth accuracy{month, month == last ? pair.asOf : month.lastDay(), {}};
        ReconcileOptions options;
        options.left = pair.left;
        options.right = pair.right;
        options.asOf = accuracy.day;
        options.only = only;
        const auto found = reconcile(portfolio, options, progress);
        const bool isUnknown =
            !found && (found.error().code == ErrorCode::NoData || found.error().code == ErrorCode::NoRate);
        if (!found && !isUnknown)
            return found.error();
        if (found)
            accuracy.fields = keyFieldsOf(*found);
        all.push_back(std::move(accuracy));
    }
    return all;
}

} // namespace qd::reconcile
