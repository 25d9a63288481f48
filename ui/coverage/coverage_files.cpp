// Files the page reads and writes: the handover list and the capacity model.
#include "core/base/input_file.h"
#include "core/store/output_file.h"
#include "ui/common/error_bar.h"
#include "ui/coverage/coverage_page.h"
#include "ui/coverage/model_data.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace qd::ui {

void CoveragePage::importModel(const QString &path)
{
    m_error->clear();
    if (const auto readable = checkInputFile(path.toStdString()); !readable)
        return m_error->showMessage(messageText(readable.error().message));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_error->showMessage(tr("%1 could not be read: %2. The model in force stays.").arg(path, file.errorString()));
        return;
    }
    auto model = coverage::capacityModelFromText(file.readAll().toStdString());
    if (!model) {
        m_error->showMessage(tr("%1 The model in force stays; mend %2 and import it again.")
                                 .arg(messageText(model.error().message), path));
        return;
    }
    const QString name = QFileInfo(path).completeBaseName();
    Q_EMIT edited(modelEdit(tr("Use capacity model %1").arg(name), *model, name.toStdString()));
}

void CoveragePage::changeRules(const coverage::AssignModel &rules, const QString &text)
{
    if (!m_view)
        return;
    coverage::CapacityModel model = m_view->saved.model;
    model.assign = rules;
    Q_EMIT edited(modelEdit(text, model, m_view->saved.name));
}

void CoveragePage::exportModel(const QString &path)
{
    if (m_view)
        write(path, coverage::toJson(m_view->saved.model).dump(2) + "\n", tr("Capacity model written to %1"));
}

void CoveragePage::askForHandover()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Write handover list"), QStringLiteral("handover.csv"), tr("CSV (*.csv)"));
    if (!path.isEmpty())
        saveHandover(path);
}

void CoveragePage::saveHandover(const QString &path)
{
    if (m_view)
        write(path, coverage::handoverCsv(m_view->input, coverage::handoversOf(m_draftBooks.moves)),
            tr("Handover list written to %1"));
}

void CoveragePage::write(const QString &path, const std::string &text, const QString &done)
{
    if (const auto written = store::writeOutput(path.toStdString(), text))
        Q_EMIT statusMessage(done.arg(path));
    else
        m_error->showMessage(messageText(written.error().message));
}

} // namespace qd::ui
