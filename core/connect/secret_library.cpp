#include "core/connect/secret_library.h"

namespace qd::connect {

SecretLibrary::SecretLibrary()
{
    library.find(lookup, "secret_password_lookup_sync");
    library.find(store, "secret_password_store_sync");
    library.find(clear, "secret_password_clear_sync");
    library.find(freePassword, "secret_password_free");
    library.find(freeFailure, "g_error_free"); // of GLib, which comes with it
}

const SecretLibrary &SecretLibrary::it()
{
    static const SecretLibrary *const one = new SecretLibrary; // for ever: a call that was left to itself may be in it
    return *one;
}

} // namespace qd::connect
