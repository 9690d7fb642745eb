#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""A lesson's page from its scenario: gen-lesson.py FILE.scn prints it; --all writes doc/lessons."""
import glob
import os
import sys


def statements(path):
    """(word, text) of each statement, continued lines joined."""
    found = []
    with open(path, encoding="utf-8") as file:
        for line in file:
            text = line.rstrip()
            if not text.strip() or text.startswith("#"):
                continue
            if text[0] in " \t" and found:
                found[-1][1] += " " + text.strip()
            else:
                word, _, rest = text.partition(" ")
                found.append([word, rest.strip()])
    return found


def page(path):
    name = os.path.splitext(os.path.basename(path))[0]
    steps = statements(path)
    head = {word: text for word, text in steps if word in ("title", "minutes", "book", "watch")}
    words = [text for word, text in steps if word == "machine"]
    out = [f"# {head['title']}", "",
           f"`zonemu -scenario {name}` · {head['minutes']} minutes" + (f" · {head['book']}" if "book" in head else ""),
           "", f"Machine: `zonemu {' '.join(words)}`" if words else ""]
    if "watch" in head:
        out += ["", f"What to watch: {head['watch']}"]
    moment = int(dict(steps).get("picture", str(sum(word == "caption" for word, _ in steps))).split()[0])
    code, number, prompt = [], 0, "zonemu> "

    def close():
        if code:
            out.extend(["", "```", *code, "```"])
            code.clear()

    def picture():
        if number == moment and os.path.exists(f"doc/lessons/{name}.png"):
            out.extend(["", f"![the panel at this moment]({name}.png)"])

    for word, text in steps:
        if word == "caption":
            close()
            picture()
            number += 1
            out.extend(["", f"## {number}", text])
        elif word in ("ask", "reveal"):
            close()
            out.extend(["", f"**{text}**" if word == "ask" else text])
        elif word == "prompt":
            prompt = text.lstrip("^").rstrip("$")
        elif word == "send":
            code.append(prompt + text)
        elif word == "expect":
            code.append(f"... {text}")
        elif word == "when":
            code.append(f"(event) {text}")
        elif word == "notice":
            code.append(f"(machine) {text}")
        elif word in ("state", "let"):
            code.append(f"({word}) {text}")
        elif word == "set":
            code.append(f"(outside) {text}")
    close()
    picture()
    return "\n".join(out) + "\n"


def main():
    if sys.argv[1:] == ["--all"]:
        os.makedirs("doc/lessons", exist_ok=True)
        for path in sorted(glob.glob("guest/scenarios/*.scn")):
            name = os.path.splitext(os.path.basename(path))[0]
            with open(f"doc/lessons/{name}.md", "w", encoding="utf-8") as file:
                file.write(page(path))
    else:
        sys.stdout.write(page(sys.argv[1]))


main()
