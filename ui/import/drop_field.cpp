#include "ui/import/drop_field.h"

#include "core/sources/recognise.h"
#include "ui/common/elided_label.h"
#include "ui/common/exports_filter.h"
#include "ui/common/icons.h"
#include "ui/paint/theme.h"

#include <QDragEnterEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>

namespace qd::ui {

DropField::DropField(QWidget *parent)
    : QFrame(parent)
{
    setAcceptDrops(true);
    setFixedHeight(44);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(12, 0, 8, 0);
    auto *text = new ElidedLabel(tr("Drop CSV, XLSX or ODS exports, or a folder of them, here"), this);
    text->setFont(Theme::font(Type::Body));
    text->setForegroundRole(QPalette::PlaceholderText);
    auto *files = new QPushButton(icon(QStringLiteral("plus")), tr("Add files"), this);
    auto *folder = new QPushButton(icon(QStringLiteral("folder")), tr("Add folder"), this);
    files->setObjectName(QStringLiteral("importAddFiles"));
    folder->setObjectName(QStringLiteral("importAddFolder"));
    text->setAlignment(Qt::AlignCenter);
    layout->addWidget(text, 1);
    layout->addWidget(files);
    layout->addWidget(folder);
    connect(files, &QPushButton::clicked, this, [this] {
        const QStringList chosen =
            QFileDialog::getOpenFileNames(this, tr("Add exports"), {}, exportsFilter(sources::tableEndings()));
        if (!chosen.isEmpty())
            Q_EMIT pathsDropped(chosen);
    });
    connect(folder, &QPushButton::clicked, this, [this] {
        const QString chosen = QFileDialog::getExistingDirectory(this, tr("Add a folder of exports"));
        if (!chosen.isEmpty())
            Q_EMIT pathsDropped({chosen});
    });
}

void DropField::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::current();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(m_over ? theme.accent : theme.strong, 1, Qt::CustomDashLine);
    pen.setDashPattern({4, 3});
    painter.setPen(pen);
    painter.setBrush(m_over ? theme.tint : theme.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6);
}

void DropField::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasUrls())
        return;
    event->acceptProposedAction();
    m_over = true;
    update();
}

void DropField::dragLeaveEvent(QDragLeaveEvent *)
{
    m_over = false;
    update();
}

void DropField::dropEvent(QDropEvent *event)
{
    m_over = false;
    update();
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    if (!paths.isEmpty())
        Q_EMIT pathsDropped(paths);
}

QHBoxLayout *dropRow(DropField &field, const QList<QWidget *> &others)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(8, 4, 8, 8);
    row->addWidget(&field, 1);
    for (QWidget *other : others)
        row->addWidget(other);
    return row;
}

} // namespace qd::ui
