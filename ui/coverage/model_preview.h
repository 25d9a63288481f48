#pragma once
#include "core/coverage/segment_preview.h"
#include "ui/common/panel.h"
#include "ui/coverage/model_data.h"
#include "ui/shell/job.h"

class QPushButton;

namespace qd::ui {

class TableView;
class TonedLabel;

/// What the model being edited would change today: who moves between segments, hours and FTE before and after, rules
/// that overlap. Computed off the GUI thread at every change; the last one asked for is the one shown.
class ModelPreview : public Panel {
    Q_OBJECT
public:
    explicit ModelPreview(QWidget *parent = nullptr);
    void setData(ModelDataPtr fresh);
    /// A model that core's check passes.
    void showModel(const coverage::CapacityModel &model);
    /// Instead of figures, for a model that cannot be computed.
    void showUnusable();
    [[nodiscard]] const coverage::SegmentPreview &preview() const { return m_preview; }
    /// False while what stands there is of an earlier model.
    [[nodiscard]] bool isCurrent() const { return m_current; }

Q_SIGNALS:
    void openWanted(const QString &title, const QStringList &accountIds);

private:
    void buildBody();
    void take(const coverage::CapacityModel &model, const coverage::SegmentPreview &preview);
    void showFigures();
    void showTables(const coverage::CapacityModel &model);
    void openShift(int index);

    ModelDataPtr m_data;
    coverage::SegmentPreview m_preview;
    QStringList m_shiftTitles;
    bool m_current = false;
    bool m_usable = false; ///< there are figures
    Job<std::shared_ptr<const coverage::SegmentPreview>> m_job;
    QList<TonedLabel *> m_figures; ///< label, value
    TonedLabel *m_warning = nullptr;
    TableView *m_shifts = nullptr;
    TableView *m_segments = nullptr;
    QPushButton *m_open = nullptr;
};

} // namespace qd::ui
