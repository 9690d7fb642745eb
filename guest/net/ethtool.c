/* SPDX-License-Identifier: GPL-2.0-only */
/* ethtool: SIOCETHTOOL: who the driver is, its link, its messages. The rest: -EOPNOTSUPP. */
#include <linux/ethtool.h>
#include <linux/export.h>
#include <linux/netdevice.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>

u32 ethtool_op_get_link(struct net_device *dev)
{
	return netif_carrier_ok(dev);
}
EXPORT_SYMBOL(ethtool_op_get_link);

int ethtool_op_get_ts_info(struct net_device *dev, struct ethtool_ts_info *info)
{
	info->so_timestamping = 0;
	info->phc_index = -1;
	return 0;
}
EXPORT_SYMBOL(ethtool_op_get_ts_info);

u32 ethtool_op_get_tx_csum(struct net_device *dev)
{
	return (dev->features & NETIF_F_CSUM_MASK) != 0;
}
EXPORT_SYMBOL(ethtool_op_get_tx_csum);

u32 ethtool_op_get_sg(struct net_device *dev)
{
	return (dev->features & NETIF_F_SG) != 0;
}
EXPORT_SYMBOL(ethtool_op_get_sg);

int ethtool_op_set_sg(struct net_device *dev, u32 on)
{
	dev->features = on ? dev->features | NETIF_F_SG : dev->features & ~NETIF_F_SG;
	return 0;
}
EXPORT_SYMBOL(ethtool_op_set_sg);

static int get_drvinfo(struct net_device *dev, void __user *arg)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;
	struct ethtool_drvinfo info = {.cmd = ETHTOOL_GDRVINFO};
	struct device_driver *driver = dev->dev.parent ? dev->dev.parent->driver : NULL;

	strscpy(info.version, utsname()->release, sizeof(info.version));
	if (dev->dev.parent)
		strscpy(info.bus_info, dev_name(dev->dev.parent), sizeof(info.bus_info));
	if (driver)
		strscpy(info.driver, driver->name, sizeof(info.driver));
	if (ops && ops->get_drvinfo)
		ops->get_drvinfo(dev, &info);
	else if (!driver)
		return -EOPNOTSUPP;
	return copy_to_user(arg, &info, sizeof(info)) ? -EFAULT : 0;
}

static int get_value(struct net_device *dev, u32 (*get)(struct net_device *dev), u32 cmd,
		     void __user *arg)
{
	struct ethtool_value value = {.cmd = cmd};

	if (!get)
		return -EOPNOTSUPP;
	value.data = get(dev);
	return copy_to_user(arg, &value, sizeof(value)) ? -EFAULT : 0;
}

/* Either form of the driver's, as the older one of the program's. */
static int get_settings(struct net_device *dev, void __user *arg)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;
	struct ethtool_link_ksettings s = {};
	struct ethtool_cmd cmd = {.cmd = ETHTOOL_GSET};
	int err = -EOPNOTSUPP;

	if (ops && ops->get_link_ksettings) {
		err = ops->get_link_ksettings(dev, &s);
		ethtool_cmd_speed_set(&cmd, s.base.speed);
		cmd.duplex = s.base.duplex;
		cmd.port = s.base.port;
		cmd.phy_address = s.base.phy_address;
		cmd.autoneg = s.base.autoneg;
		cmd.supported = s.link_modes.supported[0];
		cmd.advertising = s.link_modes.advertising[0];
	} else if (ops && ops->get_settings) {
		err = ops->get_settings(dev, &cmd);
	}
	return err ? err : copy_to_user(arg, &cmd, sizeof(cmd)) ? -EFAULT : 0;
}

int dev_ethtool(struct net_device *dev, void __user *arg)
{
	const struct ethtool_ops *ops = dev->ethtool_ops;
	struct ethtool_value value;
	u32 cmd;

	if (get_user(cmd, (u32 __user *)arg))
		return -EFAULT;
	switch (cmd) {
	case ETHTOOL_GDRVINFO:
		return get_drvinfo(dev, arg);
	case ETHTOOL_GSET:
		return get_settings(dev, arg);
	case ETHTOOL_GLINK:
		return get_value(dev, ops ? ops->get_link : NULL, cmd, arg);
	case ETHTOOL_GMSGLVL:
		return get_value(dev, ops ? ops->get_msglevel : NULL, cmd, arg);
	case ETHTOOL_SMSGLVL:
		if (!ops || !ops->set_msglevel)
			return -EOPNOTSUPP;
		if (copy_from_user(&value, arg, sizeof(value)))
			return -EFAULT;
		ops->set_msglevel(dev, value.data);
		return 0;
	case ETHTOOL_NWAY_RST:
		return ops && ops->nway_reset ? ops->nway_reset(dev) : -EOPNOTSUPP;
	default:
		return -EOPNOTSUPP;
	}
}
