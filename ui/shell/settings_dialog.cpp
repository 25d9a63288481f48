#include "ui/shell/settings_dialog.h"

#include "ui/common/icons.h"
#include "ui/common/toned_label.h"
#include "ui/paint/formatting.h"
#include "ui/paint/message_text.h"
#include "ui/shell/navigation.h"
#include "ui/shell/setting_row.h"
#include "ui/shell/settings_words.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>

#include <algorithm>

namespace qd::ui {

namespace {

constexpr QSize Usual(900, 660);
const QString KeysPrefix = QStringLiteral("keys.");

TonedLabel *newWrapped(Type type, Tone tone, const QString &text, QWidget *parent)
{
    auto *label = new TonedLabel(type, tone, parent);
    label->setWordWrap(true);
    label->setText(text);
    return label;
}

} // namespace

SettingsDialog::SettingsDialog(const SettingsInput &input, QWidget *parent)
    : QDialog(parent)
    , m_input(input)
    , m_search(new QLineEdit(this))
    , m_groups(new Navigation(this))
    , m_scroll(new QScrollArea(this))
    , m_state(new TonedLabel(Type::Dense, Tone::Hint, this))
    , m_save(new QPushButton(tr("Save"), this))
{
    setWindowTitle(tr("Settings"));
    setObjectName(QStringLiteral("settingsDialog"));
    m_search->setObjectName(QStringLiteral("settingsSearch"));
    m_search->setPlaceholderText(tr("Search settings"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->addAction(icon(QStringLiteral("search"), IconRole::Text3), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_groups->setAccessibleName(tr("Groups of settings"));
    m_groups->setObjectName(QStringLiteral("settingsGroups"));
    m_state->setObjectName(QStringLiteral("settingsState"));
    m_save->setObjectName(QStringLiteral("saveSettings"));
    m_save->setProperty("primary", true);
    m_save->setDefault(true);
    addSections();
    connect(m_search, &QLineEdit::textChanged, this, &SettingsDialog::search);
    connect(m_groups, &Navigation::pageChosen, this, &SettingsDialog::showGroup);
    connect(m_save, &QPushButton::clicked, this, &QDialog::accept);
    auto *find = new QShortcut(QKeySequence::Find, this);
    connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    check();
    showGroup({});
}

SettingsDialog::~SettingsDialog()
{
    hide(); // a field that loses the keyboard speaks once more, while there is somebody to listen
}

void SettingsDialog::addSections()
{
    auto *content = new QWidget(this);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(12, 16, 24, 16);
    column->setSpacing(24);
    m_nothing = newWrapped(Type::Body, Tone::Label, {}, content);
    m_nothing->setObjectName(QStringLiteral("settingsNothing"));
    m_nothing->setContentsMargins(12, 0, 0, 0);
    column->addWidget(m_nothing);
    const QList<SettingField> all = settingFields(m_input);
    QList<SettingGroup> groups = settingGroups();
    if (!m_input.workspace)
        groups.append({QStringLiteral("workspace"), tr("No workspace open"), groups.last().heading,
            QStringLiteral("folder"), tr("Settings of a workspace are kept in its file. Open one to change them.")});
    for (const SettingGroup &group : groups) {
        QList<SettingField> fields;
        std::copy_if(all.begin(), all.end(), std::back_inserter(fields),
            [&](const SettingField &field) { return field.group == group.id; });
        if (fields.isEmpty() && group.id != QStringLiteral("workspace"))
            continue;
        Section section{group};
        section.area = newSection(section, fields);
        column->addWidget(section.area);
        m_groups->pages().addPage(group.id, group.title, group.heading, group.icon);
        m_sections.append(section);
    }
    column->addStretch(1);
    layOut(content);
}

QWidget *SettingsDialog::newSection(Section &section, const QList<SettingField> &fields)
{
    auto *area = new QWidget(this);
    area->setObjectName(QStringLiteral("group.") + section.group.id);
    auto *column = new QVBoxLayout(area);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 0, 0, 6);
    head->setSpacing(2);
    head->addWidget(newWrapped(Type::Title, Tone::Value, section.group.title, area));
    head->addWidget(newWrapped(Type::Dense, Tone::Hint, section.group.sentence, area));
    column->addLayout(head);
    const bool locked = m_input.workspace && m_input.workspace->readOnly;
    if (locked && !fields.isEmpty() && isOfWorkspace(fields.first()))
        column->addWidget(newWrapped(
            Type::Dense, Tone::Warn, tr("This file can only be read, so nothing here can be changed."), area));
    for (const SettingField &field : fields) {
        auto *row = new SettingRow(field, area);
        row->setEnabled(!locked || !isOfWorkspace(field));
        connect(row, &SettingRow::edited, this, &SettingsDialog::check);
        column->addWidget(row);
        section.rows << row;
    }
    return area;
}

void SettingsDialog::layOut(QWidget *content)
{
    m_scroll->setWidget(content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus); // its fields take the keyboard
    m_scroll->setAutoFillBackground(true);
    for (QWidget *ground : {static_cast<QWidget *>(m_scroll), m_scroll->viewport(), content})
        ground->setBackgroundRole(QPalette::Base);
    auto *left = new QFrame(this);
    left->setProperty("frame", QStringLiteral("nav"));
    auto *groups = new QVBoxLayout(left);
    groups->setContentsMargins(0, 8, 1, 8);
    groups->addWidget(m_groups);
    auto *body = new QHBoxLayout;
    body->setSpacing(0);
    body->addWidget(left);
    body->addWidget(m_scroll, 1);
    auto *head = new QFrame(this);
    head->setProperty("frame", QStringLiteral("bar"));
    auto *top = new QHBoxLayout(head);
    top->setContentsMargins(16, 8, 24, 8);
    top->addWidget(m_search);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancelSettings"));
    cancel->setAutoDefault(false);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    auto *line = new QFrame(this);
    line->setProperty("frame", QStringLiteral("foot"));
    auto *foot = new QHBoxLayout(line);
    foot->setContentsMargins(16, 8, 24, 8);
    foot->setSpacing(8);
    foot->addWidget(m_state, 1);
    foot->addWidget(cancel);
    foot->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addLayout(body, 1);
    column->addWidget(line);
    for (const auto &[before, after] :
        {std::pair<QWidget *, QWidget *>(m_search, m_groups), std::pair<QWidget *, QWidget *>(m_groups, content)})
        setTabOrder(before, after);
    const QSize room = parentWidget() ? parentWidget()->window()->size() * 0.94 : Usual;
    resize(Usual.boundedTo(room));
}

void SettingsDialog::showGroup(const QString &id)
{
    const bool known = std::any_of(
        m_sections.begin(), m_sections.end(), [&](const Section &section) { return section.group.id == id; });
    m_group = known ? id : m_sections.first().group.id;
    const QSignalBlocker quiet(m_search);
    m_search->clear();
    m_words.clear();
    showSections();
}

QStringList SettingsDialog::groups() const
{
    QStringList ids;
    for (const Section &section : m_sections)
        ids << section.group.id;
    return ids;
}

void SettingsDialog::search(const QString &text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    showSections();
}

/// All fields that have the words looked for, or those of one group.
void SettingsDialog::showSections()
{
    int found = 0;
    for (const Section &section : m_sections) {
        int own = 0;
        for (SettingRow *row : section.rows) {
            const bool shown = m_words.isEmpty() || row->matches(m_words, section.group.title);
            row->setVisible(shown);
            own += shown ? 1 : 0;
        }
        const bool shown = m_words.isEmpty() ? section.group.id == m_group : own > 0;
        section.area->setVisible(shown);
        m_groups->pages().setBadge(
            section.group.id, m_words.isEmpty() || own == 0 ? QString() : formatCount(own), Mark::None);
        found += own;
    }
    m_nothing->setVisible(!m_words.isEmpty() && found == 0);
    m_nothing->setText(tr("No setting has \u201c%1\u201d. Clear the search with Esc.").arg(m_search->text().trimmed()));
    m_groups->showCurrent(m_words.isEmpty() ? m_group : QString());
    m_scroll->verticalScrollBar()->setValue(0);
    showState();
}

QList<Shortcut> SettingsDialog::shortcutsTyped() const
{
    const Preferences typed = preferences();
    QList<Shortcut> keys = m_input.shortcuts;
    for (Shortcut &each : keys) {
        const QString chosen = typed.shortcuts.value(each.id);
        const bool none = chosen == QLatin1String(NoKeys);
        each.now = chosen.isEmpty() ? each.standard.value(0) : none ? QKeySequence() : QKeySequence(chosen);
    }
    return keys;
}

QString SettingsDialog::faultOf(const SettingRow &row, const QList<Shortcut> &keys) const
{
    const SettingField &field = row.field();
    if (isOfWorkspace(field)) {
        const auto advice = store::settingAdvice(field.key.toStdString(), row.value().toStdString());
        return advice ? messageText(*advice) : QString();
    }
    if (!field.key.startsWith(KeysPrefix) || !row.isChanged())
        return {};
    const QString id = field.key.mid(KeysPrefix.size());
    const auto own = std::find_if(keys.begin(), keys.end(), [&](const Shortcut &each) { return each.id == id; });
    if (const QString fault = own->standard.contains(own->now) ? QString() : keysFault(own->now); !fault.isEmpty())
        return fault;
    const Shortcut *taken = keysTaken(own->now, id, keys);
    return taken ? tr("%1 is taken by \u201c%2\u201d in the menu %3.")
                       .arg(taken->now.toString(QKeySequence::NativeText), taken->name, taken->menu)
                 : QString();
}

void SettingsDialog::check()
{
    const QList<Shortcut> keys = shortcutsTyped();
    for (const Section &section : m_sections) {
        for (SettingRow *row : section.rows) {
            row->setFault(faultOf(*row, keys));
            row->update();
        }
    }
    showState();
}

/// The foot: what Save would keep, or why it cannot; and where the faults are.
void SettingsDialog::showState()
{
    const int changed = int(changedRows(true).size() + changedRows(false).size());
    QString fault;
    for (const Section &section : m_sections) {
        int faults = 0;
        for (const SettingRow *row : section.rows) {
            const bool counts = !row->fault().isEmpty() && row->isChanged();
            faults += row->fault().isEmpty() ? 0 : 1;
            if (counts && fault.isEmpty())
                fault =
                    tr("%1, %2: to be mended before anything is saved").arg(section.group.title, row->field().label);
        }
        if (m_words.isEmpty() || faults > 0)
            m_groups->pages().setBadge(
                section.group.id, faults > 0 ? formatCount(faults) : QString(), faults > 0 ? Mark::Bad : Mark::None);
    }
    m_save->setEnabled(changed > 0 && fault.isEmpty());
    m_save->setText(changed > 0 ? tr("Save %Ln changes", nullptr, changed) : tr("Save"));
    m_state->setTone(fault.isEmpty() ? Tone::Hint : Tone::Bad);
    const QString undoable = changedRows(true).isEmpty() ? QString() : tr("Edit, Undo takes the workspace\u2019s back");
    m_state->setText(!fault.isEmpty() ? fault : changed > 0 ? undoable : tr("Nothing changed"));
}

QList<SettingRow *> SettingsDialog::changedRows(bool workspace) const
{
    QList<SettingRow *> changed;
    for (const Section &section : m_sections) {
        std::copy_if(section.rows.begin(), section.rows.end(), std::back_inserter(changed),
            [&](const SettingRow *row) { return row->isChanged() && isOfWorkspace(row->field()) == workspace; });
    }
    return changed;
}

Preferences SettingsDialog::preferences() const
{
    Preferences typed = m_input.preferences;
    for (const SettingRow *row : changedRows(false))
        takePreference(typed, row->field(), row->value());
    return typed;
}

store::SettingValues SettingsDialog::changes() const
{
    store::SettingValues changed;
    for (const SettingRow *row : changedRows(true))
        changed.emplace_back(row->field().key.toStdString(), row->value().toStdString());
    return changed;
}

store::SettingValues SettingsDialog::before() const
{
    store::SettingValues before;
    for (const SettingRow *row : changedRows(true))
        before.emplace_back(row->field().key.toStdString(), row->field().value.toStdString());
    return before;
}

SettingRow *SettingsDialog::firstShown() const
{
    for (const Section &section : m_sections) {
        for (SettingRow *row : section.rows) {
            if (row->isVisible() && row->isEnabled() && row->field().kind != SettingKind::Fixed)
                return row;
        }
    }
    return nullptr;
}

/// In the search, Enter and Down go to the first field found; Esc clears it before it closes the dialog.
void SettingsDialog::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (m_search->hasFocus() && (enter || event->key() == Qt::Key_Down)) {
        if (SettingRow *row = firstShown())
            row->focusControl();
        return;
    }
    if (event->key() == Qt::Key_Escape && !m_words.isEmpty()) {
        m_search->setFocus(Qt::OtherFocusReason);
        return showGroup(m_group);
    }
    QDialog::keyPressEvent(event);
}

} // namespace qd::ui
