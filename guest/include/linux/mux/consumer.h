/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mux/consumer: users of multiplexers take turns: select waits until it is theirs (try does not:
 * -EBUSY) and, if told to, until it has stood delay_us; after an error it is not theirs. Which is
 * whose a device tree says: without one, getting is -ENODEV.
 */
#ifndef _LINUX_MUX_CONSUMER_H
#define _LINUX_MUX_CONSUMER_H

#include <linux/compiler.h>

struct device;
struct mux_control;
struct mux_state; /* a control, and the state of it that is wanted */

struct mux_control *mux_control_get(struct device *dev, const char *name);
struct mux_control *devm_mux_control_get(struct device *dev, const char *name);
void mux_control_put(struct mux_control *mux);
struct mux_state *devm_mux_state_get(struct device *dev, const char *name);

unsigned int mux_control_states(struct mux_control *mux);

int __must_check mux_control_select_delay(struct mux_control *mux, unsigned int state,
					  unsigned int delay_us);
int __must_check mux_control_try_select_delay(struct mux_control *mux, unsigned int state,
					      unsigned int delay_us);
int __must_check mux_state_select_delay(struct mux_state *mstate, unsigned int delay_us);
int __must_check mux_state_try_select_delay(struct mux_state *mstate, unsigned int delay_us);
int mux_control_deselect(struct mux_control *mux);
int mux_state_deselect(struct mux_state *mstate);

#define mux_control_select(mux, state)	   mux_control_select_delay(mux, state, 0)
#define mux_control_try_select(mux, state) mux_control_try_select_delay(mux, state, 0)
#define mux_state_select(mstate)	   mux_state_select_delay(mstate, 0)
#define mux_state_try_select(mstate)	   mux_state_try_select_delay(mstate, 0)

#endif
