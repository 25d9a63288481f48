#pragma once
#include "ui/common/table/table_spec.h"

namespace qd::ui {

/// Five rows whose order by number, by text and as given are all different, with a missing value in each column kind
/// that can miss one and a text that a spreadsheet would run.
inline TableSpec breaksSpec()
{
    TableSpec spec;
    spec.id = QStringLiteral("test-breaks");
    spec.noun = QStringLiteral("breaks");
    spec.columns = {{QStringLiteral("customer"), QStringLiteral("Customer"), ColumnKind::Key},
        {QStringLiteral("cause"), QStringLiteral("Cause"), ColumnKind::Text, 0, Good::Unknown, 3},
        {QStringLiteral("crm"), QStringLiteral("CRM, USD"), ColumnKind::Money, 2, Good::Unknown, 0, true, true},
        {QStringLiteral("delta"), QStringLiteral("Delta"), ColumnKind::Delta, 2, Good::Unknown, 0, true, true},
        {QStringLiteral("share"), QStringLiteral("Share"), ColumnKind::Percent, 1, Good::Unknown, 2},
        {QStringLiteral("seen"), QStringLiteral("Seen"), ColumnKind::Date, 0, Good::Unknown, 1},
        {QStringLiteral("state"), QStringLiteral("State"), ColumnKind::State, 0, Good::Unknown, 1}};
    const auto state = [](Mark mark, const char *word) {
        return QVariant::fromValue(StateValue{mark, QString::fromLatin1(word)});
    };
    const auto text = [](const char *latin) { return QVariant(QString::fromLatin1(latin)); };
    spec.rows = {
        {QStringLiteral("r1"),
            {text("Kestrel"), text("Monthly as annual"), 900.5, 120.25, 0.5, QDate(2026, 9, 18),
                state(Mark::Open, "Open")}},
        {QStringLiteral("r2"),
            {text("Umber"), text("Not yet billed"), 10000.0, -5000.1, 0.05, QDate(2026, 7, 1),
                state(Mark::Good, "Done")}},
        {QStringLiteral("r3"), {text("=cmd|x"), QVariant(), QVariant(), 40.0, QVariant(), QVariant(), QVariant()}},
        {QStringLiteral("r4"),
            {text("Harrow, Inc."), text("Cancelled"), 80.0, -0.1, 0.9, QDate(2025, 12, 31), state(Mark::Open, "Open")}},
        {QStringLiteral("r5"),
            {text("Foxglove"), text("not yet billed"), 1000.0, 7.0, 0.25, QDate(2026, 9, 30),
                state(Mark::InWork, "To fix")}},
    };
    return spec;
}

} // namespace qd::ui
