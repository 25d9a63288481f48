#pragma once
#include "core/query/completion.h"

#include <Qsci/qsciscintilla.h>

class QsciLexerSQL;

namespace qd::ui {

/// The editor of a query: line numbers, colours of the theme, completion of what core/query knows, a mark where an
/// error is. Tab leaves it, as everywhere; with completions open it takes the one chosen.
class SqlEditor final : public QsciScintilla {
    Q_OBJECT
public:
    explicit SqlEditor(QWidget *parent = nullptr);

    /// What can be completed.
    void setKnown(std::vector<query::KnownTable> tables, std::vector<std::string> functions);
    [[nodiscard]] std::string sql() const;
    void setSql(const QString &sql);
    /// Marks the word at a byte of the text and puts the cursor there.
    void markError(std::size_t place);
    void clearError();
    /// At the cursor, with the keyboard there.
    void insertName(const QString &name);
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 90}; }
    [[nodiscard]] QSize sizeHint() const override { return {480, 240}; }

protected:
    bool focusNextPrevChild(bool next) override;
    void paintEvent(QPaintEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void offerCompletions();
    void renewLook();

    QsciLexerSQL *m_lexer;
    std::vector<query::KnownTable> m_tables;
    std::vector<std::string> m_functions;
    int m_errorMark;
};

} // namespace qd::ui
