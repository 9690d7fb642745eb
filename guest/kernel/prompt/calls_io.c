/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls that read and write devices: by port, and by ioremap()'s addresses. */
#include <linux/io.h>
#include <linux/kernel.h>

#include "access.h"
#include "calls.h"

static bool port_ok(struct invocation *in, u32 port)
{
	if (port <= 0xffff)
		return true;
	return expr_fail(in->e, "%s: port 0x%x; ports end at 0xffff%s", in->call->name, port,
			 in->call->name[0] == 'o' ? " (the value comes first, then the port)" : "");
}

static void gave_bits(struct invocation *in, u32 bits)
{
	call_result(in, VAL_UINT, bits);
}

static bool run_inb(struct invocation *in)
{
	u32 v;

	if (!port_ok(in, in->args[0].bits))
		return false;
	MEASURE(in, v = inb(in->args[0].bits));
	gave_bits(in, v);
	return true;
}

static bool run_inw(struct invocation *in)
{
	u32 v;

	if (!port_ok(in, in->args[0].bits))
		return false;
	MEASURE(in, v = inw(in->args[0].bits));
	gave_bits(in, v);
	return true;
}

static bool run_inl(struct invocation *in)
{
	u32 v;

	if (!port_ok(in, in->args[0].bits))
		return false;
	MEASURE(in, v = inl(in->args[0].bits));
	gave_bits(in, v);
	return true;
}

static bool run_outb(struct invocation *in)
{
	if (!port_ok(in, in->args[1].bits))
		return false;
	MEASURE(in, outb(in->args[0].bits, in->args[1].bits));
	return true;
}

static bool run_outw(struct invocation *in)
{
	if (!port_ok(in, in->args[1].bits))
		return false;
	MEASURE(in, outw(in->args[0].bits, in->args[1].bits));
	return true;
}

static bool run_outl(struct invocation *in)
{
	if (!port_ok(in, in->args[1].bits))
		return false;
	MEASURE(in, outl(in->args[0].bits, in->args[1].bits));
	return true;
}

static bool run_readb(struct invocation *in)
{
	u32 v;

	if (!access_readable(in->e, in->args[0].bits, 1))
		return false;
	MEASURE(in, v = readb((void __iomem *)in->args[0].bits));
	gave_bits(in, v);
	return true;
}

static bool run_readw(struct invocation *in)
{
	u32 v;

	if (!access_readable(in->e, in->args[0].bits, 2))
		return false;
	MEASURE(in, v = readw((void __iomem *)in->args[0].bits));
	gave_bits(in, v);
	return true;
}

static bool run_readl(struct invocation *in)
{
	u32 v;

	if (!access_readable(in->e, in->args[0].bits, 4))
		return false;
	MEASURE(in, v = readl((void __iomem *)in->args[0].bits));
	gave_bits(in, v);
	return true;
}

static bool run_writeb(struct invocation *in)
{
	if (!access_writable(in->e, in->args[1].bits, 1))
		return false;
	MEASURE(in, writeb(in->args[0].bits, (void __iomem *)in->args[1].bits));
	return true;
}

static bool run_writew(struct invocation *in)
{
	if (!access_writable(in->e, in->args[1].bits, 2))
		return false;
	MEASURE(in, writew(in->args[0].bits, (void __iomem *)in->args[1].bits));
	return true;
}

static bool run_writel(struct invocation *in)
{
	if (!access_writable(in->e, in->args[1].bits, 4))
		return false;
	MEASURE(in, writel(in->args[0].bits, (void __iomem *)in->args[1].bits));
	return true;
}

#define ANY "any context"
#define IO  "asm/io.h"

const struct call calls_io[] = {
    {"readb", "a", run_readb, "u8 readb(const volatile void __iomem *addr)", IO, ANY, NULL,
     "a byte of a device's memory"},
    {"readw", "a", run_readw, "u16 readw(const volatile void __iomem *addr)", IO, ANY, NULL,
     "16 bits of a device's memory"},
    {"readl", "a", run_readl, "u32 readl(const volatile void __iomem *addr)", IO, ANY, NULL,
     "32 bits of a device's memory"},
    {"writeb", "na", run_writeb, "void writeb(u8 value, volatile void __iomem *addr)", IO, ANY,
     NULL, "a byte to a device's memory"},
    {"writew", "na", run_writew, "void writew(u16 value, volatile void __iomem *addr)", IO, ANY,
     NULL, "16 bits to a device's memory"},
    {"writel", "na", run_writel, "void writel(u32 value, volatile void __iomem *addr)", IO, ANY,
     NULL, "32 bits to a device's memory"},
    {"inb", "n", run_inb, "u8 inb(unsigned long port)", IO, ANY, NULL, "a byte from a port"},
    {"inw", "n", run_inw, "u16 inw(unsigned long port)", IO, ANY, NULL, "16 bits from a port"},
    {"inl", "n", run_inl, "u32 inl(unsigned long port)", IO, ANY, NULL, "32 bits from a port"},
    {"outb", "nn", run_outb, "void outb(u8 value, unsigned long port)", IO, ANY, NULL,
     "a byte to a port"},
    {"outw", "nn", run_outw, "void outw(u16 value, unsigned long port)", IO, ANY, NULL,
     "16 bits to a port"},
    {"outl", "nn", run_outl, "void outl(u32 value, unsigned long port)", IO, ANY, NULL,
     "32 bits to a port"},
    {NULL},
};
