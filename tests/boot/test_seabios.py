#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The packaged SeaBIOS and its VGA BIOS: what they boot from, in which order, and what they show.
With LONG=1 also GRUB, from a CD, a disk and a floppy, booting the mini-kernel."""
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ZONEMU = os.environ.get("ZONEMU", "build/zonemu")
KERNEL = "build/guest/kernel.elf"
GRUB = "/usr/lib/grub/i386-pc"
SECTOR = 512


class Report:
    def __init__(self):
        self.checks = self.failures = 0

    def equal(self, what, got, want):
        self.checks += 1
        if got != want:
            self.failures += 1
            print(f"{what}: got {got!r}, wanted {want!r}")

    def close(self):
        good = 100 * (self.checks - self.failures) // self.checks
        print(f"{good}%: Checks: {self.checks}, Failures: {self.failures}, Errors: 0")
        return 1 if self.failures else 0


report = Report()


def assemble(work, name, defines=()):
    """A boot sector from its source: 512 bytes."""
    stem = os.path.join(work, name + "".join(defines).replace("'", "").replace("=", "-"))
    subprocess.run(["gcc", "-m32", "-c", *[f"-D{d}" for d in defines], f"{HERE}/{name}.S", "-o", stem + ".o"],
                   check=True)
    subprocess.run(["ld", "-m", "elf_i386", "-Ttext", "0x7c00", "--oformat", "binary", "-e", "_start",
                    stem + ".o", "-o", stem + ".bin"], check=True)
    with open(stem + ".bin", "rb") as file:
        return file.read()


def write(work, name, content, size):
    path = os.path.join(work, name)
    with open(path, "wb") as file:
        file.write(content)
        file.truncate(size)
    return path


def sector_image(work, letter, size, defines=(), signature=True):
    """An image with the boot sector and eight sectors at random; and what it should say."""
    noise = random.Random(letter).randbytes(8 * SECTOR)
    total = sum(int.from_bytes(noise[i:i + 4], "little") for i in range(0, len(noise), 4)) & 0xffffffff
    code = assemble(work, "sector", [f"LETTER='{letter}'", *defines])
    if not signature:
        code = code[:510] + b"\0\0"
    path = write(work, f"{letter}{''.join(defines)}{int(signature)}.img", code + noise, size)
    return path, f"{letter} {total:08x}\n"


def run(args, timeout=100):
    """A floppy is slow, and firmware waits for it in loops: let an instruction take 8 ns."""
    done = subprocess.run([ZONEMU, "-display", "none", "-monitor", "none", "-serial", "stdio", "-m", "32",
                           "-device", "isa-debug-exit", "-icount", "shift=3", *args],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=timeout, check=False)
    return done.returncode, done.stdout.decode("latin-1").replace("\r", ""), done.stderr.decode()


def boots(what, args, said, letter):
    report.equal(what, run(args), (ord(letter) * 2 + 1, said, ""))


def boot_sectors(work):
    floppy, a_says = sector_image(work, "A", 1474560)
    disk, c_says = sector_image(work, "C", 8 << 20)
    boots("a floppy", ["-fda", floppy], a_says, "A")
    boots("a disk", ["-hda", disk], c_says, "C")
    boots("a disk that is given alone", [disk], c_says, "C")
    boots("the disk first", ["-fda", floppy, "-hda", disk], c_says, "C")
    boots("-boot a", ["-fda", floppy, "-hda", disk, "-boot", "a"], a_says, "A")
    boots("-boot order=ac", ["-fda", floppy, "-hda", disk, "-boot", "order=ac"], a_says, "A")
    again, again_says = sector_image(work, "A", 1474560, ["REBOOT"])
    boots("-boot once=a", ["-fda", again, "-hda", disk, "-boot", "once=a"], again_says + c_says, "C")
    blank, b_says = sector_image(work, "B", 1474560, signature=False)
    boots("-no-fd-bootchk", ["-fda", blank, "-no-fd-bootchk"], b_says, "B")


def el_torito(work):
    if not shutil.which("xorriso"):
        return
    tree = os.path.join(work, "tree")
    os.mkdir(tree)
    image, said = sector_image(work, "D", 9 * SECTOR)
    with open(image, "rb") as file:
        code = file.read()
    # Without emulation a BIOS reads sectors of 2048 bytes, by extended reads; as a floppy, it has 512.
    write(tree, "boot.img", code, 1474560)
    cd = os.path.join(work, "cd.iso")
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-b", "boot.img", "-o", cd, tree], check=True,
                   stderr=subprocess.DEVNULL)
    boots("a CD with a floppy's image", ["-cdrom", cd], said, "D")


# ---- what is on the screen ----

class Monitor:
    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        deadline = time.time() + 30
        while True:
            try:
                self.socket.connect(path)
                break
            except OSError:
                if time.time() > deadline:
                    raise
                time.sleep(0.05)
        self.file = self.socket.makefile("rw", newline="")
        self.until()  # the greeting

    def until(self):
        text = ""
        while not text.endswith("(zonemu) "):
            byte = self.file.read(1)
            if not byte:
                break
            text += byte
        return text

    def command(self, line):
        self.file.write(line + "\n")
        self.file.flush()
        return self.until()


class Picture:
    """A P6 pixmap."""

    def __init__(self, path):
        with open(path, "rb") as file:
            kind, size, most, self.dots = file.read().split(b"\n", 3)
        self.w, self.h = map(int, size.split())
        assert (kind, most) == (b"P6", b"255")

    def dot(self, x, y):
        at = 3 * (y * self.w + x)
        return self.dots[at:at + 3].hex()


def video_modes(work):
    disk = write(work, "modes.img", assemble(work, "modes"), 1 << 20)
    path, shot = os.path.join(work, "mon"), os.path.join(work, "shot.ppm")
    guest = subprocess.Popen([ZONEMU, "-display", "none", "-m", "32", "-serial", "stdio", "-monitor",
                              f"unix:{path},server,nowait", "-device", "isa-debug-exit", "-hda", disk],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    monitor = Monitor(path)

    def picture():
        assert guest.stdout.read(1) == b"+"
        monitor.command(f"screendump {shot}")
        guest.stdin.write(b"x")
        guest.stdin.flush()
        return Picture(shot)

    p = picture()
    report.equal("mode 3", (p.w, p.h), (720, 400))
    report.equal("mode 3: the A's cell", (p.dot(0, 0), p.dot(8, 15)), ("0000aa", "0000aa"))
    letter = [p.dot(x, y) for y in range(16) for x in range(9)]
    report.equal("mode 3: the A has two colours", set(letter), {"0000aa", "ffff55"})
    p = picture()
    report.equal("mode 13h", (p.w, p.h), (640, 400))
    report.equal("mode 13h: dots are two wide and two high",
                 [p.dot(2 * i, 0) for i in range(16)], [p.dot(2 * i + 1, 1) for i in range(16)])
    report.equal("mode 13h: the first colours", [p.dot(2 * i, 0) for i in (1, 4, 15)], ["0000aa", "aa0000", "ffffff"])
    report.equal("mode 13h: line 1 begins with 64", p.dot(0, 2), p.dot(128, 0))
    p = picture()
    report.equal("mode 12h", (p.w, p.h), (640, 480))
    report.equal("mode 12h: planes", [p.dot(8 * n, 0) for n in (1, 2, 4, 8)], ["0000aa", "00aa00", "aa0000", "555555"])
    p = picture()
    report.equal("mode 4", (p.w, p.h), (640, 400))
    report.equal("mode 4: pairs of bits", [p.dot(2 * i, 0) for i in range(8)],
                 ["ffffff", "ff55ff", "55ffff", "000000", "000000", "55ffff", "ff55ff", "ffffff"])
    report.equal("mode 4: the second line", (p.dot(0, 2), p.dot(8, 2)), ("ffffff", "000000"))
    p = picture()
    report.equal("VBE 114h", (p.w, p.h), (800, 600))
    report.equal("VBE 114h: the corners", (p.dot(0, 0), p.dot(799, 599)), ("ff0000", "0000ff"))
    report.equal("the modes' end", guest.wait(timeout=30), 1)


def keys(work):
    disk = write(work, "keys.img", assemble(work, "keys"), 1 << 20)
    path = os.path.join(work, "mon2")
    guest = subprocess.Popen([ZONEMU, "-display", "none", "-m", "32", "-serial", "stdio", "-monitor",
                              f"unix:{path},server,nowait", "-device", "isa-debug-exit", "-hda", disk],
                             stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    monitor = Monitor(path)
    assert guest.stdout.read(1) == b">"
    report.equal("a key that is none", "nokey" in monitor.command("sendkey ctrl-nokey").partition("\n")[2], True)
    for key in ("h", "shift-i", "spc", "kp_add", "ret", "tab", "ctrl-c", "q"):
        monitor.command(f"sendkey {key}")
        said = guest.stdout.read(1)
        report.equal(f"sendkey {key}", said, {"h": b"h", "shift-i": b"I", "spc": b" ", "kp_add": b"+", "ret": b"\r",
                                              "tab": b"\t", "ctrl-c": b"\x03", "q": b"q"}[key])
    report.equal("the keys' end", guest.wait(timeout=30), 1)


# ---- GRUB, with LONG=1 ----

CONFIG = """
set timeout=0
menuentry kernel {
	multiboot /boot/kernel.elf console=ttyS0 selftest=lib poweroff
}
"""
MODULES = ["biosdisk", "part_msdos", "ext2", "multiboot", "normal", "configfile", "tar", "memdisk", "iso9660"]


def grub_tree(work):
    tree = os.path.join(work, "grub-tree")
    os.makedirs(os.path.join(tree, "boot/grub"))
    subprocess.run(["objcopy", "--strip-all", KERNEL, os.path.join(tree, "boot/kernel.elf")], check=True)
    with open(os.path.join(tree, "boot/grub/grub.cfg"), "w", encoding="ascii") as file:
        file.write(CONFIG)
    return tree


def core(work, name, prefix, extra=()):
    path = os.path.join(work, name)
    subprocess.run(["grub-mkimage", "-O", "i386-pc", "-p", prefix, "-o", path, *extra, *MODULES], check=True)
    with open(path, "rb") as file:
        return file.read()


def boots_kernel(what, args):
    status, said, _ = run(["-m", "64", *args], timeout=400)
    report.equal(what + ": status", status, 0)
    report.equal(what + ": self-tests", "fail:0" in said and "reboot: Power down" in said, True)


def grub(work):
    tree = grub_tree(work)
    with open(f"{GRUB}/boot.img", "rb") as file:
        boot = bytearray(file.read())
    tar = os.path.join(work, "memdisk.tar")
    subprocess.run(["tar", "-C", tree, "-cf", tar, "boot"], check=True)
    floppy = bytes(boot) + core(work, "floppy.core", "(memdisk)/boot/grub", ["-m", tar])
    boots_kernel("GRUB on a floppy", ["-fda", write(work, "grub.flp", floppy, 1474560)])

    # one partition, type 83h, from sector 2048
    entry = bytes.fromhex("00200000 83ffffff") + (2048).to_bytes(4, "little") + (30720).to_bytes(4, "little")
    boot[0x1be:0x1fe] = entry + bytes(48)
    part = os.path.join(work, "part")
    subprocess.run(["mke2fs", "-q", "-F", "-t", "ext2", "-d", tree, part, "15M"], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(part, "rb") as file:
        filesystem = file.read()
    image = bytes(boot) + core(work, "disk.core", "(hd0,msdos1)/boot/grub")
    report.equal("GRUB fits before the partition", len(image) <= 2048 * SECTOR, True)
    disk = write(work, "grub.img", image.ljust(2048 * SECTOR, b"\0") + filesystem, 16 << 20)
    boots_kernel("GRUB on a disk", ["-hda", disk])
    cd = os.path.join(work, "rescue.iso")
    if shutil.which("grub-mkrescue") and shutil.which("xorriso"):
        subprocess.run(["grub-mkrescue", "-o", cd, tree], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        boots_kernel("GRUB's rescue CD", ["-cdrom", cd])


def main():
    if not os.path.exists("/usr/share/seabios/vgabios-stdvga.bin"):
        print("skipped: the package seabios is not installed")
        return 77
    with tempfile.TemporaryDirectory() as work:
        boot_sectors(work)
        el_torito(work)
        video_modes(work)
        keys(work)
        if os.environ.get("LONG"):
            grub(work)
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
