#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Other people's boot loaders, kernels and tools, as Debian packs them, unmodified: what each shows on
its screen or says on its serial line. Takes minutes, and the packages are fetched: with LONG=1 only.
"""
import glob
import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests/guest")
sys.path.insert(0, "tests/boot")
import machine  # noqa: E402
from test_seabios import Monitor, ZONEMU  # noqa: E402

DEBIAN = "build/debian"
PACKAGES = ["memtest86+", "syslinux-common", "isolinux", "ipxe", "grub-rescue-pc", "gnumach-image-1.8-486"]
MODULES = f"{DEBIAN}/syslinux-common/usr/lib/syslinux/modules/bios"
GIVE_UP_S = 400
report = machine.Report()


class Guest:
    """A machine, what is on its text screen, and its keys."""

    def __init__(self, work, args):
        path = os.path.join(work, "monitor")
        self.serial = os.path.join(work, "serial")
        self.child = subprocess.Popen([ZONEMU, "-display", "none", "-m", "128", "-serial", f"file:{self.serial}",
                                       "-monitor", f"unix:{path},server,nowait", "-icount", "shift=3", *args],
                                      stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.monitor = Monitor(path)

    def screen(self):
        """The 80x25 characters in display memory."""
        dump = self.monitor.command("xp /4000xb 0xb8000")
        cells = [word for line in dump.splitlines() if ": 0x" in line for word in line.split(": ")[1].split()]
        return "".join(chr(int(cell, 16)) for cell in cells[::2])

    def said(self):
        with open(self.serial, encoding="latin-1") as file:
            return file.read()

    def wait(self, text, look):
        end = time.monotonic() + GIVE_UP_S
        seen = look()
        while text not in seen and time.monotonic() < end and self.child.poll() is None:
            time.sleep(0.5)
            seen = look()
        return text in seen

    def keys(self, *names):
        for name in names:
            self.monitor.command(f"sendkey {name}")

    def end(self):
        self.child.kill()
        self.child.communicate()


def shows(what, work, args, *steps):
    """Steps: a text to wait for on the screen, or a list of keys."""
    guest = Guest(work, args)
    try:
        for step in steps:
            if isinstance(step, list):
                guest.keys(*step)
            else:
                report.true(f"{what}: {step!r}", guest.wait(step, guest.screen))
    finally:
        guest.end()


def have(name):
    return os.path.exists(f"{DEBIAN}/{name}/.fetched")


def syslinux(work):
    tree, cd = os.path.join(work, "tree"), os.path.join(work, "cd.iso")
    os.makedirs(f"{tree}/isolinux")
    for path in [f"{DEBIAN}/isolinux/usr/lib/ISOLINUX/isolinux.bin", *glob.glob(f"{MODULES}/*.c32")]:
        shutil.copy(path, f"{tree}/isolinux")
    with open(f"{tree}/isolinux/isolinux.cfg", "w", encoding="ascii") as file:
        file.write("UI menu.c32\nMENU TITLE A test of menus\nLABEL hdt\nCOM32 hdt.c32\n")
    subprocess.run(["xorriso", "-as", "mkisofs", "-quiet", "-o", cd, "-b", "isolinux/isolinux.bin",
                    "-no-emul-boot", "-boot-load-size", "4", "-boot-info-table", tree], check=True,
                   stderr=subprocess.DEVNULL)
    shows("isolinux", work, ["-cdrom", cd], "A test of menus", ["ret"], "Hardware Detection Tool", "Chassis",
          ["down", "down", "down", "down", "ret"], ": zonemu")


def main():
    if not os.environ.get("LONG"):
        print("takes minutes: with LONG=1")
        return 77
    subprocess.run(["tools/fetch-debian.sh", DEBIAN, *PACKAGES], check=False)
    if not any(have(name) for name in PACKAGES):
        print("no packages in build/debian: skipped")
        return 77
    with tempfile.TemporaryDirectory() as work:
        if have("memtest86+"):
            shows("memtest86+", work, ["-cdrom", f"{DEBIAN}/memtest86+/usr/lib/memtest86+/memtest86+ia32.iso"],
                  "Memtest86+ v", "Errors: 0")
            shows("memtest86+ -kernel", work, ["-kernel", f"{DEBIAN}/memtest86+/boot/memtest86+ia32.bin"],
                  "Errors: 0")
        if have("ipxe"):
            shows("iPXE", work, ["-cdrom", f"{DEBIAN}/ipxe/usr/lib/ipxe/ipxe.iso"],
                  "Open Source Network Boot Firmware", "No more network devices")
        if have("grub-rescue-pc"):
            rescue = f"{DEBIAN}/grub-rescue-pc/usr/lib/grub-rescue"
            shows("GRUB's CD", work, ["-cdrom", f"{rescue}/grub-rescue-cdrom.iso"], "GNU/Hurd", ["c"],
                  "grub>", ["l", "s", "ret"], "(cd)")
            floppy = shutil.copy(f"{rescue}/grub-rescue-floppy.img", work)
            shows("GRUB's floppy", work, ["-drive", f"file={floppy},if=floppy,format=raw"], "GNU/Hurd")
        if have("isolinux") and have("syslinux-common") and shutil.which("xorriso"):
            syslinux(work)
        if have("gnumach-image-1.8-486"):
            kernel = os.path.join(work, "gnumach")
            with gzip.open(f"{DEBIAN}/gnumach-image-1.8-486/boot/gnumach-1.8-486.gz") as packed, \
                    open(kernel, "wb") as file:
                shutil.copyfileobj(packed, file)
            guest = Guest(work, ["-kernel", kernel, "-append", "console=com0"])
            report.true("GNU Mach", guest.wait("No bootstrap code loaded with the kernel", guest.said))
            report.true("GNU Mach: the CD-ROM drive", "ATAPI CDROM drive" in guest.said())
            guest.end()
    return report.close()


if __name__ == "__main__":
    sys.exit(main())
