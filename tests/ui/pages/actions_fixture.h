#pragma once
#include "core/actions/rules_run.h"
#include "tests/signals/imported_workspace.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/actions/actions_page.h"
#include "ui/common/application_theme.h"
#include "ui/common/mnemonics.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QtTest>
#include <QUndoStack>

namespace qd::test {

/// Amber of Ann (Enterprise, ARR 100, reviewed on 2026-05-01), Birch (Mid-Market, 300) and Cedar (SMB, 50) of Bob, all
/// due on 2026-12-31, as of 2026-06-30. Three actions came with a file: 1 of Amber, due on 06-29; 2 of Birch, opened on
/// 06-20 by rule r; 3 of Amber, opened by r and done in time on 05-10. The rules: r asks for everybody due within 250
/// days and gives an owner one; s asks for ARR of 100 and more, and opens one each for Amber and Birch on 06-30.
/// `others` more customers have nobody, ARR 10 and no end.
inline void fillActions(ImportedWorkspace &data, bool withRules, int others = 0)
{
    std::string accounts =
        "account_id,name,segment,owner\nA,Amber,Enterprise,Ann\nB,Birch,Mid-Market,Bob\nC,Cedar,SMB,Bob\n";
    std::string contracts = "subscription_id,account_id,start_date,end_date,arr\n1,A,2025-01-01,2026-12-31,100\n"
                            "2,B,2025-01-01,2026-12-31,300\n3,C,2025-01-01,2026-12-31,50\n";
    for (int i = 0; i < others; ++i) {
        const std::string id = "N" + std::to_string(i);
        accounts += id + ",Nameless " + std::to_string(i) + ",SMB,\n";
        contracts += id + ',' + id + ",2025-01-01,,10\n";
    }
    data.file("crm.accounts", accounts);
    data.file("crm.subscriptions", contracts);
    data.file("crm.activities", "activity_id,account_id,date,type,outcome\n1,A,2026-05-01,qbr,\n");
    data.file("crm.actions",
        "action_id,account_id,trigger,title,owner,opened_date,due_date,closed_date,status,outcome\n"
        "1,A,x,One,Ann,2026-06-01,2026-06-29,,open,\n2,B,r,Two,Bob,2026-06-20,2026-07-30,,open,\n"
        "3,A,r,Three,Ann,2026-05-01,2026-05-15,2026-05-10,closed,done\n");
    data.import("2026-06-30");
    Progress progress;
    const char *const rules = R"({"rules": [
        {"id": "r", "title": "Renewal plan", "cap_per_owner": 1, "due_days": 14,
         "when": [{"field": "due_in_days", "at_most": 250}], "escalate": [{"after_days": 10, "to": "Manager"}]},
        {"id": "s", "title": "Meet them", "priority": 2, "due_days": 7, "when": [{"field": "arr", "at_least": 100}]}]})";
    if (withRules && !actions::saveAndOpen(data.workspace(), rules, std::nullopt, progress).ok())
        qFatal("rules");
}

/// The window with the Actions page on that workspace.
struct ShownActions {
    ImportedWorkspace data;
    ui::ActionsPage *page = new ui::ActionsPage;
    ui::MainWindow window{{page}, false};

    explicit ShownActions(bool withRules = true, int others = 0)
    {
        ui::applyTheme(*qApp, false);
        fillActions(data, withRules, others);
        window.resize(1440, 900);
        window.show();
        window.openWorkspace(QString::fromStdString(data.workspace().path()));
    }
    ui::TableView *table(const char *id) const { return SamplePages::tableWith(window, QLatin1String(id)); }
    bool isReady() const
    {
        return QTest::qWaitFor(
            [this] { return window.isSettled(QStringLiteral("actions")) && table("action-owners"); }, Patience);
    }
    /// A choice of a switch, as a person clicks it.
    void choose(const char *name, const QString &title) const
    {
        const auto *views = window.findChild<ui::SegmentedSwitch *>(QLatin1String(name));
        QVERIFY(views);
        const QSignalSpy settled(page, &ui::Page::settled);
        for (QAbstractButton *choice : views->findChildren<QAbstractButton *>()) {
            if (ui::withoutMnemonic(choice->text()) == title)
                QTest::mouseClick(choice, Qt::LeftButton);
        }
        if (QLatin1String(name) == QLatin1String("actionsPart")) // which is read anew
            QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), Patience);
    }
    /// What a column of the rows shown says, by action's title or customer.
    QStringList column(const char *tableId, const char *columnId) const
    {
        const ui::TableView *shown = table(tableId);
        if (!shown)
            return {};
        const ui::TableSpec &spec = shown->spec();
        QStringList texts;
        for (const QString &id : shown->shownIds()) {
            for (const ui::TableRow &row : spec.rows) {
                for (qsizetype i = 0; row.id == id && i < spec.columns.size(); ++i) {
                    if (spec.columns[i].id == QLatin1String(columnId))
                        texts << textOf(row.values[i]);
                }
            }
        }
        return texts;
    }
    static QString textOf(const QVariant &value)
    {
        if (value.canConvert<ui::StateValue>())
            return value.value<ui::StateValue>().word;
        if (value.canConvert<ui::FigureValue>())
            return value.value<ui::FigureValue>().text;
        return value.isNull() ? QStringLiteral("-") : value.toString();
    }
    /// Selects actions of the queue by their titles and customers: "Meet them, Amber".
    void select(const QStringList &actions) const
    {
        ui::TableView *queue = table("action-queue");
        QStringList ids;
        for (const ui::TableRow &row : queue->spec().rows) {
            if (actions.contains(row.values[3].toString() + QStringLiteral(", ") + row.values[2].toString()))
                ids << row.id;
        }
        QCOMPARE(ids.size(), actions.size());
        queue->setCurrentId(ids.front());
        queue->setSelectedIds(ids);
    }
    QPushButton *button(const char *name) const { return window.findChild<QPushButton *>(QLatin1String(name)); }
    void inMenu(const char *name, const QString &entry) const
    {
        for (QAction *action : button(name)->menu()->actions()) {
            if (ui::withoutMnemonic(action->text()) == entry)
                return action->trigger();
        }
        QFAIL(qPrintable(entry));
    }
    /// Does `open`, which opens a dialog, and `use` with that; the dialog is closed by it.
    void inDialog(const std::function<void()> &open, const std::function<void(QDialog &)> &use) const
    {
        bool shown = false;
        QTimer::singleShot(0, &window, [&] {
            auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
            shown = dialog;
            if (!dialog)
                return;
            use(*dialog);
            if (dialog->isVisible())
                dialog->reject();
        });
        open();
        QVERIFY(shown);
    }
    static void take(QDialog &dialog, const char *name)
    {
        auto *button = dialog.findChild<QPushButton *>(QLatin1String(name));
        QVERIFY(button && button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
    }
    void undo() { window.findChild<QUndoStack *>()->undo(); }
    /// How many rows a query of the workspace counts.
    int count(const char *sql) { return data.workspace().db().execAndGet(sql).getInt(); }
};

} // namespace qd::test
