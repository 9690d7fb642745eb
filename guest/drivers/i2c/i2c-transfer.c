/* SPDX-License-Identifier: GPL-2.0-only */
/* i2c-core: messages over the wires, what adapters cannot, and buses that are stuck. */
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/i2c.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/i2c/i2c-core.h"

int __i2c_check_suspended(struct i2c_adapter *adap)
{
	if (!test_bit(0, &adap->locked_flags))
		return 0;
	dev_WARN(&adap->dev, "Transfer while suspended\n");
	return -ESHUTDOWN;
}

/* ---- limits ---- */

static int quirk(struct i2c_adapter *adap, const struct i2c_msg *msg, const char *what)
{
	dev_err_ratelimited(&adap->dev, "adapter quirk: %s (addr 0x%04x, size %u, %s)\n", what,
			    msg->addr, msg->len, msg->flags & I2C_M_RD ? "read" : "write");
	return -EOPNOTSUPP;
}

static bool too_long(u16 len, u16 max)
{
	return max && len > max;
}

static int check_combined(struct i2c_adapter *adap, const struct i2c_msg *msgs, int num)
{
	const struct i2c_adapter_quirks *q = adap->quirks;

	if (num > 2)
		return quirk(adap, &msgs[0], "too many messages");
	if (num < 2)
		return 0;
	if (q->flags & I2C_AQ_COMB_WRITE_FIRST && msgs[0].flags & I2C_M_RD)
		return quirk(adap, &msgs[0], "1st comb msg must be write");
	if (q->flags & I2C_AQ_COMB_READ_SECOND && !(msgs[1].flags & I2C_M_RD))
		return quirk(adap, &msgs[1], "2nd comb msg must be read");
	if (q->flags & I2C_AQ_COMB_SAME_ADDR && msgs[0].addr != msgs[1].addr)
		return quirk(adap, &msgs[0], "comb msg only to same addr");
	if (too_long(msgs[0].len, q->max_comb_1st_msg_len))
		return quirk(adap, &msgs[0], "msg too long");
	if (too_long(msgs[1].len, q->max_comb_2nd_msg_len))
		return quirk(adap, &msgs[1], "msg too long");
	return 0;
}

static int check_quirks(struct i2c_adapter *adap, const struct i2c_msg *msgs, int num)
{
	const struct i2c_adapter_quirks *q = adap->quirks;
	int i;

	if (q->flags & I2C_AQ_COMB) {
		int err = check_combined(adap, msgs, num);

		if (err || num == 2)
			return err;
	} else if (q->max_num_msgs && num > q->max_num_msgs) {
		return quirk(adap, &msgs[0], "too many messages");
	}
	if (q->flags & I2C_AQ_NO_REP_START && num > 1)
		return quirk(adap, &msgs[0], "no repeated start");
	for (i = 0; i < num; i++) {
		bool rd = msgs[i].flags & I2C_M_RD;

		if (too_long(msgs[i].len, rd ? q->max_read_len : q->max_write_len))
			return quirk(adap, &msgs[i], "msg too long");
		if (!msgs[i].len &&
		    q->flags & (rd ? I2C_AQ_NO_ZERO_LEN_READ : I2C_AQ_NO_ZERO_LEN_WRITE))
			return quirk(adap, &msgs[i], "no zero length");
	}
	return 0;
}

/* ---- transfers ---- */

int __i2c_transfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	unsigned long begin = jiffies;
	int try, ret;

	if (!adap->algo->master_xfer)
		return -EOPNOTSUPP;
	if (WARN_ON(!msgs || num < 1))
		return -EINVAL;
	ret = __i2c_check_suspended(adap);
	if (!ret && adap->quirks)
		ret = check_quirks(adap, msgs, num);
	if (ret)
		return ret;
	for (ret = 0, try = 0; try <= adap->retries; try++) {
		ret = adap->algo->master_xfer(adap, msgs, num);
		if (ret != -EAGAIN || time_after(jiffies, begin + adap->timeout))
			break;
	}
	return ret;
}
EXPORT_SYMBOL(__i2c_transfer);

int i2c_transfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	int ret;

	if (!adap->algo->master_xfer) {
		dev_dbg(&adap->dev, "I2C level transfers not supported\n");
		return -EOPNOTSUPP;
	}
	i2c_lock_bus(adap, I2C_LOCK_SEGMENT);
	ret = __i2c_transfer(adap, msgs, num);
	i2c_unlock_bus(adap, I2C_LOCK_SEGMENT);
	return ret;
}
EXPORT_SYMBOL(i2c_transfer);

int i2c_transfer_buffer_flags(const struct i2c_client *client, char *buf, int count, u16 flags)
{
	struct i2c_msg msg = {
	    .addr = client->addr,
	    .flags = flags | (client->flags & I2C_M_TEN),
	    .len = count,
	    .buf = (u8 *)buf,
	};
	int ret = i2c_transfer(client->adapter, &msg, 1);

	return ret == 1 ? count : ret;
}
EXPORT_SYMBOL(i2c_transfer_buffer_flags);

u8 *i2c_get_dma_safe_msg_buf(struct i2c_msg *msg, unsigned int threshold)
{
	if (!threshold || msg->len < threshold || msg->len == 0)
		return NULL;
	if (msg->flags & I2C_M_DMA_SAFE)
		return msg->buf;
	return msg->flags & I2C_M_RD ? kzalloc(msg->len, GFP_KERNEL)
				     : kmemdup(msg->buf, msg->len, GFP_KERNEL);
}
EXPORT_SYMBOL_GPL(i2c_get_dma_safe_msg_buf);

void i2c_put_dma_safe_msg_buf(u8 *buf, struct i2c_msg *msg, bool xferred)
{
	bool read = msg->flags & I2C_M_RD;

	if (buf == msg->buf) /* it was safe itself */
		return;
	if (buf && read && xferred)
		memcpy(msg->buf, buf, msg->len);
	kfree(buf);
}
EXPORT_SYMBOL_GPL(i2c_put_dma_safe_msg_buf);

/* ---- a bus that is held down ---- */

#define RECOVERY_CLOCKS                                                                            \
	9 /* a chip in the midst of a byte and its acknowledge lets go at the last */
#define RECOVERY_NDELAY 5000 /* half a clock of 100 kHz */

static int is_free(struct i2c_adapter *adap)
{
	const struct i2c_bus_recovery_info *r = adap->bus_recovery_info;

	if (r->get_bus_free)
		return r->get_bus_free(adap);
	return r->get_sda ? r->get_sda(adap) : 0;
}

int i2c_generic_scl_recovery(struct i2c_adapter *adap)
{
	const struct i2c_bus_recovery_info *r = adap->bus_recovery_info;
	int half, scl = 1, err = 0;

	if (r->prepare_recovery)
		r->prepare_recovery(adap);
	r->set_scl(adap, scl);
	ndelay(RECOVERY_NDELAY);
	for (half = 0; half < 2 * RECOVERY_CLOCKS && !err; half++) {
		if (scl && !r->get_scl(adap)) {
			dev_err(&adap->dev, "SCL is stuck low, exit recovery\n");
			err = -EBUSY;
			break;
		}
		scl = !scl;
		r->set_scl(adap, scl);
		ndelay(RECOVERY_NDELAY);
		if (r->set_sda && scl)
			r->set_sda(adap, scl); /* a STOP, should SDA have been let go */
		if (scl && is_free(adap))
			break;
	}
	if (!err && (r->get_sda || r->get_bus_free))
		err = is_free(adap) ? 0 : -EBUSY;
	if (r->unprepare_recovery)
		r->unprepare_recovery(adap);
	return err;
}
EXPORT_SYMBOL_GPL(i2c_generic_scl_recovery);

int i2c_recover_bus(struct i2c_adapter *adap)
{
	if (!adap->bus_recovery_info)
		return -EBUSY;
	dev_dbg(&adap->dev, "Trying i2c bus recovery\n");
	return adap->bus_recovery_info->recover_bus(adap);
}
EXPORT_SYMBOL_GPL(i2c_recover_bus);

/* ---- rates that firmware would give ---- */

static void read_timing(struct device *dev, const char *name, u32 *value, u32 fallback, bool use)
{
	if (device_property_read_u32(dev, name, value) && use)
		*value = fallback;
}

void i2c_parse_fw_timings(struct device *dev, struct i2c_timings *t, bool use)
{
	bool fast;

	read_timing(dev, "clock-frequency", &t->bus_freq_hz, I2C_MAX_STANDARD_MODE_FREQ, use);
	fast = t->bus_freq_hz > I2C_MAX_STANDARD_MODE_FREQ;
	read_timing(dev, "i2c-scl-rising-time-ns", &t->scl_rise_ns,
		    !fast				       ? 1000
		    : t->bus_freq_hz <= I2C_MAX_FAST_MODE_FREQ ? 300
							       : 120,
		    use);
	read_timing(dev, "i2c-scl-falling-time-ns", &t->scl_fall_ns,
		    t->bus_freq_hz <= I2C_MAX_FAST_MODE_FREQ ? 300 : 120, use);
	read_timing(dev, "i2c-scl-internal-delay-ns", &t->scl_int_delay_ns, 0, use);
	read_timing(dev, "i2c-sda-falling-time-ns", &t->sda_fall_ns, t->scl_fall_ns, use);
	read_timing(dev, "i2c-sda-hold-time-ns", &t->sda_hold_ns, 0, use);
	read_timing(dev, "i2c-digital-filter-width-ns", &t->digital_filter_width_ns, 0, use);
	read_timing(dev, "i2c-analog-filter-cutoff-frequency", &t->analog_filter_cutoff_freq_hz, 0,
		    use);
}
EXPORT_SYMBOL_GPL(i2c_parse_fw_timings);
