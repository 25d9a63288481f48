#include "core/signoff/signed_content.h"

#include "core/reconcile/break_store.h"

#include <QCryptographicHash>

#include <algorithm>
#include <set>

namespace qd::signoff {

namespace {

template <typename Value>
std::set<std::string> keysOfBoth(const std::map<std::string, Value> &a, const std::map<std::string, Value> &b)
{
    std::set<std::string> keys;
    for (const auto *each : {&a, &b}) {
        for (const auto &[key, value] : *each)
            keys.insert(key);
    }
    return keys;
}

template <typename Value>
Value valueOf(const std::map<std::string, Value> &values, const std::string &key)
{
    const auto found = values.find(key);
    return found == values.end() ? Value() : found->second;
}

} // namespace

SignedContent contentOf(const store::Workspace &workspace, const reconcile::Reconciliation &reconciliation)
{
    SignedContent content{reconciliation.leftTotal, reconciliation.rightTotal, {}, {}};
    for (const reconcile::BridgeStep &step : reconciliation.bridge)
        content.bridge[toString(step.cause)] = {step.amount, step.count};
    const auto states = reconcile::decidedStates(workspace, reconciliation.left.name, reconciliation.right.name);
    for (const reconcile::Break &found : reconciliation.breaks) {
        const std::string key = breakKey(reconciliation, found);
        const auto state = states.find(key);
        content.breaks[key] = state == states.end() ? reconcile::breakStates().front() : state->second;
    }
    return content;
}

std::string hashOf(const SignedContent &content, const std::vector<std::string> &files)
{
    std::string text = "left_total\t" + std::to_string(content.leftTotal) + "\nright_total\t"
        + std::to_string(content.rightTotal) + '\n';
    for (const auto &[cause, step] : content.bridge)
        text += "bridge\t" + cause + '\t' + std::to_string(step.amount) + '\t' + std::to_string(step.customers) + '\n';
    for (const auto &[key, state] : content.breaks)
        text += "break\t" + key + '\t' + state + '\n';
    for (const std::string &file : files)
        text += "file\t" + file + '\n';
    return QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256).toHex().toStdString();
}

std::vector<ContentDifference> differences(const SignedContent &then, const SignedContent &now)
{
    std::vector<ContentDifference> found;
    const auto compare = [&found](std::string what, bool isMoney, std::int64_t before, std::int64_t after) {
        if (before != after)
            found.push_back({std::move(what), isMoney, before, after, {}, {}});
    };
    compare("left_total", true, then.leftTotal, now.leftTotal);
    compare("right_total", true, then.rightTotal, now.rightTotal);
    for (const std::string &cause : keysOfBoth(then.bridge, now.bridge)) {
        const SignedStep before = valueOf(then.bridge, cause);
        const SignedStep after = valueOf(now.bridge, cause);
        compare("bridge:" + cause, true, before.amount, after.amount);
        compare("bridge_count:" + cause, false, before.customers, after.customers);
    }
    for (const std::string &key : keysOfBoth(then.breaks, now.breaks)) {
        std::string before = valueOf(then.breaks, key);
        std::string after = valueOf(now.breaks, key);
        if (before != after)
            found.push_back({"break:" + key, false, 0, 0, std::move(before), std::move(after)});
    }
    std::ranges::sort(found, {}, &ContentDifference::what);
    return found;
}

} // namespace qd::signoff
