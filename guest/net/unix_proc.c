/* SPDX-License-Identifier: GPL-2.0-only */
/* unix_proc: /proc/net/unix, and /proc/sys/net/unix. */
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/sysctl.h>

#include "unix.h"

#define PROC_ACCEPTCON (1 << 16)

static int proc_state(const struct unix_sock *u)
{
	if (!u->sock)
		return u->state == UNIX_CONNECTED ? 2 : 4; /* SS_CONNECTING, SS_DISCONNECTING */
	return u->state == UNIX_CONNECTED ? 3 : 1;
}

static void show_one(struct seq_file *m, const struct unix_sock *u)
{
	int i, len;

	seq_printf(m, "%p: %08X %08X %08X %04X %02X %5lu", u, atomic_read(&u->refs), 0,
		   u->state == UNIX_LISTENING ? PROC_ACCEPTCON : 0, u->type, proc_state(u),
		   u->sock ? file_inode(u->sock->file)->i_ino : 0ul);
	if (u->addr) {
		seq_putc(m, ' ');
		len = u->addr->len - (int)sizeof(sa_family_t) - (u->addr->name.sun_path[0] != 0);
		for (i = 0; i < len; i++)
			seq_putc(m, u->addr->name.sun_path[i] ? u->addr->name.sun_path[i] : '@');
	}
	seq_putc(m, '\n');
}

static int unix_show(struct seq_file *m, void *v)
{
	struct unix_sock *u;

	seq_puts(m, "Num       RefCount Protocol Flags    Type St Inode Path\n");
	spin_lock(&unix_lock);
	list_for_each_entry (u, &unix_all, all)
		show_one(m, u);
	spin_unlock(&unix_lock);
	return 0;
}

static struct ctl_table unix_table[] = {
    {.procname = "max_dgram_qlen",
     .data = &unix_max_dgram_qlen,
     .maxlen = sizeof(int),
     .mode = 0644,
     .proc_handler = proc_dointvec},
    {NULL},
};

void __init unix_proc_init(void)
{
	proc_create_single("net/unix", 0444, NULL, unix_show);
	register_sysctl("net", (struct ctl_table[]){{NULL}});
	register_sysctl("net/unix", unix_table);
}
