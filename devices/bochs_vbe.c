/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Bochs VBE display interface, as Bochs's and QEMU's display adapters have it
 * (QEMU, docs/specs/standard-vga; there is no such part).
 *
 *	1CEh  rw index, 16 bits
 *	1CFh  rw the register, 16 bits, which the bus brings as a byte here and one
 *	      at 1D0h; the second completes a write
 *	1D0h  rw the register, 16 bits
 *
 *	0 id B0C0h-B0C5h  1 width  2 height  3 bits a dot (4, 8, 15, 16, 24, 32)
 *	4 enable: 0 on, 1 read the limits in 1-3, 5 DAC of 8 bits, 6 linear frame
 *	  buffer, 7 keep the memory
 *	5 bank of 64 KiB at A0000h  6, 7 virtual width and height  8, 9 offset of
 *	the picture in it  A memory in 64 KiB
 *
 * The linear frame buffer answers whether bit 6 is set or not.
 *
 * NOT IMPLEMENTED: nothing is missing.
 */
#include "devices/bochs_vbe.h"

#include <string.h>

#include "devices/vga_regs.h"

#define OLDEST_ID 0xb0c0
#define NEWEST_ID 0xb0c5
#define MAX_XRES  16000u
#define MAX_YRES  12000u
#define MAX_BPP	  32u

#define OFF_INDEX 0u
#define OFF_LOW	  1u
#define OFF_HIGH  2u

unsigned bochs_vbe_dot_bytes(const struct vga *vga)
{
	unsigned bpp = vga->dispi[DISPI_BPP];

	return bpp == 4 ? 0 : (bpp + 7) / 8;
}

uint32_t bochs_vbe_pitch(const struct vga *vga)
{
	uint32_t width = vga->dispi[DISPI_VIRT_WIDTH], bytes = bochs_vbe_dot_bytes(vga);

	return bytes ? width * bytes : width / 8;
}

static uint16_t at_most(uint32_t value, uint32_t most)
{
	return (uint16_t)(value < most ? value : most);
}

/* Lines that memory holds; those of four planes have a fourth of it each. */
static uint32_t lines_of_memory(const struct vga *vga)
{
	uint32_t pitch = bochs_vbe_pitch(vga);

	return (bochs_vbe_dot_bytes(vga) ? vga->vram_bytes : vga->vram_bytes / 4) /
	       (pitch ? pitch : 1);
}

/* What does not fit is cut until it does, as the limits of memory and of the interface have it. */
static void settle(struct vga *vga)
{
	uint16_t *r = vga->dispi;
	uint32_t lines;

	r[DISPI_XRES] = at_most(r[DISPI_XRES] & ~7u, MAX_XRES);
	r[DISPI_XRES] = r[DISPI_XRES] ? r[DISPI_XRES] : 8;
	r[DISPI_VIRT_WIDTH] = at_most(r[DISPI_VIRT_WIDTH] & ~7u, MAX_XRES);
	if (r[DISPI_VIRT_WIDTH] < r[DISPI_XRES])
		r[DISPI_VIRT_WIDTH] = r[DISPI_XRES];
	lines = lines_of_memory(vga);
	r[DISPI_YRES] = at_most(r[DISPI_YRES], lines < MAX_YRES ? lines : MAX_YRES);
	r[DISPI_YRES] = r[DISPI_YRES] ? r[DISPI_YRES] : 1;
	r[DISPI_VIRT_HEIGHT] = at_most(lines, UINT16_MAX);
	r[DISPI_X_OFFSET] =
	    at_most(r[DISPI_X_OFFSET], r[DISPI_VIRT_WIDTH] - (uint32_t)r[DISPI_XRES]);
	r[DISPI_Y_OFFSET] =
	    at_most(r[DISPI_Y_OFFSET], r[DISPI_VIRT_HEIGHT] - (uint32_t)r[DISPI_YRES]);
}

static void set_bpp(struct vga *vga, uint16_t bpp)
{
	static const uint16_t known[] = {4, 8, 15, 16, 24, 32};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i] == bpp)
			vga->dispi[DISPI_BPP] = bpp;
	if (bpp == 0)
		vga->dispi[DISPI_BPP] = 8;
}

static void set_enable(struct vga *vga, uint16_t value)
{
	uint16_t *r = vga->dispi;
	bool begins = value & DISPI_ENABLED && !vga_vbe_on(vga);

	if (begins) {
		r[DISPI_VIRT_WIDTH] = r[DISPI_XRES];
		r[DISPI_X_OFFSET] = r[DISPI_Y_OFFSET] = 0;
		settle(vga);
		if (!(value & DISPI_KEEP))
			memset(vga->vram, 0,
			       (size_t)bochs_vbe_pitch(vga) * r[DISPI_YRES] *
				   (bochs_vbe_dot_bytes(vga) ? 1 : 4));
	}
	if (!(value & DISPI_ENABLED))
		r[DISPI_BANK] = 0;
	r[DISPI_ENABLE] =
	    value & (DISPI_ENABLED | DISPI_GETCAPS | DISPI_8BIT_DAC | DISPI_LFB | DISPI_KEEP);
}

void bochs_vbe_write(struct vga *vga, unsigned index, uint16_t value)
{
	uint16_t *r = vga->dispi;

	switch (index) {
	case DISPI_ID:
		if (value >= OLDEST_ID && value <= NEWEST_ID)
			r[DISPI_ID] = value;
		break;
	case DISPI_BPP:
		set_bpp(vga, value);
		break;
	case DISPI_ENABLE:
		set_enable(vga, value);
		break;
	case DISPI_BANK:
		r[DISPI_BANK] = value & (uint16_t)((vga->vram_bytes >> 16) - 1);
		break;
	case DISPI_XRES:
	case DISPI_YRES:
	case DISPI_VIRT_WIDTH:
	case DISPI_X_OFFSET:
	case DISPI_Y_OFFSET:
		r[index] = value;
		break;
	default: /* the others only tell */
		break;
	}
	if (vga_vbe_on(vga))
		settle(vga);
	vga_changed(vga);
}

uint16_t bochs_vbe_peek(const struct vga *vga, unsigned index)
{
	bool limits = vga->dispi[DISPI_ENABLE] & DISPI_GETCAPS;

	switch (index) {
	case DISPI_XRES:
		return limits ? MAX_XRES : vga->dispi[index];
	case DISPI_YRES:
		return limits ? MAX_YRES : vga->dispi[index];
	case DISPI_BPP:
		return limits ? MAX_BPP : vga->dispi[index];
	case DISPI_MEMORY:
		return (uint16_t)(vga->vram_bytes >> 16);
	default:
		return index < VGA_DISPI_REGS ? vga->dispi[index] : 0;
	}
}

void bochs_vbe_reset(struct vga *vga)
{
	memset(vga->dispi, 0, sizeof(vga->dispi));
	vga->dispi_index = 0;
	vga->dispi[DISPI_ID] = NEWEST_ID;
	vga->dispi[DISPI_BPP] = 8;
}

void bochs_vbe_loaded(struct vga *vga)
{
	uint16_t bpp = vga->dispi[DISPI_BPP];

	vga->dispi[DISPI_BPP] = 8;
	set_bpp(vga, bpp);
	vga->dispi[DISPI_BANK] &= (uint16_t)((vga->vram_bytes >> 16) - 1);
	if (vga_vbe_on(vga))
		settle(vga);
}

/* ---- ports ---- */

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct vga *vga = dev;
	uint16_t data = bochs_vbe_peek(vga, vga->dispi_index);

	if (off == OFF_INDEX && bytes == 2)
		return vga->dispi_index;
	if (off == OFF_LOW && bytes == 1)
		return data & 0xff;
	if (off == OFF_HIGH)
		return bytes == 1 ? data >> 8 : data;
	return UINT32_MAX;
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	return io_peek(dev, off, bytes);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct vga *vga = dev;

	if (off == OFF_INDEX && bytes == 2)
		vga->dispi_index = (uint16_t)value;
	else if (off == OFF_LOW && bytes == 1)
		vga->dispi_low = (uint8_t)value;
	else if (off == OFF_HIGH && bytes == 1)
		bochs_vbe_write(vga, vga->dispi_index, (uint16_t)(vga->dispi_low | value << 8));
	else if (off == OFF_HIGH && bytes == 2)
		bochs_vbe_write(vga, vga->dispi_index, (uint16_t)value);
}

const struct io_ops bochs_vbe_ops = {io_read, io_write, io_peek, 2};
