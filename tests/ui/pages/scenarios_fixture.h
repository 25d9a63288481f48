#pragma once
#include "core/demo/demo.h"
#include "core/session/actions.h"
#include "ui/common/application_theme.h"
#include "ui/common/chart/chart_view.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/theme.h"
#include "ui/scenario/lever_row.h"
#include "ui/scenario/lever_slider.h"
#include "ui/scenario/levers_panel.h"
#include "ui/scenario/scenarios_page.h"
#include "ui/shell/main_window.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QPushButton>
#include <QtTest>
#include <QUndoStack>

namespace qd::test {

using namespace qd::ui;

inline constexpr int Patience = 20000; // ms; jobs run on whatever the machine has left

inline const scenario::Lever EnterpriseChurn{"annual_churn", "Enterprise"};

/// The page in a window of the sample, settled.
struct Shown {
    ScenariosPage *page = new ScenariosPage;
    MainWindow window{{page}, false};

    explicit Shown(const std::string &path, QSize size = {1440, 900})
    {
        window.resize(size);
        window.show();
        QSignalSpy settled(&window, &MainWindow::pageSettled);
        window.openWorkspace(QString::fromStdString(path));
        if (settled.isEmpty() && !settled.wait(Patience))
            qWarning("the page did not settle");
    }

    template <typename T>
    T *find(const char *name) const
    {
        return window.findChild<T *>(QString::fromLatin1(name));
    }
    LeverRow *row(const scenario::Lever &lever) const { return page->findChild<LeversPanel *>()->row(lever); }
    TableView *table(const QString &idPrefix) const
    {
        for (TableView *table : page->findChildren<TableView *>()) {
            if (table->spec().id.startsWith(idPrefix))
                return table;
        }
        return nullptr;
    }
    /// The figure a row of the table of quarter ends gives for the last month; ARR is shown in thousands.
    double lastFigure(const char *rowId) const
    {
        const TableSpec &spec = table(QStringLiteral("scenario-quarters"))->spec();
        for (const TableRow &row : spec.rows) {
            if (row.id == QLatin1String(rowId))
                return row.values.back().value<FigureValue>().number;
        }
        return qQNaN();
    }
    /// Closing ARR of the last month by the chart; the table must agree as far as it prints.
    double closing() const
    {
        for (const ChartSeries &series : find<ChartView>("scenarioProjection")->spec().series) {
            if (series.id == QStringLiteral("scenario"))
                return std::round(*series.values.back() / 1000) == lastFigure("arr/scenario") ? *series.values.back()
                                                                                              : qQNaN();
        }
        return qQNaN();
    }
    double value(const scenario::Lever &lever) const
    {
        return scenario::boardValue(page->draft().scenario, lever).value_or(qQNaN());
    }
    double projected() const { return scenario::project(page->draft().scenario).summary.closingArr; }
    /// Types a number into the field of a lever.
    void type(const scenario::Lever &lever, const QString &text) const
    {
        auto *field = row(lever)->findChild<QDoubleSpinBox *>();
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
        QTest::keyClick(field, Qt::Key_Return);
    }
};

/// The sample of 300 customers and an empty workspace in a folder of their own.
class ScenarioWorkspaces {
public:
    ScenarioWorkspaces()
    {
        applyTheme(*qApp, false);
        Progress progress;
        demo::DemoOptions options;
        options.accounts = 300;
        bool made = demo::writeDemo(path("exports"), options, progress).ok();
        for (const char *name : {"sample.qdeck", "empty.qdeck"})
            made = made && store::Workspace::create(path(name), {}).ok();
        auto workspace = store::Workspace::open(path("sample.qdeck"));
        sources::ImportOptions import;
        import.asOf = Date::of(2026, 10, 31);
        made = made && session::importAndResolve(**workspace, {path("exports")}, import, progress).ok();
        if (!made)
            qFatal("the sample could not be made");
    }

    [[nodiscard]] QString file(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] std::string path(const char *name) const { return file(QString::fromLatin1(name)).toStdString(); }
    /// A copy of the sample of its own, for tests that save.
    [[nodiscard]] std::string freshCopy(const QString &name) const
    {
        QFile::copy(file(QStringLiteral("sample.qdeck")), file(name));
        return file(name).toStdString();
    }

private:
    QTemporaryDir m_dir;
};

} // namespace qd::test
