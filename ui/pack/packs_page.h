#pragma once
#include "core/pack/build_pack.h"
#include "ui/shell/page_reading.h"

#include <QImage>

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;

namespace qd::ui {

class PagePreview;
class PageThumbnails;
class Panel;

/// Choose a template and a month, look at every page as it will be printed, export the PDF. Preview and thumbnails are
/// the export's own painter, scaled.
class PacksPage : public Page {
    Q_OBJECT
public:
    explicit PacksPage(QWidget *parent = nullptr);

    [[nodiscard]] QString id() const override { return QStringLiteral("packs"); }
    [[nodiscard]] QString title() const override { return tr("Packs"); }
    [[nodiscard]] QString group() const override { return tr("Share"); }
    [[nodiscard]] QString iconName() const override { return QStringLiteral("packs"); }
    [[nodiscard]] answers::RestOn restsOn() const override { return {.arr = true}; }
    [[nodiscard]] QList<QWidget *> headerActions() override;
    void refresh(const PageContext &context) override;
    /// Takes what imports changed into the pack: pages before its sources, until they are taken out.
    void open(const PageTarget &target) override;
    void forget() override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    /// A built pack with its thumbnails: one job's result.
    struct Draft {
        PageContext context; ///< what it was made of
        pack::PackDocument document;
        QVector<QImage> thumbnails;
        std::vector<std::string> months; ///< that can be chosen, newest first
        bool isOfCustomers = false; ///< one by one
        std::vector<std::pair<std::string, std::string>> customers; ///< that can be chosen then: id and name
    };
    using DraftPtr = std::shared_ptr<const Draft>;

    void run();
    bool show();
    void showFailure(const Error &error);
    void showActions(bool shown);
    void showPage(int page);
    [[nodiscard]] double previewScale() const; ///< px to a unit of the page
    void exportPdf();
    void openOrigin(const pack::Origin &origin);
    void showCustomers();
    [[nodiscard]] pack::PackOptions chosen() const;
    static Result<DraftPtr> build(const PageContext &context, pack::PackOptions options, Progress &progress);

    PageContext m_context;
    PageBody *m_body = nullptr;
    PageReading<Draft> m_draft;
    Job<QImage> m_pageJob;
    Job<QString> m_exportJob;
    QComboBox *m_template = nullptr;
    QComboBox *m_period = nullptr;
    QComboBox *m_customer = nullptr; ///< of a template that is of customers
    std::optional<pack::ImportsBetween> m_imports; ///< put into the pack
    QPushButton *m_importsOut = nullptr;
    QPushButton *m_export = nullptr;
    Panel *m_panel = nullptr;
    PageThumbnails *m_pages = nullptr;
    PagePreview *m_preview = nullptr;
    QScrollArea *m_scroll = nullptr;
    QLabel *m_nothing = nullptr;
};

} // namespace qd::ui
