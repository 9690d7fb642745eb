/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i8259: the pair of 8259A interrupt controllers (Intel 231468), the second on line 2 of
 * the first.
 */
#include <linux/init.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <asm/desc.h>
#include <asm/io.h>
#include <asm/setup.h>

#define PIC1_CMD  0x20
#define PIC1_DATA 0x21
#define PIC2_CMD  0xa0
#define PIC2_DATA 0xa1

#define ICW1_INIT_ICW4 0x11 /* edge triggered, cascaded, ICW4 follows */
#define ICW4_8086      0x01
#define OCW2_EOI       0x60 /* specific: | line */
#define OCW3_READ_ISR  0x0b
#define OCW3_READ_IRR  0x0a

#define CASCADE 2

static DEFINE_SPINLOCK(i8259_lock);
static u16 masked = 0xffff & ~(1 << CASCADE); /* bit set: line off */

static void write_mask(unsigned int irq)
{
	if (irq < 8)
		outb(masked, PIC1_DATA);
	else
		outb(masked >> 8, PIC2_DATA);
}

static void i8259_mask(struct irq_data *data)
{
	unsigned int irq = data->irq;
	unsigned long flags;

	spin_lock_irqsave(&i8259_lock, flags);
	masked |= 1 << irq;
	write_mask(irq);
	spin_unlock_irqrestore(&i8259_lock, flags);
}

static void i8259_unmask(struct irq_data *data)
{
	unsigned int irq = data->irq;
	unsigned long flags;

	spin_lock_irqsave(&i8259_lock, flags);
	masked &= ~(1 << irq);
	write_mask(irq);
	spin_unlock_irqrestore(&i8259_lock, flags);
}

/*
 * A line that falls before it is acknowledged makes the chip send its line 7, with
 * nothing in service (8259A, "Interrupt sequence" 6).
 */
static bool in_service(unsigned int irq)
{
	u16 cmd = irq < 8 ? PIC1_CMD : PIC2_CMD;
	u8 isr;

	if ((irq & 7) != 7)
		return true;
	outb(OCW3_READ_ISR, cmd);
	isr = inb(cmd);
	outb(OCW3_READ_IRR, cmd);
	return isr & 0x80;
}

bool i8259_is_real(unsigned int irq)
{
	bool real;

	spin_lock(&i8259_lock);
	real = in_service(irq);
	if (!real && irq >= 8)
		outb(OCW2_EOI | CASCADE, PIC1_CMD); /* the first chip did see an interrupt */
	spin_unlock(&i8259_lock);
	return real;
}

static void i8259_mask_ack(struct irq_data *data)
{
	unsigned int irq = data->irq;

	spin_lock(&i8259_lock);
	masked |= 1 << irq;
	write_mask(irq);
	if (irq >= 8)
		outb(OCW2_EOI | (irq & 7), PIC2_CMD);
	outb(OCW2_EOI | (irq < 8 ? irq : CASCADE), PIC1_CMD);
	spin_unlock(&i8259_lock);
}

static struct irq_chip i8259_chip = {
    .name = "XT-PIC",
    .irq_mask = i8259_mask,
    .irq_disable = i8259_mask,
    .irq_unmask = i8259_unmask,
    .irq_mask_ack = i8259_mask_ack,
};

static void __init i8259_init(void)
{
	outb(0xff, PIC1_DATA);
	outb(0xff, PIC2_DATA);
	outb_p(ICW1_INIT_ICW4, PIC1_CMD);
	outb_p(ISA_IRQ_VECTOR(0), PIC1_DATA);
	outb_p(1 << CASCADE, PIC1_DATA);
	outb_p(ICW4_8086, PIC1_DATA);
	outb_p(ICW1_INIT_ICW4, PIC2_CMD);
	outb_p(ISA_IRQ_VECTOR(8), PIC2_DATA);
	outb_p(CASCADE, PIC2_DATA);
	outb_p(ICW4_8086, PIC2_DATA);
	outb(masked, PIC1_DATA);
	outb(masked >> 8, PIC2_DATA);
}

static struct irqaction cascade = {.name = "cascade", .irq = CASCADE};

void __init init_IRQ(void)
{
	unsigned int irq;

	i8259_init();
	early_irq_init();
	for (irq = 0; irq < NR_IRQS_LEGACY; irq++) {
		irq_set_chip_and_handler(irq, &i8259_chip, handle_level_irq);
		irq_set_status_flags(irq, IRQ_LEVEL);
	}
	irq_to_desc(CASCADE)->action = &cascade;
	pr_info("NR_IRQS: %d, nr_irqs: %u, preallocated irqs: %d\n", NR_IRQS, nr_irqs,
		NR_IRQS_LEGACY);
}
