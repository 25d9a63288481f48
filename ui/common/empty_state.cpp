#include "ui/common/empty_state.h"

#include "ui/common/icons.h"
#include "ui/paint/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

namespace {

constexpr int TextWidth = 400;
constexpr int IconSize = 32;

class LineIcon : public QWidget {
public:
    LineIcon(QString name, QWidget *parent)
        : QWidget(parent)
        , m_name(std::move(name))
    {
        setFixedSize(IconSize, IconSize);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintIcon(painter, rect(), m_name, Theme::current().text3);
    }

private:
    QString m_name;
};

} // namespace

EmptyState::EmptyState(
    const QString &iconName, const QString &sentence, const QString &primary, const QString &secondary, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(16);
    layout->addWidget(new LineIcon(iconName, column), 0, Qt::AlignHCenter);
    auto *text = new QLabel(sentence, column);
    text->setFont(Theme::font(Type::Body));
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(TextWidth);
    text->setMinimumHeight(text->heightForWidth(TextWidth)); // a layout that aligns does not ask for it
    layout->addWidget(text);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *first = new QPushButton(primary, column);
    first->setProperty("primary", true);
    first->setObjectName(QStringLiteral("emptyPrimary"));
    buttons->addWidget(first);
    connect(first, &QPushButton::clicked, this, &EmptyState::primaryClicked);
    if (!secondary.isEmpty()) {
        auto *second = new QPushButton(secondary, column);
        second->setObjectName(QStringLiteral("emptySecondary"));
        buttons->addWidget(second);
        connect(second, &QPushButton::clicked, this, &EmptyState::secondaryClicked);
    }
    buttons->addStretch();
    layout->addLayout(buttons);
    auto *outer = new QVBoxLayout(this);
    outer->addStretch();
    outer->addWidget(column, 0, Qt::AlignHCenter);
    outer->addStretch();
}

} // namespace qd::ui
