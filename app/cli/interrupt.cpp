#include "app/cli/interrupt.h"

#include "app/cli/command.h"

namespace qd::cli {

namespace {

void cancelWork(int)
{
    terminalProgress().cancel(); // made before the signal could come
}

} // namespace

Interrupt::Interrupt()
{
    (void)terminalProgress();
    struct sigaction cancelling { };
    cancelling.sa_handler = &cancelWork;
    cancelling.sa_flags = SA_RESETHAND; // and no SA_RESTART: what waits for the terminal ends
    ::sigaction(SIGINT, &cancelling, &m_interrupt);
    ::sigaction(SIGTERM, &cancelling, &m_terminate);
}

Interrupt::~Interrupt()
{
    ::sigaction(SIGINT, &m_interrupt, nullptr);
    ::sigaction(SIGTERM, &m_terminate, nullptr);
}

} // namespace qd::cli
