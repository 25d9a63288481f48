#include "ui/shell/start_page.h"

#include "ui/common/error_bar.h"
#include "ui/common/icons.h"
#include "ui/common/panel.h"
#include "ui/common/toned_label.h"
#include "ui/paint/calendar_format.h"
#include "ui/paint/formatting.h"

#include <QDateTime>
#include <QFileInfo>
#include <QGridLayout>
#include <QPainter>
#include <QPushButton>

namespace qd::ui {

namespace {

constexpr int ColumnWidth = 880;
constexpr int ButtonWidth = 116;

TonedLabel *newLine(const QString &text, Type type, Tone tone, QWidget *parent)
{
    auto *label = new TonedLabel(type, tone, parent);
    label->setText(text);
    return label;
}

/// A 24 px icon that follows the theme.
class Picture final : public QWidget {
public:
    Picture(QString name, QWidget *parent)
        : QWidget(parent)
        , m_name(std::move(name))
    {
        setFixedSize(24, 24);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, QRectF(rect()), m_name, Theme::current().text2);
    }

private:
    QString m_name;
};

/// Icon, title over a sentence, and a button in the right-hand column.
QPushButton *addChoice(QVBoxLayout *column, QWidget *parent, const QString &iconName, const QString &title,
    const QString &sentence, const QString &action)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(16);
    row->addWidget(new Picture(iconName, parent));
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(newLine(title, Type::Panel, Tone::Value, parent));
    texts->addWidget(newLine(sentence, Type::Dense, Tone::Hint, parent));
    row->addLayout(texts, 1);
    auto *button = new QPushButton(action, parent);
    button->setFixedWidth(ButtonWidth);
    row->addWidget(button);
    column->addLayout(row);
    return button;
}

void addHairline(QVBoxLayout *column, QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    line->setBackgroundRole(QPalette::Midlight);
    column->addWidget(line);
}

} // namespace

StartPage::StartPage(QWidget *parent)
    : QWidget(parent)
    , m_error(new ErrorBar(this))
    , m_recent(new Panel(tr("Recent workspaces"), this))
{
    auto *middle = new QWidget(this);
    middle->setMaximumWidth(ColumnWidth);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addStretch(3);
    column->addWidget(newLine(QStringLiteral("Quarterdeck"), Type::Title, Tone::Value, middle));
    column->addWidget(
        newLine(tr("Customer Success figures that open down to the row they came from. Nothing leaves this machine."),
            Type::Body, Tone::Label, middle));
    column->addSpacing(10);
    column->addWidget(m_error);
    column->addWidget(newChoices());
    column->addWidget(newDropField());
    column->addWidget(m_recent);
    column->addStretch(4);
    auto *clear = new QPushButton(tr("Clear list"), m_recent);
    clear->setProperty("link", true);
    connect(clear, &QPushButton::clicked, this, &StartPage::clearRecentClicked);
    m_recent->addHeaderWidget(clear);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(24, 12, 24, 12);
    row->addStretch(1);
    row->addWidget(middle, 1000);
    row->addStretch(1);
    setRecent({});
}

QWidget *StartPage::newChoices()
{
    auto *panel = new QFrame(this);
    panel->setProperty("frame", QStringLiteral("panel"));
    auto *column = new QVBoxLayout(panel);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *sample = addChoice(column, panel, QStringLiteral("table"), tr("Sample company"),
        tr("800 made-up accounts in eight systems, with the faults that real exports have."), tr("Open sample"));
    sample->setProperty("primary", true);
    sample->setObjectName(QStringLiteral("openSample"));
    connect(sample, &QPushButton::clicked, this, &StartPage::sampleClicked);
    addHairline(column, panel);
    auto *fresh = addChoice(column, panel, QStringLiteral("plus"), tr("New workspace"),
        tr("One empty file on this machine, which holds all that you import and decide."), tr("New\u2026"));
    connect(fresh, &QPushButton::clicked, this, &StartPage::newClicked);
    addHairline(column, panel);
    auto *open = addChoice(column, panel, QStringLiteral("file"), tr("Existing workspace"),
        tr("A file from a colleague or a backup; an older one is copied before it is converted."), tr("Open\u2026"));
    connect(open, &QPushButton::clicked, this, &StartPage::openClicked);
    return panel;
}

QWidget *StartPage::newDropField()
{
    auto *field = new QFrame(this);
    field->setProperty("frame", QStringLiteral("drop"));
    auto *column = new QVBoxLayout(field);
    column->setContentsMargins(1, 12, 1, 12);
    auto *choose = addChoice(column, field, QStringLiteral("import"), tr("Drop your exports here"),
        tr("CSV, XLSX or ODS files, or a folder; you see what was recognised before a row is imported."),
        tr("Choose files\u2026"));
    connect(choose, &QPushButton::clicked, this, &StartPage::chooseFilesClicked);
    return field;
}

void StartPage::setRecent(const QStringList &paths)
{
    auto *list = new QWidget(m_recent);
    auto *grid = new QGridLayout(list);
    grid->setContentsMargins(12, 0, 12, 8);
    grid->setHorizontalSpacing(16);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const QString &path : paths) {
        const QFileInfo file(path);
        auto *name = new QPushButton(file.fileName(), list);
        name->setProperty("link", true);
        name->setEnabled(file.exists());
        connect(name, &QPushButton::clicked, this, [this, path] { Q_EMIT recentClicked(path); });
        grid->addWidget(name, row, 0, Qt::AlignLeft);
        grid->addWidget(newLine(file.path(), Type::Dense, Tone::Hint, list), row, 1);
        const QString state = file.exists() ? formatFileSize(file.size()) : tr("Not found when last looked for");
        grid->addWidget(newLine(state, Type::Dense, file.exists() ? Tone::Hint : Tone::Warn, list), row, 2);
        const QString opened = file.exists() ? momentText(file.lastModified(), shownLocale()) : QString();
        grid->addWidget(newLine(opened, Type::Dense, Tone::Hint, list), row++, 3, Qt::AlignRight);
    }
    m_recent->setBody(list, false);
    m_recent->setSubtitle(paths.size() == 1 ? tr("1 file") : tr("%1 files").arg(formatCount(paths.size())));
    m_recent->setVisible(!paths.isEmpty());
}

void StartPage::showError(const QString &sentence)
{
    if (sentence.isEmpty())
        m_error->clear();
    else
        m_error->showMessage(sentence);
}

} // namespace qd::ui
