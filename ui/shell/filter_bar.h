#pragma once
#include "ui/shell/page_context.h"
#include "ui/shell/workspace_facts.h"

#include <QFrame>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace qd::ui {

class FilterChip;
class SearchField;

/// The one bar under the menu: back, forward, chips, the field that opens the palette, the inspector's button. Chips
/// that do not fit go behind "+n", those that filter last.
class FilterBar : public QFrame {
    Q_OBJECT
public:
    explicit FilterBar(QWidget *parent = nullptr);

    /// What the chips can be set to; a filter whose value is gone falls back to "All", a chosen day stays chosen. With
    /// `fresh` none is set.
    void setFacts(const WorkspaceFacts &facts, bool fresh = false);
    /// The chips in `context`'s fields; its path stays as it is.
    void writeTo(PageContext &context) const;
    /// "segment=Enterprise;owner=Maya" for QSettings, and back.
    [[nodiscard]] QString filtersText() const;
    void setFiltersText(const QString &text);
    void setHistory(bool back, bool forward);
    void setInspectorShown(bool shown);
    /// The keys of its buttons, as key caps read them; empty for none.
    struct Keys {
        QString palette, back, forward, inspector;
    };
    void setKeys(const Keys &keys);
    void clearFilters();
    void showNewest(); ///< clears the day
    [[nodiscard]] QSize minimumSizeHint() const override { return {480, 44}; }

Q_SIGNALS:
    void filtersChanged();
    void backClicked();
    void forwardClicked();
    void paletteClicked();
    void inspectorToggled(bool shown);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Dimension {
        std::string name;
        FilterChip *chip;
        std::vector<std::string> values;
    };
    QToolButton *quietButton(const QString &icon, const QString &tip);
    void layOutChips();
    void openOverflow();
    [[nodiscard]] QList<FilterChip *> offeredChips() const;
    void fillDates(std::optional<Date> chosen);
    [[nodiscard]] std::optional<Date> chosenDay() const;
    /// Chooses the day in `text`, "2026-10-15" or as it is shown; false when it is none.
    bool takeDay(const QString &text);

    QHBoxLayout *m_chips = nullptr;
    FilterChip *m_asOf = nullptr;
    FilterChip *m_fx = nullptr;
    std::vector<Dimension> m_dimensions;
    std::vector<Date> m_dates; ///< what can be chosen, newest first; the first is that of the data
    std::vector<Date> m_dataDates; ///< of them, those of imports
    QList<FilterChip *> m_all;
    QToolButton *m_back = nullptr;
    QToolButton *m_forward = nullptr;
    QPushButton *m_more = nullptr;
    SearchField *m_search = nullptr;
    QToolButton *m_inspector = nullptr;
};

} // namespace qd::ui
