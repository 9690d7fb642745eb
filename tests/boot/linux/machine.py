# SPDX-License-Identifier: GPL-2.0-only
"""A machine that runs Debian's kernel with the busybox initramfs, and somebody at its console."""
import glob
import os
import select
import socket
import subprocess
import tempfile
import time

ZONEMU = os.environ.get("ZONEMU", "build/zonemu")
QEMU = "qemu-system-i386"
DEBIAN = "build/debian"
PROMPT = "# "


def kernel(flavour="686"):
    return glob.glob(f"{DEBIAN}/linux-image-{flavour}/boot/vmlinuz-*")[0]


class Machine:
    """Output is kept whole; what is typed waits for the prompt before it."""

    def __init__(self, args, program=ZONEMU, append="", flavour="686", monitor=False):
        self.output = ""
        self.taken = 0
        self.is_qemu = "qemu" in os.path.basename(program)
        self.monitor_path = tempfile.mktemp(prefix="zonemu-mon-") if monitor else None
        extra = [] if self.is_qemu else ["-icount", "shift=0,sleep=off"]
        line = self.monitor_path and f"unix:{self.monitor_path},server=on,wait=off"
        self.start = time.monotonic()
        self.process = subprocess.Popen(
            [program, "-kernel", kernel(flavour), "-initrd", f"build/boot/initramfs-{flavour}.gz",
             "-append", "console=ttyS0 panic=-1 " + append, "-display", "none", "-serial", "stdio",
             "-monitor", line or "none", *extra, *args],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def wait_for(self, text, timeout=600):
        """Everything up to and with the text. Raises when the machine ends or time is up."""
        end = time.monotonic() + timeout
        while text not in self.output[self.taken:]:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise TimeoutError(f"no {text!r} after {timeout} s: {self.output[-600:]}")
            data = os.read(self.process.stdout.fileno(), 65536)
            if not data:
                raise EOFError(f"ended before {text!r}: {self.output[-600:]}")
            self.output += data.decode("utf-8", "replace").replace("\r", "")
        at = self.output.index(text, self.taken) + len(text)
        got, self.taken = self.output[self.taken:at], at
        return got

    def wait_for_shell(self, timeout=600):
        got = self.wait_for("Enter 'help' for a list of built-in commands.", timeout)
        self.wait_for(PROMPT, timeout)
        self.boot_seconds = time.monotonic() - self.start
        return got

    def type(self, line):
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def run(self, line, timeout=600):
        """Type a command; its output, up to a mark that it prints at its end."""
        self.type(line + "; echo mark=$((40+2))")
        got = self.wait_for("mark=42\n", timeout)
        self.wait_for(PROMPT, timeout)
        return got.partition("\n")[2].rpartition("mark=42")[0].rstrip("\n")

    def ask_monitor(self, command):
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(10)
            line.connect(self.monitor_path)
            line.sendall(command.encode() + b"\n")
            time.sleep(0.3)
            return line.recv(65536).decode("utf-8", "replace")

    def end(self, line="poweroff -f", timeout=60):
        """Type the last command; the exit status. CPU seconds and peak KiB are there then."""
        self.type(line)
        end = time.monotonic() + timeout
        while select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))[0]:
            data = os.read(self.process.stdout.fileno(), 65536)
            if not data:
                break
            self.output += data.decode("utf-8", "replace").replace("\r", "")
        else:
            raise TimeoutError(f"{line!r}: still there after {timeout} s: {self.output[-600:]}")
        _, status, used = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        self.cpu_seconds = used.ru_utime + used.ru_stime
        self.peak_kib = used.ru_maxrss
        return self.process.returncode

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
