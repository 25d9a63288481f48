#pragma once
#include "ui/common/panel.h"
#include "ui/explain/explain_view.h"

class QLabel;
class QPushButton;

namespace qd::ui {

class TotalsStrip;

/// The figure: its formula, its values, and the definition it goes by.
class FigurePanel : public Panel {
    Q_OBJECT
public:
    explicit FigurePanel(QWidget *parent = nullptr);

    void setView(const ExplainView &view);

Q_SIGNALS:
    void definitionWanted(); ///< the Dictionary's record of it
    void customersWanted(); ///< of its values, on the Customers page
    void sheetWanted(); ///< to be printed

private:
    QPushButton *m_definition = nullptr;
    QPushButton *m_sheet = nullptr;
    QLabel *m_formula = nullptr;
    QLabel *m_note = nullptr;
    TotalsStrip *m_values = nullptr;
};

} // namespace qd::ui
