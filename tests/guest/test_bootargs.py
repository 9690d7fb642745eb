#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""mem=, memmap=, highmem= and vmalloc=: the boot log against a model of the memory map made here.

The combinations are drawn at random, always the same ones.
"""
import random
import re
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

SEED = 0x820
DRAWN = 12
PAGE = 4096
KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
RAM, RESERVED, ACPI, PERSISTENT = 1, 2, 3, 12
NAMES = {RAM: "usable", RESERVED: "reserved", ACPI: "ACPI data", PERSISTENT: "persistent (type 12)"}
MARKS = {"@": RAM, "$": RESERVED, "#": ACPI, "!": PERSISTENT}
SUFFIXES = {"K": KIB, "M": MIB, "G": GIB}


def number(text):
    return int(text[:-1], 0) * SUFFIXES[text[-1]] if text[-1] in SUFFIXES else int(text, 0)


def firmware_map(ram):
    """A QEMU "pc", direct boot."""
    return [(0, 0x9FC00, RAM), (0x9FC00, 0xA0000, RESERVED), (0xF0000, MIB, RESERVED),
            (MIB, ram - 128 * KIB, RAM), (ram - 128 * KIB, ram, RESERVED),
            (0xFFFC0000, 4 * GIB, RESERVED)]


def cut_ram(ranges, first, last):
    """RAM loses [first, last)."""
    kept = []
    for start, end, kind in ranges:
        if kind != RAM or end <= first or start >= last:
            kept.append((start, end, kind))
            continue
        kept += [(a, b, kind) for a, b in ((start, first), (last, end)) if a < b]
    return kept


def sanitized(ranges):
    """Sorted; the higher type wins; neighbours of one type joined."""
    edges = sorted({edge for start, end, _ in ranges for edge in (start, end)})
    clean = []
    for a, b in zip(edges, edges[1:]):
        kind = max((k for start, end, k in ranges if start <= a < end), default=0)
        if not kind:
            continue
        if clean and clean[-1][1] == a and clean[-1][2] == kind:
            clean[-1] = (clean[-1][0], b, kind)
        else:
            clean.append((a, b, kind))
    return clean


def apply(ranges, word):
    name, _, value = word.partition("=")
    if name == "mem":
        return cut_ram(ranges, number(value), 1 << 64)
    for part in value.split(","):
        mark = next((m for m in MARKS if m in part), None)
        if part == "exactmap":
            ranges = []
        elif mark:
            size, start = map(number, part.split(mark))
            ranges = ranges + [(start, start + size, MARKS[mark])]
        else:
            ranges = cut_ram(ranges, number(part), 1 << 64)
    return ranges


def map_lines(who, ranges):
    return [f"{who}: [mem {start:#018x}-{end - 1:#018x}] {NAMES[kind]}" for start, end, kind in ranges]


def limits(ranges, highmem, vmalloc):
    """(last pfn of RAM, pages of high memory, pages of lowmem), as 2.6.11 reckons them."""
    ranges = sanitized(cut_ram(ranges, 0xA0000, MIB))
    max_pfn = max(min(end, 4 * GIB) // PAGE for _, end, kind in ranges if kind == RAM)
    last, maxmem = max_pfn, (GIB - vmalloc) // PAGE
    if max_pfn <= maxmem:
        taken = highmem or 0
        if taken >= max_pfn or (taken and max_pfn - taken < 64 * MIB // PAGE):
            taken = 0
        return last, taken, max_pfn - taken
    if highmem is not None and highmem <= max_pfn - maxmem:
        max_pfn = maxmem + highmem
    return last, max_pfn - maxmem, maxmem


def expected(ram, words):
    ranges, changed, highmem, vmalloc = firmware_map(ram), False, None, 128 * MIB
    for word in words:
        name, _, value = word.partition("=")
        if name in ("mem", "memmap"):
            ranges, changed = apply(ranges, word), True
        elif name == "highmem":
            highmem = number(value) // PAGE
        else:
            vmalloc = number(value)
    lines = map_lines("BIOS-e820", firmware_map(ram))
    if changed:
        lines += ["user-defined physical RAM map:"] + map_lines("user", sanitized(ranges))
    last, high, low = limits(sanitized(ranges), highmem, vmalloc)
    return lines + [f"last_pfn = {last:#x} max_arch_pfn = 0x100000", f"{high * PAGE // MIB}MB HIGHMEM available.",
                    f"{low * PAGE // MIB}MB LOWMEM available.", f"  low ram: 0 - {low * PAGE:08x}"]


def drawn_words(draw, ram_mib):
    words = []
    if draw.random() < 0.5:
        words.append(f"mem={draw.randint(24, ram_mib)}M")
    for _ in range(draw.randint(0, 2)):
        at = draw.randint(20, ram_mib + 20)
        mark = draw.choice("@$#!")
        words.append(f"memmap={draw.randint(1, 64) * 4}K{mark}{at}M")
    if draw.random() < 0.3:
        words.append(f"highmem={draw.choice((0, 16, 100, 400, 2000))}M")
    if draw.random() < 0.4:
        words.append(f"vmalloc={draw.choice((64, 192, 256, 512))}M")
    draw.shuffle(words)
    return words


def boot_log(ram_mib, words, lines=()):
    status, output = machine.run(["-m", str(ram_mib), "-append", " ".join(words)], lines)
    stripped = [line.partition("] ")[2] if line.startswith("[") else line for line in output.split("\n")]
    return status, stripped


def check_map(report, ram_mib, words):
    status, log = boot_log(ram_mib, words)
    what = f"-m {ram_mib} {' '.join(words)}"
    report.equal(f"{what}: status", status, 0)
    wanted = expected(ram_mib * MIB, words)
    mine = [line for line in log if line in wanted or line.startswith(("BIOS-e820:", "user:", "last_pfn"))]
    report.equal(what, mine, wanted)


MESSAGES = [
    ("mem=126", "mem=126: 126 bytes; did you mean 126M? Ignored"),
    ("mem=2M", "is the least that works. Ignored"),
    ("mem=abc", "mem=abc: not a size"),
    ("memmap=1M%2M", "memmap=1M%2M: size@start"),
    ("vmalloc=8M", "vmalloc=8M: from 32M to 960M work. Ignored"),
    ("mme=126M", 'parameters "mme=126M"; did you mean "mem="?'),
    ("vmaloc=64M", 'parameters "vmaloc=64M"; did you mean "vmalloc="?'),
    ("selftets", 'parameters "selftets"; did you mean "selftest"?'),
    ("highmem=600M", "highmem size (600MB) is bigger than pages available (63MB)!"),
    ("memmap=exactmap", "the map leaves the kernel no room"),
]


def check_messages(report):
    for word, message in MESSAGES:
        status, log = boot_log(64, [word])
        report.equal(f"{word}: status", status, 0)
        report.true(f"{word}: the log says {message!r}", any(message in line for line in log))


def check_panic(report):
    """With panic=-1 the machine resets, which -no-reboot makes its end."""
    _, output = machine.run(["-m", "64", "-append", "panic=-1", "-no-reboot"], ["sysrq c"])
    report.true("panic: the reason", "Kernel panic - not syncing: sysrq triggered crash" in output)
    report.true("panic: a call trace", " sysrq_trigger+0x" in output and " ret_from_fork+0x" in output)


def boot_with(ram_mib, sizes):
    """Modules of so many bytes, which are none; the status, and the lines about those that were not taken."""
    with tempfile.TemporaryDirectory() as folder:
        names = [f"{folder}/m{n}" for n in range(len(sizes))]
        for name, size in zip(names, sizes):
            with open(name, "wb") as file:
                file.truncate(size)
        status, output = machine.run(["-m", str(ram_mib), "-initrd", ",".join(names)], ["echo up"], timeout=60)
    return status, "\nup\n" in output, re.findall(r"multiboot: (.*)", output)


def check_modules(report):
    """However many files come along, and however large: the kernel boots, and says which it did not take."""
    report.equal("many, each with a gap behind", boot_with(32, [5000] * 250), (0, True, []))
    for ram_mib, rest in ((128, 4), (256, 4)):
        status, up, said = boot_with(ram_mib, [(ram_mib - rest) * MIB])
        report.equal(f"all but {rest} of {ram_mib} MiB", (status, up, [line.partition(": ")[2] for line in said]),
                     (0, True, ["not taken: the kernel would not have enough memory to boot"]))
    status, up, said = boot_with(64, [MIB] * 60)
    report.true(f"60 of 1 MiB in 64: {said}", (status, up) == (0, True) and 1 <= len(said) <= 8)


def main():
    draw, report = random.Random(SEED), machine.Report()
    print(f"seed {SEED:#x}")
    check_map(report, 128, ["mem=126M"])
    check_map(report, 128, ["memmap=2M$126M"])
    check_map(report, 64, ["memmap=exactmap,640K@0,40M@1M"])
    for _ in range(DRAWN):
        ram_mib = draw.choice((32, 128, 700, 1100, 2000))
        check_map(report, ram_mib, drawn_words(draw, ram_mib))
    check_messages(report)
    check_panic(report)
    check_modules(report)
    report.close()


if __name__ == "__main__":
    main()
