#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""ext2: a thousand operations in the machine and the same in a directory of the host's.

Afterwards e2fsck finds nothing to say, every file is what the host's is, and every operation came
to what it came to on the host. For several sizes of blocks.
"""
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402
from test_disk import Xorshift  # noqa: E402

MASK = 0xffffffff
NAMES = ["a", "b", "c", "d1", "d2", "d1/x", "d1/y", "d1/sub", "d1/sub/z", "d2/x", "d2/y", "d2/sub",
         "d2/sub/z", "e", "f", "g", "h", "i", "L" * 200, "d1/" + "L" * 200]
SIZE_MOST = 400000
WRITE_MOST = 20000
GIVEN = bytes((i * 7 + (i >> 10)) & 255 for i in range(600000))


class Model:
    """The operations of guest/kernel/selftest/test_ext2.c, on the host's own file system."""

    def __init__(self, root, seed):
        self.root = root
        self.random = Xorshift(seed)

    def path(self):
        return os.path.join(self.root, NAMES[self.random.next() % len(NAMES)])

    def write(self, path):
        length = self.random.next() % WRITE_MOST + 1
        pos = self.random.next() % (SIZE_MOST - WRITE_MOST)
        fill = self.random.next() & 255
        fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            os.pwrite(fd, bytes((fill + i) & 255 for i in range(length)), pos)
        finally:
            os.close(fd)

    def one(self):
        op = self.random.next() % 16
        path = self.path()
        if op <= 5:
            self.write(path)
        elif op == 6:
            os.truncate(path, self.random.next() % SIZE_MOST)
        elif op == 7:
            os.unlink(path)
        elif op <= 9:
            os.mkdir(path, 0o755)
        elif op == 10:
            os.rmdir(path)
        elif op <= 12:
            os.rename(path, self.path())
        elif op == 13:
            os.link(path, self.path(), follow_symlinks=False)
        elif op == 14:
            os.symlink("no/" + "x" * (self.random.next() % 120), path)

    def run(self):
        operations = self.random.next() % 16 + 1000
        total = 0
        for _ in range(operations):
            # what an operation takes from the sequence does not depend on how it ends
            before = self.random.state
            try:
                self.one()
                result = 0
            except OSError as error:
                result = error.errno
                self.random.state = before
                self.skip()
            total = (total * 31 + result) & MASK
        return operations, total

    def skip(self):
        op = self.random.next() % 16
        for _ in range({0: 4, 1: 4, 2: 4, 3: 4, 4: 4, 5: 4, 6: 2, 11: 2, 12: 2, 13: 2, 14: 2}.get(op, 1)):
            self.random.next()


def tree(root):
    """Every file below root: type, rights, size, links, content."""
    found = {}
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            path = os.path.join(folder, name)
            info = os.lstat(path)
            content = None
            if stat.S_ISLNK(info.st_mode):
                content = os.readlink(path)
            elif stat.S_ISREG(info.st_mode):
                with open(path, "rb") as file:
                    content = hash(file.read())
            mode = None if stat.S_ISLNK(info.st_mode) else info.st_mode
            found[os.path.relpath(path, root)] = (mode, content)
    return found


def check(report, folder, block, inode, seed, program=machine.ZONEMU):
    image, given, model, out = (os.path.join(folder, name) for name in ("image", "given", "model", "out"))
    for path in (given, model, out):
        shutil.rmtree(path, ignore_errors=True)
        os.mkdir(path)
    os.mkdir(os.path.join(given, "given"))
    with open(os.path.join(given, "given/file"), "wb") as file:
        file.write(GIVEN)
    shutil.copytree(os.path.join(given, "given"), os.path.join(model, "given"))
    if os.path.exists(image):
        os.unlink(image)
    subprocess.run(["mke2fs", "-q", "-t", "ext2", "-b", str(block), "-I", str(inode), "-L", f"test{seed}", "-d", given,
                    image, f"{12 << 10}k"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    drive = ["-kernel", machine.KERNEL, "-drive", f"file={image},format=raw,index=1,if=ide"]
    if program != machine.ZONEMU:
        drive = drive[2:]
    done = subprocess.run(machine.command([*drive, "-append", "selftest=ext2 poweroff mem=32M"], program),
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=200,
                          check=False)
    output = done.stdout.decode("utf-8", "replace").replace("\r", "")
    what = f"blocks of {block}, inodes of {inode}, seed {seed}"
    report.true(f"{what}: the self-test", "# totals: pass:3 fail:0 skip:0" in output)
    match = re.search(r"ext2: (\d+) operations came to ([0-9a-f]+)", output)
    report.equal(f"{what}: what operations come to", match and (int(match[1]), int(match[2], 16)), Model(model, seed).run())
    fsck = subprocess.run(["e2fsck", "-f", "-n", image], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    report.equal(f"{what}: e2fsck", fsck.returncode, 0)
    if fsck.returncode:
        print(fsck.stdout.decode())
    subprocess.run(["debugfs", "-R", f"rdump / {out}", image], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   check=True)
    shutil.rmtree(os.path.join(out, "lost+found"), ignore_errors=True)
    want, got = tree(model), tree(out)
    report.equal(f"{what}: files", sorted(got), sorted(want))
    report.equal(f"{what}: contents", [name for name in want if want[name] != got.get(name)], [])
    if "not ok" in output or not match:
        print(output)


def check_prompt(report, folder):
    """By hand: what is written and not unmounted is there when the machine is switched off."""
    image, given = os.path.join(folder, "prompt"), os.path.join(folder, "words")
    os.mkdir(given)
    with open(os.path.join(given, "hi"), "w", encoding="ascii") as file:
        file.write("hello\n")
    subprocess.run(["mke2fs", "-q", "-t", "ext2", "-d", given, image, "2048k"], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    lines = ["mount /dev/hdb /mnt", "cat /mnt/hi", "echo world > /mnt/new", "ls /mnt", "mount /dev/hdd /mnt"]
    _, output = machine.run(["-kernel", machine.KERNEL, "-hdb", image], lines)
    answers = machine.answers(output, lines)
    report.equal("the prompt", answers, ["", "hello", "", "lost+found/\nhi\nnew",
                                         "mount: /dev/hdd: error 6, no such device"])
    written = subprocess.run(["debugfs", "-R", "cat new", image], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                             check=True)
    report.equal("what the prompt wrote", written.stdout, b"world\n")


def main():
    if not all(shutil.which(tool) for tool in ("mke2fs", "e2fsck", "debugfs")):
        print("needs e2fsprogs")
        sys.exit(77)
    report = machine.Report()
    os.umask(0o022)
    rounds = 20 if os.environ.get("LONG") else 1
    with tempfile.TemporaryDirectory() as folder:
        check_prompt(report, folder)
        for seed in range(1, rounds + 1):
            for block, inode in ((1024, 128), (2048, 256), (4096, 256)):
                check(report, folder, block, inode, 1000 * seed + block)
    report.close()


main()
