#!/bin/sh
# Brings the browser that the tests drive, on Debian and Ubuntu. Tests call it by themselves only in CI.
set -eu
if [ "$(id -u)" -ne 0 ]; then
  echo "install-browser: needs root for apt-get; or set CHROMIUM_PATH to a browser of the Chromium family" >&2
  exit 1
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
apt-get install -y -qq --no-install-recommends chromium fonts-noto-core
