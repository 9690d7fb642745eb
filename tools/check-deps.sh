#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Who may include whom (ARCHITECTURE.md, "Rooms"). One line for each include
# that goes against the table; status 1 when there is one.
set -eu
cd "$(dirname "$0")/.."

find emu mmu devices mm guest -name '*.[chS]' -print0 |
	xargs -0 grep -HnE '^[[:space:]]*#[[:space:]]*include' | awk '
	# The room of a path.
	function room(path) {
		if (path ~ /^guest\/abi\//) return "abi"
		if (path ~ /^guest\/include\//) return "include"
		if (path ~ /^guest\//) return "guest"
		sub(/\/.*/, "", path)
		return path
	}
	# The room of an included name, "" for a header of the system or of the same folder.
	function target(from, name) {
		if (name ~ /^(emu|mmu|devices|mm|guest)\//) return room(name)
		if (name ~ /^abi\//) return "abi"
		if (name ~ /^(linux|asm|net|uapi)\/[a-z0-9_]*\.h$/ && from == "include")
			return "include"
		if (name ~ /^(linux|asm|uapi)\// && (from == "guest" || from == "mm" || from == "include"))
			return "include"
		if (name ~ /^(arch|kernel|fs|ipc|lib|net|drivers)\//) return "guest"
		return ""
	}
	BEGIN {
		allowed["emu"] = " emu mmu devices abi "
		allowed["mmu"] = " mmu devices "
		allowed["devices"] = " devices "
		allowed["guest"] = " guest mm include abi "
		allowed["mm"] = " mm include abi "
		allowed["include"] = " include abi "
		allowed["abi"] = " abi "
	}
	{
		split($0, part, ":")
		from = room(part[1])
		name = $0
		sub(/^[^<"]*[<"]/, "", name)
		sub(/[>"].*$/, "", name)
		to = target(from, name)
		if (to != "" && index(allowed[from], " " to " ") == 0) {
			printf "%s:%s: %s may not include %s (%s)\n", part[1], part[2], from, to, name
			bad = 1
		}
	}
	END { exit bad }'
