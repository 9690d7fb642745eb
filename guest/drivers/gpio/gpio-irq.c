/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-irq: interrupts of lines. gpiolib makes the domain and gives each line that is asked for
 * a number; a line that interrupts is kept an input and its driver in memory.
 */
#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gpio/driver.h>
#include <linux/module.h>

#include "drivers/gpio/gpiolib.h"

/* ---- a line that interrupts stays an input ---- */

int gpiochip_lock_as_irq(struct gpio_chip *gc, unsigned int offset)
{
	struct gpio_desc *desc = gpiochip_get_desc(gc, offset);

	if (IS_ERR(desc))
		return PTR_ERR(desc);
	if (!gc->can_sleep && gc->get_direction) {
		int dir = gpiod_get_direction(desc);

		if (dir < 0) {
			chip_err(gc, "%s: cannot get GPIO direction\n", __func__);
			return dir;
		}
	}
	/* an open-drain output may be one, too: it is left alone half of the time */
	if (test_bit(FLAG_IS_OUT, &desc->flags) && !test_bit(FLAG_OPEN_DRAIN, &desc->flags)) {
		chip_err(gc, "%s: tried to flag a GPIO set as output for IRQ\n", __func__);
		return -EIO;
	}
	set_bit(FLAG_USED_AS_IRQ, &desc->flags);
	set_bit(FLAG_IRQ_IS_ENABLED, &desc->flags);
	if (!desc->label)
		desc->label = "interrupt";
	return 0;
}
EXPORT_SYMBOL_GPL(gpiochip_lock_as_irq);

void gpiochip_unlock_as_irq(struct gpio_chip *gc, unsigned int offset)
{
	struct gpio_desc *desc = gpiochip_get_desc(gc, offset);

	if (IS_ERR(desc))
		return;
	clear_bit(FLAG_USED_AS_IRQ, &desc->flags);
	clear_bit(FLAG_IRQ_IS_ENABLED, &desc->flags);
	if (desc->label && !strcmp(desc->label, "interrupt"))
		desc->label = NULL;
}
EXPORT_SYMBOL_GPL(gpiochip_unlock_as_irq);

int gpiochip_reqres_irq(struct gpio_chip *gc, unsigned int offset)
{
	int err;

	if (!try_module_get(gc->gpiodev->owner))
		return -ENODEV;
	err = gpiochip_lock_as_irq(gc, offset);
	if (err) {
		chip_err(gc, "unable to lock HW IRQ %u for IRQ\n", offset);
		module_put(gc->gpiodev->owner);
	}
	return err;
}
EXPORT_SYMBOL_GPL(gpiochip_reqres_irq);

void gpiochip_relres_irq(struct gpio_chip *gc, unsigned int offset)
{
	gpiochip_unlock_as_irq(gc, offset);
	module_put(gc->gpiodev->owner);
}
EXPORT_SYMBOL_GPL(gpiochip_relres_irq);

static void note_enabled(struct gpio_chip *gc, unsigned int offset, bool on)
{
	struct gpio_desc *desc = gpiochip_get_desc(gc, offset);

	if (!IS_ERR(desc) && !WARN_ON(!test_bit(FLAG_USED_AS_IRQ, &desc->flags)))
		assign_bit(FLAG_IRQ_IS_ENABLED, &desc->flags, on);
}

void gpiochip_disable_irq(struct gpio_chip *gc, unsigned int offset)
{
	note_enabled(gc, offset, false);
}
EXPORT_SYMBOL_GPL(gpiochip_disable_irq);

void gpiochip_enable_irq(struct gpio_chip *gc, unsigned int offset)
{
	note_enabled(gc, offset, true);
}
EXPORT_SYMBOL_GPL(gpiochip_enable_irq);

int gpiochip_irq_reqres(struct irq_data *data)
{
	return gpiochip_reqres_irq(irq_data_get_irq_chip_data(data), data->hwirq);
}
EXPORT_SYMBOL_GPL(gpiochip_irq_reqres);

void gpiochip_irq_relres(struct irq_data *data)
{
	gpiochip_relres_irq(irq_data_get_irq_chip_data(data), data->hwirq);
}
EXPORT_SYMBOL_GPL(gpiochip_irq_relres);

/* ---- chips that do not say so themselves have it said for them ---- */

static void hook_mask(struct irq_data *d)
{
	struct gpio_chip *gc = irq_data_get_irq_chip_data(d);

	if (gc->irq.irq_mask)
		gc->irq.irq_mask(d);
	gpiochip_disable_irq(gc, d->hwirq);
}

static void hook_unmask(struct irq_data *d)
{
	struct gpio_chip *gc = irq_data_get_irq_chip_data(d);

	gpiochip_enable_irq(gc, d->hwirq);
	if (gc->irq.irq_unmask)
		gc->irq.irq_unmask(d);
}

static void hook_enable(struct irq_data *d)
{
	struct gpio_chip *gc = irq_data_get_irq_chip_data(d);

	gpiochip_enable_irq(gc, d->hwirq);
	gc->irq.irq_enable(d);
}

static void hook_disable(struct irq_data *d)
{
	struct gpio_chip *gc = irq_data_get_irq_chip_data(d);

	gc->irq.irq_disable(d);
	gpiochip_disable_irq(gc, d->hwirq);
}

static int has_hooked(struct gpio_chip *gc, void *chip)
{
	return gc->irq.chip == chip && gc->irq.initialized;
}

/* One irq_chip of several gpio_chips: all need what it had. */
static bool hooked_by_another(struct gpio_chip *gc)
{
	struct irq_chip *chip = gc->irq.chip;
	const struct gpio_chip *other;

	if (chip->irq_enable != hook_enable && chip->irq_unmask != hook_unmask)
		return false;
	other = gpiochip_find(chip, has_hooked);
	if (other) {
		gc->irq.irq_enable = other->irq.irq_enable;
		gc->irq.irq_disable = other->irq.irq_disable;
		gc->irq.irq_mask = other->irq.irq_mask;
		gc->irq.irq_unmask = other->irq.irq_unmask;
	}
	return true;
}

static void hook(struct gpio_chip *gc)
{
	struct irq_chip *chip = gc->irq.chip;

	if (chip->flags & IRQCHIP_IMMUTABLE)
		return;
	if (!chip->irq_request_resources && !chip->irq_release_resources) {
		chip->irq_request_resources = gpiochip_irq_reqres;
		chip->irq_release_resources = gpiochip_irq_relres;
	}
	if (hooked_by_another(gc))
		return;
	if (chip->irq_disable) {
		gc->irq.irq_disable = chip->irq_disable;
		chip->irq_disable = hook_disable;
	} else {
		gc->irq.irq_mask = chip->irq_mask;
		chip->irq_mask = hook_mask;
	}
	if (chip->irq_enable) {
		gc->irq.irq_enable = chip->irq_enable;
		chip->irq_enable = hook_enable;
	} else {
		gc->irq.irq_unmask = chip->irq_unmask;
		chip->irq_unmask = hook_unmask;
	}
}

static void unhook(struct gpio_chip *gc)
{
	struct irq_chip *chip = gc->irq.chip;

	if (chip->flags & IRQCHIP_IMMUTABLE)
		return;
	if (chip->irq_request_resources == gpiochip_irq_reqres) {
		chip->irq_request_resources = NULL;
		chip->irq_release_resources = NULL;
	}
	if (chip->irq_enable == hook_enable)
		chip->irq_enable = gc->irq.irq_enable;
	if (chip->irq_disable == hook_disable)
		chip->irq_disable = gc->irq.irq_disable;
	if (chip->irq_mask == hook_mask)
		chip->irq_mask = gc->irq.irq_mask;
	if (chip->irq_unmask == hook_unmask)
		chip->irq_unmask = gc->irq.irq_unmask;
	gc->irq.irq_enable = gc->irq.irq_disable = NULL;
	gc->irq.irq_mask = gc->irq.irq_unmask = NULL;
}

/* ---- the domain ---- */

bool gpiochip_irqchip_irq_valid(const struct gpio_chip *gc, unsigned int offset)
{
	return gpiochip_line_is_valid(gc, offset) &&
	       (!gc->irq.valid_mask || test_bit(offset, gc->irq.valid_mask));
}
EXPORT_SYMBOL_GPL(gpiochip_irqchip_irq_valid);

int gpiochip_irq_map(struct irq_domain *d, unsigned int irq, irq_hw_number_t hwirq)
{
	struct gpio_chip *gc = d->host_data;

	if (!gpiochip_irqchip_irq_valid(gc, hwirq))
		return -ENXIO;
	irq_set_chip_data(irq, gc);
	irq_set_chip_and_handler(irq, gc->irq.chip, gc->irq.handler);
	if (gc->irq.threaded)
		irq_set_nested_thread(irq, true);
	irq_set_noprobe(irq);
	if (gc->irq.num_parents == 1)
		irq_set_parent(irq, gc->irq.parents[0]);
	else if (gc->irq.map)
		irq_set_parent(irq, gc->irq.map[hwirq]);
	/* the driver's word for the kind, where the user says none */
	if (gc->irq.default_type != IRQ_TYPE_NONE)
		return irq_set_irq_type(irq, gc->irq.default_type);
	return 0;
}
EXPORT_SYMBOL_GPL(gpiochip_irq_map);

void gpiochip_irq_unmap(struct irq_domain *d, unsigned int irq)
{
	struct gpio_chip *gc = d->host_data;

	if (gc->irq.threaded)
		irq_set_nested_thread(irq, false);
	irq_set_chip_and_handler(irq, NULL, NULL);
	irq_set_chip_data(irq, NULL);
}
EXPORT_SYMBOL_GPL(gpiochip_irq_unmap);

static const struct irq_domain_ops gpiochip_domain_ops = {
    .map = gpiochip_irq_map,
    .unmap = gpiochip_irq_unmap,
    .xlate = irq_domain_xlate_twocell,
};

static int gpiochip_to_irq(struct gpio_chip *gc, unsigned int offset)
{
	int irq;

	if (!gc->irq.initialized)
		return -EPROBE_DEFER;
	if (!gpiochip_irqchip_irq_valid(gc, offset))
		return -ENXIO;
	irq = irq_create_mapping(gc->irq.domain, offset);
	return irq ? irq : -ENXIO;
}

int gpiod_to_irq(const struct gpio_desc *desc)
{
	struct gpio_chip *gc;
	int irq;

	if (!desc || IS_ERR(desc) || !desc->gdev || !desc->gdev->chip)
		return -EINVAL;
	gc = desc->gdev->chip;
	if (!gc->to_irq)
		return gc->irq.chip ? -EPROBE_DEFER : -ENXIO;
	irq = gc->to_irq(gc, gpio_chip_hwgpio(desc));
	return irq ? irq : -ENXIO;
}
EXPORT_SYMBOL_GPL(gpiod_to_irq);

static int make_domain(struct gpio_chip *gc)
{
	const struct irq_domain_ops *ops =
	    gc->irq.domain_ops ? gc->irq.domain_ops : &gpiochip_domain_ops;

	if (gc->irq.domain)
		return 0;
	gc->irq.domain =
	    irq_domain_create_simple(gc->gpiodev->dev.fwnode, gc->ngpio, gc->irq.first, ops, gc);
	return gc->irq.domain ? 0 : -EINVAL;
}

static void take_parents(struct gpio_chip *gc)
{
	unsigned int i;

	if (!gc->irq.parent_handler)
		return;
	for (i = 0; i < gc->irq.num_parents; i++) {
		void *data = gc->irq.per_parent_data	   ? gc->irq.parent_handler_data_array[i]
			     : gc->irq.parent_handler_data ? gc->irq.parent_handler_data
							   : gc;

		irq_set_chained_handler_and_data(gc->irq.parents[i], gc->irq.parent_handler, data);
	}
}

static int make_mask(struct gpio_chip *gc)
{
	if (!gc->irq.init_valid_mask)
		return 0;
	gc->irq.valid_mask = bitmap_alloc(gc->ngpio, GFP_KERNEL);
	if (!gc->irq.valid_mask)
		return -ENOMEM;
	bitmap_fill(gc->irq.valid_mask, gc->ngpio);
	gc->irq.init_valid_mask(gc, gc->irq.valid_mask, gc->ngpio);
	return 0;
}

int gpiochip_add_irqchip(struct gpio_chip *gc)
{
	int err;

	if (!gc->irq.chip)
		return 0;
	if (gc->irq.parent_handler && gc->can_sleep) {
		chip_err(gc, "you cannot have chained interrupts on a chip that may sleep\n");
		return -EINVAL;
	}
	err = make_mask(gc);
	if (!err && gc->irq.init_hw)
		err = gc->irq.init_hw(gc);
	if (!err) {
		gc->to_irq = gpiochip_to_irq;
		/* a map of a simple domain may come at once */
		hook(gc);
		err = make_domain(gc);
		if (err)
			unhook(gc);
	}
	if (err) {
		bitmap_free(gc->irq.valid_mask);
		gc->irq.valid_mask = NULL;
		return err;
	}
	take_parents(gc);
	gc->irq.initialized = true;
	return 0;
}

int gpiochip_irqchip_add_domain(struct gpio_chip *gc, struct irq_domain *domain)
{
	if (!domain)
		return -EINVAL;
	gc->to_irq = gpiochip_to_irq;
	gc->irq.domain = domain;
	gc->irq.initialized = true;
	return 0;
}
EXPORT_SYMBOL_GPL(gpiochip_irqchip_add_domain);

void gpiochip_irqchip_remove(struct gpio_chip *gc)
{
	unsigned int i;

	if (!gc->irq.chip)
		return;
	for (i = 0; gc->irq.parent_handler && i < gc->irq.num_parents; i++)
		irq_set_chained_handler_and_data(gc->irq.parents[i], NULL, NULL);
	if (gc->irq.domain) {
		for (i = 0; i < gc->ngpio; i++)
			if (gpiochip_irqchip_irq_valid(gc, i))
				irq_dispose_mapping(irq_find_mapping(gc->irq.domain, i));
		irq_domain_remove(gc->irq.domain);
		gc->irq.domain = NULL;
	}
	unhook(gc);
	gc->irq.initialized = false;
	bitmap_free(gc->irq.valid_mask);
	gc->irq.valid_mask = NULL;
}
