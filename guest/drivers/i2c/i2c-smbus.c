/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-core: SMBus (System Management Bus specification 2.0): its protocols, made of I2C
 * messages where the adapter has no better way, and the packet error code.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/i2c.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "drivers/i2c/i2c-core.h"

/* ---- packet error codes: 5.4.1.2, x^8 + x^2 + x + 1 over all bytes, addresses included ---- */

u8 i2c_smbus_pec(u8 crc, u8 *p, size_t count)
{
	int bit;

	while (count--) {
		crc ^= *p++;
		for (bit = 0; bit < 8; bit++)
			crc = crc & 0x80 ? crc << 1 ^ 0x07 : crc << 1;
	}
	return crc;
}
EXPORT_SYMBOL(i2c_smbus_pec);

static u8 message_pec(u8 pec, struct i2c_msg *msg)
{
	u8 addr = i2c_8bit_addr_from_msg(msg);

	pec = i2c_smbus_pec(pec, &addr, 1);
	return i2c_smbus_pec(pec, msg->buf, msg->len);
}

/* The last byte of the message is the code of all before. */
static int check_pec(u8 pec, struct i2c_msg *msg)
{
	u8 got = msg->buf[--msg->len];

	pec = message_pec(pec, msg);
	if (got == pec)
		return 0;
	pr_debug("Bad PEC 0x%02x vs. 0x%02x\n", got, pec);
	return -EBADMSG;
}

/* ---- as I2C messages: a write of the command and data, and a read, as far as wanted ---- */

struct emulation {
	struct i2c_msg msg[2];
	u8 out[I2C_SMBUS_BLOCK_MAX + 3], in[I2C_SMBUS_BLOCK_MAX + 2];
	int num;
	bool reads; /* the data are what comes back */
};

static int fill_block(struct emulation *e, const union i2c_smbus_data *data, int from)
{
	int n = data->block[0];

	if (n > I2C_SMBUS_BLOCK_MAX)
		return -EINVAL;
	/* with the count, or from the first byte of data */
	memcpy(e->out + 1, data->block + from, n + 1 - from);
	e->msg[0].len = 1 + n + 1 - from;
	return 0;
}

static void fill_word(struct emulation *e, u16 word)
{
	e->msg[0].len = 3;
	e->out[1] = word & 0xff;
	e->out[2] = word >> 8;
}

static void read_block(struct emulation *e)
{
	e->msg[1].flags |= I2C_M_RECV_LEN;
	e->msg[1].len = 1; /* the adapter makes it more */
}

static int fill(struct emulation *e, int size, const union i2c_smbus_data *data)
{
	switch (size) {
	case I2C_SMBUS_QUICK:
		e->msg[0].len = 0;
		e->msg[0].flags |= e->reads ? I2C_M_RD : 0;
		e->num = 1;
		return 0;
	case I2C_SMBUS_BYTE:
		e->msg[0].flags |= e->reads ? I2C_M_RD : 0;
		e->num = 1;
		return 0;
	case I2C_SMBUS_BYTE_DATA:
		e->msg[1].len = 1;
		if (!e->reads) {
			e->msg[0].len = 2;
			e->out[1] = data->byte;
		}
		return 0;
	case I2C_SMBUS_PROC_CALL:
		e->reads = true;
		e->num = 2;
		fill_word(e, data->word);
		e->msg[1].len = 2;
		return 0;
	case I2C_SMBUS_WORD_DATA:
		e->msg[1].len = 2;
		if (!e->reads)
			fill_word(e, data->word);
		return 0;
	case I2C_SMBUS_BLOCK_DATA:
		if (!e->reads)
			return fill_block(e, data, 0);
		read_block(e);
		return 0;
	case I2C_SMBUS_BLOCK_PROC_CALL:
		e->reads = true;
		e->num = 2;
		read_block(e);
		return fill_block(e, data, 0);
	case I2C_SMBUS_I2C_BLOCK_DATA:
		if (!e->reads)
			return fill_block(e, data, 1);
		if (data->block[0] > I2C_SMBUS_BLOCK_MAX)
			return -EINVAL;
		e->msg[1].len = data->block[0];
		return 0;
	}
	return -EOPNOTSUPP;
}

static int take(struct emulation *e, int size, union i2c_smbus_data *data)
{
	switch (size) {
	case I2C_SMBUS_BYTE:
		data->byte = e->out[0];
		return 0;
	case I2C_SMBUS_BYTE_DATA:
		data->byte = e->in[0];
		return 0;
	case I2C_SMBUS_WORD_DATA:
	case I2C_SMBUS_PROC_CALL:
		data->word = e->in[0] | e->in[1] << 8;
		return 0;
	case I2C_SMBUS_I2C_BLOCK_DATA:
		memcpy(data->block + 1, e->in, data->block[0]);
		return 0;
	case I2C_SMBUS_BLOCK_DATA:
	case I2C_SMBUS_BLOCK_PROC_CALL:
		if (e->in[0] > I2C_SMBUS_BLOCK_MAX)
			return -EPROTO;
		memcpy(data->block, e->in, e->in[0] + 1);
		return 0;
	}
	return 0;
}

static s32 emulated(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
		    u8 command, int size, union i2c_smbus_data *data)
{
	struct emulation e = {
	    .msg = {{addr, flags & ~I2C_CLIENT_PEC, 1, e.out},
		    {addr, (flags & ~I2C_CLIENT_PEC) | I2C_M_RD, 0, e.in}},
	    .out = {command},
	    .num = read_write == I2C_SMBUS_READ ? 2 : 1,
	    .reads = read_write == I2C_SMBUS_READ,
	};
	bool with_pec =
	    (flags & I2C_CLIENT_PEC) && size != I2C_SMBUS_QUICK && size != I2C_SMBUS_I2C_BLOCK_DATA;
	struct i2c_msg *last;
	u8 pec = 0;
	int ret;

	ret = fill(&e, size, data);
	if (ret)
		return ret;
	last = &e.msg[e.num - 1];
	if (with_pec) {
		if (e.num == 2 || !(e.msg[0].flags & I2C_M_RD))
			pec = message_pec(0, &e.msg[0]);
		if (e.num == 1 && !(last->flags & I2C_M_RD))
			last->buf[last->len] = pec;
		last->len++;
	}
	ret = __i2c_transfer(adap, e.msg, e.num);
	if (ret < 0)
		return ret;
	if (ret != e.num)
		return -EIO;
	if (with_pec && (last->flags & I2C_M_RD)) {
		ret = check_pec(pec, last);
		if (ret)
			return ret;
	}
	return e.reads && data ? take(&e, size, data) : 0;
}

/* ---- transfers ---- */

s32 __i2c_smbus_xfer(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
		     u8 command, int protocol, union i2c_smbus_data *data)
{
	unsigned long begin = jiffies;
	s32 ret = __i2c_check_suspended(adap);
	int try;

	if (ret)
		return ret;
	flags &= I2C_M_TEN | I2C_CLIENT_PEC | I2C_CLIENT_SCCB;
	if (!adap->algo->smbus_xfer)
		return emulated(adap, addr, flags, read_write, command, protocol, data);
	for (try = 0; try <= adap->retries; try++) {
		ret =
		    adap->algo->smbus_xfer(adap, addr, flags, read_write, command, protocol, data);
		if (ret != -EAGAIN || time_after(jiffies, begin + adap->timeout))
			break;
	}
	if (ret == -EOPNOTSUPP && adap->algo->master_xfer)
		return emulated(adap, addr, flags, read_write, command, protocol, data);
	return ret;
}
EXPORT_SYMBOL(__i2c_smbus_xfer);

s32 i2c_smbus_xfer(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
		   u8 command, int protocol, union i2c_smbus_data *data)
{
	s32 ret;

	i2c_lock_bus(adap, I2C_LOCK_SEGMENT);
	ret = __i2c_smbus_xfer(adap, addr, flags, read_write, command, protocol, data);
	i2c_unlock_bus(adap, I2C_LOCK_SEGMENT);
	return ret;
}
EXPORT_SYMBOL(i2c_smbus_xfer);

static s32 xfer(const struct i2c_client *client, char read_write, u8 command, int protocol,
		union i2c_smbus_data *data)
{
	return i2c_smbus_xfer(client->adapter, client->addr, client->flags, read_write, command,
			      protocol, data);
}

s32 i2c_smbus_read_byte(const struct i2c_client *client)
{
	union i2c_smbus_data data;
	s32 err = xfer(client, I2C_SMBUS_READ, 0, I2C_SMBUS_BYTE, &data);

	return err < 0 ? err : data.byte;
}
EXPORT_SYMBOL(i2c_smbus_read_byte);

s32 i2c_smbus_write_byte(const struct i2c_client *client, u8 value)
{
	return xfer(client, I2C_SMBUS_WRITE, value, I2C_SMBUS_BYTE, NULL);
}
EXPORT_SYMBOL(i2c_smbus_write_byte);

s32 i2c_smbus_read_byte_data(const struct i2c_client *client, u8 command)
{
	union i2c_smbus_data data;
	s32 err = xfer(client, I2C_SMBUS_READ, command, I2C_SMBUS_BYTE_DATA, &data);

	return err < 0 ? err : data.byte;
}
EXPORT_SYMBOL(i2c_smbus_read_byte_data);

s32 i2c_smbus_write_byte_data(const struct i2c_client *client, u8 command, u8 value)
{
	union i2c_smbus_data data = {.byte = value};

	return xfer(client, I2C_SMBUS_WRITE, command, I2C_SMBUS_BYTE_DATA, &data);
}
EXPORT_SYMBOL(i2c_smbus_write_byte_data);

s32 i2c_smbus_read_word_data(const struct i2c_client *client, u8 command)
{
	union i2c_smbus_data data;
	s32 err = xfer(client, I2C_SMBUS_READ, command, I2C_SMBUS_WORD_DATA, &data);

	return err < 0 ? err : data.word;
}
EXPORT_SYMBOL(i2c_smbus_read_word_data);

s32 i2c_smbus_write_word_data(const struct i2c_client *client, u8 command, u16 value)
{
	union i2c_smbus_data data = {.word = value};

	return xfer(client, I2C_SMBUS_WRITE, command, I2C_SMBUS_WORD_DATA, &data);
}
EXPORT_SYMBOL(i2c_smbus_write_word_data);

s32 i2c_smbus_read_block_data(const struct i2c_client *client, u8 command, u8 *values)
{
	union i2c_smbus_data data;
	s32 err = xfer(client, I2C_SMBUS_READ, command, I2C_SMBUS_BLOCK_DATA, &data);

	if (err)
		return err;
	memcpy(values, data.block + 1, data.block[0]);
	return data.block[0];
}
EXPORT_SYMBOL(i2c_smbus_read_block_data);

static s32 write_block(const struct i2c_client *client, u8 command, u8 length, const u8 *values,
		       int protocol)
{
	union i2c_smbus_data data;

	data.block[0] = min_t(u8, length, I2C_SMBUS_BLOCK_MAX);
	memcpy(data.block + 1, values, data.block[0]);
	return xfer(client, I2C_SMBUS_WRITE, command, protocol, &data);
}

s32 i2c_smbus_write_block_data(const struct i2c_client *client, u8 command, u8 length,
			       const u8 *values)
{
	return write_block(client, command, length, values, I2C_SMBUS_BLOCK_DATA);
}
EXPORT_SYMBOL(i2c_smbus_write_block_data);

s32 i2c_smbus_write_i2c_block_data(const struct i2c_client *client, u8 command, u8 length,
				   const u8 *values)
{
	return write_block(client, command, length, values, I2C_SMBUS_I2C_BLOCK_DATA);
}
EXPORT_SYMBOL(i2c_smbus_write_i2c_block_data);

s32 i2c_smbus_read_i2c_block_data(const struct i2c_client *client, u8 command, u8 length,
				  u8 *values)
{
	union i2c_smbus_data data;
	s32 err;

	data.block[0] = min_t(u8, length, I2C_SMBUS_BLOCK_MAX);
	err = xfer(client, I2C_SMBUS_READ, command, I2C_SMBUS_I2C_BLOCK_DATA, &data);
	if (err < 0)
		return err;
	memcpy(values, data.block + 1, data.block[0]);
	return data.block[0];
}
EXPORT_SYMBOL(i2c_smbus_read_i2c_block_data);

/* By words or bytes where there are no blocks. */
s32 i2c_smbus_read_i2c_block_data_or_emulated(const struct i2c_client *client, u8 command,
					      u8 length, u8 *values)
{
	struct i2c_adapter *adap = client->adapter;
	u8 i = 0;

	length = min_t(u8, length, I2C_SMBUS_BLOCK_MAX);
	if (i2c_check_functionality(adap, I2C_FUNC_SMBUS_READ_I2C_BLOCK))
		return i2c_smbus_read_i2c_block_data(client, command, length, values);
	if (!i2c_check_functionality(adap, I2C_FUNC_SMBUS_READ_BYTE_DATA))
		return -EOPNOTSUPP;
	if (i2c_check_functionality(adap, I2C_FUNC_SMBUS_READ_WORD_DATA)) {
		for (; i + 2 <= length; i += 2) {
			s32 word = i2c_smbus_read_word_data(client, command + i);

			if (word < 0)
				return word;
			values[i] = word & 0xff;
			values[i + 1] = word >> 8;
		}
	}
	for (; i < length; i++) {
		s32 byte = i2c_smbus_read_byte_data(client, command + i);

		if (byte < 0)
			return byte;
		values[i] = byte;
	}
	return i;
}
EXPORT_SYMBOL(i2c_smbus_read_i2c_block_data_or_emulated);

/* ---- who is it? ---- */

#define DEVICE_ID_ADDR 0x7c

int i2c_get_device_id(const struct i2c_client *client, struct i2c_device_identity *id)
{
	union i2c_smbus_data raw = {.block = {3}};
	struct i2c_adapter *adap = client->adapter;
	int err;

	if (!i2c_check_functionality(adap, I2C_FUNC_SMBUS_READ_I2C_BLOCK))
		return -EOPNOTSUPP;
	err = i2c_smbus_xfer(adap, DEVICE_ID_ADDR, 0, I2C_SMBUS_READ, client->addr << 1,
			     I2C_SMBUS_I2C_BLOCK_DATA, &raw);
	if (err)
		return err;
	id->manufacturer_id = raw.block[1] << 4 | raw.block[2] >> 4;
	id->part_id = (raw.block[2] & 0xf) << 5 | raw.block[3] >> 3;
	id->die_revision = raw.block[3] & 7;
	return 0;
}
EXPORT_SYMBOL_GPL(i2c_get_device_id);
