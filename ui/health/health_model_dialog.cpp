#include "ui/health/health_model_dialog.h"

#include "core/health/model_text.h"
#include "core/signals/signal.h"
#include "core/store/audit.h"
#include "ui/common/elided_box.h"
#include "ui/common/error_bar.h"
#include "ui/common/model_rows.h"
#include "ui/common/toned_label.h"
#include "ui/health/draft_preview.h"
#include "ui/health/draft_texts.h"
#include "ui/health/model_steps.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace qd::ui {

namespace {

constexpr QSize Usual(1180, 720);
constexpr int PreviewWidth = 420;
constexpr int NumberWidth = 56;
constexpr int NameWidth = 150;

QLineEdit *line(const char *name, const QString &title, QWidget *parent, int width = 0)
{
    auto *made = new QLineEdit(parent);
    made->setObjectName(QString::fromLatin1(name));
    made->setAccessibleName(title);
    if (width > 0)
        made->setFixedWidth(width);
    return made;
}

QComboBox *choice(const char *name, const QString &title, QWidget *parent)
{
    constexpr int Letters = 12;
    auto *made = new ElidedBox(Letters, parent);
    made->setObjectName(QString::fromLatin1(name));
    made->setAccessibleName(title);
    return made;
}

QList<ModelRows::Column> columns()
{
    constexpr int SignalWidth = 136;
    constexpr int Narrow = 64;
    constexpr int RuleWidth = 84;
    using Kind = ModelRows::Kind;
    return {{HealthModelDialog::tr("Signal"), Kind::Text, SignalWidth, {}, {}},
        {HealthModelDialog::tr("Weight"), Kind::Number, Narrow, {}, {}},
        {HealthModelDialog::tr("Bands: score"), Kind::Text, 0, QStringLiteral("5: 100; *: 0"), {}},
        {HealthModelDialog::tr("Missing"), Kind::Text, RuleWidth, QStringLiteral("drop"), {}},
        {HealthModelDialog::tr("Present"), Kind::FixedNumber, Narrow, {}, {}},
        {HealthModelDialog::tr("Effective"), Kind::FixedNumber, Narrow, {}, {}}};
}

QStringList signalChoices()
{
    QStringList names;
    for (const std::string &name : signs::signalNames())
        names << qt(name);
    return names;
}

} // namespace

HealthModelDialog::HealthModelDialog(QWidget *parent)
    : QDialog(parent)
    , m_error(new ErrorBar(this))
    , m_from(choice("healthDraftFrom", tr("Begin with"), this))
    , m_name(line("healthDraftName", tr("Name of the model"), this, NameWidth))
    , m_type(choice("healthDraftType", tr("Score"), this))
    , m_yellow(line("healthDraftYellow", tr("Yellow from"), this, NumberWidth))
    , m_green(line("healthDraftGreen", tr("Green from"), this, NumberWidth))
    , m_coverage(line("healthDraftCoverage", tr("Least coverage"), this, NumberWidth))
    , m_segment(choice("healthDraftSegment", tr("Segment"), this))
    , m_rows(
          new ModelRows(QStringLiteral("healthDraftSignals"), tr("signal"), columns(), ModelRows::Order::Matters, this))
    , m_preview(new DraftPreview(this))
    , m_reason(line("healthDraftReason", tr("Why"), this))
    , m_by(line("healthDraftBy", tr("Author"), this, NameWidth))
    , m_state(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_save(new QPushButton(tr("Save draft"), this))
    , m_propose(new QPushButton(tr("Save and propose"), this))
{
    setWindowTitle(tr("Health model"));
    setObjectName(QStringLiteral("healthModelDialog"));
    for (const QString &type : {tr("weighted mean"), tr("worst signal"), tr("sum of points")}) // as health::ModelType
        m_type->addItem(type);
    m_rows->setChoices(0, signalChoices());
    m_rows->setChoices(
        3, {QStringLiteral("drop"), QStringLiteral("neutral"), QStringLiteral("worst"), QStringLiteral("last:30")});
    m_rows->setEmptyText(tr("No signal yet. Accounts of this segment are not scored."));
    m_rows->setHeading(tr("Signals"));
    m_reason->setPlaceholderText(tr("What it changes and why"));
    m_by->setText(qt(store::currentUser()));
    m_state->setObjectName(QStringLiteral("healthDraftState"));
    m_state->setWordWrap(true);
    m_save->setObjectName(QStringLiteral("healthDraftSave"));
    m_propose->setObjectName(QStringLiteral("healthDraftPropose"));
    m_propose->setProperty("primary", true);
    layOut();
    connectParts();
    showState();
}

QWidget *HealthModelDialog::makeRules()
{
    auto *rules = new QWidget(this);
    auto *row = new QHBoxLayout(rules);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget *each : std::initializer_list<QWidget *>{m_from, m_name, m_type, m_yellow, m_green, m_coverage}) {
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        auto *title = new TonedLabel(Type::Small, Tone::Hint, rules);
        title->setText(each->accessibleName());
        column->addWidget(title);
        column->addWidget(each);
        row->addLayout(column);
    }
    row->addStretch(1);
    return rules;
}

void HealthModelDialog::layOut()
{
    m_rows->addHeaderWidget(m_segment);
    auto *note = new TonedLabel(Type::Small, Tone::Hint, this);
    note->setWordWrap(true);
    note->setText(tr("Bands: a limit and its score, 5: 60 for values up to 5, *: 0 for all above. Points of a line: "
                     "5 = 60. Of weights only the shares count."));
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_rows, 1);
    left->addWidget(note);
    m_preview->setMaximumWidth(PreviewWidth);
    auto *body = new QHBoxLayout;
    body->setSpacing(8);
    body->addLayout(left, 5);
    body->addWidget(m_preview, 3);
    auto *said = new QHBoxLayout;
    said->setSpacing(8);
    said->addWidget(m_reason, 1);
    said->addWidget(m_by);
    auto *close = new QPushButton(tr("Close"), this);
    close->setObjectName(QStringLiteral("healthDraftClose"));
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_state, 1);
    for (QPushButton *button : {close, m_save, m_propose}) {
        button->setAutoDefault(false); // Enter ends a cell
        foot->addWidget(button);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_error);
    column->addWidget(makeRules());
    column->addLayout(body, 1);
    column->addLayout(said);
    column->addLayout(foot);
    const QSize room = parentWidget() ? parentWidget()->window()->size() * 0.96 : Usual;
    resize(Usual.boundedTo(room));
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void HealthModelDialog::connectParts()
{
    connect(m_from, &QComboBox::activated, this, &HealthModelDialog::begin);
    connect(m_type, &QComboBox::activated, this, &HealthModelDialog::rulesChanged);
    connect(m_segment, &QComboBox::activated, this, &HealthModelDialog::showSegment);
    for (QLineEdit *each : {m_name, m_yellow, m_green, m_coverage})
        connect(each, &QLineEdit::textEdited, this, &HealthModelDialog::rulesChanged);
    for (QLineEdit *each : {m_reason, m_by})
        connect(each, &QLineEdit::textEdited, this, &HealthModelDialog::showState);
    connect(m_rows, &ModelRows::changed, this, &HealthModelDialog::rowsChanged);
    connect(m_preview, &DraftPreview::computed, this, &HealthModelDialog::showRows);
    connect(m_preview, &DraftPreview::customerWanted, this, &HealthModelDialog::accountWanted);
    connect(m_preview, &DraftPreview::failed, m_error, &ErrorBar::showMessage);
    connect(m_save, &QPushButton::clicked, this, [this] { save(false); });
    connect(m_propose, &QPushButton::clicked, this, [this] { save(true); });
}

void HealthModelDialog::load(const PageContext &context)
{
    if (m_workspace != context.workspacePath)
        m_book.reset(); // another workspace: nothing typed here is of it
    m_workspace = context.workspacePath;
    m_job.start([context](Progress &) { return DraftBook::read(context); },
        [this](const Result<DraftBookPtr> &result) { take(result); });
}

void HealthModelDialog::take(const Result<DraftBookPtr> &result)
{
    m_error->clear();
    if (!result)
        return m_error->showMessage(messageText(result.error().message));
    const bool keep = m_book && isChanged();
    m_book = *result;
    m_preview->setBook(m_book);
    fillVersions();
    if (keep)
        showDraft();
    else
        setDraft(m_book->current());
    Q_EMIT loaded();
}

void HealthModelDialog::fillVersions()
{
    m_from->clear();
    m_from->addItem(tr("%1, of the day").arg(qt(m_book->current().name)));
    for (const health::SavedHealthModel &version : m_book->versions())
        m_from->addItem(versionText(version));
}

/// Takes another version up; what was typed goes.
void HealthModelDialog::begin(int place)
{
    if (place <= 0)
        return setDraft(m_book->current());
    const auto model = health::modelOf(m_book->versions()[std::size_t(place) - 1]);
    if (model)
        setDraft(*model);
    else
        m_error->showMessage(messageText(model.error().message));
}

void HealthModelDialog::setDraft(const health::HealthModel &model)
{
    m_begun = health::textOf(model);
    m_draft = health::draftOf(model);
    m_name->setText(qt(m_draft.name));
    m_type->setCurrentIndex(int(m_draft.type));
    m_yellow->setText(qt(m_draft.yellow));
    m_green->setText(qt(m_draft.green));
    m_coverage->setText(qt(m_draft.coverageMin));
    m_segment->clear();
    for (const health::HealthSegment &segment : model.segments)
        m_segment->addItem(qt(segment.name));
    showDraft();
    showSegment();
}

int HealthModelDialog::segment() const
{
    return std::max(0, m_segment->currentIndex());
}

void HealthModelDialog::showSegment()
{
    showRows();
    m_rows->setFaults(draftFaults(m_read.faults, segment()));
}

void HealthModelDialog::showRows()
{
    if (std::size_t(segment()) < m_draft.rows.size())
        m_rows->setRows(draftRows(m_draft.rows[std::size_t(segment())], segment(), m_preview->effect()));
}

void HealthModelDialog::rulesChanged()
{
    m_draft.name = m_name->text().toStdString();
    m_draft.type = health::ModelType(m_type->currentIndex());
    m_draft.yellow = m_yellow->text().toStdString();
    m_draft.green = m_green->text().toStdString();
    m_draft.coverageMin = m_coverage->text().toStdString();
    showDraft();
}

void HealthModelDialog::rowsChanged()
{
    if (std::size_t(segment()) >= m_draft.rows.size())
        return;
    std::vector<health::DraftSignal> &rows = m_draft.rows[std::size_t(segment())];
    rows.clear();
    for (const QStringList &cells : m_rows->rows())
        rows.push_back(
            {cells[0].toStdString(), cells[1].toStdString(), cells[2].toStdString(), cells[3].toStdString()});
    showDraft();
}

void HealthModelDialog::showDraft()
{
    m_read = health::readDraft(m_draft);
    m_error->clear();
    m_askedToClose = false;
    m_rows->setFaults(draftFaults(m_read.faults, segment()));
    if (m_read.model)
        m_preview->showModel(*m_read.model);
    else
        m_preview->showUnusable();
    showState();
}

bool HealthModelDialog::isChanged() const
{
    return !m_read.model || health::textOf(*m_read.model) != m_begun;
}

void HealthModelDialog::showState()
{
    const bool isNamed = !m_name->text().trimmed().isEmpty();
    const bool isSaid = !m_reason->text().trimmed().isEmpty() && !m_by->text().trimmed().isEmpty();
    m_state->setTone(m_read.faults.empty() ? Tone::Hint : Tone::Bad);
    if (!m_read.faults.empty())
        m_state->setText(draftFaultText(m_read.faults.front()));
    else if (!m_book)
        m_state->setText(tr("Reading the workspace"));
    else if (!isNamed)
        m_state->setText(tr("Give the model a name."));
    else if (!isSaid)
        m_state->setText(tr("Say what it changes, and who you are, to save it as a version."));
    else
        m_state->setText(tr("Saving makes a new version, which another person approves; undo takes it back"));
    const bool canSave = m_book && m_read.model && isNamed && isSaid;
    m_save->setEnabled(canSave);
    m_propose->setEnabled(canSave);
}

void HealthModelDialog::reject()
{
    if (m_book && isChanged() && !m_askedToClose) {
        m_askedToClose = true;
        m_state->setTone(Tone::Warn);
        m_state->setText(tr("Not saved yet. Save, or close again to drop what was changed."));
        return;
    }
    QDialog::reject();
}

void HealthModelDialog::save(bool propose)
{
    const QString name = m_name->text().trimmed();
    Q_EMIT edited(
        savingHealthModel(propose ? tr("Propose health model %1").arg(name) : tr("Save health model %1").arg(name),
            health::textOf(*m_read.model), m_reason->text().toStdString(), m_by->text().toStdString(),
            propose ? health::SaveAs::Proposed : health::SaveAs::Draft));
    accept();
}

} // namespace qd::ui
