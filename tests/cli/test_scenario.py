#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""The scenario engine: what passes, what fails and how it says so, and lessons in a window."""
import glob
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

HEAD = "title t\nminutes 1\nmachine -m 32M quiet\n"
GOOD = HEAD + """caption the moment of an allocation
let before = zone.Normal.free
send q = __get_free_pages(GFP_KERNEL, 3)
when kmem:mm_page_alloc order=3
state zone.Normal.free == before - 8
png moment.png
refuse error
caption other values
set sht21.temperature=30
send p = kmalloc(3000,
  GFP_KERNEL)
expect cache kmalloc-4k
state slab.kmalloc-4k.order == 0
state slab.nothing.exists == 0
state port.0x379 >= 0
state kernel.max_low_pfn * 2 > 100 + 1
state frames.slab > 10
type 1 + 1\\x0a
expect = 2
"""
BAD_FILES = [
    ("title t\nminutes 1\ncaption c\nsand x\n", r":4: \"sand\" is no statement"),
    ("title t\ncaption c\n", r":1: minutes is missing"),
    ("title t\nminutes 1\n", r"there is no caption"),
    (HEAD + "send x\n", r":4: send: a caption comes first"),
    (HEAD + "caption c\nexpect a(b\n", r":5: expect a\(b: "),
    (HEAD + "caption c\nstate 1 +\n", r":5: state: a value is missing"),
    (HEAD + "caption c\nstate 1 + 1\n", r":5: state: a comparison is missing"),
    (HEAD + "caption c\nlet a 1\n", r":5: let a 1: let NAME = VALUE"),
    (HEAD + "caption c\nwithin 5\n", r":5: within 5: a time is wanted"),
    (HEAD + "caption c\ntype \\q\n", r":5: type: "),
    (HEAD + "caption c\nwhen bell\n", r":5: when bell: an event"),
    (HEAD + "caption c\npng ../x.png\n", r":5: png "),
    (HEAD + "picture x\ncaption c\n", r":4: picture x: the number"),
    (HEAD + "picture 1 9\ncaption c\n", r":4: picture 1 9: behind the part comes a view's key, 1 to 7"),
    (HEAD + "picture 2\ncaption c\n", r":1: picture 2: there are 1 parts"),
    ("title a\ntitle b\n", r":2: title: given twice"),
]
FAILURES = [
    ("send ksize(3)\nexpect never", r"\.scn:6: expect never: not within 10 s\n(.*\n)*    # \| = 0"),
    ("let a = zone.Normal.free\nstate a == zone.Normal.free + 1", r":6: state .*: left is (\d+), right is \d+"),
    ("state zone.Nowhere.free == 1", r"no value \"zone.Nowhere.free\""),
    ("state 1 / time.ms * 0 / 0 == 1", r"a division by 0"),
    ("set sht21.temperature=3000", r"from -46.85 to"),
    ("send q = 1\nrefuse =", r"refuse =: it was printed"),
    ("send poweroff\nexpect never", r"the machine ended before"),
]


def run(args, folder=None, **more):
    program = os.path.abspath(machine.ZONEMU)
    env = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = subprocess.run([program, *args], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder, env=env,
                          timeout=200, check=False, **more)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def check_engine(report, folder):
    path = os.path.join(folder, "good.scn")
    with open(path, "w", encoding="utf-8") as file:
        file.write(GOOD)
    runs = [run(["-scenario", path], folder) for _ in range(2)]
    report.equal("a good one", (runs[0][0], re.findall(r"^ok .*|not ok", runs[0][1], re.M)), (0, ["ok 1 good"]))
    report.equal("the same bytes", runs[0], runs[1])
    with open(os.path.join(folder, "moment.png"), "rb") as file:
        report.true("a picture", file.read(8) == b"\x89PNG\r\n\x1a\n")
    for text, wanted in BAD_FILES:
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        status, said = run(["-scenario", "check", path])
        report.true(f"{wanted}: {said}", status == 1 and re.search(wanted, said) and said.count("\n") == 1)
    for steps, wanted in FAILURES:
        with open(path, "w", encoding="utf-8") as file:
            file.write(HEAD + "caption c\n" + steps + "\ncaption d\n")
        status, said = run(["-scenario", path])
        report.true(f"{wanted}: {said}", status == 1 and re.search(wanted, said) and "not ok 1 good" in said and
                    "    not ok 1 c" in said)
    report.equal("no such scenario", run(["-scenario", "nothing"])[0], 2)
    report.equal("an event that is none", run(["-scenario", path])[0], 1)


def check_picture(report, folder):
    path = os.path.join(folder, "picture.scn")
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD + "picture 1\ncaption a\nsend p = kmalloc(65, GFP_KERNEL)\ncaption b\nsend fill(Normal)\nexpect taken\n")
    pictures = []
    for name in ("one.png", "two.png", "screen.png"):
        if name == "screen.png":
            with open(path, "r+", encoding="utf-8") as file:
                text = file.read().replace("picture 1\n", "picture 1 6\n")
                file.seek(0)
                file.write(text)
        run(["-scenario", path, "-panel-png", name], folder)
        with open(os.path.join(folder, name), "rb") as file:
            pictures.append(file.read())
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD + "caption a\nsend p = kmalloc(65, GFP_KERNEL)\ncaption b\nsend fill(Normal)\nexpect taken\n")
    run(["-scenario", path, "-panel-png", "end.png"], folder)
    with open(os.path.join(folder, "end.png"), "rb") as file:
        report.true("a picture of part 1, twice the same, not that of the end",
                    pictures[0] == pictures[1] != file.read())
    report.true("another view's picture", len(pictures[2]) > 1000 and pictures[2] != pictures[0])


def check_list(report):
    status, said = run(["-scenario", "list"])
    files = glob.glob("guest/scenarios/*.scn")
    report.equal("all are listed", (status, len(said.splitlines())), (0, len(files)))
    status, said = run(["-scenario", "check", *files])
    report.equal("all are good", (status, said.count(": good: ")), (0, len(files)))


# What the machine says itself must come again after going back, too.
LESSON = HEAD.replace("quiet", "quiet -audio none,model=sb16 -initrd build/guest/modules/isabuf.ko") + """caption one
send p = kmalloc(65, GFP_KERNEL)
send rmmod isabuf; insmod isabuf from=kmalloc
notice above 16 MiB
set sht21.temperature=30
ask two
send q = alloc_pages(GFP_KERNEL, 3)
caption three
send kfree(p)
caption four
"""
MIB = 1 << 20


class Monitor:
    """The monitor of a lesson, on a socket."""

    def __init__(self, path):
        self.line = socket.socket(socket.AF_UNIX)
        self.line.settimeout(30)
        while True:
            try:
                self.line.connect(path)
                break
            except OSError:
                time.sleep(0.1)
        self.answer()

    def answer(self):
        text = b""
        while not text.endswith(b"(zonemu) "):
            text += self.line.recv(65536)
        return text.decode()

    def ask(self, command):
        self.line.sendall(command.encode() + b"\n")
        return self.answer()

    def state(self):
        """Registers, time and memory of a machine that waits for its reader."""
        for _ in range(200):
            if "paused" in self.ask("info status"):
                break
            time.sleep(0.1)
        asked = ["info status", "info icount", "info registers -a", "info pic", "info lapic", "set"]
        return [self.ask(command) for command in asked + [f"sum {i * MIB} {MIB}" for i in range(32)]]


def check_back(report, folder):
    """Going back, and on again: every register and all memory are what they were the first time."""
    if not all(map(shutil.which, ("Xvfb", "xdotool"))):
        return
    path, monitor, display = (os.path.join(folder, "back.scn"), os.path.join(folder, "monitor"), f":{190 + os.getpid() % 100}")
    with open(path, "w", encoding="utf-8") as file:
        file.write(LESSON)
    env = dict(os.environ, DISPLAY=display)
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1000x700x24"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    lesson = subprocess.Popen([machine.ZONEMU, "-scenario", path, "-monitor", f"unix:{monitor},server"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env)

    def press(key):
        subprocess.run(["xdotool", "key", key], env=env, check=False)
        time.sleep(0.7)
        return shown.state()

    try:
        shown = Monitor(monitor)
        time.sleep(1)
        first = [shown.state()] + [press("Next") for _ in range(3)]
        report.true("four different moments", len(set(map(str, first))) == 4)
        report.equal("back from part three is part two's beginning", press("Prior"), first[2])
        report.equal("on again", press("Next"), first[3])
        report.equal("back by two: one", [press("Prior"), press("Prior")][1], first[0])
        report.equal("and on", [press("Next") for _ in range(3)], first[1:])
    finally:
        lesson.kill()
        server.kill()
        server.wait()


def check_lesson(report, folder):
    """A window, a presenter's remote: forward, back, forward to the end."""
    if not all(map(shutil.which, ("Xvfb", "xdotool"))):
        return
    path, display = os.path.join(folder, "lesson.scn"), f":{90 + os.getpid() % 100}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD + "caption one\nsend p = kmalloc(65, GFP_KERNEL)\nask two\nreveal three\ncaption four\n")
    env = dict(os.environ, DISPLAY=display)
    server = subprocess.Popen(["Xvfb", display, "-screen", "0", "1000x700x24"], stderr=subprocess.DEVNULL)
    time.sleep(1)
    lesson = subprocess.Popen([machine.ZONEMU, "-scenario", path], stdout=subprocess.PIPE, env=env)
    try:
        time.sleep(3)
        for key in ("space", "Next", "Prior", "space", "space", "space", "q", "q"):
            subprocess.run(["xdotool", "key", key], env=env, check=False)
            time.sleep(0.7)
        said = lesson.communicate(timeout=30)[0].decode()
        report.equal("a lesson", (lesson.returncode, said.splitlines()[-1]), (0, "ok 1 lesson"))
    finally:
        lesson.kill()
        server.kill()
        server.wait()


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        check_engine(report, folder)
        check_picture(report, folder)
        check_list(report)
        check_lesson(report, folder)
        check_back(report, folder)
    report.close()


main()
