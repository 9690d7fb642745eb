/* SPDX-License-Identifier: GPL-2.0-only */
/* net_proc: /proc/net/dev: what each interface has counted. */
#include <linux/init.h>
#include <linux/netdevice.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

static void show_one(struct seq_file *m, struct net_device *dev)
{
	struct rtnl_link_stats64 s;

	dev_get_stats(dev, &s);
	seq_printf(m,
		   "%6s: %7llu %7llu %4llu %4llu %4llu %5llu %10llu %9llu "
		   "%8llu %7llu %4llu %4llu %4llu %5llu %7llu %10llu\n",
		   dev->name, s.rx_bytes, s.rx_packets, s.rx_errors,
		   s.rx_dropped + s.rx_missed_errors, s.rx_fifo_errors,
		   s.rx_length_errors + s.rx_over_errors + s.rx_crc_errors + s.rx_frame_errors,
		   s.rx_compressed, s.multicast, s.tx_bytes, s.tx_packets, s.tx_errors,
		   s.tx_dropped, s.tx_fifo_errors, s.collisions,
		   s.tx_carrier_errors + s.tx_aborted_errors + s.tx_window_errors +
		       s.tx_heartbeat_errors,
		   s.tx_compressed);
}

static int dev_show(struct seq_file *m, void *v)
{
	struct net_device *dev;

	seq_puts(m, "Inter-|   Receive                            "
		    "                    |  Transmit\n"
		    " face |bytes    packets errs drop fifo frame "
		    "compressed multicast|bytes    packets errs "
		    "drop fifo colls carrier compressed\n");
	rcu_read_lock();
	list_for_each_entry_rcu(dev, &net_device_list, dev_list) show_one(m, dev);
	rcu_read_unlock();
	return 0;
}

static int __init net_proc_init(void)
{
	init_net.proc_net = proc_mkdir("net", NULL);
	proc_create_single("dev", 0444, init_net.proc_net, dev_show);
	return 0;
}
subsys_initcall(net_proc_init); /* families' files come with fs_initcall */
