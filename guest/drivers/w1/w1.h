/* SPDX-License-Identifier: GPL-2.0-only */
/* w1: what the files of drivers/w1 share. */
#ifndef GUEST_DRIVERS_W1_H
#define GUEST_DRIVERS_W1_H

#include <linux/w1.h>

extern struct bus_type w1_bus_type;
extern struct list_head w1_masters; /* with w1_mutex, which comes before a master's */
extern struct mutex w1_mutex;
extern const struct attribute_group *w1_master_groups[];

/* The family of that number, or the one of slaves that nobody drives. With w1_mutex. */
struct w1_family *w1_find_family(u8 fid);

/* Each with the master's mutex. */
struct w1_slave *w1_find_slave(struct w1_master *master, struct w1_reg_num rom);
int w1_attach_slave(struct w1_master *master, struct w1_reg_num rom);
void w1_detach_slave(struct w1_slave *slave);
/* Slaves of that family again, after its driver came or went. With w1_mutex. */
void w1_reattach(u8 fid);
/* One search: who is new comes, who was not found too often goes. Also with w1_mutex. */
void w1_search_once(struct w1_master *master);

struct w1_reg_num w1_rom_of(u64 rom);
u64 w1_u64_of(struct w1_reg_num rom);

#endif
