#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-only
"""Every call, flag and file that the books' chapters on memory name.

Each row is compiled into a module, with the header that the books give for it and
<linux/module.h> alone, linked against what the kernel exports, loaded, and tried at
the prompt. What only boot can have must not be there for modules.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, "tests/guest")
import machine  # noqa: E402

PAGE = "linux/gfp.h"

# names, header, C that uses them (statements), [(line for the prompt, what it must print)]
ROWS = [
    # A. kmalloc
    ("kmalloc kfree", "linux/slab.h", "void *p = kmalloc(100, GFP_KERNEL); kfree(p); kfree(NULL);",
     [("p = kmalloc(65, GFP_KERNEL)", r"96 bytes for 65"), ("kfree(p)", r"96 bytes back"),
      ("kfree(NULL)", r"nothing to free")]),
    ("kmalloc's sizes", "linux/slab.h", "BUILD_BUG_ON(KMALLOC_MAX_SIZE != 4 << 20);",
     [("ksize(kmalloc(97, GFP_KERNEL))", r"= 128\b"), ("ksize(kmalloc(129, GFP_KERNEL))", r"= 192\b"),
      ("ksize(kmalloc(193, GFP_KERNEL))", r"= 256\b"), ("ksize(kmalloc(1000, GFP_KERNEL))", r"= 1024\b"),
      ("ksize(kmalloc(4097, GFP_KERNEL))", r"= 8192\b"), ("ksize(kmalloc(8193, GFP_KERNEL))", r"= 16384\b"),
      ("ksize(kmalloc(131073, GFP_KERNEL))", r"= 262144\b"), ("kmalloc(1, GFP_KERNEL)", r"8 bytes for 1"),
      ("kmalloc(4M, GFP_KERNEL)", r"4194304 bytes for 4194304"), ("kmalloc(4M + 1, GFP_KERNEL)", r"NULL"),
      ("kmalloc(0, GFP_KERNEL)", r"= 0x00000010.*ZERO_SIZE_PTR")]),
    ("kzalloc kcalloc krealloc kstrdup kmemdup ksize", "linux/slab.h",
     "void *p = kzalloc(8, GFP_KERNEL), *q = kcalloc(2, 8, GFP_KERNEL); size_t n;\n"
     "p = krealloc(p, 100, GFP_KERNEL); n = ksize(p); kfree(p); kfree(q); (void)n;\n"
     "kfree(kstrdup(\"text\", GFP_KERNEL)); kfree(kmemdup(\"text\", 4, GFP_KERNEL));",
     [("z = kzalloc(300, GFP_KERNEL)", r"512 bytes for 300"), ("z = krealloc(z, 600, GFP_KERNEL)", r"1024 bytes"),
      ("kcalloc(0x10000, 0x10001, GFP_KERNEL)", r"NULL"), ("kstrdup(\"text\", GFP_KERNEL)", r"8 bytes for 5"),
      ("kmemdup(z, 4, GFP_ATOMIC)", r"8 bytes for 4")]),
    ("header of 2.0", "linux/malloc.h", "kfree(kmalloc(1, GFP_KERNEL));", []),
    ("slab's own header", "linux/slab_def.h", "kfree(kmalloc(1, GFP_KERNEL));", []),
    ("devm_kzalloc", "linux/device.h", "(void)(void *(*)(struct device *, size_t, gfp_t))NULL; (void)&devm_kfree;",
     [("devm_kzalloc(100, GFP_KERNEL)", r"cleared; devres_release_all"), ("devres_release_all()", r"= 1\b")]),
    # B. flags
    ("GFP flags", PAGE,
     "static const gfp_t f[] __attribute__((used)) = {GFP_KERNEL, GFP_ATOMIC, GFP_USER, GFP_HIGHUSER, GFP_BUFFER, GFP_NOIO, GFP_NOFS,\n"
     "GFP_DMA, __GFP_DMA, __GFP_HIGHMEM, __GFP_COLD, __GFP_NOWARN, __GFP_HIGH, __GFP_REPEAT, __GFP_NOFAIL,\n"
     "__GFP_NORETRY, __GFP_WAIT, __GFP_ZERO, __GFP_COMP, __GFP_NO_GROW, __GFP_IO, __GFP_FS,\n"
     "__GFP_RETRY_MAYFAIL, __GFP_DIRECT_RECLAIM, __GFP_RECLAIM, GFP_NOWAIT};",
     [("GFP_KERNEL", r"0xd0\b"), ("GFP_ATOMIC", r"0x20\b"), ("GFP_NOFS", r"0x50\b"), ("GFP_HIGHUSER", r"0xd2\b"),
      ("__GFP_NORETRY | __GFP_REPEAT", r"0x1400\b"), ("kmalloc(10, GFP_DMA)", r"kmalloc-.*dma.*zone DMA|zone DMA"),
      ("irq: kmalloc(10, GFP_ATOMIC)", r"did not sleep"), ("irq: kmalloc(10, GFP_KERNEL)", r"sleeping function")]),
    ("SLAB_KERNEL and its like", "linux/slab.h",
     "static const gfp_t f[] __attribute__((used)) = {SLAB_KERNEL, SLAB_ATOMIC, SLAB_USER, SLAB_NOFS, SLAB_NOIO, SLAB_DMA};",
     [("SLAB_ATOMIC", r"0x20\b")]),
    # C. zones
    ("zones", "linux/mmzone.h", "(void)&contig_page_data; BUILD_BUG_ON(MAX_ORDER != 11);",
     [("cat /proc/zoneinfo", r"zone +DMA(.|\n)*zone +Normal(.|\n)*zone +HighMem"),
      ("MAX_DMA_ADDRESS", r"0xc1000000"), ("PAGE_OFFSET", r"0xc0000000"), ("PAGE_SIZE", r"= 4096\b"),
      ("high_memory", r"0xf8000000"), ("dmesg", r"HighMem +\[mem 0x0*38000000-")]),
    # D. caches
    ("kmem_cache_create and its like", "linux/slab.h",
     "kmem_cache_t *c = kmem_cache_create(\"seed\", 100, 0, SLAB_HWCACHE_ALIGN | SLAB_NO_REAP, NULL, NULL); void *o;\n"
     "struct kmem_cache *d = kmem_cache_create(\"seed5\", 100, 0, SLAB_CACHE_DMA, NULL);\n"
     "struct kmem_cache *e = kmem_cache_create(\"seed4\", 100, NULL, 0);\n"
     "o = kmem_cache_alloc(c, SLAB_KERNEL); kmem_cache_free(c, o); o = kmem_cache_zalloc(d, GFP_KERNEL); kmem_cache_free(d, o);\n"
     "kmem_cache_shrink(c); if (kmem_cache_destroy(c)) printk(\"remain\\n\"); kmem_cache_destroy(d); kmem_cache_destroy(e);",
     [("c = kmem_cache_create(\"scullc\", 4000, 0, SLAB_HWCACHE_ALIGN, NULL, NULL)", r"4000-byte objects"),
      ("o = kmem_cache_alloc(c, GFP_KERNEL)", r"4000 bytes"), ("cat /proc/slabinfo", r"version: 2.1(.|\n)*scullc"),
      ("kmem_cache_destroy(c)", r"objects remain"), ("kmem_cache_free(c, o)", r"instructions"),
      ("kmem_cache_free(c, o)", r"free object"), ("kmem_cache_destroy(c)", r"instructions")]),
    ("constructors", "linux/slab.h",
     "void prompt_ctor6(void *, kmem_cache_t *, unsigned long);\n"
     "static const unsigned long f[] __attribute__((used)) = {SLAB_CTOR_CONSTRUCTOR, SLAB_CTOR_ATOMIC, SLAB_CTOR_VERIFY};",
     [("k = kmem_cache_create(\"built\", 128, 0, 0, prompt_ctor, prompt_dtor)", r"31 to a slab|32 to a slab"),
      ("b = kmem_cache_alloc(k, GFP_KERNEL)", r"constructor ran 3\d times"), ("b2 = kmem_cache_alloc(k, GFP_KERNEL)", r"= 0x(?!.*constructor)"),
      ("kmem_cache_free(k, b)", r"instr"), ("kmem_cache_free(k, b2)", r"instr"), ("kmem_cache_destroy(k)", r"destructor ran 3\d times")]),
    ("slab flags", "linux/slab.h",
     "static const unsigned f[] __attribute__((used)) = {SLAB_NO_REAP, SLAB_HWCACHE_ALIGN, SLAB_CACHE_DMA, SLAB_PANIC, SLAB_POISON,\n"
     "SLAB_RED_ZONE, SLAB_STORE_USER, SLAB_DEBUG_FREE, SLAB_DEBUG_INITIAL, SLAB_RECLAIM_ACCOUNT};",
     [("SLAB_HWCACHE_ALIGN", r"0x2000\b"), ("SLAB_CACHE_DMA", r"0x4000\b")]),
    # E. pools
    ("mempool", "linux/mempool.h",
     "mempool_t *m = mempool_create(4, mempool_kmalloc, mempool_kfree, (void *)64);\n"
     "mempool_alloc_t *a = mempool_alloc_slab; mempool_free_t *f = mempool_free_slab; (void)a; (void)f;\n"
     "if (m) { mempool_free(mempool_alloc(m, GFP_KERNEL), m); mempool_resize(m, 8, GFP_KERNEL); mempool_resize(m, 2); mempool_destroy(m); }",
     [("pc = kmem_cache_create(\"pc\", 64, 0, 0, NULL)", r"cache pc"),
      ("m = mempool_create(4, mempool_alloc_slab, mempool_free_slab, pc)", r"4 elements in reserve"),
      ("mempool_alloc(m, GFP_KERNEL); mempool_alloc(m, GFP_KERNEL); x = mempool_alloc(m, GFP_KERNEL)", r"4 of 4 left"),
      ("mempool_resize(m, 6)", r"= 0\b.*6 of 6"), ("mempool_free(x, m)", r"6 of 6")]),
    # F. pages
    ("get_zeroed_page __get_free_page __get_free_pages free_page free_pages", PAGE,
     "free_page(get_zeroed_page(GFP_KERNEL)); free_page(__get_free_page(GFP_KERNEL)); free_pages(__get_free_pages(GFP_KERNEL, 2), 2);",
     [("g = __get_free_pages(GFP_KERNEL, 3)", r"order 3 \(8 pages\)"), ("free_pages(g, 2)", r"error: .*order 3"),
      ("free_pages(g, 3)", r"8 pages back"), ("get_zeroed_page(GFP_KERNEL)", r"order 0"), ("free_page(__get_free_page(GFP_KERNEL))", r"1 page back")]),
    ("__get_dma_pages get_free_page get_dma_pages", "linux/mm.h",
     "free_pages(__get_dma_pages(GFP_KERNEL, 1), 1); free_page(get_free_page(GFP_KERNEL));",
     [("__get_dma_pages(GFP_KERNEL, 1)", r"zone DMA"), ("get_free_page(GFP_KERNEL)", r"order 0")]),
    ("get_order and the largest order", "linux/mm.h", "if (get_order(4097) != 1 || get_order(4096)) BUG();",
     [("get_order(4097)", r"= 1\b"), ("get_order(1)", r"= 0\b"), ("get_order(PAGE_SIZE * 4)", r"= 2\b"),
      ("__get_free_pages(GFP_KERNEL, 10)", r"order 10 \(1024 pages\)"), ("__get_free_pages(GFP_KERNEL, 11)", r"NULL"),
      ("cat /proc/buddyinfo", r"zone +DMA(?: +\d+){11} *\n")]),
    ("alloc_pages_node alloc_pages alloc_page __free_page __free_pages free_hot_page free_cold_page", PAGE,
     "__free_page(alloc_page(GFP_HIGHUSER)); __free_pages(alloc_pages(GFP_KERNEL, 1), 1); __free_pages(alloc_pages_node(0, GFP_KERNEL, 1), 1);\n"
     "free_hot_page(alloc_page(GFP_KERNEL)); free_cold_page(alloc_page(GFP_KERNEL | __GFP_COLD));",
     [("h = alloc_page(GFP_HIGHUSER)", r"zone HighMem.*no kernel address until kmap"), ("page_address(h)", r"NULL"),
      ("alloc_pages_node(0, GFP_KERNEL, 1)", r"order 1"), ("free_hot_page(alloc_page(GFP_KERNEL))", r"back"),
      ("free_cold_page(alloc_page(GFP_KERNEL))", r"back")]),
    ("split_page alloc_pages_exact free_pages_exact virt_to_page page_address", "linux/mm.h",
     "void *x = alloc_pages_exact(12288, GFP_KERNEL); free_pages_exact(x, 12288); (void)&split_page; (void)virt_to_page(x); (void)page_address(virt_to_page(x));",
     [("ex = alloc_pages_exact(12288, GFP_KERNEL)", r"3 pages, where a block would have 4"), ("free_pages_exact(ex, 12288)", r"instr")]),
    # G. addresses
    ("vmalloc vfree vmalloc_32 __vmalloc vmap vunmap", "linux/vmalloc.h",
     "struct page *pg[1]; void *v = vmalloc(5000); pg[0] = vmalloc_to_page(v); vunmap(vmap(pg, 1, VM_MAP, PAGE_KERNEL)); vfree(v);\n"
     "vfree(__vmalloc(1, GFP_KERNEL)); vfree(__vmalloc(1, GFP_KERNEL, PAGE_KERNEL)); vfree(vmalloc_32(9));",
     [("v = vmalloc(5000)", r"8192 bytes for 5000.*and a guard page"), ("*(u8 *)(v + 8192)", r"error: .*not mapped"),
      ("cat /proc/vmallocinfo", r"12288 .*pages=2 vmalloc"), ("vmap(h, 1, VM_MAP, PAGE_KERNEL)", r"1 page in a row"),
      ("vfree(v)", r"8192 bytes back"), ("vmalloc(0)", r"NULL"), ("irq: vmalloc(100)", r"NULL"), ("VMALLOC_END - VMALLOC_START", r"= \d+")]),
    ("kvmalloc kvzalloc kvfree", "linux/mm.h", "kvfree(kvmalloc(100, GFP_KERNEL)); kvfree(kvzalloc(100, GFP_KERNEL));",
     [("kv = kvmalloc(5M, GFP_KERNEL)", r"5242880 bytes for 5242880"), ("kvfree(kv)", r"instr"), ("kvmalloc(10, GFP_KERNEL)", r"kmalloc-16")]),
    ("ioremap ioremap_nocache iounmap readb", "asm/io.h",
     "void __iomem *r = ioremap(0xa0000, 4096); (void)readb(r); writeb(0, r); iounmap(r); iounmap(ioremap_nocache(0xfec00000, 4096));",
     [("r = ioremap(0xb8000, 4096)", r"physical 0x000b8000"), ("readb(r)", r"= \d+"), ("iounmap(r)", r"instr"),
      ("ioremap(0x200000, 4096)", r"NULL: that is RAM")]),
    ("kmap kunmap kmap_atomic kunmap_atomic kmap_local_page", "linux/highmem.h",
     "struct page *p = alloc_page(GFP_HIGHUSER); kmap(p); kunmap(p); kunmap_atomic(kmap_atomic(p, KM_USER0), KM_USER0); kunmap_atomic(kmap_atomic(p)); kunmap_local(kmap_local_page(p)); __free_page(p);",
     [("kmap(h)", r"pkmap slot"), ("page_address(h)", r"= 0xff"), ("kmap_atomic(h)", r"zone HighMem"), ("kunmap(h)", r"the address stays"),
      ("kunmap_local(kmap_local_page(h))", r"instr")]),
    # H. per CPU
    ("DEFINE_PER_CPU per_cpu get_cpu_var put_cpu_var alloc_percpu per_cpu_ptr free_percpu get_cpu put_cpu", "linux/percpu.h",
     "extern DEFINE_PER_CPU_T; long *p = alloc_percpu(long), *q = __alloc_percpu(8, 8); get_cpu_var(seed_var)++; put_cpu_var(seed_var);\n"
     "per_cpu(seed_var, 0) = 1; *per_cpu_ptr(p, get_cpu()) = 1; put_cpu(); free_percpu(p); free_percpu(q);",
     [("pp = alloc_percpu(long)", r"for each of 2 CPUs"), ("*(u32 *)per_cpu_ptr(pp, 1) = 4", r"= 4\b"), ("per_cpu(pp, 1)", r"= 4\b"),
      ("cpu 1: get_cpu_var(pp)", r"= 4\b"), ("free_percpu(pp)", r"instr"), ("free_percpu(pp)", r"error"), ("get_cpu()", r"= [01]\b")]),
    # I. boot
    ("bigphysarea", "linux/bigphysarea.h",
     "caddr_t b = bigphysarea_alloc(5000); bigphysarea_free(b, 5000); b = bigphysarea_alloc_pages(2, 1, GFP_KERNEL); bigphysarea_free_pages(b);",
     [("b = bigphysarea_alloc_pages(4, 1, 0)", r"physical 0x"), ("bigphysarea_free_pages(b)", r"4 pages back"), ("cat /proc/bigphysarea", r"\d")]),
    ("RAM above mem=", "linux/mm.h asm/io.h", "iounmap(ioremap(__pa(high_memory), 1 << 20));",
     [("alloc_bootmem(1)", r"only while booting"), ("free_bootmem(0, 1)", r"only while booting")]),
    ("dma_alloc_coherent dma_map_single", "linux/dma-mapping.h",
     "dma_addr_t h; void *p = dma_alloc_coherent(NULL, 100, &h, GFP_KERNEL); dma_free_coherent(NULL, 100, p, h);\n"
     "h = dma_map_single(NULL, &h, 4, DMA_TO_DEVICE); if (!dma_mapping_error(NULL, h)) dma_unmap_single(NULL, h, 4, DMA_TO_DEVICE);",
     [("dma_alloc_coherent(100, GFP_KERNEL)", r"zone DMA"), ("d = kmalloc(100, GFP_KERNEL)", r"zone Normal"),
      ("dma_set_mask_and_coherent(0xffffff)", r"= 0\b"), ("dm = dma_map_single(d, 100, DMA_FROM_DEVICE)", r"bounce buffer"),
      ("dma_unmap_single(dm)", r"copied back")]),
    ("dma_pool", "linux/dmapool.h",
     "struct dma_pool *p = dma_pool_create(\"p\", NULL, 64, 16, 0); dma_addr_t h; void *x = dma_pool_alloc(p, GFP_KERNEL, &h);\n"
     "dma_pool_free(p, x, h); dma_pool_destroy(p);",
     [("dp = dma_pool_create(\"seed\", 64, 16, 0)", r"blocks of 64"), ("db = dma_pool_alloc(dp, GFP_KERNEL)", r"bus address"),
      ("dma_pool_free(dp, db)", r"instr"), ("dma_pool_destroy(dp)", r"instr")]),
]
# Not for modules: the names must be there for the kernel, and not exported.
BOOT_ONLY = ["alloc_bootmem", "alloc_bootmem_low", "alloc_bootmem_pages", "alloc_bootmem_low_pages"]

HELP = ["kmalloc", "kfree", "kmem_cache_create", "kmem_cache_alloc", "kmem_cache_free", "kmem_cache_destroy", "mempool_create",
        "mempool_alloc", "mempool_free", "mempool_resize", "mempool_destroy", "get_zeroed_page", "__get_free_page",
        "__get_free_pages", "__get_dma_pages", "get_free_page", "free_page", "free_pages", "get_order", "alloc_pages_node",
        "alloc_pages", "alloc_page", "__free_page", "__free_pages", "free_hot_page", "free_cold_page", "vmalloc", "vfree",
        "ioremap", "iounmap", "readb", "kmap", "kmap_atomic", "DEFINE_PER_CPU", "DECLARE_PER_CPU", "EXPORT_PER_CPU_SYMBOL",
        "per_cpu", "get_cpu_var", "put_cpu_var", "alloc_percpu", "__alloc_percpu", "per_cpu_ptr", "free_percpu", "get_cpu",
        "put_cpu", "alloc_bootmem", "alloc_bootmem_low", "alloc_bootmem_pages", "alloc_bootmem_low_pages", "free_bootmem",
        "bigphysarea_alloc", "bigphysarea_free", "bigphysarea_alloc_pages", "bigphysarea_free_pages", "devm_kzalloc"]


def write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def source(number, header, code):
    """One file a row: what its header does not bring is missed."""
    outside = "DEFINE_PER_CPU(long, seed_var);\n" if "DEFINE_PER_CPU_T" in code else ""
    code = code.replace("extern DEFINE_PER_CPU_T; ", "")
    includes = "".join(f"#include <{one}>\n" for one in header.split())
    return (f"#include <linux/module.h>\n{includes}{outside}int seed_{number}(void);\n"
            f"int seed_{number}(void)\n{{\n{code}\nreturn 0;\n}}\n")


def make(folder):
    # Of a make that runs the tests it is to know nothing.
    env = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    run = subprocess.run(["make", "-C", "build/guest/build", f"M={folder}", "modules"], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, env=env, check=False)
    return run.returncode, run.stdout.decode()


def build_module(report, folder):
    """All rows in one module, which calls each when it is loaded."""
    calls = ""
    for number, (_, header, code, _) in enumerate(ROWS):
        write(f"{folder}/row{number}.c", source(number, header, code))
        calls += f"int seed_{number}(void);\n"
    body = "".join(f"seed_{n}();\n" for n in range(len(ROWS)))
    write(f"{folder}/main.c", f"#include <linux/module.h>\n{calls}static int __init seed_init(void)\n{{\n{body}"
          "printk(KERN_INFO \"seed: done\\n\");\nreturn 0;\n}\nstatic void __exit seed_exit(void) { }\n"
          "module_init(seed_init);\nmodule_exit(seed_exit);\nMODULE_LICENSE(\"GPL\");\n")
    objects = " ".join(f"row{n}.o" for n in range(len(ROWS)))
    write(f"{folder}/Makefile", f"obj-m := seed.o\nseed-y := main.o {objects}\n")
    status, output = make(folder)
    report.true(f"compiled: {output[-3000:]}", status == 0 and "warning:" not in output and "ERROR" not in output)
    return status == 0


def check_boot_only(report, folder):
    for name in BOOT_ONLY:
        write(f"{folder}/boot.c", "#include <linux/module.h>\n#include <linux/bootmem.h>\nvoid *boot(void);\n"
              f"void *boot(void) {{ return {name}(100); }}\nMODULE_LICENSE(\"GPL\");\n")
        write(f"{folder}/Makefile", "obj-m := boot.o\n")
        status, output = make(folder)
        report.true(f"{name} for modules: {output[-300:]!r}", status != 0 and "the kernel has no" in output)


def check_prompt(report, folder):
    tries = [(names, line, want) for names, _, _, tried in ROWS for line, want in tried]
    lines = ["insmod seed", "dmesg", *[line for _, line, _ in tries], *[f"help {name}" for name in HELP]]
    status, output = machine.run(["-m", "1024", "-smp", "2", "-append", "bigphysarea=64", "-initrd", f"{folder}/seed.ko"], lines)
    report.equal("exit status", status, 0)
    said = machine.answers(output, lines)
    report.equal("answers", len(said), len(lines))
    report.true(f"the module ran: {said[0]!r}", "seed: done" in said[1])
    failed = set()
    for (names, line, want), got in zip(tries, said[2:]):
        if not re.search(want, got):
            failed.add(names)
        report.true(f"{line}: {want!r} in {got!r}", re.search(want, got))
    for name, got in zip(HELP, said[2 + len(tries):]):
        report.true(f"help {name}: {got!r}", "#include <" in got and "context:" in got and "(" in got)
    for names, header, _, tried in ROWS:
        print(f"{names:60.60} {header:22} {len(tried):3} lines  {'fail' if names in failed else 'pass'}")


def main():
    report = machine.Report()
    folder = tempfile.mkdtemp(prefix="zonemu-seed-")
    try:
        os.makedirs(f"{folder}/boot")
        check_boot_only(report, f"{folder}/boot")
        if build_module(report, folder):
            check_prompt(report, folder)
    finally:
        shutil.rmtree(folder)
    report.close()


main()
