#include "ui/import/import_choices.h"

#include "core/session/actions.h"
#include "core/sources/full_file.h"
#include "ui/common/segmented_switch.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"

#include <QDateEdit>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

FullQuestionPanel::FullQuestionPanel(QWidget *parent)
    : Panel(tr("Every record, or a part?"), parent)
    , m_question(new QLabel(this))
    , m_answer(new SegmentedSwitch({{QString(), tr("Not said")}, {QStringLiteral("all"), tr("All of them")},
                                       {QStringLiteral("part"), tr("A part")}},
          this))
{
    setObjectName(QStringLiteral("importFullQuestion"));
    m_answer->setObjectName(QStringLiteral("importFullAnswer"));
    auto *body = new QWidget(this);
    auto *layout = new QVBoxLayout(body);
    layout->setContentsMargins(0, 0, 0, 0);
    m_question->setWordWrap(true);
    layout->addWidget(m_question);
    layout->addWidget(m_answer);
    setBody(body);
    connect(m_answer, &SegmentedSwitch::changed, this, [this] { remember(m_answer->current()); });
}

QDateEdit *asOfEdit(QWidget *parent)
{
    auto *edit = new QDateEdit(QDate::currentDate(), parent);
    edit->setDisplayFormat(dayEditPattern(shownLocale(), QObject::tr("As of %1")));
    edit->findChild<QLineEdit *>()->setTextMargins(6, 0, 6, 0); // as the buttons beside it
    edit->setAccessibleName(QObject::tr("Day the data speak of"));
    edit->setToolTip(QObject::tr("The day the data in these files speak of"));
    return edit;
}

void askToCloseMost(QWidget *parent, const QString &why, const std::function<void()> &goOn)
{
    auto *box = new QMessageBox(
        QMessageBox::Warning, QObject::tr("Most records would be closed"), why, QMessageBox::Cancel, parent);
    box->setObjectName(QStringLiteral("importCloseMost"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *close = box->addButton(QObject::tr("They are gone: close them"), QMessageBox::AcceptRole);
    close->setObjectName(QStringLiteral("importCloseThem"));
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(close, &QPushButton::clicked, parent, goOn);
    box->open();
}

bool mayBeFull(const AddedFile &file, const sources::SourceList &stored)
{
    const store::Entity *entity = file.isReady() ? store::findEntity(file.preview->entity) : nullptr;
    const auto &answer = file.hints.read.answer;
    if (!entity || entity->inSegments() || (answer && answer->isPart))
        return false;
    return std::ranges::any_of(stored.batches, [&file](const sources::BatchReport &batch) {
        return !batch.undone && batch.source == file.preview->source && batch.entity == file.preview->entity;
    });
}

bool isGivenAgain(const AddedFile &file, const std::vector<AddedFile> &files)
{
    return std::ranges::any_of(files, [&file](const AddedFile &other) {
        const auto &before = file.hints.read.answer;
        const auto &now = other.hints.read.answer;
        return other.path == file.path || (before && now && before->name == now->name && !file.report);
    });
}

void FullQuestionPanel::askAbout(
    const std::string &workspacePath, const AddedFile *file, const sources::SourceList &stored)
{
    hide();
    m_readJob.cancel();
    if (!file || !mayBeFull(*file, stored))
        return;
    m_path = workspacePath;
    m_setting = sources::fullSetting(file->preview->source, file->preview->entity);
    m_question->setText(tr("Do files of %1 from %2 hold every record? Then records that one lacks are closed as of its "
                           "day, and their ARR ends where it stands with the account. It is asked once.")
                            .arg(qt(file->preview->entity), qt(file->preview->source)));
    m_readJob.start(
        [path = m_path, key = m_setting](Progress &) -> Result<bool> {
            const auto workspace = store::Workspace::open(path, store::Workspace::Mode::ReadOnly);
            if (!workspace)
                return workspace.error();
            return (*workspace)->setting(key).value_or("").empty();
        },
        [this](const Result<bool> &open) {
            if (!open)
                return failed(open.error());
            m_answer->setCurrent({});
            setVisible(*open);
        });
}

void FullQuestionPanel::remember(const QString &answer)
{
    if (answer.isEmpty())
        return;
    m_writeJob.start(
        [path = m_path, key = m_setting, value = answer.toStdString()](Progress &) -> Result<bool> {
            auto workspace = store::Workspace::open(path);
            if (!workspace)
                return workspace.error();
            if (auto changed = session::changeSettings(**workspace, {{key, value}}); !changed)
                return changed.error();
            return true;
        },
        [this](const Result<bool> &done) {
            if (!done)
                return failed(done.error());
            hide();
            Q_EMIT answered();
        });
}

} // namespace qd::ui
