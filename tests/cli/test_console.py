#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The console and the monitor on a terminal, on pipes and on sockets; signals; ways to end."""
import os
import pty
import re
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

ZONEMU = machine.ZONEMU
GIVE_UP_S = 120  # only so that a failure ends; nothing is measured


class Terminal:
    """zonemu on a pseudo-terminal."""

    def __init__(self, *args):
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.child = subprocess.Popen([ZONEMU, *args], stdin=self.slave, stdout=self.slave,
                                      stderr=self.slave, start_new_session=True)
        self.seen = ""

    def wait_for(self, text):
        """Read until text comes; what came before it, or None."""
        end = time.monotonic() + GIVE_UP_S
        while text not in self.seen:
            ready, _, _ = select.select([self.master], [], [], max(0, end - time.monotonic()))
            if not ready:
                print(f"waited for {text!r}, saw {self.seen[-500:]!r}")
                return None
            self.seen += os.read(self.master, 65536).decode("utf-8", "replace")
        before, _, self.seen = self.seen.partition(text)
        return before

    def type(self, text):
        os.write(self.master, text.encode())

    def ask(self, command):
        """A monitor command's output."""
        self.type(command + "\r")
        answer = self.wait_for("(zonemu) ")
        return None if answer is None else answer.partition("\n")[2].replace("\r", "")

    def end(self):
        """The exit status, and whether the terminal is as it was."""
        status = self.child.wait(GIVE_UP_S)
        restored = termios.tcgetattr(self.slave) == self.before
        os.close(self.master)
        os.close(self.slave)
        return status, restored


def kernel(code, with_header=False):
    """A multiboot ELF file whose entry point is code, at 1 MiB. with_header: as a linker makes it
    that is told -Ttext=0x100000: one segment, from the file's first byte on, a page below."""
    header = struct.pack("<III", 0x1BADB002, 0, (-0x1BADB002) & 0xFFFFFFFF)
    text = header + code
    ident = b"\x7fELF\x01\x01\x01".ljust(16, b"\0")
    ehdr = struct.pack("<16sHHIIIIIHHHHHH", ident, 2, 3, 1, 0x10000C, 52, 0, 0, 52, 32, 1, 0, 0, 0)
    skip, below = (0, 0x1000) if with_header else (0x1000, 0)
    phdr = struct.pack("<IIIIIIII", 1, skip, 0x100000 - below, 0x100000 - below,
                       below + len(text), below + len(text), 5, 0x1000)
    return (ehdr + phdr).ljust(0x1000, b"\0") + text


def run_code(directory, code, *args, with_header=False):
    path = os.path.join(directory, "test.elf")
    with open(path, "wb") as file:
        file.write(kernel(code, with_header))
    done = subprocess.run([ZONEMU, "-nographic", "-m", "4", "-kernel", path, *args],
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=GIVE_UP_S, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def on_a_terminal(report):
    term = Terminal("-nographic", "-m", "64", "kcall")
    report.true("a prompt", term.wait_for("zonemu> ") is not None)
    report.true("raw mode", not termios.tcgetattr(term.slave)[3] & (termios.ICANON | termios.ECHO | termios.ISIG))
    term.type("\x01h")
    report.true("Ctrl-A h", term.wait_for("C-a x    exit zonemu") is not None)
    term.type("\x01c")
    report.true("Ctrl-A c", term.wait_for("(zonemu) ") is not None)
    report.equal("info status", term.ask("info status"), "VM status: running\n")
    report.equal("stop", term.ask("stop"), "")
    report.equal("stopped", term.ask("info status"), "VM status: paused\n")
    report.equal("the kernel's first bytes", term.ask("xp/1xw 0x100000"), "0000000000100000: 0x1badb002\n")
    report.true("a symbol", re.search("^gpa: 0x[1-9a-f][0-9a-f]{5}$", term.ask("gva2gpa start_kernel") or "", re.M))
    report.equal("cont", term.ask("cont"), "")
    term.type("\x01c\r")
    report.true("back at the console", term.wait_for("zonemu> ") is not None)
    term.type("\x01x")
    report.equal("Ctrl-A x", term.end(), (0, True))


def paused_by_hand(report):
    """Ctrl-A x ends a machine that does not run."""
    term = Terminal("-nographic", "-m", "16", "-S")
    term.type("\x01c")
    report.true("a monitor at once", term.wait_for("(zonemu) ") is not None)
    report.equal("nothing has run", term.ask("info icount"), "instructions: 0\nvirtual time: 0 ns\n")
    term.type("\x01x")
    report.equal("Ctrl-A x while paused", term.end(), (0, True))


def signals(report):
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        term = Terminal("-nographic", "-m", "16", "kcall")
        report.true("a prompt", term.wait_for("zonemu> ") is not None)
        term.child.send_signal(number)
        report.equal(f"signal {number}", term.end(), (-number, True))


def monitor_on_a_socket(report, directory):
    path = os.path.join(directory, "monitor")
    child = subprocess.Popen([ZONEMU, "-display", "none", "-serial", "null", "-m", "16", "-S",
                              "-monitor", f"unix:{path},server"], stderr=subprocess.PIPE)
    report.equal("it says what it waits for", child.stderr.readline().decode(),
                 f"zonemu: waiting for a connection on unix:{path},server\n")
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(GIVE_UP_S)
        line.connect(path)
        line.sendall(b"info status\nquit\n")
        text = b""
        while chunk := line.recv(4096):
            text += chunk
    report.true("a greeting", text.startswith(b"\r\nzonemu ") and b"monitor - type 'help'" in text)
    report.true("an answer", b"VM status: paused\r\n(zonemu) " in text)
    report.equal("quit", child.wait(GIVE_UP_S), 0)
    child.stderr.close()


def monitor_commands(report, directory):
    """What is typed at -monitor stdio is the monitor's, with or without a word about the serial line."""
    images = []
    for name, size in (("one.iso", 4096), ("two.iso", 8192), ("disk.img", 1 << 20)):
        images.append(os.path.join(directory, name))
        with open(images[-1], "wb") as file:
            file.truncate(size)
    commands = ["info block", "eject ide1-cd0", "info block", f"change ide1-cd0 {images[1]}", "info block",
                "eject d", "change ide1-cd0 /nowhere/x", "cpu 1", "info cpus", "info lapic", "info lapic 1",
                "info ioapic", "info registers", "info pci", "quit"]
    done = subprocess.run([ZONEMU, "-display", "none", "-monitor", "stdio", "-S", "-m", "16", "-smp", "2",
                           "-cdrom", images[0], "-drive", f"if=none,id=d,format=raw,file={images[2]}",
                           "-device", "ide-hd,drive=d,bus=ide.0,unit=1"], input="\n".join(commands) + "\n",
                          text=True, capture_output=True, timeout=GIVE_UP_S, check=False)
    report.equal("-monitor stdio: the end", (done.returncode, done.stderr), (0, ""))
    said = done.stdout.replace("\r", "")
    for what in (f"d: {images[2]} (raw)\n", f"ide1-cd0: {images[0]} (raw, read-only)\n",
                 "ide1-cd0: [not inserted]\n", f"ide1-cd0: {images[1]} (raw, read-only)\n",
                 "Device 'd' is not removable", "/nowhere/x", "* CPU #1: ", "local APIC of CPU 1", "pin 23",
                 "CPU#1\nEAX=", "8086:1237"):
        report.true(f"-monitor stdio: {what!r}", what in said)


def serial_to_places(report, directory):
    log = os.path.join(directory, "log")
    done = subprocess.run([ZONEMU, "-display", "none", "-serial", f"file:{log}", "-m", "16", "poweroff"],
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=GIVE_UP_S, check=False)
    report.equal("poweroff", (done.returncode, done.stdout, done.stderr), (0, b"", b""))
    with open(log, "rb") as file:
        text = file.read()
    report.true("the log of the boot", b"Command line: poweroff" in text and b"Zone ranges:" in text)
    status, output = machine.run(["-m", "16", "--", "quiet", "foo=bar"], ["cat /proc/cmdline"])
    report.equal("parameters after --", (status, "quiet foo=bar" in output), (0, True))
    status, output = machine.run(["-m", "16", "-append", "quiet panic=3", "mem=14M"], ["cat /proc/cmdline"])
    report.equal("-append and a bare word", (status, "quiet panic=3 mem=14M" in output), (0, True))


def slow_and_broken_readers(report):
    child = subprocess.Popen([ZONEMU, "-nographic", "-m", "16", "poweroff"], stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdout.close()
    report.equal("a broken pipe is one warning, and the guest goes on",
                 (child.stderr.read().decode(), child.wait(GIVE_UP_S)),
                 ("zonemu: mon:stdio: Broken pipe; output is lost from here on\n", 0))
    child.stderr.close()


def ways_to_end(report, directory):
    # mov $5,%al; out %al,$0xf4; hlt
    status, _, err = run_code(directory, b"\xb0\x05\xe6\xf4\xf4", "-device", "isa-debug-exit,iobase=0xf4,iosize=4")
    report.equal("isa-debug-exit", (status, err), (11, ""))
    # mov $0xfe,%al; out %al,$0x64: the keyboard controller's reset line
    status, _, err = run_code(directory, b"\xb0\xfe\xe6\x64\xf4", "-no-reboot")
    report.equal("-no-reboot", (status, err), (0, ""))
    # lidt (0x100020): a limit of 0; ud2
    code = b"\x0f\x01\x1d\x20\x00\x10\x00\x0f\x0b".ljust(20, b"\xf4") + bytes(8)
    status, _, err = run_code(directory, code, "-no-reboot")
    report.equal("a triple fault", status, 1)
    report.true(f"it tells the chain: {err!r}", "#UD" in err and "#GP" in err and "#DF" in err and "00100013" in err)
    # mov $0x3f8,%edx; mov $'A',%al; out %al,(%dx); then as above
    code = b"\xba\xf8\x03\x00\x00\xb0\x41\xee\xb0\x00\xe6\xf4\xf4"
    status, out, _ = run_code(directory, code, "-device", "isa-debug-exit,iobase=0xf4")
    report.equal("a byte on the console", (status, out), (1, "A"))
    # the same in a loop, with never a look at the line status: mov $0x3f8,%edx; mov $'A',%al;
    # 1: out %al,(%dx); inc %al; cmp $'Z'+1,%al; jne 1b; mov $0,%al; out %al,$0xf4; hlt
    code = b"\xba\xf8\x03\x00\x00\xb0\x41\xee\xfe\xc0\x3c\x5b\x75\xf9\xb0\x00\xe6\xf4\xf4"
    for with_header in (False, True):
        status, out, _ = run_code(directory, code, "-device", "isa-debug-exit,iobase=0xf4",
                                  with_header=with_header)
        report.equal("a kernel that never polls", (status, out), (1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def without_a_display(report, directory):
    bare = {name: value for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    picture = os.path.join(directory, "map.png")
    done = subprocess.run([ZONEMU, "-m", "16", "-panel-png", picture, "poweroff"], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=GIVE_UP_S, check=False, env=bare)
    report.equal("goes on with the console", done.returncode, 0)
    report.true("says so", done.stderr.startswith(b"zonemu: no display: ") and done.stderr.count(b"\n") == 1)
    report.true("the console", b"Zone ranges:" in done.stdout)
    with open(picture, "rb") as file:
        report.equal("the picture", file.read(8), b"\x89PNG\r\n\x1a\n")
    done = subprocess.run([ZONEMU, "-m", "16", "-display", "sdl", "poweroff"], stdin=subprocess.DEVNULL,
                          capture_output=True, timeout=GIVE_UP_S, check=False, env=bare)
    report.equal("a window asked for by name must come", (done.returncode, done.stdout), (1, b""))
    report.true("says so", done.stderr.startswith(b"zonemu: no display: ") and done.stderr.count(b"\n") == 1)


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as directory:
        on_a_terminal(report)
        paused_by_hand(report)
        signals(report)
        monitor_on_a_socket(report, directory)
        monitor_commands(report, directory)
        serial_to_places(report, directory)
        slow_and_broken_readers(report)
        ways_to_end(report, directory)
        without_a_display(report, directory)
    report.close()


main()
