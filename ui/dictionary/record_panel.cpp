#include "ui/dictionary/record_panel.h"

#include "ui/common/style_parts.h"
#include "ui/common/toned_label.h"
#include "ui/shell/inspector_parts.h"

#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

/// Scrolls by keys, so it shows that it has them.
class RecordScroll final : public QScrollArea {
public:
    using QScrollArea::QScrollArea;

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QScrollArea::paintEvent(event);
        if (!hasFocus())
            return;
        QPainter painter(viewport());
        paintFocusRing(painter, viewport()->rect(), Theme::current());
    }
    void focusInEvent(QFocusEvent *event) override
    {
        QScrollArea::focusInEvent(event);
        viewport()->update();
    }
    void focusOutEvent(QFocusEvent *event) override
    {
        QScrollArea::focusOutEvent(event);
        viewport()->update();
    }
};

} // namespace

RecordPanel::RecordPanel(QWidget *parent)
    : Panel(tr("Definition"), parent)
    , m_scroll(new RecordScroll(this))
{
    m_scroll->setObjectName(QStringLiteral("dictionaryRecord"));
    m_scroll->setAccessibleName(tr("Definition"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    setBody(m_scroll, false);
}

/// From one metric to the next along the graph: keys go on in the new one.
void RecordPanel::follow(const QString &metric)
{
    Q_EMIT metricActivated(metric);
    if (auto *graph = m_scroll->findChild<RelationGraph *>(); graph && graph->focusPolicy() != Qt::NoFocus)
        graph->setFocus(Qt::OtherFocusReason);
}

void RecordPanel::clear()
{
    setTitle(tr("Definition"));
    setSubtitle({});
    auto *nothing = new QWidget;
    m_scroll->setWidget(nothing);
    nothing->setAutoFillBackground(false); // setWidget() turns it on
}

void RecordPanel::setRecord(const RecordText &record)
{
    setTitle(record.name);
    auto *body = new QWidget;
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(6);
    const auto heading = [&](const QString &text) {
        column->addSpacing(6);
        column->addWidget(newProse(text, Type::Header, Tone::Label, body));
    };
    const auto part = [&](const QString &title, const QString &text) {
        if (text.isEmpty())
            return;
        heading(title);
        column->addWidget(newProse(text, Type::Dense, Tone::Value, body));
    };
    const auto list = [&](const QString &title, const QVector<InspectorContent::Field> &fields) {
        if (fields.isEmpty())
            return;
        heading(title);
        column->addWidget(newFieldList(fields, body));
    };
    column->addWidget(newEvidence({record.mark, record.state}, body));
    column->addWidget(newProse(record.plain, Type::Body, Tone::Value, body));
    part(tr("Formula"), record.formula);
    part(tr("Edge cases"), record.edgeCases);
    part(tr("Example"), record.example);
    list(tr("Record"), record.fields);
    list(tr("Versions"), record.versions);
    list(tr("Eight quarters restated, by the proposed convention"), record.restated);
    heading(tr("What depends on what"));
    auto *graph = new RelationGraph(body);
    graph->setRelations(record.name, record.dependsOn, record.usedBy);
    connect(graph, &RelationGraph::metricActivated, this, &RecordPanel::follow,
        Qt::QueuedConnection); // the next record takes the place of this graph
    column->addWidget(graph);
    list(tr("Change log"), record.log);
    column->addStretch(1);
    m_scroll->setWidget(body);
    body->setAutoFillBackground(false); // setWidget() turns it on
}

} // namespace qd::ui
