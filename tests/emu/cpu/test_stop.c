/* SPDX-License-Identifier: GPL-2.0-only */
/* cpu_stop() from another thread: each one ends a run, at whatever moment it comes. */
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "tests/emu/cpu/rig.h"

#define STOPS 3000u

static struct rig *rig;
static atomic_uint served;

/* Single steps bring the run loop round at every instruction, where a stop could be overwritten. */
GUEST(spin, "1: inc %eax; jmp 1b");
GUEST(stepped, "pushf; orl $0x100, (%esp); popf; 1: inc %eax; jmp 1b");

static void *stopper(void *arg)
{
	(void)arg;
	for (unsigned n = 0; n < STOPS; n++) {
		cpu_stop(rig->cpu);
		while (atomic_load(&served) <= n)
			sched_yield();
	}
	return NULL;
}

START_TEST(none_is_lost)
{
	static const uint8_t iret[] = {0xcf};
	pthread_t thread;

	rig = rig_new();
	if (_i)
		LOAD(rig, stepped);
	else
		LOAD(rig, spin);
	rig_load(rig, rig_handler(1), iret, sizeof(iret));
	atomic_store(&served, 0);
	ck_assert_int_eq(pthread_create(&thread, NULL, stopper, NULL), 0);
	while (atomic_load(&served) < STOPS) {
		ck_assert_int_eq(cpu_run(rig->cpu, 1ull << 50), CPU_EXIT_STOP);
		atomic_fetch_add(&served, 1);
	}
	pthread_join(thread, NULL);
	rig_free(rig);
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("stop");

	tcase_set_timeout(tcase, 60);
	tcase_add_loop_test(tcase, none_is_lost, 0, 2);
	return rig_main(tcase, "stop");
}
