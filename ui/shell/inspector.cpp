#include "ui/shell/inspector.h"

#include "ui/common/icons.h"
#include "ui/common/toned_label.h"
#include "ui/shell/inspector_parts.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

namespace qd::ui {

Inspector::Inspector(QWidget *parent)
    : QFrame(parent)
    , m_scroll(new QScrollArea(this))
    , m_foot(new QFrame(this))
{
    setProperty("frame", QStringLiteral("inspector"));
    setAccessibleName(tr("Inspector"));
    setMinimumWidth(280);
    setMaximumWidth(480);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(1, 0, 0, 0);
    outer->setSpacing(0);
    buildHeader(outer);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    outer->addWidget(m_scroll, 1);
    m_foot->setProperty("frame", QStringLiteral("foot"));
    outer->addWidget(m_foot);
    clear();
}

void Inspector::buildHeader(QVBoxLayout *outer)
{
    auto *header = new QFrame(this);
    header->setProperty("frame", QStringLiteral("bar"));
    header->setFixedHeight(36);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(12, 0, 6, 1);
    m_heading = new TonedLabel(Type::Panel, Tone::Value, header);
    m_heading->setObjectName(QStringLiteral("inspectorHeading"));
    m_place = new TonedLabel(Type::Dense, Tone::Hint, header);
    m_place->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    row->addWidget(m_heading, 0);
    row->addWidget(m_place, 1);
    const auto quiet = [&](const QString &name, const QString &tip) {
        auto *button = new QToolButton(header);
        button->setProperty("quiet", true);
        button->setIcon(icon(name, IconRole::Text3));
        button->setIconSize({14, 14});
        button->setFixedSize(24, 24);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        row->addWidget(button);
        return button;
    };
    m_pin = quiet(QStringLiteral("pin"), tr("Keep what is shown"));
    m_pin->setCheckable(true);
    connect(quiet(QStringLiteral("close"), tr("Close the inspector")), &QToolButton::clicked, this,
        &Inspector::closeClicked);
    outer->addWidget(header);
}

bool Inspector::isPinned() const
{
    return m_pin->isChecked();
}

void Inspector::show(const InspectorContent &content)
{
    if (isPinned())
        return;
    m_heading->setText(content.heading);
    m_place->setText(content.place);
    QWidget *body = buildBody(content);
    m_scroll->setWidget(body);
    body->setAutoFillBackground(false); // the frame behind is the surface
    buildFoot(content);
}

void Inspector::clear()
{
    InspectorContent nothing;
    nothing.heading = tr("Inspector");
    nothing.detail = tr("Select a row, a bar or a cell to see what is behind it.");
    m_pin->setChecked(false);
    show(nothing);
}

QWidget *Inspector::buildBody(const InspectorContent &content)
{
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(6);
    const auto heading = [&](const QString &text) {
        column->addSpacing(8);
        column->addWidget(newProse(text, Type::Header, Tone::Label, body));
    };
    if (!content.subject.isEmpty())
        column->addWidget(newProse(content.subject, Type::Subject, Tone::Value, body));
    if (!content.detail.isEmpty())
        column->addWidget(newProse(content.detail, Type::Dense, Tone::Hint, body));
    if (!content.figures.isEmpty())
        column->addWidget(newFigures(content.figures, body));
    if (!content.evidence.isEmpty())
        heading(content.evidenceTitle);
    for (const auto &line : content.evidence)
        column->addWidget(newEvidence(line, body));
    if (!content.sources.isEmpty())
        heading(tr("Source rows"));
    for (const auto &card : content.sources)
        column->addWidget(newSourceCard(card, body));
    if (!content.fix.isEmpty()) {
        heading(tr("Fix"));
        column->addWidget(newProse(content.fix, Type::Dense, Tone::Value, body));
    }
    if (!content.history.isEmpty()) {
        heading(tr("History"));
        column->addWidget(newFieldList(content.history, body));
    }
    column->addStretch(1);
    return body;
}

void Inspector::buildFoot(const InspectorContent &content)
{
    delete m_foot->layout();
    qDeleteAll(m_foot->findChildren<QPushButton *>(QString(), Qt::FindDirectChildrenOnly));
    auto *row = new QHBoxLayout(m_foot);
    row->setContentsMargins(12, 10, 12, 10);
    bool first = true;
    for (const auto &link : content.links) {
        auto *button = new QPushButton(link.text, m_foot);
        button->setProperty("primary", std::exchange(first, false));
        connect(button, &QPushButton::clicked, this, [this, link] { Q_EMIT linkActivated(link.page, link.target); });
        row->addWidget(button);
    }
    row->addStretch(1);
    m_foot->setVisible(!content.links.isEmpty());
}

} // namespace qd::ui
