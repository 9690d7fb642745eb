# SPDX-License-Identifier: GPL-2.0-only
"""Break a good .ko in one known way, so that a loader must refuse it."""
import struct

EHDR = {"class": (4, "B"), "data": (5, "B"), "type": (16, "H"), "machine": (18, "H"), "version": (20, "I"),
        "shoff": (32, "I"), "shentsize": (46, "H"), "shnum": (48, "H"), "shstrndx": (50, "H")}
SHDR = ["name", "type", "flags", "addr", "offset", "size", "link", "info", "addralign", "entsize"]
PROGBITS, SYMTAB, STRTAB, RELA, NOBITS, REL = 1, 2, 3, 4, 8, 9
ALLOC = 2


class Elf:
    """A 32-bit little-endian relocatable file, to be changed in place."""

    def __init__(self, data):
        self.data = bytearray(data)
        self.shoff = self.header("shoff")
        self.count = self.header("shnum")
        names = self.section(self.header("shstrndx"))
        self.names = [self.string(names["offset"] + self.section(i)["name"]) for i in range(self.count)]

    def header(self, field):
        off, code = EHDR[field]
        return struct.unpack_from("<" + code, self.data, off)[0]

    def set_header(self, field, value):
        off, code = EHDR[field]
        struct.pack_into("<" + code, self.data, off, value)

    def string(self, off):
        return self.data[off:self.data.index(0, off)].decode()

    def section(self, i):
        return dict(zip(SHDR, struct.unpack_from("<10I", self.data, self.shoff + 40 * i)))

    def set_section(self, i, field, value):
        struct.pack_into("<I", self.data, self.shoff + 40 * i + 4 * SHDR.index(field), value & 0xffffffff)

    def find(self, name):
        return self.names.index(name)

    def kept(self):
        return [i for i in range(1, self.count)
                if self.section(i)["flags"] & ALLOC and self.section(i)["type"] == PROGBITS and self.section(i)["size"]]

    def relocations(self):
        """Sections of relocations for what is kept."""
        return [i for i in range(1, self.count) if self.section(i)["type"] == REL and
                self.section(self.section(i)["info"])["flags"] & ALLOC]

    def replace(self, old, new):
        """A text for another of the same length, everywhere."""
        assert len(old) == len(new) and old in self.data, old
        self.data = self.data.replace(old, new)


def truncate(elf, rnd):
    del elf.data[rnd.randrange(len(elf.data)):]


def no_elf(elf, rnd):
    elf.data[rnd.randrange(4)] ^= 1 << rnd.randrange(8)


def header(elf, rnd):
    field = rnd.choice(["class", "data", "type", "machine", "version", "shentsize"])
    value = elf.header(field)
    elf.set_header(field, rnd.choice([v for v in (0, 1, 2, 3, 4, 40, 62, 64) if v != value]))


def section_table(elf, rnd):
    kind = rnd.randrange(3)
    if kind == 0:
        elf.set_header("shoff", rnd.choice([len(elf.data), len(elf.data) - 8, 0xfffffff0, elf.shoff + 2]))
    elif kind == 1:
        elf.set_header("shnum", rnd.choice([0, 0xffff, elf.count + 1000]))
    else:
        elf.set_header("shstrndx", rnd.choice([0, elf.count, 0xffff, elf.find(".text"), elf.find(".modinfo")]))


def section(elf, rnd):
    i = rnd.choice(elf.kept())
    field = rnd.choice(["offset", "size", "name", "addralign"])
    values = {"offset": [len(elf.data) + 1, 0x7fffffff, 0xffffffff], "size": [len(elf.data), 0x7fffffff, 0xffffffff],
              "name": [0xffffff, 0x7fffffff], "addralign": [3, 24, 0x2000, 0xffffffff]}
    elf.set_section(i, field, rnd.choice(values[field]))


def symbols(elf, rnd):
    i = elf.find(".symtab")
    field = rnd.choice(["entsize", "link", "size", "type", "offset"])
    values = {"entsize": [0, 8, 24], "link": [0, elf.count, elf.find(".text")], "size": [elf.section(i)["size"] - 4, 0x7ffffff0],
              "type": [PROGBITS], "offset": [len(elf.data), elf.section(i)["offset"] + 1]}
    elf.set_section(i, field, rnd.choice(values[field]))


def symbol(elf, rnd):
    table = elf.section(elf.find(".symtab"))
    n = rnd.randrange(1, table["size"] // 16)
    at = table["offset"] + 16 * n
    kind = rnd.randrange(3)
    if kind == 0:
        struct.pack_into("<I", elf.data, at, 0x00ffffff)
    elif kind == 1:
        struct.pack_into("<H", elf.data, at + 14, rnd.choice([elf.count, 0xfeff, 0xfff2]))
    else:
        struct.pack_into("<I", elf.data, at + 4, 0x10000000)
        struct.pack_into("<H", elf.data, at + 14, elf.find(".text"))


def relocation_section(elf, rnd):
    i = rnd.choice(elf.relocations())
    field = rnd.choice(["type", "info", "entsize", "size", "offset"])
    values = {"type": [RELA], "info": [0, elf.count, 0xffffffff], "entsize": [0, 12, 16], "size": [elf.section(i)["size"] - 3],
              "offset": [elf.section(i)["offset"] + 1, len(elf.data)]}
    elf.set_section(i, field, rnd.choice(values[field]))


def relocation(elf, rnd):
    i = elf.section(rnd.choice(elf.relocations()))
    at = i["offset"] + 8 * rnd.randrange(i["size"] // 8)
    info = struct.unpack_from("<I", elf.data, at + 4)[0]
    kind = rnd.randrange(3)
    if kind == 0:
        struct.pack_into("<I", elf.data, at, rnd.choice([elf.section(i["info"])["size"] - 3, 0x7fffffff, 0xfffffffe]))
    elif kind == 1:
        struct.pack_into("<I", elf.data, at + 4, info & 0xff | rnd.choice([0x7fff00, 0xffffff00]))
    else:
        struct.pack_into("<I", elf.data, at + 4, info & ~0xff | rnd.choice([3, 5, 9, 10, 14, 20, 43, 255]))


def unknown_symbol(elf, rnd):
    table, strings = elf.section(elf.find(".symtab")), elf.section(elf.find(".strtab"))
    undefined = [struct.unpack_from("<I", elf.data, table["offset"] + 16 * n)[0] for n in range(1, table["size"] // 16)
                 if struct.unpack_from("<H", elf.data, table["offset"] + 16 * n + 14)[0] == 0]
    at = strings["offset"] + rnd.choice(undefined)
    elf.data[at] = ord(rnd.choice("QXZ"))


def vermagic(elf, rnd):
    at = elf.data.index(b"vermagic=") + len(b"vermagic=") + rnd.randrange(16)
    elf.data[at] = elf.data[at] ^ 1


def no_module(elf, rnd):
    name = rnd.choice([b".modinfo\0", b".gnu.linkonce.this_module\0"])
    elf.replace(name, b".Z" + name[2:])


def struct_module(elf, rnd):
    i = elf.find(".gnu.linkonce.this_module")
    kind = rnd.randrange(3)
    size = elf.section(i)["size"]
    if kind == 0:
        elf.set_section(i, "size", size - 4 * rnd.randrange(1, 8))
    elif kind == 1:
        at = elf.section(i)["offset"]
        elf.data[at + 12:at + 12 + 60] = b"a" * 60
    else:
        at = elf.section(i)["offset"]
        elf.data[at + 12] = 0


def init_elsewhere(elf, rnd):
    rel = elf.section(elf.find(".rel.gnu.linkonce.this_module"))
    at = elf.section(elf.find(".gnu.linkonce.this_module"))["offset"]
    where = struct.unpack_from("<I", elf.data, rel["offset"])[0]
    struct.pack_into("<I", elf.data, at + where, rnd.choice([0x100000, 0x7fffffff, 0x8000]))


KINDS = [truncate, no_elf, header, section_table, section, symbols, symbol, relocation_section, relocation,
         unknown_symbol, vermagic, no_module, struct_module, init_elsewhere]


def rename(data, old, new):
    """A copy of a module under another name of the same length: of its struct, its modinfo, its exports' users."""
    elf = Elf(data)
    at = elf.section(elf.find(".gnu.linkonce.this_module"))["offset"] + 12
    assert elf.data[at:at + len(old)] == old.encode()
    elf.data[at:at + len(old)] = new.encode()
    return bytes(elf.data)
