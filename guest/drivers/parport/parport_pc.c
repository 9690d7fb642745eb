/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * parport_pc: the PC's parallel port: data, status and control at 378h, 278h or 3BCh (IBM
 * PC/AT Technical Reference, "Parallel Printer Adapter"). A port is there when its data
 * latch gives back what is written. Interrupts come with the ACK line, if bit 4 of control
 * lets them.
 *
 * Its ports and its interrupt are taken as long as a driver has a device on it: a driver that
 * knows nothing of parport (the book's short) finds them free.
 */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/parport.h>
#include <linux/platform_device.h>

#define STATUS(port)	((port)->base + 1)
#define CONTROL(port)	((port)->base + 2)
#define CONTROL_IRQ	0x10
#define CONTROL_REVERSE 0x20
#define CONTROL_WIRES	0x0f
#define BUSY_TRIES	10000

static const struct {
	unsigned short base;
	int irq;
} places[] = {{0x378, 7}, {0x278, 5}, {0x3bc, 7}};

static void set_control(struct parport *port, unsigned char mask, unsigned char val)
{
	port->control = (port->control & ~mask) | val;
	outb(port->control, CONTROL(port));
}

static void pc_write_data(struct parport *port, unsigned char d)
{
	outb(d, port->base);
}

static unsigned char pc_read_data(struct parport *port)
{
	return inb(port->base);
}

static void pc_write_control(struct parport *port, unsigned char d)
{
	set_control(port, CONTROL_WIRES, d & CONTROL_WIRES);
}

static unsigned char pc_read_control(struct parport *port)
{
	return port->control & CONTROL_WIRES;
}

static unsigned char pc_frob_control(struct parport *port, unsigned char mask, unsigned char val)
{
	set_control(port, mask & CONTROL_WIRES, val & mask & CONTROL_WIRES);
	return pc_read_control(port);
}

static unsigned char pc_read_status(struct parport *port)
{
	return inb(STATUS(port));
}

static void pc_enable_irq(struct parport *port)
{
	if (port->irq != PARPORT_IRQ_NONE)
		set_control(port, 0, CONTROL_IRQ);
}

static void pc_disable_irq(struct parport *port)
{
	set_control(port, CONTROL_IRQ, 0);
}

static void pc_data_forward(struct parport *port)
{
	set_control(port, CONTROL_REVERSE, 0);
}

static void pc_data_reverse(struct parport *port)
{
	set_control(port, 0, CONTROL_REVERSE);
}

static bool wait_until_ready(struct parport *port)
{
	int try;

	for (try = 0; try < BUSY_TRIES; try++) {
		if (pc_read_status(port) & PARPORT_STATUS_BUSY)
			return true; /* inverted by the port: high is not busy */
		udelay(1);
	}
	return false;
}

/* Each byte with a pulse of STROBE, when the printer is ready. */
static size_t pc_compat_write(struct parport *port, const void *buf, size_t len, int flags)
{
	const unsigned char *bytes = buf;
	size_t n;

	for (n = 0; n < len && wait_until_ready(port); n++) {
		pc_write_data(port, bytes[n]);
		udelay(1);
		pc_frob_control(port, PARPORT_CONTROL_STROBE, PARPORT_CONTROL_STROBE);
		udelay(1);
		pc_frob_control(port, PARPORT_CONTROL_STROBE, 0);
	}
	return n;
}

static int pc_occupy(struct parport *port, bool on)
{
	int irq = (long)port->private_data;

	if (!on) {
		if (port->irq != PARPORT_IRQ_NONE)
			free_irq(port->irq, port);
		release_region(port->base, port->size);
		return 0;
	}
	if (!request_region(port->base, port->size, port->name)) {
		pr_warn("%s: another driver has its ports\n", port->name);
		return -EBUSY;
	}
	set_control(port, 0xff, PARPORT_CONTROL_SELECT | PARPORT_CONTROL_INIT);
	port->irq = irq;
	if (request_irq(irq, parport_irq_handler, 0, port->name, port))
		port->irq = PARPORT_IRQ_NONE;
	return 0;
}

static struct parport_operations pc_ops = {
    .occupy = pc_occupy,
    .write_data = pc_write_data,
    .read_data = pc_read_data,
    .write_control = pc_write_control,
    .read_control = pc_read_control,
    .frob_control = pc_frob_control,
    .read_status = pc_read_status,
    .enable_irq = pc_enable_irq,
    .disable_irq = pc_disable_irq,
    .data_forward = pc_data_forward,
    .data_reverse = pc_data_reverse,
    .compat_write_data = pc_compat_write,
};

static bool __init is_there(unsigned short base)
{
	unsigned char old = inb(base);
	bool there;

	outb(0xaa, base);
	there = inb(base) == 0xaa;
	outb(0x55, base);
	there = there && inb(base) == 0x55;
	outb(old, base);
	return there;
}

static void __init add_port(unsigned short base, int irq)
{
	struct platform_device *pdev;
	struct parport *port;
	bool there;

	if (!request_region(base, 3, "parport"))
		return;
	there = is_there(base);
	release_region(base, 3);
	if (!there)
		return;
	pdev = platform_device_register_simple("parport_pc", base, NULL, 0);
	port = IS_ERR(pdev) ? NULL : parport_register_port(base, irq, PARPORT_DMA_NONE, &pc_ops);
	if (!port)
		return;
	port->private_data = (void *)(long)irq;
	port->dev = &pdev->dev;
	port->size = 3;
	port->modes = PARPORT_MODE_PCSPP | PARPORT_MODE_TRISTATE;
	set_control(port, 0xff, PARPORT_CONTROL_SELECT | PARPORT_CONTROL_INIT);
	pr_info("%s: PC-style at %#lx, irq %d\n", port->name, port->base, port->irq);
	parport_announce_port(port);
}

static int __init parport_pc_init(void)
{
	int i;

	for (i = 0; i < (int)ARRAY_SIZE(places); i++)
		add_port(places[i].base, places[i].irq);
	return 0;
}
device_initcall(parport_pc_init);
