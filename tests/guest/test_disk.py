#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Disks: what the image holds the kernel reads, and what it writes the image holds.

The kernel's self-test `disk` does operations in an order that a seed says; a model here does the
same, and image and checksum must be the model's. By DMA, by PIO, and on QEMU.
"""
import array
import os
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

MASK = 0xffffffff
BYTES = 2 << 20
HEADER = 512
MOST = 9000
SEED = 20261121
OPERATIONS = int(os.environ.get("LONG", "0")) * 4000 or 300


def pattern(seed, words):
    def word(index):
        x = (index + seed) * 2654435761 & MASK
        return x ^ x >> 13
    return array.array("I", (word(index) for index in range(words))).tobytes()


def make_image(path, seed, operations):
    data = bytearray(pattern(seed, BYTES // 4))
    data[:HEADER] = struct.pack("<16sII", b"zonemu test disk", seed, operations).ljust(HEADER, b"\0")
    with open(path, "wb") as image:
        image.write(data)
    return data


class Xorshift:
    def __init__(self, seed):
        self.state = seed

    def next(self):
        x = self.state
        x ^= x << 13 & MASK
        x ^= x >> 17
        x ^= x << 5 & MASK
        self.state = x
        return x


def apply_operations(data, seed, operations):
    random = Xorshift(seed)
    for _ in range(operations):
        length = random.next() % MOST + 1
        pos = HEADER + random.next() % (BYTES - HEADER - length)
        fill = random.next() & 255
        data[pos:pos + length] = bytes((fill + i) & 255 for i in range(length))
        random.next()


def checksum(data):
    total = 0
    for byte in data:
        total = (total * 31 + byte) & MASK
    return total


def run(image, append, program):
    if program == machine.ZONEMU:
        args = ["-kernel", machine.KERNEL, "-hdb", image]
    else:
        args = ["-drive", f"file={image},format=raw,index=1,if=ide", "-no-reboot"]
    command = machine.command([*args, "-append", f"selftest=disk poweroff {append}"], program)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=120, check=False)
    return done.stdout.decode("utf-8", "replace").replace("\r", "")


def check(report, image, what, append="", program=machine.ZONEMU):
    model = make_image(image, SEED, OPERATIONS)
    output = run(image, append, program)
    apply_operations(model, SEED, OPERATIONS)
    report.true(f"{what}: read as it is", "ok 1 every_sector_is_read_as_it_is\n" in output and
                "not ok" not in output)
    report.true(f"{what}: written", "ok 2 random_writes\n" in output)
    match = re.search(r"disk: checksum ([0-9a-f]+)", output)
    report.equal(f"{what}: checksum", match and int(match[1], 16), checksum(model))
    with open(image, "rb") as file:
        report.true(f"{what}: the image is the model's", file.read() == bytes(model))
    mode = "PIO" if "nodma" in append else "MWDMA2"
    report.true(f"{what}: {mode}", re.search(rf"hdb: {BYTES // 512} sectors .*, {mode}\n", output))
    report.true(f"{what}: nothing went wrong", not re.search(r"hdb: .*(error|lost|timeout)", output))
    if "not ok" in output:
        print(output)


def failing_image(path, bad, written):
    with open(path, "wb") as image:
        image.write(struct.pack("<16sII", b"zonemu fail disk", bad, written).ljust(BYTES, b"\x5a"))


def check_failing(report, image, what, bad, written, *options):
    """The image becomes shorter, or must not be written, while the machine runs."""
    failing_image(image, bad, written)
    args = ["-kernel", machine.KERNEL, "-drive", f"file={image},format=raw,index=1,if=ide" + "".join(options)]
    guest = subprocess.Popen(machine.command(args), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT)
    killer = threading.Timer(120, guest.kill)
    killer.start()
    output = b""
    while machine.PROMPT.encode() not in output:
        output += os.read(guest.stdout.fileno(), 65536)
    if not options:
        os.truncate(image, bad * 512)
    rest, _ = guest.communicate(b"selftest diskerror\npoweroff\n")
    killer.cancel()
    output = (output + rest).decode("utf-8", "replace").replace("\r", "")
    report.equal(f"{what}: the machine goes on", guest.returncode, 0)
    wanted = "ok 2 what_cannot_be_written_is_told_once\n" if written else "ok 1 what_cannot_be_read_is_eio\n"
    report.true(f"{what}: the errors arrive", wanted in output and ("not ok" not in output or written))
    if wanted not in output:
        print(output)


def check_cd(report, image):
    """A disc's blocks as they are."""
    with open(image, "wb") as disc:
        disc.write(bytes((i * 7 + (i >> 11)) & 255 for i in range(300 * 2048)))
    with open(image, "rb") as disc:
        want = checksum(disc.read())
    for append in ("", "ide=nodma"):
        done = subprocess.run(machine.command(["-kernel", machine.KERNEL, "-cdrom", image, "-append",
                                               f"selftest=disc poweroff {append}"]), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, timeout=120, check=False)
        match = re.search(r"disc: 614400 bytes, checksum ([0-9a-f]+)", done.stdout.decode("utf-8", "replace"))
        report.equal(f"a disc {append}", match and int(match[1], 16), want)


def main():
    report = machine.Report()
    print(f"seed {SEED}, {OPERATIONS} operations")
    with tempfile.TemporaryDirectory() as folder:
        image = os.path.join(folder, "disk.img")
        check(report, image, "DMA")
        check(report, image, "PIO", "ide=nodma")
        check(report, image, "small", "mem=8M")
        check_failing(report, image, "an image that shrinks", BYTES // 1024, 0)
        check_failing(report, image, "one that must not be written", BYTES // 1024, 1, ",readonly=on")
        check_cd(report, image)
        qemu = shutil.which("qemu-system-i386")
        if qemu:
            check(report, image, "QEMU", program=qemu)
    report.close()


if __name__ == "__main__":
    main()
