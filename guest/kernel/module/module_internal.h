/* SPDX-License-Identifier: GPL-2.0-only */
/* module_internal: what the files of the module loader tell each other. */
#ifndef KERNEL_MODULE_INTERNAL_H
#define KERNEL_MODULE_INTERNAL_H

#include <linux/module.h>

#include "module_elf.h"

extern struct mutex module_mutex;

/* A module on its way in. */
struct module_load {
	struct module_elf elf;
	struct module *mod;
	char name[MODULE_NAME_LEN]; /* for messages, from the file */
	u8 *core, *init;
	void __percpu *percpu;
	struct list_head uses; /* struct module_use: whose symbols it has */
	bool gpl;
};

/* The names of its own symbols, for traces. 0 or -ENOMEM. */
int module_keep_symbols(struct module_load *load);
/* Those of its init part are gone. */
void module_drop_init_symbols(struct module *mod);

/* MODULE_PARM of 2.4. 0, or a negative errno after a line in the log. */
int obsolete_params(const struct module *mod, char *args, const struct obsolete_modparm *params,
		    unsigned int count);

/* Who holds whom. Both with module_mutex held. */
int module_use(struct list_head *uses, struct module *source, struct module *target);
void module_forget_uses(struct list_head *uses);

/*
 * /sys/module/NAME, with all in it. 0, or a negative errno after a line in the log; what is
 * there by then goes with module_sysfs_remove(). That waits for who is inside a file; false:
 * somebody keeps the object, so the module's memory must stay. Both without module_mutex.
 */
int module_sysfs_add(struct module *mod, const struct module_elf *elf);
bool module_sysfs_remove(struct module *mod);

/* "O", "PO": why the kernel is not as it was built. */
size_t module_flags_taint(const struct module *mod, char *buf);

#endif
