#pragma once
#include "app/gui/pages.h"
#include "tests/ui/pages/sample_pages.h"
#include "ui/shell/main_window.h"

#include <QStandardPaths>

namespace qd::test {

/// The window with all pages, as the program makes it, on the sample of 300 customers.
class EveryPage {
public:
    /// Writes the sample and opens it; once a test, from initTestCase(). `prepare` may change the workspace first.
    void open(const QSize &size = {1440, 900}, const std::function<void(const std::string &path)> &prepare = {})
    {
        QStandardPaths::setTestModeEnabled(true);
        m_sample.make();
        if (prepare)
            prepare(m_sample.sample().workspacePath);
        m_window = std::make_unique<ui::MainWindow>(makePages, false);
        m_window->resize(size);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        const QSignalSpy opened(m_window.get(), &ui::MainWindow::workspaceOpened);
        m_window->openWorkspace(QString::fromStdString(m_sample.sample().workspacePath));
        QTRY_VERIFY_WITH_TIMEOUT(!opened.isEmpty(), Patience);
    }
    void close() { m_window.reset(); }

    [[nodiscard]] const ui::PageContext &sample() const { return m_sample.sample(); }
    [[nodiscard]] ui::MainWindow &window() const { return *m_window; }
    /// Shows a page, settled and laid out.
    void show(const QString &id) const
    {
        m_window->showPage(id);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->isSettled(id), Patience);
        m_window->grab(); // lays out what just came
    }
    /// Shows the record of the list's first customer, read and laid out.
    void showFirstCustomer() const
    {
        const QString id = QStringLiteral("customers");
        show(id);
        const ui::Page *page = m_window->page(id);
        const auto *table = page->findChild<ui::TableView *>(QStringLiteral("customersTable"));
        const QSignalSpy settled(page, &ui::Page::settled);
        m_window->showPage(id, qd::ui::AccountTarget{table->shownIds().front()});
        QTRY_VERIFY_WITH_TIMEOUT(!settled.isEmpty(), Patience);
        m_window->grab();
    }
    /// A row for each page; the program's list, without a workspace.
    static void addRows()
    {
        QTest::addColumn<QString>("id");
        for (const ui::Page *page : makePages()) {
            QTest::newRow(qPrintable(page->id())) << page->id();
            delete page;
        }
    }

private:
    SamplePages m_sample;
    std::unique_ptr<ui::MainWindow> m_window;
};

} // namespace qd::test
