#include "ui/common/model_cells.h"

#include "ui/paint/theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QPainter>

namespace qd::ui {

ModelCells::ModelCells(const QList<ModelRows::Column> &columns, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_columns(columns)
{
}

bool ModelCells::isNumber(int column) const
{
    const ModelRows::Kind kind = m_columns[column].kind;
    return kind == ModelRows::Kind::Number || kind == ModelRows::Kind::FixedNumber;
}

void ModelCells::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = Theme::current();
    const bool bad = !index.data(FaultRole).toString().isEmpty();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setClipRect(option.rect);
    painter->fillRect(option.rect, bad ? theme.bad.ground : selected ? theme.tint : theme.surface);
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.hair);
    const ModelRows::Column &column = m_columns[index.column()];
    const QString text = index.data().toString();
    const bool fixed = !index.flags().testFlag(Qt::ItemIsEditable);
    painter->setFont(Theme::font(index.column() == 0 && !fixed ? Type::Name : Type::Dense));
    painter->setPen(bad         ? theme.bad.text
            : text.isEmpty()    ? theme.text3
            : fixed || selected ? theme.text2
                                : theme.text1);
    if (selected && !fixed && !bad && !text.isEmpty())
        painter->setPen(theme.text1);
    const QRect room = option.rect.adjusted(Padding, 0, -Padding, -1);
    const QString shown =
        painter->fontMetrics().elidedText(text.isEmpty() ? column.hint : text, Qt::ElideRight, room.width());
    painter->drawText(room, int(Qt::AlignVCenter | (isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft)), shown);
    if (option.state.testFlag(QStyle::State_HasFocus) && option.widget && option.widget->hasFocus()) {
        painter->setPen(QPen(theme.accent, 2, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
    }
    painter->restore();
}

QWidget *ModelCells::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *line = new QLineEdit(parent);
    line->setFrame(false);
    line->setAutoFillBackground(true);
    line->setTextMargins(Padding - 4, 0, Padding - 4, 0);
    line->setFont(Theme::font(Type::Dense));
    line->setAlignment(isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft);
    line->setAccessibleName(m_columns[index.column()].title);
    const QStringList &choices = m_columns[index.column()].choices;
    auto *self = const_cast<ModelCells *>(this); // commitData is a signal of the delegate; Qt makes editors in const
    const auto commit = [self, line, place = QPersistentModelIndex(index)] {
        const auto *view = qobject_cast<QAbstractItemView *>(line->parentWidget()->parentWidget());
        if (view && view->indexWidget(place) == line) // not closed meanwhile
            Q_EMIT self->commitData(line);
    };
    if (!choices.isEmpty()) {
        auto *completer = new QCompleter(choices, line);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        line->setCompleter(completer);
        connect(completer, qOverload<const QString &>(&QCompleter::activated), line, commit);
    }
    connect(line, &QLineEdit::textEdited, line, commit);
    return line;
}

void ModelCells::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *line = qobject_cast<QLineEdit *>(editor);
    if (line && line->text() != index.data(Qt::EditRole).toString()) // else the cursor would jump to the end
        line->setText(index.data(Qt::EditRole).toString());
}

void ModelCells::updateEditorGeometry(
    QWidget *editor, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    Q_UNUSED(index)
    editor->setGeometry(option.rect.adjusted(2, 2, -2, -2));
}

} // namespace qd::ui
