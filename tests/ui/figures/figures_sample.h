#pragma once
#include "core/demo/demo.h"
#include "core/session/actions.h"
#include "tests/ui/figures/figures.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/theme.h"
#include "ui/shell/page.h"

#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace qd::test {

inline constexpr int Patience = 20000; // ms; jobs run on whatever the machine has left

/// What is looked at: the chips, whose figures they leave, and of when.
struct Look {
    ui::PageContext context;
    Scope scope;
    Month month; ///< the as-of day is its last one
    bool latest = false; ///< whether the data end there

    [[nodiscard]] QString day() const { return QString::fromStdString(month.lastDay().iso()); }
    [[nodiscard]] QString dayBefore() const { return QString::fromStdString(month.plus(-1).lastDay().iso()); }
    /// A month ahead, as it looks on the as-of day.
    [[nodiscard]] QString seen(const QString &ahead) const { return ahead + QStringLiteral(" from ") + day(); }
    [[nodiscard]] QString monthName() const { return QString::fromStdString(month.iso()); }
};

/// The demo's 300 customers as of October 2026, its support system 19 days behind.
class FiguresSample {
public:
    void make()
    {
        ui::applyTheme(*qApp, false);
        Progress progress;
        demo::DemoOptions options;
        options.accounts = 300;
        QVERIFY(demo::writeDemo(file("exports"), options, progress).ok());
        QVERIFY(store::Workspace::create(path(), {}).ok());
        auto workspace = store::Workspace::open(path());
        addLeave();
        const QDir folder(QString::fromStdString(file("exports")));
        for (const bool support : {false, true}) {
            std::vector<std::string> files;
            for (const QString &name : folder.entryList({QStringLiteral("*.csv")})) {
                if (name.startsWith(QStringLiteral("zendesk")) == support)
                    files.push_back(folder.filePath(name).toStdString());
            }
            sources::ImportOptions import;
            import.asOf = support ? Date::of(2026, 10, 12) : Date::of(2026, 10, 31);
            QVERIFY(session::importAndResolve(**workspace, files, import, progress).ok());
        }
    }

    [[nodiscard]] static QStringList sources()
    {
        return QStringLiteral("delighted finance gainsight pendo people salesforce stripe zendesk").split(u' ');
    }
    [[nodiscard]] std::string path() const { return file("sample.qdeck"); }
    [[nodiscard]] QString output(const QString &name) const { return m_dir.filePath(name); }
    /// The name of a CSM by id.
    [[nodiscard]] QString csmNamed(const QString &id) const
    {
        const auto workspace = store::Workspace::open(path(), store::Workspace::Mode::ReadOnly);
        for (const store::CsmRow &csm : portfolio::Portfolio::of(**workspace)->csms()) {
            if (QString::fromStdString(csm.id) == id)
                return QString::fromStdString(csm.name);
        }
        return id;
    }
    /// `month` empty is the latest as-of day, without a chip.
    [[nodiscard]] Look look(std::optional<Month> month, const revenue::Filters &filters) const
    {
        Look look;
        look.context.workspacePath = path();
        look.context.filters = filters;
        look.scope = scopeOf(filters);
        look.latest = !month;
        look.month = month.value_or(Month(2026, 10));
        if (month)
            look.context.asOf = month->lastDay();
        return look;
    }

private:
    /// Somebody is away in the months that are looked at: with leave and without, capacity differs.
    void addLeave() const
    {
        QFile leave(output(QStringLiteral("exports/leave.csv")));
        QVERIFY(leave.open(QIODevice::WriteOnly));
        leave.write("csm_id,start_date,end_date\n0105,2026-06-01,2026-12-31\n0107,2026-10-12,2026-11-20\n");
    }
    [[nodiscard]] std::string file(const char *name) const
    {
        return m_dir.filePath(QString::fromLatin1(name)).toStdString();
    }
    QTemporaryDir m_dir;
};

/// A page as a person meets it: made once, then shown under one set of chips after another.
template <typename T>
class ShownPage {
public:
    ShownPage()
    {
        auto *header = new QWidget(&page, Qt::Window); // the shell's page header lays these out
        auto *row = new QHBoxLayout(header);
        for (QWidget *action : page.headerActions())
            row->addWidget(action);
        header->show();
        page.resize(1440, 900);
        static_cast<QWidget &>(page).show();
        QObject::connect(&page, &ui::Page::factChanged, &page, [this](const QString &text) { fact = text; });
    }
    void show(const Look &look)
    {
        act([&] { page.refresh(look.context); });
    }
    /// Does what makes the page read anew and waits until it has.
    template <typename Act>
    void act(Act what)
    {
        QSignalSpy settled(&page, &ui::Page::settled);
        what();
        if (settled.isEmpty() && !settled.wait(Patience))
            qFatal("the page %s did not settle", qUtf8Printable(page.id()));
    }
    [[nodiscard]] const ui::TableSpec &table(const char *id) const
    {
        for (ui::TableView *table : page.template findChildren<ui::TableView *>()) {
            if (table->spec().id == QLatin1String(id))
                return table->spec();
        }
        qFatal("no table %s", id);
    }
    [[nodiscard]] const ui::ChartSpec &chart(chart::Kind kind) const
    {
        for (const ui::ChartView *view : page.template findChildren<ui::ChartView *>()) {
            if (view->spec().kind == kind && !view->spec().categories.isEmpty())
                return view->spec();
        }
        qFatal("no chart");
    }

    T page;
    QString fact;
};

} // namespace qd::test
