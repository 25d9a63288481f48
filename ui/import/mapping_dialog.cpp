#include "ui/import/mapping_dialog.h"

#include "core/base/text.h"
#include "core/sources/profile_draft.h"
#include "core/sources/profile_text.h"
#include "core/store/output_file.h"
#include "ui/common/elided_box.h"
#include "ui/common/error_bar.h"
#include "ui/common/panel.h"
#include "ui/common/segmented_switch.h"
#include "ui/common/table/table_view.h"
#include "ui/common/toned_label.h"
#include "ui/import/drift_panel.h"
#include "ui/import/mapping_fields.h"
#include "ui/import/mapping_head.h"
#include "ui/import/mapping_rule.h"
#include "ui/import/mapping_texts.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace qd::ui {

namespace {

using SameRows = sources::SameKey::Rows;

QString utf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString nameOfRows(SameRows rows)
{
    return rows == SameRows::Sum ? QStringLiteral("sum")
        : rows == SameRows::Last ? QStringLiteral("last")
                                 : QStringLiteral("refuse");
}

void choose(QComboBox *box, const QString &data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

} // namespace

MappingDialog::MappingDialog(const std::string &workspacePath, const AddedFile &file, QWidget *parent)
    : QDialog(parent)
    , m_workspacePath(workspacePath)
    , m_file(file)
    , m_error(new ErrorBar(this))
{
    setObjectName(QStringLiteral("mapping"));
    setWindowTitle(tr("Map the columns of %1").arg(file.title()));
    build();
    m_openJob.start([path = workspacePath, file](Progress &progress) { return openMapping(path, file, progress); },
        [this](const Result<MappedFilePtr> &opened) {
            if (!opened)
                return m_error->showFailure(opened.error());
            take(*opened);
        });
}

QComboBox *MappingDialog::newBox(const char *name, const QString &accessibleName)
{
    constexpr int Letters = 10;
    auto *box = new ElidedBox(Letters, this);
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(accessibleName);
    return box;
}

void MappingDialog::build()
{
    resize(1240, 760);
    m_panel = new Panel(tr("Preview"), this);
    m_switch = new SegmentedSwitch(
        {{QStringLiteral("raw"), tr("As it stands")}, {QStringLiteral("typed"), tr("As stored")}}, this);
    m_switch->setObjectName(QStringLiteral("mapView"));
    m_panel->addHeaderWidget(m_switch);
    m_table = new TableView(this);
    m_table->setObjectName(QStringLiteral("mapPreview"));
    m_panel->setBody(m_table, false);
    m_drift = new DriftPanel(this);
    m_drift->hide();
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_panel, 3);
    left->addWidget(m_drift, 2);
    auto *middle = new QHBoxLayout;
    middle->setSpacing(8);
    middle->addLayout(left, 1);
    middle->addWidget(buildSide());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_error);
    m_head = new MappingHead(this);
    column->addWidget(m_head);
    column->addLayout(middle, 1);
    column->addWidget(buildFoot());
    connect(m_head, &MappingHead::changed, this, &MappingDialog::draftChanged);
    connect(m_head, &MappingHead::entityChosen, this, &MappingDialog::changeEntity);
    connect(m_head, &MappingHead::alsoChosen, this, &MappingDialog::changeAlso);
    connect(m_switch, &SegmentedSwitch::changed, this, &MappingDialog::showRows);
    connect(m_fields, &MappingFields::picked, this, &MappingDialog::pick);
    connect(m_fields, &MappingFields::chosen, this, &MappingDialog::showColumn);
    connect(m_rule, &MappingRule::changed, this, &MappingDialog::changeRule);
    connect(m_drift, &DriftPanel::decided, this, &MappingDialog::pick);
}

QWidget *MappingDialog::buildSide()
{
    constexpr int Width = 360;
    auto *fields = new Panel(tr("Fields"), this);
    fields->setFixedWidth(Width);
    fields->setSubtitle(tr("* needed"));
    m_part = newBox("mapShown", tr("Fields of"));
    fields->addHeaderWidget(m_part);
    auto *body = new QWidget(this);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(0, 0, 0, 0);
    m_fields = new MappingFields(this);
    m_rule = new MappingRule(this);
    column->addWidget(m_fields, 1);
    column->addWidget(m_rule, 1);
    auto *rows = new QVBoxLayout; // each of its own width: they hold words of any language
    rows->setContentsMargins(8, 0, 8, 8);
    auto *keep = new QHBoxLayout;
    m_sameKey = newBox("mapSameKey", tr("Several rows of one key"));
    m_sameKey->addItem(tr("One key, one row"), QStringLiteral("refuse"));
    m_sameKey->addItem(tr("Last row counts"), QStringLiteral("last"));
    m_sameKey->addItem(tr("Rows are added up"), QStringLiteral("sum"));
    m_keepHeader = newBox("mapKeepHeader", tr("Only rows in which"));
    m_keepValues = new QLineEdit(this);
    m_keepValues->setObjectName(QStringLiteral("mapKeepValues"));
    m_keepValues->setPlaceholderText(tr("has one of a; b"));
    rows->addWidget(m_sameKey);
    keep->addWidget(m_keepHeader, 1);
    keep->addWidget(m_keepValues, 1);
    rows->addLayout(keep);
    column->addLayout(rows);
    fields->setBody(body, false);
    connect(m_part, &QComboBox::activated, this, &MappingDialog::showEntity);
    connect(m_sameKey, &QComboBox::activated, this, &MappingDialog::changeRows);
    connect(m_keepHeader, &QComboBox::activated, this, &MappingDialog::changeRows);
    connect(m_keepValues, &QLineEdit::textEdited, this, &MappingDialog::changeRows);
    return fields;
}

QWidget *MappingDialog::buildFoot()
{
    auto *foot = new QWidget(this);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(0, 0, 0, 0);
    m_state = new TonedLabel(Type::Body, Tone::Label, foot);
    m_state->setObjectName(QStringLiteral("mapState"));
    m_share = new QPushButton(tr("Write to a file"), foot);
    m_share->setObjectName(QStringLiteral("mapShare"));
    auto *cancel = new QPushButton(tr("Cancel"), foot);
    m_once = new QPushButton(tr("This file only"), foot);
    m_once->setObjectName(QStringLiteral("mapOnce"));
    m_save = new QPushButton(tr("Save as my profile"), foot);
    m_save->setObjectName(QStringLiteral("mapSave"));
    m_save->setProperty("primary", true);
    for (QPushButton *button : {m_share, cancel, m_once, m_save})
        button->setAutoDefault(false); // Enter in a field ends the typing, not the dialog
    row->addWidget(m_state, 1);
    for (QPushButton *button : {m_share, cancel, m_once, m_save})
        row->addWidget(button);
    connect(m_share, &QPushButton::clicked, this, &MappingDialog::share);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_once, &QPushButton::clicked, this, [this] { finish(false); });
    connect(m_save, &QPushButton::clicked, this, [this] { finish(true); });
    showPreview({});
    return foot;
}

void MappingDialog::take(const MappedFilePtr &file)
{
    m_filling = true;
    m_opened = file;
    m_draft = file->start;
    m_head->setProfile(m_draft, file->knownSources);
    m_keepHeader->clear();
    m_keepHeader->addItem(tr("all rows"), QString());
    for (const QString &header : headers())
        m_keepHeader->addItem(header, header.trimmed().toLower());
    m_rule->setHeaders(headers());
    const bool drifts = !file->drift.missing.empty() || !file->drift.added.empty();
    if (drifts)
        m_drift->setDrift(file->drift);
    m_drift->setVisible(drifts);
    m_filling = false;
    showEntity();
    draftChanged();
    Q_EMIT opened();
}

QStringList MappingDialog::headers() const
{
    QStringList all;
    for (const std::string &header : m_opened ? m_opened->sample.headers : std::vector<std::string>())
        all << qt(header);
    return all;
}

sources::Profile &MappingDialog::part()
{
    return m_part->currentIndex() == 1 && !m_draft.also.empty() ? m_draft.also.front() : m_draft;
}

const store::Entity &MappingDialog::entity()
{
    return *store::findEntity(part().entity);
}

void MappingDialog::showEntity()
{
    m_filling = true;
    const int shown = m_part->currentIndex();
    m_part->clear();
    m_part->addItem(qt(m_draft.entity));
    if (!m_draft.also.empty())
        m_part->addItem(qt(m_draft.also.front().entity));
    m_part->setCurrentIndex(shown == 1 && m_part->count() > 1 ? 1 : 0);
    m_head->setEntities(m_draft);
    m_fields->setEntity(entity(), headers());
    choose(m_sameKey, nameOfRows(part().sameKey.rows));
    choose(m_keepHeader, part().keepWhen.empty() ? QString() : qt(part().keepWhen.front().header));
    m_keepValues->setText(part().keepWhen.empty() ? QString() : qt(joined(part().keepWhen.front().values, "; ")));
    m_filling = false;
    m_fields->setProfile(part());
    showColumn(utf8(entity().columns.front().name));
}

void MappingDialog::showColumn(const QString &column)
{
    m_rule->setColumn(entity(), column, part(), &part() == &m_draft);
}

void MappingDialog::pick(const QString &column, const QString &header)
{
    const std::string name = column.toStdString();
    const std::string now = lowered(trimmed(header.toStdString()));
    const sources::ProfileColumn *known = sources::findColumn(part(), name);
    sources::ProfileColumn changed = known ? *known : sources::ProfileColumn{name, {}, {}, {}};
    sources::FieldRule rule = changed.from.empty() ? sources::FieldRule() : changed.from.front();
    if (!rule.join.empty())
        rule.join.front() = now;
    if (rule.lookup && !rule.lookup->by.empty())
        rule.lookup->by.front().header = now;
    rule.header = now;
    changed.from = now.empty() ? std::vector<sources::FieldRule>() : std::vector{rule};
    sources::setColumn(part(), changed);
    if (&part() == &m_draft)
        m_drift->setAnswer(column, header);
    m_fields->setProfile(part());
    showColumn(column);
    draftChanged();
}

void MappingDialog::changeRule(const sources::ProfileColumn &column, const sources::ValueCheck &check)
{
    sources::setColumn(part(), column);
    std::erase_if(part().checks, [&](const sources::ValueCheck &each) { return each.column == check.column; });
    if (check != sources::ValueCheck{check.column})
        part().checks.push_back(check);
    m_fields->setProfile(part());
    draftChanged();
}

void MappingDialog::changeRows()
{
    if (m_filling)
        return;
    const QString rows = m_sameKey->currentData().toString();
    part().sameKey.rows = rows == QStringLiteral("sum") ? SameRows::Sum
        : rows == QStringLiteral("last")                ? SameRows::Last
                                                        : SameRows::Refuse;
    part().keepWhen.clear();
    sources::RowRule keep{m_keepHeader->currentData().toString().toStdString(), {}, {}, {}};
    for (const std::string &value : split(m_keepValues->text().toStdString(), ';')) {
        if (!trimmed(value).empty())
            keep.values.push_back(lowered(trimmed(value)));
    }
    if (!keep.header.empty() && !keep.values.empty())
        part().keepWhen.push_back(std::move(keep));
    draftChanged();
}

void MappingDialog::changeEntity(const QString &name)
{
    const sources::ReadChoice read = m_draft.read;
    m_draft = sources::draftOf(
        *store::findEntity(name.toStdString()), m_opened ? m_opened->sample.headers : std::vector<std::string>());
    m_draft.read = read;
    showEntity();
    draftChanged();
}

void MappingDialog::changeAlso(const QString &name)
{
    m_draft.also.clear();
    if (!name.isEmpty() && name != qt(m_draft.entity)) {
        sources::Profile more;
        more.entity = name.toStdString();
        more.sameKey.rows = SameRows::Last; // the rows are the other entity's: its own come several times
        m_draft.also.push_back(std::move(more));
    }
    showEntity();
    draftChanged();
}

void MappingDialog::draftChanged()
{
    if (m_filling || !m_opened)
        return;
    m_head->fill(m_draft);
    for (sources::Profile *each :
        std::initializer_list<sources::Profile *>{&m_draft, m_draft.also.empty() ? nullptr : &m_draft.also.front()}) {
        if (each)
            each->sameKey.sum =
                each->sameKey.rows == SameRows::Sum ? sources::addableColumns(*each) : std::vector<std::string>();
    }
    m_panel->setBusy(true);
    for (QPushButton *button : {m_save, m_once, m_share}) // what would be taken is that of before
        button->setEnabled(false);
    m_previewJob.start([path = m_workspacePath, file = m_file, draft = m_draft](
                           Progress &progress) { return previewDraft(path, file, draft, progress); },
        [this](const Result<MappingPreview> &preview) {
            m_panel->setBusy(false);
            if (!preview)
                return m_error->showFailure(preview.error());
            showPreview(*preview);
            Q_EMIT previewed();
        });
}

void MappingDialog::showPreview(const MappingPreview &preview)
{
    m_preview = preview;
    const bool open = m_drift->isOpen();
    const bool fits = preview.preview && preview.profile && !open;
    m_save->setEnabled(fits && !m_draft.name.empty());
    m_once->setEnabled(fits);
    m_share->setEnabled(fits && !m_draft.name.empty());
    m_state->setTone(preview.refusal.isEmpty() && !open ? Tone::Label : Tone::Warn);
    m_state->setText(open                ? tr("Say what became of each missing column.")
            : !preview.refusal.isEmpty() ? preview.refusal
            : fits && m_draft.name.empty()
            ? tr("%1 Name the profile to save it.").arg(mappingSentence(*preview.preview))
            : fits ? mappingSentence(*preview.preview)
                   : QString());
    showRows();
}

void MappingDialog::showRows()
{
    if (m_preview.preview) {
        m_table->setSpec(mappedRowsTable(*m_preview.preview, m_switch->current() == QStringLiteral("typed")));
    } else if (m_opened) {
        m_table->setSpec(sampleTable(m_opened->sample));
    }
}

void MappingDialog::finish(bool save)
{
    m_taken = std::make_shared<const sources::Profile>(*m_preview.profile);
    m_isToBeSaved = save;
    accept();
}

void MappingDialog::share()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Write the profile"), qt(m_draft.name) + QStringLiteral(".json"), tr("Profiles (*.json)"));
    if (!path.isEmpty())
        shareAs(path);
}

void MappingDialog::shareAs(const QString &path)
{
    if (!m_preview.profile)
        return;
    const auto written = store::writeOutput(path.toStdString(), sources::profileText(*m_preview.profile));
    if (!written)
        m_error->showFailure(written.error());
}

} // namespace qd::ui
