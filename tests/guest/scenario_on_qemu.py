# SPDX-License-Identifier: GPL-2.0-only
"""A scenario played on QEMU: the same lines typed, the same answers expected, and of `state` what
the guest's own /proc can tell. What only zonemu has (events, frames, settings) is counted, not done."""
import os
import re
import select
import subprocess
import time

PLACES = {"KERNEL": "build/guest/kernel.elf", "MODULES": "build/guest/modules", "LESSONS": "build/guest/lessons",
          "SHELL": "build/initramfs.gz", "HERE": "guest/scenarios"}
TAKES_VALUE = {"-m", "-smp", "-initrd", "-kernel", "-drive", "-audio", "-fda", "-hda", "-hdb", "-append", "-device",
               "-audiodev"}
SLOWER = 6  # than virtual time: QEMU's is the wall clock, on a busy machine


class Unanswerable(Exception):
    """/proc does not tell."""


class Failure(Exception):
    """What was expected did not come."""


def statements(path):
    """(line, word, text), continued lines joined."""
    found = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            text = line.rstrip()
            if not text.strip() or text.startswith("#"):
                continue
            if text[0] in " \t" and found:
                found[-1][2] += " " + text.strip()
            else:
                word, _, rest = text.partition(" ")
                found.append([number, word, rest.strip()])
    return found


def posix(pattern):
    """POSIX extended to Python, as far as scenarios go."""
    return re.compile(pattern.replace("[[:space:]]", r"\s"), re.M)


def command(steps):
    """QEMU's command line; None when the machine is zonemu's alone."""
    words = [word for _, kind, text in steps if kind == "machine" for word in text.split()]
    args, kernel_words = [], []
    at = 0
    while at < len(words):
        word = re.sub(r"\$([A-Z]+)", lambda match: PLACES[match[1]], words[at])
        if word in ("-set", "-share", "-trace"):
            return None
        if word in TAKES_VALUE:
            args += [word, re.sub(r"\$([A-Z]+)", lambda match: PLACES[match[1]], words[at + 1])]
            at += 1
        elif word.startswith("-"):
            args.append(word)
        else:
            kernel_words.append(word)
        at += 1
    if any(kind == "set" for _, kind, _ in steps):
        return None
    if "-kernel" not in args:
        args += ["-kernel", PLACES["KERNEL"]]
    return ["qemu-system-i386", "-display", "none", "-serial", "stdio", "-monitor", "none", "-no-reboot", *args,
            "-append", " ".join(kernel_words)]


class Console:
    def __init__(self, args):
        self.process = subprocess.Popen(args, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.text, self.sent, self.matched = "", 0, 0
        self.half = ""  # an escape sequence whose end has not come yet
        self.prompt = posix("^zonemu> $")

    def close(self):
        self.process.kill()
        self.process.wait()

    def read(self, seconds):
        if not select.select([self.process.stdout], [], [], seconds)[0]:
            return
        more = os.read(self.process.stdout.fileno(), 65536).decode("latin-1")
        if not more:
            raise Failure("the machine ended")
        more = self.half + more
        half = re.search(r"\x1b(\[[0-9;?]*)?$", more)
        self.half = half[0] if half else ""
        more = more[:len(more) - len(self.half)]
        more = re.sub(r"\x1b(\[[0-9;?]*[@-~]|[^\[])", "", more.replace("\r", "").replace("\0", ""))
        for part in re.split("(\b)", more):
            self.text = self.text[:-1] if part == "\b" else self.text + part

    def rests(self):
        line = self.text.rfind("\n") + 1
        return line >= self.sent and self.prompt.search(self.text[line:])

    def wait(self, done, seconds, what):
        end = time.monotonic() + seconds
        while not (found := done()):
            if time.monotonic() > end:
                raise Failure(f"{what}: not within {seconds} s")
            self.read(0.2)
        return found

    def settle(self, seconds, what):
        """At the prompt, and nothing more comes: what looks like one may be the begin of a line."""
        length = -1
        while length != len(self.text):
            self.wait(self.rests, seconds, what)
            length = len(self.text)
            self.read(0.02)

    def send(self, line, seconds):
        self.settle(seconds, f"send {line}")
        self.sent = self.matched = len(self.text)
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def ask(self, line, seconds):
        """An answer of our own, which no expect sees."""
        before = self.text, self.sent, self.matched
        self.send(line, seconds)
        self.settle(seconds, line)
        answer = self.text[self.sent:].partition("\n")[2]
        self.text, self.sent, self.matched = before
        return answer


class Values:
    """zone., buddy., slab. and vmalloc. out of /proc."""

    def __init__(self, console):
        self.console, self.files, self.seconds = console, {}, 60

    def file(self, name):
        if name not in self.files:
            self.files[name] = self.console.ask(f"cat /proc/{name}", self.seconds)
        return self.files[name]

    def zone(self, zone, what):
        text = re.search(rf"^Node 0, zone +{zone}\n((?:(?!Node 0).*\n?)*)", self.file("zoneinfo"), re.M)
        if not text:
            raise Unanswerable(zone)
        if what == "pcp":
            return sum(int(n) for n in re.findall(r"^ +count: +(\d+)", text[1], re.M))
        found = re.search({"free": r"pages free +(\d+)"}.get(what, rf"^ +{what} +(\d+)"), text[1], re.M)
        return int(found[1])

    def buddy(self, zone, order):
        row = re.search(rf"zone +{zone} (.*)", self.file("buddyinfo"))
        return int(row[1].split()[int(order)])

    def slab(self, cache, what):
        row = re.search(rf"^{re.escape(cache)} +(.*)", self.file("slabinfo"), re.M)
        if what == "exists":
            return int(row is not None)
        fields = row[1].replace(":", "").split() if row else []
        places = {"stride": 2, "per_slab": 3, "slabs": 10}
        if what not in places or not row:
            raise Unanswerable(what)
        return int(fields[places[what]])

    def get(self, name):
        first, _, rest = name.partition(".")
        middle, _, last = rest.rpartition(".")
        if first in ("zone", "buddy", "slab") and middle:
            return getattr(self, first)(middle, last)
        if name == "vmalloc.areas":
            return len(re.findall("^0x", self.file("vmallocinfo"), re.M))
        raise Unanswerable(name)


class Player:
    def __init__(self, path, steps, args):
        self.path, self.steps, self.console = path, steps, Console(args)
        self.names, self.within = {}, 10 * SLOWER
        self.done = self.left = 0

    def value(self, text, values):
        def term(match):
            word = match[0]
            if word in self.names:
                if self.names[word] is None:
                    raise Unanswerable(word)
                return str(self.names[word])
            return str(values.get(word))

        text = re.sub(r"\b(0x[0-9a-f]+|\d+)([KMG]?)\b",
                      lambda match: str(int(match[1], 0) << 10 * " KMG".index(match[2] or " ")), text) \
            if "." not in text else text
        return eval(re.sub(r"[A-Za-z_][\w.-]*", term, text).replace("/", "//"), {})  # our own files, digits only

    def compute(self, text):
        self.console.settle(self.within, text)
        try:
            self.done += 1
            return self.value(text, Values(self.console))
        except Unanswerable:
            self.done -= 1
            self.left += 1
            return None

    def step(self, kind, text):
        console = self.console
        if kind == "prompt":
            console.prompt = posix(text)
        elif kind == "within":
            console_seconds = float(re.match(r"[\d.]+", text)[0]) / (1000 if text.endswith("ms") else 1)
            self.within = max(console_seconds, 5) * SLOWER
        elif kind == "send":
            console.send(text, self.within)
        elif kind == "expect":
            pattern = posix(text)
            found = console.wait(lambda: pattern.search(console.text, console.matched), self.within, f"expect {text}")
            console.matched = found.end()
        elif kind == "refuse":
            console.settle(self.within, f"refuse {text}")
            if posix(text).search(console.text[console.sent:]):
                raise Failure(f"refuse {text}: it was printed")
        elif kind == "let":
            name, _, text = text.partition("=")
            self.names[name.strip()] = self.compute(text)
            return
        elif kind == "state":
            value = self.compute(text)
            if value is not None and not value:
                raise Failure(f"state {text}: it does not hold")
            return
        elif kind in ("when", "notice", "png", "type"):
            self.left += 1
            return
        else:
            return
        self.done += 1

    def play(self):
        """None, or what went wrong."""
        at_once = False
        line = 0
        try:
            for line, kind, text in self.steps:
                if kind == "when":
                    at_once = True
                elif kind == "send":
                    at_once = False
                # what holds at the moment of an event cannot be looked at here
                if at_once and kind in ("state", "let"):
                    self.left += 1
                    if kind == "let":
                        self.names[text.partition("=")[0].strip()] = None
                    continue
                self.step(kind, text)
            self.console.wait(self.console.rests, self.within, "the end")
        except Failure as failure:
            tail = "\n".join(self.console.text.splitlines()[-10:])
            return f"{self.path}:{line}: {failure}\n{tail}"
        finally:
            self.console.close()
        return None


def play(path):
    """(what went wrong or None, steps done, steps left out); None: zonemu's alone; or a word why not."""
    steps = statements(path)
    args = command(steps)
    if args is None:
        return None
    if any(PLACES["SHELL"] in arg for arg in args) and not os.path.exists(PLACES["SHELL"]):
        return "needs build/initramfs.gz: make initramfs"
    player = Player(path, steps, args)
    return player.play(), player.done, player.left
