#pragma once
#include "core/dictionary/dictionary_export.h"
#include "ui/dictionary/dictionary_view.h"
#include "ui/shell/page_reading.h"

class QPushButton;

namespace qd::ui {

class DictionaryMenu;
class Panel;
class RecordPanel;
class TableView;

/// What every metric means, version by version: the list to search in, one record in full, who computes a metric
/// otherwise, and what moves a definition on.
class DictionaryPage : public Page {
    Q_OBJECT
public:
    explicit DictionaryPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("dictionary"); }
    [[nodiscard]] QString title() const override { return tr("Dictionary"); }
    [[nodiscard]] QString group() const override { return tr("Share"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("dictionary"); }
    [[nodiscard]] QString withoutChips() const override
    {
        return tr("definitions are of all customers, whatever the chips say");
    }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    void refresh(const PageContext &context) override;
    void forget() override;
    /// A metric, as FigureTarget::metric names it.
    void open(const PageTarget &target) override;
    /// Writes the dictionary as it stands on the day and notes that in the audit log; a failure stands in the page.
    void exportTo(const QString &path, dictionary::DictionaryFormat format);
    /// Writes what is in force (core/governance/documents.h) as Markdown into a folder, in a job.
    void writeDocuments(const QString &folder);

private:
    void buildPanels();
    void buildExport();
    bool show();
    void showMetric(const QString &metric);
    void chooseConflict(const QString &row);
    void askForExport(dictionary::DictionaryFormat format);

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<DictionaryView> m_view;
    Job<int> m_exportJob;
    PageTarget m_pending; ///< for when the dictionary is read
    QString m_metric; ///< that is shown
    DictionaryMenu *m_change = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_explain = nullptr;
    Panel *m_listPanel = nullptr;
    RecordPanel *m_record = nullptr;
    Panel *m_conflictsPanel = nullptr;
    TableView *m_metrics = nullptr;
    TableView *m_conflicts = nullptr;
};

} // namespace qd::ui
