/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 8042 as the PS/2 keyboard and auxiliary device controller (IBM PS/2
 * Hardware Interface Technical Reference, "Keyboard and Auxiliary Device
 * Controller", 1990).
 *
 *	060h  r output buffer; w data for the last command, else for the keyboard
 *	064h  r status; w command: 20-3F/60-7F read/write RAM (00: command byte),
 *	      A4 password test, A7/A8 mouse port off/on, A9 test it, AA self-test,
 *	      AB test keyboard port, AD/AE keyboard port off/on, C0 input port,
 *	      D0/D1 read/write output port, D2/D3 write the output buffer as if
 *	      from keyboard/mouse, D4 write to the mouse, DD/DF A20 off/on,
 *	      E0 test inputs, F0-FF pulse output port bits
 *
 * A byte takes 11 bits at 12.5 kHz to come from a device. While the output
 * buffer is full the devices are held off, as the clock line does.
 *
 * NOT IMPLEMENTED: the input buffer is taken at once, so IBF never shows; bytes
 * to a device take no time; the password commands A5 and A6; the diagnostic
 * dump AC; the polls of the input port C1 and C2; pulses other than reset's.
 */
#include "devices/i8042.h"

#include <stddef.h>

#include "devices/ps2_codes.h"

#define PORT_KEYBOARD 0
#define PORT_AUX      1
#define WIRE_NS	      880000ull

#define STATUS_OBF	0x01
#define STATUS_SYSTEM	0x04
#define STATUS_COMMAND	0x08
#define STATUS_UNLOCKED 0x10
#define STATUS_AUX	0x20

#define CB_IRQ1	       0x01
#define CB_IRQ12       0x02
#define CB_SYSTEM      0x04
#define CB_NO_KEYBOARD 0x10
#define CB_NO_AUX      0x20
#define CB_TRANSLATE   0x40

#define OUT_NO_RESET 0x01
#define OUT_A20	     0x02
#define OUT_OBF	     0x10
#define OUT_AUX_OBF  0x20
#define OUT_IDLE     0xcc /* the lines of both ports, high */

static void update_irq(const struct i8042 *kbc)
{
	bool full = kbc->status & STATUS_OBF, aux = kbc->status & STATUS_AUX;

	irq_set(&kbc->wires.irq1, full && !aux && kbc->ram[0] & CB_IRQ1);
	irq_set(&kbc->wires.irq12, full && aux && kbc->ram[0] & CB_IRQ12);
}

static void pulse_reset(const struct i8042 *kbc)
{
	irq_set(&kbc->wires.reset, true);
	irq_set(&kbc->wires.reset, false);
}

/* ---- the output buffer ---- */

static bool keyboard_ready(const struct i8042 *kbc)
{
	return !(kbc->ram[0] & CB_NO_KEYBOARD) &&
	       (kbc->keyboard.reply.count || kbc->keyboard.keys.count);
}

static bool mouse_ready(const struct i8042 *kbc)
{
	return !(kbc->ram[0] & CB_NO_AUX) && kbc->mouse.queue.count;
}

/* Let a device send its next byte when nothing is in the way. */
static void watch_wire(struct i8042 *kbc)
{
	if (kbc->status & STATUS_OBF || clock_armed(&kbc->wire_timer))
		return;
	if (keyboard_ready(kbc) || mouse_ready(kbc))
		clock_arm(kbc->clock, &kbc->wire_timer, clock_now(kbc->clock) + WIRE_NS);
}

static void fill(struct i8042 *kbc, uint8_t byte, bool aux)
{
	kbc->out = byte;
	kbc->status |= STATUS_OBF;
	kbc->status = aux ? kbc->status | STATUS_AUX : kbc->status & ~STATUS_AUX;
	update_irq(kbc);
}

/* The controller's own answer; waits for the reader when the buffer is full. */
static void reply(struct i8042 *kbc, uint8_t byte, bool aux)
{
	if (!(kbc->status & STATUS_OBF)) {
		fill(kbc, byte, aux);
		return;
	}
	kbc->reply = byte;
	kbc->reply_aux = aux;
	kbc->reply_waits = true;
}

/* A byte of set 2 becomes one of set 1, the F0 prefix its bit 7. */
static void translate(struct i8042 *kbc, uint8_t byte)
{
	if (!(kbc->ram[0] & CB_TRANSLATE)) {
		fill(kbc, byte, false);
	} else if (byte == 0xf0) {
		kbc->break_seen = true;
		watch_wire(kbc);
	} else {
		uint8_t code = ps2_set2_to_set1(byte);

		fill(kbc, kbc->break_seen ? code | 0x80 : code, false);
		kbc->break_seen = false;
	}
}

static void wire_due(void *owner, uint64_t now_ns)
{
	struct i8042 *kbc = owner;
	bool keyboard = keyboard_ready(kbc), aux = mouse_ready(kbc);

	(void)now_ns;
	if (kbc->status & STATUS_OBF)
		return;
	if (aux && (!keyboard || kbc->aux_turn)) {
		kbc->aux_turn = false;
		fill(kbc, (uint8_t)ps2_mouse_take(&kbc->mouse), true);
	} else if (keyboard) {
		kbc->aux_turn = true;
		translate(kbc, (uint8_t)ps2_keyboard_take(&kbc->keyboard));
	}
}

static void device_ready(void *owner, int n, bool level)
{
	(void)n;
	if (level)
		watch_wire(owner);
}

static uint8_t read_data(struct i8042 *kbc)
{
	uint8_t byte = kbc->out;

	kbc->status &= ~(STATUS_OBF | STATUS_AUX);
	update_irq(kbc);
	if (kbc->reply_waits) {
		kbc->reply_waits = false;
		fill(kbc, kbc->reply, kbc->reply_aux);
	}
	watch_wire(kbc);
	return byte;
}

/* ---- commands ---- */

static void write_output_port(struct i8042 *kbc, uint8_t value)
{
	kbc->output_port = value & (OUT_NO_RESET | OUT_A20);
	irq_set(&kbc->wires.a20, value & OUT_A20);
	if (!(value & OUT_NO_RESET)) {
		kbc->output_port |= OUT_NO_RESET;
		pulse_reset(kbc);
	}
}

static uint8_t read_output_port(const struct i8042 *kbc)
{
	uint8_t value = kbc->output_port | OUT_IDLE;

	if (kbc->status & STATUS_OBF)
		value |= kbc->status & STATUS_AUX ? OUT_AUX_OBF : OUT_OBF;
	return value;
}

static void write_ram(struct i8042 *kbc, unsigned n, uint8_t value)
{
	kbc->ram[n] = value;
	if (n)
		return;
	kbc->status &= ~STATUS_SYSTEM;
	if (value & CB_SYSTEM)
		kbc->status |= STATUS_SYSTEM;
	update_irq(kbc);
	watch_wire(kbc);
}

static void change_command_byte(struct i8042 *kbc, uint8_t clear, uint8_t set)
{
	write_ram(kbc, 0, (kbc->ram[0] & ~clear) | set);
}

static void command(struct i8042 *kbc, uint8_t cmd)
{
	switch (cmd) {
	case 0xa4: /* password test: none installed */
		reply(kbc, 0xf1, false);
		break;
	case 0xa7:
		change_command_byte(kbc, 0, CB_NO_AUX);
		break;
	case 0xa8:
		change_command_byte(kbc, CB_NO_AUX, 0);
		break;
	case 0xa9: /* port tests: no error */
	case 0xab:
		reply(kbc, 0x00, false);
		break;
	case 0xaa:
		change_command_byte(kbc, 0, CB_SYSTEM);
		reply(kbc, 0x55, false);
		break;
	case 0xad:
		change_command_byte(kbc, 0, CB_NO_KEYBOARD);
		break;
	case 0xae:
		change_command_byte(kbc, CB_NO_KEYBOARD, 0);
		break;
	case 0xc0: /* keyboard not locked */
		reply(kbc, 0x80, false);
		break;
	case 0xd0:
		reply(kbc, read_output_port(kbc), false);
		break;
	case 0xdd:
		write_output_port(kbc, kbc->output_port & ~OUT_A20);
		break;
	case 0xdf:
		write_output_port(kbc, kbc->output_port | OUT_A20);
		break;
	case 0xe0: /* both clock lines high */
		reply(kbc, 0x03, false);
		break;
	case 0xd1:
	case 0xd2:
	case 0xd3:
	case 0xd4:
		kbc->awaiting = cmd;
		break;
	default:
		if (cmd >= 0xf0 && !(cmd & OUT_NO_RESET))
			pulse_reset(kbc);
		break;
	}
}

static void write_command(struct i8042 *kbc, uint8_t cmd)
{
	kbc->status |= STATUS_COMMAND;
	kbc->awaiting = 0;
	if (cmd >= 0x20 && cmd < 0x40)
		reply(kbc, kbc->ram[cmd & 0x1f], false);
	else if (cmd >= 0x60 && cmd < 0x80)
		kbc->awaiting = cmd;
	else
		command(kbc, cmd);
}

static void write_data(struct i8042 *kbc, uint8_t value)
{
	uint8_t cmd = kbc->awaiting;

	kbc->status &= ~STATUS_COMMAND;
	kbc->awaiting = 0;
	switch (cmd) {
	case 0: /* sending to a device enables its port */
		change_command_byte(kbc, CB_NO_KEYBOARD, 0);
		ps2_keyboard_write(&kbc->keyboard, value);
		break;
	case 0xd1:
		write_output_port(kbc, value);
		break;
	case 0xd2:
	case 0xd3:
		reply(kbc, value, cmd == 0xd3);
		break;
	case 0xd4:
		change_command_byte(kbc, CB_NO_AUX, 0);
		ps2_mouse_write(&kbc->mouse, value);
		break;
	default:
		write_ram(kbc, cmd & 0x1f, value);
	}
}

uint8_t i8042_peek(const struct i8042 *kbc, unsigned off)
{
	return off ? kbc->status : kbc->out;
}

uint8_t i8042_read(struct i8042 *kbc, unsigned off)
{
	return off ? kbc->status : read_data(kbc);
}

void i8042_write(struct i8042 *kbc, unsigned off, uint8_t value)
{
	if (off)
		write_command(kbc, value);
	else
		write_data(kbc, value);
}

void i8042_reset(struct i8042 *kbc)
{
	kbc->status = STATUS_COMMAND | STATUS_UNLOCKED;
	kbc->out = kbc->awaiting = 0;
	kbc->reply_waits = kbc->break_seen = kbc->aux_turn = false;
	clock_disarm(kbc->clock, &kbc->wire_timer);
	ps2_keyboard_reset(&kbc->keyboard);
	ps2_mouse_reset(&kbc->mouse);
	for (unsigned i = 0; i < sizeof(kbc->ram); i++)
		kbc->ram[i] = 0;
	write_ram(kbc, 0, CB_NO_KEYBOARD | CB_NO_AUX);
	write_output_port(kbc, OUT_NO_RESET | OUT_A20);
}

void i8042_preset(struct i8042 *kbc)
{
	write_ram(kbc, 0, CB_TRANSLATE | CB_NO_AUX | CB_SYSTEM | CB_IRQ1);
}

void i8042_init(struct i8042 *kbc, struct clock *clock, struct i8042_wires wires)
{
	*kbc = (struct i8042){.clock = clock, .wires = wires};
	clock_timer_init(&kbc->wire_timer, wire_due, kbc);
	ps2_keyboard_init(&kbc->keyboard, clock,
			  (struct irq_line){device_ready, kbc, PORT_KEYBOARD});
	ps2_mouse_init(&kbc->mouse, clock, (struct irq_line){device_ready, kbc, PORT_AUX});
	i8042_reset(kbc);
}

static uint32_t data_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return i8042_read(dev, 0);
}

static uint32_t data_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return i8042_peek(dev, 0);
}

static void data_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)off, (void)bytes;
	i8042_write(dev, 0, (uint8_t)value);
}

static uint32_t status_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)off, (void)bytes;
	return i8042_peek(dev, 4);
}

static uint32_t status_read(void *dev, uint32_t off, unsigned bytes)
{
	return status_peek(dev, off, bytes);
}

static void status_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)off, (void)bytes;
	i8042_write(dev, 4, (uint8_t)value);
}

const struct io_ops i8042_data_ops = {data_read, data_write, data_peek, 1};
const struct io_ops i8042_status_ops = {status_read, status_write, status_peek, 1};

static void loaded(void *dev)
{
	struct i8042 *kbc = dev;

	irq_set(&kbc->wires.a20, kbc->output_port & OUT_A20);
	update_irq(kbc);
}

static const struct snap_field fields[] = {
    SNAP(struct i8042, ram),
    SNAP(struct i8042, status),
    SNAP(struct i8042, output_port),
    SNAP(struct i8042, out),
    SNAP(struct i8042, awaiting),
    SNAP(struct i8042, reply),
    SNAP(struct i8042, reply_waits),
    SNAP(struct i8042, reply_aux),
    SNAP(struct i8042, break_seen),
    SNAP(struct i8042, aux_turn),
    SNAP_TIMER(struct i8042, wire_timer),
    SNAP_END,
};
const struct snap_desc i8042_snap = {"i8042", 1, fields, loaded};
