/* SPDX-License-Identifier: GPL-2.0-only */
/* gpio-reg: a register of lines whose directions are fixed; in the module gpio-reg. */
#ifndef GPIO_REG_H
#define GPIO_REG_H

#include <linux/types.h>

struct device;
struct gpio_chip;
struct irq_domain;

struct gpio_chip *gpio_reg_init(struct device *dev, void __iomem *reg, int base, int num,
				const char *label, u32 direction, u32 def_out,
				const char *const *names, struct irq_domain *irqdom,
				const int *irqs);
int gpio_reg_resume(struct gpio_chip *gc);

#endif
