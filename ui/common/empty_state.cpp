#include "ui/common/empty_state.h"

#include "ui/common/toned_label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace qd::ui {

constexpr int TextWidth = 400;

EmptyState::EmptyState(const QString &sentence, const QString &primary, const QString &secondary, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QWidget(this);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(16);
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
