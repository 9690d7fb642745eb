/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * regmap-irq: interrupts of a chip that is a regmap: a status register tells which came, a mask
 * register which may.
 *
 * 1. Purpose. The chip's one line runs a thread; it reads the status, acknowledges, and runs the
 *    handlers of what came, nested in it.
 * 2. Structures. For each of num_regs registers a word of status, of mask (bits set: off), of all
 *    bits that are an interrupt's (all), of wake. A type is bits of a type or config register.
 * 3. Locking. The irq_chip's functions only note what is to change; irq_bus_sync_unlock writes
 *    it. `lock` is held from irq_bus_lock to there.
 * 4. Failure. What cannot be written is told; the interrupt stays as it was.
 * 5. NOT IMPLEMENTED: virtual registers (num_virt_regs): -EOPNOTSUPP.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/irqdomain.h>
#include <linux/slab.h>

#include "drivers/base/regmap/regmap.h"

struct regmap_irq_chip_data {
	struct mutex lock;
	struct irq_chip irq_chip;
	struct regmap *map;
	const struct regmap_irq_chip *chip;
	struct irq_domain *domain;
	int irq, irq_base, wake_count;
	unsigned int mask_base, unmask_base, stride;
	unsigned int (*get_irq_reg)(struct regmap_irq_chip_data *data, unsigned int base,
				    int index);
	unsigned int *main_status;
	unsigned int *status, *mask, *all, *wake;
	unsigned int num_types, *type, *type_all;
	unsigned int **config;
	bool clear_status;
};

unsigned int regmap_irq_get_irq_reg_linear(struct regmap_irq_chip_data *d, unsigned int base,
					   int index)
{
	if (d->chip->not_fixed_stride)
		return base + d->chip->sub_reg_offsets[index].offset[0];
	return base + index * d->map->stride * d->stride;
}
EXPORT_SYMBOL_GPL(regmap_irq_get_irq_reg_linear);

static const struct regmap_irq *irq_of(struct regmap_irq_chip_data *d, int hwirq)
{
	return &d->chip->irqs[hwirq];
}

static unsigned int word_of(struct regmap_irq_chip_data *d, const struct regmap_irq *irq)
{
	return irq->reg_offset / d->map->stride;
}

/* ---- to the chip ---- */

static int update(struct regmap_irq_chip_data *d, unsigned int base, int i, unsigned int bits,
		  unsigned int value)
{
	unsigned int reg = d->get_irq_reg(d, base, i);
	int err = regmap_update_bits(d->map, reg, bits, value);

	if (err)
		dev_err(d->map->dev, "interrupt register 0x%x cannot be set: %d\n", reg, err);
	return err;
}

static int write_mask(struct regmap_irq_chip_data *d, int i)
{
	int err = d->mask_base ? update(d, d->mask_base, i, d->all[i], d->mask[i]) : 0;

	if (!err && d->unmask_base)
		err = update(d, d->unmask_base, i, d->all[i], ~d->mask[i]);
	return err;
}

static int write_wake(struct regmap_irq_chip_data *d, int i)
{
	unsigned int value = d->chip->wake_invert ? ~d->wake[i] : d->wake[i];

	return d->wake ? update(d, d->chip->wake_base, i, d->all[i], value) : 0;
}

static void write_types(struct regmap_irq_chip_data *d)
{
	const struct regmap_irq_chip *chip = d->chip;
	int i, j;

	for (i = 0; !chip->type_in_mask && i < chip->num_type_reg; i++)
		if (d->type_all[i])
			update(d, chip->type_base, i, d->type_all[i],
			       chip->type_invert ? ~d->type[i] : d->type[i]);
	for (i = 0; d->config && i < chip->num_config_bases; i++)
		for (j = 0; j < chip->num_config_regs; j++)
			regmap_write(d->map, d->get_irq_reg(d, chip->config_base[i], j),
				     d->config[i][j]);
}

static int acknowledge(struct regmap_irq_chip_data *d, int i, unsigned int bits)
{
	const struct regmap_irq_chip *chip = d->chip;
	unsigned int reg;
	int err;

	if (!bits || !(chip->ack_base || chip->use_ack))
		return 0;
	reg = d->get_irq_reg(d, chip->ack_base, i);
	err = regmap_write(d->map, reg, chip->ack_invert ? ~bits : bits);
	if (!err && chip->clear_ack)
		err = regmap_write(d->map, reg, chip->ack_invert ? UINT_MAX : 0);
	if (err)
		dev_err(d->map->dev, "Failed to ack 0x%x: %d\n", reg, err);
	return err;
}

static int read_status(struct regmap_irq_chip_data *d, int i)
{
	int err = regmap_read(d->map, d->get_irq_reg(d, d->chip->status_base, i), &d->status[i]);

	if (err)
		dev_err(d->map->dev, "Failed to read IRQ status: %d\n", err);
	return err;
}

/* ---- the irq_chip ---- */

static void chip_lock(struct irq_data *data)
{
	struct regmap_irq_chip_data *d = irq_data_get_irq_chip_data(data);

	mutex_lock(&d->lock);
}

static void chip_sync_unlock(struct irq_data *data)
{
	struct regmap_irq_chip_data *d = irq_data_get_irq_chip_data(data);
	int i;

	for (i = 0; d->clear_status && i < d->chip->num_regs; i++)
		read_status(d, i);
	d->clear_status = false;
	for (i = 0; i < d->chip->num_regs; i++) {
		write_mask(d, i);
		write_wake(d, i);
		/* what came while it was off would be told for ever, and never handled */
		if (d->chip->init_ack_masked)
			acknowledge(d, i, d->mask[i]);
	}
	write_types(d);
	for (; d->wake_count < 0; d->wake_count++)
		irq_set_irq_wake(d->irq, 0);
	for (; d->wake_count > 0; d->wake_count--)
		irq_set_irq_wake(d->irq, 1);
	mutex_unlock(&d->lock);
}

static void chip_enable(struct irq_data *data)
{
	struct regmap_irq_chip_data *d = irq_data_get_irq_chip_data(data);
	const struct regmap_irq *irq = irq_of(d, data->hwirq);
	unsigned int word = word_of(d, irq), bits = irq->mask;

	/* a mask bit for each kind of edge: those of the kind that was set */
	if (d->chip->type_in_mask && irq->type.types_supported)
		bits &= d->type[word];
	if (d->chip->clear_on_unmask)
		d->clear_status = true;
	d->mask[word] &= ~bits;
}

static void chip_disable(struct irq_data *data)
{
	struct regmap_irq_chip_data *d = irq_data_get_irq_chip_data(data);
	const struct regmap_irq *irq = irq_of(d, data->hwirq);

	d->mask[word_of(d, irq)] |= irq->mask;
}

static int chip_set_type(struct irq_data *data, unsigned int type)
{
	struct regmap_irq_chip_data *d = irq_data_get_irq_chip_data(data);
	const struct regmap_irq *irq = irq_of(d, data->hwirq);
	const struct regmap_irq_type *t = &irq->type;
	unsigned int word = t->type_reg_offset / d->map->stride, bits = 0;

	if ((t->types_supported & type) != type)
		return 0;
	if (!type || (type & IRQ_TYPE_LEVEL_MASK && type & (type - 1)) || word >= d->num_types)
		return -EINVAL;
	if (type & IRQ_TYPE_EDGE_FALLING)
		bits |= t->type_falling_val;
	if (type & IRQ_TYPE_EDGE_RISING)
		bits |= t->type_rising_val;
	if (type & IRQ_TYPE_LEVEL_HIGH)
		bits |= t->type_level_high_val;
	if (type & IRQ_TYPE_LEVEL_LOW)
		bits |= t->type_level_low_val;
	d->type[word] &= ~(t->type_reg_mask ? t->type_reg_mask
					    : t->type_falling_val | t->type_rising_val |
						  t->type_level_low_val | t->type_level_high_val);
	d->type[word] |= bits;
	return d->chip->set_type_config ? d->chip->set_type_config(d->config, type, irq, word) : 0;
}

static int chip_set_wake(struct irq_data *data, unsigned int on)
{
	struct regmap_irq_chip_data *d = irq_data_get_irq_chip_data(data);
	const struct regmap_irq *irq = irq_of(d, data->hwirq);

	if (d->wake && on)
		d->wake[word_of(d, irq)] &= ~irq->mask;
	else if (d->wake)
		d->wake[word_of(d, irq)] |= irq->mask;
	d->wake_count += on ? 1 : -1;
	return 0;
}

int regmap_irq_set_type_config_simple(unsigned int **buf, unsigned int type,
				      const struct regmap_irq *irq, int idx)
{
	const struct regmap_irq_type *t = &irq->type;
	unsigned int *word = &buf[0][idx];

	*word &= ~(t->type_reg_mask ? t->type_reg_mask
				    : t->type_falling_val | t->type_rising_val |
					  t->type_level_low_val | t->type_level_high_val);
	switch (type) {
	case IRQ_TYPE_EDGE_FALLING:
		*word |= t->type_falling_val;
		return 0;
	case IRQ_TYPE_EDGE_RISING:
		*word |= t->type_rising_val;
		return 0;
	case IRQ_TYPE_EDGE_BOTH:
		*word |= t->type_falling_val | t->type_rising_val;
		return 0;
	case IRQ_TYPE_LEVEL_HIGH:
		*word |= t->type_level_high_val;
		return 0;
	case IRQ_TYPE_LEVEL_LOW:
		*word |= t->type_level_low_val;
		return 0;
	}
	return -EINVAL;
}
EXPORT_SYMBOL_GPL(regmap_irq_set_type_config_simple);

/* ---- an interrupt came ---- */

static int read_below(struct regmap_irq_chip_data *d, unsigned int bit)
{
	const struct regmap_irq_sub_irq_map *sub;
	unsigned int i;
	int err = 0;

	if (!d->chip->sub_reg_offsets)
		return read_status(d, bit);
	sub = &d->chip->sub_reg_offsets[bit];
	for (i = 0; !err && i < sub->num_regs; i++) {
		unsigned int offset = sub->offset[i];

		err = regmap_read(
		    d->map, d->chip->status_base + offset,
		    &d->status[d->chip->not_fixed_stride ? bit : offset / d->map->stride]);
	}
	return err;
}

/* A register that says which of the others have something to say. */
static int read_by_main(struct regmap_irq_chip_data *d)
{
	const struct regmap_irq_chip *chip = d->chip;
	unsigned int per_word = d->map->val_bytes * 8, bit, n;
	int i, err = 0;

	n = chip->num_main_status_bits ? chip->num_main_status_bits : chip->num_regs;
	memset(d->status, 0, chip->num_regs * sizeof(*d->status));
	for (i = 0; !err && i < chip->num_main_regs; i++)
		err = regmap_read(d->map, chip->main_status + i * d->map->stride * d->stride,
				  &d->main_status[i]);
	for (bit = 0; !err && bit < n; bit++)
		if (d->main_status[bit / per_word] & BIT(bit % per_word))
			err = read_below(d, bit);
	return err;
}

static int read_all(struct regmap_irq_chip_data *d)
{
	int i, err = 0;

	if (d->chip->num_main_regs)
		err = read_by_main(d);
	else
		for (i = 0; !err && i < d->chip->num_regs; i++)
			err = read_status(d, i);
	for (i = 0; !err && i < d->chip->num_regs; i++) {
		if (d->chip->status_invert)
			d->status[i] = ~d->status[i];
		d->status[i] &= ~d->mask[i];
		acknowledge(d, i, d->status[i]);
	}
	return err;
}

static irqreturn_t thread(int irq, void *data)
{
	struct regmap_irq_chip_data *d = data;
	const struct regmap_irq_chip *chip = d->chip;
	irqreturn_t ret = IRQ_NONE;
	int i;

	if (chip->handle_pre_irq)
		chip->handle_pre_irq(chip->irq_drv_data);
	if (!read_all(d)) {
		for (i = 0; i < chip->num_irqs; i++) {
			if (d->status[word_of(d, &chip->irqs[i])] & chip->irqs[i].mask) {
				handle_nested_irq(irq_find_mapping(d->domain, i));
				ret = IRQ_HANDLED;
			}
		}
	}
	if (chip->handle_post_irq)
		chip->handle_post_irq(chip->irq_drv_data);
	return ret;
}

static int map_irq(struct irq_domain *h, unsigned int virq, irq_hw_number_t hw)
{
	struct regmap_irq_chip_data *d = h->host_data;

	irq_set_chip_data(virq, d);
	irq_set_chip(virq, &d->irq_chip);
	irq_set_nested_thread(virq, true);
	irq_set_parent(virq, d->irq);
	irq_set_noprobe(virq);
	return 0;
}

static const struct irq_domain_ops domain_ops = {
    .map = map_irq,
    .xlate = irq_domain_xlate_onetwocell,
};

/* ---- come and go ---- */

static void free_data(struct regmap_irq_chip_data *d)
{
	int i;

	for (i = 0; d->config && i < d->chip->num_config_bases; i++)
		kfree(d->config[i]);
	kfree(d->config);
	kfree(d->type);
	kfree(d->type_all);
	kfree(d->main_status);
	kfree(d->status);
	kfree(d->mask);
	kfree(d->all);
	kfree(d->wake);
	kfree(d);
}

static unsigned int *words(int n)
{
	return kcalloc(max(n, 1), sizeof(unsigned int), GFP_KERNEL);
}

static int alloc_words(struct regmap_irq_chip_data *d)
{
	const struct regmap_irq_chip *chip = d->chip;
	int i;

	d->num_types = chip->type_in_mask      ? chip->num_regs
		       : chip->num_config_regs ? chip->num_config_regs
					       : chip->num_type_reg;
	d->main_status = words(chip->num_main_regs);
	d->status = words(chip->num_regs);
	d->mask = words(chip->num_regs);
	d->all = words(chip->num_regs);
	d->wake = chip->wake_base ? words(chip->num_regs) : NULL;
	d->type = words(d->num_types);
	d->type_all = words(d->num_types);
	if (!d->main_status || !d->status || !d->mask || !d->all || !d->type || !d->type_all ||
	    (chip->wake_base && !d->wake))
		return -ENOMEM;
	if (!chip->num_config_bases || !chip->num_config_regs)
		return 0;
	d->config = kcalloc(chip->num_config_bases, sizeof(*d->config), GFP_KERNEL);
	for (i = 0; d->config && i < chip->num_config_bases; i++) {
		d->config[i] = words(chip->num_config_regs);
		if (!d->config[i])
			return -ENOMEM;
	}
	return d->config ? 0 : -ENOMEM;
}

/* Older drivers say with mask_invert, or by having both, that mask_base is what enables. */
static void choose_bases(struct regmap_irq_chip_data *d)
{
	const struct regmap_irq_chip *chip = d->chip;
	bool swapped = chip->mask_base && chip->unmask_base ? !chip->mask_unmask_non_inverted
							    : chip->mask_invert;

	d->mask_base = swapped ? chip->unmask_base : chip->mask_base;
	d->unmask_base = swapped ? chip->mask_base : chip->unmask_base;
}

/* Everything off, nothing left over from before. */
static int quiet(struct regmap_irq_chip_data *d)
{
	const struct regmap_irq_chip *chip = d->chip;
	int i, err = 0;

	for (i = 0; i < chip->num_irqs; i++)
		d->all[word_of(d, &chip->irqs[i])] |= chip->irqs[i].mask;
	for (i = 0; !err && i < chip->num_regs; i++) {
		d->mask[i] = d->all[i];
		if (d->wake)
			d->wake[i] = d->all[i];
		err = write_mask(d, i);
		if (!err)
			err = write_wake(d, i);
		if (err || !chip->init_ack_masked)
			continue;
		err = read_status(d, i);
		if (!err)
			err = acknowledge(d, i,
					  (chip->status_invert ? ~d->status[i] : d->status[i]) &
					      d->mask[i]);
	}
	for (i = 0; !err && !chip->type_in_mask && i < chip->num_type_reg; i++) {
		err = regmap_read(d->map, d->get_irq_reg(d, chip->type_base, i), &d->type_all[i]);
		if (chip->type_invert)
			d->type_all[i] = ~d->type_all[i];
	}
	return err;
}

static int check(struct regmap *map, const struct regmap_irq_chip *chip)
{
	int i;

	if (chip->num_regs <= 0 || (chip->clear_on_unmask && (chip->ack_base || chip->use_ack)))
		return -EINVAL;
	if (chip->num_virt_regs || chip->set_type_virt)
		return -EOPNOTSUPP;
	for (i = 0; i < chip->num_irqs; i++)
		if (chip->irqs[i].reg_offset % map->stride ||
		    chip->irqs[i].reg_offset / map->stride >= (unsigned int)chip->num_regs)
			return -EINVAL;
	return 0;
}

static int start(struct regmap_irq_chip_data *d, struct fwnode_handle *fwnode, int irq_flags)
{
	const struct regmap_irq_chip *chip = d->chip;
	int err = alloc_words(d);

	if (!err)
		err = quiet(d);
	if (err)
		return err;
	d->domain = d->irq_base ? irq_domain_create_legacy(fwnode, chip->num_irqs, d->irq_base, 0,
							   &domain_ops, d)
				: irq_domain_create_linear(fwnode, chip->num_irqs, &domain_ops, d);
	if (!d->domain)
		return -ENOMEM;
	err = request_threaded_irq(d->irq, NULL, thread, irq_flags | IRQF_ONESHOT, chip->name, d);
	if (err) {
		dev_err(d->map->dev, "Failed to request IRQ %d for %s: %d\n", d->irq, chip->name,
			err);
		irq_domain_remove(d->domain);
	}
	return err;
}

int regmap_add_irq_chip_fwnode(struct fwnode_handle *fwnode, struct regmap *map, int irq,
			       int irq_flags, int irq_base, const struct regmap_irq_chip *chip,
			       struct regmap_irq_chip_data **data)
{
	struct regmap_irq_chip_data *d;
	int err = check(map, chip);

	if (err)
		return err;
	if (irq_base) {
		irq_base = irq_alloc_descs(irq_base, 0, chip->num_irqs, 0);
		if (irq_base < 0)
			return irq_base;
	}
	d = kzalloc(sizeof(*d), GFP_KERNEL);
	if (!d)
		return -ENOMEM;
	mutex_init(&d->lock);
	d->irq_chip = (struct irq_chip){.name = chip->name,
					.irq_bus_lock = chip_lock,
					.irq_bus_sync_unlock = chip_sync_unlock,
					.irq_enable = chip_enable,
					.irq_disable = chip_disable,
					.irq_set_type = chip_set_type,
					.irq_set_wake = chip_set_wake};
	d->map = map;
	d->chip = chip;
	d->irq = irq;
	d->irq_base = irq_base;
	d->stride = chip->irq_reg_stride ? chip->irq_reg_stride : 1;
	d->get_irq_reg = chip->get_irq_reg ? chip->get_irq_reg : regmap_irq_get_irq_reg_linear;
	choose_bases(d);
	err = start(d, fwnode, irq_flags);
	if (err)
		free_data(d);
	else
		*data = d;
	return err;
}
EXPORT_SYMBOL_GPL(regmap_add_irq_chip_fwnode);

int regmap_add_irq_chip(struct regmap *map, int irq, int irq_flags, int irq_base,
			const struct regmap_irq_chip *chip, struct regmap_irq_chip_data **data)
{
	return regmap_add_irq_chip_fwnode(dev_fwnode(map->dev), map, irq, irq_flags, irq_base, chip,
					  data);
}
EXPORT_SYMBOL_GPL(regmap_add_irq_chip);

void regmap_del_irq_chip(int irq, struct regmap_irq_chip_data *d)
{
	int i;

	if (!d)
		return;
	free_irq(irq, d);
	for (i = 0; i < d->chip->num_irqs; i++)
		irq_dispose_mapping(irq_find_mapping(d->domain, i));
	irq_domain_remove(d->domain);
	free_data(d);
}
EXPORT_SYMBOL_GPL(regmap_del_irq_chip);

static void devm_del(struct device *dev, void *res)
{
	struct regmap_irq_chip_data *d = *(struct regmap_irq_chip_data **)res;

	regmap_del_irq_chip(d->irq, d);
}

int devm_regmap_add_irq_chip_fwnode(struct device *dev, struct fwnode_handle *fwnode,
				    struct regmap *map, int irq, int irq_flags, int irq_base,
				    const struct regmap_irq_chip *chip,
				    struct regmap_irq_chip_data **data)
{
	struct regmap_irq_chip_data **res = devres_alloc(devm_del, sizeof(*res), GFP_KERNEL), *d;
	int err;

	if (!res)
		return -ENOMEM;
	err = regmap_add_irq_chip_fwnode(fwnode, map, irq, irq_flags, irq_base, chip, &d);
	if (err) {
		devres_free(res);
		return err;
	}
	*res = d;
	*data = d;
	devres_add(dev, res);
	return 0;
}
EXPORT_SYMBOL_GPL(devm_regmap_add_irq_chip_fwnode);

int devm_regmap_add_irq_chip(struct device *dev, struct regmap *map, int irq, int irq_flags,
			     int irq_base, const struct regmap_irq_chip *chip,
			     struct regmap_irq_chip_data **data)
{
	return devm_regmap_add_irq_chip_fwnode(dev, dev_fwnode(map->dev), map, irq, irq_flags,
					       irq_base, chip, data);
}
EXPORT_SYMBOL_GPL(devm_regmap_add_irq_chip);

static int is_chip(struct device *dev, void *res, void *data)
{
	return *(void **)res == data;
}

void devm_regmap_del_irq_chip(struct device *dev, int irq, struct regmap_irq_chip_data *data)
{
	WARN_ON(devres_release(dev, devm_del, is_chip, data));
}
EXPORT_SYMBOL_GPL(devm_regmap_del_irq_chip);

int regmap_irq_chip_get_base(struct regmap_irq_chip_data *data)
{
	WARN_ON(!data->irq_base);
	return data->irq_base;
}
EXPORT_SYMBOL_GPL(regmap_irq_chip_get_base);

int regmap_irq_get_virq(struct regmap_irq_chip_data *data, int irq)
{
	if (!data->chip->irqs[irq].mask)
		return -EINVAL; /* a hole */
	return irq_create_mapping(data->domain, irq);
}
EXPORT_SYMBOL_GPL(regmap_irq_get_virq);

struct irq_domain *regmap_irq_get_domain(struct regmap_irq_chip_data *data)
{
	return data ? data->domain : NULL;
}
EXPORT_SYMBOL_GPL(regmap_irq_get_domain);
