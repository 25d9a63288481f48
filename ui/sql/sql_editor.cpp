#include "ui/sql/sql_editor.h"

#include "core/base/text.h"
#include "ui/common/style_parts.h"
#include "ui/paint/theme.h"

#include <QFontDatabase>
#include <Qsci/qscilexersql.h>

#include <algorithm>

namespace qd::ui {

namespace {

/// Keywords in the first set, our functions in the one that the lexer keeps for others.
class Lexer final : public QsciLexerSQL {
public:
    explicit Lexer(QObject *parent)
        : QsciLexerSQL(parent)
    {
        for (const std::string &word : query::sqlKeywords())
            m_keywords += lowered(word) + ' ';
    }
    void setFunctions(const std::vector<std::string> &functions)
    {
        m_functions = "avg count max min round sum total coalesce nullif substr replace abs length lower upper ";
        m_functions += joined(functions, " ");
    }
    [[nodiscard]] const char *keywords(int set) const override
    {
        constexpr int Keywords = 1;
        constexpr int Functions = 5;
        return set == Keywords ? m_keywords.c_str() : set == Functions ? m_functions.c_str() : nullptr;
    }

private:
    std::string m_keywords, m_functions;
};

/// "percentile(x, p)" is called percentile.
std::string nameOfCall(const std::string &call)
{
    return call.substr(0, call.find('('));
}

} // namespace

SqlEditor::SqlEditor(QWidget *parent)
    : QsciScintilla(parent)
    , m_lexer(new Lexer(this))
    , m_errorMark(indicatorDefine(QsciScintilla::SquiggleIndicator))
{
    setObjectName(QStringLiteral("sqlEditor"));
    setAccessibleName(tr("Query"));
    setFrameShape(QFrame::NoFrame);
    setUtf8(true);
    setLexer(m_lexer);
    setTabWidth(4);
    setIndentationsUseTabs(false);
    setAutoIndent(true);
    setBraceMatching(QsciScintilla::SloppyBraceMatch);
    setMarginType(0, QsciScintilla::NumberMargin);
    setMarginWidth(0, QStringLiteral("0000"));
    setMarginWidth(1, 0);
    setCaretLineVisible(true);
    setAutoCompletionCaseSensitivity(false);
    SendScintilla(SCI_AUTOCSETORDER, static_cast<unsigned long>(SC_ORDER_PRESORTED));
    SendScintilla(SCI_AUTOCSETSEPARATOR, static_cast<unsigned long>('\n'));
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    connect(this, &QsciScintillaBase::SCN_CHARADDED, this, &SqlEditor::offerCompletions);
    connect(this, &QsciScintilla::textChanged, this, &SqlEditor::clearError);
    renewLook();
}

void SqlEditor::setKnown(std::vector<query::KnownTable> tables, std::vector<std::string> functions)
{
    m_tables = std::move(tables);
    m_functions.clear();
    for (const std::string &call : functions)
        m_functions.push_back(nameOfCall(call));
    static_cast<Lexer *>(m_lexer)->setFunctions(m_functions);
    setLexer(m_lexer); // which reads its words anew
    renewLook();
}

std::string SqlEditor::sql() const
{
    return text().toStdString();
}

void SqlEditor::setSql(const QString &sql)
{
    if (text() != sql)
        setText(sql);
    SendScintilla(SCI_DOCUMENTEND);
}

void SqlEditor::markError(std::size_t place)
{
    const long length = SendScintilla(SCI_GETLENGTH);
    const long begin = std::min(long(place), std::max(0L, length - 1));
    const long end = std::max(SendScintilla(SCI_WORDENDPOSITION, static_cast<unsigned long>(begin), 1L), begin + 1);
    int line = 0;
    int column = 0;
    int lastLine = 0;
    int lastColumn = 0;
    lineIndexFromPosition(int(begin), &line, &column);
    lineIndexFromPosition(int(end), &lastLine, &lastColumn);
    fillIndicatorRange(line, column, lastLine, lastColumn, m_errorMark);
    setCursorPosition(line, column);
    ensureLineVisible(line);
}

void SqlEditor::clearError()
{
    clearIndicatorRange(0, 0, lines() - 1, lineLength(lines() - 1), m_errorMark);
}

void SqlEditor::insertName(const QString &name)
{
    replaceSelectedText(name);
    setFocus(Qt::OtherFocusReason);
}

bool SqlEditor::focusNextPrevChild(bool next)
{
    return !isListActive() && QAbstractScrollArea::focusNextPrevChild(next);
}

void SqlEditor::paintEvent(QPaintEvent *event)
{
    QsciScintilla::paintEvent(event);
    if (hasFocus()) {
        QPainter painter(viewport());
        paintFocusRing(painter, viewport()->rect(), Theme::current());
    }
}

void SqlEditor::focusInEvent(QFocusEvent *event)
{
    QsciScintilla::focusInEvent(event);
    viewport()->update(); // the ring
}

void SqlEditor::focusOutEvent(QFocusEvent *event)
{
    QsciScintilla::focusOutEvent(event);
    viewport()->update();
}

void SqlEditor::changeEvent(QEvent *event)
{
    QsciScintilla::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        renewLook();
}

void SqlEditor::offerCompletions()
{
    const std::string all = sql();
    const auto cursor = std::size_t(SendScintilla(SCI_GETCURRENTPOS));
    const query::Completions found = query::completionsAt(all, cursor, m_tables, m_functions);
    if (found.words.empty()) {
        SendScintilla(SCI_AUTOCCANCEL);
        return;
    }
    const std::string list = joined(found.words, "\n");
    SendScintilla(SCI_AUTOCSHOW, static_cast<unsigned long>(cursor - std::min(found.begins, cursor)), list.c_str());
}

void SqlEditor::renewLook()
{
    const Theme &theme = Theme::current();
    QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    fixed.setPointSizeF(Theme::font(Type::Dense).pointSizeF());
    QFont strong = fixed;
    strong.setBold(true);
    m_lexer->setDefaultFont(fixed);
    m_lexer->setFont(fixed, -1);
    m_lexer->setPaper(theme.surface, -1);
    m_lexer->setDefaultPaper(theme.surface);
    m_lexer->setColor(theme.text1, -1);
    m_lexer->setColor(theme.accent, QsciLexerSQL::Keyword);
    m_lexer->setFont(strong, QsciLexerSQL::Keyword);
    m_lexer->setColor(theme.info.text, QsciLexerSQL::KeywordSet5);
    m_lexer->setColor(theme.bad.text, QsciLexerSQL::Number);
    m_lexer->setColor(theme.good.text, QsciLexerSQL::SingleQuotedString);
    m_lexer->setColor(theme.good.text, QsciLexerSQL::DoubleQuotedString);
    m_lexer->setColor(theme.text2, QsciLexerSQL::Comment);
    m_lexer->setColor(theme.text2, QsciLexerSQL::CommentLine);
    setColor(theme.text1);
    setPaper(theme.surface);
    setMarginsFont(fixed);
    setMarginsBackgroundColor(theme.surface);
    setMarginsForegroundColor(theme.text2);
    setCaretForegroundColor(theme.text1);
    setCaretLineBackgroundColor(theme.hoverRow);
    setSelectionBackgroundColor(theme.tint);
    setSelectionForegroundColor(theme.textOnTint);
    setMatchedBraceBackgroundColor(theme.tint);
    setMatchedBraceForegroundColor(theme.textOnTint);
    setIndicatorForegroundColor(theme.bad.text, m_errorMark);
}

} // namespace qd::ui
