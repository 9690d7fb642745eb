/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-mux: buses behind a switch.
 *
 * 1. Purpose. A chip on a bus leads it on to one of several; each is an adapter that a driver
 *    sees no difference in.
 * 2. Structures. Adapters below are children of the parent's device; muxes may nest.
 *
 *	i2c-0 (parent) -> mux: channel 0 -> i2c-1    a transfer on i2c-1: lock the parent,
 *	                       channel 1 -> i2c-2    select(0), the messages, deselect(0)
 *
 * 3. Locking. The parent's mux_lock, then the parent itself: for the whole of it, or (mux-locked)
 *    only when the caller wants the tree to its root, since select sends by the parent.
 * 4. Failure. What select says, the transfer says.
 */
#include <linux/export.h>
#include <linux/i2c-mux.h>
#include <linux/i2c.h>
#include <linux/kernel.h>
#include <linux/slab.h>

struct channel {
	struct i2c_adapter adap;
	struct i2c_algorithm algo;
	struct i2c_mux_core *muxc;
	u32 chan_id;
};

static struct channel *to_channel(struct i2c_adapter *adap)
{
	return container_of(adap, struct channel, adap);
}

static void leave(struct channel *ch)
{
	if (ch->muxc->deselect)
		ch->muxc->deselect(ch->muxc, ch->chan_id);
}

/* ---- transfers ---- */

static int mux_xfer(struct i2c_adapter *adap, struct i2c_msg *msgs, int num)
{
	struct channel *ch = to_channel(adap);
	struct i2c_adapter *parent = ch->muxc->parent;
	int ret = ch->muxc->select(ch->muxc, ch->chan_id);

	if (ret >= 0)
		ret = ch->muxc->mux_locked ? i2c_transfer(parent, msgs, num)
					   : __i2c_transfer(parent, msgs, num);
	leave(ch);
	return ret;
}

static int mux_smbus_xfer(struct i2c_adapter *adap, u16 addr, unsigned short flags, char read_write,
			  u8 command, int size, union i2c_smbus_data *data)
{
	struct channel *ch = to_channel(adap);
	struct i2c_adapter *parent = ch->muxc->parent;
	int ret = ch->muxc->select(ch->muxc, ch->chan_id);

	if (ret >= 0)
		ret = ch->muxc->mux_locked
			  ? i2c_smbus_xfer(parent, addr, flags, read_write, command, size, data)
			  : __i2c_smbus_xfer(parent, addr, flags, read_write, command, size, data);
	leave(ch);
	return ret;
}

static u32 mux_functionality(struct i2c_adapter *adap)
{
	return i2c_get_functionality(to_channel(adap)->muxc->parent);
}

/* ---- locks ---- */

static bool locks_parent(const struct channel *ch, unsigned int flags)
{
	return !ch->muxc->mux_locked || flags & I2C_LOCK_ROOT_ADAPTER;
}

static void mux_lock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	struct channel *ch = to_channel(adap);

	mutex_lock(&ch->muxc->parent->mux_lock);
	if (locks_parent(ch, flags))
		i2c_lock_bus(ch->muxc->parent, flags);
}

static int mux_trylock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	struct channel *ch = to_channel(adap);

	if (!mutex_trylock(&ch->muxc->parent->mux_lock))
		return 0;
	if (!locks_parent(ch, flags) || i2c_trylock_bus(ch->muxc->parent, flags))
		return 1;
	mutex_unlock(&ch->muxc->parent->mux_lock);
	return 0;
}

static void mux_unlock_bus(struct i2c_adapter *adap, unsigned int flags)
{
	struct channel *ch = to_channel(adap);

	if (locks_parent(ch, flags))
		i2c_unlock_bus(ch->muxc->parent, flags);
	mutex_unlock(&ch->muxc->parent->mux_lock);
}

static const struct i2c_lock_operations mux_lock_ops = {
    .lock_bus = mux_lock_bus,
    .trylock_bus = mux_trylock_bus,
    .unlock_bus = mux_unlock_bus,
};

/* ---- come and go ---- */

struct i2c_adapter *i2c_root_adapter(struct device *dev)
{
	struct i2c_adapter *adap, *up;

	while (dev && dev->type != &i2c_adapter_type)
		dev = dev->parent;
	if (!dev)
		return NULL;
	for (adap = to_i2c_adapter(dev); (up = i2c_parent_is_i2c_adapter(adap)); adap = up)
		;
	return adap;
}
EXPORT_SYMBOL_GPL(i2c_root_adapter);

struct i2c_mux_core *i2c_mux_alloc(struct i2c_adapter *parent, struct device *dev, int max_adapters,
				   int sizeof_priv, u32 flags,
				   int (*select)(struct i2c_mux_core *, u32),
				   int (*deselect)(struct i2c_mux_core *, u32))
{
	size_t size = ALIGN(struct_size_t(struct i2c_mux_core, adapter, max_adapters), 8);
	struct i2c_mux_core *muxc = devm_kzalloc(dev, size + sizeof_priv, GFP_KERNEL);

	if (!muxc)
		return NULL;
	if (sizeof_priv)
		muxc->priv = (char *)muxc + size;
	muxc->parent = parent;
	muxc->dev = dev;
	muxc->mux_locked = !!(flags & I2C_MUX_LOCKED);
	muxc->arbitrator = !!(flags & I2C_MUX_ARBITRATOR);
	muxc->gate = !!(flags & I2C_MUX_GATE);
	muxc->select = select;
	muxc->deselect = deselect;
	muxc->max_adapters = max_adapters;
	return muxc;
}
EXPORT_SYMBOL_GPL(i2c_mux_alloc);

static void set_up(struct channel *ch, struct i2c_adapter *parent)
{
	if (parent->algo->master_xfer)
		ch->algo.master_xfer = mux_xfer;
	if (parent->algo->smbus_xfer)
		ch->algo.smbus_xfer = mux_smbus_xfer;
	ch->algo.functionality = mux_functionality;
	snprintf(ch->adap.name, sizeof(ch->adap.name), "i2c-%d-mux (chan_id %d)",
		 i2c_adapter_id(parent), ch->chan_id);
	ch->adap.owner = THIS_MODULE;
	ch->adap.algo = &ch->algo;
	ch->adap.algo_data = ch;
	ch->adap.dev.parent = &parent->dev;
	ch->adap.retries = parent->retries;
	ch->adap.timeout = parent->timeout;
	ch->adap.quirks = parent->quirks;
	ch->adap.lock_ops = &mux_lock_ops;
}

int i2c_mux_add_adapter(struct i2c_mux_core *muxc, u32 force_nr, u32 chan_id, unsigned int class)
{
	char link[32];
	struct channel *ch;
	int err;

	if (muxc->num_adapters >= muxc->max_adapters) {
		dev_err(muxc->dev, "No room for more i2c-mux adapters\n");
		return -EINVAL;
	}
	ch = kzalloc(sizeof(*ch), GFP_KERNEL);
	if (!ch)
		return -ENOMEM;
	ch->muxc = muxc;
	ch->chan_id = chan_id;
	set_up(ch, muxc->parent);
	/* who looks for chips must look on the parent or here, not on both */
	if (muxc->parent->class & class)
		dev_err(muxc->dev, "Segment %d behind mux can't share classes with ancestors\n",
			chan_id);
	else
		ch->adap.class = class;
	if (force_nr) {
		ch->adap.nr = force_nr;
		err = i2c_add_numbered_adapter(&ch->adap);
	} else {
		err = i2c_add_adapter(&ch->adap);
	}
	if (err < 0) {
		dev_err(muxc->dev, "failed to add mux-adapter %u as bus %u (error=%d)\n", chan_id,
			force_nr, err);
		kfree(ch);
		return err;
	}
	WARN_ON(sysfs_create_link(&ch->adap.dev.kobj, &muxc->dev->kobj, "mux_device"));
	snprintf(link, sizeof(link), "channel-%u", chan_id);
	WARN_ON(sysfs_create_link(&muxc->dev->kobj, &ch->adap.dev.kobj, link));
	dev_info(&muxc->parent->dev, "Added multiplexed i2c bus %d\n", i2c_adapter_id(&ch->adap));
	muxc->adapter[muxc->num_adapters++] = &ch->adap;
	return 0;
}
EXPORT_SYMBOL_GPL(i2c_mux_add_adapter);

void i2c_mux_del_adapters(struct i2c_mux_core *muxc)
{
	char link[32];

	while (muxc->num_adapters) {
		struct channel *ch = to_channel(muxc->adapter[--muxc->num_adapters]);

		muxc->adapter[muxc->num_adapters] = NULL;
		snprintf(link, sizeof(link), "channel-%u", ch->chan_id);
		sysfs_remove_link(&muxc->dev->kobj, link);
		sysfs_remove_link(&ch->adap.dev.kobj, "mux_device");
		i2c_del_adapter(&ch->adap);
		kfree(ch);
	}
}
EXPORT_SYMBOL_GPL(i2c_mux_del_adapters);
