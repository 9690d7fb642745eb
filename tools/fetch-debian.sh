#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Unpack packages of the Debian archive without installing them:
# fetch-debian.sh DIR NAME...
#
# Each is unpacked into DIR/NAME; a package that only points to another of the
# same family (linux-image-686, linux-headers-686) stands for that one, and
# linux-headers-common for the one that those headers need. All are taken for
# i386, through lists and a cache of apt's own form in DIR, so that neither root
# nor a change to this machine's dpkg is needed. What is there already is not
# fetched again. Status 77: the archive cannot be reached, or has no such package.
set -eu

dir=$1
shift

give_up() {
	echo "fetch-debian: $*: skipped" >&2
	exit 77
}

missing=
for name in "$@"; do
	[ -e "$dir/$name/.fetched" ] || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

for tool in apt-get apt-cache dpkg-deb; do
	command -v "$tool" >/dev/null 2>&1 || give_up "no $tool on this machine"
done

mkdir -p "$dir/apt/lists/partial" "$dir/apt/cache/archives/partial"
dir=$(cd "$dir" && pwd)
apt_root() {
	tool=$1
	shift
	"$tool" -q -o Dir::State::Lists="$dir/apt/lists" -o Dir::Cache="$dir/apt/cache" \
		-o APT::Architectures::=i386 -o APT::Sandbox::User=root \
		-o Acquire::http::Timeout=20 -o Acquire::Retries=2 -o Acquire::Languages=none "$@"
}

# Some index may be missing (a mirror amid its update): what counts is what was found.
apt_root apt-get update >"$dir/apt/update.log" 2>&1 || :

# What a package depends on, as far as the name begins and ends so.
depends() {
	apt_root apt-cache depends "$1:i386" 2>/dev/null |
		sed -n "s/^.*Depends: <*\($2[^ :]*$3\)\(:i386\)*>*\$/\1/p" | tail -n 1
}

# The package itself, or the one of its family that stands behind it.
real_name() {
	case $1 in
	linux-image-*) depends "$1" linux-image- "" ;;
	linux-headers-common) depends "$(depends linux-headers-686 linux-headers- -686)" linux-headers- -common ;;
	linux-headers-*) depends "$1" linux-headers- "" ;;
	esac
}

for name in $missing; do
	real=$(real_name "$name")
	real=${real:-$name}
	rm -rf "${dir:?}/$name" "$dir/apt/deb"
	mkdir -p "$dir/apt/deb"
	(cd "$dir/apt/deb" && { apt_root apt-get download "$real:i386" ||
		apt_root apt-get download "$real"; }) >"$dir/apt/download.log" 2>&1 ||
		give_up "$real:i386 cannot be had from the archive"
	dpkg-deb -x "$dir"/apt/deb/*.deb "$dir/$name"
	touch "$dir/$name/.fetched"
	echo "fetch-debian: $(basename "$dir"/apt/deb/*.deb)"
done
