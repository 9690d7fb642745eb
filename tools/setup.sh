#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Install what zonemu needs and this machine lacks: setup.sh build|check
#
# Does nothing, and touches no network, when nothing is missing. Otherwise it
# lists what is missing, asks first when it stands on a terminal, and installs
# with the system's package manager. SETUP=no: only list, and fail.
set -eu

build="gcc libc6-dev make pkg-config gcc-multilib libsdl2-dev libsdl2-ttf-dev fonts-dejavu-core
libelf-dev libdw-dev libvterm-dev libcjson-dev libzydis-dev zlib1g-dev seabios"
check="check xvfb xdotool imagemagick qemu-system-x86 expect mandoc python3 nasm
grub-pc-bin grub-common xorriso e2fsprogs sigrok-cli"

case "${1-}" in
build) wanted=$build ;;
check) wanted="$build $check" ;;
*) echo "usage: setup.sh build|check" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
	# shellcheck disable=SC2086
	echo "setup: no apt here; zonemu needs what Debian calls:" $wanted >&2
	exit 0
fi

missing=
for package in $wanted; do
	state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || :)
	[ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

echo "setup: missing packages:$missing" >&2
if [ "${SETUP-}" = no ]; then
	echo "setup: SETUP=no, so they are not installed" >&2
	exit 1
fi
if [ -t 0 ] && [ -t 2 ] && [ "${SETUP-}" != yes ]; then
	printf 'setup: install them with apt-get? [y/N] ' >&2
	read -r answer
	case "$answer" in
	y|Y|yes) ;;
	*) echo "setup: not installed" >&2; exit 1 ;;
	esac
fi
root=
[ "$(id -u)" -eq 0 ] || root=sudo
echo "setup: $root apt-get install$missing" >&2
$root apt-get update -q >&2
# shellcheck disable=SC2086
$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
