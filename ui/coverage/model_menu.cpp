#include "ui/coverage/model_menu.h"

#include "core/base/input_file.h"
#include "core/store/output_file.h"
#include "ui/common/error_bar.h"
#include "ui/coverage/model_data.h"
#include "ui/coverage/model_dialog.h"
#include "ui/coverage/tech_touch_dialog.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>

#include <nlohmann/json.hpp>

namespace qd::ui {

ModelMenu::ModelMenu(ErrorBar &errors, QWidget *page)
    : QObject(page)
    , m_errors(errors)
    , m_page(page)
    , m_button(new QPushButton(tr("Model"), page))
{
    m_button->setObjectName(QStringLiteral("capacityModel"));
    build();
}

void ModelMenu::build()
{
    auto *menu = new QMenu(m_page);
    menu->addAction(tr("Edit touch model\u2026"), this, [this] { editModel(false); })
        ->setObjectName(QStringLiteral("editModel"));
    menu->addAction(tr("Versions\u2026"), this, [this] { editModel(true); })
        ->setObjectName(QStringLiteral("modelVersions"));
    menu->addAction(tr("Tech-touch threshold\u2026"), this, &ModelMenu::openTechTouch)
        ->setObjectName(QStringLiteral("techTouch"));
    menu->addSeparator();
    menu->addAction(tr("Import model\u2026"), this, [this] {
        const QString path =
            QFileDialog::getOpenFileName(m_page, tr("Import capacity model"), {}, tr("Capacity model (*.json)"));
        if (!path.isEmpty())
            importModel(path);
    });
    menu->addAction(tr("Export model\u2026"), this, [this] {
        const QString path = QFileDialog::getSaveFileName(
            m_page, tr("Export capacity model"), QStringLiteral("capacity-model.json"), tr("Capacity model (*.json)"));
        if (!path.isEmpty())
            exportModel(path);
    });
    m_button->setMenu(menu);
}

void ModelMenu::setView(CoverageViewPtr view)
{
    m_view = std::move(view);
    if (!m_view)
        return;
    m_button->setToolTip(m_view->saved.version == 0
            ? tr("The capacity model that comes with Quarterdeck")
            : tr("Capacity model %1, version %2").arg(qt(m_view->saved.name)).arg(m_view->saved.version));
}

/// Shows the one dialog of this kind that stands beside the window, made when first asked for. It follows the
/// workspace, hands its edits to the window, and opens customers there.
template <typename Dialog>
Dialog *ModelMenu::besideWindow()
{
    auto *dialog = m_page->findChild<Dialog *>();
    if (!dialog) {
        dialog = new Dialog(m_page);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &Dialog::edited, this, &ModelMenu::edited);
        connect(dialog, &Dialog::customersWanted, this, [this](const QString &title, const QStringList &ids) {
            Q_EMIT customersWanted({title, ids});
        });
        connect(this, &ModelMenu::followed, dialog, &Dialog::load);
        dialog->load(m_context);
    }
    dialog->show();
    dialog->raise();
    dialog->activateWindow();
    return dialog;
}

void ModelMenu::editModel(bool versions)
{
    besideWindow<ModelDialog>()->setView(versions ? ModelDialog::View::Versions : ModelDialog::View::Segments);
}

void ModelMenu::openTechTouch()
{
    besideWindow<TechTouchDialog>();
}

std::vector<ModelMenu::Command> ModelMenu::commands()
{
    return {{tr("Edit touch model"), [this] { editModel(false); }},
        {tr("Touch model versions"), [this] { editModel(true); }},
        {tr("Tech-touch threshold"), [this] { openTechTouch(); }}};
}

void ModelMenu::importModel(const QString &path)
{
    m_errors.clear();
    if (const auto readable = checkInputFile(path.toStdString()); !readable)
        return m_errors.showMessage(messageText(readable.error().message));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_errors.showMessage(tr("%1 could not be read: %2. The model in force stays.").arg(path, file.errorString()));
        return;
    }
    auto model = coverage::capacityModelFromText(file.readAll().toStdString());
    if (!model) {
        m_errors.showMessage(tr("%1 The model in force stays; mend %2 and import it again.")
                                 .arg(messageText(model.error().message), path));
        return;
    }
    const QString name = QFileInfo(path).completeBaseName();
    Q_EMIT edited(modelEdit(tr("Use capacity model %1").arg(name), *model, name.toStdString()));
}

void ModelMenu::exportModel(const QString &path)
{
    if (!m_view)
        return;
    const std::string text = coverage::toJson(m_view->saved.model).dump(2) + "\n";
    if (const auto written = store::writeOutput(path.toStdString(), text))
        Q_EMIT said(tr("Capacity model written to %1").arg(path));
    else
        m_errors.showMessage(messageText(written.error().message));
}

void ModelMenu::changeRules(const coverage::AssignModel &rules, const QString &text)
{
    if (!m_view)
        return;
    coverage::CapacityModel model = m_view->saved.model;
    model.assign = rules;
    Q_EMIT edited(modelEdit(text, model, m_view->saved.name));
}

} // namespace qd::ui
