#!/bin/sh
# Reads {"limit": N} on standard input, prints {"ok": BOOL, "bytes": N}.
set -eu
limit=$(sed 's/.*"limit"[^0-9]*\([0-9]*\).*/\1/')
bytes=$(find . -type f ! -name '*.tmp' -exec cat {} + | wc -c | tr -d ' ')
[ "$bytes" -le "$limit" ] && ok=true || ok=false
printf '{"ok": %s, "bytes": %s}\n' "$ok" "$bytes"
