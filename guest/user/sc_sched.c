/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_sched: policies, priorities, and the one processor there is. */
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "say.h"

/* As the kernel has it. */
struct sched_attr {
	uint32_t size, sched_policy;
	uint64_t sched_flags;
	int32_t sched_nice;
	uint32_t sched_priority;
	uint64_t runtime, deadline, period;
};

static struct sched_param of(int priority)
{
	return (struct sched_param){priority};
}

static void policies(void)
{
	struct sched_param p = of(10);
	struct timespec ts;
	struct sched_attr attr = {};
	cpu_set_t set;
	int status;

	PART("policies");
	SAY(sched_getscheduler(0));
	SAY(sched_setscheduler(0, SCHED_OTHER, &p));
	SAY(sched_setscheduler(0, 4, &p));
	SAY(sched_setscheduler(0, 77, &p));
	SAY(sched_setscheduler(99999, SCHED_FIFO, &p));
	SAY(sched_setscheduler(0, SCHED_FIFO, &p));
	SAY(sched_getscheduler(0));
	SAY(sched_getparam(0, &p));
	SAY(p.sched_priority);
	SAY(sched_rr_get_interval(0, &ts));
	printf("%ld %ld\n", (long)ts.tv_sec, ts.tv_nsec);
	p = of(100);
	SAY(sched_setparam(0, &p));
	p = of(5);
	SAY(sched_setparam(0, &p));
	SAY(sched_setscheduler(0, SCHED_RR | SCHED_RESET_ON_FORK, &p));
	SAY(sched_getscheduler(0));
	SAY(sched_rr_get_interval(0, &ts));
	printf("%ld %ld\n", (long)ts.tv_sec, ts.tv_nsec);
	if (!fork())
		_exit(sched_getscheduler(0));
	wait(&status);
	SAY(WEXITSTATUS(status));
	SAY(setpriority(PRIO_PROCESS, 0, 7));
	SAY(getpriority(PRIO_PROCESS, 0));
	SAY(sched_getscheduler(0));
	p = of(0);
	SAY(sched_setscheduler(0, SCHED_BATCH, &p));
	SAY(sched_getscheduler(0));
	SAY(getpriority(PRIO_PROCESS, 0));
	SAY(sched_setscheduler(0, SCHED_IDLE, &p));
	SAY(sched_getscheduler(0));
	SAY(syscall(SYS_sched_getattr, 0, &attr, 48, 0));
	printf("size %d policy %d nice %d priority %d\n", attr.size, attr.sched_policy,
	       attr.sched_nice, attr.sched_priority);
	SAY(syscall(SYS_sched_getattr, 0, &attr, 10, 0));
	attr = (struct sched_attr){.size = 48, .sched_policy = SCHED_OTHER, .sched_nice = 3};
	SAY(syscall(SYS_sched_setattr, 0, &attr, 0));
	SAY(getpriority(PRIO_PROCESS, 0));
	attr.sched_policy = 99;
	SAY(syscall(SYS_sched_setattr, 0, &attr, 0));
	SAY(syscall(SYS_sched_setattr, 0, &attr, 1));
	SAY(sched_get_priority_max(SCHED_FIFO));
	SAY(sched_get_priority_min(SCHED_RR));
	SAY(sched_get_priority_max(SCHED_OTHER));
	SAY(sched_get_priority_max(9));
	PART("processors");
	CPU_ZERO(&set);
	SAY(sched_setaffinity(0, sizeof(set), &set));
	CPU_SET(0, &set);
	SAY(sched_setaffinity(0, sizeof(set), &set));
	SAY(sched_getaffinity(0, sizeof(set), &set));
	SAY(CPU_COUNT(&set));
	SAY(syscall(SYS_sched_getaffinity, 0, 2, &set));
	SAY(sched_getaffinity(99999, sizeof(set), &set));
	SAY(sched_getcpu());
}

/* Who is more urgent runs alone; equals take turns. */
static void order(void)
{
	volatile int *count =
	    mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct sched_param p = of(50);
	pid_t a, b;

	PART("who runs");
	sched_setscheduler(0, SCHED_FIFO, &p);
	a = fork();
	if (!a) {
		p = of(10);
		sched_setscheduler(0, SCHED_FIFO, &p);
		for (;;)
			count[0]++;
	}
	b = fork();
	if (!b) {
		p = of(0);
		sched_setscheduler(0, SCHED_OTHER, &p);
		for (;;)
			count[1]++;
	}
	usleep(100000);
	printf("more urgent %d, less %d\n", count[0] > 1000, count[1] > 1000);
	kill(a, SIGKILL);
	kill(b, SIGKILL);
	while (wait(NULL) > 0)
		;
	p = of(0);
	sched_setscheduler(0, SCHED_OTHER, &p);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	policies();
	order();
	return 0;
}
