/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-algo-bit: I2C by hand (The I2C-bus specification, 3.1). Both wires are only ever pulled
 * down or let go. Data change while the clock is low; a START is data falling, a STOP data
 * rising, while it is high. A chip that needs time holds the clock down: letting go of it
 * means waiting until it is really high.
 *
 *	SDA  --\____<d7__X__d6__ ... __d0__X__ack>____/--
 *	SCL  ----\___/--\__/--\_ ... _/--\___/--\___/----
 *	       START                                STOP
 */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/i2c-algo-bit.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>

/* ---- wires ---- */

static void sda_low(struct i2c_algo_bit_data *bus)
{
	bus->setsda(bus->data, 0);
	udelay((bus->udelay + 1) / 2);
}

static void sda_high(struct i2c_algo_bit_data *bus)
{
	bus->setsda(bus->data, 1);
	udelay((bus->udelay + 1) / 2);
}

static void scl_low(struct i2c_algo_bit_data *bus)
{
	bus->setscl(bus->data, 0);
	udelay(bus->udelay / 2);
}

/* -ETIMEDOUT: somebody holds it longer than bus->timeout. */
static int scl_high(struct i2c_algo_bit_data *bus)
{
	unsigned long begin = jiffies;

	bus->setscl(bus->data, 1);
	while (bus->getscl && !bus->getscl(bus->data)) {
		/* looked at last after the time was over, as this thread may have been kept waiting
		 */
		if (time_after(jiffies, begin + bus->timeout)) {
			if (bus->getscl(bus->data))
				break;
			return -ETIMEDOUT;
		}
		cpu_relax();
		cond_resched();
	}
	udelay(bus->udelay);
	return 0;
}

static void start(struct i2c_algo_bit_data *bus)
{
	bus->setsda(bus->data, 0);
	udelay(bus->udelay);
	scl_low(bus);
}

static int repeated_start(struct i2c_algo_bit_data *bus)
{
	int err;

	sda_high(bus);
	err = scl_high(bus);
	start(bus);
	return err;
}

static void stop(struct i2c_algo_bit_data *bus)
{
	sda_low(bus);
	(void)scl_high(bus);
	bus->setsda(bus->data, 1);
	udelay(bus->udelay);
}

/* ---- bytes ---- */

/* 1: acknowledged, 0: not, or -ETIMEDOUT. */
static int send_byte(struct i2c_adapter *adap, u8 byte)
{
	struct i2c_algo_bit_data *bus = adap->algo_data;
	int bit, ack;

	for (bit = 7; bit >= 0; bit--) {
		bus->setsda(bus->data, byte >> bit & 1);
		udelay((bus->udelay + 1) / 2);
		if (scl_high(bus))
			return -ETIMEDOUT;
		scl_low(bus);
	}
	sda_high(bus);
	if (scl_high(bus))
		return -ETIMEDOUT;
	ack = !bus->getsda(bus->data);
	scl_low(bus);
	return ack;
}

static int receive_byte(struct i2c_adapter *adap)
{
	struct i2c_algo_bit_data *bus = adap->algo_data;
	int bit, byte = 0;

	sda_high(bus);
	for (bit = 7; bit >= 0; bit--) {
		if (scl_high(bus))
			return -ETIMEDOUT;
		byte = byte << 1 | !!bus->getsda(bus->data);
		bus->setscl(bus->data, 0);
		udelay(bit ? bus->udelay : bus->udelay / 2);
	}
	return byte;
}

static int answer(struct i2c_algo_bit_data *bus, bool ack)
{
	int err;

	if (ack)
		bus->setsda(bus->data, 0);
	udelay((bus->udelay + 1) / 2);
	err = scl_high(bus);
	scl_low(bus);
	return err;
}

/* ---- messages ---- */

/* Send the address until somebody answers. 1, 0, or an error. */
static int try_address(struct i2c_adapter *adap, u8 addr, int retries)
{
	struct i2c_algo_bit_data *bus = adap->algo_data;
	int try, ack = 0;

	for (try = 0; try <= retries; try++) {
		ack = send_byte(adap, addr);
		if (ack || try == retries)
			break;
		stop(bus);
		udelay(bus->udelay);
		start(bus);
	}
	return ack;
}

static int address_tenbit(struct i2c_adapter *adap, struct i2c_msg *msg, int retries)
{
	struct i2c_algo_bit_data *bus = adap->algo_data;
	u8 head = 0xf0 | (msg->addr >> 7 & 0x06);
	bool any = msg->flags & I2C_M_IGNORE_NAK;

	if (try_address(adap, head, retries) != 1 && !any)
		return -ENXIO;
	if (send_byte(adap, msg->addr & 0xff) != 1 && !any)
		return -ENXIO;
	if (!(msg->flags & I2C_M_RD))
		return 0;
	repeated_start(bus);
	return try_address(adap, head | 1, retries) != 1 && !any ? -EIO : 0;
}

static int address(struct i2c_adapter *adap, struct i2c_msg *msg)
{
	int retries = msg->flags & I2C_M_IGNORE_NAK ? 0 : adap->retries, ack;
	u8 addr = i2c_8bit_addr_from_msg(msg);

	if (msg->flags & I2C_M_TEN)
		return address_tenbit(adap, msg, retries);
	if (msg->flags & I2C_M_REV_DIR_ADDR)
		addr ^= 1;
	ack = try_address(adap, addr, retries);
	if (ack < 0)
		return ack;
	return ack || msg->flags & I2C_M_IGNORE_NAK ? 0 : -ENXIO;
}

static int send(struct i2c_adapter *adap, struct i2c_msg *msg)
{
	int i, ack;

	for (i = 0; i < msg->len; i++) {
		ack = send_byte(adap, msg->buf[i]);
		if (ack < 0)
			return ack;
		if (!ack && !(msg->flags & I2C_M_IGNORE_NAK))
			return -EIO;
	}
	return 0;
}

static int receive(struct i2c_adapter *adap, struct i2c_msg *msg)
{
	struct i2c_algo_bit_data *bus = adap->algo_data;
	int i, byte;

	for (i = 0; i < msg->len; i++) {
		byte = receive_byte(adap);
		if (byte < 0)
			return byte;
		msg->buf[i] = byte;
		if (i == 0 && msg->flags & I2C_M_RECV_LEN) {
			if (byte == 0 || byte > I2C_SMBUS_BLOCK_MAX) {
				(void)answer(bus, false);
				return -EPROTO;
			}
			msg->len += byte;
		}
		/* the last one is not wanted more of */
		if (!(msg->flags & I2C_M_NO_RD_ACK) && answer(bus, i + 1 < msg->len))
			return -ETIMEDOUT;
	}
	return 0;
}

static int one_message(struct i2c_adapter *adap, struct i2c_msg *msg, bool first)
{
	struct i2c_algo_bit_data *bus = adap->algo_data;
	int err = 0;

	if (!(msg->flags & I2C_M_NOSTART)) {
		if (!first) {
			if (msg[-1].flags & I2C_M_STOP) {
				stop(bus);
				start(bus);
			} else {
				err = repeated_start(bus);
			}
		}
		if (!err)
			err = address(adap, msg);
	}
	if (err)
		return err;
	return msg->flags & I2C_M_RD ? receive(adap, msg) : send(adap, msg);
}

static int bit_xfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	struct i2c_algo_bit_data *bus = adap->algo_data;
	int i, err = 0;

	if (bus->pre_xfer)
		err = bus->pre_xfer(adap);
	if (err < 0)
		return err;
	err = 0;
	start(bus);
	for (i = 0; i < num && !err; i++)
		err = one_message(adap, &msgs[i], i == 0);
	stop(bus);
	if (bus->post_xfer)
		bus->post_xfer(adap);
	return err ? err : num;
}

static u32 bit_func(struct i2c_adapter *adap)
{
	return I2C_FUNC_I2C | I2C_FUNC_NOSTART | I2C_FUNC_SMBUS_EMUL_ALL | I2C_FUNC_10BIT_ADDR |
	       I2C_FUNC_PROTOCOL_MANGLING;
}

const struct i2c_algorithm i2c_bit_algo = {.master_xfer = bit_xfer, .functionality = bit_func};
EXPORT_SYMBOL(i2c_bit_algo);

static const struct i2c_adapter_quirks no_stretch = {.flags = I2C_AQ_NO_CLK_STRETCH};

static int add(struct i2c_adapter *adap, int (*add_adapter)(struct i2c_adapter *adap))
{
	struct i2c_algo_bit_data *bus = adap->algo_data;

	if (bus->getsda && !bus->getsda(bus->data))
		dev_dbg(&adap->dev, "SDA is low while the bus is idle\n");
	adap->algo = &i2c_bit_algo;
	adap->retries = 3;
	if (!bus->getscl) {
		adap->quirks = &no_stretch;
		pr_warn("%s: Not I2C compliant: can't read SCL\n", adap->name);
	}
	return add_adapter(adap);
}

int i2c_bit_add_bus(struct i2c_adapter *adap)
{
	return add(adap, i2c_add_adapter);
}
EXPORT_SYMBOL(i2c_bit_add_bus);

int i2c_bit_add_numbered_bus(struct i2c_adapter *adap)
{
	return add(adap, i2c_add_numbered_adapter);
}
EXPORT_SYMBOL(i2c_bit_add_numbered_bus);
