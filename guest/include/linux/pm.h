/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pm: power management, as in a kernel built without it (CONFIG_PM, CONFIG_PM_SLEEP off):
 * drivers may fill in their callbacks, nobody calls them.
 */
#ifndef _LINUX_PM_H
#define _LINUX_PM_H

#include <linux/kernel.h>
#include <linux/types.h>

struct device;

typedef struct pm_message {
	int event;
} pm_message_t;

#define PM_EVENT_ON	   0
#define PM_EVENT_FREEZE	   1
#define PM_EVENT_SUSPEND   2
#define PM_EVENT_HIBERNATE 4
#define PM_EVENT_QUIESCE   8
#define PM_EVENT_RESUME	   16
#define PM_EVENT_THAW	   32
#define PM_EVENT_RESTORE   64
#define PM_EVENT_RECOVER   128
#define PM_EVENT_USER	   256
#define PM_EVENT_REMOTE	   512
#define PM_EVENT_AUTO	   1024
#define PM_EVENT_SLEEP	   (PM_EVENT_SUSPEND | PM_EVENT_HIBERNATE)
#define PMSG_ON		   ((struct pm_message){PM_EVENT_ON})
#define PMSG_FREEZE	   ((struct pm_message){PM_EVENT_FREEZE})
#define PMSG_SUSPEND	   ((struct pm_message){PM_EVENT_SUSPEND})

struct dev_pm_ops {
	int (*prepare)(struct device *dev);
	void (*complete)(struct device *dev);
	int (*suspend)(struct device *dev);
	int (*resume)(struct device *dev);
	int (*freeze)(struct device *dev);
	int (*thaw)(struct device *dev);
	int (*poweroff)(struct device *dev);
	int (*restore)(struct device *dev);
	int (*suspend_late)(struct device *dev);
	int (*resume_early)(struct device *dev);
	int (*freeze_late)(struct device *dev);
	int (*thaw_early)(struct device *dev);
	int (*poweroff_late)(struct device *dev);
	int (*restore_early)(struct device *dev);
	int (*suspend_noirq)(struct device *dev);
	int (*resume_noirq)(struct device *dev);
	int (*freeze_noirq)(struct device *dev);
	int (*thaw_noirq)(struct device *dev);
	int (*poweroff_noirq)(struct device *dev);
	int (*restore_noirq)(struct device *dev);
	int (*runtime_suspend)(struct device *dev);
	int (*runtime_resume)(struct device *dev);
	int (*runtime_idle)(struct device *dev);
};

#define SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)                                                 \
	.suspend = suspend_fn, .resume = resume_fn, .freeze = suspend_fn, .thaw = resume_fn,       \
	.poweroff = suspend_fn, .restore = resume_fn,
#define LATE_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)                                            \
	.suspend_late = suspend_fn, .resume_early = resume_fn,
#define NOIRQ_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)                                           \
	.suspend_noirq = suspend_fn, .resume_noirq = resume_fn,
#define RUNTIME_PM_OPS(suspend_fn, resume_fn, idle_fn)                                             \
	.runtime_suspend = suspend_fn, .runtime_resume = resume_fn, .runtime_idle = idle_fn,

/* These leave nothing of their arguments: the functions may be #ifdef'ed away. */
#define SET_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)
#define SET_LATE_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)
#define SET_NOIRQ_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)
#define SET_RUNTIME_PM_OPS(suspend_fn, resume_fn, idle_fn)

#define pm_ptr(ptr)	  ((void *)(0 ? (ptr) : NULL))
#define pm_sleep_ptr(ptr) ((void *)(0 ? (ptr) : NULL))

#define _DEFINE_DEV_PM_OPS(name, suspend_fn, resume_fn, rsuspend_fn, rresume_fn, idle_fn)          \
	const struct dev_pm_ops name = {SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)                 \
					    RUNTIME_PM_OPS(rsuspend_fn, rresume_fn, idle_fn)}
#define DEFINE_SIMPLE_DEV_PM_OPS(name, suspend_fn, resume_fn)                                      \
	_DEFINE_DEV_PM_OPS(name, suspend_fn, resume_fn, NULL, NULL, NULL)
#define EXPORT_DEV_PM_OPS(name)		   static __maybe_unused const struct dev_pm_ops __static_##name
#define EXPORT_GPL_DEV_PM_OPS(name)	   EXPORT_DEV_PM_OPS(name)
#define EXPORT_NS_DEV_PM_OPS(name, ns)	   EXPORT_DEV_PM_OPS(name)
#define EXPORT_NS_GPL_DEV_PM_OPS(name, ns) EXPORT_DEV_PM_OPS(name)
#define EXPORT_SIMPLE_DEV_PM_OPS(name, suspend_fn, resume_fn)                                      \
	static __maybe_unused _DEFINE_DEV_PM_OPS(__static_##name, suspend_fn, resume_fn, NULL,     \
						 NULL, NULL)
#define EXPORT_GPL_SIMPLE_DEV_PM_OPS			EXPORT_SIMPLE_DEV_PM_OPS
#define EXPORT_NS_SIMPLE_DEV_PM_OPS(name, s, r, ns)	EXPORT_SIMPLE_DEV_PM_OPS(name, s, r)
#define EXPORT_NS_GPL_SIMPLE_DEV_PM_OPS(name, s, r, ns) EXPORT_SIMPLE_DEV_PM_OPS(name, s, r)
#define SIMPLE_DEV_PM_OPS(name, suspend_fn, resume_fn)                                             \
	const struct dev_pm_ops __maybe_unused name = {                                            \
	    SET_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)}
#define UNIVERSAL_DEV_PM_OPS(name, suspend_fn, resume_fn, idle_fn)                                 \
	const struct dev_pm_ops __maybe_unused name = {                                            \
	    SET_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)}

struct dev_pm_info {
	unsigned int can_wakeup : 1;
	unsigned int async_suspend : 1;
	void *platform_data;
};

static inline int device_init_wakeup(struct device *dev, bool enable)
{
	return 0;
}

static inline int device_set_wakeup_enable(struct device *dev, bool enable)
{
	return 0;
}

static inline bool device_may_wakeup(struct device *dev)
{
	return false;
}

static inline bool device_can_wakeup(struct device *dev)
{
	return false;
}

static inline void device_set_wakeup_capable(struct device *dev, bool capable)
{
}

static inline int device_wakeup_enable(struct device *dev)
{
	return -22; /* EINVAL */
}

static inline int device_wakeup_disable(struct device *dev)
{
	return 0;
}

static inline void device_enable_async_suspend(struct device *dev)
{
}

static inline void dev_pm_set_driver_flags(struct device *dev, u32 flags)
{
}

static inline void pm_wakeup_event(struct device *dev, unsigned int msec)
{
}

static inline void pm_wakeup_hard_event(struct device *dev)
{
}

static inline void pm_stay_awake(struct device *dev)
{
}

static inline void pm_relax(struct device *dev)
{
}

static inline void dev_pm_syscore_device(struct device *dev, bool val)
{
}

#define DPM_FLAG_NO_DIRECT_COMPLETE BIT(0)
#define DPM_FLAG_SMART_PREPARE	    BIT(1)
#define DPM_FLAG_SMART_SUSPEND	    BIT(2)
#define DPM_FLAG_MAY_SKIP_RESUME    BIT(3)

#endif
