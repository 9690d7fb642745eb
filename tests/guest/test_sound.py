#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""A Sound Blaster 16 played by hand, from the prompt, into a WAV file."""
import os
import struct
import sys
import tempfile
import wave

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

# 4000 samples of 8 bits, half of them loud, at 8 kHz: by DMA channel 1, in one piece.
PLAY = ["p = __get_dma_pages(GFP_KERNEL, 0)", "memset(p, 0x80, 2000)", "memset(p + 2000, 0xc0, 2000)",
        "outb(5, 0x0a); outb(0, 0x0c); outb(0x49, 0x0b)", "outb(__pa(p), 0x02); outb(__pa(p) >> 8, 0x02)",
        "outb(__pa(p) >> 16, 0x83); outb(3999 & 0xff, 0x03); outb(3999 >> 8, 0x03); outb(1, 0x0a)",
        "outb(0x41, 0x22c); outb(8000 >> 8, 0x22c); outb(8000 & 0xff, 0x22c)",
        "outb(0xc0, 0x22c); outb(0, 0x22c); outb(3999 & 0xff, 0x22c); outb(3999 >> 8, 0x22c)",
        "msleep(400)", "outb(0x82, 0x224)", "inb(0x225) & 7", "msleep(200)", "inb(0x225) & 7", "inb(0x22e)",
        "inb(0x225) & 7"]


def main():
    report = machine.Report()
    with tempfile.TemporaryDirectory() as folder:
        for rate in (8000, 16000):
            path = os.path.join(folder, "out.wav")
            _, output = machine.run(["-append", "quiet", "-audio", f"wav,path={path},out.frequency={rate},model=sb16"],
                                    PLAY)
            said = machine.answers(output, PLAY)
            pending = [int(said[i].split()[1]) for i in (10, 12, 14)]
            report.equal("an interrupt at the end, and no more when it is acknowledged", pending, [0, 1, 0])
            with wave.open(path) as file:
                frames = struct.unpack(f"<{2 * file.getnframes()}h", file.readframes(file.getnframes()))
                report.equal("as many samples", (file.getframerate(), file.getnframes() * 8000 // rate), (rate, 4000))
            report.equal("both ears", frames[::2], frames[1::2])
            left = [frames[2 * i] for i in range(0, len(frames) // 2, rate // 8000)]
            report.equal("silence, then loud", [left[500], left[1990], left[2010], left[3999]], [0, 0, 0x4000, 0x4000])
        status, _ = machine.run(["-device", "sb16,audiodev=nobody"], [])
        report.equal("an audiodev that is none", status, 2)
        status, _ = machine.run(["-audio", "wav,path=/nowhere/x.wav,model=sb16"], [])
        report.equal("a file that cannot be", status, 1)
    report.close()


main()
