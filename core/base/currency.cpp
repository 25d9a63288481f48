#include "core/base/currency.h"

#include "core/base/text.h"

#include <algorithm>

namespace qd {

namespace {

// ISO 4217 list one, active currencies; those whose minor unit is not two digits stand apart.
constexpr std::string_view TwoDigits =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE "
    "CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD "
    "HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP "
    "MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR "
    "SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED "
    "VES WST XCD YER ZAR ZMW ZWL ZWG XCG";
constexpr std::string_view NoDigits = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
constexpr std::string_view ThreeDigits = "BHD IQD JOD KWD LYD OMR TND";
constexpr std::string_view FourDigits = "CLF UYW";

bool lists(std::string_view codes, std::string_view code)
{
    for (std::size_t i = 0; i + 3 <= codes.size(); i += 4) {
        if (codes.substr(i, 3) == code)
            return true;
    }
    return false;
}

} // namespace

std::optional<Currency> Currency::fromCode(std::string_view code)
{
    if (code.size() != 3)
        return std::nullopt;
    Currency currency;
    std::transform(code.begin(), code.end(), currency.m_code.begin(), asciiUpper);
    const std::string_view upper(currency.m_code.data(), 3);
    if (lists(TwoDigits, upper))
        currency.m_digits = 2;
    else if (lists(NoDigits, upper))
        currency.m_digits = 0;
    else if (lists(ThreeDigits, upper))
        currency.m_digits = 3;
    else if (lists(FourDigits, upper))
        currency.m_digits = 4;
    else
        return std::nullopt;
    return currency;
}

} // namespace qd
