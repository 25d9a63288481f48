#pragma once
#include "ui/health/health_part.h"
#include "ui/shell/page_reading.h"

class QComboBox;
class QStackedWidget;

namespace qd::ui {

class HealthHistory;
class HealthModelPart;
class HealthNow;
class SegmentedSwitch;

/// How customers fare by the model in force: now, over time, whether it foretold churn, and what it is made of, as
/// known on the as-of day. Every figure opens its customers.
class HealthPage : public Page {
    Q_OBJECT
public:
    explicit HealthPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("health"); }
    [[nodiscard]] QString title() const override { return tr("Health"); }
    [[nodiscard]] QString group() const override { return tr("Analyse"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("health"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.health = true}; }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] bool opensFact() const override { return true; }
    void openFact() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"health_score", "health_coverage", "health_accuracy", "psi", "moved_share"};
    }
    void refresh(const PageContext &context) override;
    /// A customer is chosen among the scores of now.
    void open(const PageTarget &target) override;
    void forget() override;

private:
    void addPart(HealthPartView *part);
    void run();
    bool show();
    void chooseWanted();
    [[nodiscard]] HealthChoice choice() const;

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<HealthView> m_view;
    SegmentedSwitch *m_switch = nullptr;
    QComboBox *m_since = nullptr;
    QStackedWidget *m_stack = nullptr;
    HealthNow *m_now = nullptr;
    HealthHistory *m_history = nullptr;
    HealthModelPart *m_model = nullptr;
    QString m_wanted; ///< customer to choose once its score is read
    QList<HealthPartView *> m_parts; ///< by HealthPart
};

} // namespace qd::ui
