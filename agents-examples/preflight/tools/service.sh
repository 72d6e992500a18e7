#!/bin/sh
# Reads {"name": "..."} on standard input, prints {"status": "up"}. The first attempt of a call
# fails, to show a retry: the key that Fermata passes is the same for every attempt of one call.
set -eu
name=$(sed 's/.*"name"[^"]*"\([^"]*\)".*/\1/')
case "$name" in
  none) echo "service '$name' does not answer" >&2; exit 7 ;;
esac
if [ "${FERMATA_ATTEMPT:-1}" -lt 2 ]; then
  echo "service '$name' is starting" >&2
  exit 75
fi
printf '{"status": "up"}\n'
