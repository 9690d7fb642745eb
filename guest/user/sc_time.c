/* SPDX-License-Identifier: GPL-2.0-only */
/* sc_time: a process's own timers, and clocks. */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/timex.h>
#include <time.h>

#include "say.h"

static volatile int count, overrun, value, code;

static void handler(int sig, siginfo_t *info, void *context)
{
	count++;
	overrun += info->si_overrun;
	value = info->si_value.sival_int;
	code = info->si_code;
}

static struct itimerspec every(long value_ms, long interval_ms)
{
	return (struct itimerspec){{0, interval_ms * 1000000}, {0, value_ms * 1000000}};
}

static void timers(void)
{
	struct sigaction sa = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO};
	struct sigevent ev = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
	struct itimerspec its = every(30, 20), old;
	sigset_t set;
	timer_t t, none;

	PART("timer_create");
	sigaction(SIGUSR1, &sa, NULL);
	ev.sigev_value.sival_int = 77;
	SAY(timer_create(99, &ev, &t));
	SAY(timer_create(CLOCK_MONOTONIC_COARSE, &ev, &t));
	ev.sigev_signo = 99;
	SAY(timer_create(CLOCK_MONOTONIC, &ev, &t));
	ev.sigev_signo = SIGUSR1;
	ev.sigev_notify = 17;
	SAY(timer_create(CLOCK_MONOTONIC, &ev, &t));
	ev.sigev_notify = SIGEV_SIGNAL;
	SAY(timer_create(CLOCK_MONOTONIC, &ev, &t));
	SAY(timer_settime(t, 0, &its, &old));
	SAY(old.it_value.tv_nsec);
	while (count < 3)
		pause();
	printf("value %d code %d\n", value, code);
	SAY(timer_gettime(t, &old));
	printf("%d %ld\n", old.it_value.tv_nsec > 0 && old.it_value.tv_nsec <= 20000000,
	       old.it_interval.tv_nsec);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	its = every(10, 10);
	SAY(timer_settime(t, 0, &its, NULL));
	usleep(105000);
	count = overrun = 0;
	its = every(0, 0);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	printf("count %d overrun %s\n", count, overrun >= 8 && overrun <= 9 ? "8 or 9" : "other");
	SAY(timer_getoverrun(t) == overrun);
	SAY(timer_settime(t, 0, &its, NULL));
	its.it_value.tv_nsec = -1;
	SAY(timer_settime(t, 0, &its, NULL));
	ev.sigev_notify = SIGEV_NONE;
	SAY(timer_create(CLOCK_REALTIME, &ev, &none));
	its = every(500, 0);
	SAY(timer_settime(none, 0, &its, NULL));
	SAY(timer_gettime(none, &old));
	SAY(old.it_value.tv_nsec > 400000000);
	SAY(timer_delete(none));
	SAY(timer_delete(t));
	SAY(syscall(SYS_timer_delete, 1234));
}

static void *in_thread(void *arg)
{
	sigset_t set;
	siginfo_t info;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	*(pid_t *)arg = gettid();
	SAY(sigwaitinfo(&set, &info));
	printf("code %d value %d\n", info.si_code, info.si_value.sival_int);
	return NULL;
}

static void to_thread(void)
{
	struct sigevent ev = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = SIGUSR2};
	struct itimerspec its = every(10, 0);
	volatile pid_t tid = 0;
	pthread_t thread;
	sigset_t set;
	timer_t t;

	PART("SIGEV_THREAD_ID");
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigprocmask(SIG_BLOCK, &set, NULL);
	ev._sigev_un._tid = 1;
	SAY(timer_create(CLOCK_MONOTONIC, &ev, &t));
	pthread_create(&thread, NULL, in_thread, (void *)&tid);
	while (!tid)
		usleep(1000);
	ev._sigev_un._tid = tid;
	ev.sigev_value.sival_int = 5;
	SAY(timer_create(CLOCK_MONOTONIC, &ev, &t));
	SAY(timer_settime(t, 0, &its, NULL));
	pthread_join(thread, NULL);
	SAY(timer_delete(t));
}

static void on_cpu(void)
{
	struct sigevent ev = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1};
	struct itimerspec its = every(20, 0);
	struct timespec before, after;
	clockid_t clock;
	timer_t t;

	PART("processor time");
	count = 0;
	SAY(timer_create(CLOCK_PROCESS_CPUTIME_ID, &ev, &t));
	SAY(timer_settime(t, 0, &its, NULL));
	usleep(60000);
	SAY(count);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &before);
	while (!count)
		;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &after);
	SAY(count);
	SAY(after.tv_nsec - before.tv_nsec > 5000000 && after.tv_nsec - before.tv_nsec < 40000000);
	SAY(timer_delete(t));
	SAY(clock_getcpuclockid(0, &clock));
	SAY(clock_gettime(clock, &after));
	SAY(clock_getcpuclockid(1, &clock));
	SAY(clock_gettime(clock, &after));
	SAY(clock_getcpuclockid(30000, &clock));
	SAY(pthread_getcpuclockid(pthread_self(), &clock));
	SAY(clock_gettime(clock, &after));
	SAY(clock_settime(CLOCK_MONOTONIC, &after));
	SAY(clock_nanosleep(CLOCK_THREAD_CPUTIME_ID, 0, &after, NULL));
	SAY(clock_getres(CLOCK_PROCESS_CPUTIME_ID, &after));
	SAY(after.tv_nsec);
	SAY(clock_getres(55, NULL));
}

static void adjust(void)
{
	struct timex tx = {};
	struct tms tms;

	PART("the rest");
	SAY(adjtimex(&tx));
	SAY(tx.tick);
	tx.modes = ADJ_TICK;
	tx.tick = 1;
	SAY(adjtimex(&tx));
	SAY_OK(times(&tms));
}

int main(void)
{
	timers();
	to_thread();
	on_cpu();
	adjust();
	return 0;
}
