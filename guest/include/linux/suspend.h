/* SPDX-License-Identifier: GPL-2.0-only */
/* suspend: as in a kernel that cannot. */
#ifndef _LINUX_SUSPEND_H
#define _LINUX_SUSPEND_H

#include <linux/pm.h>

#define pm_suspend_via_firmware()   false
#define pm_resume_via_firmware()    false
#define pm_suspend_default_s2idle() false
#define pm_suspend_target_state	    0
#define lock_system_sleep()	    0
#define unlock_system_sleep(flags)  (void)(flags)

/* Nothing wakes the machine, as it is never suspended. */
static inline bool pm_wakeup_pending(void)
{
	return false;
}

#endif
