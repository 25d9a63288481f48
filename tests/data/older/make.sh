#!/bin/sh
# Makes a workspace with the qdeck of an earlier commit and packs it as Qt's qUncompress() reads it.
# Usage: make.sh QDECK SCHEMA      (schema 1: acf9f84, 2: 05b7676, 3: a41dfc6, 4: 4cbc1d4, 5: 19b54a0, 6: 17ca03d, 7: fdee371, 8: 5888575, 9: 37c592d, 10: 3d467cf, 11: 96eb134, 12: 19c49b2, 13: 8fac8456)
set -eu
qdeck=$1
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/exports/*.csv "$work"
mkdir "$work/later"
mv "$work/crm.accounts.later.csv" "$work/later/crm.accounts.csv"
mv "$work/roadmap.csv" "$work/later"
table=plans # schema 4 has one of its own by that name, and knows complete files
full=
if [ "$2" -ge 4 ]; then
    table=roadmap
    full=--full
fi
"$qdeck" init "$work/w.qdeck"
"$qdeck" import "$work/w.qdeck" "$work" --as-of 2026-09-30
"$qdeck" import "$work/w.qdeck" "$work/later/crm.accounts.csv" --as-of 2026-10-31 $full
"$qdeck" import "$work/w.qdeck" "$work/later/roadmap.csv" --table "$table" --as-of 2026-10-31
"$qdeck" identity "$work/w.qdeck" --auto > /dev/null
"$qdeck" check "$work/w.qdeck"
python3 -c 'import sys, zlib
data = open(sys.argv[1], "rb").read()
open(sys.argv[2], "wb").write(len(data).to_bytes(4, "big") + zlib.compress(data, 9))' "$work/w.qdeck" "$here/schema-$2.z"
