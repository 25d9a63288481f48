#include "ui/import/mapping_fields.h"

#include "core/base/text.h"
#include "core/sources/profile_draft.h"
#include "ui/common/elided_box.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"

#include <QEvent>
#include <QGridLayout>

namespace qd::ui {

namespace {

constexpr int Letters = 12; ///< of a header

QString nameOf(const store::Column &column)
{
    return QString::fromUtf8(column.name.data(), qsizetype(column.name.size()));
}

} // namespace

MappingFields::MappingFields(QWidget *parent)
    : QScrollArea(parent)
{
    setObjectName(QStringLiteral("mapFields"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
}

void MappingFields::setEntity(const store::Entity &entity, const QStringList &headers)
{
    m_entity = &entity;
    m_boxes.clear();
    auto *body = new QWidget;
    auto *grid = new QGridLayout(body);
    grid->setContentsMargins(8, 8, 8, 8);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const store::Column &column : entity.columns) {
        const QString name = nameOf(column);
        auto *label = new TonedLabel(Type::Body, column.required ? Tone::Value : Tone::Label, body);
        label->setText(column.required ? tr("%1 *").arg(name) : name);
        auto *box = new ElidedBox(Letters, body);
        box->setObjectName(QStringLiteral("mapField.") + name);
        box->setAccessibleName(column.required ? tr("Column for %1, needed").arg(name) : tr("Column for %1").arg(name));
        box->addItem(tr("nothing"), QString());
        for (const QString &header : headers) {
            if (!header.isEmpty())
                box->addItem(header, header.trimmed().toLower());
        }
        box->installEventFilter(this);
        connect(box, &QComboBox::activated, this, [this, box, name] {
            Q_EMIT chosen(name);
            Q_EMIT picked(name, box->currentData().toString());
        });
        grid->addWidget(label, row, 0);
        grid->addWidget(box, row, 1);
        m_boxes.push_back(box);
        ++row;
    }
    grid->setRowStretch(row, 1);
    setWidget(body);
}

void MappingFields::setProfile(const sources::Profile &profile)
{
    for (std::size_t i = 0; m_entity && i < m_boxes.size(); ++i) {
        QComboBox *box = m_boxes[i];
        int at = 0;
        if (const sources::ProfileColumn *column = sources::findColumn(profile, m_entity->columns[i].name)) {
            for (auto rule = column->from.begin(); at <= 0 && rule != column->from.end(); ++rule)
                at = box->findData(qt(rule->header));
        }
        box->setCurrentIndex(std::max(at, 0));
    }
}

bool MappingFields::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn && m_entity) {
        for (std::size_t i = 0; i < m_boxes.size(); ++i) {
            if (m_boxes[i] != watched)
                continue;
            ensureWidgetVisible(m_boxes[i]);
            Q_EMIT chosen(nameOf(m_entity->columns[i]));
        }
    }
    if (event->type() == QEvent::Wheel) // scrolls the list, never a choice somebody made
        return !static_cast<QWidget *>(watched)->hasFocus();
    return QScrollArea::eventFilter(watched, event);
}

} // namespace qd::ui
