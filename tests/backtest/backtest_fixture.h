#pragma once
#include "core/backtest/court.h"
#include "tests/signals/imported_workspace.h"

#include <QStringList>

namespace qd::test {

inline Date day(const char *iso)
{
    return *Date::fromIso(iso);
}

template <typename T>
T taken(Result<T> result)
{
    if (!result)
        qFatal("%s", result.error().message.english().c_str());
    return std::move(*result);
}

/// A book whose renewals are due on 2026-06-30, so that 90 days before is 2026-04-01:
///
/// A renewed; B lost; C lost, under notice from 2026-03-01; D renewed at 700 of 1000; E renewed, of no segment;
/// P due 2026-10-20 and pending. G (lost), H (renewed), I (lost, but settled in April) and J (renewed) were due in the
/// quarter before April. A, B, C, G, H, I are SMB, D and J Enterprise.
inline void fillBook(ImportedWorkspace &data)
{
    data.file("crm.accounts",
        "account_id,name,segment,region\nA,Acme,SMB,EMEA\nB,Birch,SMB,EMEA\nC,Cedar,SMB,EMEA\nD,Dell,Enterprise,AMER\n"
        "E,Elm,,\nG,Gum,SMB,EMEA\nH,Hazel,SMB,EMEA\nI,Ivy,SMB,EMEA\nJ,Juniper,Enterprise,AMER\nP,Pine,SMB,EMEA\n");
    data.file("crm.subscriptions",
        "subscription_id,account_id,start_date,end_date,notice_date,cancelled_date,created_date,arr\n"
        "a1,A,2025-07-01,2026-06-30,,,,1000\na2,A,2026-07-01,2027-06-30,,,2026-06-01,1000\n"
        "b0,B,2024-07-01,2025-06-30,,,,500\nb1,B,2025-07-01,2026-06-30,,,,500\n"
        "c1,C,2025-07-01,2026-06-30,2026-03-01,2026-07-01,,500\n"
        "d1,D,2025-07-01,2026-06-30,,,,1000\nd2,D,2026-07-01,2027-06-30,,,2026-06-20,700\n"
        "e1,E,2025-07-01,2026-06-30,,,,300\ne2,E,2026-07-01,2027-06-30,,,2026-06-20,300\n"
        "g1,G,2025-02-01,2026-01-31,,,,100\n"
        "h1,H,2025-02-11,2026-02-10,,,,100\nh2,H,2026-02-11,2027-02-10,,,2026-02-01,100\n"
        "i1,I,2025-03-21,2026-03-20,,,,100\n"
        "j1,J,2025-02-16,2026-02-15,,,,100\nj2,J,2026-02-16,2027-02-15,,,2026-02-01,100\n"
        "p1,P,2025-10-21,2026-10-20,,,,100\n");
    data.file("crm.health_scores",
        "account_id,date,model,score,colour\nA,2026-01-01,V,80,green\nB,2026-01-01,V,90,green\n"
        "B,2026-02-01,V,45,red\nB,2026-03-15,V,40,red\nB,2026-05-01,V,30,yellow\nC,2026-03-15,V,10,red\n"
        "D,2025-12-31,V,60,yellow\n");
    data.file("crm.risks",
        "account_id,date,author,status,next_action,call\nA,2026-03-01,mia,on_track,,renew\n"
        "B,2026-03-01,mia,at_risk,,churn\nB,2026-05-01,mia,monitor,,renew\nD,2026-03-20,mia,monitor,,contract\n"
        "E,2026-03-25,mia,monitor,,\n");
    data.file("crm.tickets",
        "ticket_id,account_id,created_at\n1,B,2026-02-10\n2,B,2026-02-20\n3,B,2026-03-20\n4,B,2026-05-10\n");
    data.import("2026-10-31");
}

/// Red from two tickets on, yellow with one.
inline const char *const TicketModel = R"({"name": "Tickets", "segments": [{"name": "All", "signals": [
    {"signal": "tickets_90", "weight": 1, "steps": [[0, 100], [1, 60], [null, 10]]}]}]})";

/// A workspace as models are judged from it.
class Backtest {
public:
    explicit Backtest(store::Workspace &workspace)
        : m_data(taken(backtest::Lookback::read(workspace, m_progress)))
    {
    }

    [[nodiscard]] const backtest::Lookback &data() const { return m_data; }
    Progress &progress() { return m_progress; }
    void add(const char *name, const backtest::NamedModelOptions &options = {})
    {
        m_models.push_back(taken(backtest::namedModel(m_data, name, options)));
    }
    void addHealth(const char *text)
    {
        auto model = taken(health::healthModelFromText(text));
        const std::string name = model.name;
        m_models.push_back(backtest::healthWarnings(std::move(model), name));
    }
    backtest::Court judge(const backtest::CourtOptions &options)
    {
        return taken(backtest::judge(m_data, m_models, options, m_progress));
    }

private:
    Progress m_progress;
    backtest::Lookback m_data;
    backtest::Models m_models;
};

inline QString cell(const std::optional<double> &value)
{
    return value ? QString::number(*value, 'g', 12) : QStringLiteral("-");
}

/// "V 90 total: 2 1 2 1, 1 1 1 0.5" - n, events, unscored, under notice; AUC, precision, recall, share flagged.
inline QStringList rowsOf(const backtest::Court &court)
{
    QStringList lines;
    for (const backtest::Judgement &each : court.judgements) {
        for (const backtest::CourtRow &row : each.rows) {
            const auto figures = row.row.figures.value_or(validation::ModelFigures());
            lines << QStringLiteral("%1 %2 %3: %4 %5 %6 %7, %8 %9 %10 %11")
                         .arg(QString::fromStdString(each.model))
                         .arg(each.lead)
                         .arg(QString::fromStdString(row.row.group))
                         .arg(row.row.n)
                         .arg(row.row.events)
                         .arg(row.row.unscored)
                         .arg(row.row.underNotice)
                         .arg(cell(figures.auc), cell(figures.precision), cell(figures.recall),
                             cell(figures.shareFlagged));
        }
    }
    return lines;
}

} // namespace qd::test
