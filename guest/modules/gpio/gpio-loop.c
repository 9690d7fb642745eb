// SPDX-License-Identifier: GPL-2.0-only
/*
 * gpio-loop: a chip without a chip: lines in pairs, each pair one wire, so that what is set on
 * one end is read, and interrupts, on the other. A wire that nobody drives has the level it is
 * pulled to. lines=N (even); nested=1: interrupts as of a chip behind a slow bus, in a thread.
 */
#include <linux/bitmap.h>
#include <linux/gpio/driver.h>
#include <linux/module.h>
#include <linux/platform_device.h>

#define LINES_MAX 64

static unsigned int lines = 8;
module_param(lines, uint, 0444);
static bool nested;
module_param(nested, bool, 0444);

struct loop {
	struct gpio_chip gc;
	spinlock_t lock;
	unsigned long out[BITS_TO_LONGS(LINES_MAX)]; /* driven */
	unsigned long high[BITS_TO_LONGS(LINES_MAX)]; /* at that level, if driven */
	unsigned long pull[BITS_TO_LONGS(LINES_MAX)]; /* up */
	unsigned long unmasked[BITS_TO_LONGS(LINES_MAX)];
	unsigned int type[LINES_MAX];
};

static bool level_of(const struct loop *loop, unsigned int wire)
{
	unsigned int a = 2 * wire, b = a + 1;

	if (test_bit(a, loop->out) || test_bit(b, loop->out))
		return (test_bit(a, loop->out) && test_bit(a, loop->high)) ||
		       (test_bit(b, loop->out) && test_bit(b, loop->high));
	return test_bit(a, loop->pull) || test_bit(b, loop->pull);
}

/* Neither end is told of a level, only of its changes. */
static void tell(struct loop *loop, unsigned int line, bool level)
{
	unsigned int kind = level ? IRQ_TYPE_EDGE_RISING : IRQ_TYPE_EDGE_FALLING;

	if (!test_bit(line, loop->unmasked) || !(loop->type[line] & kind))
		return;
	if (nested)
		handle_nested_irq(irq_find_mapping(loop->gc.irq.domain, line));
	else
		generic_handle_domain_irq_safe(loop->gc.irq.domain, line);
}

static void change(struct loop *loop, unsigned int line, unsigned long *which, bool value)
{
	unsigned long flags;
	bool before, after;

	spin_lock_irqsave(&loop->lock, flags);
	before = level_of(loop, line / 2);
	__assign_bit(line, which, value);
	after = level_of(loop, line / 2);
	spin_unlock_irqrestore(&loop->lock, flags);
	if (before == after)
		return;
	tell(loop, line & ~1u, after);
	tell(loop, line | 1, after);
}

static int loop_get_direction(struct gpio_chip *gc, unsigned int line)
{
	struct loop *loop = gpiochip_get_data(gc);

	return test_bit(line, loop->out) ? GPIO_LINE_DIRECTION_OUT : GPIO_LINE_DIRECTION_IN;
}

static int loop_direction_input(struct gpio_chip *gc, unsigned int line)
{
	struct loop *loop = gpiochip_get_data(gc);

	change(loop, line, loop->out, false);
	return 0;
}

static void loop_set(struct gpio_chip *gc, unsigned int line, int value)
{
	struct loop *loop = gpiochip_get_data(gc);

	change(loop, line, loop->high, value);
}

static int loop_direction_output(struct gpio_chip *gc, unsigned int line, int value)
{
	struct loop *loop = gpiochip_get_data(gc);

	loop_set(gc, line, value);
	change(loop, line, loop->out, true);
	return 0;
}

static int loop_get(struct gpio_chip *gc, unsigned int line)
{
	return level_of(gpiochip_get_data(gc), line / 2);
}

static int loop_set_config(struct gpio_chip *gc, unsigned int line, unsigned long config)
{
	struct loop *loop = gpiochip_get_data(gc);

	switch (pinconf_to_config_param(config)) {
	case PIN_CONFIG_BIAS_PULL_UP:
		change(loop, line, loop->pull, true);
		return 0;
	case PIN_CONFIG_BIAS_PULL_DOWN:
	case PIN_CONFIG_BIAS_DISABLE:
		change(loop, line, loop->pull, false);
		return 0;
	default:
		return -ENOTSUPP;
	}
}

static void loop_irq_mask(struct irq_data *data)
{
	struct gpio_chip *gc = irq_data_get_irq_chip_data(data);
	struct loop *loop = gpiochip_get_data(gc);

	clear_bit(irqd_to_hwirq(data), loop->unmasked);
	gpiochip_disable_irq(gc, irqd_to_hwirq(data));
}

static void loop_irq_unmask(struct irq_data *data)
{
	struct gpio_chip *gc = irq_data_get_irq_chip_data(data);
	struct loop *loop = gpiochip_get_data(gc);

	gpiochip_enable_irq(gc, irqd_to_hwirq(data));
	set_bit(irqd_to_hwirq(data), loop->unmasked);
}

static int loop_irq_set_type(struct irq_data *data, unsigned int type)
{
	struct loop *loop = gpiochip_get_data(irq_data_get_irq_chip_data(data));

	if (type & IRQ_TYPE_LEVEL_MASK)
		return -EINVAL;
	loop->type[irqd_to_hwirq(data)] = type;
	return 0;
}

static const struct irq_chip loop_irq_chip = {
	.name = "gpio-loop",
	.irq_mask = loop_irq_mask,
	.irq_unmask = loop_irq_unmask,
	.irq_set_type = loop_irq_set_type,
	.flags = IRQCHIP_IMMUTABLE,
	GPIOCHIP_IRQ_RESOURCE_HELPERS,
};

static const char *const names[] = { "red", "red-sense", "green", "green-sense" };

static int loop_probe(struct platform_device *pdev)
{
	struct loop *loop = devm_kzalloc(&pdev->dev, sizeof(*loop), GFP_KERNEL);
	struct gpio_chip *gc;

	if (!loop)
		return -ENOMEM;
	spin_lock_init(&loop->lock);
	gc = &loop->gc;
	gc->label = "gpio-loop";
	gc->parent = &pdev->dev;
	gc->owner = THIS_MODULE;
	gc->base = -1;
	gc->ngpio = lines;
	gc->names = lines == ARRAY_SIZE(names) ? names : NULL;
	gc->can_sleep = nested;
	gc->get_direction = loop_get_direction;
	gc->direction_input = loop_direction_input;
	gc->direction_output = loop_direction_output;
	gc->get = loop_get;
	gc->set = loop_set;
	gc->set_config = loop_set_config;
	gpio_irq_chip_set_chip(&gc->irq, &loop_irq_chip);
	gc->irq.handler = handle_simple_irq;
	gc->irq.threaded = nested;
	return devm_gpiochip_add_data(&pdev->dev, gc, loop);
}

static struct platform_driver loop_driver = {
	.driver = { .name = "gpio-loop" },
	.probe = loop_probe,
};

static struct platform_device *loop_device;

static int __init loop_init(void)
{
	int err;

	if (!lines || lines % 2 || lines > LINES_MAX)
		return -EINVAL;
	err = platform_driver_register(&loop_driver);
	if (err)
		return err;
	loop_device = platform_device_register_simple("gpio-loop", -1, NULL, 0);
	if (!IS_ERR(loop_device))
		return 0;
	platform_driver_unregister(&loop_driver);
	return PTR_ERR(loop_device);
}
module_init(loop_init);

static void __exit loop_exit(void)
{
	platform_device_unregister(loop_device);
	platform_driver_unregister(&loop_driver);
}
module_exit(loop_exit);

MODULE_DESCRIPTION("Lines of a GPIO chip, wired to each other in pairs");
MODULE_LICENSE("GPL");
