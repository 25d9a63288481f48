#pragma once
#include "ui/identity/identity_view.h"
#include "ui/shell/page_reading.h"

class QAction;
class QComboBox;
class QPushButton;

namespace qd::ui {

class MergerMenu;
class OutcomeLabel;
class PairPanel;
class Panel;
class SegmentedSwitch;
class TableView;
class WeightsPanel;

/// Which records are one customer: pairs to be looked at with their evidence, what was decided, customers that do not
/// hang together, parents that cannot be. Every decision is an edit, by button or by key.
class IdentityPage : public Page {
    Q_OBJECT
public:
    explicit IdentityPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("identity"); }
    [[nodiscard]] QString title() const override { return tr("Identity"); }
    [[nodiscard]] QString group() const override { return tr("Data"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("identity"); }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    [[nodiscard]] std::vector<std::string> definedMetrics() const override
    {
        return {"match_rate", "match_probability", "sample_match_rate"};
    }
    void refresh(const PageContext &context) override;
    void forget() override;
    /// Writes the decisions in force; a failure stands in the page.
    void saveDecisions(const QString &path);
    /// Writes what a customer is made of, as HTML or Markdown by the name; a failure stands in the page.
    void saveSpecification(const QString &path);
    /// Takes the decisions of a file as one edit; what is wrong with it stands in the page.
    void loadDecisions(const QString &path);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void fitWeights(); ///< shows them where there is room and the queue is shown
    void listFrom(double least); ///< lists the pairs of that probability or more
    void connectParts();
    QPushButton *button(const char *name, const QString &text, Qt::Key key, void (IdentityPage::*act)());
    void run();
    bool show();
    void showList();
    void showPair();
    void step(int rows); ///< chooses the row that many below
    void accept();
    void reject();
    void withdraw();
    void split();
    void rule(identity::Ruling ruling, const std::vector<answers::ReviewPair> &pairs);
    void decide(const QString &text, const std::vector<identity::LinkDecision> &decisions);
    void chooseFileToSave();
    void chooseFileToLoad();
    void chooseSpecification();
    void report(const Result<void> &written, const QString &said);
    void openCustomersOf(const QString &row);
    [[nodiscard]] IdentityList list() const;
    [[nodiscard]] std::vector<int> chosen() const; ///< places of the selected rows in the list
    [[nodiscard]] std::vector<answers::ReviewPair> chosenPairs() const;

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<IdentityView> m_view;
    std::shared_ptr<const answers::WeighedRecords> m_weighed; ///< of the last reading
    QComboBox *m_least = nullptr;
    QPushButton *m_decisions = nullptr; ///< a menu: files of them
    QAction *m_save = nullptr;
    MergerMenu *m_mergers = nullptr; ///< in that menu
    SegmentedSwitch *m_switch = nullptr;
    WeightsPanel *m_weights = nullptr;
    Panel *m_listPanel = nullptr;
    TableView *m_table = nullptr;
    PairPanel *m_pair = nullptr;
    OutcomeLabel *m_outcome = nullptr;
    QPushButton *m_accept = nullptr;
    QPushButton *m_reject = nullptr;
    QPushButton *m_withdraw = nullptr;
    QPushButton *m_split = nullptr;
    int m_row = 0; ///< where the chosen row stood, for the one that takes its place
};

} // namespace qd::ui
