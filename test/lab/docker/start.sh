#!/bin/sh
# start.sh IDENTITY COMMAND…: writes down which process this is, then becomes the command.
# Thus no moment exists in which the command runs and nobody knows of it.
cat "/proc/$$/stat" > "$1.new" && mv "$1.new" "$1" && shift && exec "$@"
