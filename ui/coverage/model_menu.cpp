// The page's Model menu: the touch model, its versions, the tech-touch threshold, and files.
#include "ui/coverage/coverage_page.h"
#include "ui/coverage/model_dialog.h"
#include "ui/coverage/tech_touch_dialog.h"
#include "ui/shell/account_list.h"

#include <QFileDialog>
#include <QMenu>
#include <QPushButton>

namespace qd::ui {

void CoveragePage::buildModelMenu()
{
    m_model->setObjectName(QStringLiteral("capacityModel"));
    auto *menu = new QMenu(this);
    menu->addAction(tr("Edit touch model\u2026"), this, [this] { editModel(false); })
        ->setObjectName(QStringLiteral("editModel"));
    menu->addAction(tr("Versions\u2026"), this, [this] { editModel(true); })
        ->setObjectName(QStringLiteral("modelVersions"));
    menu->addAction(tr("Tech-touch threshold\u2026"), this, &CoveragePage::openTechTouch)
        ->setObjectName(QStringLiteral("techTouch"));
    menu->addSeparator();
    menu->addAction(tr("Import model\u2026"), this, [this] {
        const QString path =
            QFileDialog::getOpenFileName(this, tr("Import capacity model"), {}, tr("Capacity model (*.json)"));
        if (!path.isEmpty())
            importModel(path);
    });
    menu->addAction(tr("Export model\u2026"), this, [this] {
        const QString path = QFileDialog::getSaveFileName(
            this, tr("Export capacity model"), QStringLiteral("capacity-model.json"), tr("Capacity model (*.json)"));
        if (!path.isEmpty())
            exportModel(path);
    });
    m_model->setMenu(menu);
}

/// Shows the one dialog of this kind that stands beside the window, made when first asked for. It follows the
/// workspace, hands its edits to the window, and opens customers there.
template <typename Dialog>
Dialog *CoveragePage::besideWindow()
{
    auto *dialog = findChild<Dialog *>();
    if (!dialog) {
        dialog = new Dialog(this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &Dialog::edited, this, &Page::edited);
        connect(dialog, &Dialog::customersWanted, this, [this](const QString &title, const QStringList &ids) {
            Q_EMIT linkActivated(QStringLiteral("customers"), AccountList{title, ids}.toTarget());
        });
        connect(this, &Page::settled, dialog, [this, dialog] { dialog->load(m_context); });
        dialog->load(m_context);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

void CoveragePage::editModel(bool versions)
{
    besideWindow<ModelDialog>()->setView(versions ? ModelDialog::View::Versions : ModelDialog::View::Segments);
}

void CoveragePage::openTechTouch()
{
    besideWindow<TechTouchDialog>();
}

std::vector<PaletteEntry> CoveragePage::paletteEntries()
{
    const auto entry = [this](const QString &name, std::function<void()> open) {
        return PaletteEntry{PaletteKind::Command, name, title(), {}, iconName(), Mark::None, [this, open] {
                                Q_EMIT linkActivated(id(), {});
                                open();
                            }};
    };
    return {entry(tr("Edit touch model"), [this] { editModel(false); }),
        entry(tr("Touch model versions"), [this] { editModel(true); }),
        entry(tr("Tech-touch threshold"), [this] { openTechTouch(); })};
}

} // namespace qd::ui
