/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lockdep: words by which sources tell what they take for granted about locks. There is no
 * lock checker here; what can be seen is asserted, the rest is for the reader.
 */
#ifndef _LINUX_LOCKDEP_H
#define _LINUX_LOCKDEP_H

#include <linux/compiler.h>
#include <linux/types.h>

struct lock_class_key {
	unsigned int unused;
};
struct lockdep_map {
	unsigned int unused;
};

#define lockdep_assert_held(lock)		    ((void)(lock))
#define lockdep_assert_held_write(lock)		    ((void)(lock))
#define lockdep_assert_held_read(lock)		    ((void)(lock))
#define lockdep_assert_held_once(lock)		    ((void)(lock))
#define lockdep_assert_not_held(lock)		    ((void)(lock))
#define lockdep_is_held(lock)			    1
#define lockdep_set_class(lock, key)		    ((void)(key))
#define lockdep_set_class_and_name(lock, key, name) ((void)(key))
#define lockdep_set_subclass(lock, sub)		    ((void)(lock))
#define lockdep_set_novalidate_class(lock)	    ((void)(lock))
#define lockdep_init_map(map, name, key, sub)	    ((void)(key))
#define lockdep_register_key(key)		    ((void)(key))
#define lockdep_unregister_key(key)		    ((void)(key))
#define lockdep_off()				    ((void)0)
#define lockdep_on()				    ((void)0)
#define might_lock(lock)			    ((void)(lock))
#define lockdep_assert_irqs_enabled()		    ((void)0)
#define lockdep_assert_irqs_disabled()		    ((void)0)
#define lockdep_assert_preemption_disabled()	    ((void)0)
#define SINGLE_DEPTH_NESTING			    1

#endif
