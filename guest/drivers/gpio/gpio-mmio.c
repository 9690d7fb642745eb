/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-mmio: chips whose lines are bits of registers in memory (bgpio_init()). A chip has a data
 * register, perhaps one that sets and one that clears, and perhaps one for the direction, of 8,
 * 16 or 32 bits; bit 0 may be the last. bgpio_data and bgpio_dir are what was written.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gpio/driver.h>
#include <linux/io.h>
#include <linux/log2.h>

/* ---- registers ---- */

static void write8(void __iomem *reg, unsigned long data)
{
	writeb(data, reg);
}

static unsigned long read8(void __iomem *reg)
{
	return readb(reg);
}

static void write16(void __iomem *reg, unsigned long data)
{
	writew(data, reg);
}

static unsigned long read16(void __iomem *reg)
{
	return readw(reg);
}

static void write32(void __iomem *reg, unsigned long data)
{
	writel(data, reg);
}

static unsigned long read32(void __iomem *reg)
{
	return readl(reg);
}

static void write16be(void __iomem *reg, unsigned long data)
{
	iowrite16be(data, reg);
}

static unsigned long read16be(void __iomem *reg)
{
	return ioread16be(reg);
}

static void write32be(void __iomem *reg, unsigned long data)
{
	iowrite32be(data, reg);
}

static unsigned long read32be(void __iomem *reg)
{
	return ioread32be(reg);
}

static int set_accessors(struct gpio_chip *gc, bool big_endian)
{
	switch (gc->bgpio_bits) {
	case 8:
		gc->read_reg = read8;
		gc->write_reg = write8;
		return 0;
	case 16:
		gc->read_reg = big_endian ? read16be : read16;
		gc->write_reg = big_endian ? write16be : write16;
		return 0;
	case 32:
		gc->read_reg = big_endian ? read32be : read32;
		gc->write_reg = big_endian ? write32be : write32;
		return 0;
	}
	return -EINVAL;
}

static unsigned long bit_of(struct gpio_chip *gc, unsigned int line)
{
	return gc->be_bits ? BIT(gc->bgpio_bits - 1 - line) : BIT(line);
}

static unsigned long register_mask(struct gpio_chip *gc, unsigned long lines)
{
	unsigned long bits = 0;
	int i;

	if (!gc->be_bits)
		return lines;
	for (i = 0; i < gc->bgpio_bits; i++)
		if (lines & BIT(i))
			bits |= bit_of(gc, i);
	return bits;
}

/* ---- values ---- */

static int get_data(struct gpio_chip *gc, unsigned int line)
{
	return !!(gc->read_reg(gc->reg_dat) & bit_of(gc, line));
}

static int get_multiple(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits)
{
	*bits = (*bits & ~*mask) | (register_mask(gc, gc->read_reg(gc->reg_dat)) & *mask);
	return 0;
}

/* An output is read where it was written, an input where it comes in. */
static int get_as_set(struct gpio_chip *gc, unsigned int line)
{
	bool out = gc->bgpio_dir & bit_of(gc, line);

	return !!(gc->read_reg(out ? gc->reg_set : gc->reg_dat) & bit_of(gc, line));
}

static int get_multiple_as_set(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits)
{
	unsigned long out = gc->bgpio_dir, value = 0;

	if (*mask & register_mask(gc, out))
		value |= gc->read_reg(gc->reg_set) & out;
	if (*mask & ~register_mask(gc, out))
		value |= gc->read_reg(gc->reg_dat) & ~out;
	*bits = (*bits & ~*mask) | (register_mask(gc, value) & *mask);
	return 0;
}

static void change(struct gpio_chip *gc, void __iomem *reg, unsigned long mask, unsigned long bits)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&gc->bgpio_lock, flags);
	gc->bgpio_data = (gc->bgpio_data & ~mask) | (bits & mask);
	gc->write_reg(reg, gc->bgpio_data);
	raw_spin_unlock_irqrestore(&gc->bgpio_lock, flags);
}

static void set_data(struct gpio_chip *gc, unsigned int line, int value)
{
	change(gc, gc->reg_dat, bit_of(gc, line), value ? ~0ul : 0);
}

static void set_multiple_data(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits)
{
	change(gc, gc->reg_dat, register_mask(gc, *mask), register_mask(gc, *bits));
}

static void set_set(struct gpio_chip *gc, unsigned int line, int value)
{
	change(gc, gc->reg_set, bit_of(gc, line), value ? ~0ul : 0);
}

static void set_multiple_set(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits)
{
	change(gc, gc->reg_set, register_mask(gc, *mask), register_mask(gc, *bits));
}

static void set_or_clear(struct gpio_chip *gc, unsigned int line, int value)
{
	gc->write_reg(value ? gc->reg_set : gc->reg_clr, bit_of(gc, line));
}

static void set_multiple_or_clear(struct gpio_chip *gc, unsigned long *mask, unsigned long *bits)
{
	unsigned long set = register_mask(gc, *mask & *bits);
	unsigned long clear = register_mask(gc, *mask & ~*bits);

	if (set)
		gc->write_reg(gc->reg_set, set);
	if (clear)
		gc->write_reg(gc->reg_clr, clear);
}

static void set_none(struct gpio_chip *gc, unsigned int line, int value)
{
}

/* ---- direction ---- */

static int always_in(struct gpio_chip *gc, unsigned int line)
{
	return 0;
}

static int never_out(struct gpio_chip *gc, unsigned int line, int value)
{
	return -EINVAL;
}

static int always_out(struct gpio_chip *gc, unsigned int line, int value)
{
	gc->set(gc, line, value);
	return 0;
}

static void set_direction(struct gpio_chip *gc, unsigned int line, bool out)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&gc->bgpio_lock, flags);
	if (out)
		gc->bgpio_dir |= bit_of(gc, line);
	else
		gc->bgpio_dir &= ~bit_of(gc, line);
	if (gc->reg_dir_in)
		gc->write_reg(gc->reg_dir_in, ~gc->bgpio_dir);
	if (gc->reg_dir_out)
		gc->write_reg(gc->reg_dir_out, gc->bgpio_dir);
	raw_spin_unlock_irqrestore(&gc->bgpio_lock, flags);
}

static int dir_in(struct gpio_chip *gc, unsigned int line)
{
	set_direction(gc, line, false);
	return 0;
}

static int dir_out_value_first(struct gpio_chip *gc, unsigned int line, int value)
{
	gc->set(gc, line, value);
	set_direction(gc, line, true);
	return 0;
}

static int dir_out_value_last(struct gpio_chip *gc, unsigned int line, int value)
{
	set_direction(gc, line, true);
	gc->set(gc, line, value);
	return 0;
}

static int get_dir(struct gpio_chip *gc, unsigned int line)
{
	unsigned long out = gc->bgpio_dir;

	if (!gc->bgpio_dir_unreadable)
		out =
		    gc->reg_dir_out ? gc->read_reg(gc->reg_dir_out) : ~gc->read_reg(gc->reg_dir_in);
	return out & bit_of(gc, line) ? GPIO_LINE_DIRECTION_OUT : GPIO_LINE_DIRECTION_IN;
}

/* ---- set up ---- */

static void set_up_values(struct gpio_chip *gc, unsigned long flags)
{
	if (gc->reg_set && gc->reg_clr) {
		gc->set = set_or_clear;
		gc->set_multiple = set_multiple_or_clear;
	} else if (gc->reg_set) {
		gc->set = set_set;
		gc->set_multiple = set_multiple_set;
	} else if (flags & BGPIOF_NO_OUTPUT) {
		gc->set = set_none;
		gc->set_multiple = NULL;
	} else {
		gc->set = set_data;
		gc->set_multiple = set_multiple_data;
	}
	if (flags & BGPIOF_READ_OUTPUT_REG_SET && !(flags & BGPIOF_UNREADABLE_REG_SET)) {
		gc->get = get_as_set;
		gc->get_multiple = get_multiple_as_set;
	} else {
		gc->get = get_data;
		gc->get_multiple = get_multiple;
	}
}

static void set_up_direction(struct gpio_chip *gc, unsigned long flags)
{
	if (!gc->reg_dir_out && !gc->reg_dir_in) {
		gc->direction_output = flags & BGPIOF_NO_OUTPUT ? never_out : always_out;
		gc->direction_input = always_in;
		return;
	}
	gc->direction_output =
	    flags & BGPIOF_NO_SET_ON_INPUT ? dir_out_value_last : dir_out_value_first;
	gc->direction_input = dir_in;
	gc->get_direction = get_dir;
}

static void read_state(struct gpio_chip *gc, unsigned long flags)
{
	gc->bgpio_data = gc->read_reg(gc->reg_dat);
	if (gc->set == set_set && !(flags & BGPIOF_UNREADABLE_REG_SET))
		gc->bgpio_data = gc->read_reg(gc->reg_set);
	gc->bgpio_dir_unreadable = flags & BGPIOF_UNREADABLE_REG_DIR;
	if (gc->bgpio_dir_unreadable)
		return;
	if (gc->reg_dir_out)
		gc->bgpio_dir = gc->read_reg(gc->reg_dir_out);
	else if (gc->reg_dir_in)
		gc->bgpio_dir = ~gc->read_reg(gc->reg_dir_in);
	/* the two must agree */
	if (gc->reg_dir_out && gc->reg_dir_in)
		gc->write_reg(gc->reg_dir_in, ~gc->bgpio_dir);
}

static int in_range(struct gpio_chip *gc, unsigned int line)
{
	return line < gc->ngpio ? 0 : -EINVAL;
}

int bgpio_init(struct gpio_chip *gc, struct device *dev, unsigned long sz, void __iomem *dat,
	       void __iomem *set, void __iomem *clr, void __iomem *dirout, void __iomem *dirin,
	       unsigned long flags)
{
	u32 ngpios;
	int err;

	if (!is_power_of_2(sz) || sz * 8 > BITS_PER_LONG || !dat || (clr && !set))
		return -EINVAL;
	gc->bgpio_bits = sz * 8;
	err = set_accessors(gc, flags & BGPIOF_BIG_ENDIAN_BYTE_ORDER);
	if (err)
		return err;
	raw_spin_lock_init(&gc->bgpio_lock);
	gc->parent = dev;
	gc->label = dev_name(dev);
	gc->base = -1;
	gc->ngpio = gc->bgpio_bits;
	if (!device_property_read_u32(dev, "ngpios", &ngpios) && ngpios < gc->ngpio)
		gc->ngpio = ngpios;
	gc->request = in_range;
	gc->be_bits = flags & BGPIOF_BIG_ENDIAN;
	gc->reg_dat = dat;
	gc->reg_set = set;
	gc->reg_clr = clr;
	gc->reg_dir_out = dirout;
	gc->reg_dir_in = dirin;
	set_up_values(gc, flags);
	set_up_direction(gc, flags);
	read_state(gc, flags);
	return 0;
}
EXPORT_SYMBOL_GPL(bgpio_init);
