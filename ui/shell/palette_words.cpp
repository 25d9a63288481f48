#include "ui/shell/palette_entry.h"

#include <QCoreApplication>

namespace qd::ui {

namespace {

/// Translations of this table; each language may have more or fewer words than English.
struct Words {
    Q_DECLARE_TR_FUNCTIONS(PaletteWords)
};

struct Synonyms {
    const char *of;
    const char *words; ///< parted by commas
};

/// By the id of a page.
constexpr Synonyms OfPages[] = {
    {"home",
        QT_TRANSLATE_NOOP("PaletteWords",
            "overview, dashboard, summary, briefing, KPIs, ARR bridge, what changed, findings, needs attention, late "
            "sources")},
    {"import",
        QT_TRANSLATE_NOOP("PaletteWords",
            "load, upload, add data, files, exports, CSV, TSV, XLSX, Excel, quarantine, batches, sources, mapping, "
            "profiles")},
    {"customers",
        QT_TRANSLATE_NOOP("PaletteWords",
            "accounts, clients, companies, logos, renewals, health, golden record, source rows, owners, segments")},
    {"identity",
        QT_TRANSLATE_NOOP("PaletteWords",
            "duplicates, match, matching, merge, link, same customer, unmerge, never match, conflicts, hierarchy, "
            "parents, "
            "review queue")},
    {"reconcile",
        QT_TRANSLATE_NOOP("PaletteWords",
            "breaks, differences, discrepancies, compare, match rate, ARR bridge, CRM, billing, causes, unexplained")},
    {"revenue",
        QT_TRANSLATE_NOOP("PaletteWords",
            "retention, net revenue retention, gross revenue retention, net dollar retention, NRR, GRR, NDR, churn, "
            "attrition, cohorts, movements, ARR bridge, waterfall, recurring revenue, MRR, expansion, upsell, "
            "contraction, "
            "downgrade, reactivation")},
    {"cohorts",
        QT_TRANSLATE_NOOP("PaletteWords",
            "survival, Kaplan-Meier, log-rank, time to value, TTV, onboarding, funnel, stages, handoff, SLA, stuck, "
            "churn "
            "reasons, retention, tenure, curves")},
    {"actions",
        QT_TRANSLATE_NOOP("PaletteWords",
            "tasks, to-do, calls to action, CTA, plays, playbooks, rules, queue, overdue, SLA, escalations, snooze, "
            "business reviews, QBR, EBR")},
    {"health",
        QT_TRANSLATE_NOOP("PaletteWords",
            "scores, scorecard, colours, red, yellow, green, risk, reasons, drift, stability, PSI, backtest, "
            "validation, court, "
            "AUC, churn prediction, health model, signals")},
    {"coverage",
        QT_TRANSLATE_NOOP("PaletteWords",
            "capacity, workload, hours, hire, hiring, headcount, FTE, CSM, books, utilisation, utilization, overload, "
            "fairness, touch model, tech-touch, assignment, territories, balance, optimise, optimize, ramp, handover")},
    {"scenarios",
        QT_TRANSLATE_NOOP("PaletteWords",
            "what-if, what if, forecast, projection, plan, planning, simulation, Monte Carlo, sensitivity, tornado, "
            "goal "
            "seek, levers, budget")},
    {"packs",
        QT_TRANSLATE_NOOP("PaletteWords",
            "pack, PDF, reports, board pack, monthly report, slides, presentation, print, scorecard, share, export")},
    {"sql",
        QT_TRANSLATE_NOOP("PaletteWords", "query, queries, select, database, tables, views, schema, analyst, ad hoc")},
    {"explain",
        QT_TRANSLATE_NOOP("PaletteWords",
            "audit, lineage, provenance, source rows, formula, conventions, what moved it, numerator, denominator")},
    {"dictionary",
        QT_TRANSLATE_NOOP("PaletteWords",
            "definitions, glossary, metrics, formulas, approvals, governance, conflicts, MetricFlow, dbt")},
};

/// By a word, or words, in the title of a metric or a command.
constexpr Synonyms OfTitles[] = {
    {QT_TRANSLATE_NOOP("PaletteWords", "NRR"),
        QT_TRANSLATE_NOOP("PaletteWords", "retention, net revenue retention, net dollar retention, NDR, churn")},
    {QT_TRANSLATE_NOOP("PaletteWords", "GRR"),
        QT_TRANSLATE_NOOP("PaletteWords", "retention, gross revenue retention, gross dollar retention, churn")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Logo churn"),
        QT_TRANSLATE_NOOP("PaletteWords", "retention, attrition, lost customers, cancellations")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Renewals"),
        QT_TRANSLATE_NOOP("PaletteWords", "expiring, ending contracts, at risk")},
    {QT_TRANSLATE_NOOP("PaletteWords", "ARR"),
        QT_TRANSLATE_NOOP("PaletteWords", "annual recurring revenue, recurring revenue, MRR")},
    {QT_TRANSLATE_NOOP("PaletteWords", "ARR match"),
        QT_TRANSLATE_NOOP("PaletteWords", "match rate, reconciliation, differences, breaks")},
    {QT_TRANSLATE_NOOP("PaletteWords", "FTE"),
        QT_TRANSLATE_NOOP("PaletteWords", "capacity, headcount, staff, CSMs, hire")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Utilisation"),
        QT_TRANSLATE_NOOP("PaletteWords", "utilization, capacity, workload, load")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Hire by"),
        QT_TRANSLATE_NOOP("PaletteWords", "hiring, headcount, recruit, capacity")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Solve"),
        QT_TRANSLATE_NOOP("PaletteWords", "optimise, optimize, balance, assign, territories")},
    {QT_TRANSLATE_NOOP("PaletteWords", "touch model"),
        QT_TRANSLATE_NOOP("PaletteWords", "capacity model, segments, hours, activities, rules")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Scenario"),
        QT_TRANSLATE_NOOP("PaletteWords", "what-if, what if, forecast, projection")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Settings"),
        QT_TRANSLATE_NOOP("PaletteWords",
            "preferences, options, configuration, currency, fiscal year, shortcuts, keyboard, "
            "keys, density, number format, locale, my name")},
    {QT_TRANSLATE_NOOP("PaletteWords", "System colours"),
        QT_TRANSLATE_NOOP("PaletteWords", "theme, appearance, colors, dark mode, light mode")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Light"), QT_TRANSLATE_NOOP("PaletteWords", "theme, appearance, colors, day")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Dark"), QT_TRANSLATE_NOOP("PaletteWords", "theme, appearance, colors, night")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Import exports"),
        QT_TRANSLATE_NOOP("PaletteWords", "load, upload, add data, CSV, XLSX, Excel, files")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Backup"), QT_TRANSLATE_NOOP("PaletteWords", "save as, archive, duplicate")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Check workspace"),
        QT_TRANSLATE_NOOP("PaletteWords", "integrity, verify, damaged")},
    {QT_TRANSLATE_NOOP("PaletteWords", "New workspace"), QT_TRANSLATE_NOOP("PaletteWords", "create, company, file")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Open sample"), QT_TRANSLATE_NOOP("PaletteWords", "demo, example, try")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Undo"), QT_TRANSLATE_NOOP("PaletteWords", "take back, revert")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Redo"), QT_TRANSLATE_NOOP("PaletteWords", "do again, repeat")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Inspector"),
        QT_TRANSLATE_NOOP("PaletteWords", "details, evidence, explain, right panel, sidebar")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Fold navigation"),
        QT_TRANSLATE_NOOP("PaletteWords", "collapse, left panel, sidebar")},
    {QT_TRANSLATE_NOOP("PaletteWords", "Quit"), QT_TRANSLATE_NOOP("PaletteWords", "exit, leave")},
    {QT_TRANSLATE_NOOP("PaletteWords", "About"), QT_TRANSLATE_NOOP("PaletteWords", "version, licence, license")},
};

void add(QStringList &words, const char *more)
{
    for (const QString &word : Words::tr(more).split(u',', Qt::SkipEmptyParts))
        words << word.trimmed();
}

bool hasWords(const QString &title, const QString &words)
{
    const QString padded = u' ' + QString(title).replace(u',', u' ') + u' ';
    return padded.contains(u' ' + words + u' ', Qt::CaseInsensitive);
}

} // namespace

QStringList paletteWords(const PaletteEntry &entry)
{
    QStringList words;
    if (entry.kind == PaletteKind::Page) {
        for (const Synonyms &page : OfPages) {
            if (entry.topic == QLatin1String(page.of))
                add(words, page.words);
        }
    } else if (entry.kind == PaletteKind::Metric || entry.kind == PaletteKind::Command) {
        QString title = entry.title;
        title.remove(u'\u2026'); // "Settings..."
        for (const Synonyms &term : OfTitles) {
            if (hasWords(title, Words::tr(term.of)))
                add(words, term.words);
        }
    }
    return words;
}

} // namespace qd::ui
