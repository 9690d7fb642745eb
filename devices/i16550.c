/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * National Semiconductor PC16550D UART (datasheet TL/C/8652); sections are
 * cited by the registers that they describe.
 *
 *	0  DLAB 0: r receiver buffer, w transmitter holding; DLAB 1: divisor low
 *	1  DLAB 0: rw interrupt enable; DLAB 1: divisor high
 *	2  r interrupt identification; w FIFO control
 *	3  rw line control	4  rw modem control
 *	5  r line status	6  r modem status	7  rw scratch
 *
 * On a PC (3F8h IRQ4, 2F8h IRQ3) OUT2 lets the interrupt through to the bus.
 *
 * NOT IMPLEMENTED: the transmitter's break is not passed to the host; the
 * one-character delay of the transmitter interrupt in FIFO mode;
 * DMA signalling (RXRDY, TXRDY); writing the line and modem status (factory
 * test). Parity and word length shape the time of a character and cut its
 * bits; the host always sends good parity.
 */
#include "devices/i16550.h"

#include <stddef.h>

#define IER_RX	   0x01
#define IER_TX	   0x02
#define IER_LINE   0x04
#define IER_MODEM  0x08
#define IIR_NONE   0x01
#define IIR_MODEM  0x00
#define IIR_TX	   0x02
#define IIR_RX	   0x04
#define IIR_LINE   0x06
#define IIR_TIMER  0x0c
#define IIR_FIFOS  0xc0
#define FCR_ENABLE 0x01
#define FCR_CLR_RX 0x02
#define FCR_CLR_TX 0x04
#define FCR_KEPT   0xc9
#define LCR_STOP   0x04
#define LCR_PARITY 0x08
#define LCR_DLAB   0x80
#define MCR_DTR	   0x01
#define MCR_RTS	   0x02
#define MCR_OUT1   0x04
#define MCR_OUT2   0x08
#define MCR_LOOP   0x10
#define LSR_DR	   0x01
#define LSR_OE	   0x02
#define LSR_BI	   0x10
#define LSR_ERRORS 0x1e /* OE, PE, FE, BI */
#define LSR_CHAR   0x1c /* those that belong to a character */
#define LSR_THRE   0x20
#define LSR_TEMT   0x40
#define LSR_FIFO   0x80
#define MSR_RI	   0x40
#define MSR_CTS	   0x10
#define MSR_DSR	   0x20
#define MSR_DCD	   0x80

/* Linux's console looks twice between two characters: once after one, once before the next. */
#define LISTENING_POLLS 4

static bool fifo_mode(const struct i16550 *u)
{
	return u->fcr & FCR_ENABLE;
}

static unsigned rx_room(const struct i16550 *u)
{
	return (fifo_mode(u) ? I16550_FIFO : 1) - u->rx_count;
}

/* One character on the wire: start, data, parity and stop bits (LCR). */
static uint64_t char_ns(const struct i16550 *u)
{
	uint64_t divisor = u->divisor ? u->divisor : 65536;
	unsigned data = 5 + (u->lcr & 3);
	unsigned half_bits = 2 * (1 + data + !!(u->lcr & LCR_PARITY) + 1);

	if (u->lcr & LCR_STOP)
		half_bits += data == 5 ? 1 : 2;
	return clock_tick_ns(half_bits * 8 * divisor, u->hz);
}

static uint8_t data_mask(const struct i16550 *u)
{
	return (uint8_t)(0xff >> (3 - (u->lcr & 3)));
}

/* FCR, bits 7-6: the receiver's trigger levels */
static unsigned rx_trigger(const struct i16550 *u)
{
	static const uint8_t level[4] = {1, 4, 8, 14};

	return fifo_mode(u) ? level[u->fcr >> 6] : 1;
}

/* IIR: the pending interrupt of highest priority */
static uint8_t interrupt_id(const struct i16550 *u)
{
	if (u->ier & IER_LINE && u->lsr & LSR_ERRORS)
		return IIR_LINE;
	if (u->ier & IER_RX && u->rx_count >= rx_trigger(u))
		return IIR_RX;
	if (u->ier & IER_RX && u->timeout_pending)
		return IIR_TIMER;
	if (u->ier & IER_TX && u->thre_pending)
		return IIR_TX;
	if (u->ier & IER_MODEM && u->msr & 0x0f)
		return IIR_MODEM;
	return IIR_NONE;
}

static void update_irq(const struct i16550 *u)
{
	/* In loop mode OUT2 is forced inactive (MCR, bit 4), so a PC's bus sees nothing then. */
	bool gate = u->mcr & MCR_OUT2 && !(u->mcr & MCR_LOOP);

	irq_set(&u->irq, gate && interrupt_id(u) != IIR_NONE);
}

/* ---- receiver ---- */

/* "FIFO Interrupt Mode Operation": a timeout comes four characters after the last one came in or
 * was read */
static void restart_timeout(struct i16550 *u)
{
	u->timeout_pending = false;
	if (fifo_mode(u) && u->rx_count)
		clock_arm(u->clock, &u->timeout_timer, clock_now(u->clock) + 4 * char_ns(u));
	else
		clock_disarm(u->clock, &u->timeout_timer);
}

static void timeout_due(void *owner, uint64_t now_ns)
{
	struct i16550 *u = owner;

	(void)now_ns;
	u->timeout_pending = true;
	update_irq(u);
}

static bool rx_has_errors(const struct i16550 *u)
{
	for (unsigned i = 0; i < u->rx_count; i++)
		if (u->rx[(u->rx_first + i) % I16550_FIFO].errors)
			return true;
	return false;
}

/* LSR: the errors of a character show when it comes to the top of the FIFO. */
static void show_top(struct i16550 *u)
{
	u->lsr &= ~(LSR_DR | LSR_FIFO);
	if (!u->rx_count)
		return;
	u->lsr |= LSR_DR | u->rx[u->rx_first].errors;
	if (fifo_mode(u) && rx_has_errors(u))
		u->lsr |= LSR_FIFO;
}

/* A character is complete in the shift register. */
static void rx_complete(struct i16550 *u, struct i16550_char ch)
{
	ch.byte &= data_mask(u);
	if (!rx_room(u)) {
		u->lsr |= LSR_OE;
		if (!fifo_mode(u))
			u->rx[u->rx_first] = ch; /* the character not read is lost */
	} else {
		u->rx[(u->rx_first + u->rx_count++) % I16550_FIFO] = ch;
	}
	if (u->rx_count == 1)
		show_top(u);
	else if (ch.errors && fifo_mode(u))
		u->lsr |= LSR_FIFO;
	restart_timeout(u);
	update_irq(u);
}

static void rx_clear(struct i16550 *u)
{
	u->rx_first = u->rx_count = 0;
	u->lsr &= ~(LSR_DR | LSR_FIFO | LSR_CHAR);
	restart_timeout(u);
}

static uint8_t rx_read(struct i16550 *u)
{
	uint8_t byte = u->rx[u->rx_first].byte;

	if (!u->rx_count)
		return byte;
	u->rx_first = (u->rx_first + 1) % I16550_FIFO;
	u->rx_count--;
	show_top(u);
	restart_timeout(u);
	update_irq(u);
	return byte;
}

static void wire_next(struct i16550 *u)
{
	if (u->wire_count && !clock_armed(&u->rx_timer))
		clock_arm(u->clock, &u->rx_timer, clock_now(u->clock) + char_ns(u));
}

static void wire_due(void *owner, uint64_t now_ns)
{
	struct i16550 *u = owner;
	struct i16550_char ch = u->wire[u->wire_first];

	u->wire_first = (u->wire_first + 1) % I16550_FIFO;
	if (--u->wire_count)
		clock_arm(u->clock, &u->rx_timer, now_ns + char_ns(u));
	/* MCR, bit 4: in loop mode the SIN pin is disconnected */
	if (!(u->mcr & MCR_LOOP))
		rx_complete(u, ch);
}

static void wire_put(struct i16550 *u, struct i16550_char ch)
{
	if (u->wire_count == I16550_FIFO) {
		u->lsr |= LSR_OE;
		update_irq(u);
		return;
	}
	u->wire[(u->wire_first + u->wire_count++) % I16550_FIFO] = ch;
	wire_next(u);
}

void i16550_receive(struct i16550 *u, uint8_t byte)
{
	wire_put(u, (struct i16550_char){byte, 0});
}

void i16550_break(struct i16550 *u)
{
	wire_put(u, (struct i16550_char){0, LSR_BI});
}

bool i16550_wants_input(const struct i16550 *u)
{
	bool listening = u->ier & IER_RX || u->polls >= LISTENING_POLLS;

	return listening && !(u->mcr & MCR_LOOP) && rx_room(u) > u->wire_count;
}

/* ---- transmitter ---- */

static void tx_emit(struct i16550 *u, uint8_t byte)
{
	if (u->mcr & MCR_LOOP)
		rx_complete(u, (struct i16550_char){byte, 0});
	else if (u->tx)
		u->tx(u->ctx, byte & data_mask(u));
}

/* Move the next byte, if any, into the shift register. */
static void tx_next(struct i16550 *u, uint64_t now_ns)
{
	if (!u->tx_count) {
		u->lsr |= LSR_TEMT;
		return;
	}
	u->shift = u->tx_fifo[u->tx_first];
	u->tx_first = (u->tx_first + 1) % I16550_FIFO;
	u->shifting = true;
	clock_arm(u->clock, &u->tx_timer, now_ns + char_ns(u));
	if (!--u->tx_count) {
		u->lsr |= LSR_THRE;
		u->thre_pending = true;
	}
}

static void tx_due(void *owner, uint64_t now_ns)
{
	struct i16550 *u = owner;

	u->shifting = false;
	tx_emit(u, u->shift);
	tx_next(u, now_ns);
	update_irq(u);
}

/* What is in the shift register goes out before its time, and the next byte takes its place. */
static void send_now(struct i16550 *u)
{
	clock_disarm(u->clock, &u->tx_timer);
	tx_due(u, clock_now(u->clock));
}

static void tx_write(struct i16550 *u, uint8_t byte)
{
	unsigned size = fifo_mode(u) ? I16550_FIFO : 1;

	u->polls = 0;
	if (u->lossless && u->tx_count == size && !(u->mcr & MCR_LOOP))
		send_now(u);
	if (u->tx_count < size)
		u->tx_fifo[(u->tx_first + u->tx_count++) % I16550_FIFO] = byte;
	else if (!fifo_mode(u))
		u->tx_fifo[u->tx_first] = byte; /* the one not sent yet is lost */
	u->lsr &= ~(LSR_THRE | LSR_TEMT);
	u->thre_pending = false;
	if (!u->shifting)
		tx_next(u, clock_now(u->clock));
	update_irq(u);
}

static void tx_clear(struct i16550 *u)
{
	u->tx_first = u->tx_count = 0;
	if (!(u->lsr & LSR_THRE))
		u->thre_pending = true;
	u->lsr |= LSR_THRE;
	if (!u->shifting)
		u->lsr |= LSR_TEMT;
}

void i16550_drain(struct i16550 *u)
{
	while (u->shifting)
		send_now(u);
}

/* ---- modem ---- */

/* MSR: the inputs, or in loop mode the four outputs turned back */
static uint8_t modem_inputs(const struct i16550 *u)
{
	uint8_t mcr = u->mcr;

	if (!(mcr & MCR_LOOP))
		return u->pins;
	return (uint8_t)((mcr & MCR_RTS ? MSR_CTS : 0) | (mcr & MCR_DTR ? MSR_DSR : 0) |
			 (mcr & MCR_OUT1 ? MSR_RI : 0) | (mcr & MCR_OUT2 ? MSR_DCD : 0));
}

static void update_modem(struct i16550 *u)
{
	uint8_t now = modem_inputs(u);
	uint8_t changed = (now ^ u->msr) & 0xf0;

	/* RI counts when it ends only (trailing edge). */
	if (now & MSR_RI)
		changed &= ~MSR_RI;
	u->msr = now | (u->msr & 0x0f) | changed >> 4;
	update_irq(u);
}

void i16550_set_modem(struct i16550 *u, uint8_t pins)
{
	u->pins = pins & 0xf0;
	update_modem(u);
}

/* ---- registers ---- */

/* FCR: a change of bit 0 clears both FIFOs. */
static void write_fcr(struct i16550 *u, uint8_t value)
{
	bool toggled = (value ^ u->fcr) & FCR_ENABLE;

	u->fcr = value & FCR_ENABLE ? value & FCR_KEPT : 0;
	if (toggled || (value & FCR_ENABLE && value & FCR_CLR_RX))
		rx_clear(u);
	if (toggled || (value & FCR_ENABLE && value & FCR_CLR_TX))
		tx_clear(u);
	update_irq(u);
}

static void write_ier(struct i16550 *u, uint8_t value)
{
	/* Enabling the transmitter interrupt while the holding register is empty raises it. */
	if (value & ~u->ier & IER_TX && u->lsr & LSR_THRE)
		u->thre_pending = true;
	u->ier = value & 0x0f;
	update_irq(u);
}

void i16550_write(struct i16550 *u, unsigned off, uint8_t value)
{
	bool dlab = u->lcr & LCR_DLAB;

	switch (off) {
	case 0:
		if (dlab)
			u->divisor = (u->divisor & 0xff00) | value;
		else
			tx_write(u, value);
		break;
	case 1:
		if (dlab)
			u->divisor = (uint16_t)((u->divisor & 0x00ff) | value << 8);
		else
			write_ier(u, value);
		break;
	case 2:
		write_fcr(u, value);
		break;
	case 3:
		u->lcr = value;
		break;
	case 4:
		u->mcr = value & 0x1f;
		update_modem(u);
		break;
	case 7:
		u->scratch = value;
		break;
	default: /* the status registers are for reading */
		break;
	}
}

uint8_t i16550_peek(const struct i16550 *u, unsigned off)
{
	bool dlab = u->lcr & LCR_DLAB;

	switch (off) {
	case 0:
		return dlab ? u->divisor & 0xff : u->rx[u->rx_first].byte;
	case 1:
		return dlab ? u->divisor >> 8 : u->ier;
	case 2:
		return interrupt_id(u) | (fifo_mode(u) ? IIR_FIFOS : 0);
	case 3:
		return u->lcr;
	case 4:
		return u->mcr;
	case 5:
		return u->lsr;
	case 6:
		return u->msr;
	default:
		return u->scratch;
	}
}

/* A guest that keeps looking at an idle line has nothing to send and waits for input. */
static void count_poll(struct i16550 *u)
{
	if ((u->lsr & (LSR_THRE | LSR_TEMT | LSR_DR)) == (LSR_THRE | LSR_TEMT) &&
	    u->polls < LISTENING_POLLS)
		u->polls++;
}

uint8_t i16550_read(struct i16550 *u, unsigned off)
{
	uint8_t value = i16550_peek(u, off);

	switch (off) {
	case 0:
		if (!(u->lcr & LCR_DLAB))
			rx_read(u);
		break;
	case 2: /* reading IIR resets the transmitter interrupt that it tells of */
		if ((value & 0x0f) == IIR_TX)
			u->thre_pending = false;
		update_irq(u);
		break;
	case 5: /* reading clears the error bits */
		count_poll(u);
		u->lsr &= ~LSR_ERRORS;
		if (u->rx_count)
			u->rx[u->rx_first].errors = 0;
		show_top(u);
		update_irq(u);
		break;
	case 6: /* reading clears the changes */
		u->msr &= 0xf0;
		update_irq(u);
		break;
	default:
		break;
	}
	return value;
}

/* "UART Reset Configuration", with the divisor latch as a PC has it after power-on: 9600 baud. */
void i16550_reset(struct i16550 *u)
{
	u->ier = u->fcr = u->lcr = u->mcr = 0;
	u->lsr = LSR_THRE | LSR_TEMT;
	u->msr = u->pins;
	u->divisor = 12;
	u->thre_pending = false;
	u->polls = 0;
	u->rx_first = u->rx_count = u->wire_first = u->wire_count = 0;
	u->tx_first = u->tx_count = 0;
	u->shifting = false;
	u->timeout_pending = false;
	clock_disarm(u->clock, &u->tx_timer);
	clock_disarm(u->clock, &u->rx_timer);
	clock_disarm(u->clock, &u->timeout_timer);
	update_irq(u);
}

void i16550_init(struct i16550 *u, struct clock *clock, uint32_t hz, struct irq_line irq,
		 void (*tx)(void *ctx, uint8_t byte), void *ctx)
{
	*u = (struct i16550){.clock = clock, .hz = hz, .irq = irq, .tx = tx, .ctx = ctx};
	u->pins = MSR_DCD | MSR_DSR | MSR_CTS;
	clock_timer_init(&u->tx_timer, tx_due, u);
	clock_timer_init(&u->rx_timer, wire_due, u);
	clock_timer_init(&u->timeout_timer, timeout_due, u);
	i16550_reset(u);
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i16550_read(dev, off);
}

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)bytes;
	return i16550_peek(dev, off);
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	(void)bytes;
	i16550_write(dev, off, (uint8_t)value);
}

const struct io_ops i16550_ops = {io_read, io_write, io_peek, 1};

static void loaded(void *dev)
{
	update_irq(dev);
}

static const struct snap_field fields[] = {
    SNAP(struct i16550, ier),
    SNAP(struct i16550, fcr),
    SNAP(struct i16550, lcr),
    SNAP(struct i16550, mcr),
    SNAP(struct i16550, lsr),
    SNAP(struct i16550, msr),
    SNAP(struct i16550, scratch),
    SNAP(struct i16550, pins),
    SNAP(struct i16550, divisor),
    SNAP(struct i16550, thre_pending),
    SNAP(struct i16550, timeout_pending),
    SNAP(struct i16550, polls),
    SNAP(struct i16550, rx),
    SNAP(struct i16550, rx_first),
    SNAP(struct i16550, rx_count),
    SNAP(struct i16550, wire),
    SNAP(struct i16550, wire_first),
    SNAP(struct i16550, wire_count),
    SNAP(struct i16550, tx_fifo),
    SNAP(struct i16550, tx_first),
    SNAP(struct i16550, tx_count),
    SNAP(struct i16550, shift),
    SNAP(struct i16550, shifting),
    SNAP_TIMER(struct i16550, tx_timer),
    SNAP_TIMER(struct i16550, rx_timer),
    SNAP_TIMER(struct i16550, timeout_timer),
    SNAP_END,
};
const struct snap_desc i16550_snap = {"i16550", 1, fields, loaded};
