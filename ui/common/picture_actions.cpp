#include "ui/common/picture_actions.h"

#include "core/store/output_file.h"
#include "ui/common/held_chips.h"
#include "ui/common/icons.h"
#include "ui/paint/message_text.h"

#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QPainter>

namespace qd::ui {

namespace {

constexpr int ImageScale = 2; // sharp in a document that is printed

/// The whole of it, what is scrolled away included.
QImage imageOf(QWidget &picture)
{
    QImage image(picture.size() * ImageScale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ImageScale);
    image.fill(picture.palette().color(QPalette::Base));
    picture.render(&image);
    return image;
}

std::string pngOf(QWidget &picture)
{
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    imageOf(picture).save(&bytes, "PNG");
    return bytes.data().toStdString();
}

} // namespace

PictureActions::PictureActions(QWidget &picture, Rows rows)
    : QObject(&picture)
    , m_picture(picture)
    , m_rows(std::move(rows))
{
    auto *image = new QAction(icon(QStringLiteral("copy")), tr("Copy image"), &picture);
    auto *table = new QAction(icon(QStringLiteral("table")), tr("Copy data as table"), &picture);
    auto *file = new QAction(icon(QStringLiteral("export")), tr("Export\u2026"), &picture);
    connect(image, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setImage(imageOf(m_picture)); });
    connect(table, &QAction::triggered, this, [this] { copyTable(m_rows()); });
    connect(file, &QAction::triggered, this, &PictureActions::exportAs);
    m_actions = {image, table, file};
}

QList<QAction *> PictureActions::dataActions()
{
    const bool hasFigures = m_rows().size() > 1;
    for (QAction *action : m_actions)
        action->setEnabled(hasFigures);
    return m_actions;
}

void PictureActions::exportAs()
{
    const QString path = QFileDialog::getSaveFileName(&m_picture, tr("Export %1").arg(m_picture.accessibleName()),
        fileNameOf(m_picture, m_picture.accessibleName(), QStringLiteral(".csv")),
        tr("Data (*.csv);;PNG image (*.png)"));
    if (path.isEmpty())
        return;
    const bool isImage = QFileInfo(path).suffix().compare(QLatin1String("png"), Qt::CaseInsensitive) == 0;
    const std::string bytes = isImage ? pngOf(m_picture) : csvOf(m_rows()).toStdString();
    if (const auto written = store::writeOutput(path.toStdString(), bytes); !written)
        QMessageBox::warning(&m_picture, tr("It was not exported"), messageText(written.error().message));
}

} // namespace qd::ui
