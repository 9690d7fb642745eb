/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dma: who has which ISA DMA channel, and the registers of the two 8237A (ports 00-0f
 * and c0-df, the second's a port apart) and of the page latches beside them.
 *
 * A chip counts 16 bits of address: of bytes (channels 0 to 3), or of words (5 to 7,
 * address lines shifted by one). The bits above stay in the latch while it counts, so a
 * transfer cannot cross them.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <asm/cmpxchg.h>
#include <asm/dma.h>

#define DMA1 0x00
#define DMA2 0xc0

/* Offsets of the first chip's; of the second's twice as much. */
#define REG_MASK     0x0a
#define REG_MODE     0x0b
#define REG_CLEAR_FF 0x0c
#define MASK_SET     4

#define CASCADE 4

DEFINE_SPINLOCK(dma_spin_lock);
EXPORT_SYMBOL(dma_spin_lock);

static const char *owners[MAX_DMA_CHANNELS] = {[CASCADE] = "cascade"};

static const u16 page_ports[MAX_DMA_CHANNELS] = {0x87, 0x83, 0x81, 0x82, 0, 0x8b, 0x89, 0x8a};

/* Where the channel's buffer is, as its driver has said. */
static unsigned int addresses[MAX_DMA_CHANNELS];

#define MAX_PA 0x1000000u /* of 24 address lines */

static bool is_wide(unsigned int dmanr)
{
	return dmanr > 3;
}

static const char *owner_name(unsigned int dmanr)
{
	const char *owner = dma_owner(dmanr);

	return owner ? owner : "nobody's";
}

static void write_control(unsigned int dmanr, unsigned int reg, u8 value)
{
	outb(value, is_wide(dmanr) ? DMA2 + 2 * reg : DMA1 + reg);
}

static u16 address_port(unsigned int dmanr)
{
	return is_wide(dmanr) ? DMA2 + 4 * (dmanr & 3) : DMA1 + 2 * dmanr;
}

static u16 count_port(unsigned int dmanr)
{
	return address_port(dmanr) + (is_wide(dmanr) ? 2 : 1);
}

void enable_dma(unsigned int dmanr)
{
	write_control(dmanr, REG_MASK, dmanr & 3);
}
EXPORT_SYMBOL(enable_dma);

void disable_dma(unsigned int dmanr)
{
	write_control(dmanr, REG_MASK, (dmanr & 3) | MASK_SET);
}
EXPORT_SYMBOL(disable_dma);

void clear_dma_ff(unsigned int dmanr)
{
	write_control(dmanr, REG_CLEAR_FF, 0);
}
EXPORT_SYMBOL(clear_dma_ff);

void set_dma_mode(unsigned int dmanr, char mode)
{
	write_control(dmanr, REG_MODE, mode | (dmanr & 3));
}
EXPORT_SYMBOL(set_dma_mode);

/* The lowest bit of a wide channel's page would be the highest of its count of words. */
void set_dma_page(unsigned int dmanr, char pagenr)
{
	if (dmanr != CASCADE)
		outb(is_wide(dmanr) ? pagenr & 0xfe : pagenr, page_ports[dmanr]);
}
EXPORT_SYMBOL(set_dma_page);

static void write_low_high(u16 port, unsigned int value)
{
	outb(value & 0xff, port);
	outb(value >> 8 & 0xff, port);
}

/*
 * Where a transfer would go that cannot reach where it should: the chip sees 24 bits of
 * address, and counts 16. Said once for each place that asks; the transfer goes on as on a
 * real board, somewhere else.
 */
static void complain(unsigned int dmanr, unsigned int pa, unsigned int bytes, void *caller)
{
	static void *told[4];
	static unsigned int next;
	unsigned int line = is_wide(dmanr) ? 0x20000 : 0x10000;
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(told); i++)
		if (told[i] == caller)
			return;
	told[next++ % ARRAY_SIZE(told)] = caller;
	if (pa + bytes > MAX_PA)
		pr_err(
		    "dma: channel %u (%s): buffer at %#x is above 16 MiB; the chip goes to %#x\n",
		    dmanr, owner_name(dmanr), pa, pa & (MAX_PA - 1));
	else if (is_wide(dmanr) && pa & 1)
		pr_err("dma: channel %u (%s): buffer at %#x is not at a word\n", dmanr,
		       owner_name(dmanr), pa);
	else
		pr_err(
		    "dma: channel %u (%s): %#x bytes at %#x cross %#x; the chip goes on at %#x\n",
		    dmanr, owner_name(dmanr), bytes, pa, round_up(pa + 1, line), pa & -line);
	pr_err("dma: asked for by %pS\n", caller);
}

static bool is_reachable(unsigned int dmanr, unsigned int pa, unsigned int bytes)
{
	unsigned int line = is_wide(dmanr) ? 0x20000 : 0x10000;

	return pa + bytes <= MAX_PA && !(is_wide(dmanr) && pa & 1) &&
	       (pa & -line) == ((pa + bytes - 1) & -line);
}

void set_dma_addr(unsigned int dmanr, unsigned int pa)
{
	addresses[dmanr & 7] = pa;
	if (!is_reachable(dmanr, pa, 1))
		complain(dmanr, pa, 1, __builtin_return_address(0));
	set_dma_page(dmanr, pa >> 16);
	write_low_high(address_port(dmanr), is_wide(dmanr) ? pa >> 1 : pa);
}
EXPORT_SYMBOL(set_dma_addr);

void set_dma_count(unsigned int dmanr, unsigned int count)
{
	unsigned int pa = addresses[dmanr & 7];

	if (count && is_reachable(dmanr, pa, 1) && !is_reachable(dmanr, pa, count))
		complain(dmanr, pa, count, __builtin_return_address(0));
	write_low_high(count_port(dmanr), (is_wide(dmanr) ? count >> 1 : count) - 1);
}
EXPORT_SYMBOL(set_dma_count);

int get_dma_residue(unsigned int dmanr)
{
	u16 port = count_port(dmanr), count;

	count = inb(port);
	count |= inb(port) << 8;
	/* one less than there is, so that 0xffff is none */
	count++;
	return is_wide(dmanr) ? count << 1 : count;
}
EXPORT_SYMBOL(get_dma_residue);

int request_dma(unsigned int dmanr, const char *device_id)
{
	if (dmanr >= MAX_DMA_CHANNELS || !device_id)
		return -EINVAL;
	return cmpxchg(&owners[dmanr], NULL, device_id) ? -EBUSY : 0;
}
EXPORT_SYMBOL(request_dma);

void free_dma(unsigned int dmanr)
{
	if (dmanr >= MAX_DMA_CHANNELS || dmanr == CASCADE)
		pr_warn("Trying to free DMA%u\n", dmanr);
	else if (!xchg(&owners[dmanr], NULL))
		pr_warn("Trying to free free DMA%u\n", dmanr);
}
EXPORT_SYMBOL(free_dma);

const char *dma_owner(unsigned int dmanr)
{
	return dmanr < MAX_DMA_CHANNELS ? READ_ONCE(owners[dmanr]) : NULL;
}
