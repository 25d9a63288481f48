#include "ui/identity/pair_panel.h"

#include "ui/common/panel.h"
#include "ui/common/table/table_view.h"

#include <QVBoxLayout>

namespace qd::ui {

PairPanel::PairPanel(QWidget *parent)
    : QWidget(parent)
    , m_fieldsPanel(new Panel(tr("Side by side"), this))
    , m_evidencePanel(new Panel(tr("Evidence"), this))
    , m_fields(new TableView(this))
    , m_evidence(new TableView(this))
{
    constexpr int Gap = 8;
    m_fields->setCompact(true);
    m_evidence->setCompact(true);
    m_fieldsPanel->setBody(m_fields, false);
    m_evidencePanel->setBody(m_evidence, false);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(Gap);
    layout->addWidget(m_fieldsPanel, 4);
    layout->addWidget(m_evidencePanel, 3);
}

void PairPanel::setPair(const IdentityView &view, const std::optional<answers::ReviewPair> &pair)
{
    m_fields->setSpec(fieldsTable(view, pair));
    m_evidence->setSpec(evidenceTable(view, pair));
    m_evidencePanel->setSubtitle(weightText(pair));
}

} // namespace qd::ui
