/* SPDX-License-Identifier: GPL-2.0-only */
/* tls: a thread's own data segments, in three places of the GDT that change with the task. */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/desc.h>
#include <asm/ldt.h>
#include <asm/processor.h>

#define ACCESS_USER_DATA 0xf2 /* present by bit 7, DPL 3, data, writable by bit 1 */
#define ACCESS_PRESENT	 0x80
#define ACCESS_ACCESSED	 0x01
#define ACCESS_WRITABLE	 0x02
#define ACCESS_DOWN	 0x04
#define FLAG_USEABLE	 0x10
#define FLAG_32BIT	 0x40
#define FLAG_PAGES	 0x80

static bool is_empty(const struct desc_struct *desc)
{
	static const struct desc_struct zero;

	return !memcmp(desc, &zero, sizeof(zero));
}

/* A program says "none" by these settings. */
static bool wants_none(const struct user_desc *info)
{
	bool zero = !info->base_addr && !info->limit && !info->contents && !info->seg_32bit &&
		    !info->limit_in_pages && !info->useable;

	return zero && (info->read_exec_only == info->seg_not_present);
}

static bool is_allowed(const struct user_desc *info)
{
	return wants_none(info) ||
	       (info->contents < 2 && info->seg_32bit && !info->seg_not_present);
}

static struct desc_struct to_desc(const struct user_desc *info)
{
	u8 access = (ACCESS_USER_DATA & ~(ACCESS_WRITABLE | ACCESS_PRESENT)) | ACCESS_ACCESSED;

	if (wants_none(info))
		return (struct desc_struct){};
	access |= info->read_exec_only ? 0 : ACCESS_WRITABLE;
	access |= info->contents == 1 ? ACCESS_DOWN : 0;
	access |= info->seg_not_present ? 0 : ACCESS_PRESENT;
	return (struct desc_struct){
	    .limit0 = info->limit,
	    .base0 = info->base_addr,
	    .base1 = info->base_addr >> 16,
	    .access = access,
	    .limit1_flags = (info->limit >> 16 & 0xf) | (info->useable ? FLAG_USEABLE : 0) |
			    (info->seg_32bit ? FLAG_32BIT : 0) |
			    (info->limit_in_pages ? FLAG_PAGES : 0),
	    .base2 = info->base_addr >> 24,
	};
}

static void from_desc(struct user_desc *info, const struct desc_struct *desc)
{
	memset(info, 0, sizeof(*info));
	info->base_addr = desc->base0 | desc->base1 << 16 | (u32)desc->base2 << 24;
	info->limit = desc->limit0 | (desc->limit1_flags & 0xf) << 16;
	info->seg_32bit = !!(desc->limit1_flags & FLAG_32BIT);
	info->contents = desc->access >> 2 & 3;
	info->read_exec_only = !(desc->access & ACCESS_WRITABLE);
	info->limit_in_pages = !!(desc->limit1_flags & FLAG_PAGES);
	info->seg_not_present = !(desc->access & ACCESS_PRESENT);
	info->useable = !!(desc->limit1_flags & FLAG_USEABLE);
}

static int free_entry(void)
{
	int i;

	for (i = 0; i < GDT_ENTRY_TLS_ENTRIES; i++)
		if (is_empty(&current->thread.tls_array[i]))
			return GDT_ENTRY_TLS_MIN + i;
	return -ESRCH;
}

int do_set_thread_area(struct task_struct *task, int idx, unsigned long addr, bool may_choose)
{
	struct user_desc __user *uinfo = (struct user_desc __user *)addr;
	struct user_desc info;

	if (copy_from_user(&info, uinfo, sizeof(info)))
		return -EFAULT;
	if (!is_allowed(&info))
		return -EINVAL;
	if (idx == -1)
		idx = info.entry_number;
	if (idx == -1 && may_choose) {
		idx = free_entry();
		if (idx < 0)
			return idx;
		if (put_user((u32)idx, &uinfo->entry_number))
			return -EFAULT;
	}
	if (idx < GDT_ENTRY_TLS_MIN || idx > GDT_ENTRY_TLS_MAX)
		return -EINVAL;
	preempt_disable();
	task->thread.tls_array[idx - GDT_ENTRY_TLS_MIN] = to_desc(&info);
	if (task == current)
		load_tls(&task->thread);
	preempt_enable();
	return 0;
}

SYSCALL_DEFINE1(set_thread_area, unsigned long, info)
{
	return do_set_thread_area(current, -1, info, true);
}

int do_get_thread_area(struct task_struct *task, unsigned int idx, struct user_desc __user *uinfo)
{
	struct user_desc info;

	if (idx < GDT_ENTRY_TLS_MIN || idx > GDT_ENTRY_TLS_MAX)
		return -EINVAL;
	from_desc(&info, &task->thread.tls_array[idx - GDT_ENTRY_TLS_MIN]);
	info.entry_number = idx;
	return copy_to_user(uinfo, &info, sizeof(info)) ? -EFAULT : 0;
}

SYSCALL_DEFINE1(get_thread_area, struct user_desc __user *, uinfo)
{
	u32 idx;

	return get_user(idx, &uinfo->entry_number) ? -EFAULT
						   : do_get_thread_area(current, idx, uinfo);
}
