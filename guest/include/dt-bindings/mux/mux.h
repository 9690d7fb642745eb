/* SPDX-License-Identifier: GPL-2.0-only */
/* dt-bindings/mux/mux: what a multiplexer does when nobody uses it, where that is no position. */
#ifndef _DT_BINDINGS_MUX_MUX_H
#define _DT_BINDINGS_MUX_MUX_H

#define MUX_IDLE_AS_IS	    (-1)
#define MUX_IDLE_DISCONNECT (-2)

#endif
