#!/bin/sh
# First process of the daemon's process namespace: reaps what containers orphan, and ends when the daemon does.
# The daemon itself receives the signals, for they go to the whole process group.
trap : TERM
"$@" &
daemon=$!
while kill -0 "$daemon" 2>/dev/null; do wait "$daemon"; done
