/* SPDX-License-Identifier: GPL-2.0-only */
/* ports: serial and parallel ports, and those for debugging. */
#include "emu/board/board.h"
#include "emu/loader/firmware.h"
#include "emu/share.h"
#include "guest/abi/share.h"

static void debug_exited(void *ctx, int status)
{
	runloop_end(ctx, status);
}

static void serial_sent(void *ctx, uint8_t byte)
{
	const struct serial_port *port = ctx;
	struct chardev *dev = port->machine->config.serial[port->n];

	if (dev)
		chardev_write(dev, byte);
	wires_serial(port->machine, port->n, byte);
}

void wire_serial(struct machine *machine)
{
	static const struct {
		uint16_t first;
		int irq;
		const char *name;
	} com[MACHINE_SERIAL_PORTS] = {{0x3f8, IRQ_COM1, "serial0"}, {0x2f8, IRQ_COM2, "serial1"}};

	for (unsigned n = 0; n < MACHINE_SERIAL_PORTS; n++) {
		struct serial_port *port = &machine->board->serial[n];

		port->machine = machine;
		port->n = n;
		i16550_init(&port->uart, &machine->clock, SERIAL_HZ, isa_irq(machine, com[n].irq),
			    serial_sent, port);
		/* Small kernels print without a look at the line status, and lose nothing on
		 * other emulators. */
		port->uart.lossless = true;
		iobus_claim(&machine->iobus, com[n].first, 8, &i16550_ops, &port->uart,
			    com[n].name);
	}
}

static void lpt_event(void *ctx, const struct i2c_event *event)
{
	wires_i2c(ctx, WIRE_LPT, 0, event);
}

static void lpt_lines(void *ctx, bool scl, bool sda)
{
	wires_i2c_lines(ctx, WIRE_LPT, scl, sda);
}

/* The sensor is there in any case: what is saved of the board does not depend on what is plugged
 * in. It has a number of its own. */
static void plug_adapter(struct machine *machine)
{
	const unsigned type = machine->config.i2c_parport.type;
	struct board *board = machine->board;
	struct i2c_bus *bus = &board->lpt.wires.bus;

	if (machine->config.i2c_parport.none)
		i2c_bits_init(&board->lpt.wires, &machine->clock, NULL, NULL);
	else
		i2c_parport_init(&board->lpt, type, &board->parallel, &machine->clock);
	sht21_init(&board->lpt_sht21, &machine->clock);
	sht21_preset(&board->lpt_sht21);
	board->lpt_sht21.serial ^= 0x10000;
	i2c_add(bus, &board->lpt_sht21.i2c);
	bus->watch = (struct i2c_watch){lpt_event, machine};
	board->lpt.changed = lpt_lines;
	board->lpt.ctx = machine;
}

void wire_parallel(struct machine *machine)
{
	struct parport *port = &machine->board->parallel;

	parport_init(port, isa_irq(machine, IRQ_PARALLEL));
	iobus_claim(&machine->iobus, 0x378, 3, &parport_ops, port, "parallel0");
	plug_adapter(machine);
}

void wire_debug_exit(struct machine *machine)
{
	const struct machine_config *config = &machine->config;

	if (!config->debug_exit)
		return;
	debug_exit_init(&machine->board->debug_exit, debug_exited, machine);
	iobus_claim(&machine->iobus, config->debug_exit_base, config->debug_exit_bytes,
		    &debug_exit_ops, &machine->board->debug_exit, "isa-debug-exit");
}

static void print_byte(void *ctx, uint8_t byte)
{
	chardev_write(ctx, byte);
}

void wire_debugcons(struct machine *machine)
{
	for (unsigned n = 0; n < machine->config.debugcons; n++) {
		const struct machine_debugcon *config = &machine->config.debugcon[n];
		struct debugcon *port = &machine->board->debugcon[n];

		debugcon_init(port, config->readback, print_byte, config->line);
		iobus_claim(&machine->iobus, config->port, 1, &debugcon_ops, port, "debugcon");
	}
}

void wire_testdev(struct machine *machine)
{
	struct pc_testdev *dev = &machine->board->testdev;
	struct irq_line irq[PC_TESTDEV_IRQS] = {{0}};

	if (!machine->config.pc_testdev)
		return;
	/* Input 2 of the 8259A is the other one's; the lines above are the I/O APIC's alone. */
	for (int n = 0; n < PC_TESTDEV_IRQS; n++)
		if (n >= ISA_IRQS)
			irq[n] = (struct irq_line){ioapic_set_pin, &machine->board->ioapic, n};
		else if (n != IRQ_CASCADE)
			irq[n] = isa_irq(machine, n);
	pc_testdev_init(dev, irq);
	iobus_claim(&machine->iobus, PC_TESTDEV_PORT, 8, &pc_testdev_ops, dev, "pc-testdev");
	iobus_claim(&machine->iobus, PC_TESTDEV_BYTE_PORT, 4, &pc_testdev_byte_ops, dev,
		    "pc-testdev");
	iobus_claim(&machine->iobus, PC_TESTDEV_IRQ_PORT, PC_TESTDEV_IRQS, &pc_testdev_irq_ops, dev,
		    "pc-testdev");
	physmap_add_mmio(machine->map, PC_TESTDEV_MEMORY_FIRST, PC_TESTDEV_MEMORY_BYTES,
			 &pc_testdev_memory_ops, dev, "pc-testdev");
}

static void share_rung(void *ctx, uint32_t pa)
{
	struct machine *machine = ctx;
	const struct memory_bus memory = physmap_memory_bus(machine->map);

	share_answer(machine->config.share, &memory, machine->config.ram_bytes, pa);
}

void wire_share(struct machine *machine)
{
	struct doorbell *bell = &machine->board->share;

	if (!machine->config.share)
		return;
	doorbell_init(bell, SHARE_MAGIC, share_rung, machine);
	iobus_claim(&machine->iobus, SHARE_PORT, DOORBELL_PORTS, &doorbell_ops, bell, "share");
}

void reset_testdev(struct board *board)
{
	pc_testdev_reset(&board->testdev);
}

void reset_parallel(struct board *board)
{
	parport_reset(&board->parallel);
}

/* 115200 baud, 8 data bits, also where firmware runs: SeaBIOS sets up no port, and what was written
 * on QEMU, whose ports do not care, prints without setting up. */
void reset_serial(struct board *board)
{
	enum { DIVISOR_LOW = 0, DIVISOR_HIGH = 1, LINE_CONTROL = 3, DLAB_8N1 = 0x83, JUST_8N1 = 3 };

	for (unsigned n = 0; n < MACHINE_SERIAL_PORTS; n++) {
		struct i16550 *uart = &board->serial[n].uart;

		i16550_reset(uart);
		i16550_write(uart, LINE_CONTROL, DLAB_8N1);
		i16550_write(uart, DIVISOR_LOW, 1);
		i16550_write(uart, DIVISOR_HIGH, 0);
		i16550_write(uart, LINE_CONTROL, JUST_8N1);
	}
}

void board_take_serial(struct machine *machine)
{
	for (unsigned n = 0; n < MACHINE_SERIAL_PORTS; n++) {
		struct chardev *dev = machine->config.serial[n];
		int byte;

		while (dev && board_wants_serial(machine, n) && (byte = chardev_read(dev)) >= 0)
			if (byte == CHARDEV_BREAK)
				i16550_break(&machine->board->serial[n].uart);
			else
				i16550_receive(&machine->board->serial[n].uart, (uint8_t)byte);
	}
}

bool board_wants_serial(const struct machine *machine, unsigned port)
{
	return i16550_wants_input(&machine->board->serial[port].uart);
}

void board_drain(struct machine *machine)
{
	for (unsigned n = 0; n < MACHINE_SERIAL_PORTS; n++)
		i16550_drain(&machine->board->serial[n].uart);
}
