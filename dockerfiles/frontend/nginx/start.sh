#!/bin/sh
# Writes VERSION, the tag of the image, into the page and becomes nginx; arguments go to nginx.
# The tag is a hash of what the image is built from, so only who starts the image knows it.
set -eu
export LC_ALL=C

version=${VERSION:-unknown}
case $version in *[!A-Za-z0-9._-]*) version=unknown ;; esac
[ ${#version} -le 128 ] || version=unknown

# All else in the file system may be read-only.
mkdir -p /tmp/page
sed "s|<meta name=\"version\" content=\"unknown\"|<meta name=\"version\" content=\"$version\"|" \
  /usr/share/nginx/html/index.html >/tmp/page/index.html

# nginx makes the ETag of time and size. A time made of the content, some moment before 2002,
# is the same in all pods of a release and another one in the next.
sum=$(cksum </tmp/page/index.html)
touch -d "@$((${sum%% *} % 1000000000))" /tmp/page/index.html

# -e: without it, nginx tries the log file it was compiled with before it has read its configuration.
exec nginx -e stderr -g "daemon off;" "$@"
