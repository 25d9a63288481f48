#pragma once
#include "ui/quality/quality_view.h"
#include "ui/shell/page_reading.h"

class QLabel;
class QPushButton;

namespace qd::ui {

class Panel;
class TableView;

/// What is wrong with the data: how complete the fields are, by customers and by source, how old each source's data
/// are, all other checks, and the rows that the chosen one counts.
class QualityPage : public Page {
    Q_OBJECT
public:
    explicit QualityPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("quality"); }
    [[nodiscard]] QString title() const override { return tr("Quality"); }
    [[nodiscard]] QString group() const override { return tr("Data"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("quality"); }
    [[nodiscard]] QString withoutChips() const override
    {
        return tr("data are checked for all customers, whatever the chips say");
    }
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"quality_score", "completeness", "validity", "freshness", "duplicate_records", "orphan_rows"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;

private:
    bool show();
    void choose(int figure);
    void chooseField(const QString &field, const QString &column);
    void openRow(const QString &row);
    void offerWaivers();
    void waive();
    void takeBack();
    [[nodiscard]] std::vector<quality::Waiver> selectedRows(bool waived) const;

    PageBody *m_body = nullptr;
    PageReading<QualityView> m_view;
    QString m_chosen; ///< field and column, or a check's words, of what is shown below; found again after a change
    QLabel *m_note = nullptr;
    QPushButton *m_waive = nullptr;
    QPushButton *m_takeBack = nullptr;
    Panel *m_completenessPanel = nullptr;
    Panel *m_failuresPanel = nullptr;
    TableView *m_completeness = nullptr;
    TableView *m_freshness = nullptr;
    TableView *m_checks = nullptr;
    TableView *m_failures = nullptr;
};

} // namespace qd::ui
