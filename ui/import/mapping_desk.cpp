#include "ui/import/mapping_desk.h"

#include "core/session/own_profiles.h"
#include "ui/import/import_as_dialog.h"
#include "ui/import/import_view.h"
#include "ui/import/mapping_dialog.h"
#include "ui/import/mapping_view.h"
#include "ui/import/mend_dialog.h"
#include "ui/paint/formatting.h"

namespace qd::ui {

namespace {

/// Keeping a profile, as a change of the window that undo takes back.
Edit keeping(const std::shared_ptr<const sources::Profile> &profile)
{
    const auto kept = std::make_shared<session::KeptProfile>();
    return {MappingDesk::tr("Save profile %1").arg(qt(profile->name)),
        [profile, kept](store::Workspace &workspace) -> Result<void> {
            auto done = session::keepProfile(workspace, *profile);
            if (!done)
                return done.error();
            *kept = *done;
            return {};
        },
        [kept](store::Workspace &workspace) { return session::setOwnProfiles(workspace, kept->before); }};
}

} // namespace

MappingDesk::MappingDesk(QWidget *window)
    : QObject(window)
    , m_window(window)
{
}

void MappingDesk::open(const std::string &workspacePath, const std::vector<AddedFile> &files, const AddedFile &file,
    const sources::ImportOptions &options)
{
    auto *dialog = new MappingDialog(workspacePath, file, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, workspacePath, files, file, options] {
        if (!dialog->profile())
            return;
        AddedFile mapped = file;
        mapped.hints.profile.clear();
        mapped.hints.entity.clear();
        mapped.hints.table.clear();
        mapped.hints.source = dialog->profile()->source; // over what the file's name says
        mapped.hints.kind.clear();
        mapped.hints.given = dialog->profile();
        if (dialog->isToBeSaved())
            Q_EMIT saved(keeping(dialog->profile()));
        take(workspacePath, files, std::move(mapped), options);
    });
    dialog->open();
}

void MappingDesk::ask(const std::string &workspacePath, const AddedFile &file, const sources::SourceList &stored,
    const sources::ImportOptions &options)
{
    QStringList known;
    for (const sources::SourceState &source : stored.sources)
        known << qt(source.name);
    auto *dialog = new ImportAsDialog(file.title(), known, file.hints, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, workspacePath, path = file.path, options] {
        Q_EMIT asked();
        m_job.startShown(
            m_window, tr("Reading the first rows"),
            [workspacePath, path, options, hints = dialog->hints()](Progress &progress) -> Result<Files> {
                auto read = previewAs(workspacePath, path, options, hints, progress);
                if (!read)
                    return read.error();
                return Files(std::make_shared<const std::vector<AddedFile>>(1, std::move(*read)));
            },
            [this](const Result<Files> &result) { finish(result); });
    });
    dialog->open();
}

void MappingDesk::mend(const std::string &workspacePath, const AddedFile &file, const sources::ImportOptions &options)
{
    auto *dialog = new MendDialog(workspacePath, file, options, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MendDialog::taken, this,
        [this, path = file.path](const sources::BatchReport &report) { Q_EMIT mended(path, report); });
    dialog->open();
}

void MappingDesk::finish(const Result<Files> &result)
{
    if (!result)
        return failed(result.error());
    Q_EMIT mapped(**result);
}

void MappingDesk::take(const std::string &workspacePath, const std::vector<AddedFile> &files, AddedFile file,
    const sources::ImportOptions &options)
{
    m_job.startShown(
        m_window, tr("Reading the first rows"),
        [workspacePath, files, file, options](Progress &progress) -> Result<Files> {
            auto one = previewAs(workspacePath, file.path, options, file.hints, progress);
            if (!one)
                return one.error();
            const auto alike = previewAlike(workspacePath, files, file, options, progress);
            if (!alike)
                return alike.error();
            auto all = std::make_shared<std::vector<AddedFile>>(**alike);
            all->push_back(std::move(*one));
            for (AddedFile &each : *all)
                each.driftDecided = true; // that is what the editor asked
            return Files(all);
        },
        [this](const Result<Files> &result) { finish(result); });
}

} // namespace qd::ui
