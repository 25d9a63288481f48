#pragma once
#include "core/demo/demo.h"
#include "core/session/actions.h"
#include "ui/common/application_theme.h"
#include "ui/common/table/table_view.h"
#include "ui/paint/theme.h"
#include "ui/shell/page.h"

#include <QHBoxLayout>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

namespace qd::test {

inline constexpr int Patience = 20000; // ms; jobs run on whatever the machine has left

/// A workspace with the sample of 300 customers, and one without anything; pages on them, as a person meets them.
class SamplePages {
public:
    /// Writes and imports the sample; once a test.
    void make()
    {
        ui::applyTheme(*qApp, false);
        Progress progress;
        demo::DemoOptions options;
        options.accounts = 300;
        QVERIFY(demo::writeDemo(path("exports"), options, progress).ok());
        for (auto *context : {&m_sample, &m_empty}) {
            context->workspacePath = path(context == &m_sample ? "sample.qdeck" : "empty.qdeck");
            QVERIFY(store::Workspace::create(context->workspacePath, {}).ok());
        }
        auto workspace = store::Workspace::open(m_sample.workspacePath);
        sources::ImportOptions import;
        import.asOf = Date::of(2026, 10, 31);
        QVERIFY(session::importAndResolve(**workspace, {path("exports")}, import, progress).ok());
    }

    [[nodiscard]] const ui::PageContext &sample() const { return m_sample; }
    [[nodiscard]] const ui::PageContext &empty() const { return m_empty; }
    [[nodiscard]] std::string path(const char *name) const
    {
        return m_dir.filePath(QString::fromLatin1(name)).toStdString();
    }

    /// The page, laid out and settled on `context`; the sample's without one.
    template <typename T>
    std::unique_ptr<T> shown(QSize size = {1240, 760}) const
    {
        return shown<T>(m_sample, size);
    }
    template <typename T>
    std::unique_ptr<T> shown(const ui::PageContext &context, QSize size = {1240, 760}) const
    {
        auto page = std::make_unique<T>();
        auto *header = new QWidget(page.get(), Qt::Window); // the shell's page header lays these out
        auto *row = new QHBoxLayout(header);
        for (QWidget *action : page->headerActions())
            row->addWidget(action);
        header->show();
        page->resize(size);
        static_cast<QWidget *>(page.get())->show();
        QSignalSpy settled(page.get(), &ui::Page::settled);
        page->refresh(context);
        if (settled.isEmpty() && !settled.wait(Patience))
            qWarning("the page did not settle");
        return page;
    }

    static ui::TableView *tableWith(const QWidget &page, const QString &specId)
    {
        for (ui::TableView *table : page.findChildren<ui::TableView *>()) {
            if (table->spec().id == specId)
                return table;
        }
        return nullptr;
    }

private:
    QTemporaryDir m_dir;
    ui::PageContext m_sample;
    ui::PageContext m_empty;
};

} // namespace qd::test
