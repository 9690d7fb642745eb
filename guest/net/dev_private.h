/* SPDX-License-Identifier: GPL-2.0-only */
/* dev_private: what the files about interfaces say to each other. */
#ifndef NET_DEV_PRIVATE_H
#define NET_DEV_PRIVATE_H

#include <linux/netdevice.h>

void netdev_init_queue(struct net_device *dev);
/* Up: its queue is looked after. Down: nobody is sending any more, and nothing waits. */
void netdev_activate(struct net_device *dev);
void netdev_deactivate(struct net_device *dev);
/* Packets of the device that wait anywhere are lost. */
void netdev_flush(struct net_device *dev);
void netdev_flush_addresses(struct net_device *dev);
void netdev_rx_init(void);
int netdev_class_init(void);
void netdev_tx_action(void);

#endif
