#pragma once
#include "core/reconcile/side.h"
#include "tests/support/workspace_fixture.h"

#include <QStringList>

namespace qd::test {

/// What a source says of its customers on 31 October 2026.
inline reconcile::Side sideOf(WorkspaceFixture &data, const char *source)
{
    const auto portfolio = portfolio::Portfolio::of(data.workspace());
    auto side = reconcile::Side::of(*portfolio, *portfolio->findSource(source), *Date::of(2026, 10, 31));
    if (!side)
        qFatal("%s", side.error().message.english().c_str());
    return *side;
}

/// One customer: the CRM's fields, and contracts of billing as "annual start end cancelled currency".
inline void fillOneCustomer(WorkspaceFixture &data, const QString &crm, const QStringList &contracts)
{
    data.source("crm", "crm");
    data.source("billing", "billing");
    data.rate("billing", "EUR", "2024-01-01", "1.10");
    data.account("crm", "A", "Acme", crm.toStdString());
    int number = 0;
    for (const QString &line : contracts) {
        const QStringList part = line.split(u' ');
        const auto at = [&](int i) { return part.value(i) == "-" ? std::string() : part.value(i).toStdString(); };
        data.subscription(
            "billing", "s" + std::to_string(++number), "A", at(0), at(1), at(2), at(3), at(4).empty() ? "USD" : at(4));
    }
    data.settle();
}

} // namespace qd::test
