/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trace: writes events as they happen, one line each, stamped with the count
 * of executed instructions, so that two runs can be compared line by line.
 *
 * Events are the machine's own (cpu:insn, cpu:event, mem:read, mem:write,
 * mem:walk, io:read, io:write; what goes over wires: trace_wires.h) and the kernel's probes
 * (kmem:kmalloc and so on, guest/abi/probes.md).
 */
#ifndef ZONEMU_EMU_DEBUG_TRACE_H
#define ZONEMU_EMU_DEBUG_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct culprit;
struct machine;
struct trace;

/*
 * Parse what -trace takes: EVENT[,EVENT...][,file=F][,from=PROBE][,until=PROBE][,vcd=F], where
 * EVENT is a name, a glob ("kmem:*") or a group ("kmem"). With from, tracing starts when that probe
 * is reached; with until it ends there, and starts again at the next from. vcd writes the wires as
 * waveforms (vcd.h). kernel_path gives symbols and probes and may be NULL. NULL: err holds one
 * line.
 */
struct trace *trace_open(const char *spec, const char *kernel_path, char *err, size_t err_bytes);
/* Events alone, to an open stream, which is the trace's from here on. */
struct trace *trace_open_on(const char *events, const char *kernel_path, FILE *out, char *err,
			    size_t err_bytes);
/* The same for QEMU's -d LIST; log_path is -D's, or NULL for stderr. */
struct trace *trace_open_log(const char *list, const char *log_path, const char *kernel_path,
			     char *err, size_t err_bytes);

/* Names places in modules; outlives the trace. */
void trace_set_culprit(struct trace *trace, struct culprit *culprit);
/* After machine_create(), before machine_run(). */
void trace_attach(struct trace *trace, struct machine *machine);
/* After the run; NULL is fine. */
void trace_close(struct trace *trace);

/* -trace help and -d help. */
void trace_help(const char *kernel_path, FILE *out);
void trace_log_help(FILE *out);

#endif
