#pragma once
#include "ui/cohorts/cohorts_part_view.h"
#include "ui/shell/page_reading.h"

#include <array>

class QStackedWidget;

namespace qd::ui {

class SegmentedSwitch;

/// How customers fare from their start on, in five views: retention by cohort, survival, time to value, churn,
/// economics. Every part opens its customers. Only what the chosen view shows is read.
class CohortsPage : public Page {
    Q_OBJECT
public:
    explicit CohortsPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("cohorts"); }
    [[nodiscard]] QString title() const override { return tr("Cohorts"); }
    [[nodiscard]] QString group() const override { return tr("Analyse"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("cohorts"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true}; }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] bool opensFact() const override { return true; }
    void openFact() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"cohort", "survival", "ttv", "churn_by_reason"};
    }
    void refresh(const PageContext &context) override;
    void forget() override { m_view.forget(); }

private:
    void connectPart(CohortsPartView *part);
    void run();
    bool show();
    [[nodiscard]] CohortsChoice choice() const;
    [[nodiscard]] CohortsPartView *partView(CohortsPart part) const { return m_parts[std::size_t(part)]; }

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<CohortsView> m_view;
    SegmentedSwitch *m_switch = nullptr;
    QStackedWidget *m_stack = nullptr;
    std::array<CohortsPartView *, 5> m_parts{}; ///< by CohortsPart
};

} // namespace qd::ui
