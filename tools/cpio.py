# SPDX-License-Identifier: GPL-2.0-only
"""Archives that a kernel unpacks as its first files."""


class Cpio:
    """The "newc" form (initramfs buffer format, Documentation/driver-api/early-userspace)."""

    def __init__(self):
        self.out = bytearray()
        self.inode = 1

    def add(self, name, mode, data=b"", device=(0, 0)):
        encoded = name.encode() + b"\0"
        fields = (self.inode, mode, 0, 0, 1, 0, len(data), 0, 0, device[0], device[1],
                  len(encoded), 0)
        self.out += b"070701" + b"".join(b"%08x" % field for field in fields) + encoded
        self.pad()
        self.out += data
        self.pad()
        self.inode += 1

    def pad(self):
        self.out += bytes(-len(self.out) % 4)

    def finish(self):
        self.inode = 0
        self.add("TRAILER!!!", 0)
        return bytes(self.out)


def read(path):
    with open(path, "rb") as file:
        return file.read()
