#pragma once
#include "ui/home/home_texts.h"
#include "ui/shell/page_reading.h"

class QGridLayout;

namespace qd::ui {

class ChartView;
class Panel;
class SegmentedSwitch;
class SourceStrip;
class TableView;

/// The month at a glance: headline tiles, what changed, what needs attention, how fresh the sources are.
class HomePage : public Page {
    Q_OBJECT
public:
    explicit HomePage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("home"); }
    [[nodiscard]] QString title() const override { return tr("Home"); }
    [[nodiscard]] QString group() const override { return {}; }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("home"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true, .health = true}; }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"arr", "nrr", "grr", "logo_churn", "at_risk_share", "arr_match", "health_coverage"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;
    [[nodiscard]] bool opensFact() const override { return true; }
    void openFact() override { Q_EMIT linkActivated(QStringLiteral("customers"), {}); }
    [[nodiscard]] std::vector<PaletteEntry> paletteEntries() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    bool show();
    void openTile(int index);
    void openChange(int index);
    void openLastImport();
    void openHealth(const AccountList &list);
    void openBar(int category);
    void openArr(Month month);
    void openFinding(const QString &rowId);
    void arrange();
    int layTiles(); ///< in as many rows as it returns

    PageContext m_context;
    QList<QWidget *> m_headerActions;
    PageBody *m_body = nullptr;
    PageReading<answers::Briefing> m_briefing;
    QGridLayout *m_tileGrid = nullptr;
    QVector<Tile *> m_tiles;
    Panel *m_changedPanel = nullptr;
    SegmentedSwitch *m_changedAs = nullptr; ///< shown where only one of the two below has room
    QWidget *m_bridgeRow = nullptr;
    ChartView *m_bridge = nullptr;
    TableView *m_changes = nullptr;
    Panel *m_attentionPanel = nullptr;
    TableView *m_findings = nullptr;
    SourceStrip *m_sources = nullptr;
};

} // namespace qd::ui
