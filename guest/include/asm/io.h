/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * io: ports, and memory of devices. What ioremap() gives is only for readb() and its
 * like; on i386 it could be dereferenced, elsewhere not.
 */
#ifndef _ASM_IO_H
#define _ASM_IO_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/page.h>

static inline u8 inb(u16 port)
{
	u8 v;

	__asm__ __volatile__("inb %w1,%b0" : "=a"(v) : "Nd"(port));
	return v;
}

static inline u16 inw(u16 port)
{
	u16 v;

	__asm__ __volatile__("inw %w1,%w0" : "=a"(v) : "Nd"(port));
	return v;
}

static inline u32 inl(u16 port)
{
	u32 v;

	__asm__ __volatile__("inl %w1,%0" : "=a"(v) : "Nd"(port));
	return v;
}

static inline void outb(u8 v, u16 port)
{
	__asm__ __volatile__("outb %b0,%w1" ::"a"(v), "Nd"(port));
}

static inline void outw(u16 v, u16 port)
{
	__asm__ __volatile__("outw %w0,%w1" ::"a"(v), "Nd"(port));
}

static inline void outl(u32 v, u16 port)
{
	__asm__ __volatile__("outl %0,%w1" ::"a"(v), "Nd"(port));
}

/* The pause old chips need: a write to the POST port takes about 1 us on ISA. */
static inline void io_delay(void)
{
	outb(0, 0x80);
}

#define inb_p(port)	inb(port)
#define inw_p(port)	inw(port)
#define inl_p(port)	inl(port)
#define outb_p(v, port) (outb(v, port), io_delay())
#define outw_p(v, port) (outw(v, port), io_delay())
#define outl_p(v, port) (outl(v, port), io_delay())

static inline void insb(u16 port, void *addr, unsigned long count)
{
	__asm__ __volatile__("rep insb" : "+D"(addr), "+c"(count) : "d"(port) : "memory");
}

static inline void insw(u16 port, void *addr, unsigned long count)
{
	__asm__ __volatile__("rep insw" : "+D"(addr), "+c"(count) : "d"(port) : "memory");
}

static inline void insl(u16 port, void *addr, unsigned long count)
{
	__asm__ __volatile__("rep insl" : "+D"(addr), "+c"(count) : "d"(port) : "memory");
}

static inline void outsb(u16 port, const void *addr, unsigned long count)
{
	__asm__ __volatile__("rep outsb" : "+S"(addr), "+c"(count) : "d"(port) : "memory");
}

static inline void outsw(u16 port, const void *addr, unsigned long count)
{
	__asm__ __volatile__("rep outsw" : "+S"(addr), "+c"(count) : "d"(port) : "memory");
}

static inline void outsl(u16 port, const void *addr, unsigned long count)
{
	__asm__ __volatile__("rep outsl" : "+S"(addr), "+c"(count) : "d"(port) : "memory");
}

static inline u8 readb(const volatile void __iomem *addr)
{
	return *(const volatile u8 *)addr;
}

static inline u16 readw(const volatile void __iomem *addr)
{
	return *(const volatile u16 *)addr;
}

static inline u32 readl(const volatile void __iomem *addr)
{
	return *(const volatile u32 *)addr;
}

static inline void writeb(u8 v, volatile void __iomem *addr)
{
	*(volatile u8 *)addr = v;
}

static inline void writew(u16 v, volatile void __iomem *addr)
{
	*(volatile u16 *)addr = v;
}

static inline void writel(u32 v, volatile void __iomem *addr)
{
	*(volatile u32 *)addr = v;
}

#define readb_relaxed(a)     readb(a)
#define readw_relaxed(a)     readw(a)
#define readl_relaxed(a)     readl(a)
#define writeb_relaxed(v, a) writeb(v, a)
#define writew_relaxed(v, a) writew(v, a)
#define writel_relaxed(v, a) writel(v, a)
#define __raw_readb(a)	     readb(a)
#define __raw_readw(a)	     readw(a)
#define __raw_readl(a)	     readl(a)
#define __raw_writeb(v, a)   writeb(v, a)
#define __raw_writew(v, a)   writew(v, a)
#define __raw_writel(v, a)   writel(v, a)
/* Where a value's bytes are in the order of the bus, repeated: for FIFOs. */
#define DEFINE_IO_REPEATED(suffix, type)                                                           \
	static inline void reads##suffix(const volatile void __iomem *addr, void *dst,             \
					 unsigned int n)                                           \
	{                                                                                          \
		for (type *to = dst; n--; to++)                                                    \
			*to = read##suffix(addr);                                                  \
	}                                                                                          \
	static inline void writes##suffix(volatile void __iomem *addr, const void *src,            \
					  unsigned int n)                                          \
	{                                                                                          \
		for (const type *from = src; n--; from++)                                          \
			write##suffix(*from, addr);                                                \
	}
DEFINE_IO_REPEATED(b, u8)
DEFINE_IO_REPEATED(w, u16)
DEFINE_IO_REPEATED(l, u32)
#undef DEFINE_IO_REPEATED

/*
 * Ports and memory by one set of functions: what ioport_map() gives is a number that cannot be
 * an address, and the ioread and iowrite functions tell the two apart.
 */
#define PIO_OFFSET	 0x10000UL
#define PIO_RESERVED	 0x40000UL
#define IO_IS_PORT(addr) ((unsigned long)(addr) < PIO_RESERVED)

static inline void __iomem *ioport_map(unsigned long port, unsigned int nr)
{
	return port > 0xffff ? (void __iomem *)0 : (void __iomem *)(port + PIO_OFFSET);
}

static inline void ioport_unmap(void __iomem *addr)
{
}

#define DEFINE_IOREAD(bits, type, in, rd, suffix)                                                  \
	static inline type ioread##bits(const volatile void __iomem *addr)                         \
	{                                                                                          \
		return IO_IS_PORT(addr) ? in((unsigned long)addr & 0xffff) : rd(addr);             \
	}                                                                                          \
	static inline void iowrite##bits(type v, volatile void __iomem *addr)                      \
	{                                                                                          \
		if (IO_IS_PORT(addr))                                                              \
			out##suffix(v, (unsigned long)addr & 0xffff);                              \
		else                                                                               \
			write##suffix(v, addr);                                                    \
	}                                                                                          \
	static inline void ioread##bits##_rep(const volatile void __iomem *addr, void *dst,        \
					      unsigned long n)                                     \
	{                                                                                          \
		for (type *to = dst; n--; to++)                                                    \
			*to = ioread##bits(addr);                                                  \
	}                                                                                          \
	static inline void iowrite##bits##_rep(volatile void __iomem *addr, const void *src,       \
					       unsigned long n)                                    \
	{                                                                                          \
		for (const type *from = src; n--; from++)                                          \
			iowrite##bits(*from, addr);                                                \
	}
DEFINE_IOREAD(8, u8, inb, readb, b)
DEFINE_IOREAD(16, u16, inw, readw, w)
DEFINE_IOREAD(32, u32, inl, readl, l)
#undef DEFINE_IOREAD
#define ioread16be(a)	  __builtin_bswap16(ioread16(a))
#define ioread32be(a)	  __builtin_bswap32(ioread32(a))
#define iowrite16be(v, a) iowrite16(__builtin_bswap16(v), a)
#define iowrite32be(v, a) iowrite32(__builtin_bswap32(v), a)

#define memcpy_fromio(dst, src, n) memcpy(dst, (const void *)(src), n)
#define memcpy_toio(dst, src, n)   memcpy((void *)(dst), src, n)
#define memset_io(dst, c, n)	   memset((void *)(dst), c, n)

static inline phys_addr_t virt_to_phys(const volatile void *addr)
{
	return __pa(addr);
}

static inline void *phys_to_virt(phys_addr_t pa)
{
	return __va(pa);
}

/* Of 2.6: what lies between 640 KiB and 1 MiB, by its physical address. */
#define isa_readb(a)		     readb(__va(a))
#define isa_readw(a)		     readw(__va(a))
#define isa_readl(a)		     readl(__va(a))
#define isa_writeb(v, a)	     writeb(v, __va(a))
#define isa_writew(v, a)	     writew(v, __va(a))
#define isa_writel(v, a)	     writel(v, __va(a))
#define isa_memcpy_fromio(dst, a, n) memcpy_fromio(dst, __va(a), n)
#define isa_memcpy_toio(a, src, n)   memcpy_toio(__va(a), src, n)
#define isa_memset_io(a, c, n)	     memset_io(__va(a), c, n)

#ifndef LINUX_6_1_ONLY /* of other versions */
#define virt_to_bus(a) ((unsigned long)virt_to_phys(a))
#define bus_to_virt(a) phys_to_virt(a)
#endif

/* Device memory, uncached; NULL: no address space left, or it is RAM of the kernel's (mm/). */
void __iomem *ioremap(resource_size_t pa, unsigned long bytes);
void __iomem *ioremap_cache(resource_size_t pa, unsigned long bytes);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define ioremap_nocache(pa, bytes) ioremap(pa, bytes)
#endif
#define ioremap_uc(pa, bytes) ioremap(pa, bytes)
#define ioremap_wc(pa, bytes) ioremap(pa, bytes)
/* RAM that is the kernel's where it is in the linear map anyway; else as ioremap_cache(). */
void *memremap(resource_size_t pa, size_t bytes, unsigned long flags);
void memunmap(void *addr);
#define MEMREMAP_WB 1
#define MEMREMAP_WT 2
#define MEMREMAP_WC 4
void iounmap(volatile void __iomem *addr);

#endif
