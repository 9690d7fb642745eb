/* SPDX-License-Identifier: GPL-2.0-only */
/* serio_private: between serio.c and its files in /sys. */
#ifndef DRIVERS_SERIO_PRIVATE_H
#define DRIVERS_SERIO_PRIVATE_H

#include <linux/serio.h>

#define SERIO_ALIAS	   "serio:ty%02Xpr%02Xid%02Xex%02X"
#define SERIO_ALIAS_OF(of) (of)->type, (of)->proto, (of)->id, (of)->extra

extern struct mutex serio_mutex; /* around all that follows */

void serio_disconnect(struct serio *port);
void serio_destroy(struct serio *port); /* it has no driver any more */
void serio_find_driver(struct serio *port);
void serio_reconnect_all(struct serio *port);
/* 0 also when it is not for the port: then nothing has it. -ENODEV: it does not want to. */
int serio_bind(struct serio *port, struct serio_driver *drv);

extern const struct attribute_group *serio_port_groups[];
extern const struct attribute_group *serio_driver_groups[];

#endif
