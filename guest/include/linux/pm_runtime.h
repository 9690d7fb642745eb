/* SPDX-License-Identifier: GPL-2.0-only */
/* pm_runtime: as in a kernel without CONFIG_PM: every device is always on. */
#ifndef _LINUX_PM_RUNTIME_H
#define _LINUX_PM_RUNTIME_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/pm.h>

#define PM_RUNTIME_NOTHING(name)                                                                   \
	static inline void pm_runtime_##name(struct device *dev)                                   \
	{                                                                                          \
	}
PM_RUNTIME_NOTHING(enable)
PM_RUNTIME_NOTHING(disable)
PM_RUNTIME_NOTHING(allow)
PM_RUNTIME_NOTHING(forbid)
PM_RUNTIME_NOTHING(get_noresume)
PM_RUNTIME_NOTHING(put_noidle)
PM_RUNTIME_NOTHING(mark_last_busy)
PM_RUNTIME_NOTHING(use_autosuspend)
PM_RUNTIME_NOTHING(dont_use_autosuspend)
PM_RUNTIME_NOTHING(no_callbacks)
PM_RUNTIME_NOTHING(irq_safe)
PM_RUNTIME_NOTHING(set_suspended)
#undef PM_RUNTIME_NOTHING

/* It is on already: 1. */
#define PM_RUNTIME_IS(name, value)                                                                 \
	static inline int pm_runtime_##name(struct device *dev)                                    \
	{                                                                                          \
		return value;                                                                      \
	}
PM_RUNTIME_IS(get, 1)
PM_RUNTIME_IS(get_sync, 1)
PM_RUNTIME_IS(resume, 1)
PM_RUNTIME_IS(request_resume, 1)
PM_RUNTIME_IS(resume_and_get, 0)
PM_RUNTIME_IS(get_if_in_use, -EINVAL)
PM_RUNTIME_IS(get_if_active_always, -EINVAL)
PM_RUNTIME_IS(set_active, 0)
PM_RUNTIME_IS(put, -ENOSYS)
PM_RUNTIME_IS(put_sync, -ENOSYS)
PM_RUNTIME_IS(put_sync_suspend, -ENOSYS)
PM_RUNTIME_IS(put_autosuspend, -ENOSYS)
PM_RUNTIME_IS(put_sync_autosuspend, -ENOSYS)
PM_RUNTIME_IS(autosuspend, -ENOSYS)
PM_RUNTIME_IS(idle, -ENOSYS)
PM_RUNTIME_IS(suspend, -ENOSYS)
PM_RUNTIME_IS(force_suspend, 0)
PM_RUNTIME_IS(force_resume, 0)
PM_RUNTIME_IS(barrier, 0)
#undef PM_RUNTIME_IS

#define DEFINE_RUNTIME_DEV_PM_OPS(name, suspend_fn, resume_fn, idle_fn)                            \
	_DEFINE_DEV_PM_OPS(name, pm_runtime_force_suspend, pm_runtime_force_resume, suspend_fn,    \
			   resume_fn, idle_fn)

static inline int devm_pm_runtime_enable(struct device *dev)
{
	return 0;
}

static inline void pm_runtime_set_autosuspend_delay(struct device *dev, int delay)
{
}

static inline bool pm_runtime_active(struct device *dev)
{
	return true;
}

static inline bool pm_runtime_enabled(struct device *dev)
{
	return false;
}

static inline bool pm_runtime_suspended(struct device *dev)
{
	return false;
}

static inline bool pm_runtime_status_suspended(struct device *dev)
{
	return false;
}

/* In a kernel without power management what is exported is there for the compiler only. */
#define EXPORT_RUNTIME_DEV_PM_OPS(name, suspend_fn, resume_fn, idle_fn)                            \
	static __maybe_unused DEFINE_RUNTIME_DEV_PM_OPS(__static_##name, suspend_fn, resume_fn,    \
							idle_fn)
#define EXPORT_GPL_RUNTIME_DEV_PM_OPS EXPORT_RUNTIME_DEV_PM_OPS
#define EXPORT_NS_RUNTIME_DEV_PM_OPS(name, suspend_fn, resume_fn, idle_fn, ns)                     \
	EXPORT_RUNTIME_DEV_PM_OPS(name, suspend_fn, resume_fn, idle_fn)
#define EXPORT_NS_GPL_RUNTIME_DEV_PM_OPS EXPORT_NS_RUNTIME_DEV_PM_OPS

#endif
