#!/bin/sh
# no_sockets.sh QDECK [QUARTERDECK]: runs what the programs do, but for asking databases, under strace. None of it may
# make a socket of the internet, or load the libraries that databases are asked by. Ends with 1 and says where.
set -eu
qdeck=$1
window=${2:-}
command -v strace >/dev/null || { echo "no_sockets.sh needs the package strace"; exit 77; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

traced() {
    # What strace writes goes to a file a process (-ff); a command that fails is looked at all the same.
    strace -ff -qq -e trace=network,openat,open -o "$dir/calls" "$@" >"$dir/out" 2>"$dir/err" || {
        status=$?
        if grep -q 'ptrace' "$dir/err"; then
            echo "strace may not trace here: $(head -1 "$dir/err")"
            exit 77
        fi
        echo "exit status $status of $*: $(tail -1 "$dir/err")"
        exit 1
    }
    if grep -hE 'AF_INET6?[,}]|sa_family=AF_INET' "$dir"/calls.*; then
        echo "$* made a socket of the internet"
        exit 1
    fi
    if grep -hE '/(libpq|libodbc|psqlodbc[aw]?)\.so[^"]*", .* = [0-9]' "$dir"/calls.*; then
        echo "$* loaded a library for databases"
        exit 1
    fi
    rm -f "$dir"/calls.*
}

w=$dir/w.qdeck
traced "$qdeck" demo "$dir/exports" --accounts 60 --months 15
traced "$qdeck" init "$w"
traced "$qdeck" import "$w" "$dir/exports" --as-of 2026-10-31
traced "$qdeck" identity "$w" --auto
traced "$qdeck" sources "$w"
traced "$qdeck" quarantine "$w"
traced "$qdeck" connections "$w" --save x --host 127.0.0.1 --port 1 --database x
traced "$qdeck" connections "$w"
traced "$qdeck" source-queries "$w"
traced "$qdeck" query "$w" "SELECT count(*) FROM v_customers"
traced "$qdeck" headline "$w"
traced "$qdeck" reconcile "$w" --left crm --right billing
traced "$qdeck" movements "$w" --from 2026-09 --to 2026-10
traced "$qdeck" renewals "$w" --from 2026-08-01 --to 2026-10-31
traced "$qdeck" settings "$w"
traced "$qdeck" check "$w"
traced "$qdeck" backup "$w" "$dir/copy.qdeck"
traced "$qdeck" actions "$w"
if "$qdeck" pack --help >/dev/null 2>&1; then
    traced "$qdeck" pack "$w" --template monthly --period 2026-10 --out "$dir/pack.pdf"
fi
if [ -n "$window" ]; then
    QT_QPA_PLATFORM=offscreen HOME=$dir XDG_RUNTIME_DIR=$dir traced "$window" --screenshots "$dir/pictures" "$w"
fi
echo "no socket of the internet, no library for databases"
