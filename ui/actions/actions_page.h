#pragma once
#include "ui/actions/actions_view.h"
#include "ui/shell/page_reading.h"

class QPushButton;
class QStackedWidget;

namespace qd::ui {

class ActionExport;
class ProgrammesPart;
class ReviewExport;
class ReviewsPart;
class RulesPart;
class SegmentedSwitch;
class WorkPart;

/// What is to be done and by whom; the rules that open actions; business reviews; how the programmes stand.
class ActionsPage : public Page {
    Q_OBJECT
public:
    explicit ActionsPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("actions"); }
    [[nodiscard]] QString title() const override { return tr("Actions"); }
    [[nodiscard]] QString group() const override { return tr("Analyse"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("checklist"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true, .health = true}; }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"action_sla", "play_compliance", "escalation_sla", "untouched_renewals"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;
    /// Shows the rules of a file as a draft; what is wrong with them stands in the page's bar.
    void lookAt(const QString &path);

private:
    void connectParts();
    void run();
    bool show();
    void askForNew();
    void askForFile();
    void saveRules();
    [[nodiscard]] ActionsChoice choice() const;

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<ActionsView> m_view;
    std::string m_draft; ///< text of a file's rules; empty for none
    SegmentedSwitch *m_part = nullptr;
    QPushButton *m_new = nullptr;
    ActionExport *m_export = nullptr;
    QStackedWidget *m_parts = nullptr;
    WorkPart *m_work = nullptr;
    RulesPart *m_rules = nullptr;
    ReviewsPart *m_reviews = nullptr;
    ReviewExport *m_reviewExport = nullptr;
    ProgrammesPart *m_programmes = nullptr;
};

} // namespace qd::ui
